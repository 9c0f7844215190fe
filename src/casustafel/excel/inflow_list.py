"""The inflow control list as a workbook: the clients, and a count per provider."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from casustafel.excel.safe_cells import put, put_text
from casustafel.excel.sheet_look import font, height

_ROWS = (
    ("Aanbieder", 28),
    ("Toewijzing of casus", 20),
    ("Zorgvorm", 22),
    ("Ingestroomd op", 15),
    ("Blijkt uit", 20),
    ("Stop sinds", 13),
    ("Route", 18),
    ("Toelichting", 62),
)
_COUNTS = (("Aanbieder", 40), ("Cliënten", 12), ("Route nog niet bekend", 22))
_ROUTE = 6
_ASKED = "nog niet bekend"
_HEAD = "17406D"
_ASK = PatternFill("solid", start_color="FBE3E4", end_color="FBE3E4")
_FIRST_LINE = 5


def inflow_workbook(
    since: date,
    until: date,
    looked_at: str,
    rows: Iterable[Sequence[object]],
    counts: Iterable[Sequence[object]],
) -> bytes:
    """Return a workbook (.xlsx) with the columns of `_ROWS` and `_COUNTS`.

    Texts never run as formulas. Lines without a known route (`_ASKED`) are marked in words and
    in colour. The list holds numbers, so it is marked as internal; `looked_at` says on what it
    rests.
    """
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Instroom"
    period = f"Instroom tijdens een toeleidingsstop, {since:%d-%m-%Y} tot en met {until:%d-%m-%Y}"
    _table(page, period, looked_at, _ROWS, rows)
    for line in page.iter_rows(min_row=_FIRST_LINE):
        if line[_ROUTE].value == _ASKED:
            for cell in line:
                cell.fill = _ASK
    _table(book.create_sheet("Per aanbieder"), period, looked_at, _COUNTS, counts)
    book.properties.creator = "Casustafel"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(
    page: Worksheet,
    title: str,
    looked_at: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[object]],
) -> None:
    put_text(page.cell(1, 1), title)
    page.cell(1, 1).font = font(bold=True, size=13)
    put_text(page.cell(2, 1), "Intern: bevat nummers van cliënten. Verstuur alleen beveiligd.")
    put_text(page.cell(3, 1), looked_at)
    page.cell(3, 1).font = font(colour="6B6B6B")
    page.cell(2, 1).font = font(colour="6B6B6B")
    for at, (name, width) in enumerate(columns, start=1):
        cell = page.cell(_FIRST_LINE - 1, at)
        put_text(cell, name)
        cell.font = font(bold=True, colour="FFFFFF")
        cell.fill = PatternFill("solid", start_color=_HEAD, end_color=_HEAD)
        page.column_dimensions[get_column_letter(at)].width = width
    last = _FIRST_LINE - 1
    for last, row in enumerate(rows, start=_FIRST_LINE):
        for at, value in enumerate(row, start=1):
            cell = page.cell(last, at)
            put(cell, value)
            cell.font = font()
            cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
        shown = [f"{one:%d-%m-%Y}" if isinstance(one, date) else one for one in row]
        page.row_dimensions[last].height = height(shown, [width for _, width in columns])
    page.freeze_panes = f"A{_FIRST_LINE}"
    end = get_column_letter(len(columns))
    page.auto_filter.ref = f"A{_FIRST_LINE - 1}:{end}{last}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{_FIRST_LINE - 1}:{_FIRST_LINE - 1}"
