"""Tables of clients, cases, their answers and care lines."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)

from casustafel.domain.cases import CaseStatus, Phase
from casustafel.storage.schema.base import (
    Choice,
    Exact,
    Id,
    Instant,
    Json,
    key,
    metadata,
    one_of,
    refers,
    within,
)

#: The last number given out per table and year; a number is never given out twice.
case_counter = Table(
    "case_counter",
    metadata,
    Column("committee", String(20), ForeignKey("committee.code"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

household = Table("household", metadata, key(), Column("key", String(80), unique=True))

client = Table(
    "client",
    metadata,
    key(),
    Column("bsn", String(9), unique=True),
    Column("no_bsn_reason", String(40)),
    Column("surname", String(200), nullable=False),
    Column("prefix", String(40), nullable=False),
    Column("given_names", String(200), nullable=False),
    Column("initials", String(40), nullable=False),
    Column("birth_date", Date, index=True),
    Column("postcode", String(6)),
    Column("house_number", String(20)),
    Column("district", String(80)),
    refers("household_id", "household", optional=True),
    Column("search_name", String(200), nullable=False, index=True),
    CheckConstraint("bsn IS NULL OR length(bsn) = 9", name="bsn_length"),
)

case_record = Table(
    "case_record",
    metadata,
    # The integer key is the rowid of SQLite, which the search index needs; records elsewhere
    # refer to the UUID.
    Column("row_key", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("number", String(24), nullable=False, unique=True),
    refers("client_id", "client"),
    Column("status", Choice(CaseStatus), nullable=False),
    Column("received", Date, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("law", String(10), nullable=False),
    Column("care_form", String(40), nullable=False),
    Column("phase", Choice(Phase)),
    Column("request_kind", String(20), nullable=False),
    Column("reference_date", Date),
    Column("sender_reference", String(80)),
    Column("dossier_number", String(80)),
    Column("provider_id", Id, ForeignKey("provider.id"), index=True),
    Column("referrer_type", String(40)),
    Column("referrer_name", String(200), nullable=False),
    Column("referrer_contact", String(200), nullable=False),
    Column("school_id", Id, ForeignKey("school.id")),
    Column("product_category", String(10)),
    Column("product_code", String(20)),
    Column("allocation_number", BigInteger),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("volume", Exact),
    Column("unit", String(10)),
    Column("frequency", String(10)),
    Column("hours_per_week", Exact),
    Column("weeks_open", SmallInteger),
    Column("list_trigger", String(40)),
    Column("route", String(20)),
    Column("route_reasons", Text),
    Column("exemption", String(20)),
    Column("exemption_reference", String(80)),
    Column("exemption_on", Date),
    Column("crisis", Boolean(name="crisis"), nullable=False),
    Column("ordered", Boolean(name="ordered")),
    Column("urgent", Boolean(name="urgent"), nullable=False),
    Column("urgent_reason", Text),
    Column("urgent_before", Date),
    Column("held_until", Date),
    Column("end_reason", Text),
    Column("points_met", SmallInteger, nullable=False),
    Column("points_of", SmallInteger, nullable=False),
    Column("rank", Integer),
    Column("annual_hours", Exact),
    Column("annual_cents", BigInteger),
    Column("previous_case_id", Id, ForeignKey("case_record.id")),
    Column("import_id", Id, ForeignKey("import_record.id"), index=True),
    # Who brought it in: a person, who is never deleted.
    Column("entered_by", Id),
    Column("remark", Text, nullable=False),
    # Derived from client and provider when a case is written: what search and sorting read.
    Column("search_text", Text, nullable=False),
    Column("client_sort", String(200), nullable=False),
    Column("provider_sort", String(200), nullable=False),
    UniqueConstraint("committee", "year", "sequence"),
    one_of("status", CaseStatus),
    one_of("law", ("jeugd", "wmo")),
    within("points_met", 0, 20),
    within("sequence", 1, 999_999_999),
    CheckConstraint("starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", name="period"),
    CheckConstraint("status <> 'deferred' OR held_until IS NOT NULL", name="held_until"),
)

# What most cases do not have costs nothing to keep an index of.
for _column in ("allocation_number", "school_id", "previous_case_id"):
    Index(
        f"ix_case_record_{_column}",
        case_record.c[_column],
        sqlite_where=case_record.c[_column].is_not(None),
        postgresql_where=case_record.c[_column].is_not(None),
    )

# One index per column that the queue offers to sort by, each behind the table. The state stands
# last in them, so that rows in another state are passed over without being read.
for _column in (
    "received",
    "client_sort",
    "provider_sort",
    "care_form",
    "referrer_name",
    "points_met",
):
    Index(
        f"ix_case_record_queue_{_column}",
        case_record.c.committee,
        case_record.c[_column],
        case_record.c.row_key,
        case_record.c.status,
    )
Index(
    "ix_case_record_queue_status",
    case_record.c.committee,
    case_record.c.status,
    case_record.c.row_key,
)
# The few that are urgent, and those on a ranked list, stand before all others.
Index(
    "ix_case_record_queue_urgent",
    case_record.c.committee,
    case_record.c.received,
    case_record.c.row_key,
    sqlite_where=case_record.c.urgent == true(),
    postgresql_where=case_record.c.urgent == true(),
)
Index(
    "ix_case_record_queue_rank",
    case_record.c.committee,
    case_record.c.rank,
    case_record.c.row_key,
    sqlite_where=case_record.c.rank.is_not(None),
    postgresql_where=case_record.c.rank.is_not(None),
)

case_answer = Table(
    "case_answer",
    metadata,
    key(),
    Column("case_id", Id, ForeignKey("case_record.id", ondelete="CASCADE"), nullable=False),
    Column("item", String(60), nullable=False),
    Column("value", Json, nullable=False),
    Column("by_hand", Boolean(name="by_hand"), nullable=False),
    UniqueConstraint("case_id", "item"),
)

care_line = Table(
    "care_line",
    metadata,
    key(),
    refers("client_id", "client"),
    refers("import_id", "import_record"),
    refers("case_id", "case_record", optional=True, cascade=True),
    Column("row", Integer, nullable=False),
    Column("law", String(10), nullable=False),
    Column("product_category", String(10)),
    Column("product_code", String(20)),
    Column("allocation_number", Integer),
    Column("provider_id", Id, ForeignKey("provider.id")),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("volume", Exact),
    Column("unit", String(10)),
    Column("frequency", String(10)),
    Column("hours_per_week", Exact),
    Column("annual_hours", Exact),
    Column("annual_cents", BigInteger),
    Column("residential", Boolean(name="residential"), nullable=False),
    Column("schemes", SmallInteger),
    Column("money_worries", Boolean(name="money_worries")),
    Column("period", String(80)),
    Column("first_help_on", Date),
)

field_change = Table(
    "field_change",
    metadata,
    key(),
    refers("case_id", "case_record", cascade=True),
    Column("entity", String(40), nullable=False),
    Column("entity_id", Id, nullable=False),
    Column("field", String(60), nullable=False),
    Column("old", Json, nullable=False),
    Column("new", Json, nullable=False),
    Column("at", Instant, nullable=False),
    Column("person", String(120), nullable=False),
    refers("import_id", "import_record", optional=True),
    Column("reason", Text, nullable=False),
)
