"""The tables: each made of a type of the domain, and what the type does not say."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Date as Day
from sqlalchemy.types import BigInteger

from casustafel.domain import (
    actions,
    cases,
    consent,
    inflow,
    involved,
    meetings,
    norms,
    outcomes,
    people,
    records,
    registers,
    retention,
    selection,
    stops,
    taught,
    urgent,
)
from casustafel.domain import advice as advices
from casustafel.domain import minutes as papers
from casustafel.domain.insight import indicators
from casustafel.storage.schema.derived import kept, metadata, one_of
from casustafel.storage.schema.types import Hashed, Id, Json

# People, committees and registers.

setting = kept(records.Setting, "setting", sa.Column("name", sa.String(80), primary_key=True))
person = kept(people.Person, "person", unique=["name", "login"])
committee = sa.Table(
    "committee",
    metadata,
    sa.Column("code", sa.String(20), primary_key=True),
    sa.Column("prefix", sa.String(6), nullable=False, unique=True),
    sa.Column("position", sa.Integer, nullable=False),
)
#: How a table works, from a day on; what was received before keeps the version of its day.
committee_version = sa.Table(
    "committee_version",
    metadata,
    sa.Column("committee", sa.String(20), sa.ForeignKey("committee.code"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("valid_from", Day),
    sa.Column("definition", Json, nullable=False),
)
framework = sa.Table(
    "framework",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("committee", sa.String(20), sa.ForeignKey("committee.code"), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("valid_from", Day),
    sa.Column("definition", Json, nullable=False),
    sa.UniqueConstraint("committee", "version"),
    one_of("state", ("concept", "adopted", "replaced")),
)
person_role = kept(
    people.PersonRole,
    "person_role",
    unique=["person_id role committee"],
    cascade="person_id",
    indexed="person_id",
)
provider = kept(registers.Provider, "provider", unique=["agb", "search_name"])
provider_alias = kept(
    registers.ProviderAlias, "provider_alias", unique=["alias"], cascade="provider_id"
)
school = kept(registers.School, "school", unique=["brin", "search_name"])
member = kept(meetings.Member, "member", indexed="committee", bare="person_id provider_id")

# Clients, cases, their answers and care lines.

#: The last number given out per table and year; a number is never given out twice.
case_counter = sa.Table(
    "case_counter",
    metadata,
    sa.Column("committee", sa.String(20), sa.ForeignKey("committee.code"), primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)
household = kept(cases.Household, "household", unique=["key"])
client = kept(
    cases.Client,
    "client",
    sa.CheckConstraint("bsn IS NULL OR length(bsn) = 9", name="bsn_length"),
    unique=["bsn"],
    indexed="birth_date search_name key",
)
case_record = kept(
    cases.Case,
    "case_record",
    # The integer key is the rowid of SQLite, which the search index needs; records elsewhere
    # refer to the UUID.
    sa.Column("row_key", BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    # Who brought it in: a person, who is never deleted.
    sa.Column("entered_by", Id),
    one_of("law", ("jeugd", "wmo")),
    sa.CheckConstraint(
        "starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", name="period"
    ),
    sa.CheckConstraint("status <> 'deferred' OR held_until IS NOT NULL", name="held_until"),
    unique=["number", "committee year sequence"],
    bare="school_id previous_case_id",
)


def _index(
    name: str,
    columns: Iterable[sa.Column[Any]],
    where: sa.ColumnElement[bool] | sa.TextClause | None = None,
    *,
    unique: bool = False,
) -> None:
    """Make an index, on a part of the rows when there is a condition."""
    sa.Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


# What most cases do not have costs nothing to keep an index of.
for _name in ("allocation_number", "school_id", "previous_case_id"):
    _one = case_record.c[_name]
    _index(f"ix_case_record_{_name}", [_one], _one.is_not(None))
# One index per column that the queue offers to sort by, each behind the table. The state stands
# last in them, so that rows in another state are passed over without being read.
_c = case_record.c
for _one in (
    *(_c.received, _c.client_sort, _c.provider_sort, _c.care_form),
    *(_c.referrer_name, _c.points_met),
):
    _index(f"ix_case_record_queue_{_one.name}", [_c.committee, _one, _c.row_key, _c.status])
_index("ix_case_record_queue_status", [_c.committee, _c.status, _c.row_key])
# The few that are urgent, and those on a ranked list, stand before all others.
_index(
    "ix_case_record_queue_urgent", [_c.committee, _c.received, _c.row_key], _c.urgent == sa.true()
)
_index(
    "ix_case_record_queue_rank", [_c.committee, _c.law, _c.rank, _c.row_key], _c.rank.is_not(None)
)

case_answer = kept(cases.CaseAnswer, "case_answer", unique=["case_id item"], cascade="case_id")
care_line = kept(cases.CareLine, "care_line", cascade="case_id", bare="provider_id")
freeze = kept(selection.Freeze, "freeze", indexed="committee")
chosen = kept(
    selection.Chosen,
    "chosen",
    sa.Column("freeze_id", Id, sa.ForeignKey("freeze.id"), nullable=False, index=True),
    unique=["case_id"],
    cascade="case_id",
)
standing = kept(selection.Standing, "standing", cascade="case_id")
field_change = kept(records.FieldChange, "field_change", cascade="case_id")

# Meetings, what was said in them, and the minutes.

meeting = kept(meetings.Meeting, "meeting")
# A table sits once at a time; a meeting that was cancelled leaves room for another.
_index(
    "uq_meeting_committee_held_on_starts",
    [meeting.c.committee, meeting.c.held_on, meeting.c.starts],
    sa.text("state <> 'cancelled'"),
    unique=True,
)
agenda_item = kept(meetings.AgendaItem, "agenda_item", cascade="meeting_id", bare="framework_id")
# A case stands on a meeting's agenda once.
_index(
    "uq_agenda_item_meeting_id_case_id",
    [agenda_item.c.meeting_id, agenda_item.c.case_id],
    sa.text("case_id IS NOT NULL"),
    unique=True,
)
attendance = kept(
    meetings.Attendance, "attendance", unique=["meeting_id member_id"], cascade="meeting_id"
)
recusal = kept(meetings.Recusal, "recusal", unique=["item_id member_id"], cascade="item_id")
invitee = kept(meetings.Invitee, "invitee", cascade="item_id")
involvement = kept(involved.Involvement, "involvement", unique=["item_id party"], cascade="item_id")
committee_answer = kept(
    meetings.CommitteeAnswer, "committee_answer", unique=["item_id criterion"], cascade="item_id"
)
outcome = kept(
    outcomes.Outcome,
    "outcome",
    unique=["item_id revision"],
    cascade="case_id",
    indexed="committee item_id",
)
formal_decision = kept(
    outcomes.FormalDecision, "formal_decision", unique=["case_id"], cascade="case_id"
)
consent_record = kept(consent.Consent, "consent", cascade="case_id")
feedback = kept(outcomes.Feedback, "feedback", cascade="case_id")
landing = kept(outcomes.Landing, "landing", unique=["case_id"], cascade="case_id")
action = kept(actions.Action, "action", cascade="case_id", indexed="committee due_on")
minutes = kept(papers.Minutes, "minutes", unique=["meeting_id"])
adopted_version = kept(papers.AdoptedVersion, "adopted_version", unique=["minutes_id version"])
item_text = kept(papers.ItemText, "item_text", unique=["item_id"], cascade="item_id")
urgent_decision = kept(
    urgent.UrgentDecision,
    "urgent_decision",
    sa.CheckConstraint("ratified IS NULL OR ratified OR ends_on IS NOT NULL", name="refused_ends"),
    cascade="case_id",
)

# Vooradviezen and what was learned.

advice = kept(
    advices.Advice, "advice", unique=["case_id member_id"], cascade="case_id", bare="framework_id"
)
advice_answer = kept(
    advices.AdviceAnswer, "advice_answer", unique=["advice_id criterion"], cascade="advice_id"
)
learning_point = kept(
    advices.LearningPoint, "learning_point", cascade="case_id", indexed="committee"
)
framework_reason = kept(taught.FrameworkReason, "framework_reason", cascade="case_id framework_id")
agreement = kept(taught.Agreement, "agreement", indexed="committee")

# The norm register: norms and toeleidingsstops, with their history.

norm = kept(
    norms.Norm,
    "norm",
    sa.CheckConstraint("starts_on <= ends_on", name="period"),
    sa.CheckConstraint("amount > 0", name="amount"),
    unchecked="care_form",
)
toeleidingsstop = kept(
    stops.Toeleidingsstop,
    "toeleidingsstop",
    sa.CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="period"),
    unchecked="care_form",
)
_stop = toeleidingsstop.c
_index("ix_toeleidingsstop_in_force", [_stop.provider_id, _stop.care_form, _stop.starts_on])
#: A norm's and a stop's earlier states, so that it can be asked of any date how they stood.
register_history = kept(records.RegisterChange, "register_history", indexed="entity_id")

# Lists of begun care, and what is still to be asked of their lines.

inflow_list = kept(inflow.InflowList, "inflow_list")
inflow_entry = kept(
    inflow.InflowEntry,
    "inflow_entry",
    sa.Column(
        "list_id",
        Id,
        sa.ForeignKey("inflow_list.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    indexed="mark",
)

# What is counted and said of the tables, and the reports that were made of it.

own_indicator = kept(indicators.OwnIndicator, "own_indicator", unique=["name"])
hand_value = kept(indicators.HandValue, "hand_value", unique=["indicator first last"])
_said = "committee first last"
duiding = kept(indicators.Duiding, "duiding", unique=[f"{_said} indicator"])
council_report = kept(indicators.CouncilReport, "council_report", unique=[_said])

# The program's own work: imports, log and drafts.

import_record = kept(records.ImportRecord, "import_record", indexed="file_hash fingerprint")
import_finding = kept(
    records.ImportFinding,
    "import_finding",
    one_of("severity", ("error", "warning", "notice")),
    cascade="import_id",
)
import_profile = kept(records.ImportProfile, "import_profile", unique=["committee fingerprint"])


def _hashes(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, Hashed, nullable=False) for name in names]


audit_event = kept(
    records.AuditEvent,
    "audit_event",
    # The order of the chain; no foreign key to what the event is about, so that undo and
    # destruction leave the log whole.
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("person_id", Id, nullable=False),
    sa.Column("committee", sa.String(20)),
    *_hashes("hash", "previous", "digest"),
    indexed="at subject_id",
)
# In the order in which the log page steps from one that occurs to the next.
_index("ix_audit_event_action_subject", [audit_event.c.action, audit_event.c.subject])
login = kept(
    records.Login,
    "login",
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("person_id", Id, nullable=False),
    *_hashes("hash", "previous"),
)
log_seal = kept(records.LogSeal, "log_seal", unique=["log position"])
# How long what is kept, what was destroyed, and what a person asked.

retention_rule = kept(retention.RetentionRule, "retention_rule", unique=["committee kind"])
legal_hold = kept(retention.LegalHold, "legal_hold")
destruction = kept(
    retention.Destruction, "destruction", sa.Column("proposed_by_id", Id, nullable=False)
)
person_request = kept(retention.PersonRequest, "person_request")
client_statement = kept(retention.ClientStatement, "client_statement", cascade="case_id")
draft = kept(
    records.Draft,
    "draft",
    unique=["person_id subject subject_id field"],
    cascade="person_id",
    indexed="person_id",
)
