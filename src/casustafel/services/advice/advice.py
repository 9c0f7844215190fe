"""Vooradviezen: a member fills the form in before the meeting, hands it in, takes it back."""

from dataclasses import replace
from typing import TypeVar

from casustafel.domain.advice import Advice, AdviceAnswer
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import check_answer, filled
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.domain.people import Right
from casustafel.services.advice.advice_desk import (
    DRAFTS,
    Round,
    draft_key,
    in_round,
    require_writer,
)
from casustafel.services.definitions import tables
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import part, use_case
from casustafel.storage.unit_of_work import UnitOfWork

T = TypeVar("T", Advice, AdviceAnswer)


@use_case(
    Right.READ_CASES, at=in_round, overwrites=[(AdviceAnswer, "value"), (AdviceAnswer, "note")]
)
def answer(
    uow: UnitOfWork,
    asked: Round,
    member_id: str,
    criterion: str,
    value: object,
    note: str | None = None,
) -> Advice:
    """Keep a member's answer on one criterion; the first answer begins the vooradvies.

    `note` None leaves the note as it is. Raises RightError for somebody else's vooradvies;
    RuleError when the value does not fit, when it was handed in, or when the case was opened.
    """
    advice = _open_advice(uow, asked, member_id)
    changes = keep_answer(uow, asked, advice, criterion, value, note)
    _forget(uow, asked, member_id, f"note:{criterion}")
    _audit_answered(uow, advice, changes)
    return advice


def _forget(uow: UnitOfWork, asked: Round, member_id: str, field: str) -> None:
    """What was typed is confirmed: its draft goes."""
    drafts.forget(uow, DRAFTS, draft_key(asked.item.id, member_id), field)


@part
def keep_answer(
    uow: UnitOfWork, asked: Round, advice: Advice, criterion: str, value: object, note: str | None
) -> dict[str, object]:
    """Write one answer and return what changed; the caller checked who writes."""
    framework = tables.framework(uow, advice.framework_id)
    checked = check_answer(framework.item(criterion), value)
    before = uow.first(AdviceAnswer, advice_id=advice.id, criterion=criterion)
    if before is None:
        uow.add(
            AdviceAnswer(
                id=new_id(),
                advice_id=advice.id,
                criterion=criterion,
                value=checked,
                note=(note or "").strip(),
            )
        )
        return {criterion: checked}
    said = before.note if note is None else note.strip()
    return _change(uow, asked, before, replace(before, value=checked, note=said))


@use_case(Right.READ_CASES, at=in_round, overwrites=[(AdviceAnswer, "note")])
def note(uow: UnitOfWork, asked: Round, member_id: str, criterion: str, text: str) -> Advice:
    """Keep what a member says beside an answer; the answer stays as it is."""
    advice = _open_advice(uow, asked, member_id)
    before = uow.first(AdviceAnswer, advice_id=advice.id, criterion=criterion)
    changes = keep_answer(uow, asked, advice, criterion, before.value if before else None, text)
    _forget(uow, asked, member_id, f"note:{criterion}")
    _audit_answered(uow, advice, changes)
    return advice


@use_case(Right.READ_CASES, at=in_round, overwrites=[(Advice, "remark")])
def remark(uow: UnitOfWork, asked: Round, member_id: str, text: str) -> Advice:
    """Keep what a member adds to the form as a whole."""
    before = _open_advice(uow, asked, member_id)
    changes = note_remark(uow, asked, before, text)
    _forget(uow, asked, member_id, "remark")
    _audit_answered(uow, before, changes)
    return replace(before, remark=text.strip())


@part
def note_remark(uow: UnitOfWork, asked: Round, advice: Advice, text: str) -> dict[str, object]:
    """Write the remark and return what changed; the caller checked who writes."""
    return _change(uow, asked, advice, replace(advice, remark=text.strip()))


@use_case(Right.READ_CASES, at=in_round)
def submit(uow: UnitOfWork, asked: Round, member_id: str) -> Advice:
    """Hand a vooradvies in. Raises RuleError while nothing was answered."""
    advice = _open_advice(uow, asked, member_id)
    return hand_in(uow, asked, advice)


@part
def hand_in(uow: UnitOfWork, asked: Round, advice: Advice) -> Advice:
    """As `submit`, for a use case that wrote the answers itself."""
    if not any(filled(one.value) for one in uow.find(AdviceAnswer, advice_id=advice.id)):
        raise RuleError("advice-empty")
    after = replace(advice, submitted_at=uow.clock())
    _change(uow, asked, advice, after)
    uow.log("advice-submitted", advice, committee=_committee(uow, advice))
    return after


@use_case(Right.READ_CASES, at=in_round)
def take_back(uow: UnitOfWork, asked: Round, member_id: str) -> Advice:
    """Take a vooradvies back to change it, as long as the others have not seen it."""
    member = _writer(uow, asked, member_id)
    before = asked.advices.get(member.id)
    if before is None or before.submitted_at is None:
        raise RuleError("advice-not-submitted")
    after = replace(before, submitted_at=None)
    _change(uow, asked, before, after)
    uow.log("advice-taken-back", before, committee=asked.meeting.committee)
    return after


def _change(uow: UnitOfWork, asked: Round, before: T, after: T) -> dict[str, object]:
    """Write what changed; what the others may not see yet leaves nothing in the case's history."""
    return uow.change(before, after, case_id=asked.case.id if asked.revealed else None)


def _writer(uow: UnitOfWork, asked: Round, member_id: str) -> Member:
    """Return a member for whom this person may still write in a round."""
    member = uow.get(Member, member_id)
    require_writer(uow.actor, asked, member)
    if asked.fixed:
        raise RuleError("advice-closed", number=asked.case.number)
    return member


def _open_advice(uow: UnitOfWork, asked: Round, member_id: str) -> Advice:
    """Return the vooradvies that is being written; begin it when there is none."""
    return begun(uow, asked, _writer(uow, asked, member_id))


@part
def begun(uow: UnitOfWork, asked: Round, member: Member) -> Advice:
    """Return the vooradvies of a member on a round that is open to them, begun if need be.

    Raises RuleError when it was handed in.
    """
    found = asked.advices.get(member.id)
    if found is not None:
        if found.submitted_at is not None:
            raise RuleError("advice-submitted")
        return found
    made = Advice(
        id=new_id(),
        case_id=asked.case.id,
        member_id=member.id,
        framework_id=asked.item.framework_id or "",
    )
    uow.add(made)
    return made


def _audit_answered(uow: UnitOfWork, advice: Advice, changes: dict[str, object]) -> None:
    if changes:
        committee = _committee(uow, advice)
        uow.log("advice-answered", advice, changes, committee=committee)


def _committee(uow: UnitOfWork, advice: Advice) -> str:
    return uow.get(Member, advice.member_id).committee
