"""The case at a table: what was asked stands with the outcome, and outcomes follow each other."""

import json
from collections import defaultdict
from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: Of a case, as it stands at the upgrade: what was asked when an older outcome was recorded is
#: not known better.
_ASKED = (
    "law",
    "care_form",
    "request_kind",
    "product_category",
    "product_code",
    "volume",
    "unit",
    "frequency",
    "hours_per_week",
    "annual_hours",
    "weeks_open",
    "starts_on",
    "ends_on",
    "provider_id",
    "list_trigger",
    "route",
    "route_reasons",
    "reference_date",
)


def upgrade() -> None:
    for table, column in _added():
        op.add_column(table, column)
    reference = "of_meeting_id {} CONSTRAINT fk_agenda_item_of_meeting_id REFERENCES meeting (id)"
    kind = "UUID" if op.get_bind().dialect.name == "postgresql" else "CHAR(32)"
    op.execute(f"ALTER TABLE agenda_item ADD COLUMN {reference.format(kind)}")
    op.create_index("ix_agenda_item_of_meeting_id", "agenda_item", ["of_meeting_id"])
    op.create_table(
        "adopted_version",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("minutes_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_hash", sa.String(length=64), nullable=False),
        sa.Column("adopted_at", sa.DateTime(), nullable=False),
        sa.Column("audit_head", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name="fk_adopted_version_minutes_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_adopted_version"),
        sa.UniqueConstraint("minutes_id", "version", name="uq_adopted_version_minutes_id_version"),
    )
    connection = op.get_bind()
    _freeze_what_was_asked(connection)
    _let_outcomes_follow(connection)
    _leave_one_current_item(connection)
    _name_former_meetings(connection)


def _added() -> list[tuple[str, sa.Column]]:
    return [
        ("meeting", sa.Column("undo_item_id", sa.Uuid(as_uuid=False))),
        ("meeting", sa.Column("reopenings", sa.Text(), nullable=False, server_default="[]")),
        ("outcome", sa.Column("asked", sa.Text(), nullable=False, server_default="{}")),
        ("outcome", sa.Column("confirmations", sa.Text(), nullable=False, server_default="[]")),
        ("outcome", sa.Column("corrected_at", sa.DateTime())),
        ("outcome", sa.Column("followed_at", sa.DateTime())),
        ("outcome", sa.Column("followed_why", sa.Text(), nullable=False, server_default="")),
        (
            "minutes",
            sa.Column("adopted_versions", sa.SmallInteger(), nullable=False, server_default="0"),
        ),
        ("field_change", sa.Column("reason", sa.Text(), nullable=False, server_default="")),
    ]


def _freeze_what_was_asked(connection: sa.Connection) -> None:
    columns = ", ".join(f"c.{name}" for name in _ASKED)
    rows = connection.execute(
        sa.text(
            f"SELECT o.id AS outcome_id, {columns}, p.name AS provider FROM outcome o"
            " JOIN case_record c ON c.id = o.case_id LEFT JOIN provider p ON p.id = c.provider_id"
        )
    ).mappings()
    filled = [
        {
            "outcome": row["outcome_id"],
            "asked": json.dumps(
                {name: _plain(row[name]) for name in _ASKED if row[name] is not None}
                | {"provider": row["provider"] or "", "filled_at_upgrade": True},
                ensure_ascii=False,
                sort_keys=True,
                separators=(",", ":"),
            ),
        }
        for row in rows
    ]
    if filled:
        connection.execute(sa.text("UPDATE outcome SET asked = :asked WHERE id = :outcome"), filled)


def _plain(value: object) -> object:
    return value if isinstance(value, int | str) else str(value)


def _let_outcomes_follow(connection: sa.Connection) -> None:
    """Of several outcomes in force of a case the last one counts; the earlier were followed."""
    said = defaultdict(list)
    rows = connection.execute(
        sa.text(
            "SELECT o.id, o.case_id, o.provisional, o.decided_at, c.status FROM outcome o"
            " JOIN case_record c ON c.id = o.case_id"
            " WHERE o.current AND o.kind <> 'held_over' ORDER BY o.decided_at, o.id"
        )
    ).mappings()
    for row in rows:
        said[row["case_id"]].append(row)
    followed = []
    for outcomes in said.values():
        for one, after in pairwise(outcomes):
            followed.append({"outcome": one["id"], "at": after["decided_at"]})
        last = outcomes[-1]
        if last["provisional"] and last["status"] not in ("provisional", "withdrawn"):
            followed.append({"outcome": last["id"], "at": last["decided_at"]})
    if followed:
        connection.execute(
            sa.text("UPDATE outcome SET followed_at = :at WHERE id = :outcome"), followed
        )


def _leave_one_current_item(connection: sa.Connection) -> None:
    connection.execute(
        sa.text(
            "UPDATE agenda_item SET state = 'open', current_since = NULL"
            " WHERE state = 'current' AND id NOT IN (SELECT current_item_id FROM meeting"
            " WHERE current_item_id IS NOT NULL AND state = 'in_session')"
        )
    )


def _name_former_meetings(connection: sa.Connection) -> None:
    """An item about former minutes named their meeting by the day in its title only."""
    items = connection.execute(
        sa.text(
            "SELECT i.id, i.title, m.committee FROM agenda_item i"
            " JOIN meeting m ON m.id = i.meeting_id WHERE i.kind = 'previous_minutes'"
        )
    ).all()
    known = {}
    for meeting in connection.execute(
        sa.text(
            "SELECT id, committee, held_on FROM meeting WHERE state = 'closed' ORDER BY starts DESC"
        )
    ):
        year, month, day = str(meeting.held_on)[:10].split("-")
        known[meeting.committee, f"{day}-{month}-{year}"] = meeting.id
    named = [
        {"item": item.id, "meeting": known[key]}
        for item in items
        if (key := (item.committee, item.title[-10:])) in known
    ]
    if named:
        connection.execute(
            sa.text("UPDATE agenda_item SET of_meeting_id = :meeting WHERE id = :item"), named
        )


def downgrade() -> None:
    op.drop_table("adopted_version")
    op.drop_index("ix_agenda_item_of_meeting_id", "agenda_item")
    op.drop_column("agenda_item", "of_meeting_id")
    for table, column in reversed(_added()):
        op.drop_column(table, column.name)
