"""On a server who has a seat writes its vooradvies, and who keeps the register moves its seats."""

from alembic import op

from casustafel.assets import asset

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        rows = asset("db", "postgresql", "rows_3.sql").read_text("utf-8").replace("%", "%%")
        op.get_bind().exec_driver_sql(rows)


def downgrade() -> None:
    """Rules that let somebody do their work stay: rows_1.sql says the same by now."""
