"""Tables of the program's own work: imports, log and drafts."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint

from casustafel.storage.schema.base import Id, Instant, Json, Listed, key, metadata, one_of, refers

import_record = Table(
    "import_record",
    metadata,
    key(),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("file_hash", String(64), nullable=False, index=True),
    Column("sheet", String(80), nullable=False),
    Column("header_row", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False, index=True),
    Column("imported_at", Instant, nullable=False),
    Column("imported_by", String(120), nullable=False),
    Column("summary", Json, nullable=False),
    Column("columns", Json, nullable=False),
    Column("created", Json, nullable=False),
    Column("undone_at", Instant),
)

import_finding = Table(
    "import_finding",
    metadata,
    key(),
    refers("import_id", "import_record", cascade=True),
    Column("row", Integer, nullable=False),
    Column("column", String(200), nullable=False),
    Column("field", String(60), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("code", String(60), nullable=False),
    Column("values", Json, nullable=False),
    one_of("severity", ("error", "warning", "notice")),
)

import_profile = Table(
    "import_profile",
    metadata,
    key(),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("columns", Json, nullable=False),
    Column("date_orders", Json, nullable=False),
    UniqueConstraint("committee", "fingerprint"),
)

audit_event = Table(
    "audit_event",
    metadata,
    # The order of the chain; no foreign key to what the event is about, so that undo and
    # destruction leave the log whole.
    Column("position", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("at", Instant, nullable=False, index=True),
    Column("person_id", Id, nullable=False),
    Column("person", String(120), nullable=False),
    Column("roles", String(200), nullable=False),
    Column("action", String(60), nullable=False, index=True),
    Column("committee", String(20)),
    Column("subject", String(40), nullable=False),
    Column("subject_id", String(40), nullable=False, index=True),
    Column("fields", Listed(), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("details", Json, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    key(),
    refers("person_id", "person", cascade=True),
    Column("subject", String(40), nullable=False),
    Column("subject_id", String(80), nullable=False),
    Column("field", String(80), nullable=False),
    Column("value", Json, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("person_id", "subject", "subject_id", "field"),
)
