"""What must hold at a table after every step."""

from collections.abc import Callable, Iterable

from casustafel.domain.at_table.saying import AFTER
from casustafel.domain.at_table.value import WAITING, AtTable, Place
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import ItemState, MeetingState
from casustafel.domain.outcomes import Outcome, OutcomeKind

S = CaseStatus


def broken(at: AtTable) -> tuple[str, ...]:
    """Return the promises that this value breaks, as sentences; empty when it is whole."""
    return tuple(promise for promise, holds in _PROMISES.items() if not holds(at))


def _one_current(at: AtTable) -> bool:
    current = [place.item.id for place in at.places if place.item.state is ItemState.CURRENT]
    return not current or current == [at.meeting.current_item_id]


def _each(holds: Callable[[AtTable, Place, Case], bool]) -> Callable[[AtTable], bool]:
    return lambda at: all(holds(at, one, one.case) for one in at.places if one.case is not None)


def in_force(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the outcomes that say what becomes of a case now: not held over, not dealt anew."""
    return [
        one
        for one in outcomes
        if one.current and one.kind is not OutcomeKind.HELD_OVER and one.followed_at is None
    ]


def _settled(_at: AtTable, place: Place, case: Case) -> bool:
    said = in_force((*place.outcomes, *place.earlier))
    return case.status not in AFTER or (len(said) == 1 and not said[0].provisional)


def _reserved(_at: AtTable, place: Place, case: Case) -> bool:
    said = in_force((*place.outcomes, *place.earlier))
    return case.status is not S.PROVISIONAL or (len(said) == 1 and said[0].provisional)


_PROMISES: dict[str, Callable[[AtTable], bool]] = {
    "one item at most is current, and it is the meeting's own": _one_current,
    "a closed meeting has no open item": lambda at: (
        at.meeting.state is not MeetingState.CLOSED
        or not any(place.item.state in WAITING for place in at.places)
    ),
    "only a meeting that sits has a current item": lambda at: (
        at.meeting.state is MeetingState.IN_SESSION or at.meeting.current_item_id is None
    ),
    "a case is open on one agenda at most": _each(
        lambda _at, place, _case: not (place.waits and place.elsewhere)
    ),
    "a case is in discussion only where a meeting sits": _each(
        lambda at, place, case: (
            case.status is not S.IN_SESSION
            or at.meeting.state is MeetingState.IN_SESSION
            or place.elsewhere is not None
        )
    ),
    "a case that is open on an agenda is scheduled or in discussion": _each(
        lambda at, place, case: (
            not place.waits
            or at.meeting.state is MeetingState.CANCELLED
            or case.status in (S.SCHEDULED, S.IN_SESSION)
        )
    ),
    "a decided case has exactly one outcome in force, and it is final": _each(_settled),
    "a case under reservation has exactly one such outcome": _each(_reserved),
}
