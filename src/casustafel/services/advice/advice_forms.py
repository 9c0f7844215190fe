"""Vooradviezen in Excel: the form of a member without the program goes out and comes back."""

from pathlib import Path

from casustafel.domain import asked as words
from casustafel.domain import terms
from casustafel.domain.advice import Advice, AdviceAnswer
from casustafel.domain.errors import FileError, RuleError
from casustafel.domain.framework_answers import facts_of
from casustafel.domain.meetings import AgendaItem, Meeting, MeetingState, Member
from casustafel.domain.people import Right
from casustafel.excel import advice_form
from casustafel.excel.advice_form import AdviceSheet
from casustafel.services.advice import advice, advice_desk
from casustafel.services.advice.advice_desk import AdviceForm, Round, in_round
from casustafel.services.case import cases
from casustafel.services.definitions import tables
from casustafel.services.readable import require_readable
from casustafel.services.use_case import Free, use_case
from casustafel.storage.leaving import write_out
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading, UnitOfWork


def file_name(form: AdviceForm) -> str:
    """Return a good name for the file of a form: case number and role, nobody's name."""
    role = "".join(sign if sign.isalnum() else "-" for sign in form.member.role_name)
    return f"Vooradvies-{form.view.case.number}-{role}.xlsx"


@use_case(Right.READ_CASES, at=in_round)
def export(uow: UnitOfWork, asked: Round, member_id: str, target: Path) -> None:
    """Write the form of a member to a file, as far as it was filled in, and log that it left.

    Raises FileError when the file cannot be written; then nothing is logged.
    """
    form = advice_desk.form.within(uow, asked, member_id)
    paper = advice_form.write(_sheet(uow, form))
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


def _sheet(reader: Reader, form: AdviceForm) -> AdviceSheet:
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
    )


@use_case(
    Free("the form says whose it is; its round is asked for as a place"),
    sets=[Advice, AdviceAnswer],
)
def take_in(uow: UnitOfWork, path: Path) -> Advice:
    """Read a form that came back and hand it in for its member.

    Raises FileError for another file; RuleError when an answer does not fit its criterion, when
    the form is of another version, or when the case is on no agenda to come.
    """
    given = advice_form.read(path)
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
    begun = advice.begun(uow, asked, member)
    if begun.framework_id != given.framework_id:
        raise RuleError("advice-form-version")
    known = {
        one.code for one in tables.framework(uow, begun.framework_id).criteria(facts_of(asked.case))
    }
    for code, (value, note) in given.answers.items():
        if code not in known:
            raise RuleError("advice-form-criterion", row=given.rows[code])
        advice.keep_answer(uow, asked, begun, code, value, note)
    advice.note_remark(uow, asked, begun, given.remark)
    after = advice.hand_in(uow, asked, uow.get(Advice, begun.id))
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
