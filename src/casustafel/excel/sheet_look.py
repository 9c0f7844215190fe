"""How the workbooks that we write look, on screen and on paper."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

_FACE = "Calibri"
_LINE = 15.0
_MARGIN = 3.0


def font(*, bold: bool = False, size: int = 11, colour: str = "282828") -> Font:
    """Return the font of our sheets; a font without a name falls back to a serif one."""
    return Font(name=_FACE, bold=bold, size=size, color=colour)


def fill(colour: str) -> PatternFill:
    """Return a colour for a whole cell."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def height(values: Sequence[object], widths: Sequence[float]) -> float:
    """Return the height in points of a row of wrapped texts in columns of these widths.

    Programs fit a row to its texts only after somebody edits it, so it is stored.
    """
    lines = 1
    for value, width in zip(values, widths, strict=True):
        text = "" if value is None else str(value)
        shown = sum(1 + max(0, len(line) - 1) // max(1, int(width)) for line in text.split("\n"))
        lines = max(lines, shown)
    return lines * _LINE + _MARGIN


def on_paper(page: Any, heading: int = 0, *, one_page: bool = False) -> None:
    """Let a sheet be printed: one A4, or as wide as one that lies down, its heading on each."""
    page.page_setup.orientation = "portrait" if one_page else "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToHeight = int(one_page)
    page.sheet_properties.pageSetUpPr.fitToPage = True
    if heading:
        page.print_title_rows = f"{heading}:{heading}"


def saved(book: Workbook) -> bytes:
    """Return a workbook of ours (.xlsx)."""
    book.properties.creator = "Casustafel"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
