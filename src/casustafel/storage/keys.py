"""Who can open the database: one random key, wrapped per person under a passphrase.

The database is encrypted under 32 random bytes that never change by themselves. Each slot of the
file of keys holds those bytes, sealed with AES-256-GCM under a key that Argon2id derives from a
passphrase; the recovery key is a slot too. Whoever opens the workspace can add and remove slots.
Removing a slot does not take away a copy that somebody made before (see SECURITY.md).

This module loads neither SQLAlchemy nor SQLCipher: the unlock page paints before those.
Changes to the file of keys are made by the one process that holds the lock of the workspace.
"""

import hashlib
import hmac
import json
import os
import secrets
import unicodedata
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
    write_header,
)
from casustafel.storage.recovery_key import (
    looks_like_recovery_key,
    new_recovery_key,
    read_recovery_key,
)

__all__ = [
    "Cost",
    "SlotInfo",
    "Unlocked",
    "add_person",
    "change_passphrase",
    "make_keys",
    "new_recovery_key",
    "refuse_unfit",
    "remove_slot",
    "renew_recovery_key",
    "unlock",
    "unlock_header",
]

_KEY_BYTES = 32
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """One slot as people see it. `person` is empty for the recovery key; `created` is UTC."""

    id: str
    kind: Kind
    person: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a right passphrase gives: the database key, through which slot, and all slots.

    `person` is None when the recovery key was used.
    """

    key: bytes = field(repr=False)
    workspace: str
    slot: SlotInfo
    slots: tuple[SlotInfo, ...]

    @property
    def person(self) -> str | None:
        return self.slot.person if self.slot.kind == "person" else None


def make_keys(
    person: str, passphrase: str, *, now: datetime, cost: Cost | None = None
) -> tuple[bytes, Unlocked]:
    """Return the bytes of a new file of keys with one slot, and what it unlocks.

    `now` is UTC. Raises UsageError: 'person-empty' or 'passphrase-unfit'.
    """
    key = secrets.token_bytes(_KEY_BYTES)
    workspace = uuid.uuid4().hex
    slot = _sealed_slot(key, workspace, "person", person, passphrase, now, cost or Cost())
    header = Header(workspace, (slot,))
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
    header = read_header(path)
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
    header = read_header(path)
    slot = _sealed_slot(
        unlocked.key, header.workspace, "person", unlocked.person, passphrase, now, cost or Cost()
    )
    slots = tuple(slot if old.id == unlocked.slot.id else old for old in header.slots)
    return _written(path, header, slots, replace(unlocked, slot=_info(slot, unlocked.person)))


def renew_recovery_key(
    path: Path, unlocked: Unlocked, *, now: datetime, cost: Cost | None = None, printed: str = ""
) -> tuple[str, Unlocked]:
    """Make a recovery key; an earlier one no longer opens anything. Return it as printed."""
    header = read_header(path)
    printed = printed or new_recovery_key()
    slot = _sealed_slot(
        unlocked.key, header.workspace, "recovery", "", printed, now, cost or Cost()
    )
    persons = tuple(old for old in header.slots if old.kind == "person")
    return printed, _written(path, header, (*persons, slot), unlocked)


def remove_slot(path: Path, unlocked: Unlocked, slot_id: str) -> Unlocked:
    """Take a slot away.

    Raises UsageError: 'slot-unknown', or 'slot-last' for the last person's slot: somebody must
    be able to open the workspace with a passphrase.
    """
    header = read_header(path)
    kept = tuple(slot for slot in header.slots if slot.id != slot_id)
    if len(kept) == len(header.slots):
        raise UsageError("slot-unknown")
    if not any(slot.kind == "person" for slot in kept):
        raise UsageError("slot-last")
    return _written(path, header, kept, unlocked)


def _written(path: Path, header: Header, slots: tuple[Slot, ...], unlocked: Unlocked) -> Unlocked:
    new = replace(header, slots=slots)
    write_header(path, new)
    infos = tuple(_info(slot, _name(unlocked.key, new.workspace, slot)) for slot in slots)
    return replace(unlocked, slots=infos)


def _unlocked(header: Header, slot: Slot, key: bytes) -> Unlocked:
    infos = {each.id: _info(each, _name(key, header.workspace, each)) for each in header.slots}
    return Unlocked(key, header.workspace, infos[slot.id], tuple(infos.values()))


def _info(slot: Slot, person: str) -> SlotInfo:
    return SlotInfo(slot.id, slot.kind, person, datetime.fromisoformat(slot.created))


def _sealed_slot(
    key: bytes, workspace: str, kind: Kind, person: str, secret: str, now: datetime, cost: Cost
) -> Slot:
    person = " ".join(person.split())
    if kind == "person":
        refuse_unfit(person, secret)
    salt = os.urandom(16)
    slot = Slot(
        id=secrets.token_hex(8),
        kind=kind,
        created=now.isoformat(timespec="seconds"),
        cost=cost,
        salt=salt,
        hint=_hint(salt, person),
        name=b"",
        wrapped=b"",
    )
    wrapping = _derived(slot, secret)
    return replace(
        slot,
        name=_seal(_name_key(key), person.encode(), _bound(slot, workspace)),
        wrapped=_seal(wrapping, key, _bound(slot, workspace)),
    )


def refuse_unfit(person: str, secret: str) -> None:
    """Raise UsageError: 'person-empty' or 'passphrase-unfit'."""
    if not person.strip():
        raise UsageError("person-empty")
    if not secret.strip() or looks_like_recovery_key(secret):
        raise UsageError("passphrase-unfit")


def _opened(slot: Slot, workspace: str, secret: str) -> bytes | None:
    return _unseal(_derived(slot, secret), slot.wrapped, _bound(slot, workspace))


def _name(key: bytes, workspace: str, slot: Slot) -> str:
    name = _unseal(_name_key(key), slot.name, _bound(slot, workspace))
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
    return json.dumps(facts, sort_keys=True).encode()


def _derived(slot: Slot, secret: str) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # The same passphrase typed on another keyboard may come composed differently.
    typed = unicodedata.normalize("NFC", secret).encode()
    cost = slot.cost
    return Argon2id(
        salt=slot.salt,
        length=_KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(typed)


def _name_key(key: bytes) -> bytes:
    return hmac.digest(key, b"casustafel: names of slots", "sha256")


def _hint(salt: bytes, person: str) -> bytes:
    return hashlib.sha256(salt + fold(person).encode()).digest()[:4]


def _seal(key: bytes, content: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def _unseal(key: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        return None
