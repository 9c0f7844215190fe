"""Spoed: recording what was decided outside a meeting, and having the next one ratify it."""

from dataclasses import dataclass, replace
from datetime import date

from casustafel.domain import urgent as rules
from casustafel.domain.actions import Action
from casustafel.domain.alike import alike
from casustafel.domain.asked import sentence
from casustafel.domain.at_table import on_agenda, saying
from casustafel.domain.at_table.value import AtTable
from casustafel.domain.cases import BEFORE, Case, CaseStatus
from casustafel.domain.committees import Committee
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, MeetingState, Member, require_state
from casustafel.domain.outcome_rules import check_outcome
from casustafel.domain.outcomes import Outcome, OutcomeInput, OutcomeKind
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.agenda import coming_back
from casustafel.services.agenda.coming_back import new_place
from casustafel.services.case import cases, consents
from casustafel.services.case.cases import CaseView
from casustafel.services.definitions import tables
from casustafel.services.meeting import outcomes
from casustafel.services.meeting.at_table import keep
from casustafel.services.places import AtPlace
from casustafel.services.readable import require_readable
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage.queries import queue as rows
from casustafel.storage.queries.queue import QueueQuery, QueueRow

#: The seat that decides when a meeting cannot be waited for.
_CHAIR = "voorzitter"
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentInput:
    """What is filled in for a decision outside a meeting.

    `latest`: the last day on which it had to be decided. `decider` and `consulted` are roles or
    organisations. `decided_on` None means today. `given` is what was decided; its motivation
    says so in words.
    """

    reason: str
    latest: date
    decider: str
    given: OutcomeInput
    consulted: str = ""
    decided_on: date | None = None


@use_case(
    Right.RECORD_OUTCOMES,
    at=places.case,
    sets=[(Case, "urgent"), (Case, "urgent_reason"), (Case, "urgent_before")],
)
def record(uow: UnitOfWork, case: Case, wanted: UrgentInput) -> UrgentDecision:
    """Record what was decided on a case before its table could meet; the case becomes urgent.

    It goes on the next planned meeting for ratification, or on the next that is planned. Raises
    RuleError when something is missing, when a decision still waits for the meeting, or when the
    table discussed the case already.
    """
    if case.status not in BEFORE:
        raise RuleError("urgent-after-decision", number=case.number)
    if waiting(uow, case.id) is not None:
        raise RuleError("urgent-exists", number=case.number)
    consents.require_informed(uow, case)
    made = _made(uow, case, wanted)
    rules.check_urgent(made, uow.today)
    _check_outcome(uow, case, made)
    uow.add(made)
    changes = _mark(uow, case, made.reason, wanted.latest)
    coming_back.settle(uow, case.committee)
    uow.log("urgent-recorded", case, changes, number=case.number)
    return made


def _made(uow: UnitOfWork, case: Case, wanted: UrgentInput) -> UrgentDecision:
    given = wanted.given.in_full()
    return alike(
        UrgentDecision,
        given,
        id=new_id(),
        case_id=case.id,
        committee=case.committee,
        recorded_at=uow.clock(),
        decided_on=wanted.decided_on or uow.today,
        reason=wanted.reason.strip(),
        latest=wanted.latest,
        decider=wanted.decider.strip(),
        decision=given.motivation,
        consulted=wanted.consulted.strip(),
    )


def _check_outcome(uow: UnitOfWork, case: Case, made: UrgentDecision) -> None:
    """Ask of it what the table asks of its own outcomes, so that it can be taken over as it is."""
    table = tables.committee(uow, case.committee)
    asked = outcomes.rules_of(table, table.outcome(made.choice), case, made.decided_on)
    if asked.kind is OutcomeKind.HELD_OVER:
        raise RuleError("urgent-needs-choice")
    outcome = alike(
        Outcome,
        as_input(made),
        id=made.id,
        case_id=case.id,
        item_id="",
        committee=case.committee,
        kind=asked.kind,
        decided_at=made.recorded_at,
        recorded_by=uow.actor.name,
    )
    check_outcome(outcome, asked, quorum_enough=True)


def as_input(decision: UrgentDecision) -> OutcomeInput:
    """Return the decision as the outcome that the meeting takes over."""
    return alike(OutcomeInput, decision, motivation=decision.decision)


def _mark(uow: UnitOfWork, case: Case, reason: str, latest: date | None) -> dict[str, object]:
    marked = replace(case, urgent=True, urgent_reason=reason, urgent_before=latest)
    return uow.change(case, marked)


@use_case(Right.RECORD_OUTCOMES, at=places.at_place, when=[places.about_a_case])
def ratify(uow: UnitOfWork, here: AtPlace, *, provisional: bool = False) -> Outcome:
    """Record that the meeting takes an urgent decision over: it becomes the table's outcome.

    `provisional` is needed without a quorum. Raises RuleError as `outcomes.record` does.
    """
    if here.place.to_ratify is None:
        raise RuleError("urgent-judged")
    given = replace(as_input(here.place.to_ratify), provisional=provisional)
    outcome = outcomes.said(uow, here.at, here.place, given)
    after = saying.ratify(here.at, here.item_id, outcome, uow.clock())
    return outcomes.keep_said(uow, here.at, after, here.item_id, "urgent-ratified")


@use_case(Right.RECORD_OUTCOMES, at=places.at_place, when=[places.about_a_case])
def refuse(
    uow: UnitOfWork,
    here: AtPlace,
    *,
    why: str,
    ends_on: date | None,
    bridging: str,
    owner: str = "Verwijzer",
) -> UrgentDecision:
    """Record that the meeting does not take it over: until when the help goes on, and what then.

    The bridging plan becomes an action of `owner` (a role or organisation) before that day. The
    table then gives an outcome of its own.
    """
    at, place, item_id = here.at, here.place, here.item_id
    after = saying.refuse(at, item_id, why=why, ends_on=ends_on, bridging=bridging)
    judged = next(
        one for one in after.place(item_id).urgent if one.id == getattr(place.to_ratify, "id", None)
    )
    uow.add(
        Action(
            id=new_id(),
            committee=judged.committee,
            text=f"Overbruggingsplan uitvoeren: {judged.bridging}",
            owner=owner,
            due_on=ends_on,
            meeting_id=at.meeting.id,
            item_id=item_id,
            case_id=judged.case_id,
        )
    )
    keep(uow, at, after)
    uow.audit(
        "urgent-refused",
        "case",
        judged.case_id,
        committee=at.meeting.committee,
        number=place.item.title,
    )
    return judged


@use_case(
    Right.RUN_MEETINGS,
    at=places.at_table,
    sets=[(Case, "urgent"), (Case, "urgent_reason"), (Case, "urgent_before")],
)
def bring_to_table(
    uow: UnitOfWork, at: AtTable, case_id: str, *, reason: str, latest: date | None = None
) -> AgendaItem:
    """Put a case on the meeting that is going on, right behind the current item.

    It need not be complete; one that this meeting held over or carried over is taken up again.
    Raises RuleError without a reason, or when the case stands at another table, on another agenda,
    or was decided already.
    """
    require_state(at.meeting, MeetingState.IN_SESSION)
    case = uow.get(Case, case_id)
    require_readable(uow, [case_id])
    if not reason.strip():
        raise RuleError("urgent-needs-reason")
    consents.require_informed(uow, case)
    changes = _mark(uow, case, reason.strip(), latest)
    place = new_place(uow, at.meeting, uow.get(Case, case_id))
    order = [one.item.id for one in at.places]
    where = order.index(at.meeting.current_item_id) + 1 if at.meeting.current_item_id else 0
    after = on_agenda.put_on(at, place, where, uow.clock(), unready=True)
    keep(uow, at, after, [place])
    uow.log("urgent-at-table", case, changes, number=case.number)
    return next(one.item for one in after.places if one.item.case_id == case_id)


@dataclass(frozen=True, slots=True)
class UrgentDesk:
    """What is needed to write an urgent decision down; `deciders` are roles, the chair first."""

    view: CaseView
    committee: Committee
    asked: str
    deciders: tuple[str, ...]
    today: date


@read(Right.READ_CASES, at=places.case)
def desk(reader: Reading, case: Case) -> UrgentDesk:
    """Return a case with who may have decided on it."""
    view = cases.view(reader, case.id)
    committee = tables.committee(reader, view.case.committee)
    today = reader.today
    members = reader.find(Member, "id", committee=committee.code)
    seats = [one.label for one in committee.seats if one.code == _CHAIR]
    roles = [one.role_name for one in members if one.sits_on(today)]
    deciders = tuple(dict.fromkeys([*seats, *roles])) or (_CHAIR.capitalize(),)
    return UrgentDesk(view, committee, sentence(view.case), deciders, today)


@read(Right.READ_CASES, at=places.table)
def candidates(reader: Reading, committee: str, text: str = "") -> tuple[QueueRow, ...]:
    """Return cases that may join a meeting that is going on, urgent and oldest first.

    `text` narrows them as the queue does; at most 50 are given.
    """
    query = QueueQuery(
        committee=committee, statuses=BEFORE - {CaseStatus.SCHEDULED}, text=text, sort="urgency"
    )
    asked_for = rows.looked_up(reader.connection, reader.actor, query)
    return tuple(rows.page(reader.connection, asked_for, offset=0, limit=_MOST))


@part
def waiting(reader: Reader, case_id: str) -> UrgentDecision | None:
    """Return the urgent decision on a case that no meeting spoke of yet."""
    return reader.first(UrgentDecision, "-recorded_at", case_id=case_id, ratified=None)
