"""A server says how far its log is, to whoever saw it before."""

from alembic import op

from casustafel.assets import asset

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql(asset("db", "postgresql", "seen_1.sql").read_text("utf-8"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION app.seen(integer)")
