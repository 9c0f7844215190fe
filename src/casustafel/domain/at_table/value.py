"""The meeting at hand as one frozen value, and the small pieces that its steps are made of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from casustafel.domain.cases import Case, CaseStatus, move
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.meetings import (
    AgendaItem,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    require_state,
)
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import Outcome
from casustafel.domain.urgent import UrgentDecision

#: Items that keep a meeting from closing while they are about a case.
WAITING = (ItemState.OPEN, ItemState.CURRENT)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another agenda on which a case still has to be dealt with."""

    case_id: str
    meeting_id: str
    held_on: date
    state: MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One item of the meeting with its case, and what the table said of it.

    `outcomes` are all revisions at this item, `earlier` the outcomes in force of the case at other
    items; `urgent` its decisions outside a meeting; `elsewhere` another agenda it is open on.
    """

    item: AgendaItem
    case: Case | None = None
    outcomes: tuple[Outcome, ...] = ()
    earlier: tuple[Outcome, ...] = ()
    urgent: tuple[UrgentDecision, ...] = ()
    elsewhere: Elsewhere | None = None

    @property
    def outcome(self) -> Outcome | None:
        """The outcome in force at this item."""
        return next((one for one in self.outcomes if one.current), None)

    @property
    def waits(self) -> bool:
        """Whether its case keeps the meeting from closing."""
        return self.item.kind is ItemKind.CASE and self.item.state in WAITING

    @property
    def to_ratify(self) -> UrgentDecision | None:
        """The decision outside a meeting that the table still has to judge."""
        return next((one for one in self.urgent if one.ratified is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTable:
    """A meeting at hand with everything on its agenda, in order.

    `minutes` is their state, None before the first closing; `adopted_before`: a version of them
    was adopted, so that only slips are mended. `next_day` is the day of the next planned meeting
    of the table. `gone` are places that were taken off the agenda.
    """

    meeting: Meeting
    places: tuple[Place, ...] = ()
    minutes: MinutesState | None = None
    adopted_before: bool = False
    next_day: date | None = None
    gone: tuple[Place, ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether minutes of it were adopted, so that what was said can no longer change."""
        return self.adopted_before or self.minutes is MinutesState.ADOPTED

    def place(self, item_id: str | None) -> Place:
        """Return an item's place. Raises UsageError for an item of another meeting."""
        for one in self.places:
            if one.item.id == item_id:
                return one
        raise UsageError("record-missing", kind="AgendaItem")

    def waiting(self) -> Iterator[Place]:
        """Yield the cases that must be decided, held over or carried over before closing."""
        return (place for place in self.places if place.waits)


def require(at: AtTable, *states: MeetingState) -> None:
    if at.fixed:
        raise RuleError("minutes-adopted")
    require_state(at.meeting, *states)


def case_place(at: AtTable, item_id: str) -> Place:
    """Return the place of an item that is about a case. Raises RuleError for another item."""
    place = at.place(item_id)
    if place.case is None:
        raise RuleError("item-has-no-case", title=place.item.title)
    return place


def said_at(at: AtTable, item_id: str) -> tuple[Place, Outcome]:
    place = case_place(at, item_id)
    if place.outcome is None:
        raise RuleError("outcome-missing", number=place.item.title)
    return place, place.outcome


def followed(place: Place) -> bool:
    return place.outcome is not None and place.outcome.followed_at is not None


def require_free(place: Place) -> None:
    if place.elsewhere is not None:
        raise RuleError("case-on-agenda", number=place.item.title, date=place.elsewhere.held_on)


def leave(at: AtTable, now: datetime) -> AtTable:
    """Stop the clock of the current item; an item that is no case is done when it is left."""
    if at.meeting.current_item_id is None:
        return at
    place = at.place(at.meeting.current_item_id)
    item = stopped(place.item, now)
    if item.state is ItemState.CURRENT:
        left = ItemState.OPEN if item.kind is ItemKind.CASE else ItemState.DONE
        item = replace(item, state=left)
    return with_meeting(put(at, replace(place, item=item)), current_item_id=None)


def stopped(item: AgendaItem, now: datetime) -> AgendaItem:
    return replace(item, spent_seconds=seconds_spent(item, now), current_since=None)


def seconds_spent(item: AgendaItem, now: datetime) -> int:
    """Return how long an item has taken so far, in whole seconds."""
    running = 0 if item.current_since is None else int((now - item.current_since).total_seconds())
    return item.spent_seconds + max(0, running)


def moved(case: Case, to: CaseStatus, now: datetime, *, held_until: date | None = None) -> Case:
    return move(case, to, at=now, held_until=held_until, incomplete=True, at_table=True)


def put(at: AtTable, place: Place) -> AtTable:
    places = tuple(place if one.item.id == place.item.id else one for one in at.places)
    return replace(at, places=places)


def with_meeting(at: AtTable, **new: object) -> AtTable:
    return replace(at, meeting=replace(at.meeting, **new))  # type: ignore[arg-type]


def said_now(at: AtTable, place: Place, outcome: Outcome) -> AtTable:
    outcomes = tuple(outcome if one.id == outcome.id else one for one in place.outcomes)
    return put(at, replace(place, outcomes=outcomes))


def steady(at: AtTable, now: datetime) -> datetime:
    """Return the moment, or the latest that this meeting knows when the clock was set back."""
    known = [at.meeting.opened_at, at.meeting.closed_at, at.meeting.paused_at]
    known += [place.item.current_since for place in at.places]
    known += [one.at for one in at.meeting.reopenings]
    return max([now, *(moment for moment in known if moment is not None)])
