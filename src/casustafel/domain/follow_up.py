"""After the meeting: what was told to whom, the beschikking by reference, and when a case closes.

Sources: design.md (State of a case); domain.md §7 (the outcome is an advice, the beschikking is
recorded by reference) and §8, Documents (a case stays open until the beschikking, or why there is
none, is recorded); Awb 6:7 and 6:8 for the term of objection.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.outcomes import Adjustment, Feedback, FormalDecision, Landing, OutcomeKind
from casustafel.domain.wording.catalogue import columns

#: The six weeks of Awb 6:7; they begin on the day after the decision was made known.
OBJECTION_WEEKS = 6


#: The resident, or who speaks for them, among those who are told.
RESIDENT = "Inwoner"
BACKOFFICE = "Backoffice toewijzing"
PROVIDER = "Zorgaanbieder"
#: Why no beschikking follows a full grant.
NONE_BECAUSE = (
    "Verwijzing door huisarts, GI of medisch specialist",
    "Advies gevolgd in een bestaande beschikking",
)
#: How long after the call it is asked whether the other help began.
LANDING_WEEKS = 6
#: The second is what earlier versions wrote.
_RESIDENT_WORDS = frozenset({RESIDENT, "Cliënt of ouders"})


def recipients() -> tuple[str, ...]:
    """Return who is told, by role: those who hear it first before the others (domain.md §9)."""
    return tuple(columns()["recipients"].values())


def deciders() -> tuple[str, ...]:
    """Return who decides, as somebody chooses them or writes another."""
    return tuple(columns()["deciders"].values())


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
    if feedback.provisional and feedback.told_to == BACKOFFICE:
        raise RuleError("feedback-provisional-backoffice")


def check_landing(landing: Landing, today: date) -> None:
    """Raise RuleError unless it says which help, who calls by when, and when it is looked at."""
    if not landing.help.strip() or not landing.place.strip():
        raise RuleError("landing-needs-help")
    if not landing.calls.strip() or not landing.phone.strip():
        raise RuleError("landing-needs-caller")
    if landing.call_before < today:
        raise RuleError("landing-call-past", date=landing.call_before)
    if landing.check_on <= landing.call_before:
        raise RuleError("landing-check-early", date=landing.check_on)


def check_decision(
    decision: FormalDecision, today: date, kind: OutcomeKind = OutcomeKind.GRANTED
) -> None:
    """Raise RuleError unless there is a beschikking with all that belongs to it, or why not.

    After a no, less than asked or another law, "why not" is that the resident was pointed to the
    right to one; and a beschikking says until when objection can be made (domain.md §9).
    """
    if decision.objected_on is not None and decision.objected_on > today:
        raise RuleError("beschikking-ahead", date=decision.objected_on)
    if decision.none_because.strip():
        if kind.case_by_case and (decision.offered_on is None or not decision.offered_by.strip()):
            raise RuleError("beschikking-needs-offer")
        if decision.offered_on is not None and decision.offered_on > today:
            raise RuleError("beschikking-ahead", date=decision.offered_on)
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
    if kind.case_by_case and decision.objection_until is None:
        raise RuleError("beschikking-needs-objection")
    if decision.objection_until is not None and decision.objection_until < decision.decided_on:
        raise RuleError("beschikking-objection-early", date=decision.objection_until)


def resident_told(told: Iterable[Feedback], since: date) -> bool:
    """Say whether the resident was told an outcome of the day `since`, without reserve."""
    return any(
        one.told_to in _RESIDENT_WORDS and one.told_on >= since and not one.provisional
        for one in told
    )


def to_tell_again(
    told: Iterable[Feedback], outcome_id: str, *, provisional: bool
) -> tuple[Feedback, ...]:
    """Return what was told last to each who was told something else than the outcome now."""
    last: dict[str, Feedback] = {}
    for one in told:
        if one.outcome_id is not None:
            last[one.told_to] = one
    return tuple(
        one
        for one in last.values()
        if one.outcome_id != outcome_id or one.provisional != provisional
    )


class Help(NamedTuple):
    """The help of an outcome: what comes of it, until when, and how it differs from the request."""

    kind: OutcomeKind
    until: date | None
    adjustments: tuple[Adjustment, ...] = ()


def lessens(was: Help, now: Help) -> bool:
    """Say whether help that was granted becomes less, or other than it was."""
    sooner = was.until is not None and now.until is not None and now.until < was.until
    fewer = bool(now.adjustments) and now.adjustments != was.adjustments
    return was.kind.grants and (not now.kind.grants or sooner or fewer)


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
    waits for its beschikking, then for its open conditions, evaluation and transfer. None goes
    on before its minutes were `adopted`, for until then it can be reopened, and none closes before
    the `resident` was told (domain.md §9, Telling).
    """
    if status is not CaseStatus.REPORTED or not adopted:
        return None
    if stays_open and not decision_known:
        return None
    if promises_open:
        return CaseStatus.FOLLOW_UP
    return CaseStatus.CLOSED if resident else None
