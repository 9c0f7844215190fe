"""The form of a vooradvies as a workbook, for a member without the program; written and read.

It names the case by its number, with initials and year of birth and nothing else of the person
(domain.md §5: packs for members). What is typed in is checked by the use case, not here.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from casustafel.domain.errors import FileError, UsageError
from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import SCALE, Item, ItemKind
from casustafel.excel.safe_cells import put_text
from casustafel.excel.sheet_look import font, height
from casustafel.excel.sheets import sources

SHEET = "Vooradvies"
_MARK = "Casustafel vooradvies 1"
_REMARK = "opmerking"
_CODE, _TEXT, _ANSWER, _NOTE = 1, 2, 3, 4
_WIDTHS = (4, 62, 24, 56)
_HEADINGS = ("", "Criterium", "Uw antwoord", "Toelichting (alleen wat nodig is)")
_LONGEST_LIST = 250
_HINT = (
    "Geef bij elk criterium uw antwoord. Schrijf in de toelichting alleen wat nodig is, zonder "
    "namen. Sla het bestand op en stuur het beveiligd terug aan het secretariaat. Uw vooradvies "
    "blijft voor de andere leden verborgen tot de casus wordt besproken."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSheet:
    """What stands on a form. `facts` are pairs of name and value; `member` is the role on it."""

    case_number: str
    member_id: str
    member: str
    framework_id: str
    framework: str
    facts: tuple[tuple[str, str], ...]
    criteria: tuple[Item, ...]
    answers: Mapping[str, tuple[object, str]]
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAdvice:
    """What came back: answers and notes by criterion, as typed. `rows` says where each stands."""

    case_number: str
    member_id: str
    framework_id: str
    answers: Mapping[str, tuple[object, str]]
    rows: Mapping[str, int]
    remark: str


def write(sheet: AdviceSheet) -> bytes:
    """Return the form (.xlsx). Only the cells to fill in can be changed."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = SHEET
    for at, width in enumerate(_WIDTHS):
        page.column_dimensions["ABCD"[at]].width = width
    marks = (_MARK, sheet.case_number, sheet.member_id, sheet.framework_id)
    for at, mark in enumerate(marks, 1):
        put_text(page.cell(1, at), mark)
    page.row_dimensions[1].hidden = True
    row = _head(page, sheet)
    row = _criteria(page, sheet, row)
    _remark(page, sheet, row)
    page.protection.sheet = True
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    book.properties.creator = "Casustafel"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(page: Any, sheet: AdviceSheet) -> int:
    title = page.cell(2, _TEXT)
    put_text(title, f"Vooradvies {sheet.case_number}")
    title.font = font(bold=True, size=14)
    row = 3
    named = (*sheet.facts, ("Lid", sheet.member), ("Afwegingskader", sheet.framework))
    for name, value in named:
        put_text(page.cell(row, _TEXT), f"{name}: {value}")
        page.cell(row, _TEXT).font = font()
        page.merge_cells(start_row=row, end_row=row, start_column=_TEXT, end_column=_NOTE)
        row += 1
    hint = page.cell(row, _TEXT)
    put_text(hint, _HINT)
    hint.font = font(colour="4B5563")
    hint.alignment = Alignment(wrap_text=True, vertical="top")
    page.merge_cells(start_row=row, end_row=row, start_column=_TEXT, end_column=_NOTE)
    page.row_dimensions[row].height = height([_HINT], [sum(_WIDTHS[1:])])
    return row + 2


def _criteria(page: Any, sheet: AdviceSheet, row: int) -> int:
    for at, text in enumerate(_HEADINGS, 1):
        cell = page.cell(row, at)
        put_text(cell, text)
        cell.font = font(bold=True, colour="FFFFFF")
        cell.fill = PatternFill("solid", start_color="164073", end_color="164073")
    page.freeze_panes = page.cell(row + 1, 1)
    page.column_dimensions["A"].hidden = True
    for number, item in enumerate(sheet.criteria, 1):
        row += 1
        put_text(page.cell(row, _CODE), item.code)
        text = f"{number}. {item.text}" + (f"\n{item.help}" if item.help else "")
        put_text(page.cell(row, _TEXT), text)
        value, note = sheet.answers.get(item.code, (None, ""))
        put_text(page.cell(row, _ANSWER), shown_answer(item, value))
        put_text(page.cell(row, _NOTE), note)
        _rule(page, item, row)
        for at in (_TEXT, _ANSWER, _NOTE):
            _style(page.cell(row, at), filled_in=at != _TEXT)
        page.row_dimensions[row].height = height(["", text, "", note], _WIDTHS)
    return row + 2


def _remark(page: Any, sheet: AdviceSheet, row: int) -> None:
    put_text(page.cell(row, _CODE), _REMARK)
    put_text(page.cell(row, _TEXT), "Opmerking bij de hele casus (mag leeg)")
    put_text(page.cell(row, _ANSWER), sheet.remark)
    page.merge_cells(start_row=row, end_row=row, start_column=_ANSWER, end_column=_NOTE)
    _style(page.cell(row, _TEXT), filled_in=False)
    for at in (_ANSWER, _NOTE):
        _style(page.cell(row, at), filled_in=True)
    page.row_dimensions[row].height = 60


def _style(cell: Any, *, filled_in: bool) -> None:
    cell.font = font()
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = Border(bottom=Side("hair", color="BBBBBB"))
    if filled_in:
        cell.protection = Protection(locked=False)
        cell.fill = PatternFill("solid", start_color="F3F7FB", end_color="F3F7FB")


def _rule(page: Any, item: Item, row: int) -> None:
    choices = _choices(item)
    listed = ",".join(choices)
    # A comma would split a choice and Excel takes no longer list: such an answer is typed.
    if not choices or len(listed) > _LONGEST_LIST or any("," in one for one in choices):
        return
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    rule.error = "Kies een antwoord uit de lijst, of schrijf n.v.t. met de reden."
    rule.errorStyle = "warning"
    rule.showErrorMessage = True
    rule.add(page.cell(row, _ANSWER).coordinate)
    page.add_data_validation(rule)


def _choices(item: Item) -> tuple[str, ...]:
    if item.kind is ItemKind.SCALE:
        return SCALE
    if item.kind is ItemKind.YES_NO:
        return ("ja", "nee")
    return tuple(option.label for option in item.options) if item.kind is ItemKind.CHOICE else ()


def read(path: Path) -> ReadAdvice:
    """Read a form that came back. Raises FileError for a file that is no such form."""
    rows = _rows(path)
    first = next(rows, [])
    if _text(first, _CODE) != _MARK:
        raise FileError("advice-form-other", file=path.name)
    answers: dict[str, tuple[object, str]] = {}
    places: dict[str, int] = {}
    remark = ""
    # Above the heading row there are no codes, so what has one is a criterion or the remark.
    for number, row in enumerate(rows, 2):
        code = _text(row, _CODE)
        if code == _REMARK:
            remark = _text(row, _ANSWER)
        elif code:
            value = row[_ANSWER - 1] if len(row) >= _ANSWER else None
            answers[code] = (value, _text(row, _NOTE))
            places[code] = number
    return ReadAdvice(
        case_number=_text(first, 2),
        member_id=_text(first, 3),
        framework_id=_text(first, 4),
        answers=answers,
        rows=places,
        remark=remark,
    )


def _rows(path: Path) -> Iterator[list[object]]:
    try:
        opened = next(sources(path, SHEET))
    except UsageError as error:
        raise FileError("advice-form-other", file=path.name) from error
    yield from opened.rows


def _text(row: list[object], column: int) -> str:
    value = row[column - 1] if len(row) >= column else None
    return "" if value is None else str(value).strip()
