"""A list of the window as a workbook: a title, headings, and true values below."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from casustafel.excel.safe_cells import put
from casustafel.excel.sheet_look import font

_HEAD = PatternFill("solid", start_color="17406D", end_color="17406D")
_PIXELS_PER_SIGN = 7
_HEAD_ROW = 3


def list_workbook(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]]
) -> tuple[bytes, int]:
    """Return the workbook (.xlsx) and how many rows it has.

    `columns` are titles with widths in pixels. Texts never run as formulas; numbers and days are
    numbers and days. The heading stays in sight and has filters.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet("Lijst")
    page.freeze_panes = f"A{_HEAD_ROW + 1}"
    for at, (_title, width) in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(at)].width = max(9, width / _PIXELS_PER_SIGN)

    def cell(value: object, look: Font) -> Any:
        made = WriteOnlyCell(page)
        put(made, value)
        made.font = look
        return made

    page.append([cell(title, font(bold=True, size=13))])
    page.append([cell("Intern. Verstuur alleen beveiligd.", font(colour="6B6B6B"))])
    bold, plain = font(bold=True, colour="FFFFFF"), font()
    heads = [cell(name, bold) for name, _width in columns]
    for head in heads:
        head.fill = _HEAD
    page.append(heads)
    count = 0
    for row in rows:
        page.append([cell(value, plain) for value in row])
        count += 1
    last = get_column_letter(max(1, len(columns)))
    page.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + count}"
    book.properties.creator = "Casustafel"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), count
