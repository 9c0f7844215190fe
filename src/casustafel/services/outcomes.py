"""Recording what the table says of a case, correcting it, and what follows from it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from casustafel.domain import urgent
from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.committees import Committee, OutcomeChoice, Quorum
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import (
    AgendaItem,
    ItemState,
    Meeting,
    MeetingState,
    require_state,
)
from casustafel.domain.minutes import require_open
from casustafel.domain.outcomes import (
    Adjustment,
    Contribution,
    Outcome,
    OutcomeKind,
    OutcomeRules,
    Vote,
    check_outcome,
)
from casustafel.domain.people import Right, Role
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import composition, drafts, tables
from casustafel.services.moves import move_case
from casustafel.services.room import DRAFTS, minutes_of, seconds_spent
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeInput:
    """What the chair fills in. Codes are those of the table; see `Outcome` for the fields.

    `reasons` left empty takes the table's own reason for a plain grant; `held_until` left empty
    takes the table's own term for a case that is held over.
    """

    choice: str
    reasons: tuple[str, ...] = ()
    motivation: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    vote: Vote = Vote.CONSENSUS
    dissent: str = ""
    valid_until: date | None = None
    evaluation_on: date | None = None
    transfer_to: str = ""
    transfer_on: date | None = None
    held_until: date | None = None
    provisional: bool = False


def rules_of(committee: Committee, choice: OutcomeChoice) -> OutcomeRules:
    """Return what the table asks of one of its outcome choices."""
    return OutcomeRules(
        kind=OutcomeKind(choice.kind),
        needs_motivation=choice.needs_motivation,
        needs_validity=choice.needs_validity,
        needs_contributions=choice.needs_contributions,
        needs_adjustment=choice.needs_adjustment,
        known_reasons=frozenset(reason.code for reason in committee.reasons),
    )


def current_outcome(reader: Reader, item_id: str) -> Outcome | None:
    """Return the outcome of an item as it stands, without earlier revisions."""
    return reader.first(Outcome, item_id=item_id, current=True)


def outcomes_of_case(reader: Reader, case_id: str) -> list[Outcome]:
    """Return all current outcomes of a case, oldest first."""
    return reader.find(Outcome, "decided_at", case_id=case_id, current=True)


def record(uow: UnitOfWork, item_id: str, given: OutcomeInput) -> Outcome:
    """Record the outcome of the case of an item.

    Raises RuleError with the first rule it breaks (see `check_outcome`), also when an outcome
    was recorded before: that one is corrected with a reason. While an urgent decision waits,
    the meeting first says whether it ratifies that (see `urgent`).
    """
    item, _meeting, case = _case_at_table(uow, item_id)
    if uow.first(UrgentDecision, case_id=case.id, ratified=None):
        raise RuleError("urgent-first", number=item.title)
    outcome = put_down(uow, item_id, given)
    uow.commit()
    return outcome


def put_down(uow: UnitOfWork, item_id: str, given: OutcomeInput) -> Outcome:
    """Record an outcome as part of another use case, which commits; see `record`."""
    item, meeting, case = _case_at_table(uow, item_id)
    require_state(meeting, MeetingState.IN_SESSION)
    if current_outcome(uow, item_id) is not None:
        raise RuleError("outcome-exists", number=case.number)
    former = uow.first(Outcome, "-revision", item_id=item_id)  # was reopened
    revision = former.revision + 1 if former else 1
    return _decide(uow, item, meeting, case, given, revision=revision, correction="")


def correct(uow: UnitOfWork, item_id: str, given: OutcomeInput, reason: str) -> Outcome:
    """Correct an outcome until the minutes are adopted; the earlier revision is kept.

    Raises RuleError without a reason, without an outcome, or when the minutes were adopted.
    """
    item, meeting, case, before = _decided(uow, item_id, reason)
    case = _take_back(uow, item, case, before, reason)
    outcome = _decide(
        uow, item, meeting, case, given, revision=before.revision + 1, correction=reason
    )
    uow.commit()
    return outcome


def reopen(uow: UnitOfWork, item_id: str, reason: str) -> Case:
    """Take an outcome back and put the case under discussion again, with a reason."""
    item, meeting, case, before = _decided(uow, item_id, reason)
    case = _take_back(uow, item, case, before, reason)
    uow.change(
        uow.get(AgendaItem, item_id),
        replace(uow.get(AgendaItem, item_id), state=ItemState.CURRENT),
    )
    for decision in uow.find(UrgentDecision, item_id=item_id, ratified=True):
        uow.change(decision, urgent.take_back(decision), case_id=case.id)
    uow.audit("outcome-reopened", "case", case.id, committee=meeting.committee)
    uow.commit()
    return case


def confirm_provisional(uow: UnitOfWork, outcome_id: str, answer: str) -> Outcome:
    """Make an outcome "onder voorbehoud" final once the missing discipline answered in writing.

    The case is not heard again (domain.md §8, Meeting). Raises RuleError without the answer.
    """
    before = uow.get(Outcome, outcome_id)
    uow.actor.require(Right.RECORD_OUTCOMES, before.committee)
    if not before.provisional:
        raise RuleError("outcome-not-provisional")
    if not answer.strip():
        raise RuleError("provisional-needs-answer")
    after = replace(before, provisional=False, correction_reason=answer.strip())
    changes = uow.change(before, after, case_id=before.case_id)
    uow.audit(
        "outcome-confirmed", "outcome", outcome_id, committee=before.committee, changes=changes
    )
    move_case(uow, uow.get(Case, before.case_id), CaseStatus.DECIDED)
    uow.commit()
    return after


def _case_at_table(uow: UnitOfWork, item_id: str) -> tuple[AgendaItem, Meeting, Case]:
    item = uow.get(AgendaItem, item_id)
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.RECORD_OUTCOMES, meeting.committee)
    require_open(minutes_of(uow, meeting.id))
    if item.case_id is None:
        raise RuleError("item-has-no-case", title=item.title)
    return item, meeting, uow.get(Case, item.case_id)


def _decided(
    uow: UnitOfWork, item_id: str, reason: str
) -> tuple[AgendaItem, Meeting, Case, Outcome]:
    item, meeting, case = _case_at_table(uow, item_id)
    before = current_outcome(uow, item_id)
    if before is None:
        raise RuleError("outcome-missing", number=case.number)
    if not reason.strip():
        raise RuleError("correction-needs-reason")
    return item, meeting, case, before


def _take_back(uow: UnitOfWork, item: AgendaItem, case: Case, before: Outcome, reason: str) -> Case:
    """Put the earlier outcome aside and the case back under discussion."""
    uow.change(before, replace(before, current=False), case_id=case.id)
    open_promises = [
        action.id
        for action in uow.find(Action, item_id=item.id, kind=list(_FROM_OUTCOME))
        if action.done_at is None
    ]
    uow.delete(Action, id=open_promises)
    return _back_in_session(uow, case, reason)


def _back_in_session(uow: UnitOfWork, case: Case, reason: str) -> Case:
    steps = {
        CaseStatus.DECIDED: (CaseStatus.IN_SESSION,),
        CaseStatus.PROVISIONAL: (CaseStatus.SCHEDULED, CaseStatus.IN_SESSION),
        CaseStatus.DEFERRED: (CaseStatus.READY, CaseStatus.SCHEDULED, CaseStatus.IN_SESSION),
        CaseStatus.IN_SESSION: (),
    }
    if case.status not in steps:
        raise RuleError("case-moved-on", number=case.number, status=case.status)
    for status in steps[case.status]:
        case = move_case(uow, case, status, reason=reason)
    return case


def _decide(
    uow: UnitOfWork,
    item: AgendaItem,
    meeting: Meeting,
    case: Case,
    given: OutcomeInput,
    *,
    revision: int,
    correction: str,
) -> Outcome:
    committee = tables.committee(uow, meeting.committee)
    choice = committee.outcome(given.choice)
    rules = rules_of(committee, choice)
    quorum = composition.quorum_of(uow, committee, meeting, item, case)
    roles = uow.actor.roles_at(meeting.committee)
    outcome = Outcome(
        id=new_id(),
        case_id=case.id,
        item_id=item.id,
        committee=meeting.committee,
        choice=given.choice,
        kind=rules.kind,
        decided_at=uow.clock(),
        recorded_by=uow.actor.name,
        revision=revision,
        reasons=given.reasons or default_reasons(committee, rules.kind),
        motivation=given.motivation.strip(),
        adjustments=tuple(one.in_full() for one in given.adjustments),
        contributions=given.contributions,
        vote=given.vote,
        dissent=given.dissent.strip(),
        valid_until=given.valid_until,
        evaluation_on=given.evaluation_on,
        transfer_to=given.transfer_to,
        transfer_on=given.transfer_on,
        held_until=_return_date(committee, meeting, given, rules.kind),
        provisional=given.provisional,
        missing=_missing(quorum, rules.kind),
        on_behalf_of_chair=Role.CHAIR not in roles,
        correction_reason=correction,
    )
    check_outcome(outcome, rules, quorum.enough)
    uow.add(outcome)
    drafts.forget(uow, DRAFTS, item.id, "outcome")
    uow.add_all(_promises(outcome, meeting, case))
    _settle(uow, item, case, outcome)
    uow.audit(
        "outcome-corrected" if correction else "outcome-recorded",
        "case",
        case.id,
        committee=meeting.committee,
        changes={"choice": outcome.choice, "motivation": outcome.motivation},
        number=case.number,
        outcome=outcome.choice,
        on_behalf_of_chair=outcome.on_behalf_of_chair,
    )
    return outcome


def _missing(quorum: Quorum, kind: OutcomeKind) -> tuple[str, ...]:
    """Return who an outcome lacks; one that is held over says nothing yet and lacks nobody."""
    if quorum.enough or kind is OutcomeKind.HELD_OVER:
        return ()
    return quorum.missing_labels


def default_reasons(committee: Committee, kind: OutcomeKind) -> tuple[str, ...]:
    """Return the reasons that a plain grant gets by itself; none for another outcome."""
    if kind is not OutcomeKind.GRANTED:
        return ()
    return tuple(reason.code for reason in committee.reasons if reason.default_for_grant)[:1]


def _return_date(
    committee: Committee, meeting: Meeting, given: OutcomeInput, kind: OutcomeKind
) -> date | None:
    if kind is not OutcomeKind.HELD_OVER:
        return None
    if given.held_until is not None and given.held_until <= meeting.held_on:
        raise RuleError("held-until-not-later", date=given.held_until)
    return given.held_until or meeting.held_on + timedelta(days=committee.terms.held_over_days)


#: Promises that follow from the outcome itself and go when it is taken back.
_FROM_OUTCOME = (ActionKind.EVALUATION, ActionKind.TRANSFER)


def _promises(outcome: Outcome, meeting: Meeting, case: Case) -> list[Action]:
    """Return the evaluation and the transfer of an outcome as things to keep watch over."""
    wanted = (
        (ActionKind.EVALUATION, outcome.evaluation_on, "Evaluatie", "Verwijzer"),
        (
            ActionKind.TRANSFER,
            outcome.transfer_on,
            "Overdracht naar " + (outcome.transfer_to or "basishulp"),
            outcome.transfer_to or "Verwijzer",
        ),
    )
    return [
        Action(
            id=new_id(),
            committee=outcome.committee,
            text=text,
            owner=owner,
            kind=kind,
            due_on=day,
            meeting_id=meeting.id,
            item_id=outcome.item_id,
            case_id=case.id,
        )
        for kind, day, text, owner in wanted
        if day is not None
    ]


def _settle(uow: UnitOfWork, item: AgendaItem, case: Case, outcome: Outcome) -> None:
    """Move the case to where its outcome brings it and finish the item."""
    if case.status is CaseStatus.SCHEDULED:
        case = move_case(uow, case, CaseStatus.IN_SESSION)
    held = outcome.kind is OutcomeKind.HELD_OVER
    if held:
        move_case(uow, case, CaseStatus.DEFERRED, held_until=outcome.held_until)
    elif outcome.provisional:
        move_case(uow, case, CaseStatus.PROVISIONAL)
    else:
        move_case(uow, case, CaseStatus.DECIDED)
    now = uow.clock()
    current = uow.get(AgendaItem, item.id)
    uow.change(
        current,
        replace(
            current,
            state=ItemState.HELD_OVER if held else ItemState.DONE,
            spent_seconds=seconds_spent(current, now),
            current_since=None,
        ),
    )
