"""Who looks at a case changes nothing that others have on screen, and is not told to them."""

from alembic import op

from casustafel.assets import asset

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_EVENT = "CREATE FUNCTION app.chain_event()", "CREATE FUNCTION app.chain_login()"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql(asset("db", "postgresql", "chain_2.sql").read_text("utf-8"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        former = asset("db", "postgresql", "chain_1.sql").read_text("utf-8")
        begins, ends = map(former.index, _EVENT)
        again = former[begins:ends].replace("CREATE", "CREATE OR REPLACE", 1)
        op.get_bind().exec_driver_sql(again)
