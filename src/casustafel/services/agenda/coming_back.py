"""The items of an agenda: made, put in order, taken off, and what the next meeting must speak of.

That is the minutes of former meetings, urgent decisions, and what was left over.

A meeting that is planned gets it at once; one that was planned earlier gets what came up since.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from casustafel.domain.actions import Action
from casustafel.domain.at_table import on_agenda
from casustafel.domain.at_table.on_agenda import URGENT_FROM
from casustafel.domain.at_table.value import WAITING, AtTable, Place, require
from casustafel.domain.cases import Case, CaseStatus, returns_to_queue
from casustafel.domain.ids import new_id
from casustafel.domain.involved import Involvement
from casustafel.domain.meetings import (
    AgendaItem,
    Invitee,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
)
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.meeting.at_table import asked_of, keep, load, places_of
from casustafel.services.places import AtPlace
from casustafel.services.use_case import Reader, Right, UnitOfWork, part
from casustafel.storage.queries import at_table as rows
from casustafel.storage.queries.at_table import times_apart


@part
def unadopted(reader: Reader, committee: str) -> list[Meeting]:
    """Return the closed meetings of a table whose minutes wait for adoption, oldest first."""
    waiting = reader.by_ids(Meeting, rows.unadopted(reader.connection, committee)).values()
    return sorted(waiting, key=lambda one: (one.held_on, one.starts))


def minutes_title(meeting: Meeting, apart: Mapping[str, time]) -> str:
    """Return how an agenda calls the minutes of a former meeting: with its time where a day has
    two (see `times_apart`).
    """
    title = f"Notulen {meeting.held_on:%d-%m-%Y}"
    return f"{title}, {meeting.starts:%H.%M} uur" if meeting.id in apart else title


@part
def settle(uow: UnitOfWork, committee: str) -> Meeting | None:
    """Put what comes back on the next planned meeting of a table; the caller commits.

    First the minutes that wait for adoption, then urgent decisions that wait for ratification,
    then the cases that were not discussed or are held over until that day, before the other cases.
    What stood on a meeting that is no longer the next one comes along.
    """
    planned = [one for one in _planned(uow, committee) if one.held_on >= uow.today]
    if not planned:
        return None
    meeting, *later = planned
    _bring_along(uow, meeting, later)
    at = load(uow, meeting_id=meeting.id)
    after = _with_minutes(uow, at)
    after, urgent = _with_urgent(uow, after)
    after, left = _with_left_over(uow, after)
    keep(uow, at, after, [*urgent, *left])
    return meeting


def _planned(reader: Reader, committee: str) -> list[Meeting]:
    return reader.find(
        Meeting, "held_on", "starts", "id", committee=committee, state=MeetingState.PLANNED
    )


def _bring_along(uow: UnitOfWork, meeting: Meeting, later: Sequence[Meeting]) -> None:
    """Take over what came back on a meeting that another one goes before now.

    What was decided in urgency comes from any agenda of a meeting that did not begin.
    """
    urgent = {
        one.case_id for one in uow.find(UrgentDecision, committee=meeting.committee, ratified=None)
    }
    others = [one for one in _planned(uow, meeting.committee) if one.id != meeting.id]
    ahead = {one.id for one in later}
    here = {one.of_meeting_id for one in agenda(uow, meeting.id)}
    for item in uow.find(
        AgendaItem, "position", meeting_id=[one.id for one in others], state=ItemState.OPEN
    ):
        if item.of_meeting_id is not None and item.of_meeting_id in here:
            let_actions_stay(uow, item.id)
            uow.delete(AgendaItem, id=item.id)
        elif item.case_id in urgent or (
            item.meeting_id in ahead and (item.from_item_id or item.of_meeting_id)
        ):
            move_item(uow, item, meeting)


@part
def move_item(uow: UnitOfWork, item: AgendaItem, meeting: Meeting) -> None:
    """Put an item of a planned meeting on another one, with its invitees and advices.

    It loses its own start time; a calendar sees the sequences of item and meeting together, and
    they do not fall by the move.
    """
    former = uow.get(Meeting, item.meeting_id)
    sequence = item.sequence + max(former.sequence - meeting.sequence, 0) + 1
    moved = replace(item, meeting_id=meeting.id, starts=None, sequence=sequence)
    uow.replace_all([moved], ["meeting_id", "starts", "sequence"])
    put_in_order(uow, agenda(uow, former.id))
    put_in_order(uow, agenda(uow, meeting.id))


def _with_minutes(uow: UnitOfWork, at: AtTable) -> AtTable:
    waiting = unadopted(uow, at.meeting.committee)
    sitting = uow.find(Meeting, committee=at.meeting.committee, state=MeetingState.IN_SESSION)
    spoken_of = uow.find(
        AgendaItem,
        meeting_id=[at.meeting.id, *(one.id for one in sitting)],
        kind=ItemKind.PREVIOUS_MINUTES,
    )
    known = {item.of_meeting_id for item in spoken_of}
    apart = times_apart(uow.connection)
    added = [
        Place(
            item=replace(
                new_item(at.meeting, ItemKind.PREVIOUS_MINUTES, minutes_title(earlier, apart), 0),
                of_meeting_id=earlier.id,
            )
        )
        for earlier in waiting
        if earlier.held_on <= at.meeting.held_on and earlier.id not in known
    ]
    where = _after_minutes(at.places)
    return replace(at, places=(*at.places[:where], *added, *at.places[where:]))


def _with_urgent(uow: UnitOfWork, at: AtTable) -> tuple[AtTable, list[Place]]:
    """Put each urgent decision that waits before the other cases, the oldest first."""
    waiting = uow.find(
        UrgentDecision, "recorded_at", "id", committee=at.meeting.committee, ratified=None
    )
    cases = uow.by_ids(Case, [one.case_id for one in waiting])
    joined, chosen = [], []
    for case_id, case in cases.items():
        here = next((one for one in at.places if one.item.case_id == case_id), None)
        if here is None or not here.waits:
            place = new_place(uow, at.meeting, case)
            if place.elsewhere is not None or case.status not in URGENT_FROM:
                continue
            joined.append(place)
            at = on_agenda.put_on(at, place, len(at.places), uow.clock(), unready=True)
        chosen.append(case_id)
    chosen.sort(key=[one.case_id for one in waiting].index)
    places = {one.item.case_id: one for one in at.places}
    rest = [one for one in at.places if one.item.case_id not in chosen]
    where = _after_minutes(rest)
    picked = [places[key] for key in chosen]
    return replace(at, places=(*rest[:where], *picked, *rest[where:])), joined


def _with_left_over(uow: UnitOfWork, at: AtTable) -> tuple[AtTable, list[Place]]:
    """Put the cases before the others that a closed meeting left: carried over or held over."""
    cases = {
        case.id: case
        for case in uow.find(
            Case, committee=at.meeting.committee, status=[CaseStatus.SCHEDULED, CaseStatus.DEFERRED]
        )
        if case.status is CaseStatus.SCHEDULED or _due(case, at.meeting.held_on)
    }
    joined = []
    for item in _left_behind(uow, list(cases)):
        place = new_place(uow, at.meeting, cases[item.case_id or ""], item.budget)
        if place.elsewhere is None and item.meeting_id != at.meeting.id:
            joined.append(replace(place, item=replace(place.item, from_item_id=item.id)))
    here = {one.item.case_id for one in at.places if one.waits}
    joined = [place for place in joined if place.item.case_id not in here]
    where = _before_cases(at)
    for place in joined:
        at = on_agenda.put_on(at, place, where, uow.clock(), unready=True)
        where += 1
    return at, joined


def _due(case: Case, day: date) -> bool:
    complete = case.points_met >= case.points_of
    return complete and returns_to_queue(case, day)


def _left_behind(uow: UnitOfWork, case_ids: Sequence[str]) -> list[AgendaItem]:
    """Return the last item of each case, where that is of a meeting which is closed."""
    items = uow.find(AgendaItem, "id", case_id=list(case_ids), kind=ItemKind.CASE)
    latest = {item.case_id: item for item in items}
    meetings = uow.by_ids(Meeting, [item.meeting_id for item in latest.values()])
    return [
        item
        for item in latest.values()
        if meetings[item.meeting_id].state is MeetingState.CLOSED
        and item.state in (ItemState.CARRIED_OVER, ItemState.HELD_OVER)
    ]


def _after_minutes(places: Sequence[Place]) -> int:
    """Return where the opening and the minutes of former meetings end."""
    first = (ItemKind.OPENING, ItemKind.PREVIOUS_MINUTES)
    return max((at for at, one in enumerate(places, 1) if one.item.kind in first), default=0)


def _before_cases(at: AtTable) -> int:
    """Return where the ordinary cases begin, else where the items that close the agenda do."""
    for index, place in enumerate(at.places):
        if place.item.kind is ItemKind.CASE and place.to_ratify is None:
            return index
    last = len(at.places)
    while last and at.places[last - 1].item.kind is ItemKind.OTHER:
        last -= 1
    return last


#: An agenda that is still before us; of a meeting that was held its items stay.
_AHEAD = (MeetingState.PLANNED, MeetingState.IN_SESSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff:
    """What was on an agenda. It is kept nowhere else: the item is gone.

    `item` is as it stood there, with a higher sequence for calendars; `guests` were invited for
    it, `involved` is what was recorded of who is involved, `promised` are the ids of what somebody
    promised at it.
    """

    item: AgendaItem
    meeting: Meeting
    guests: tuple[Invitee, ...] = ()
    involved: tuple[Involvement, ...] = ()
    promised: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The number of the case, or the title of another item."""
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
    involved = tuple(uow.find(Involvement, "id", item_id=item_id))
    promised = let_actions_stay(uow, item_id)
    keep(uow, at, on_agenda.take_off(at, item_id, uow.clock()))
    uow.log("agenda-shortened", at.meeting, numbers=[item.title])
    return TakenOff(
        item=replace(item, sequence=item.sequence + 1),
        meeting=at.meeting,
        guests=guests,
        involved=involved,
        promised=promised,
    )


@part
def let_actions_stay(uow: UnitOfWork, item_id: str) -> tuple[str, ...]:
    """Let what somebody promised at an item stay when the item goes; return which those are."""
    promised = uow.find(Action, item_id=item_id)
    uow.replace_all([replace(one, item_id=None) for one in promised], ["item_id"])
    return tuple(one.id for one in promised)


@part
def put_on_again(uow: UnitOfWork, at: AtTable, gone: TakenOff) -> None:
    """Put what was taken off back where it stood, with its guests and promises, and log it.

    Raises RuleError when the case moved on, or stands on an agenda by now.
    """
    item, where = gone.item, max(gone.item.position - 1, 0)
    if item.case_id is None:
        require(at, MeetingState.PLANNED, MeetingState.IN_SESSION)
        items = [place.item for place in at.places]
        uow.add(item)
        put_in_order(uow, [*items[:where], item, *items[where:]])
    else:
        place = new_place(uow, at.meeting, uow.get(Case, item.case_id))
        place = replace(place, item=item)
        keep(uow, at, on_agenda.put_on(at, place, where, uow.clock()), [place])
    uow.add_all(gone.guests)
    uow.add_all(gone.involved)
    promised = uow.by_ids(Action, gone.promised).values()
    uow.replace_all([replace(one, item_id=item.id) for one in promised], ["item_id"])
    uow.log("agenda-extended", at.meeting, numbers=[item.title])


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


@part
def agenda(reader: Reader, meeting_id: str) -> list[AgendaItem]:
    """Return the items of a meeting in order."""
    return reader.find(AgendaItem, "position", "id", meeting_id=meeting_id)


def new_item(meeting: Meeting, kind: ItemKind, title: str, budget: int) -> AgendaItem:
    """Return an item that has no place yet; `budget` is in minutes."""
    return AgendaItem(
        id=new_id(), meeting_id=meeting.id, position=0, kind=kind, title=title, budget=budget
    )


@part
def new_place(reader: Reader, meeting: Meeting, case: Case, budget: int | None = None) -> Place:
    """Return a place on the agenda for a case, with all that was said of it.

    `budget` is in minutes; None takes the table's own. The item follows that of the meeting which
    dealt with the case before.
    """
    minutes = tables.terms(reader, meeting.committee).minutes_per_item
    item = new_item(meeting, ItemKind.CASE, case.number, minutes if budget is None else budget)
    framework = tables.framework_in_force(reader, meeting.committee, case.received)
    item = replace(item, case_id=case.id, framework_id=framework)
    reader.ahead(*asked_of([case.id]))
    (place,) = places_of(reader, [item], meeting.id)
    if place.earlier:
        place = replace(place, item=replace(item, from_item_id=place.earlier[-1].item_id))
    return place


@part
def put_in_order(uow: UnitOfWork, items: Sequence[AgendaItem]) -> None:
    """Number kept items by their place in the sequence."""
    numbered = [replace(item, position=index) for index, item in enumerate(items, 1)]
    uow.replace_all(numbered, ["position"])
