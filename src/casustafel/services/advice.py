"""Vooradviezen: a member fills the form in before the meeting, hands it in, takes it back."""

from dataclasses import replace

from casustafel.domain.advice import Advice, AdviceAnswer
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import check_answer, filled
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.services import drafts, tables
from casustafel.services.advice_view import (
    DRAFTS,
    Round,
    draft_key,
    require_writer,
    round_of,
)
from casustafel.storage.unit_of_work import UnitOfWork


def answer(
    uow: UnitOfWork,
    item_id: str,
    member_id: str,
    criterion: str,
    value: object,
    note: str | None = None,
) -> Advice:
    """Keep a member's answer on one criterion; the first answer begins the vooradvies.

    `note` None leaves the note as it is. Raises RightError for somebody else's vooradvies;
    RuleError when the value does not fit, when it was handed in, or when the case was opened.
    """
    advice = _open_advice(uow, item_id, member_id)
    changes = keep_answer(uow, advice, criterion, value, note)
    _forget(uow, item_id, member_id, f"note:{criterion}")
    _audit_answered(uow, advice, changes)
    uow.commit()
    return advice


def _forget(uow: UnitOfWork, item_id: str, member_id: str, field: str) -> None:
    """What was typed is confirmed: its draft goes."""
    drafts.forget(uow, DRAFTS, draft_key(item_id, member_id), field)


def keep_answer(
    uow: UnitOfWork, advice: Advice, criterion: str, value: object, note: str | None
) -> dict[str, object]:
    """Write one answer and return what changed; the caller checked who writes, and commits."""
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
    return uow.change(before, replace(before, value=checked, note=said), case_id=advice.case_id)


def note(uow: UnitOfWork, item_id: str, member_id: str, criterion: str, text: str) -> Advice:
    """Keep what a member says beside an answer; the answer stays as it is."""
    advice = _open_advice(uow, item_id, member_id)
    before = uow.first(AdviceAnswer, advice_id=advice.id, criterion=criterion)
    changes = keep_answer(uow, advice, criterion, before.value if before else None, text)
    _forget(uow, item_id, member_id, f"note:{criterion}")
    _audit_answered(uow, advice, changes)
    uow.commit()
    return advice


def remark(uow: UnitOfWork, item_id: str, member_id: str, text: str) -> Advice:
    """Keep what a member adds to the form as a whole."""
    before = _open_advice(uow, item_id, member_id)
    changes = note_remark(uow, before, text)
    _forget(uow, item_id, member_id, "remark")
    _audit_answered(uow, before, changes)
    uow.commit()
    return replace(before, remark=text.strip())


def note_remark(uow: UnitOfWork, advice: Advice, text: str) -> dict[str, object]:
    """Write the remark and return what changed; the caller checked who writes, and commits."""
    return uow.change(advice, replace(advice, remark=text.strip()), case_id=advice.case_id)


def submit(uow: UnitOfWork, item_id: str, member_id: str) -> Advice:
    """Hand a vooradvies in. Raises RuleError while nothing was answered."""
    advice = _open_advice(uow, item_id, member_id)
    after = hand_in(uow, advice)
    uow.commit()
    return after


def hand_in(uow: UnitOfWork, advice: Advice) -> Advice:
    """As `submit`, for a use case that wrote the answers itself; the caller commits."""
    if not any(filled(one.value) for one in uow.find(AdviceAnswer, advice_id=advice.id)):
        raise RuleError("advice-empty")
    after = replace(advice, submitted_at=uow.clock())
    uow.change(advice, after, case_id=advice.case_id)
    uow.audit("advice-submitted", "advice", advice.id, committee=_committee(uow, advice))
    return after


def take_back(uow: UnitOfWork, item_id: str, member_id: str) -> Advice:
    """Take a vooradvies back to change it, as long as the others have not seen it."""
    asked, member = _round(uow, item_id, member_id)
    before = asked.advices.get(member.id)
    if before is None or before.submitted_at is None:
        raise RuleError("advice-not-submitted")
    after = replace(before, submitted_at=None)
    uow.change(before, after, case_id=before.case_id)
    uow.audit("advice-taken-back", "advice", before.id, committee=asked.meeting.committee)
    uow.commit()
    return after


def _round(uow: UnitOfWork, item_id: str, member_id: str) -> tuple[Round, Member]:
    """Return a round in which this person may still write for the member."""
    asked = round_of(uow, item_id)
    member = uow.get(Member, member_id)
    require_writer(uow.actor, asked, member)
    if asked.fixed:
        raise RuleError("advice-closed", number=asked.case.number)
    return asked, member


def _open_advice(uow: UnitOfWork, item_id: str, member_id: str) -> Advice:
    """Return the vooradvies that is being written; begin it when there is none."""
    asked, member = _round(uow, item_id, member_id)
    return begun(uow, asked, member)


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
        uow.audit("advice-answered", "advice", advice.id, committee=committee, changes=changes)


def _committee(uow: UnitOfWork, advice: Advice) -> str:
    return uow.get(Member, advice.member_id).committee
