"""A server says what of a list is of others, and lets go of people of whom nothing is left."""

from alembic import op

from casustafel.assets import asset

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql(asset("db", "postgresql", "taken_1.sql").read_text("utf-8"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION app.taken(text, jsonb), app.hidden_of(uuid), app.used(uuid[])")
        op.execute("DROP FUNCTION app.forget_people(uuid[], uuid[])")
