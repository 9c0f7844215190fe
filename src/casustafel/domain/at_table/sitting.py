"""Opening, closing, and where the chair is."""

from dataclasses import replace
from datetime import date, datetime

from casustafel.domain.at_table.value import (
    WAITING,
    AtTable,
    leave,
    moved,
    put,
    require,
    steady,
    stopped,
    with_meeting,
)
from casustafel.domain.cases import CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import (
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Reopening,
    require_state,
)
from casustafel.domain.minutes import MinutesState

S = CaseStatus


def open_meeting(at: AtTable, now: datetime, today: date, held_on: date | None = None) -> AtTable:
    """Begin a planned meeting at its first item.

    On another day than planned `held_on` must say which day counts: today (the meeting is moved)
    or the planned day that has passed (it is recorded afterwards). Raises RuleError.
    """
    require_state(at.meeting, MeetingState.PLANNED)
    planned = at.meeting.held_on
    day = held_on or planned
    if day > today:
        raise RuleError("meeting-not-yet", date=day, today=today)
    if (day != today and held_on is None) or day not in (today, planned):
        raise RuleError("meeting-other-day", date=planned, today=today)
    told = at.meeting.sequence + (day != planned)
    at = with_meeting(at, state=MeetingState.IN_SESSION, opened_at=now, held_on=day, sequence=told)
    return go_to(at, at.places[0].item.id, now) if at.places else at


def unopen(at: AtTable, now: datetime) -> AtTable:
    """Undo the opening ("toch niet openen") while the table said nothing yet. Raises RuleError."""
    require_state(at.meeting, MeetingState.IN_SESSION)
    spoken = any(
        place.outcomes
        or place.item.state in (ItemState.HELD_OVER, ItemState.CARRIED_OVER)
        or any(one.item_id == place.item.id for one in place.urgent)
        for place in at.places
    )
    if spoken or at.meeting.closed_at is not None:
        raise RuleError("meeting-has-begun", date=at.meeting.held_on)
    for place in at.places:
        item = replace(place.item, state=ItemState.OPEN, spent_seconds=0, current_since=None)
        case = place.case
        if case and case.status is S.IN_SESSION:
            case = moved(case, S.SCHEDULED, now)
        at = put(at, replace(place, item=item, case=case))
    return with_meeting(
        at,
        state=MeetingState.PLANNED,
        opened_at=None,
        current_item_id=None,
        paused_at=None,
        undo_item_id=None,
    )


def close(at: AtTable, now: datetime) -> AtTable:
    """Close the meeting; its minutes begin, or go on. Raises RuleError while a case waits."""
    require_state(at.meeting, MeetingState.IN_SESSION)
    waiting = [place.item.title for place in at.waiting()]
    if waiting:
        raise RuleError("meeting-has-undecided", count=len(waiting), numbers=", ".join(waiting))
    now = steady(at, now)
    at = _done_with(leave(at, now))
    again = at.meeting.reopenings
    if again:
        again = (*again[:-1], replace(again[-1], closed_at=now))
    at = with_meeting(
        at,
        state=MeetingState.CLOSED,
        closed_at=at.meeting.closed_at or now,
        reopenings=again,
        current_item_id=None,
        paused_at=None,
        undo_item_id=None,
    )
    return replace(at, minutes=at.minutes or MinutesState.CONCEPT)


def _done_with(at: AtTable) -> AtTable:
    """Let the items go that are no case and that the meeting never came to: they end with it."""
    for place in at.places:
        if place.item.state in WAITING:
            at = put(at, replace(place, item=replace(place.item, state=ItemState.DONE)))
    return at


def reopen_meeting(at: AtTable, reason: str, now: datetime) -> AtTable:
    """Open a closed meeting again until its minutes are adopted. Raises RuleError.

    Minutes that were put up for adoption become a concept again; the paper says when and why.
    """
    require(at, MeetingState.CLOSED)
    if not reason.strip():
        raise RuleError("reopening-needs-reason")
    line = Reopening(at=steady(at, now), reason=reason.strip())
    at = with_meeting(at, state=MeetingState.IN_SESSION, reopenings=(*at.meeting.reopenings, line))
    return replace(at, minutes=MinutesState.CONCEPT)


def adoptable(meeting: Meeting, today: date) -> None:
    """Raise RuleError unless minutes of a meeting may be adopted: it was held, and is closed."""
    require_state(meeting, MeetingState.CLOSED)
    if today < meeting.held_on:
        raise RuleError("minutes-before-meeting", date=meeting.held_on)


def go_to(at: AtTable, item_id: str, now: datetime) -> AtTable:
    """Make an item the current one; its case comes under discussion and its clock runs."""
    require(at, MeetingState.IN_SESSION)
    place = at.place(item_id)
    if at.meeting.current_item_id == item_id and place.item.state is not ItemState.OPEN:
        return at
    now = steady(at, now)
    at = leave(at, now)
    place = at.place(item_id)
    since = None if at.meeting.paused_at else now
    item, case = replace(place.item, current_since=since), place.case
    if item.state is ItemState.OPEN:
        item = replace(item, state=ItemState.CURRENT)
        if case is not None and case.status is S.SCHEDULED:
            case = moved(case, S.IN_SESSION, now)
    return with_meeting(put(at, replace(place, item=item, case=case)), current_item_id=item_id)


def under_way(at: AtTable) -> bool:
    """Say whether a meeting that sits went past its first item: who comes now comes in late."""
    if at.meeting.state is not MeetingState.IN_SESSION:
        return False
    first = at.places[0].item.id if at.places else None
    said = any(place.outcomes for place in at.places)
    return said or at.meeting.current_item_id != first


def pause(at: AtTable, now: datetime) -> AtTable:
    """Pause the meeting, or go on after a pause; the clock of the item stands still meanwhile."""
    require(at, MeetingState.IN_SESSION)
    now = steady(at, now)
    going_on = at.meeting.paused_at is not None
    if at.meeting.current_item_id is not None:
        place = at.place(at.meeting.current_item_id)
        if not going_on:
            at = put(at, replace(place, item=stopped(place.item, now)))
        elif place.item.kind is not ItemKind.CASE or place.waits:
            at = put(at, replace(place, item=replace(place.item, current_since=now)))
    return with_meeting(at, paused_at=None if going_on else now)


def carry_over(at: AtTable, item_id: str, now: datetime) -> AtTable:
    """Leave a case for the next meeting undiscussed; it stays scheduled. Raises RuleError."""
    require(at, MeetingState.IN_SESSION)
    place = at.place(item_id)
    if place.case is None or not place.waits:
        raise RuleError("item-stays", title=place.item.title)
    case = place.case
    if case.status is S.IN_SESSION:
        case = moved(case, S.SCHEDULED, now)
    item = replace(stopped(place.item, steady(at, now)), state=ItemState.CARRIED_OVER)
    return with_meeting(put(at, replace(place, item=item, case=case)), undo_item_id=None)
