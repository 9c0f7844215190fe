"""What the table says of a case: recording it, putting it right, and what follows from it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from casustafel.domain import asked
from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.alike import alike, shared
from casustafel.domain.at_table import saying
from casustafel.domain.at_table.value import AtTable, Place, case_place
from casustafel.domain.case_routing import may_be_refused
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee, OutcomeChoice
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import facts_of, unanswered_at_closing, unanswered_for
from casustafel.domain.frameworks import Item
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, CommitteeAnswer, Meeting
from casustafel.domain.minutes import Minutes
from casustafel.domain.outcome_rules import UNFOUNDED, OutcomeRules, check_correction, check_outcome
from casustafel.domain.outcomes import (
    Confirmation,
    Outcome,
    OutcomeInput,
    OutcomeKind,
    as_plain,
    input_of,
)
from casustafel.domain.people import Right, Role
from casustafel.domain.registers import Provider
from casustafel.services import places
from casustafel.services.agenda import composition, involved
from casustafel.services.case import intake
from casustafel.services.definitions import tables
from casustafel.services.meeting import room
from casustafel.services.meeting.at_table import keep, load
from casustafel.services.meeting.room import DRAFTS
from casustafel.services.places import AtPlace
from casustafel.services.selection import followed
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Reader, Reading, UnitOfWork, part, read, use_case
from casustafel.storage.ahead import of


def rules_of(
    committee: Committee, choice: OutcomeChoice, case: Case, held_on: date | None = None
) -> OutcomeRules:
    """Return what the table asks of one of its outcome choices for a case."""
    return alike(
        OutcomeRules,
        choice,
        reasons={reason.code: reason.kinds for reason in committee.reasons},
        held_on=held_on,
        may_refuse=may_be_refused(case),
        hours_asked=case.hours_per_week,
    )


@use_case(Right.RECORD_OUTCOMES, at=places.at_place, when=[places.about_a_case])
def record(uow: UnitOfWork, here: AtPlace, given: OutcomeInput) -> Outcome:
    """Record the outcome of the case of an item.

    Raises RuleError with the first rule it breaks (see `check_outcome`), also when an outcome
    was recorded before: that one is corrected or reopened. While an urgent decision waits,
    the meeting first says whether it ratifies that (see `urgent`).
    """
    return record_at(uow, here, given, uow.clock())


@part
def record_at(uow: UnitOfWork, here: AtPlace, given: OutcomeInput, now: datetime) -> Outcome:
    """Record an outcome of this moment; what is of one moment is undone in one go."""
    outcome = said(uow, here.at, here.place, given)
    after = saying.record(here.at, here.item_id, outcome, now)
    return keep_said(uow, here.at, after, here.item_id, "outcome-recorded")


@part
def said(uow: UnitOfWork, at: AtTable, place: Place, given: OutcomeInput) -> Outcome:
    """Return what is said with this input, checked by the rules of the table."""
    case, meeting = place.case, at.meeting
    assert case is not None
    uow.ahead(
        *composition.asked_of(meeting, place.item),
        of(Provider, id=case.provider_id),
        of(CommitteeAnswer, item_id=place.item.id),
        of(Action, item_id=[place.item.id, *(one.item_id for one in place.earlier)]),
    )
    committee = tables.committee(uow, meeting.committee)
    rules = rules_of(committee, committee.outcome(given.choice), case, meeting.held_on)
    if UNFOUNDED in given.reasons:
        rules = replace(rules, asked_until=intake.asked_until(uow, case))
    quorum = composition.quorum_of(uow, committee, meeting, place.item, case)
    held_over = rules.kind is OutcomeKind.HELD_OVER
    returns = given.held_until or return_day(committee, meeting, at.next_day)
    provider = uow.first(Provider, id=case.provider_id)
    outcome = alike(
        Outcome,
        given.in_full(),
        id=new_id(),
        case_id=case.id,
        item_id=place.item.id,
        committee=meeting.committee,
        kind=rules.kind,
        decided_at=uow.clock(),
        recorded_by=uow.actor.name,
        held_until=returns if held_over else None,
        provisional=given.provisional and not held_over,
        # One that is held over says nothing yet and lacks nobody.
        missing=() if quorum.enough or held_over else quorum.missing_labels,
        on_behalf_of_chair=Role.CHAIR not in uow.actor.roles_at(meeting.committee),
        asked=asked.frozen(case, provider.name if provider else ""),
    )
    require_answers(uow, place.item, case, rules.kind)
    check_outcome(outcome, rules, quorum.enough)
    return outcome


@use_case(Right.RUN_MEETINGS, at=places.meeting)
def close_meeting(
    uow: UnitOfWork, meeting: Meeting, left: Mapping[str, OutcomeInput | None]
) -> Minutes:
    """Close a meeting with what becomes of the cases that are left, by item: all of it or nothing.

    Each is held over by its outcome, or None carries it over. Raises RuleError (see `record` and
    `room.close_meeting`).
    """
    for item_id, given in left.items():
        if given is None:
            room.carry_over(uow, item_id)
        else:
            record(uow, item_id, given)
    return room.close_meeting(uow, meeting.id)


@use_case(Right.RECORD_OUTCOMES, at=places.at_place, when=[places.about_a_case])
def correct(uow: UnitOfWork, here: AtPlace, given: OutcomeInput, reason: str) -> Outcome:
    """Mend a slip in an outcome; the earlier revision is kept and the case stays where it is.

    Minutes that were adopted become the concept of their next version. Raises RuleError without a
    reason, without an outcome, when nothing changes, or when more than a slip does (see
    `check_correction`).
    """
    at, place, item_id = here.at, here.place, here.item_id
    before = place.outcome
    if before is None:
        raise RuleError("outcome-missing", number=place.item.title)
    kept = {"provisional": before.provisional, "held_until": given.held_until or before.held_until}
    filled = shared(OutcomeInput, given.in_full()) | kept
    corrected = replace(before, id=new_id(), recorded_by=uow.actor.name, **filled)
    check_correction(before, corrected, at.meeting.held_on)
    after = saying.correct(at, item_id, corrected, reason, uow.clock())
    return keep_said(uow, at, after, item_id, "outcome-corrected")


@use_case(Right.RECORD_OUTCOMES, at=places.at_place, when=[places.about_a_case])
def reopen(uow: UnitOfWork, here: AtPlace, reason: str) -> Case:
    """Take an outcome back and put the case under discussion again, with a reason.

    Raises RuleError unless the meeting sits, or sits again (see `room.reopen_meeting`).
    """
    after = saying.reopen(here.at, here.item_id, reason, uow.clock())
    return _keep_unsaid(uow, here.at, after, here.item_id, "outcome-reopened")


@use_case(Right.RECORD_OUTCOMES, at=places.at_place, when=[places.about_a_case])
def undo(uow: UnitOfWork, here: AtPlace) -> None:
    """Undo the outcome that was the last step at the table ("ongedaan maken"), at all it is of.

    It is logged and leaves no trace on paper; what was filled in is there again to go on with.
    Raises RuleError after another step at the table.
    """
    before, after = here.at, saying.undo(here.at, here.item_id, uow.clock())
    table = tables.committee(uow, before.meeting.committee)
    for place in here.at.places:
        if place.outcome is None or after.place(place.item.id).outcome is not None:
            continue
        given = input_of(place.outcome)
        if given.held_until == return_day(table, here.at.meeting, here.at.next_day):
            given = replace(given, held_until=None)  # nobody chose it: it follows the next meeting
        drafts.put(uow, DRAFTS, place.item.id, "outcome", as_plain(given))
        _keep_unsaid(uow, before, after, place.item.id, "outcome-undone")
        before = after


@use_case(Right.RECORD_OUTCOMES, at=places.at_place, when=[places.about_a_case])
def confirm_in_writing(uow: UnitOfWork, here: AtPlace, answer: Confirmation) -> Outcome:
    """Keep what a missing discipline answered in writing on an outcome "onder voorbehoud".

    It is final once all that were missing agreed; when one does not, the case is ready for a next
    meeting (domain.md §8, Meeting; §9). Raises RuleError.
    """
    after = saying.confirm(here.at, here.item_id, answer, uow.clock(), uow.today)
    place = _log_kept(uow, here.at, after, here.item_id, "outcome-confirmed", by=answer.by)
    assert place.outcome is not None
    return place.outcome


@use_case(Right.RECORD_OUTCOMES, at=places.at_place, when=[places.about_a_case])
def deal_anew(uow: UnitOfWork, here: AtPlace, reason: str) -> Case:
    """Let the table deal anew with a case whose minutes were adopted ("opnieuw behandelen").

    Raises RuleError before the adoption, without a reason, or when it is dealt anew already.
    """
    after = saying.deal_anew(here.at, here.item_id, reason, uow.clock())
    place = _log_kept(uow, here.at, after, here.item_id, "case-dealt-anew")
    assert place.case is not None
    return place.case


@part
def lapse(uow: UnitOfWork, item_id: str) -> None:
    """Let the term for written answers pass; the caller commits. Raises RuleError."""
    at = load(uow, item_id=item_id)
    after = saying.lapse(at, item_id, uow.clock())
    _log_kept(uow, at, after, item_id, "outcome-lapsed")


@part
def keep_said(
    uow: UnitOfWork, before: AtTable, after: AtTable, item_id: str, action: str
) -> Outcome:
    """Keep an outcome that was just said or mended, with what follows from it."""
    outcome = after.place(item_id).outcome
    assert outcome is not None
    drafts.forget(uow, DRAFTS, item_id, "outcome", "correction")
    changes = {"choice": outcome.choice, "motivation": outcome.motivation}
    told = {"outcome": outcome.choice, "on_behalf_of_chair": outcome.on_behalf_of_chair}
    _log_kept(uow, before, after, item_id, action, changes=changes, **told)
    _renew_promises(uow, after, item_id, outcome)
    return outcome


def _keep_unsaid(
    uow: UnitOfWork, before: AtTable, after: AtTable, item_id: str, action: str
) -> Case:
    place = _log_kept(uow, before, after, item_id, action)
    _drop_promises(uow, [item_id])
    assert place.case is not None
    return place.case


def _log_kept(
    uow: UnitOfWork,
    before: AtTable,
    after: AtTable,
    item_id: str,
    action: str,
    *,
    changes: Mapping[str, object] | None = None,
    **details: Any,
) -> Place:
    """Keep a step and log it at its case; return the place of that as it stands now."""
    keep(uow, before, after)
    place = case_place(after, item_id)
    assert place.case is not None
    details |= {"number": place.case.number, "status": place.case.status.value}
    uow.log(action, place.case, changes, committee=after.meeting.committee, **details)
    return place


def proposed_reasons(committee: Committee, kind: OutcomeKind) -> tuple[str, ...]:
    """Return the reason that a plain grant is offered; it counts once a person chose it."""
    if kind is not OutcomeKind.GRANTED:
        return ()
    return tuple(reason.code for reason in committee.reasons if reason.default_for_grant)[:1]


def return_day(committee: Committee, meeting: Meeting, next_day: date | None) -> date:
    """Return when a case that is held over comes back by itself: with the next meeting.

    While none is planned it is the table's own number of days after this one (domain.md §8).
    """
    return next_day or meeting.held_on + timedelta(days=committee.terms.held_over_days)


#: Promises that follow from the outcome itself and go when it is taken back.
_FROM_OUTCOME = (ActionKind.EVALUATION, ActionKind.TRANSFER, ActionKind.INTERVENTION)


def _drop_promises(uow: UnitOfWork, item_ids: list[str]) -> set[str]:
    """Take back what was promised with outcomes and is not done; return what was: kind and text."""
    promised = uow.find(Action, item_id=item_ids, kind=list(_FROM_OUTCOME))
    if still := [one.id for one in promised if one.done_at is None]:
        uow.delete(Action, id=still)
    done = (one for one in promised if one.done_at is not None)
    return {each for one in done for each in (one.kind.value, one.text)}


def _renew_promises(uow: UnitOfWork, at: AtTable, item_id: str, outcome: Outcome) -> None:
    """Keep watch over the evaluation and the transfer of an outcome, and no longer of earlier."""
    place = at.place(item_id)
    done = _drop_promises(uow, [item_id])
    if outcome.followed_at is not None:
        return
    if place.earlier and outcome.kind is not OutcomeKind.HELD_OVER:
        _drop_promises(uow, [one.item_id for one in place.earlier])
    moments = followed.moments(uow, place.item, place.case, outcome, at.meeting.held_on)
    owner = followed.holder(uow, place.case) or "Verwijzer"
    later = {one.text for one in moments}
    wanted = (
        *((ActionKind.EVALUATION, one.due_on, one.text, one.owner) for one in moments),
        (ActionKind.EVALUATION, outcome.evaluation_on, "Evaluatie", owner),
        (
            ActionKind.TRANSFER,
            outcome.transfer_on,
            "Overdracht naar " + (outcome.transfer_to or "basishulp"),
            outcome.transfer_to or "Verwijzer",
        ),
    )
    uow.add_all(
        [
            Action(
                id=new_id(),
                committee=outcome.committee,
                text=text,
                owner=owner,
                kind=kind,
                due_on=day,
                meeting_id=at.meeting.id,
                item_id=item_id,
                case_id=outcome.case_id,
            )
            for kind, day, text, owner in wanted
            if day is not None and (text if text in later else kind.value) not in done
        ]
    )
    if place.case is not None and place.case.phase is not None:
        followed.keep_interventions(uow, place.item)


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """A case of a meeting with what the table did not answer of it.

    `parties` are involved in it, and it is not said how they took part.
    """

    item_id: str
    number: str
    items: tuple[Item, ...]
    parties: tuple[str, ...] = ()


@part
def require_answers(reader: Reader, item: AgendaItem, case: Case, kind: OutcomeKind) -> None:
    """Raise RuleError('outcome-needs-answers') while an outcome of this kind lacks answers."""
    framework = tables.framework(reader, item.framework_id or "")
    answers = {one.criterion: one for one in reader.find(CommitteeAnswer, item_id=item.id)}
    missing = unanswered_for(framework, facts_of(case), kind, answers)
    if missing:
        raise RuleError("outcome-needs-answers", items="; ".join(one.text for one in missing))


@read(Right.RUN_MEETINGS, at=places.meeting)
def at_closing(reader: Reading, meeting: Meeting) -> tuple[OpenQuestions, ...]:
    """Return the decided cases of a meeting of which questions are open, in agenda order.

    Also those of which it is not said how somebody who is involved took part.
    A case that is held over or carried over comes back: of it nothing is named.
    """
    agenda = reader.find(AgendaItem, "position", meeting_id=meeting.id)
    decided = {
        outcome.item_id
        for outcome in reader.find(Outcome, item_id=[item.id for item in agenda], current=True)
        if outcome.kind is not OutcomeKind.HELD_OVER
    }
    items = [item for item in agenda if item.id in decided]
    cases = reader.by_ids(Case, [item.case_id or "" for item in items])
    frameworks = {
        key: tables.framework(reader, key) for key in {item.framework_id or "" for item in items}
    }
    asked = intake.answers_of(reader, cases)
    said: defaultdict[str, dict[str, CommitteeAnswer]] = defaultdict(dict)
    for one in reader.find(CommitteeAnswer, item_id=list(decided)):
        said[one.item_id][one.criterion] = one
    absent = involved.unsettled(reader, meeting, items)
    found = []
    for item in items:
        case = cases[item.case_id or ""]
        framework = frameworks[item.framework_id or ""]
        missing = unanswered_at_closing(
            framework, facts_of(case), asked.get(case.id, {}), said[item.id]
        )
        parties = absent.get(item.id, ())
        if missing or parties:
            found.append(OpenQuestions(item.id, case.number, missing, parties))
    return tuple(found)
