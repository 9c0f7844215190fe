"""What was told of which outcome, the offer of a beschikking, bezwaar, and help after a no."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ID = sa.Uuid(as_uuid=False)
#: A no of the CPV as it shipped, and what papers call it (domain.md §9, A no).
_NO, _PAPER = "afgewezen", "geen uitzondering op de toeleidingsstop"
_part = sa.table(
    "committee_part", *(sa.column(name) for name in ("committee", "kind", "code", "definition"))
)


def _added() -> list[tuple[str, sa.Column]]:
    return [
        ("feedback", sa.Column("outcome_id", _ID)),
        ("feedback", sa.Column("said", sa.String(length=200), nullable=False, server_default="")),
        ("feedback", sa.Column("provisional", sa.Boolean(), nullable=False, server_default="0")),
        ("formal_decision", sa.Column("offered_on", sa.Date())),
        (
            "formal_decision",
            sa.Column("offered_by", sa.String(length=200), nullable=False, server_default=""),
        ),
        ("formal_decision", sa.Column("objected_on", sa.Date())),
    ]


def upgrade() -> None:
    for table, column in _added():
        op.add_column(table, column)
    op.create_table(
        "landing",
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("help", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("begins_on", sa.Date()),
        sa.Column("calls", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("call_before", sa.Date(), nullable=False),
        sa.Column("check_on", sa.Date(), nullable=False),
        sa.Column("action_id", _ID),
        sa.Column("landed", sa.Boolean()),
        sa.Column("landed_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], "fk_landing_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_landing"),
        sa.UniqueConstraint("case_id", name="uq_landing_case_id"),
    )
    # What was told before was told of the outcome that stands: nobody is asked to tell it again.
    op.execute(
        "UPDATE feedback SET outcome_id = (SELECT o.id FROM outcome o WHERE o.case_id ="
        " feedback.case_id AND o.current AND o.kind <> 'held_over' AND o.followed_at IS NULL"
        " ORDER BY o.decided_at DESC LIMIT 1)"
    )
    connection = op.get_bind()
    where = (_part.c.committee == "cpv", _part.c.kind == "outcome", _part.c.code == _NO)
    found = connection.execute(sa.select(_part.c.definition).where(*where)).scalar_one_or_none()
    if found is not None and (plain := json.loads(found))["label"] == _NO:
        _write(connection, where, plain | {"paper": _PAPER})


def _write(
    connection: sa.Connection, where: tuple[sa.ColumnElement[bool], ...], plain: dict
) -> None:
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    connection.execute(sa.update(_part).where(*where).values(definition=text))


def downgrade() -> None:
    op.drop_table("landing")
    for table, column in reversed(_added()):
        op.drop_column(table, column.name)
    connection = op.get_bind()
    query = sa.select(_part.c.committee, _part.c.code, _part.c.definition)
    for committee, code, found in connection.execute(query.where(_part.c.kind == "outcome")).all():
        plain = json.loads(found)
        if plain.pop("paper", None) is not None:
            where = (
                _part.c.committee == committee,
                _part.c.kind == "outcome",
                _part.c.code == code,
            )
            _write(connection, where, plain)
