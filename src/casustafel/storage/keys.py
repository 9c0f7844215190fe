"""Who can open the database: one random key, sealed to the key pair of each person.

The database is encrypted under 32 random bytes. Each slot of the file of keys holds a private key,
sealed under what Argon2id derives from a passphrase, and those bytes sealed to its public key; the
recovery key is a slot too. Whoever opens the workspace can add and remove slots, and give all
others a new key (`rekeyed`): a removed slot opens what was copied before, and nothing after it.

This module loads neither SQLAlchemy nor SQLCipher: the unlock page paints before those.
Changes to the file of keys are made by the one process that holds the lock of the workspace.
"""

import hashlib
import hmac
import json
import os
import secrets
import uuid
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from casustafel.domain.errors import DatabaseError, UsageError
from casustafel.storage.folding import fold
from casustafel.storage.key_header import (
    Cost,
    Header,
    Kind,
    Slot,
    header_bytes,
    read_header,
    sealed_part,
    write_header,
)
from casustafel.storage.recovery_key import (
    looks_like_recovery_key,
    new_recovery_key,
    read_recovery_key,
)
from casustafel.storage.sealing import (
    KEY_BYTES,
    derived,
    new_pair,
    seal,
    seal_to,
    unseal,
    unseal_with,
)

__all__ = ["Cost", "new_recovery_key"]


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """One slot as people see it. `person` is empty for the recovery key; `created` is UTC.

    Who has no `pair` yet cannot be given a new key of the database.
    """

    id: str
    kind: Kind
    person: str
    created: datetime
    pair: bool


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a right passphrase gives: the database key, through which slot, and all slots.

    `person` is None when the recovery key was used. `counter` is the number of the file of keys.
    """

    key: bytes = field(repr=False)
    workspace: str
    slot: SlotInfo
    slots: tuple[SlotInfo, ...]
    counter: int

    @property
    def person(self) -> str | None:
        return self.slot.person if self.slot.kind == "person" else None


def make_keys(
    person: str, passphrase: str, *, now: datetime, cost: Cost | None = None
) -> tuple[bytes, Unlocked]:
    """Return the bytes of a new file of keys with one slot, and what it unlocks.

    `now` is UTC. Raises UsageError: 'person-empty' or 'passphrase-unfit'.
    """
    key = secrets.token_bytes(KEY_BYTES)
    workspace = uuid.uuid4().hex
    slot = _sealed_slot(key, workspace, "person", person, passphrase, now, cost or Cost())
    header = _sealed(Header(workspace, (slot,), counter=1), key)
    return header_bytes(header), _unlocked(header, slot, key)


def unlock(path: Path, secret: str, person: str | None = None) -> Unlocked:
    """Open the file of keys with a passphrase or the recovery key.

    Only the slot of `person` is tried; it may be left out while there is one (UsageError
    'person-needed'): the same passphrase of two persons never makes them one.
    Raises DatabaseError: 'passphrase-wrong', 'person-unknown', 'recovery-key-mistyped',
    'keys-missing', 'keys-damaged' or 'database-newer'.
    """
    return unlock_header(read_header(path), secret, person)


def unlock_header(header: Header, secret: str, person: str | None = None) -> Unlocked:
    """As `unlock`, for a header that was read from elsewhere, such as a backup."""
    if looks_like_recovery_key(secret):
        secret = read_recovery_key(secret)
        candidates = [slot for slot in header.slots if slot.kind == "recovery"]
    else:
        candidates = [slot for slot in header.slots if slot.kind == "person"]
        if person is not None:
            candidates = [slot for slot in candidates if slot.hint == _hint(slot.salt, person)]
            if not candidates:
                raise DatabaseError("person-unknown", person=person)
        elif len(candidates) > 1:
            raise UsageError("person-needed", count=len(candidates))
    for slot in candidates:
        key = _opened(slot, header.workspace, secret)
        if key is not None:
            if not is_sealed(header, key):
                raise DatabaseError("keys-damaged", file=".keys")
            return _unlocked(header, slot, key)
    raise DatabaseError("passphrase-wrong")


def add_person(
    path: Path,
    unlocked: Unlocked,
    person: str,
    passphrase: str,
    *,
    now: datetime,
    cost: Cost | None = None,
) -> Unlocked:
    """Give `person` an own passphrase.

    Raises UsageError: 'person-has-slot', 'person-empty' or 'passphrase-unfit'.
    """
    header = _current(path, unlocked)
    if any(fold(slot.person) == fold(person) for slot in unlocked.slots if slot.kind == "person"):
        raise UsageError("person-has-slot", person=person)
    slot = _sealed_slot(
        unlocked.key, header.workspace, "person", person, passphrase, now, cost or Cost()
    )
    return _written(path, header, (*header.slots, slot), unlocked)


def change_passphrase(
    path: Path, unlocked: Unlocked, passphrase: str, *, now: datetime, cost: Cost | None = None
) -> Unlocked:
    """Give the person who unlocked it a new passphrase; the slot keeps its place.

    Raises UsageError: 'passphrase-unfit'; 'recovery-key-is-renewed' when the recovery key was
    used, which has no passphrase.
    """
    if unlocked.person is None:
        raise UsageError("recovery-key-is-renewed")
    header = _current(path, unlocked)
    slot = _sealed_slot(
        unlocked.key, header.workspace, "person", unlocked.person, passphrase, now, cost or Cost()
    )
    slots = tuple(slot if old.id == unlocked.slot.id else old for old in header.slots)
    return _written(path, header, slots, replace(unlocked, slot=_info(slot, unlocked.person)))


def renew_recovery_key(
    path: Path, unlocked: Unlocked, *, now: datetime, cost: Cost | None = None, printed: str = ""
) -> tuple[str, Unlocked]:
    """Make a recovery key; an earlier one no longer opens anything. Return it as printed."""
    header = _current(path, unlocked)
    printed = printed or new_recovery_key()
    slot = _sealed_slot(
        unlocked.key, header.workspace, "recovery", "", printed, now, cost or Cost()
    )
    persons = tuple(old for old in header.slots if old.kind == "person")
    if unlocked.person is None:
        unlocked = replace(unlocked, slot=_info(slot, ""))
    return printed, _written(path, header, (*persons, slot), unlocked)


def remove_slot(path: Path, unlocked: Unlocked, slot_id: str) -> Unlocked:
    """Take a slot away.

    Raises UsageError: 'slot-unknown', or 'slot-last' for the last person's slot: somebody must
    be able to open the workspace with a passphrase.
    """
    header = _current(path, unlocked)
    kept = tuple(slot for slot in header.slots if slot.id != slot_id)
    if len(kept) == len(header.slots):
        raise UsageError("slot-unknown")
    if not any(slot.kind == "person" for slot in kept):
        raise UsageError("slot-last")
    return _written(path, header, kept, unlocked)


def turn_over(
    path: Path, unlocked: Unlocked, secret: str, *, now: datetime, cost: Cost | None = None
) -> Unlocked:
    """Give the slot of version 1 that was just opened with `secret` a key pair."""
    if unlocked.person is not None:
        return change_passphrase(path, unlocked, secret, now=now, cost=cost)
    printed = read_recovery_key(secret)
    return renew_recovery_key(path, unlocked, now=now, cost=cost, printed=printed)[1]


def accept(path: Path, unlocked: Unlocked, counter: int) -> Unlocked:
    """Let an older file of keys that was put back count from now on, above `counter`."""
    header = _current(path, unlocked)
    return _written(path, header, header.slots, replace(unlocked, counter=counter))


def rekeyed(path: Path, unlocked: Unlocked) -> tuple[bytes, Unlocked]:
    """Return the bytes of a file of keys under a new key, for all who have a pair, and that key.

    Nothing is written: the file and the database take the place of the former ones together.
    Raises UsageError('slot-last') when whoever opened it has no pair.
    """
    header = _current(path, unlocked)
    key = secrets.token_bytes(KEY_BYTES)
    slots = {
        slot.id: _sealed_for(slot, header.workspace, key, _name(unlocked.key, header, slot))
        for slot in header.slots
        if slot.public
    }
    if unlocked.slot.id not in slots:
        raise UsageError("slot-last")
    new = _sealed(_next(header, tuple(slots.values()), unlocked), key)
    return header_bytes(new), _unlocked(new, slots[unlocked.slot.id], key)


def _current(path: Path, unlocked: Unlocked) -> Header:
    """Read the file of keys, which is no older than what was opened, and not of somebody else."""
    header = read_header(path)
    if header.counter < unlocked.counter:
        raise DatabaseError("keys-rolled-back", file=path.name)
    if header.workspace != unlocked.workspace or not is_sealed(header, unlocked.key):
        raise DatabaseError("keys-damaged", file=path.name)
    return header


def _next(header: Header, slots: tuple[Slot, ...], unlocked: Unlocked) -> Header:
    return replace(header, slots=slots, counter=max(header.counter, unlocked.counter) + 1)


def _written(path: Path, header: Header, slots: tuple[Slot, ...], unlocked: Unlocked) -> Unlocked:
    new = _sealed(_next(header, slots, unlocked), unlocked.key)
    write_header(path, new)
    infos = tuple(_info(slot, _name(unlocked.key, new, slot)) for slot in slots)
    return replace(unlocked, slots=infos, counter=new.counter)


def _sealed(header: Header, key: bytes) -> Header:
    return replace(header, seal=_seal_of(header, key))


def is_sealed(header: Header, key: bytes) -> bool:
    """Say whether a header is as somebody wrote it who had this key; version 1 had no seal."""
    return not header.counter or hmac.compare_digest(header.seal, _seal_of(header, key))


def _seal_of(header: Header, key: bytes) -> bytes:
    sealing = hmac.digest(key, b"casustafel: file of keys", "sha256")
    return hmac.digest(sealing, sealed_part(header), "sha256")


def _unlocked(header: Header, slot: Slot, key: bytes) -> Unlocked:
    infos = {each.id: _info(each, _name(key, header, each)) for each in header.slots}
    return Unlocked(key, header.workspace, infos[slot.id], tuple(infos.values()), header.counter)


def _info(slot: Slot, person: str) -> SlotInfo:
    created = datetime.fromisoformat(slot.created)
    return SlotInfo(slot.id, slot.kind, person, created, bool(slot.public))


def _sealed_slot(
    key: bytes, workspace: str, kind: Kind, person: str, secret: str, now: datetime, cost: Cost
) -> Slot:
    person = " ".join(person.split())
    if kind == "person":
        refuse_unfit(person, secret)
    salt, (private, public) = os.urandom(16), new_pair()
    slot = Slot(
        id=secrets.token_hex(8),
        kind=kind,
        created=now.isoformat(timespec="seconds"),
        cost=cost,
        salt=salt,
        hint=_hint(salt, person),
        name=b"",
        wrapped=b"",
        public=public,
    )
    wrapping = derived(secret, salt, cost)
    slot = replace(slot, private=seal(wrapping, private, _bound(slot, workspace)))
    return _sealed_for(slot, workspace, key, person)


def _sealed_for(slot: Slot, workspace: str, key: bytes, person: str) -> Slot:
    """Seal a key of the database to a slot, and under it whose that is."""
    bound = _bound(slot, workspace)
    return replace(
        slot,
        name=seal(_name_key(key), person.encode(), bound),
        wrapped=seal_to(slot.public, key, bound),
    )


def refuse_unfit(person: str, secret: str) -> None:
    """Raise UsageError: 'person-empty' or 'passphrase-unfit'."""
    if not person.strip():
        raise UsageError("person-empty")
    if not secret.strip() or looks_like_recovery_key(secret):
        raise UsageError("passphrase-unfit")


def _opened(slot: Slot, workspace: str, secret: str) -> bytes | None:
    wrapping, bound = derived(secret, slot.salt, slot.cost), _bound(slot, workspace)
    if not slot.public:
        return unseal(wrapping, slot.wrapped, bound)
    private = unseal(wrapping, slot.private, bound)
    if private is None:
        return None
    key = unseal_with(private, slot.public, slot.wrapped, bound)
    if key is None:
        raise DatabaseError("keys-damaged", file=".keys")
    return key


def _name(key: bytes, header: Header, slot: Slot) -> str:
    name = unseal(_name_key(key), slot.name, _bound(slot, header.workspace))
    if name is None:
        raise DatabaseError("keys-damaged", file=".keys")
    return name.decode()


def _bound(slot: Slot, workspace: str) -> bytes:
    """What is sealed belongs to this slot of this workspace, at this cost, and to no other."""
    facts = {
        "workspace": workspace,
        "id": slot.id,
        "kind": slot.kind,
        "created": slot.created,
        "salt": slot.salt.hex(),
        **asdict(slot.cost),
    }
    if slot.public:
        facts["public"] = slot.public.hex()
    return json.dumps(facts, sort_keys=True).encode()


def _name_key(key: bytes) -> bytes:
    return hmac.digest(key, b"casustafel: names of slots", "sha256")


def _hint(salt: bytes, person: str) -> bytes:
    return hashlib.sha256(salt + fold(person).encode()).digest()[:4]
