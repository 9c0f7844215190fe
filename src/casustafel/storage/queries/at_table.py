"""What the case at a table rests on, in as few reads as there are kinds of things."""

from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, select

from casustafel.domain.errors import UsageError
from casustafel.domain.meetings import Meeting, MeetingState
from casustafel.domain.minutes import MinutesState
from casustafel.storage.schema.tables import agenda_item, meeting, minutes
from casustafel.storage.store import fields_of


class Around(NamedTuple):
    """A meeting with the state of its minutes, how often they were adopted, and the next day.

    `next_day` is the day of the first meeting of the table that is planned after this one; `apart`
    is when this one begins, where the table holds another that day.
    """

    meeting: Meeting
    minutes: MinutesState | None
    adopted_versions: int
    next_day: date | None
    apart: time | None

    @property
    def fixed(self) -> bool:
        """Whether minutes of it were adopted, so that what was said no longer changes."""
        return self.minutes is MinutesState.ADOPTED or self.adopted_versions > 0


def around(
    connection: Connection, *, meeting_id: str | None = None, item_id: str | None = None
) -> Around:
    """Return a meeting, by its own id or that of an item. Raises UsageError without one."""
    later = meeting.alias()
    next_day = (
        select(func.min(later.c.held_on))
        .where(
            later.c.committee == meeting.c.committee,
            later.c.state == MeetingState.PLANNED,
            later.c.held_on > meeting.c.held_on,
        )
        .scalar_subquery()
    )
    names = fields_of(Meeting)
    columns = [meeting.c[name] for name in names]
    query = select(
        *columns, minutes.c.state, minutes.c.adopted_versions, next_day, apart()
    ).join_from(meeting, minutes, minutes.c.meeting_id == meeting.c.id, isouter=True)
    if meeting_id is not None:
        query = query.where(meeting.c.id == meeting_id)
    else:
        of_item = select(agenda_item.c.meeting_id).where(agenda_item.c.id == item_id)
        query = query.where(meeting.c.id == of_item.scalar_subquery())
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UsageError("record-missing", kind="Meeting" if meeting_id else "AgendaItem")
    *fields, state, adopted, day, starts = row
    found = Meeting(**dict(zip(names, fields, strict=True)))
    return Around(found, state, adopted or 0, day, starts)


def last_adopted(connection: Connection) -> tuple[str, datetime] | None:
    """Return the head of the log in the minutes that were adopted last, and when that was."""
    query = select(minutes.c.audit_head, minutes.c.adopted_at)
    query = query.where(minutes.c.audit_head.is_not(None), minutes.c.adopted_at.is_not(None))
    row = connection.execute(query.order_by(minutes.c.adopted_at.desc()).limit(1)).one_or_none()
    return (row[0], row[1]) if row else None


def adopted_since(connection: Connection, moment: datetime) -> list[str]:
    """Return the minutes that were adopted from a moment on."""
    query = select(minutes.c.id).where(minutes.c.adopted_at >= moment)
    return list(connection.execute(query).scalars())


def unadopted(connection: Connection, committee: str) -> list[str]:
    """Return the closed meetings of a table whose minutes wait for adoption, oldest first."""
    query = (
        select(meeting.c.id)
        .join_from(meeting, minutes, minutes.c.meeting_id == meeting.c.id, isouter=True)
        .where(
            meeting.c.committee == committee,
            meeting.c.state == MeetingState.CLOSED,
            func.coalesce(minutes.c.state, "") != MinutesState.ADOPTED.value,
        )
        .order_by(meeting.c.held_on, meeting.c.starts)
    )
    return list(connection.execute(query).scalars())


def apart() -> ColumnElement[time | None]:
    """Return when a meeting begins as a column, where its table holds another on that day."""
    other = meeting.alias()
    another = select(other.c.id).where(
        other.c.committee == meeting.c.committee,
        other.c.held_on == meeting.c.held_on,
        other.c.id != meeting.c.id,
        other.c.state != MeetingState.CANCELLED,
        meeting.c.state != MeetingState.CANCELLED,
    )
    return case((another.correlate(meeting).exists(), meeting.c.starts)).label("apart")


def times_apart(connection: Connection) -> dict[str, time]:
    """Return when meetings begin, by id, of those where a table holds another on that day."""
    rows = connection.execute(select(meeting.c.id, apart()))
    return {key: starts for key, starts in rows if starts is not None}
