"""The form of a vooradvies as a workbook, out and back in."""

from pathlib import Path

import openpyxl
import pytest

from casustafel.domain.errors import CasustafelError, FileError, RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Member
from casustafel.services.advice import advice, advice_desk
from casustafel.services.agenda import meetings
from workspaces import Table

ANSWER, NOTE = 3, 4


@pytest.fixture
def sent(table: Table, tmp_path: Path) -> tuple[AgendaItem, Member, Path]:
    case = table.case(4)
    (item,) = table.do(meetings.schedule, table.meeting().id, [case.id])
    expert = table.ask(lambda r: r.first(Member, committee="cpv", discipline="zorgexpert"))
    assert expert is not None
    target = tmp_path / "formulier.xlsx"
    table.do(advice.export, item.id, expert.id, target)
    return item, expert, target


def fill(path: Path, answers: dict[str, tuple[object, str]], remark: str = "") -> None:
    """Type into a form as a member does."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for row in range(2, page.max_row + 1):
        code = page.cell(row, 1).value
        if code in answers:
            page.cell(row, ANSWER).value, page.cell(row, NOTE).value = answers[code]
        if code == "opmerking":
            page.cell(row, ANSWER).value = remark
    book.save(path)


def test_that_a_form_names_the_case_and_nobody(
    table: Table, sent: tuple[AgendaItem, Member, Path]
) -> None:
    _, _, path = sent
    page = openpyxl.load_workbook(path).worksheets[0]
    said = " ".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
    assert "CPV-2026-0001" in said
    assert "M.V." not in said
    assert "Geboortejaar: 2014" in said
    assert "Voorbeeld4" not in said
    assert "Mila" not in said
    assert "04-01-2014" not in said
    form = table.ask(advice_desk.form, sent[0].id, sent[1].id)
    assert advice.file_name(form) == "Vooradvies-CPV-2026-0001-Zorgexpert.xlsx"


def test_that_only_the_cells_to_fill_in_can_change(sent: tuple[AgendaItem, Member, Path]) -> None:
    page = openpyxl.load_workbook(sent[2]).worksheets[0]
    open_cells = {c.column for row in page.iter_rows() for c in row if not c.protection.locked}
    assert page.protection.sheet
    assert open_cells == {ANSWER, NOTE}
    assert {rule.formula1 for rule in page.data_validations.dataValidation} == {
        '"ja,deels,nee,n.v.t."'
    }


def test_that_a_filled_form_is_read_and_handed_in(
    table: Table, sent: tuple[AgendaItem, Member, Path]
) -> None:
    item, expert, path = sent
    fill(
        path,
        {"c1_specific_care": ("Ja", " Vakkennis. "), "c6_transfer": ("deels", None)},
        "Graag een evaluatie.",
    )
    assert all(one.submitted_at for one in table.do(advice.take_in, path))
    form = table.ask(advice_desk.form, item.id, expert.id)
    kept = {code: (one.value, one.note) for code, one in form.answers.items() if one.value}
    assert kept == {"c1_specific_care": ("ja", "Vakkennis."), "c6_transfer": ("deels", "")}
    assert form.remark == "Graag een evaluatie."
    with pytest.raises(RuleError, match="advice-submitted"):
        table.do(advice.take_in, path)


def test_that_a_form_carries_what_was_filled_in_before(
    table: Table, sent: tuple[AgendaItem, Member, Path], tmp_path: Path
) -> None:
    item, expert, _ = sent
    table.do(advice.answer, item.id, expert.id, "c4_goals", "nee", "Te ruim.")
    again = tmp_path / "weer.xlsx"
    table.do(advice.export, item.id, expert.id, again)
    table.do(advice.take_in, again)
    kept = table.ask(advice_desk.form, item.id, expert.id).answers["c4_goals"]
    assert (kept.value, kept.note) == ("nee", "Te ruim.")


def test_that_an_answer_that_does_not_fit_changes_nothing(
    table: Table, sent: tuple[AgendaItem, Member, Path]
) -> None:
    item, expert, path = sent
    fill(path, {"c1_specific_care": ("ja", ""), "c2_no_alternative": ("misschien", "")})
    with pytest.raises(RuleError, match="answer-unfit"):
        table.do(advice.take_in, path)
    assert table.ask(advice_desk.form, item.id, expert.id).answers == {}


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (1, "iets anders", "advice-form-other"),
        (2, "CPV-2026-0099", "record-missing"),
        (3, new_id(), "advice-form-other"),
        (4, new_id(), "advice-form-version"),
    ],
    ids=["mark", "case", "member", "version"],
)
def test_that_a_form_of_something_else_is_refused(
    table: Table, sent: tuple[AgendaItem, Member, Path], column: int, value: str, code: str
) -> None:
    book = openpyxl.load_workbook(sent[2])
    book.worksheets[0].cell(1, column).value = value
    book.save(sent[2])
    fill(sent[2], {"c1_specific_care": ("ja", "")})
    with pytest.raises(CasustafelError) as refused:
        table.do(advice.take_in, sent[2])
    assert refused.value.code == code


def test_that_a_changed_code_is_named_by_its_row(
    table: Table, sent: tuple[AgendaItem, Member, Path]
) -> None:
    book = openpyxl.load_workbook(sent[2])
    page = book.worksheets[0]
    row = next(n for n in range(2, 40) if page.cell(n, 1).value == "c1_specific_care")
    page.cell(row, 1).value = "verzonnen"
    book.save(sent[2])
    with pytest.raises(RuleError) as refused:
        table.do(advice.take_in, sent[2])
    assert (refused.value.code, refused.value.values["row"]) == ("advice-form-criterion", row)


def test_that_another_workbook_is_no_form(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(FileError, match="advice-form-other"):
        table.do(advice.take_in, path)
