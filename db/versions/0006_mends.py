"""What somebody settled about a list: with its import, and for the next list of its shape."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = ("import_record", "import_profile")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("mends", sa.Text(), nullable=False, server_default="{}"))


def downgrade() -> None:
    for table in _TABLES:
        op.drop_column(table, "mends")
