"""What tells meetings of one table on one day apart."""

from datetime import time

from sqlalchemy import Connection, select

from casustafel.domain.meetings import MeetingState
from casustafel.storage.schema.meetings import meeting


def times_apart(connection: Connection) -> dict[str, time]:
    """Return when a meeting begins, by its id, where its table holds another on that day."""
    other = meeting.alias()
    query = select(meeting.c.id, meeting.c.starts).where(
        meeting.c.state != MeetingState.CANCELLED,
        select(other.c.id)
        .where(
            other.c.committee == meeting.c.committee,
            other.c.held_on == meeting.c.held_on,
            other.c.id != meeting.c.id,
            other.c.state != MeetingState.CANCELLED,
        )
        .exists(),
    )
    return dict(connection.execute(query).tuples().all())
