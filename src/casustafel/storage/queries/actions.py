"""The actions of a table with what they belong to, in one read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from casustafel.domain.actions import ActionKind
from casustafel.domain.people import Actor
from casustafel.storage.queries.at_table import apart
from casustafel.storage.queries.columns import columns_for
from casustafel.storage.queries.readable import readable
from casustafel.storage.schema.tables import action, case_record, meeting


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action as a list shows it. `held_on` is the day of the meeting it comes from.

    `apart` is when that began, where its table held another that day.
    """

    id: str
    text: str
    owner: str
    kind: ActionKind
    due_on: date | None
    proof: str
    done_at: datetime | None
    done_note: str
    meeting_id: str | None
    held_on: date | None
    case_id: str | None
    case_number: str | None
    apart: time | None


def of_committees(
    connection: Connection, reader: Actor, committees: Sequence[str]
) -> dict[str, list[ActionRow]]:
    """Return the actions of each table: the open ones by their day, then what was done last.

    Those about a case only to whoever may read it.
    """
    own = {"case_number": case_record.c.number, "apart": apart()}
    query: Select[Any] = (
        select(*columns_for(ActionRow, action, meeting, **own), action.c.committee)
        .select_from(action)
        .join(meeting, action.c.meeting_id == meeting.c.id, isouter=True)
        .join(case_record, action.c.case_id == case_record.c.id, isouter=True)
        .where(
            action.c.committee.in_(committees), or_(action.c.case_id.is_(None), readable(reader))
        )
        .order_by(
            action.c.done_at.is_not(None), action.c.due_on.is_(None), action.c.due_on, action.c.id
        )
    )
    found: dict[str, list[ActionRow]] = {code: [] for code in committees}
    for *values, code in connection.execute(query):
        found[code].append(ActionRow(*values))
    return found
