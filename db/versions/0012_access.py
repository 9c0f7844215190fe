"""Access and roles that end on a day: in need, and of who stands in for somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person_role", sa.Column("until", sa.Date()))
    op.add_column("person", sa.Column("until", sa.Date()))
    op.add_column("person", sa.Column("need", sa.String(200), nullable=False, server_default=""))
    op.add_column("person", sa.Column("given_by_id", sa.Uuid(as_uuid=False)))


def downgrade() -> None:
    for name in ("given_by_id", "need", "until"):
        op.drop_column("person", name)
    op.drop_column("person_role", "until")
