"""After the minutes: what was told to whom, the beschikking by reference, and when a case closes.

Sources: design.md (State of a case); domain.md §7 (the outcome is an advice, the beschikking is
recorded by reference) and §8, Documents (a case stays open until the beschikking, or why there is
none, is recorded); Awb 6:7 and 6:8 for the term of objection.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.outcomes import Feedback, FormalDecision

#: The six weeks of Awb 6:7; they begin on the day after the decision was made known.
OBJECTION_WEEKS = 6


#: The resident, or who speaks for them, among those who are told.
RESIDENT = "Inwoner"
#: The second is what earlier versions wrote.
_RESIDENT_WORDS = frozenset({RESIDENT, "Cliënt of ouders"})


def objection_until(decided_on: date) -> date:
    """Return the last day on which objection can be made to a beschikking sent on this day."""
    return decided_on + timedelta(weeks=OBJECTION_WEEKS)


def check_feedback(feedback: Feedback, today: date) -> None:
    """Raise RuleError unless it says to whom (a role), how, and on which day up to today."""
    if not feedback.told_to.strip():
        raise RuleError("feedback-needs-recipient")
    if feedback.channel not in terms.CHANNEL:
        raise RuleError("feedback-needs-channel")
    if feedback.told_on > today:
        raise RuleError("feedback-ahead", date=feedback.told_on)


def check_decision(decision: FormalDecision, today: date) -> None:
    """Raise RuleError unless there is a beschikking with all that belongs to it, or why not."""
    if decision.none_because.strip():
        return
    if not decision.reference.strip():
        raise RuleError("beschikking-needs-reference")
    if decision.decided_on is None:
        raise RuleError("beschikking-needs-date")
    if decision.decided_on > today:
        raise RuleError("beschikking-ahead", date=decision.decided_on)
    if not decision.decided_by.strip():
        raise RuleError("beschikking-needs-decider")
    if decision.departs and not decision.departs_why.strip():
        raise RuleError("beschikking-departs-why")
    if decision.objection_until is not None and decision.objection_until < decision.decided_on:
        raise RuleError("beschikking-objection-early", date=decision.objection_until)


def resident_told(told: Iterable[Feedback], since: date) -> bool:
    """Say whether the resident was told an outcome of the day `since`."""
    return any(one.told_to in _RESIDENT_WORDS and one.told_on >= since for one in told)


def next_state(
    status: CaseStatus,
    *,
    stays_open: bool,
    decision_known: bool,
    promises_open: bool,
    adopted: bool,
    resident: bool,
) -> CaseStatus | None:
    """Return where a case that was reported goes by itself; None while it stays where it is.

    `stays_open` is what the table says of the outcome (`OutcomeChoice.follow_up`): such a case
    waits for its beschikking, then for its open conditions, evaluation and transfer. None closes
    before its minutes were `adopted` and the `resident` was told (domain.md §9, Telling).
    """
    if status is not CaseStatus.REPORTED:
        return None
    if stays_open and not decision_known:
        return None
    if promises_open:
        return CaseStatus.FOLLOW_UP
    return CaseStatus.CLOSED if adopted and resident else None
