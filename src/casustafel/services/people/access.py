"""Who can open the workspace: own passphrases, and the recovery key."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casustafel.domain.errors import DatabaseError, UsageError
from casustafel.domain.people import Person, Right
from casustafel.domain.sizes import Secret
from casustafel.services.people import persons
from casustafel.services.use_case import Free, use_case
from casustafel.storage import keys
from casustafel.storage.folding import fold
from casustafel.storage.location import LocalFiles
from casustafel.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casustafel.storage.workspace import OpenWorkspace


@dataclass(slots=True)
class KeyRing:
    """The keys of the workspace that is open. `cost` is for tests; None is the usual one."""

    storage: "OpenWorkspace"
    cost: keys.Cost | None = None

    @property
    def available(self) -> bool:
        """Whether this workspace has passphrases of its own; a shared database has none."""
        return isinstance(self.storage.location, LocalFiles) and self.storage.unlocked is not None

    def opened_with_recovery_key(self) -> bool:
        """Say whether the recovery key was used; then nobody's own passphrase is known."""
        return self.available and self.unlocked.person is None

    def holds(self, name: str) -> bool:
        """Say whether a person has an own passphrase."""
        return self.available and self._slot_of(name) is not None

    @property
    def path(self) -> Path:
        """The file of keys. Raises UsageError('keys-of-shared-database')."""
        if not isinstance(self.storage.location, LocalFiles):
            raise UsageError("keys-of-shared-database")
        return self.storage.location.keys

    @property
    def unlocked(self) -> keys.Unlocked:
        """What was unlocked. Raises UsageError('keys-of-shared-database')."""
        if self.storage.unlocked is None:
            raise UsageError("keys-of-shared-database")
        return self.storage.unlocked

    def _slot_of(self, name: str) -> keys.SlotInfo | None:
        for slot in self.unlocked.slots:
            if slot.kind == "person" and fold(slot.person) == fold(name):
                return slot
        return None


@use_case(Right.MANAGE_PEOPLE)
def add_person(uow: UnitOfWork, ring: KeyRing, name: str, passphrase: Secret) -> Person:
    """Add a person with an own passphrase.

    Raises UsageError: 'person-empty', 'person-exists' or 'passphrase-unfit'; RightError.
    """
    person = persons.create(uow, name)
    _give(uow, ring, person, passphrase)
    return person


@use_case(Right.MANAGE_PEOPLE)
def give(uow: UnitOfWork, ring: KeyRing, person_id: str, passphrase: Secret) -> Person:
    """Give a person who has none an own passphrase, and let that person work here again."""
    person = persons.set_active(uow, person_id, active=True)
    _give(uow, ring, person, passphrase)
    return person


@use_case(Right.MANAGE_PEOPLE)
def withdraw(uow: UnitOfWork, ring: KeyRing, person_id: str) -> Person:
    """Take a person's passphrase away; the person no longer works here, the log keeps the name.

    This does not reach a copy of database and keys that was made before (SECURITY.md).
    Raises RuleError for the own access and for the last beheerder; UsageError('slot-last').
    """
    person = persons.set_active(uow, person_id, active=False)
    uow.audit("passphrase-withdrawn", "person", person_id)
    slot = ring._slot_of(person.name) if ring.available else None
    if slot is not None:
        ring.storage.unlocked = keys.remove_slot(ring.path, ring.unlocked, slot.id)
    return person


@use_case(Free("everybody may change their own"))
def change_own(uow: UnitOfWork, ring: KeyRing, present: Secret, passphrase: Secret) -> None:
    """Give the person who works here another passphrase, after the present one was typed.

    Raises UsageError: 'passphrase-present-wrong', 'passphrase-unfit', or
    'recovery-key-is-renewed' when the workspace was opened with the recovery key.
    """
    if not ring.opened_with_recovery_key():
        try:
            keys.unlock(ring.path, present, ring.unlocked.person)
        except DatabaseError as error:
            raise UsageError("passphrase-present-wrong") from error
    changed = keys.change_passphrase(
        ring.path, ring.unlocked, passphrase, now=uow.clock(), cost=ring.cost
    )
    ring.storage.unlocked = changed
    uow.audit("passphrase-changed", "person", uow.actor.person_id)


@use_case(Right.MANAGE_PEOPLE)
def renew_recovery_key(uow: UnitOfWork, ring: KeyRing) -> str:
    """Make a new recovery key and return it as printed: it is shown once. The old one is void."""
    printed, ring.storage.unlocked = keys.renew_recovery_key(
        ring.path, ring.unlocked, now=uow.clock(), cost=ring.cost
    )
    uow.audit("recovery-key-renewed", "workspace", uow.actor.person_id)
    return printed


def _give(uow: UnitOfWork, ring: KeyRing, person: Person, passphrase: Secret) -> None:
    """Write the slot before the commit: a person without a slot could never come in."""
    uow.log("passphrase-given", person)
    former = ring.unlocked
    known = {slot.id for slot in former.slots}
    made = keys.add_person(
        ring.path, former, person.name, passphrase, now=uow.clock(), cost=ring.cost
    )
    ring.storage.unlocked = made

    def take_back() -> None:
        for slot in made.slots:
            if slot.id not in known:
                keys.remove_slot(ring.path, made, slot.id)
        ring.storage.unlocked = former

    uow.if_lost(take_back)
