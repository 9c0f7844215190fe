"""Spoed: what was decided outside a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "urgent_decision",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.Column("decider", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("consulted", sa.String(length=200), nullable=False),
        sa.Column("ratified", sa.Boolean(), nullable=True),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("bridging", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_record.id"],
            name=op.f("fk_urgent_decision_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_urgent_decision_committee")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_urgent_decision_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgent_decision")),
        sa.CheckConstraint(
            "ratified IS NULL OR ratified OR ends_on IS NOT NULL",
            name=op.f("ck_urgent_decision_refused_ends"),
        ),
    )
    for name in ("case_id", "item_id"):
        op.create_index(op.f(f"ix_urgent_decision_{name}"), "urgent_decision", [name])


def downgrade() -> None:
    op.drop_table("urgent_decision")
