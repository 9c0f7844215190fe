"""What tells meetings of one table on one day apart."""

from datetime import time

from sqlalchemy import ColumnElement, Connection, case, select

from casustafel.domain.meetings import MeetingState
from casustafel.storage.schema.tables import meeting


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
