"""Putting cases on the agenda of a meeting, taking them off, and calling the meeting off."""

from dataclasses import replace
from datetime import datetime

from casustafel.domain.at_table import value
from casustafel.domain.cases import CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import ItemState, MeetingState, why_not_cancelled

S = CaseStatus

#: From where a case may be put on an agenda by hand, and besides when it was decided in urgency.
_LISTED_FROM = frozenset({S.READY, S.SCHEDULED, S.PROVISIONAL})
URGENT_FROM = _LISTED_FROM | {S.SUBMITTED, S.INCOMPLETE, S.DEFERRED}


def put_on(
    at: value.AtTable, place: value.Place, where: int, now: datetime, *, unready: bool = False
) -> value.AtTable:
    """Put a case on the agenda, `where` in the order (0: first).

    `place` is its new place with all that is known of the case. A case that this meeting held
    over or carried over is taken up again at the item that is there. `unready` lets in what was
    decided in urgency, however complete it is. Raises RuleError when it stands on an agenda
    already, is of another table, or is not ready.
    """
    value.require(at, MeetingState.PLANNED, MeetingState.IN_SESSION)
    case = place.case
    assert case is not None
    if case.committee != at.meeting.committee:
        raise RuleError("case-of-other-table", number=case.number)
    known = next((one for one in at.places if one.item.case_id == case.id), None)
    if known is not None and known.waits:
        raise RuleError("case-on-agenda", number=case.number, date=at.meeting.held_on)
    place = known or place
    value.require_free(place)
    if case.status not in (URGENT_FROM if unready else _LISTED_FROM):
        raise RuleError("case-move-refused", number=case.number, status=case.status, to=S.SCHEDULED)
    where -= any(one.item.id == place.item.id for one in at.places[:where])
    rest = [one for one in at.places if one.item.id != place.item.id]
    taken = _taken_up(place, now)
    return replace(at, places=(*rest[:where], taken, *rest[where:]))


def _taken_up(place: value.Place, now: datetime) -> value.Place:
    case = place.case
    assert case is not None
    listed = case if case.status is S.SCHEDULED else value.moved(case, S.SCHEDULED, now)
    return replace(
        place,
        item=replace(place.item, state=ItemState.OPEN),
        case=listed,
        outcomes=tuple(replace(one, current=False) for one in place.outcomes),
        earlier=tuple(
            replace(one, followed_at=now) if one.provisional and not one.followed_at else one
            for one in place.earlier
        ),
    )


def take_off(at: value.AtTable, item_id: str, now: datetime) -> value.AtTable:
    """Take a case off the agenda; it goes back to the queue. Raises RuleError.

    One that was dealt with, or that the meeting must ratify, stays.
    """
    place = value.case_place(at, item_id)
    case = place.case
    if place.item.state is not ItemState.OPEN or case is None or case.status is not S.SCHEDULED:
        raise RuleError("item-stays", title=place.item.title)
    if place.to_ratify is not None:
        raise RuleError("urgent-stays", title=place.item.title)
    if place.outcomes or any(one.item_id == item_id for one in place.urgent):
        # What was said at this item, also of an urgent decision, is kept with it.
        raise RuleError("item-stays", title=place.item.title)
    if at.meeting.current_item_id == item_id:  # was taken up again where the chair is
        at = value.leave(at, now)
    rest = tuple(one for one in at.places if one.item.id != item_id)
    off = replace(place, case=value.moved(case, S.READY, now))
    return replace(at, places=rest, gone=(*at.gone, off))


def cancel(at: value.AtTable, now: datetime) -> value.AtTable:
    """Call a planned meeting off; its cases go back to the queue. Raises RuleError."""
    if (refusal := why_not_cancelled(at.meeting.state, at.meeting.held_on)) is not None:
        raise refusal
    for place in at.places:
        if place.case is not None and place.waits:
            item = place.item
            item = replace(item, state=ItemState.CARRIED_OVER, sequence=item.sequence + 1)
            case = value.moved(place.case, S.READY, now)
            at = value.put(at, replace(place, item=item, case=case))
    return value.with_meeting(at, state=MeetingState.CANCELLED, sequence=at.meeting.sequence + 1)
