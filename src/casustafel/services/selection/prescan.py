"""The pre-scan of a frozen list: who stays, who leaves and why, and who comes in their place."""

from dataclasses import dataclass, replace

from casustafel.domain.cases import Case, CaseAnswer, CaseStatus, Phase
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.selection import (
    AFTER_RESIDENTIAL,
    PROMISING,
    PROMISING_WHY,
    Chosen,
    Door,
    Freeze,
    Ground,
    Per,
    Selection,
    Verdict,
)
from casustafel.domain.wording.catalogue import label
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.case.intake import move_case
from casustafel.services.selection import forgetting, freezing
from casustafel.services.use_case import Free, Right, UnitOfWork, part, use_case

#: Where a case can still be judged, or judged anew.
_JUDGED_IN = frozenset(
    {CaseStatus.SUBMITTED, CaseStatus.INCOMPLETE, CaseStatus.READY, CaseStatus.NOT_NEEDED}
)
#: What a "no" is called on screen and paper (domain.md §9).
NO = "Nu geen aanknopingspunt"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a case; `called` came in its place, if there was one left."""

    case: Case
    called: Case | None = None


@use_case(Right.EDIT_CASES, at=places.case, sets=[Case, CaseAnswer])
def judge(uow: UnitOfWork, case: Case, verdict: Verdict, why: str = "", note: str = "") -> Judged:
    """Keep what the pre-scan says of a case. A "no" with its ground ends it and calls the next.

    A case that was judged already may be judged anew until it is on an agenda. Raises RuleError:
    'prescan-not-listed', 'prescan-too-late', 'prescan-needs-ground'.
    """
    chosen = uow.first(Chosen, case_id=case.id)
    if chosen is None or chosen.reserve:
        raise RuleError("prescan-not-listed", number=case.number)
    if case.status not in _JUDGED_IN:
        raise RuleError("prescan-too-late", number=case.number)
    terms = freezing.terms_of(uow, case.committee)
    ground = terms.ground(why)
    if verdict is Verdict.NO and ground is None:
        raise RuleError("prescan-needs-ground")
    no = verdict is Verdict.NO
    said = replace(
        chosen, verdict=verdict, why=why if no else "", note=note.strip(), judged_on=uow.today
    )
    uow.replace(chosen, said)
    _answer(uow, case, verdict, ground if no else None, note)
    after = _follow(uow, case, no=no)
    uow.log("prescan-judged", case, {"verdict": verdict}, number=case.number)
    if not no:
        return Judged(_settled(uow, after))
    reason = f"{NO}: {ground.label if ground else why}"
    if after.status is not CaseStatus.NOT_NEEDED:
        if after.status is CaseStatus.INCOMPLETE:
            after = move_case(uow, after, CaseStatus.SUBMITTED)
        after = move_case(uow, after, CaseStatus.NOT_NEEDED, reason=reason)
    return Judged(after, refill(uow, chosen, terms))


def _answer(
    uow: UnitOfWork, case: Case, verdict: Verdict, ground: Ground | None, note: str
) -> None:
    """Write the pre-scan down as the answers of the case, which the gate and the paper read."""
    why = "; ".join(part for part in (ground.label if ground else "", note.strip()) if part)
    values: dict[str, object] = {
        PROMISING: verdict.value,
        PROMISING_WHY: why or f"{label(verdict).capitalize()} volgens de pre-scan.",
        AFTER_RESIDENTIAL: ground is not None and ground.residential,
    }
    kept = {one.item: one for one in uow.find(CaseAnswer, case_id=case.id, item=list(values))}
    for item, value in values.items():
        before = kept.get(item)
        if before is None:
            made = CaseAnswer(id=new_id(), case_id=case.id, item=item, value=value, by_hand=True)
            uow.add(made)
        else:
            uow.change(before, replace(before, value=value, by_hand=True), case_id=case.id)


def _follow(uow: UnitOfWork, case: Case, *, no: bool) -> Case:
    """Let points and phase follow; a case that had left comes back when it is judged otherwise."""
    if case.status is CaseStatus.NOT_NEEDED and not no:
        case = move_case(uow, case, CaseStatus.SUBMITTED)
    given = intake.context(uow, case.committee)
    answers = intake.answers_of(uow, [case.id]).get(case.id, {})
    after = intake.judged(case, given, answers)
    if not no:
        after = replace(after, phase=Phase.ANALYSIS)
    uow.replace(case, after)
    return after


def _settled(uow: UnitOfWork, case: Case) -> Case:
    while (to := intake.next_state(case)) is not None:
        case = move_case(uow, case, to)
    return case


@part
def refill(uow: UnitOfWork, left: Chosen, terms: Selection) -> Case | None:
    """Call the next of the reserve of the same list, by rank.

    None when nobody is left, or when somebody was called for this place before.
    """
    if left.door is Door.SCHEMES:
        return None
    own = uow.find(Chosen, "rank", freeze_id=left.freeze_id, law=left.law)
    own = [one for one in own if one.door is not Door.SCHEMES]
    cases = uow.by_ids(Case, [one.case_id for one in own])
    if terms.per is Per.PROVIDER:
        at = cases[left.case_id].provider_id
        own = [one for one in own if cases[one.case_id].provider_id == at]
    inside = [one for one in own if not one.reserve]
    places = sum(one.door is Door.TOP for one in inside)
    waiting = next((one for one in own if one.reserve), None)
    if waiting is None or sum(one.verdict is not Verdict.NO for one in inside) >= places:
        return None
    called = replace(waiting, door=Door.REFILLED)
    uow.replace(waiting, called)
    freezing.enter(uow, cases[called.case_id].committee, [called])
    return uow.get(Case, called.case_id)


@use_case(Right.PLAN_MEETINGS, at=places.table)
def finish(uow: UnitOfWork, committee: str) -> Freeze:
    """End the pre-scan: the reserve is deleted with its lines. Raises RuleError while cases wait.

    Codes: 'prescan-waits', 'longlist-empty' where no list was frozen.
    """
    made = uow.first(Freeze, "-frozen_on", committee=committee, reserve_gone_on=None)
    if made is None:
        raise RuleError("longlist-empty")
    listed = uow.find(Chosen, freeze_id=made.id, reserve=False, verdict=None)
    if listed:
        raise RuleError("prescan-waits", count=len(listed), until=made.reserve_until)
    return forgetting.drop_reserve(uow, committee) or made


@use_case(Free("the term was set when the list was frozen"))
def expire(uow: UnitOfWork) -> int:
    """Delete each reserve whose term is over; return how many lists had one."""
    over = [
        one
        for one in uow.find(Freeze, reserve_gone_on=None)
        if one.reserve_until is not None
        and one.reserve_until < uow.today
        and (not uow.backend.accounts or uow.actor.may(Right.PLAN_MEETINGS, one.committee))
    ]
    for made in over:
        forgetting.drop_reserve(uow, made.committee)
    return len(over)
