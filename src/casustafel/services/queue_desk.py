"""What the queue page needs of its table besides the list: filters and the next meeting."""

from dataclasses import dataclass

from casustafel.domain.committees import Committee
from casustafel.domain.meetings import Meeting, MeetingState
from casustafel.domain.people import Right
from casustafel.services import places, tables
from casustafel.services.use_case import part, read
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


@read(Right.READ_CASES, at=places.table)
def desk(reader: Reading, committee: str) -> Desk:
    """Return what the queue page of a table shows besides its list."""
    return Desk(
        committee=tables.committee(reader, committee),
        care_forms=tuple(rows.distinct(reader.connection, "care_form", committee)),
        providers=tuple(rows.providers_of(reader.connection, committee)),
        referrers=tuple(rows.distinct(reader.connection, "referrer_name", committee)),
        next_meeting=next_meeting(reader, committee),
    )


@part
def next_meeting(reader: Reading, committee: str) -> Meeting | None:
    """Return the first planned meeting of a table that is today or later."""
    today = reader.today
    planned = reader.find(
        Meeting, "held_on", "starts", committee=committee, state=MeetingState.PLANNED
    )
    return next((meeting for meeting in planned if meeting.held_on >= today), None)
