"""Interventions are actions of their own, and what a client says in own words stays with a case."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_ID = sa.Uuid(as_uuid=False)
_KINDS = ("action", "condition", "evaluation", "transfer")


def upgrade() -> None:
    _check_kinds((*_KINDS, "intervention"))
    op.create_table(
        "client_statement",
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], "fk_client_statement_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_client_statement"),
    )
    op.create_index("ix_client_statement_case_id", "client_statement", ["case_id"])


def _check_kinds(kinds: tuple[str, ...]) -> None:
    name, listed = op.f("ck_action_kind"), ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("action") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")


def downgrade() -> None:
    op.drop_table("client_statement")
    action = sa.table("action", sa.column("kind"))
    op.execute(sa.update(action).where(action.c.kind == "intervention").values(kind="action"))
    _check_kinds(_KINDS)
