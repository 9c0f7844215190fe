"""What was done for a norm before it holds, with its days, and with whom it was spoken of."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _added() -> list[sa.Column]:
    days = ("announced_on", "views_on", "decided_on", "monitoring_on")
    return [
        *(sa.Column(name, sa.Date()) for name in days),
        sa.Column("analysis_with", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("height_why", sa.Text(), nullable=False, server_default=""),
        sa.Column("dossier", sa.String(length=80), nullable=False, server_default=""),
    ]


def upgrade() -> None:
    for column in _added():
        op.add_column("norm", column)


def downgrade() -> None:
    for column in reversed(_added()):
        op.drop_column("norm", column.name)
