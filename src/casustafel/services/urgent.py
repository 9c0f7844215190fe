"""Spoed: recording what was decided outside a meeting, and having the next one ratify it."""

from dataclasses import replace
from datetime import date

from casustafel.domain import urgent as rules
from casustafel.domain.actions import Action
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import AgendaItem, Meeting, MeetingState, require_state
from casustafel.domain.minutes import require_open
from casustafel.domain.people import Right
from casustafel.domain.urgent import UrgentDecision
from casustafel.services.room import minutes_of
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork

#: States in which the table has not discussed the case yet.
_BEFORE = frozenset(
    {
        CaseStatus.SUBMITTED,
        CaseStatus.INCOMPLETE,
        CaseStatus.READY,
        CaseStatus.SCHEDULED,
        CaseStatus.DEFERRED,
    }
)


def record(
    uow: UnitOfWork,
    case_id: str,
    *,
    reason: str,
    latest: date,
    decider: str,
    decision: str,
    consulted: str = "",
    decided_on: date | None = None,
) -> UrgentDecision:
    """Record what was decided on a case before its table could meet; the case becomes urgent.

    `decided_on` None means today. Raises RuleError when something is missing, when a decision
    still waits for the meeting, or when the table discussed the case already.
    """
    case = uow.get(Case, case_id)
    uow.actor.require(Right.RECORD_OUTCOMES, case.committee)
    if case.status not in _BEFORE:
        raise RuleError("urgent-after-decision", number=case.number)
    if waiting(uow, case_id) is not None:
        raise RuleError("urgent-exists", number=case.number)
    made = UrgentDecision(
        id=new_id(),
        case_id=case_id,
        committee=case.committee,
        recorded_at=uow.clock(),
        decided_on=decided_on or local_day(uow.clock()),
        reason=reason.strip(),
        latest=latest,
        decider=decider.strip(),
        decision=decision.strip(),
        consulted=consulted.strip(),
    )
    rules.check_urgent(made)
    uow.add(made)
    marked = replace(case, urgent=True, urgent_reason=made.reason, urgent_before=latest)
    changes = uow.change(case, marked)
    uow.audit(
        "urgent-recorded",
        "case",
        case_id,
        committee=case.committee,
        changes=changes,
        number=case.number,
    )
    uow.commit()
    return made


def ratify(uow: UnitOfWork, item_id: str) -> UrgentDecision:
    """Record that the meeting takes the urgent decision on the case of an item over."""
    before, meeting = _before(uow, item_id)
    after = rules.ratify(before, item_id)
    _settle(uow, before, after, "urgent-ratified", meeting)
    uow.commit()
    return after


def refuse(
    uow: UnitOfWork, item_id: str, *, ends_on: date | None, bridging: str, owner: str = "Verwijzer"
) -> UrgentDecision:
    """Record that the meeting does not take it over: until when the help goes on, and what then.

    The bridging plan becomes an action of `owner` (a role or organisation) before that day.
    """
    before, meeting = _before(uow, item_id)
    after = rules.refuse(before, item_id, ends_on=ends_on, bridging=bridging)
    uow.add(
        Action(
            id=new_id(),
            committee=before.committee,
            text=f"Overbruggingsplan uitvoeren: {after.bridging}",
            owner=owner,
            due_on=ends_on,
            meeting_id=meeting.id,
            item_id=item_id,
            case_id=before.case_id,
        )
    )
    _settle(uow, before, after, "urgent-refused", meeting)
    uow.commit()
    return after


def waiting(reader: Reader, case_id: str) -> UrgentDecision | None:
    """Return the urgent decision on a case that no meeting spoke of yet."""
    return reader.first(UrgentDecision, "-recorded_at", case_id=case_id, ratified=None)


def of_case(reader: Reader, case_id: str) -> list[UrgentDecision]:
    """Return the urgent decisions on a case, newest first."""
    return reader.find(UrgentDecision, "-recorded_at", case_id=case_id)


def _before(uow: UnitOfWork, item_id: str) -> tuple[UrgentDecision, Meeting]:
    item = uow.get(AgendaItem, item_id)
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.RECORD_OUTCOMES, meeting.committee)
    require_state(meeting, MeetingState.IN_SESSION)
    require_open(minutes_of(uow, meeting.id))
    if item.case_id is None:
        raise RuleError("item-has-no-case", title=item.title)
    found = waiting(uow, item.case_id)
    if found is None:
        raise RuleError("urgent-judged")
    return found, meeting


def _settle(
    uow: UnitOfWork, before: UrgentDecision, after: UrgentDecision, action: str, meeting: Meeting
) -> None:
    changes = uow.change(before, after, case_id=before.case_id)
    uow.audit(action, "case", before.case_id, committee=meeting.committee, changes=changes)
