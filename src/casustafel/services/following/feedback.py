"""After the meeting: terugkoppeling, the beschikking by reference, closing a case."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from casustafel.domain import follow_up as rules
from casustafel.domain.actions import Action
from casustafel.domain.asked import amount_asked
from casustafel.domain.at_table.promises import in_force
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.consent import MAY_KNOW_OF_HELP, kind_of
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import MeetingState
from casustafel.domain.outcomes import (
    AdjustmentKind,
    Feedback,
    FormalDecision,
    Landing,
    Outcome,
    OutcomeKind,
)
from casustafel.domain.retention import LegalHold
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.case import consents
from casustafel.services.case.intake import move_case
from casustafel.services.definitions import tables
from casustafel.services.upkeep import retention
from casustafel.services.use_case import Reader, Right, UnitOfWork, part, use_case
from casustafel.storage.queries import at_table as rows

#: States of a case that the table spoke of for good.
AFTER = (CaseStatus.DECIDED, CaseStatus.REPORTED, CaseStatus.FOLLOW_UP, CaseStatus.CLOSED)


#: What is filled in of a beschikking.
DECISION = tuple(one.name for one in fields(FormalDecision) if one.name not in ("id", "case_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackInput:
    """To whom (roles or organisations) an outcome was told, when, and by which channel.

    `only_help`: school and Stroomland heard no more than that help comes to the class.
    """

    told_to: tuple[str, ...]
    told_on: date
    channel: str
    only_help: bool = False


@dataclass(frozen=True, slots=True)
class Tellable:
    """What can be told of a case now: an outcome, or what was decided in urgency.

    `grants`: help comes of it.
    """

    key: str
    said: str
    provisional: bool = False
    final: Outcome | None = None
    grants: bool = False


@use_case(Right.RECORD_OUTCOMES, at=places.cases)
def report(uow: UnitOfWork, cases: tuple[Case, ...], given: FeedbackInput) -> list[Case]:
    """Record terugkoppeling on cases, all of them or none; one waiting for it becomes reported.

    From the closing of the meeting; what was decided in urgency at once (domain.md §9, Telling).
    Raises RuleError when nobody was told, when the day lies ahead, when there is nothing to tell
    yet, when after a no it is not said which other help there is, or when somebody may hear of it
    with consent only and that lacks.
    """
    told = [name.strip() for name in given.told_to if name.strip()] or [""]
    moved = []
    for case in cases:
        what = what_to_tell(uow, case)
        in_class = given.only_help and what.grants
        limited = [name for name in told if in_class and kind_of(name) in MAY_KNOW_OF_HELP]
        _require_letter(uow, case, what, told)
        consents.require(uow, case, set(told).difference(limited), given.told_on)
        for name in dict.fromkeys(told):
            feedback = Feedback(
                id=new_id(),
                case_id=case.id,
                told_to=name,
                told_on=given.told_on,
                channel=given.channel,
                outcome_id=what.key,
                said=_help_in_class(case, what) if name in limited else what.said,
                provisional=what.provisional,
            )
            rules.check_feedback(feedback, uow.today)
            uow.add(feedback)
        uow.log(
            "feedback-given",
            case,
            {"told_to": ", ".join(told), "told_on": given.told_on},
            number=case.number,
        )
        if case.status is CaseStatus.DECIDED and what.final is not None:
            case = move_case(uow, case, CaseStatus.REPORTED)
        moved.append(go_on(uow, case))
    return moved


def _require_letter(uow: UnitOfWork, case: Case, what: Tellable, told: Sequence[str]) -> None:
    """Raise RuleError for who acts on it before the resident heard that help which runs lessens."""
    acts = {rules.PROVIDER, rules.BACKOFFICE}.intersection(told)
    if not acts or what.final is None or what.provisional or rules.RESIDENT in told:
        return
    heard = uow.find(Feedback, "told_on", "id", case_id=case.id)
    knows = any(one.told_to == rules.RESIDENT and one.outcome_id == what.key for one in heard)
    if not knows and lessened(uow, case, what.key, help_of(what.final), heard):
        raise RuleError("feedback-resident-first", number=case.number)


def help_of(outcome: Outcome) -> rules.Help:
    """Return the help of an outcome."""
    return rules.Help(outcome.kind, outcome.valid_until, outcome.adjustments)


@part
def lessened(
    reader: Reader, case: Case, key: str, now: rules.Help, heard: Sequence[Feedback]
) -> bool:
    """Say whether help that was told and has begun is lessened by what is told now.

    It goes on as it was until whoever gets it had the new letter (domain.md §9, Telling).
    """
    for one in rules.to_tell_again(heard, key, provisional=False):
        if one.provisional or (case.starts_on or one.told_on) > reader.today:
            continue
        before = reader.first(Outcome, id=one.outcome_id)
        urgent = None if before else reader.first(UrgentDecision, id=one.outcome_id)
        if before is not None and rules.lessens(help_of(before), now):
            return True
        if urgent is not None:
            kind = tables.committee(reader, urgent.committee).outcome(urgent.choice).kind
            if rules.lessens(rules.Help(kind, urgent.valid_until, urgent.adjustments), now):
                return True
    return False


#: So much of an amount is told; a longer text is an explanation.
_AMOUNT = 100


def _help_in_class(case: Case, what: Tellable) -> str:
    """Return all that may be told of a grant without consent (domain.md §9, Consent)."""
    changes = what.final.adjustments if what.final is not None else ()
    hours = [one.advised for one in changes if one.kind is AdjustmentKind.INTENSITY]
    since = f"vanaf {case.starts_on:%d-%m-%Y}" if case.starts_on else ""
    amount = hours[0][:_AMOUNT] if hours else amount_asked(case)
    said = ("er komt hulp in de klas", since, amount)
    return ", ".join(filter(None, said)) + (" (onder voorbehoud)" if what.provisional else "")


@part
def what_to_tell(reader: Reader, case: Case) -> Tellable:
    """Return what is told of a case. Raises RuleError while there is nothing to tell."""
    found = tellable(reader, case)
    if found is None:
        known = case.status in AFTER or case.status is CaseStatus.PROVISIONAL
        code = "feedback-before-closing" if known else "feedback-before-outcome"
        raise RuleError(code, number=case.number)
    no = found.final is not None and found.final.kind.sends_elsewhere and not found.provisional
    if no and reader.first(Landing, case_id=case.id) is None:
        raise RuleError("feedback-needs-landing", number=case.number)
    return found


@part
def tellable(reader: Reader, case: Case) -> Tellable | None:
    """Return what can be told of a case now, if anything."""
    urgent = reader.first(UrgentDecision, "-decided_on", case_id=case.id, ratified=None)
    if urgent is not None:
        choice = tables.committee(reader, urgent.committee).outcome(urgent.choice)
        said = f"{choice.on_paper} (met spoed)"
        return Tellable(urgent.id, said, grants=choice.kind.grants)
    outcome = final_outcome(reader, case.id)
    if outcome is None or case.status not in (*AFTER, CaseStatus.PROVISIONAL):
        return None
    around = rows.around(reader.connection, item_id=outcome.item_id)
    if around.meeting.state is not MeetingState.CLOSED:
        return None
    said = tables.committee(reader, outcome.committee).outcome(outcome.choice).on_paper
    if outcome.provisional:
        said += " (onder voorbehoud)"
    return Tellable(outcome.id, said, outcome.provisional, outcome, outcome.kind.grants)


@use_case(Right.RECORD_OUTCOMES, at=places.cases)
def decide_none(uow: UnitOfWork, cases: tuple[Case, ...], because: str) -> list[FormalDecision]:
    """Record for several cases at once why no beschikking follows: full grants only.

    Raises RuleError for a case with another outcome, which asks its own beschikking or the offer of
    one (domain.md §9, Telling).
    """
    if not because.strip():
        raise RuleError("beschikking-needs-why")
    made = []
    for case in cases:
        outcome = final_outcome(uow, case.id)
        if outcome is None or outcome.kind.case_by_case:
            raise RuleError("beschikking-case-by-case", number=case.number)
        if uow.first(FormalDecision, case_id=case.id) is not None:
            continue  # what was recorded of this case stays
        given = FormalDecision(id="", case_id="", none_because=because)
        made.append(decide.within(uow, case, given))
    return made


@use_case(
    Right.RECORD_OUTCOMES, at=places.case, overwrites=[(FormalDecision, name) for name in DECISION]
)
def decide(uow: UnitOfWork, case: Case, given: FormalDecision) -> FormalDecision:
    """Record the beschikking of a case by reference, or why there is none; again to change it.

    The id of `given` does not matter. Raises RuleError with what is missing.
    """
    case_id = case.id
    if case.status not in AFTER:
        raise RuleError("beschikking-before-outcome", number=case.number)
    before = uow.first(FormalDecision, case_id=case_id)
    after = replace(_trimmed(given), id=before.id if before else new_id(), case_id=case_id)
    outcome = final_outcome(uow, case_id)
    rules.check_decision(after, uow.today, outcome.kind if outcome else OutcomeKind.GRANTED)
    if before is None:
        uow.add(after)
        changes: dict[str, object] = {"reference": after.reference}
    else:
        changes = uow.change(before, after, case_id=case_id)
    _hold(uow, case, before, after)
    uow.log("beschikking-recorded", case, changes, number=case.number)
    go_on(uow, case)
    return after


def _hold(
    uow: UnitOfWork, case: Case, before: FormalDecision | None, after: FormalDecision
) -> None:
    """Let a bezwaar hold the case from destruction; one that was recorded by mistake no more."""
    was, now = before.objected_on if before else None, after.objected_on
    if was == now:
        return
    reason = "Bezwaar van {day:%d-%m-%Y}"
    if was is not None:
        for one in uow.find(LegalHold, case_id=case.id, lifted_on=None):
            if one.reason == reason.format(day=was):
                retention.lift.within(uow, one)
    if now is not None:
        retention.hold.within(uow, case, reason.format(day=now))


def _trimmed(given: FormalDecision) -> FormalDecision:
    """Keep only what belongs together: a beschikking, or why there is none."""
    why_none = given.none_because.strip()
    if why_none:
        return replace(
            FormalDecision(id="", case_id="", none_because=why_none),
            offered_on=given.offered_on,
            offered_by=given.offered_by.strip(),
            objected_on=given.objected_on,
        )
    return replace(
        given,
        reference=given.reference.strip(),
        decided_by=given.decided_by.strip(),
        departs_why=given.departs_why.strip() if given.departs else "",
        none_because="",
        offered_on=None,
        offered_by="",
    )


@use_case(Right.RECORD_OUTCOMES, at=places.case)
def close(uow: UnitOfWork, case: Case) -> Case:
    """Close a case that is followed up. Raises RuleError while something promised is open."""
    if case.status is CaseStatus.REPORTED:
        raise RuleError("case-waits-for-beschikking", number=case.number)
    left = open_promises(uow, [case.id]).get(case.id, 0)
    if left:
        raise RuleError("case-has-promises", number=case.number, count=left)
    outcome = final_outcome(uow, case.id)
    if outcome is not None and not _resident_told(uow, outcome):
        raise RuleError("case-resident-waits", number=case.number)
    return move_case(uow, case, CaseStatus.CLOSED)


@part
def final_outcome(reader: Reader, case_id: str) -> Outcome | None:
    """Return what the table said last of a case, other than holding it over."""
    said = in_force(reader.find(Outcome, "-decided_at", case_id=case_id, current=True))
    return said[0] if said else None


@part
def open_promises(reader: Reader, case_ids: Sequence[str]) -> dict[str, int]:
    """Return per case how many actions, conditions and evaluations are still open."""
    found: dict[str, int] = {}
    for action in reader.find(Action, case_id=list(case_ids), done_at=None):
        if action.case_id:
            found[action.case_id] = found.get(action.case_id, 0) + 1
    return found


@part
def adopted(reader: Reader, case_id: str) -> bool:
    """Say whether the minutes with the outcome of a case were adopted."""
    outcome = final_outcome(reader, case_id)
    if outcome is None:
        return False
    return rows.around(reader.connection, item_id=outcome.item_id).fixed


@part
def go_on(uow: UnitOfWork, case: Case) -> Case:
    """Move a case that was reported to where it belongs now; the caller commits."""
    outcome = final_outcome(uow, case.id)
    if outcome is None:
        return case
    choice = tables.committee(uow, outcome.committee).outcome(outcome.choice)
    to = rules.next_state(
        case.status,
        stays_open=choice.follow_up,
        decision_known=uow.first(FormalDecision, case_id=case.id) is not None,
        promises_open=bool(open_promises(uow, [case.id])),
        adopted=adopted(uow, case.id),
        resident=_resident_told(uow, outcome),
    )
    return case if to is None else move_case(uow, case, to)


def _resident_told(reader: Reader, outcome: Outcome) -> bool:
    told = reader.find(Feedback, case_id=outcome.case_id)
    return rules.resident_told(told, local_day(outcome.decided_at))
