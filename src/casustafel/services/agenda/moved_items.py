"""A case that came to another agenda: who was invited for it knows a time that is no more."""

from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from casustafel.domain.cases import Case
from casustafel.domain.meetings import AgendaItem, Invitee, ItemState, Meeting, MeetingState
from casustafel.domain.people import Right
from casustafel.services import places
from casustafel.services.agenda import calendars
from casustafel.services.agenda.agenda_desk import begin_times
from casustafel.services.agenda.agenda_items import agenda
from casustafel.services.places import AtItem
from casustafel.services.use_case import read, use_case
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A case without the time that its `guests` were told; `starts`: when its turn is now."""

    item: AgendaItem
    meeting: Meeting
    starts: time
    guests: tuple[Invitee, ...]

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.item.title

    @property
    def in_calendars(self) -> bool:
        """Whether somebody's calendar may know it: it had a start time before it was moved."""
        return self.item.sequence > 1


@read(Right.READ_CASES, at=places.case)
def moved(reader: Reading, case: Case) -> Moved | None:
    """Return a case on a planned agenda whose invitees were told another time, else None."""
    for item in reader.find(AgendaItem, "id", case_id=case.id, state=ItemState.OPEN):
        meeting = reader.get(Meeting, item.meeting_id)
        guests = tuple(reader.find(Invitee, "id", item_id=item.id))
        told = item.sequence > 0 and item.starts is None
        if told and guests and meeting.state is MeetingState.PLANNED:
            return Moved(
                item=item, meeting=meeting, starts=_begins(reader, meeting, item), guests=guests
            )
    return None


@use_case(Right.PLAN_MEETINGS, at=places.item, sets=[(AgendaItem, "starts")])
def export_moved(uow: UnitOfWork, at: AtItem, target: Path) -> None:
    """Write the new time of a case for its invitees; from then on it begins at that time.

    Raises what `calendars.export_item` does; then nothing is changed.
    """
    item, meeting = at.item, at.meeting
    if item.starts is None:
        timed = replace(item, starts=_begins(uow, meeting, item))
        changes = uow.change(item, timed)
        at = replace(at, item=timed)
        uow.log("agenda-item-changed", item, changes, committee=meeting.committee)
    calendars.export_item.within(uow, at, target)


def _begins(reader: Reader, meeting: Meeting, item: AgendaItem) -> time:
    items = agenda(reader, meeting.id)
    times = dict(zip((one.id for one in items), begin_times(meeting, items), strict=True))
    return times[item.id]
