"""Who opened the workspace, in a chain of its own, and the seals that closed parts of logs leave."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "login",
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person", sa.String(120), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.UniqueConstraint("id", name="uq_login_id"),
        sa.UniqueConstraint("hash", name="uq_login_hash"),
    )
    op.create_table(
        "log_seal",
        sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("log", sa.String(20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime()),
        sa.UniqueConstraint("log", "position", name="uq_log_seal_log_position"),
    )


def downgrade() -> None:
    op.drop_table("log_seal")
    op.drop_table("login")
