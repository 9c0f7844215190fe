"""The steps of a case before and between its meetings: asked for more, ready, withdrawn, back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casustafel.domain.alike import grouped
from casustafel.domain.cases import MOVES, OF_STATE, Case, CaseStatus, returns_to_queue
from casustafel.domain.cases import take_back as take_back_of
from casustafel.domain.completeness import Asked, completeness, request_text
from casustafel.domain.local_time import workdays_after
from casustafel.domain.meetings import AgendaItem, Meeting
from casustafel.domain.outcomes import Outcome
from casustafel.domain.people import Actor, Right
from casustafel.domain.records import FieldChange
from casustafel.domain.registers import Provider
from casustafel.services import places
from casustafel.services.agenda.coming_back import TakenOff, put_on_again, take_cases_off
from casustafel.services.case import intake
from casustafel.services.case.intake import move_case, to_complete
from casustafel.services.definitions import tables
from casustafel.services.meeting import outcomes
from casustafel.services.use_case import Free, Reader, Reading, UnitOfWork, part, read, use_case
from casustafel.storage import ahead
from casustafel.storage.ahead import of


@dataclass(frozen=True, slots=True)
class Request:
    """What one referrer, or the provider of a medical referral, is asked or told of some cases."""

    who: str
    numbers: tuple[str, ...]
    text: str
    case_ids: tuple[str, ...] = ()


def contact_of(case: Case) -> str:
    """Return the contact person of who referred a case."""
    return " · ".join(filter(None, (case.referrer_name, case.referrer_contact)))


def by_contact(cases: Iterable[Case], *alike: str) -> list[list[Case]]:
    """Return cases by the contact person and what else is `alike`; of nobody known each apart."""

    def key(case: Case) -> tuple[object, ...]:
        return (contact_of(case) or case.id, *(getattr(case, name) for name in alike))

    return list(grouped(cases, key).values())


@read(Right.EDIT_CASES, at=places.cases)
def requests(reader: Reading, cases: tuple[Case, ...]) -> list[Request]:
    """Return what is asked of each contact person to complete these cases; nothing is changed."""
    committee = cases[0].committee
    table = tables.committee(reader, committee)
    answers = intake.answers_of(reader, [case.id for case in cases])
    names = reader.by_ids(Provider, [case.provider_id for case in cases if case.provider_id])
    of: dict[tuple[str, bool, date, str], list[Asked]] = {}
    ids = {case.number: case.id for case in cases}
    for case in cases:
        gate = tables.committee(reader, committee, case.received)
        state = completeness(gate, case, answers.get(case.id, {}))
        asked = Asked(number=case.number, reference=case.sender_reference or "", state=state)
        medical, until = to_complete(case, reader.today)
        who = contact_of(case)
        if medical and case.provider_id is not None:
            who = names[case.provider_id].name
        of.setdefault((who, medical, until, who or case.id), []).append(asked)
    return [
        Request(
            who,
            tuple(one.number for one in asked),
            request_text(table, asked, until, to_provider=medical),
            tuple(ids[one.number] for one in asked),
        )
        for (who, medical, until, _apart), asked in of.items()
    ]


@use_case(Right.EDIT_CASES, at=places.cases)
def ask_completions(uow: UnitOfWork, cases: tuple[Case, ...]) -> None:
    """Say that the referrers were asked for what is missing, of all of these cases or none.

    After a medical referral the provider was asked, who has until a day (see `bring_back_due`).
    """
    for case in cases:
        medical, until = to_complete(case, uow.today)
        if case.status is not CaseStatus.INCOMPLETE:
            move_case(uow, case, CaseStatus.INCOMPLETE, held_until=until if medical else None)
        elif medical and case.held_until is None:
            uow.change(case, replace(case, held_until=until))


@use_case(Right.EDIT_CASES, at=places.case)
def withdraw(uow: UnitOfWork, case: Case, reason: str) -> list[TakenOff]:
    """Withdraw a case, with the reason (see `withdraw_all`)."""
    return withdraw_all.within(uow, (case,), reason)


@use_case(Right.EDIT_CASES, at=places.cases)
def withdraw_all(uow: UnitOfWork, cases: tuple[Case, ...], reason: str) -> list[TakenOff]:
    """Withdraw several cases with one reason, all of them or none.

    One that is on an agenda is taken off it, which needs the right to plan meetings; those are
    returned, for whoever was invited for them. Raises RuleError as `take_off` does.
    """
    case_ids = [case.id for case in cases]
    gone = take_cases_off(uow, case_ids)
    for case in uow.by_ids(Case, case_ids).values():
        move_case(uow, case, CaseStatus.WITHDRAWN, reason=reason)
    return gone


def withdrawable(actor: Actor, committee: str, status: CaseStatus) -> bool:
    """Say whether this person may withdraw a case of a table from this state."""
    allowed = CaseStatus.WITHDRAWN in MOVES[status] and actor.may(Right.EDIT_CASES, committee)
    listed = status is CaseStatus.SCHEDULED
    return allowed and (not listed or actor.may(Right.PLAN_MEETINGS, committee))


@use_case(Right.EDIT_CASES, at=places.cases)
def take_back(
    uow: UnitOfWork,
    cases: tuple[Case, ...],
    was: Sequence[CaseStatus],
    to: CaseStatus,
    gone: Sequence[TakenOff] = (),
) -> None:
    """Take back that these cases were moved `to` another state, all of them or none.

    `was` is in which state each was; `gone` came off an agenda with it, which needs the right to
    plan meetings. Raises RuleError when one of them moved on since.
    """
    for case, status in zip(cases, was, strict=True):
        old = _before(uow, case, status)
        back = take_back_of(case, status, to, at=uow.clock(), old=old)
        if status is CaseStatus.SCHEDULED:
            back = replace(back, status=CaseStatus.READY)  # until it is on the agenda again
        changes = uow.change(case, back)
        uow.log("case-taken-back", case, changes, number=case.number, came_from=to.value)
    for one in reversed(gone):
        found = places.at_table(uow, one.meeting.id)
        put_on_again(uow, found.asked(uow.actor, Right.PLAN_MEETINGS), one)


def _before(reader: Reader, case: Case, was: CaseStatus) -> dict[str, object]:
    """Return what the move from this state changed of what goes with it, by its history."""
    old: dict[str, object] = {}
    kept = {"case_id": case.id, "entity": "Case", "field": OF_STATE}
    for one in reader.find(FieldChange, "-at", "-id", **kept):
        old[one.field] = one.old
        if one.field == "status" and one.old == was:
            break
    return old


@use_case(Right.EDIT_CASES, at=places.case)
def not_needed(uow: UnitOfWork, case: Case, reason: str) -> Case:
    """Say that the table is not needed for this case, with the reason."""
    return move_case(uow, case, CaseStatus.NOT_NEEDED, reason=reason)


@use_case(Right.EDIT_CASES, at=places.case)
def submit(uow: UnitOfWork, case: Case) -> Case:
    """Put a case (back) in the queue as new; a complete one is ready at once."""
    case = move_case(uow, case, CaseStatus.SUBMITTED)
    if case.points_met >= case.points_of:
        case = move_case(uow, case, CaseStatus.READY)
    return case


@use_case(Right.EDIT_CASES, at=places.case)
def make_ready(uow: UnitOfWork, case: Case) -> Case:
    """Say that a case may go on an agenda. Raises RuleError while points are missing."""
    return move_case(uow, case, CaseStatus.READY)


@use_case(Free("follows from the day alone, whoever opens the program"))
def bring_back_due(uow: UnitOfWork) -> int:
    """Put cases whose day has come back in the queue; return how many.

    Those that were held over until today or earlier; one that lacks something by now stays until
    somebody completes it. And those "onder voorbehoud" of which no answer came in writing within
    the workdays of the table: silence never makes an outcome final (domain.md §8, Meeting). And
    those that a provider was to complete after a medical referral and did not: these go to the
    table as they are (§9, Consent and ground).
    """
    today = uow.today
    every = [one.code for one in tables.all_committees(uow) if _brings_back(uow, one.code)]
    late = [one for one, until in waiting_for_answer(uow, *every) if until < today]
    for outcome in late:
        outcomes.lapse(uow, outcome.item_id)
    due = [
        case
        for case in uow.find(Case, status=CaseStatus.DEFERRED, committee=every)
        if returns_to_queue(case, today) and case.points_met >= case.points_of
    ]
    for case in due:
        move_case(uow, case, CaseStatus.READY)
    asked = [
        case
        for case in uow.find(Case, status=CaseStatus.INCOMPLETE, committee=every)
        if case.held_until is not None and case.held_until < today
    ]
    for case in asked:
        back = move_case(uow, case, CaseStatus.SUBMITTED)
        move_case(uow, back, CaseStatus.READY, held_until=case.held_until, incomplete=True)
    return len(due) + len(late) + len(asked)


def _brings_back(uow: UnitOfWork, table: str) -> bool:
    """Say whether the one who opened the program can write cases of a table: a server asks that."""
    rights = (Right.EDIT_CASES, Right.RECORD_OUTCOMES)
    return not uow.backend.accounts or any(uow.actor.may(one, table) for one in rights)


def asked_of(committees: Sequence[str]) -> tuple[ahead.Asked, ...]:
    """Return what `waiting_for_answer` asks for, to be read at once."""
    cases = of(Case, status=CaseStatus.PROVISIONAL, committee=committees)
    return cases, of(Outcome, case_id=cases, current=True, provisional=True, followed_at=None)


@part
def waiting_for_answer(reader: Reader, *committees: str) -> list[tuple[Outcome, date]]:
    """Return the outcomes "onder voorbehoud" of tables, each with the last day for an answer."""
    waiting = reader.find(Case, status=CaseStatus.PROVISIONAL, committee=committees)
    said = reader.find(
        Outcome,
        case_id=[case.id for case in waiting],
        current=True,
        provisional=True,
        followed_at=None,
    )
    return [(one, answer_until(reader, one)) for one in said]


@part
def answer_until(reader: Reader, outcome: Outcome) -> date:
    """Return the last day on which a missing discipline may answer in writing."""
    meeting = reader.get(Meeting, reader.get(AgendaItem, outcome.item_id).meeting_id)
    terms = tables.terms(reader, outcome.committee)
    return workdays_after(meeting.held_on, terms.written_answer_workdays)
