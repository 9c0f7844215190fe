"""What the program keeps about its own work: imports, the audit log, history and drafts."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from casustafel.domain.sizes import (
    Hash,
    Text10,
    Text20,
    Text40,
    Text60,
    Text80,
    Text120,
    Text200,
    UpTo,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """One list that came in. `file_hash` is the SHA-256 in hex of the file's bytes.

    `summary` holds the counts of rows as in ``import --json``; `columns` the mapping that was
    used. `created` holds the ids of clients, households, providers and schools that came with it,
    which the undo takes away again. `undone_at` is set by the undo. `mends` are what somebody
    settled about its cells, so that the same file reads so again.
    """

    id: str
    committee: Text20
    file_name: Annotated[str, UpTo(255)]
    file_hash: Hash
    sheet: Text80
    header_row: int
    fingerprint: Hash
    imported_at: datetime
    imported_by: Text120
    summary: dict[str, int]
    columns: dict[str, str]
    created: dict[str, list[str]]
    undone_at: datetime | None = None
    mends: dict[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFinding:
    """A finding of an import by row, column, code and severity; values hold no personal data."""

    id: str
    import_id: str
    row: int
    column: Text200
    field: Text60
    severity: Text10
    code: Text60
    values: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProfile:
    """How the columns of a list were understood, kept for the next list of the same shape.

    `fingerprint` is of the header's texts; `columns` maps the index of a column to a field;
    `date_orders` says per field dmy or mdy. `mends` are what was settled of whole columns.
    """

    id: str
    committee: Text20
    name: Text120
    fingerprint: Hash
    columns: dict[str, str]
    date_orders: dict[str, str]
    mends: dict[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One confirmed change (or view, export, print) in the append-only, chained log.

    `fields` are names only; `digest` is a salted hash of the new values. There is no foreign
    key to what it is about, so that undo and destruction leave the log whole (design.md).
    """

    id: str
    at: datetime
    person_id: str
    person: Text120
    roles: Text200
    action: Text60
    committee: Text20 | None
    subject: Text40
    subject_id: Text40
    fields: tuple[str, ...]
    digest: Hash
    previous: Hash
    hash: Hash
    details: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Somebody opened the workspace; in a chain of its own, since it is kept less long."""

    id: str
    at: datetime
    person_id: str
    person: Text120
    previous: Hash
    hash: Hash


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSeal:
    """What a closed part of a log leaves: the last position and its hash, and how many there were.

    `log` is the name of the chain and `until` the last day that is in it. Once `removed_at` is set
    what stood before is gone, and the chain begins behind this seal.
    """

    id: str
    log: Text20
    position: int
    hash: Hash
    count: int
    until: date
    sealed_at: datetime
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """The old value of a field of a case; it dies with the case.

    `import_id` names the list that changed it; None means that somebody did so by hand, and then
    no list overwrites the field silently. `reason` says why a case that can no longer be changed
    was mended.
    """

    id: str
    case_id: str
    entity: Text40
    entity_id: str
    field: Text60
    old: object
    new: object
    at: datetime
    person: Text120
    import_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChange:
    """The old value of a field of a norm or a stop: the history of the register is kept."""

    id: str
    entity: Text40
    entity_id: str
    field: Text60
    old: object
    new: object
    at: datetime
    person: Text120


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody is typing, kept within two seconds and not yet confirmed or audited."""

    id: str
    person_id: str
    subject: Text40
    subject_id: Text80
    field: Text80
    value: object
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A choice of the municipality, by name."""

    name: Text80
    value: object
