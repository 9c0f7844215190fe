"""Alembic's way in. The program passes an open connection; see `casustafel.storage.migrations`."""

from alembic import context

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("migrations are run by casustafel.storage.migrations, with a connection")

context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    # SQLite changes a column by rebuilding its table; on PostgreSQL a batch is a plain ALTER.
    render_as_batch=True,
    include_name=context.config.attributes.get("include_name"),
)
# No transaction of its own: the caller's holds all steps and the check of references after them.
context.run_migrations()
