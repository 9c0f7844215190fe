"""Hashes of the logs are kept as bytes, once; what occurs in the log is found by stepping."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

HASHES = {"audit_event": ("hash", "previous", "digest"), "login": ("hash", "previous")}


def upgrade() -> None:
    for table, names in HASHES.items():
        _turn(table, names, sa.String(64), sa.LargeBinary())
    op.drop_index("ix_audit_event_action", "audit_event")
    op.create_index("ix_audit_event_action_subject", "audit_event", ["action", "subject"])


def downgrade() -> None:
    for table, names in HASHES.items():
        _turn(table, names, sa.LargeBinary(), sa.String(64))
    op.drop_index("ix_audit_event_action_subject", "audit_event")
    op.create_index("ix_audit_event_action", "audit_event", ["action"])


def _turn(
    table: str, names: tuple[str, ...], old: sa.types.TypeEngine, new: sa.types.TypeEngine
) -> None:
    local = op.get_bind().dialect.name == "sqlite"
    slimmer = isinstance(new, sa.LargeBinary)
    if local:
        # What is no hash of ours stays a break of the chain, and stops no migration.
        turned = "coalesce(unhex({0}), x'')" if slimmer else "lower(hex({0}))"
        op.execute(f"UPDATE {table} SET {', '.join(f'{n} = {turned.format(n)}' for n in names)}")
    with op.batch_alter_table(table) as batch:
        if slimmer:
            batch.drop_constraint(f"uq_{table}_hash", type_="unique")
        for name in names:
            using = f"decode({name}, 'hex')" if slimmer else f"encode({name}, 'hex')"
            batch.alter_column(
                name, type_=new, existing_type=old, existing_nullable=False, postgresql_using=using
            )
        if not slimmer:
            batch.create_unique_constraint(f"uq_{table}_hash", ["hash"])
