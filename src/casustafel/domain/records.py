"""What the program keeps about its own work: imports, the audit log, history and drafts."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """One list that came in. `file_hash` is the SHA-256 in hex of the file's bytes.

    `summary` holds the counts of rows as in ``import --json``; `columns` the mapping that was
    used. `created` holds the ids of clients, households, providers and schools that came with it,
    which the undo takes away again. `undone_at` is set by the undo.
    """

    id: str
    committee: str
    file_name: str
    file_hash: str
    sheet: str
    header_row: int
    fingerprint: str
    imported_at: datetime
    imported_by: str
    summary: dict[str, int]
    columns: dict[str, str]
    created: dict[str, list[str]]
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFinding:
    """A finding of an import by row, column, code and severity; values hold no personal data."""

    id: str
    import_id: str
    row: int
    column: str
    field: str
    severity: str
    code: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProfile:
    """How the columns of a list were understood, kept for the next list of the same shape.

    `fingerprint` is of the header's texts; `columns` maps the index of a column to a field;
    `date_orders` says per field dmy or mdy.
    """

    id: str
    committee: str
    name: str
    fingerprint: str
    columns: dict[str, str]
    date_orders: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One confirmed change (or view, export, print) in the append-only, chained log.

    `fields` are names only; `digest` is a salted hash of the new values. There is no foreign
    key to what it is about, so that undo and destruction leave the log whole (design.md).
    """

    id: str
    at: datetime
    person_id: str
    person: str
    roles: str
    action: str
    committee: str | None
    subject: str
    subject_id: str
    fields: tuple[str, ...]
    digest: str
    previous: str
    hash: str
    details: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """The old value of a field of a case; it dies with the case.

    `import_id` names the list that changed it; None means that somebody did so by hand, and then
    no list overwrites the field silently. `reason` says why a case that can no longer be changed
    was mended.
    """

    id: str
    case_id: str
    entity: str
    entity_id: str
    field: str
    old: object
    new: object
    at: datetime
    person: str
    import_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChange:
    """The old value of a field of a norm or a stop: the history of the register is kept."""

    id: str
    entity: str
    entity_id: str
    field: str
    old: object
    new: object
    at: datetime
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody is typing, kept within two seconds and not yet confirmed or audited."""

    id: str
    person_id: str
    subject: str
    subject_id: str
    field: str
    value: object
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A choice of the municipality, by name."""

    name: str
    value: object
