"""The keys of the workspace that is open: who holds which, and asking for a passphrase again."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casustafel.domain.errors import DatabaseError, UsageError
from casustafel.services.use_case import part
from casustafel.storage import keys
from casustafel.storage.folding import fold
from casustafel.storage.location import LocalFiles

if TYPE_CHECKING:
    from casustafel.storage.workspace import OpenWorkspace

#: The number of the file of keys, as the database knows it.
COUNTER = "keys_counter"


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
        return self.available and self.slot_of(name) is not None

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

    @property
    def others(self) -> list[str]:
        """Who else has an own passphrase."""
        own = {"", self.unlocked.person}
        return [slot.person for slot in self.unlocked.slots if slot.person not in own]

    @property
    def shut_out(self) -> list[str]:
        """Who cannot be given a new key of the database; empty is the recovery key.

        These slots were made by an earlier version, and nobody opened with them since.
        """
        return [slot.person for slot in self.unlocked.slots if not slot.pair]

    def keep(self, unlocked: keys.Unlocked) -> dict[str, object]:
        """Go on with what was written; return what the database is to know of it."""
        self.storage.unlocked = unlocked
        return {COUNTER: unlocked.counter}

    def slot_of(self, name: str) -> keys.SlotInfo | None:
        """Return what is known of the slot of a person; None for who has none."""
        for slot in self.unlocked.slots:
            if slot.kind == "person" and fold(slot.person) == fold(name):
                return slot
        return None


@part
def ask_again(ring: KeyRing, present: str) -> None:
    """Raise UsageError('passphrase-present-wrong') unless this opens what is open now."""
    try:
        keys.unlock(ring.path, present, ring.unlocked.person)
    except DatabaseError as error:
        raise UsageError("passphrase-present-wrong") from error
