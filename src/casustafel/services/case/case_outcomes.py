"""What was said of a case so far: every outcome with its meeting, and what may follow from it."""

from dataclasses import dataclass
from datetime import date, time

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import Meeting
from casustafel.domain.outcomes import Outcome
from casustafel.services import places
from casustafel.services.case import case_steps
from casustafel.services.definitions import tables
from casustafel.services.following import feedback
from casustafel.services.meeting import outcomes
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage.queries import at_table as rows


@dataclass(frozen=True, slots=True)
class Said:
    """One outcome of a case in the version that counts.

    `adopted` says whether minutes with it were; `versions` are those before it in the same
    meeting, the newest first. `until` is the last day on which who was missing may still answer in
    writing; None where no answer is waited for. `apart` is when the meeting begins, where the table
    held another that day.
    """

    outcome: Outcome
    meeting: Meeting
    adopted: bool
    versions: tuple[Outcome, ...] = ()
    until: date | None = None
    apart: time | None = None


@part
def said_of(reader: Reader, case: Case) -> tuple[Said, ...]:
    """Return the outcomes of a case, the newest first."""
    kept = reader.find(Outcome, "-decided_at", "-revision", case_id=case.id)
    return tuple(_said(reader, case, one, kept) for one in kept if one.current)


def _said(reader: Reader, case: Case, outcome: Outcome, kept: list[Outcome]) -> Said:
    around = rows.around(reader.connection, item_id=outcome.item_id)
    waits = (
        case.status is CaseStatus.PROVISIONAL
        and outcome.provisional
        and outcome.followed_at is None
    )
    return Said(
        outcome=outcome,
        meeting=around.meeting,
        adopted=around.fixed,
        versions=tuple(one for one in kept if one.item_id == outcome.item_id and not one.current),
        apart=around.apart,
        until=case_steps.answer_until(reader, outcome) if waits else None,
    )


def again(said: tuple[Said, ...]) -> Outcome | None:
    """Return the outcome after which a case waits for the table anew; None when none does."""
    return said[0].outcome if said and said[0].outcome.followed_at is not None else None


def to_deal_anew(case: Case, said: tuple[Said, ...]) -> bool:
    """Say whether the table can deal with a case anew: minutes with its outcome were adopted."""
    return case.status in feedback.AFTER and any(
        one.adopted for one in said if one.outcome.followed_at is None
    )


@use_case(Right.RECORD_OUTCOMES, at=places.case)
def deal_anew(uow: UnitOfWork, case: Case, reason: str) -> Case:
    """Let the table deal anew with a case, by what it said last (see `outcomes.deal_anew`)."""
    final = feedback.final_outcome(uow, case.id)
    if final is None:
        raise RuleError("outcome-missing", number=case.number)
    return outcomes.deal_anew(uow, final.item_id, reason)


@dataclass(frozen=True, slots=True)
class AnswerDesk:
    """What is needed to record a written answer: the outcome in words, and until when it counts."""

    case: Case
    outcome: Outcome
    choice: str
    held_on: date
    until: date
    today: date


@read(Right.RECORD_OUTCOMES, at=places.case)
def answer_desk(reader: Reading, case: Case) -> AnswerDesk:
    """Return what a written answer is about. Raises RuleError when none is waited for."""
    for one in said_of(reader, case):
        if one.until is not None:
            table = tables.committee(reader, case.committee)
            choice = table.outcome(one.outcome.choice).label
            held_on = one.meeting.held_on
            return AnswerDesk(case, one.outcome, choice, held_on, one.until, reader.today)
    raise RuleError("outcome-not-provisional", number=case.number)
