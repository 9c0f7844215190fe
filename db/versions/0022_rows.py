"""On a server each account reads and writes only the rows that its person may."""

import sqlalchemy as sa
from alembic import op

from casustafel.assets import asset

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

#: What `chain_1.sql` made, which stays.
_FORMER = (
    *("moment", "word", "log_end", "refuse_other", "own_name"),
    *("chain_event", "chain_login", "remove_log"),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # The driver takes a single mark for the place of a value.
        rows = asset("db", "postgresql", "rows_1.sql").read_text("utf-8").replace("%", "%%")
        op.get_bind().exec_driver_sql(rows)


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    policies = (
        "SELECT format('%I', tablename), policyname FROM pg_policies WHERE schemaname = 'public'"
    )
    for table, policy in op.get_bind().execute(sa.text(policies)).all():
        op.execute(f"DROP POLICY {policy} ON {table}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    made = sa.text(
        "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'app'::regnamespace"
        " AND proname <> ALL(:former)"
    )
    for name in op.get_bind().execute(made, {"former": list(_FORMER)}).scalars().all():
        op.execute(f"DROP FUNCTION {name} CASCADE")
