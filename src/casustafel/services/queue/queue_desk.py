"""What the queue page needs of its table besides the list: filters and the next meeting."""

from dataclasses import dataclass
from datetime import time

from casustafel.domain.committees import Committee
from casustafel.domain.meetings import Meeting, MeetingState
from casustafel.domain.people import Right
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.use_case import read
from casustafel.storage.queries import queue as rows
from casustafel.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Desk:
    """A table with the choices of its filters and the meeting that cases can be put on."""

    committee: Committee
    care_forms: tuple[str, ...]
    providers: tuple[tuple[str, str], ...]
    referrers: tuple[str, ...]
    next_meeting: Meeting | None
    apart: time | None = None
    """When the next meeting begins, where another is planned on that day."""


@read(Right.READ_CASES, at=places.table)
def desk(reader: Reading, committee: str) -> Desk:
    """Return what the queue page of a table shows besides its list."""
    ahead = _ahead(reader, committee)
    asks = reader.connection, reader.actor
    twice = len(ahead) > 1 and ahead[0].held_on == ahead[1].held_on
    return Desk(
        committee=tables.committee(reader, committee),
        care_forms=tuple(rows.distinct(*asks, "care_form", committee)),
        providers=tuple(rows.providers_of(*asks, committee)),
        referrers=tuple(rows.distinct(*asks, "referrer_name", committee)),
        next_meeting=ahead[0] if ahead else None,
        apart=ahead[0].starts if twice else None,
    )


def _ahead(reader: Reading, committee: str) -> list[Meeting]:
    """Return the planned meetings of a table that are today or later."""
    today = reader.today
    planned = reader.find(
        Meeting, "held_on", "starts", committee=committee, state=MeetingState.PLANNED
    )
    return [meeting for meeting in planned if meeting.held_on >= today]
