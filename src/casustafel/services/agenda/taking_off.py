"""Taking a case off an agenda, and what those need who were invited for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casustafel.domain import at_table
from casustafel.domain.actions import Action
from casustafel.domain.at_table.value import WAITING
from casustafel.domain.meetings import AgendaItem, Invitee, Meeting, MeetingState
from casustafel.domain.people import Right
from casustafel.services import places
from casustafel.services.meeting.at_table import keep
from casustafel.services.places import AtPlace
from casustafel.services.use_case import part
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


@part
def take_off(uow: UnitOfWork, here: AtPlace) -> TakenOff:
    """Take a case off its agenda, back to the queue, and log it.

    Raises RuleError when the item was dealt with, or when the meeting must ratify what was
    decided on it.
    """
    at, item, item_id = here.at, here.place.item, here.item_id
    guests = tuple(uow.find(Invitee, "id", item_id=item_id))
    let_actions_stay(uow, item_id)
    keep(uow, at, at_table.take_off(at, item_id, uow.clock()))
    uow.log("agenda-shortened", at.meeting, numbers=[item.title])
    return TakenOff(
        item=replace(item, sequence=item.sequence + 1), meeting=at.meeting, guests=guests
    )


@part
def let_actions_stay(uow: UnitOfWork, item_id: str) -> None:
    """Let what somebody promised at an item stay when the item goes; the caller commits."""
    promised = uow.find(Action, item_id=item_id)
    uow.replace_all([replace(one, item_id=None) for one in promised], ["item_id"])


@part
def take_cases_off(uow: UnitOfWork, case_ids: Iterable[str]) -> list[TakenOff]:
    """Take these cases off every agenda that is still ahead.

    Raises RightError for an agenda that this person does not plan, RuleError as `take_off` does.
    """
    items = uow.find(AgendaItem, "id", case_id=list(case_ids), state=list(WAITING))
    meetings = uow.by_ids(Meeting, [item.meeting_id for item in items])
    gone = []
    for item in items:
        if meetings[item.meeting_id].state in _AHEAD:
            found = places.at_place(uow, item.id)
            gone.append(take_off(uow, found.asked(uow.actor, Right.PLAN_MEETINGS)))
    return gone
