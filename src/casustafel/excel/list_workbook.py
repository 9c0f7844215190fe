"""Lists as a workbook: per sheet a title, what is said of it, headings, and true values below."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from casustafel.excel.safe_cells import put
from casustafel.excel.sheet_look import font, height

_HEAD = PatternFill("solid", start_color="17406D", end_color="17406D")
_MARKED = PatternFill("solid", start_color="FBE3E4", end_color="FBE3E4")
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
    book.properties.creator = "Casustafel"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), count


def _write(book: Workbook, sheet: ListSheet) -> int:
    page: Any = book.create_sheet(sheet.name)
    head = 2 + len(sheet.notes)
    widths = [width for _title, width in sheet.columns]
    page.freeze_panes = f"A{head + 1}"
    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = max(9, width)
    if sheet.wrapped:
        page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.print_title_rows = f"{head}:{head}"

    def cell(value: object, look: Font, fill: PatternFill | None = None) -> Any:
        made = WriteOnlyCell(page)
        put(made, value)
        made.font = look
        if fill is not None:
            made.fill = fill
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
        fill = _MARKED if sheet.marked is not None and sheet.marked in row else None
        page.append([cell(value, plain, fill) for value in row])
    end = get_column_letter(max(1, len(widths)))
    page.auto_filter.ref = f"A{head}:{end}{last}"
    return last - head
