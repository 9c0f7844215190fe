"""A client may come in a list without BSN or name, under a key that stands for the person."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("client", sa.Column("key", sa.String(length=80)))
    op.create_index("ix_client_key", "client", ["key"])


def downgrade() -> None:
    op.drop_index("ix_client_key", "client")
    op.drop_column("client", "key")
