"""Taking a case off an agenda, and what those need who were invited for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import AgendaItem, Invitee, ItemState, Meeting, MeetingState
from casustafel.domain.people import Right
from casustafel.domain.urgent import UrgentDecision
from casustafel.services.agenda_items import agenda, put_in_order
from casustafel.storage.unit_of_work import UnitOfWork

#: An agenda that is still before us; of a meeting that was held its items stay.
_AHEAD = (MeetingState.PLANNED, MeetingState.IN_SESSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff:
    """A case that was on an agenda. It is kept nowhere else: the item is gone.

    `item` is as it stood there, with a higher sequence for calendars; `guests` were invited for
    it.
    """

    item: AgendaItem
    meeting: Meeting
    guests: tuple[Invitee, ...] = ()

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.item.title

    @property
    def in_calendars(self) -> bool:
        """Whether somebody's calendar may know it: it was given a start time of its own."""
        return self.item.starts is not None or self.item.sequence > 1


def take_off(uow: UnitOfWork, item: AgendaItem) -> TakenOff:
    """Take a case off its agenda and log it; the caller moves the case and commits.

    Raises RuleError when the item was dealt with, or when the meeting must ratify what was
    decided on it.
    """
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    if item.case_id is None or item.state is not ItemState.OPEN:
        raise RuleError("item-stays", title=item.title)
    if uow.first(UrgentDecision, case_id=item.case_id, ratified=None):
        raise RuleError("urgent-stays", title=item.title)
    guests = tuple(uow.find(Invitee, "id", item_id=item.id))
    uow.delete(AgendaItem, id=item.id)
    put_in_order(uow, agenda(uow, meeting.id))
    uow.audit(
        "agenda-shortened",
        "meeting",
        meeting.id,
        committee=meeting.committee,
        numbers=[item.title],
    )
    return TakenOff(item=replace(item, sequence=item.sequence + 1), meeting=meeting, guests=guests)


def take_cases_off(uow: UnitOfWork, case_ids: Iterable[str]) -> list[TakenOff]:
    """Take these cases off every agenda that is still ahead; the caller commits.

    Raises RuleError as `take_off` does.
    """
    items = uow.find(AgendaItem, "id", case_id=list(case_ids), state=ItemState.OPEN)
    meetings = uow.by_ids(Meeting, [item.meeting_id for item in items])
    return [take_off(uow, item) for item in items if meetings[item.meeting_id].state in _AHEAD]
