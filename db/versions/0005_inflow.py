"""Lists of begun care: what each looked at, and the lines of which no route is known."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    op.create_table(
        "inflow_list",
        sa.Column("id", _ID, nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", sa.String(length=120), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("not_begun", sa.Text(), nullable=False),
        sa.Column("plan", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inflow_list"),
    )
    op.create_table(
        "inflow_entry",
        sa.Column("id", _ID, nullable=False),
        sa.Column("list_id", _ID, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("allocation_number", sa.Integer()),
        sa.Column("bsn", sa.String(length=20)),
        sa.Column("client_key", sa.String(length=40), nullable=False),
        sa.Column("provider_id", _ID, nullable=False),
        sa.Column("care_form", sa.String(length=40)),
        sa.Column("came_in_on", sa.Date(), nullable=False),
        sa.Column("route", sa.String(length=40)),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("settled_on", sa.Date()),
        sa.Column("settled_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["inflow_list.id"], "fk_inflow_entry_list_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], "fk_inflow_entry_provider_id"),
        sa.PrimaryKeyConstraint("id", name="pk_inflow_entry"),
    )
    for name in ("list_id", "provider_id", "mark"):
        op.create_index(f"ix_inflow_entry_{name}", "inflow_entry", [name])


def downgrade() -> None:
    op.drop_table("inflow_entry")
    op.drop_table("inflow_list")
