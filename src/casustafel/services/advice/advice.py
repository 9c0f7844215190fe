"""Vooradviezen: a member fills the form in before the meeting, hands it in, takes it back.

The form of a member without the program goes out in Excel and comes back.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from casustafel.domain import asked as words
from casustafel.domain import terms
from casustafel.domain.advice import Advice, AdviceAnswer
from casustafel.domain.cases import Case
from casustafel.domain.errors import FileError, RuleError
from casustafel.domain.framework_answers import check_answer, facts_of, filled, shown_answer
from casustafel.domain.frameworks import Stage
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Meeting, MeetingState, Member
from casustafel.domain.sizes import Secret
from casustafel.excel import advice_form
from casustafel.excel.advice_form import AdviceSheet, ReadAdvice
from casustafel.outgoing import mail
from casustafel.services import places
from casustafel.services.advice import advice_desk
from casustafel.services.advice.advice_desk import (
    DRAFTS,
    AdviceForm,
    AdviceLine,
    AdviceState,
    Round,
    draft_key,
    in_round,
    require_writer,
)
from casustafel.services.case import cases, consents
from casustafel.services.definitions import tables
from casustafel.services.readable import require_readable
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Free, Reader, Reading, Right, UnitOfWork, part, use_case
from casustafel.storage.leaving import write_out

T = TypeVar("T", Advice, AdviceAnswer)

_OPEN = (AdviceState.TO_DO, AdviceState.DRAFT)
_MAIL = (
    "Beste commissielid,\n\n"
    "Via de beveiligde mail van de gemeente krijgt u een werkmap met {count} vooradviezen voor de "
    "vergadering van {day}. Wilt u die invullen en voor die dag beveiligd terugsturen?\n\n"
    "Vraagt het bestand om een wachtwoord? Dat krijgt u langs een andere weg, bijvoorbeeld per "
    "telefoon. Zet geen namen of BSN in een gewone e-mail.\n\n"
    "Met vriendelijke groet,\nhet secretariaat"
)


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


def file_name(form: AdviceForm) -> str:
    """Return a good name for the file of a form: case number and role, nobody's name."""
    role = "".join(sign if sign.isalnum() else "-" for sign in form.member.role_name)
    return f"Vooradvies-{form.view.case.number}-{role}.xlsx"


@use_case(Right.READ_CASES, at=in_round)
def export(uow: UnitOfWork, asked: Round, member_id: str, target: Path) -> None:
    """Write the form of a member to a file, as far as it was filled in, and log that it left.

    Raises RuleError('consent-missing') for a member who hears of the case with consent only;
    FileError when the file cannot be written; then nothing is logged.
    """
    form = advice_desk.form.within(uow, asked, member_id)
    _require_consent(uow, asked.case, form.member, asked.meeting.held_on)
    paper = advice_form.write([_sheet(uow, form)])
    write_out(target, paper)
    meeting = asked.meeting
    uow.log(
        "advice-form-exported",
        form.view.case,
        committee=meeting.committee,
        number=form.view.case.number,
        member=member_id,
        back_before=meeting.held_on,
    )


@use_case(Right.READ_CASES, at=places.table)
def export_book(
    uow: UnitOfWork, committee: str, member_id: str, target: Path, password: Secret | None = None
) -> tuple[int, tuple[str, ...]]:
    """Write all forms of a member for the coming meetings to one workbook.

    Returns how many, and the numbers of the cases that are left out: of them the member hears
    nothing yet, for consent lacks. Where it lacks of all, it raises RuleError('consent-missing').

    Only with a password does it hold what the cases say, and then it opens with it only. A draft
    of the mail stands beside it, without attachment and without a number of any case (domain.md
    §9). Raises RuleError where no form is open, 'pack-needs-secrecy' for the text before a member
    promised secrecy; FileError, and then nothing is logged.
    """
    listed = advice_desk.desk.within(uow, committee, member_id)
    table, member = tables.committee(uow, committee), listed.member
    if password is not None and member is not None and member.secrecy_on is None:
        raise RuleError("pack-needs-secrecy", member=member.role_name)
    asked = [one for one in listed.lines if one.state in _OPEN and not one.row.hidden]
    lines: list[AdviceLine] = []
    left_out: list[AdviceLine] = []
    for one in asked:
        on = one.meeting.held_on
        lacks = member and consents.withheld(uow, table, member, [one.row.id], on)
        (left_out if lacks else lines).append(one)
    if member is not None and not lines:
        for one in left_out:
            _require_consent(uow, uow.get(Case, one.row.id), member, one.meeting.held_on)
    forms = [
        advice_desk.form.within(uow, advice_desk.round_of(uow, one.item.id), member_id)
        for one in lines
    ]
    sheets = [_sheet(uow, form, whole=password is not None) for form in forms]
    write_out(target, advice_form.write(sheets, password or ""))
    meeting = lines[0].meeting
    subject = f"Vooradviezen {table.short_name}"
    body = _MAIL.format(count=len(forms), day=f"{meeting.held_on:%d-%m-%Y}")
    write_out(target.with_suffix(".eml"), mail.draft(subject, body), personal=False)
    for form, line in zip(forms, lines, strict=True):
        uow.log(
            "advice-form-exported",
            form.view.case,
            committee=committee,
            number=form.view.case.number,
            member=member_id,
            back_before=line.meeting.held_on,
            sealed=password is not None,
        )
    return len(forms), tuple(one.row.number for one in left_out)


def _require_consent(reader: Reader, case: Case, member: Member, on: date) -> None:
    """Raise RuleError('consent-missing') before a member gets a case that asks consent."""
    recipient = tables.committee(reader, member.committee).recipient_of(member.discipline)
    consents.require(reader, case, [recipient] if recipient else [], on)


def _sheet(reader: Reader, form: AdviceForm, *, whole: bool = False) -> AdviceSheet:
    case, client = form.view.case, form.view.client
    version = form.framework.version
    facts = [
        ("Geboortejaar", str(client.birth_date.year) if client.birth_date else "onbekend"),
        ("Zorgvorm", terms.CARE_FORM.get(case.care_form, case.care_form)),
        (
            "Gevraagd",
            " · ".join(filter(None, (words.amount_asked(case), words.period_asked(case)))),
        ),
        ("Aanbieder", form.view.provider.name if form.view.provider else ""),
    ]
    found = reader.first(Advice, case_id=case.id, member_id=form.member.id)
    item = reader.get(AgendaItem, form.item_id)
    return AdviceSheet(
        case_number=case.number,
        member_id=form.member.id,
        member=form.member.role_name,
        framework_id=found.framework_id if found else item.framework_id or "",
        framework=f"{form.framework.title}, versie {version}",
        facts=tuple((name, text) for name, text in facts if text),
        criteria=form.criteria,
        answers={code: (one.value, one.note) for code, one in form.answers.items()},
        remark=form.remark,
        text=tuple(_text_of(form)) if whole else (),
    )


def _text_of(form: AdviceForm) -> Iterator[tuple[str, str]]:
    """Yield what the request says on each question of the framework, as people read it."""
    for item in form.framework.items(Stage.REQUEST):
        shown = shown_answer(item, form.view.answers.get(item.code))
        if shown:
            yield item.text, shown


@use_case(
    Free("the form says whose it is; its round is asked for as a place"),
    sets=[Advice, AdviceAnswer],
)
def take_in(uow: UnitOfWork, path: Path, password: Secret | None = None) -> list[Advice]:
    """Read the forms in a file that came back and hand them in for its member, all or none.

    Raises FileError for another file; RuleError when an answer does not fit its criterion, when
    a form is of another version, or when a case is on no agenda to come.
    """
    given = advice_form.read(path, password or "")
    if not given:
        raise RuleError("advice-empty")
    return [_take_in(uow, one, path) for one in given]


def _take_in(uow: UnitOfWork, given: ReadAdvice, path: Path) -> Advice:
    item = _item_of(uow, given.case_number)
    found = in_round(uow, item.id)
    asked = found.asked(uow.actor, Right.READ_CASES)
    require_readable(uow, found.cases)
    member = uow.first(Member, id=given.member_id)
    if member is None:
        raise FileError("advice-form-other", file=path.name)
    advice_desk.require_writer(uow.actor, asked, member)
    if asked.fixed:
        raise RuleError("advice-closed", number=asked.case.number)
    made = begun(uow, asked, member)
    if made.framework_id != given.framework_id:
        raise RuleError("advice-form-version")
    known = {
        one.code for one in tables.framework(uow, made.framework_id).criteria(facts_of(asked.case))
    }
    for code, (value, note) in given.answers.items():
        if code not in known:
            raise RuleError("advice-form-criterion", row=given.rows[code])
        keep_answer(uow, asked, made, code, value, note)
    note_remark(uow, asked, made, given.remark)
    after = hand_in(uow, asked, uow.get(Advice, made.id))
    uow.log(
        "advice-form-read", asked.case, committee=asked.meeting.committee, number=asked.case.number
    )
    return after


def _item_of(reader: Reading, number: str) -> AgendaItem:
    """Return the item of a case on the agenda of a meeting to come or going on."""
    case = cases.by_number(reader, number)
    for item in reader.find(AgendaItem, "-id", case_id=case.id):
        state = reader.get(Meeting, item.meeting_id).state
        if state in (MeetingState.PLANNED, MeetingState.IN_SESSION):
            return item
    raise RuleError("advice-no-item", number=number)
