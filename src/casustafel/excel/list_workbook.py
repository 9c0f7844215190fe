"""Lists as a workbook: per sheet a title, what is said of it, headings, and true values below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from casustafel.excel.safe_cells import put
from casustafel.excel.sheet_look import fill, font, height, on_paper, saved

_HEAD, _MARKED = fill("17406D"), fill("FBE3E4")
_WRAPPED = Alignment(vertical="top", horizontal="left", wrap_text=True)
_GREY = "6B6B6B"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """A sheet with one list: `columns` are titles with widths in signs.

    `notes` stand below the title. The texts of a `wrapped` list are shown whole, and it fits on
    paper. A row that holds the text `marked` is marked in colour as well.
    """

    name: str = "Lijst"
    title: str
    notes: Sequence[str] = ("Intern. Verstuur alleen beveiligd.",)
    columns: Sequence[tuple[str, float]]
    rows: Iterable[Sequence[object]]
    wrapped: bool = False
    marked: str | None = None


def list_workbook(*sheets: ListSheet) -> tuple[bytes, int]:
    """Return the workbook (.xlsx) and how many rows it has.

    Texts never run as formulas; numbers and days are numbers and days. The headings stay in sight
    and have filters.
    """
    book = Workbook(write_only=True)
    count = sum(_write(book, sheet) for sheet in sheets)
    return saved(book), count


def _write(book: Workbook, sheet: ListSheet) -> int:
    page: Any = book.create_sheet(sheet.name)
    head = 2 + len(sheet.notes)
    widths = [width for _title, width in sheet.columns]
    page.freeze_panes = f"A{head + 1}"
    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = max(9, width)
    if sheet.wrapped:
        on_paper(page, head)

    def cell(value: object, look: Font, colour: PatternFill | None = None) -> Any:
        made = WriteOnlyCell(page)
        put(made, value)
        made.font = look
        if colour is not None:
            made.fill = colour
        if sheet.wrapped and look is plain:
            made.alignment = _WRAPPED
        return made

    bold, plain = font(bold=True, colour="FFFFFF"), font()
    page.append([cell(sheet.title, font(bold=True, size=13))])
    for note in sheet.notes:
        page.append([cell(note, font(colour=_GREY))])
    page.append([cell(title, bold, _HEAD) for title, _width in sheet.columns])
    last = head
    for last, row in enumerate(sheet.rows, start=head + 1):
        if sheet.wrapped:
            shown = [f"{one:%d-%m-%Y}" if isinstance(one, date) else one for one in row]
            page.row_dimensions[last].height = height(shown, widths)
        colour = _MARKED if sheet.marked is not None and sheet.marked in row else None
        page.append([cell(value, plain, colour) for value in row])
    end = get_column_letter(max(1, len(widths)))
    page.auto_filter.ref = f"A{head}:{end}{last}"
    return last - head
