"""A case that came to another agenda: who was invited for it knows a time that is no more."""

from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from casustafel.domain.meetings import AgendaItem, Invitee, ItemState, Meeting, MeetingState
from casustafel.domain.people import Right
from casustafel.services import calendars
from casustafel.services.agenda_desk import begin_times
from casustafel.services.agenda_items import agenda
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork


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


def moved(reader: Reader, case_id: str) -> Moved | None:
    """Return a case on a planned agenda whose invitees were told another time, else None."""
    for item in reader.find(AgendaItem, "id", case_id=case_id, state=ItemState.OPEN):
        meeting = reader.get(Meeting, item.meeting_id)
        guests = tuple(reader.find(Invitee, "id", item_id=item.id))
        told = item.sequence > 0 and item.starts is None
        if told and guests and meeting.state is MeetingState.PLANNED:
            return Moved(
                item=item, meeting=meeting, starts=_begins(reader, meeting, item), guests=guests
            )
    return None


def export_moved(uow: UnitOfWork, item_id: str, target: Path) -> None:
    """Write the new time of a case for its invitees; from then on it begins at that time.

    Raises what `calendars.export_item` does; then nothing is changed.
    """
    item = uow.get(AgendaItem, item_id)
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    if item.starts is None:
        changes = uow.change(item, replace(item, starts=_begins(uow, meeting, item)))
        uow.audit(
            "agenda-item-changed",
            "agenda_item",
            item_id,
            committee=meeting.committee,
            changes=changes,
        )
    calendars.export_item(uow, item_id, target)


def _begins(reader: Reader, meeting: Meeting, item: AgendaItem) -> time:
    items = agenda(reader, meeting.id)
    times = dict(zip((one.id for one in items), begin_times(meeting, items), strict=True))
    return times[item.id]
