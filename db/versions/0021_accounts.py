"""A person may have an account on a server, which keeps the chain of the log itself."""

import sqlalchemy as sa
from alembic import op

from casustafel.assets import asset

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("login", sa.String(length=80)))
    with op.batch_alter_table("person") as batch:
        batch.create_unique_constraint("uq_person_login", ["login"])
    if op.get_bind().dialect.name == "postgresql":
        _run("chain_1.sql")
        there = sa.text("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if op.get_bind().execute(there).first():
            _run("search_1.sql")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX IF EXISTS ix_case_record_search_text")
        op.execute("DROP SCHEMA app CASCADE")
    with op.batch_alter_table("person") as batch:
        batch.drop_constraint("uq_person_login", type_="unique")
        batch.drop_column("login")


def _run(name: str) -> None:
    op.get_bind().exec_driver_sql(asset("db", "postgresql", name).read_text("utf-8"))
