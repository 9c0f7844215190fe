"""What was agreed at networks and talks, and why a version of a framework changed."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ID = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    op.create_table(
        "framework_reason",
        sa.Column("id", _ID, nullable=False),
        sa.Column("framework_id", _ID, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("case_id", _ID),
        sa.ForeignKeyConstraint(
            ["framework_id"],
            ["framework.id"],
            "fk_framework_reason_framework_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], "fk_framework_reason_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_framework_reason"),
    )
    op.create_index("ix_framework_reason_framework_id", "framework_reason", ["framework_id"])
    op.create_index("ix_framework_reason_case_id", "framework_reason", ["case_id"])
    op.create_table(
        "agreement",
        sa.Column("id", _ID, nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("network", sa.String(length=80), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("done_on", sa.Date()),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["committee"], ["committee.code"], "fk_agreement_committee"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
    )
    op.create_index("ix_agreement_committee", "agreement", ["committee"])


def downgrade() -> None:
    op.drop_table("agreement")
    op.drop_table("framework_reason")
