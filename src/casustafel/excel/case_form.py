"""The form of one case: an empty one is written, a filled one is read as a list of one row.

Its questions are the fields of lists, so what is answered goes the way of a list.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from casustafel.assets import asset
from casustafel.domain.errors import FileError
from casustafel.domain.findings import found
from casustafel.excel import form_sheet, templates
from casustafel.excel.case_list import FORM, CaseList, MappedColumn, read_sheet
from casustafel.excel.columns import ColumnSet, Field
from casustafel.excel.faults_xml import SheetFacts
from casustafel.excel.form_sheet import ANSWER, TEXT, Filled, FormSheet
from casustafel.excel.headers import Header
from casustafel.excel.rows import ReadingOptions
from casustafel.excel.sheets import Source

SHEET = "Aanvraag"
VERSION = "1"
_WIDTHS = (4, 36, 50, 46)
_LONG = frozenset({"text", "goals", "alternatives"})
_HIGH, _LOW = 78.0, 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: the field that it answers, help beside it, and answers to choose from."""

    field: Field
    help: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm:
    """The form of a table. `version` is that of what it asks."""

    table: str
    name: str
    version: str
    sections: tuple[tuple[str, tuple[Question, ...]], ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in their order."""
        return tuple(one for _, questions in self.sections for one in questions)


@cache
def words() -> Mapping[str, Any]:
    """Return what every form says and asks (`resources/import/form.toml`)."""
    return tomllib.loads(asset("resources", "import", "form.toml").read_text("utf-8"))


def write(form: CaseForm) -> bytes:
    """Return an empty form (.xlsx). Only the answers can be changed; it prints on one page."""
    sheet = FormSheet(SHEET, _WIDTHS, (f"{FORM} {VERSION}", form.table, form.version))
    sheet.line(f"Aanvraagformulier {form.name}", bold=True, size=14)
    sheet.line(words()["intro"], colour="4B5563")
    sheet.headings(*words()["headings"])
    starts = ""
    for title, questions in form.sections:
        sheet.line(title, bold=True, colour="164073")
        for one in questions:
            field = one.field
            long = field.kind in _LONG and field.key.startswith("answer.") and not one.choices
            least = _HIGH if long else _LOW
            cell = sheet.question(field.key, field.label, note=one.help, least=least)
            cell.number_format = templates.number_format(field)
            if one.choices:
                sheet.offer(cell, one.choices, "Kies een waarde uit de lijst.")
            elif (rule := templates.rule_of(field, cell.coordinate, starts)) is not None:
                rule.add(cell.coordinate)
                sheet.page.add_data_validation(rule)
            if field.key == "starts_on":
                starts = cell.coordinate
    return sheet.content(one_page=True)


def is_form(path: Path) -> bool:
    """Say whether a file is a form of a case. Raises FileError for one that cannot be read."""
    return form_sheet.read(path, FORM) is not None


def opened(path: Path) -> Filled:
    """Return what stands on a form. Raises FileError for another file, or one of a later program.

    Its first mark is the table that it is for.
    """
    filled = form_sheet.read(path, FORM)
    if filled is None:
        raise FileError("form-other", file=path.name)
    if filled.version != VERSION or not filled.marks:
        raise FileError("form-version", file=path.name)
    return filled


def read(path: Path, filled: Filled, form: CaseForm, options: ReadingOptions) -> CaseList:
    """Read the answers of a form as the only row of a list. Raises FileError('form-empty').

    A question that the form of today does not ask is told when it was answered.
    """
    fields = [one.field for one in form.questions if one.field.key in filled.cells]
    # A form that is half empty is a case all the same: its kind stands in front of its answers.
    row = [FORM, *(_answer(filled.cells[field.key]) for field in fields)]
    if not any(cell not in ("", None) for cell in row[1:]):
        raise FileError("form-empty", file=path.name)
    places = {filled.rows[field.key]: at for at, field in enumerate(fields, 2)}
    faults = {
        (1, places[at]): fault
        for (at, column), fault in filled.faults.items()
        if column == ANSWER and at in places
    }
    source = Source(
        *(path.name, filled.sha256, SHEET, 1, iter([row]), SheetFacts(faults)),
        is_1904=filled.is_1904,
    )
    header = Header(0, 0, ("", *(field.label for field in fields)))
    columns = [MappedColumn(at, one.label, one.key, "name") for at, one in enumerate(fields, 1)]
    asked = ColumnSet(form.table, tuple(fields))
    given = read_sheet(source, header, columns, source.rows, asked, options, False, None)
    for code in _unasked(filled, form):
        text = filled.text(code, TEXT)
        given.findings.append(found(0, text, "", "form-question-gone", question=text))
    return given


def _answer(cells: Sequence[object]) -> object:
    return cells[ANSWER - 1] if len(cells) >= ANSWER else ""


def _unasked(filled: Filled, form: CaseForm) -> list[str]:
    known = {one.field.key for one in form.questions}
    return [code for code in filled.cells if code not in known and filled.text(code, ANSWER)]
