"""The file of keys beside the database: the database key, wrapped once per slot.

JSON with a version and a checksum, so that damage is told from a wrong passphrase. Names of
people stand in it encrypted under the database key; a short salted hash of the name finds the
right slot before that key is known. Only the standard library is needed to read it.

Since version 2 a slot is a key pair: the passphrase seals the private key, and the database key is
sealed to the public one, so that everybody can be given a new one without their passphrases. A
number grows with each change and the whole is sealed under the database key: one that was put back
or changed by somebody else is noticed.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from casustafel.domain.errors import DatabaseError
from casustafel.storage.atomic import write_whole

FORMAT = "casustafel-keys"
VERSION = 2
_LARGEST = 1_000_000
_LEAST_SALT = 8
_MOST_SLOTS = 200
_MEMORY_LIMIT_KIB = 1024 * 1024

Kind = Literal["person", "recovery"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id's memory in KiB, passes and lanes.

    The default takes about 0.3 s and 96 MiB on an office machine of 2025, above what RFC 9106
    §4 advises where memory is scarce (64 MiB, 3 passes).
    """

    memory_kib: int = 96 * 1024
    iterations: int = 3
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the database key. Byte fields are as stored: a nonce, then what is sealed.

    A slot of version 1 has no pair: there the passphrase sealed the database key itself.
    """

    id: str
    kind: Kind
    created: str
    cost: Cost
    salt: bytes
    hint: bytes
    name: bytes
    wrapped: bytes
    public: bytes = b""
    private: bytes = b""


@dataclass(frozen=True, slots=True)
class Header:
    """All slots of one workspace; `counter` is 0 and `seal` empty in a file of version 1."""

    workspace: str
    slots: tuple[Slot, ...]
    counter: int = 0
    seal: bytes = b""


def read_header(path: Path) -> Header:
    """Read the file of keys.

    Raises DatabaseError: 'keys-missing', 'keys-damaged', or 'database-newer' for a version that
    this program does not know; OSError when the disk refuses.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise DatabaseError("keys-missing", file=path.name) from None
    return parse_header(content, path.name)


def write_header(path: Path, header: Header) -> None:
    """Replace the file of keys in one step. Raises OSError; then the old one still stands."""
    write_whole(path, header_bytes(header), private=True)


def header_bytes(header: Header) -> bytes:
    """Return the header as it is stored."""
    body = _body(header) | {"seal": _text(header.seal)}
    return json.dumps(body | {"sha256": _checksum(body)}, indent=1).encode()


def sealed_part(header: Header) -> bytes:
    """Return what the seal of a header is taken over."""
    return json.dumps(_body(header), sort_keys=True).encode()


def _body(header: Header) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "workspace": header.workspace,
        "counter": header.counter,
        "slots": [_slot_to_json(slot) for slot in header.slots],
    }


def parse_header(content: bytes, file_name: str) -> Header:
    """Read a header from its bytes; errors as `read_header`, which name `file_name`."""
    damaged = DatabaseError("keys-damaged", file=file_name)
    try:
        stored = json.loads(content)
    except (ValueError, RecursionError):
        raise damaged from None
    if not isinstance(stored, dict) or stored.get("format") != FORMAT or len(content) > _LARGEST:
        raise damaged
    if stored.pop("sha256", None) != _checksum(stored):
        raise damaged
    if stored.get("version") not in (1, VERSION):
        raise DatabaseError("database-newer", file=file_name)
    try:
        slots = tuple(_slot_from_json(slot) for slot in stored["slots"])
        if len(slots) > _MOST_SLOTS:
            raise damaged
        header = Header(workspace=str(stored["workspace"]), slots=slots)
        if stored["version"] == 1:
            return header
        counter = int(stored["counter"])
        if counter < 1:
            raise damaged
        return replace(header, counter=counter, seal=_bytes(stored["seal"]))
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise damaged from None


def _checksum(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _slot_to_json(slot: Slot) -> dict[str, object]:
    pair = {"public": _text(slot.public), "private": _text(slot.private)} if slot.public else {}
    return pair | {
        "id": slot.id,
        "kind": slot.kind,
        "created": slot.created,
        "kdf": {"name": "argon2id", **asdict(slot.cost), "salt": _text(slot.salt)},
        "hint": _text(slot.hint),
        "name": _text(slot.name),
        "wrapped": _text(slot.wrapped),
    }


def _slot_from_json(stored: Mapping[str, Any]) -> Slot:
    kdf = stored["kdf"]
    cost = Cost(int(kdf["memory_kib"]), int(kdf["iterations"]), int(kdf["lanes"]))
    # A header from elsewhere must not be able to eat all memory or to run for hours.
    within = 8 * cost.lanes <= cost.memory_kib <= _MEMORY_LIMIT_KIB and 1 <= cost.lanes <= 16
    if kdf["name"] != "argon2id" or not within or not 1 <= cost.iterations <= 50:
        raise ValueError("kdf")
    if stored["kind"] not in ("person", "recovery"):
        raise ValueError("kind")
    datetime.fromisoformat(stored["created"])
    salt = _bytes(kdf["salt"])
    if len(salt) < _LEAST_SALT:
        raise ValueError("salt")
    return Slot(
        id=str(stored["id"]),
        kind=stored["kind"],
        created=stored["created"],
        cost=cost,
        salt=salt,
        hint=_bytes(stored["hint"]),
        name=_bytes(stored["name"]),
        wrapped=_bytes(stored["wrapped"]),
        public=_bytes(stored.get("public", "")),
        private=_bytes(stored.get("private", "")),
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
