"""What the table says of a case, how that is put right, and what follows after the meeting."""

from dataclasses import replace
from datetime import date, datetime

from casustafel.domain import urgent as urgent_rules
from casustafel.domain.at_table.sitting import go_to
from casustafel.domain.at_table.value import (
    WAITING,
    AtTable,
    Place,
    case_place,
    followed,
    moved,
    put,
    require,
    require_free,
    said_at,
    said_now,
    steady,
    stopped,
    with_meeting,
)
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import facts_of
from casustafel.domain.meetings import ItemState, MeetingState, require_state
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcome_rules import check_confirmation
from casustafel.domain.outcomes import Confirmation, Outcome, OutcomeKind
from casustafel.domain.routing_facts import Trigger
from casustafel.domain.urgent import UrgentDecision

S = CaseStatus

#: Where a case stands once minutes that hold its outcome were adopted.
AFTER = frozenset({S.DECIDED, S.REPORTED, S.FOLLOW_UP, S.CLOSED})


def record(at: AtTable, item_id: str, outcome: Outcome, now: datetime) -> AtTable:
    """Record what the table says of a case; `outcome` was checked. Raises RuleError.

    An urgent decision that waits is judged first; an outcome that is there is corrected or
    reopened.
    """
    place = case_place(at, item_id)
    require(at, MeetingState.IN_SESSION)
    if place.to_ratify is not None:
        raise RuleError("urgent-first", number=place.item.title)
    return _say(at, place, outcome, now)


def ratify(at: AtTable, item_id: str, outcome: Outcome, now: datetime) -> AtTable:
    """Take an urgent decision over as the table's outcome. Raises RuleError."""
    place = case_place(at, item_id)
    require(at, MeetingState.IN_SESSION)
    judged = urgent_rules.ratify(_to_judge(place), item_id)
    return _say(at, replace(place, urgent=_judged(place, judged)), outcome, now)


def refuse(at: AtTable, item_id: str, *, why: str, ends_on: date | None, bridging: str) -> AtTable:
    """Do not take an urgent decision over; the table then says something itself."""
    place = case_place(at, item_id)
    require(at, MeetingState.IN_SESSION)
    judged = urgent_rules.refuse(
        _to_judge(place), item_id, why=why, ends_on=ends_on, bridging=bridging
    )
    at = put(at, replace(place, urgent=_judged(place, judged)))
    return with_meeting(at, undo_item_id=None)


def _say(at: AtTable, place: Place, outcome: Outcome, now: datetime) -> AtTable:
    case, now = _discussed(place, now), steady(at, now)
    if place.outcome is not None:
        raise RuleError("outcome-exists", number=case.number)
    require_free(place)
    if place.item.state not in (*WAITING, ItemState.CARRIED_OVER):
        raise RuleError("item-stays", title=place.item.title)
    if case.status is not S.IN_SESSION:  # carried over, and another meeting spoke of it since
        raise _moved_on(place)
    outcome = replace(
        outcome,
        revision=1 + max((one.revision for one in place.outcomes), default=0),
        decided_at=now,
        current=True,
    )
    if outcome.kind is OutcomeKind.HELD_OVER:
        state = ItemState.HELD_OVER
        case = moved(case, S.DEFERRED, now, held_until=outcome.held_until)
    else:
        state = ItemState.DONE
        case = moved(case, S.PROVISIONAL if outcome.provisional else S.DECIDED, now)
    item = replace(stopped(place.item, now), state=state)
    said = replace(place, item=item, case=case, outcomes=(*place.outcomes, outcome))
    return with_meeting(put(at, said), undo_item_id=item.id)


def correct(at: AtTable, item_id: str, corrected: Outcome, reason: str, now: datetime) -> AtTable:
    """Mend a slip in an outcome; the case stays where it is. Raises RuleError.

    `corrected` is the outcome with what changed (see `outcome_rules.check_correction`). Minutes
    that were adopted become the concept of their next version.
    """
    place, before = said_at(at, item_id)
    require_state(at.meeting, MeetingState.IN_SESSION, MeetingState.CLOSED)
    if not reason.strip():
        raise RuleError("correction-needs-reason")
    after = replace(
        corrected,
        revision=before.revision + 1,
        current=True,
        decided_at=before.decided_at,
        corrected_at=steady(at, now),
        correction_reason=reason.strip(),
    )
    case = place.case
    if case is not None and case.status is S.DEFERRED and after.held_until is not None:
        case = replace(case, held_until=after.held_until, changed_at=steady(at, now))
    kept = tuple(replace(one, current=False) for one in place.outcomes)
    at = put(at, replace(place, case=case, outcomes=(*kept, after)))
    if at.minutes is not None:
        at = replace(at, adopted_before=at.fixed, minutes=MinutesState.CONCEPT)
    return with_meeting(at, undo_item_id=None)


def reopen(at: AtTable, item_id: str, reason: str, now: datetime) -> AtTable:
    """Take an outcome back and put its case under discussion again, with a reason.

    Only while the meeting sits, or sits again (see `reopen_meeting`). Raises RuleError.
    """
    place, _ = said_at(at, item_id)
    require(at, MeetingState.IN_SESSION)
    if not reason.strip():
        raise RuleError("correction-needs-reason")
    return _back(at, place, keep=True, now=now)


def undo(at: AtTable, item_id: str, now: datetime) -> AtTable:
    """Undo an outcome that was the last step at the table, as if it was not said.

    An outcome that was said of several children in one go is undone in one go.
    """
    place, said = said_at(at, item_id)
    require(at, MeetingState.IN_SESSION)
    if at.meeting.undo_item_id != item_id:
        raise RuleError("undo-too-late", number=place.item.title)
    for other in at.places:
        alike = other.outcome is not None and other.outcome.decided_at == said.decided_at
        if alike and other is not place and asks_opening(place) and asks_opening(other):
            at = _back(at, other, keep=False, now=now)
    return _back(at, at.place(item_id), keep=False, now=now)


def asks_opening(place: Place) -> bool:
    """Say whether the opening is asked of the case of an item: those may be told in one go."""
    return place.case is not None and Trigger.T4 in facts_of(place.case).triggers


def _back(at: AtTable, place: Place, *, keep: bool, now: datetime) -> AtTable:
    """Put a case under discussion again at its item, which becomes the current one."""
    case, before = place.case, place.outcome
    if case is None or before is None or case.status not in _stands(before) or followed(place):
        raise _moved_on(place)
    if keep:
        outcomes = tuple(replace(one, current=False) for one in place.outcomes)
    else:
        outcomes = tuple(one for one in place.outcomes if not one.current)
    urgent = tuple(
        urgent_rules.take_back(one) if one.item_id == place.item.id and one.ratified else one
        for one in place.urgent
    )
    case = moved(case, S.IN_SESSION, now)
    item = replace(place.item, state=ItemState.OPEN)
    back = replace(place, item=item, case=case, outcomes=outcomes, urgent=urgent)
    return with_meeting(go_to(put(at, back), item.id, now), undo_item_id=None)


def _stands(outcome: Outcome) -> frozenset[CaseStatus]:
    """Return where a case stands by an outcome while nothing else was said or done since."""
    if outcome.kind is OutcomeKind.HELD_OVER:
        return frozenset({S.DEFERRED})
    return frozenset({S.PROVISIONAL} if outcome.provisional else {S.DECIDED, S.REPORTED})


def _moved_on(place: Place) -> RuleError:
    case = place.case
    return RuleError("case-moved-on", number=place.item.title, status=case.status if case else "")


def confirm(at: AtTable, item_id: str, answer: Confirmation, now: datetime, today: date) -> AtTable:
    """Keep what a missing discipline answered in writing on an outcome "onder voorbehoud".

    When all agreed it is final without hearing the case again; when one does not, the case is
    ready for a next meeting (domain.md §8, Meeting). Raises RuleError.
    """
    place, before = _provisional(at, item_id)
    check_confirmation(before, answer, at.meeting.held_on, today)
    after = replace(before, confirmations=(*before.confirmations, answer))
    if not answer.agrees:
        return _heard_again(said_now(at, place, after), item_id, answer.text, now)
    if after.unanswered:
        return said_now(at, place, after)
    after = replace(after, provisional=False)
    assert place.case is not None
    case = moved(place.case, S.DECIDED, steady(at, now))
    return said_now(at, replace(place, case=case), after)


def lapse(at: AtTable, item_id: str, now: datetime) -> AtTable:
    """Let the term for written answers pass: the case is ready for the next meeting.

    Silence never makes an outcome final. Raises RuleError.
    """
    _provisional(at, item_id)
    return _heard_again(at, item_id, "", now)


def deal_anew(at: AtTable, item_id: str, reason: str, now: datetime) -> AtTable:
    """Let the table deal anew with a case whose minutes were adopted ("opnieuw behandelen").

    The case is ready for a next item; both outcomes are kept (domain.md §9, Correcting).
    """
    place, before = said_at(at, item_id)
    case = place.case
    if not at.fixed:
        raise RuleError("anew-before-adoption", number=place.item.title)
    held = before.kind is OutcomeKind.HELD_OVER  # what stands was said in another meeting
    if held or case is None or case.status not in AFTER or followed(place):
        raise _moved_on(place)
    if not reason.strip():
        raise RuleError("anew-needs-reason", number=case.number)
    return _heard_again(at, item_id, reason, now)


def _heard_again(at: AtTable, item_id: str, why: str, now: datetime) -> AtTable:
    place, before = said_at(at, item_id)
    assert place.case is not None
    followed = replace(before, followed_at=steady(at, now), followed_why=why.strip())
    case = moved(place.case, S.READY, now)
    return said_now(at, replace(place, case=case), followed)


def _provisional(at: AtTable, item_id: str) -> tuple[Place, Outcome]:
    place, before = said_at(at, item_id)
    waits = place.case is not None and place.case.status is S.PROVISIONAL
    if not (waits and before.provisional) or followed(place):
        raise RuleError("outcome-not-provisional", number=place.item.title)
    return place, before


def _discussed(place: Place, now: datetime) -> Case:
    case = place.case
    assert case is not None
    return moved(case, S.IN_SESSION, now) if case.status is S.SCHEDULED else case


def _to_judge(place: Place) -> UrgentDecision:
    if place.to_ratify is None:
        raise RuleError("urgent-judged")
    return place.to_ratify


def _judged(place: Place, judged: UrgentDecision) -> tuple[UrgentDecision, ...]:
    return tuple(judged if one.id == judged.id else one for one in place.urgent)
