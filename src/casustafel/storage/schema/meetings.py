"""Tables of meetings, what was said in them, and the minutes."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from casustafel.domain.actions import ActionKind
from casustafel.domain.meetings import ItemKind, ItemState, MeetingState, Presence
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import OutcomeKind, Vote
from casustafel.storage.schema.base import (
    Choice,
    Id,
    Instant,
    Json,
    Listed,
    key,
    metadata,
    one_of,
    refers,
    within,
)
from casustafel.storage.schema.values import (
    adjustment_values,
    confirmation_values,
    contribution_values,
    reopening_values,
)

meeting = Table(
    "meeting",
    metadata,
    key(),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False),
    Column("held_on", Date, nullable=False),
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False),
    Column("place", String(200), nullable=False),
    Column("state", Choice(MeetingState), nullable=False),
    Column("opened_at", Instant),
    Column("closed_at", Instant),
    Column("current_item_id", Id),
    Column("paused_at", Instant),
    Column("sequence", Integer, nullable=False),
    Column("undo_item_id", Id),
    Column("reopenings", reopening_values, nullable=False),
    one_of("state", MeetingState),
)
# A table sits once at a time; a meeting that was cancelled leaves room for another.
Index(
    "uq_meeting_committee_held_on_starts",
    meeting.c.committee,
    meeting.c.held_on,
    meeting.c.starts,
    unique=True,
    sqlite_where=text("state <> 'cancelled'"),
    postgresql_where=text("state <> 'cancelled'"),
)

agenda_item = Table(
    "agenda_item",
    metadata,
    key(),
    refers("meeting_id", "meeting", cascade=True),
    Column("position", SmallInteger, nullable=False),
    Column("kind", Choice(ItemKind), nullable=False),
    Column("title", String(200), nullable=False),
    refers("case_id", "case_record", optional=True),
    Column("budget", SmallInteger, nullable=False),
    Column("starts", Time),
    Column("state", Choice(ItemState), nullable=False),
    Column("notes", Text, nullable=False),
    Column("spent_seconds", Integer, nullable=False),
    Column("current_since", Instant),
    Column("from_item_id", Id),
    Column("framework_id", Id, ForeignKey("framework.id")),
    Column("standing", Boolean(name="standing"), nullable=False),
    Column("sequence", Integer, nullable=False),
    refers("of_meeting_id", "meeting", optional=True),
    one_of("kind", ItemKind),
    one_of("state", ItemState),
    within("budget", 0, 600),
)
# A case stands on a meeting's agenda once.
Index(
    "uq_agenda_item_meeting_id_case_id",
    agenda_item.c.meeting_id,
    agenda_item.c.case_id,
    unique=True,
    sqlite_where=text("case_id IS NOT NULL"),
    postgresql_where=text("case_id IS NOT NULL"),
)

attendance = Table(
    "attendance",
    metadata,
    key(),
    Column("meeting_id", Id, ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False),
    refers("member_id", "member"),
    Column("presence", Choice(Presence), nullable=False),
    Column("substitute", String(120), nullable=False),
    Column("arrived", Time),
    Column("left", Time),
    UniqueConstraint("meeting_id", "member_id"),
    one_of("presence", Presence),
)

recusal = Table(
    "recusal",
    metadata,
    key(),
    Column("item_id", Id, ForeignKey("agenda_item.id", ondelete="CASCADE"), nullable=False),
    refers("member_id", "member"),
    Column("reason", String(200), nullable=False),
    UniqueConstraint("item_id", "member_id"),
)

invitee = Table(
    "invitee",
    metadata,
    key(),
    refers("item_id", "agenda_item", cascade=True),
    Column("role_name", String(120), nullable=False),
    Column("organisation", String(200), nullable=False),
    Column("email", String(200), nullable=False),
    Column("present", Boolean(name="present"), nullable=False),
)

committee_answer = Table(
    "committee_answer",
    metadata,
    key(),
    Column("item_id", Id, ForeignKey("agenda_item.id", ondelete="CASCADE"), nullable=False),
    Column("criterion", String(60), nullable=False),
    Column("value", Json, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("item_id", "criterion"),
)

outcome = Table(
    "outcome",
    metadata,
    key(),
    refers("case_id", "case_record", cascade=True),
    refers("item_id", "agenda_item"),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False, index=True),
    Column("choice", String(40), nullable=False),
    Column("kind", Choice(OutcomeKind), nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("recorded_by", String(120), nullable=False),
    Column("revision", SmallInteger, nullable=False),
    Column("current", Boolean(name="current"), nullable=False),
    Column("reasons", Listed(), nullable=False),
    Column("motivation", Text, nullable=False),
    Column("adjustments", adjustment_values, nullable=False),
    Column("contributions", contribution_values, nullable=False),
    Column("vote", Choice(Vote), nullable=False),
    Column("dissent", Text, nullable=False),
    Column("valid_until", Date),
    Column("evaluation_on", Date),
    Column("transfer_to", String(200), nullable=False),
    Column("transfer_on", Date),
    Column("held_until", Date),
    Column("provisional", Boolean(name="provisional"), nullable=False),
    Column("missing", Listed(), nullable=False),
    Column("on_behalf_of_chair", Boolean(name="on_behalf_of_chair"), nullable=False),
    Column("correction_reason", Text, nullable=False),
    Column("asked", Json, nullable=False),
    Column("confirmations", confirmation_values, nullable=False),
    Column("corrected_at", Instant),
    Column("followed_at", Instant),
    Column("followed_why", Text, nullable=False),
    UniqueConstraint("item_id", "revision"),
    one_of("kind", OutcomeKind),
    one_of("vote", Vote),
)

formal_decision = Table(
    "formal_decision",
    metadata,
    key(),
    Column(
        "case_id", Id, ForeignKey("case_record.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("reference", String(80), nullable=False),
    Column("decided_on", Date),
    Column("decided_by", String(200), nullable=False),
    Column("departs", Boolean(name="departs"), nullable=False),
    Column("departs_why", Text, nullable=False),
    Column("none_because", Text, nullable=False),
    Column("objection_until", Date),
)

feedback = Table(
    "feedback",
    metadata,
    key(),
    refers("case_id", "case_record", cascade=True),
    Column("told_to", String(200), nullable=False),
    Column("told_on", Date, nullable=False),
    Column("channel", String(40), nullable=False),
)

action = Table(
    "action",
    metadata,
    key(),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("owner", String(200), nullable=False),
    Column("kind", Choice(ActionKind), nullable=False),
    Column("due_on", Date, index=True),
    Column("proof", Text, nullable=False),
    refers("meeting_id", "meeting", optional=True),
    refers("item_id", "agenda_item", optional=True),
    refers("case_id", "case_record", optional=True, cascade=True),
    Column("done_at", Instant),
    Column("done_note", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    one_of("kind", ActionKind),
)

minutes = Table(
    "minutes",
    metadata,
    key(),
    Column("meeting_id", Id, ForeignKey("meeting.id"), nullable=False, unique=True),
    Column("state", Choice(MinutesState), nullable=False),
    Column("version", SmallInteger, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("content", Text),
    Column("content_hash", String(64)),
    Column("pdf", LargeBinary),
    Column("pdf_hash", String(64)),
    Column("adopted_at", Instant),
    Column("audit_head", String(64)),
    Column("adopted_versions", SmallInteger, nullable=False),
    one_of("state", MinutesState),
)

adopted_version = Table(
    "adopted_version",
    metadata,
    key(),
    Column("minutes_id", Id, ForeignKey("minutes.id"), nullable=False),
    Column("version", SmallInteger, nullable=False),
    Column("content", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("pdf", LargeBinary, nullable=False),
    Column("pdf_hash", String(64), nullable=False),
    Column("adopted_at", Instant, nullable=False),
    Column("audit_head", String(64), nullable=False),
    UniqueConstraint("minutes_id", "version"),
)

item_text = Table(
    "item_text",
    metadata,
    key(),
    Column(
        "item_id", Id, ForeignKey("agenda_item.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("text", Text, nullable=False),
)

urgent_decision = Table(
    "urgent_decision",
    metadata,
    key(),
    refers("case_id", "case_record", cascade=True),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("latest", Date, nullable=False),
    Column("decider", String(200), nullable=False),
    Column("decision", Text, nullable=False),
    Column("consulted", String(200), nullable=False),
    Column("choice", String(40), nullable=False),
    Column("reasons", Listed(), nullable=False),
    Column("adjustments", adjustment_values, nullable=False),
    Column("contributions", contribution_values, nullable=False),
    Column("valid_until", Date),
    Column("evaluation_on", Date),
    Column("transfer_to", String(200), nullable=False),
    Column("transfer_on", Date),
    Column("ratified", Boolean(name="ratified")),
    refers("item_id", "agenda_item", optional=True),
    Column("refused_why", Text, nullable=False),
    Column("ends_on", Date),
    Column("bridging", Text, nullable=False),
    CheckConstraint("ratified IS NULL OR ratified OR ends_on IS NOT NULL", name="refused_ends"),
)
