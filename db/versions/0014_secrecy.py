"""The day on which a member signed to keep what is heard secret: no pack without it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("member", sa.Column("secrecy_on", sa.Date()))


def downgrade() -> None:
    op.drop_column("member", "secrecy_on")
