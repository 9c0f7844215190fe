"""Who takes part in an item, consent to break secrecy, schools of the pilot, tags of what is learned."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.Uuid(as_uuid=False)
_PARTS = ("present", "invited", "heard", "not")
_GIVERS = (
    *("parent", "other_parent", "guardian", "self", "curator", "mentor"),
    *("proxy", "court"),
)

#: What a table says of itself since this version.
_KEYS = frozenset({"involved", "themes", "proposed_until"})


def _one_of(column: str, values: tuple[str, ...], table: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def upgrade() -> None:
    op.create_table(
        "involvement",
        sa.Column("id", _ID, nullable=False),
        sa.Column("item_id", _ID, nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        _one_of("part", _PARTS, "involvement"),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], "fk_involvement_item_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_involvement"),
        sa.UniqueConstraint("item_id", "party", name="uq_involvement_item_id_party"),
    )
    op.create_table(
        "consent",
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("recipient", sa.String(length=80), nullable=False),
        sa.Column("giver", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_on", sa.Date()),
        _one_of("giver", _GIVERS, "consent"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], "fk_consent_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_case_id", "consent", ["case_id"])
    op.add_column("school", sa.Column("pilot", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "learning_point", sa.Column("tags", sa.Text(), nullable=False, server_default="[]")
    )


def downgrade() -> None:
    table = sa.table("committee", sa.column("code"), sa.column("definition"))
    connection = op.get_bind()
    for code, kept in connection.execute(sa.select(table.c.code, table.c.definition)).all():
        plain = {name: one for name, one in json.loads(kept).items() if name not in _KEYS}
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        connection.execute(sa.update(table).where(table.c.code == code).values(definition=text))
    op.drop_column("learning_point", "tags")
    op.drop_column("school", "pilot")
    op.drop_table("consent")
    op.drop_table("involvement")
