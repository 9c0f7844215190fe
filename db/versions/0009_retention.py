"""Terms, legal holds, lists to destroy with their statements, and the register of requests."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


_KINDS = (
    *("granted", "refused", "withdrawn", "reserve", "advice", "urgent_notes", "notes", "drafts"),
    *("findings", "minutes"),
)
_REQUESTS = ("access", "rectify", "destroy", "restrict", "object")


def _one_of(table: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"kind IN ({listed})", name=f"ck_{table}_kind")


def _key(name: str = "id") -> sa.Column[str]:
    return sa.Column(name, sa.Uuid(as_uuid=False), primary_key=True)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def upgrade() -> None:
    op.create_table(
        "retention_rule",
        _key(),
        sa.Column(
            "committee",
            sa.String(20),
            sa.ForeignKey("committee.code", name="fk_retention_rule_committee"),
            nullable=False,
        ),
        _text("kind", 40),
        _text("category", 20),
        sa.Column("years", sa.SmallInteger(), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("permanent", sa.Boolean(), nullable=False),
        _text("reference", 120),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        _text("confirmed_by", 120),
        sa.UniqueConstraint("committee", "kind", name="uq_retention_rule_committee_kind"),
        _one_of("retention_rule", _KINDS),
    )
    op.create_table(
        "legal_hold",
        _key(),
        sa.Column(
            "case_id",
            sa.Uuid(as_uuid=False),
            sa.ForeignKey("case_record.id", name="fk_legal_hold_case_id"),
            nullable=False,
        ),
        _text("reason", 200),
        sa.Column("since", sa.Date(), nullable=False),
        _text("set_by", 120),
        sa.Column("lifted_on", sa.Date()),
        _text("lifted_by", 120),
    )
    op.create_index("ix_legal_hold_case_id", "legal_hold", ["case_id"])
    op.create_table(
        "destruction",
        _key(),
        sa.Column("proposed_by_id", sa.Uuid(as_uuid=False), nullable=False),
        _text("proposed_by", 120),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        _text("salt", 64),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        _text("approved_by", 120),
        sa.Column("approved_at", sa.DateTime()),
        _text("reference", 120),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("out_of_backups_on", sa.Date()),
    )
    op.create_table(
        "person_request",
        _key(),
        _text("kind", 40),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        _text("asker", 120),
        _text("capacity", 120),
        _text("number", 40),
        sa.Column("identity_seen_on", sa.Date()),
        sa.Column("answered_on", sa.Date()),
        _text("answer", 200),
        _text("ground", 200),
        _one_of("person_request", _REQUESTS),
    )


def downgrade() -> None:
    for name in ("person_request", "destruction", "legal_hold", "retention_rule"):
        op.drop_table(name)
