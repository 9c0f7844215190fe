"""Indicators of the municipality, numbers of others, what is said of them, and council reports."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.Uuid(as_uuid=False)


def _texts(**lengths: int) -> list[sa.Column]:
    return [
        sa.Column(name, sa.String(length=length) if length else sa.Text(), nullable=False)
        for name, length in lengths.items()
    ]


def _days(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Date(), nullable=False) for name in names]


def _table(name: str, once: list[str], *columns: sa.Column) -> None:
    named = {one.name for one in columns}
    of = [sa.ForeignKeyConstraint(["committee"], ["committee.code"], f"fk_{name}_committee")]
    op.create_table(
        name,
        sa.Column("id", _ID, nullable=False),
        *columns,
        *(of if "committee" in named else []),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint(*once, name=f"uq_{name}_{'_'.join(once)}"),
    )


def upgrade() -> None:
    _table(
        "own_indicator", ["name"], *_texts(name=120, definition=0, unit=80, source=200, base=120)
    )
    _table(
        "hand_value",
        ["indicator", "first", "last"],
        *_texts(indicator=60),
        *_days("first", "last"),
        *_texts(value=20, source=200),
        *_days("known_on"),
        *_texts(entered_by=120),
    )
    _table(
        "duiding",
        ["committee", "first", "last", "indicator"],
        *_texts(committee=20),
        *_days("first", "last"),
        *_texts(indicator=60, text=0),
    )
    _table(
        "council_report",
        ["committee", "first", "last"],
        *_texts(committee=20),
        *_days("first", "last"),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        *_texts(made_by=120, content=0),
    )


def downgrade() -> None:
    for name in ("council_report", "duiding", "hand_value", "own_indicator"):
        op.drop_table(name)
