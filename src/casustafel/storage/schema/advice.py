"""Tables of vooradviezen and of what was learned."""

from sqlalchemy import Column, ForeignKey, String, Table, Text, UniqueConstraint

from casustafel.storage.schema.base import Id, Instant, Json, key, metadata, refers

advice = Table(
    "advice",
    metadata,
    key(),
    Column("case_id", Id, ForeignKey("case_record.id", ondelete="CASCADE"), nullable=False),
    refers("member_id", "member"),
    Column("framework_id", Id, ForeignKey("framework.id"), nullable=False),
    Column("submitted_at", Instant),
    Column("remark", Text, nullable=False),
    UniqueConstraint("case_id", "member_id"),
)

advice_answer = Table(
    "advice_answer",
    metadata,
    key(),
    Column("advice_id", Id, ForeignKey("advice.id", ondelete="CASCADE"), nullable=False),
    Column("criterion", String(60), nullable=False),
    Column("value", Json, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("advice_id", "criterion"),
)

learning_point = Table(
    "learning_point",
    metadata,
    key(),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False, index=True),
    Column("theme", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    refers("case_id", "case_record", optional=True, cascade=True),
)
