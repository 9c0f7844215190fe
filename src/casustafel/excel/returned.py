"""The user's own workbook, given back with what was found in it: ready to mend and import again.

Refused and warned cells are coloured and carry a comment in Dutch; the sheet "Bevindingen" lists
everything. Rows and columns stay where they are. What could run stays behind: formulas become
their stored result, macros and links to other files are left out, and a text that looks like a
formula is marked as text.
"""

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from casustafel.domain.findings import Finding, Severity
from casustafel.domain.wording import word
from casustafel.excel.safe_cells import put, put_text
from casustafel.excel.sheet_look import fill, font, height, on_paper

FINDINGS_SHEET = "Bevindingen"
_NOTHING: Mapping[tuple[int, int], object] = {}
_AUTHOR = "Casustafel"
_COLOURS = {Severity.ERROR: "F8CBC6", Severity.WARNING: "FCE8B2"}
_ERROR, _LEFT_OUT, _TAKEN = "Fout: rij niet ingelezen", "Let op: rij niet ingelezen", "Let op"
#: What is said of a row that was not taken for another reason than an error.
_OF_CODES = {
    "row-duplicate": "Dubbel: rij niet nog eens ingelezen",
    "case-treated": "Let op: casus niet gewijzigd",
}
_ONE_MORE = " Zo ook in 1 andere rij."
_HEADINGS = ("Rij", "Kolom", "Soort", "Wat is er?", "Wat kunt u doen?")
_WIDTHS = (8, 26, 28, 66, 66)
_HEADING_FILL, _LINE_COLOUR, _LINK_COLOUR = "17406D", "D9DEE6", "1F5FA8"
_FRESH_FILL = "E3E8EF"
#: Widths of columns of a fresh sheet, in letters.
_NARROWEST, _WIDEST = 9, 44
_NOTE = (
    "Verbeter de gekleurde cellen op het blad met de lijst, sla het bestand op en lees het "
    "opnieuw in. Formules zijn vervangen door hun uitkomst. Dit blad hoeft u niet te wissen."
)
_COMMENT_WIDTH, _COMMENT_LINE, _COMMENT_LETTERS = 320, 18, 44
_UNREADABLE = (
    BadZipFile,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
)


class Column(Protocol):
    """A column of the list: where it stands (the first is 0) and its heading as written."""

    @property
    def index(self) -> int:
        """The place of the column; the first is 0."""

    @property
    def header(self) -> str:
        """The heading as written."""


def annotate(
    source: Path | None,
    sheet: str,
    header_row: int,
    columns: Sequence[Column],
    findings: Sequence[Finding],
    rows: Iterable[tuple[int, Sequence[object]]],
    settled: Mapping[tuple[int, int], object] = _NOTHING,
) -> bytes:
    """Return a workbook (.xlsx) with the list and the findings on it.

    `source` is the user's file; where it is no .xlsx or .xlsm, or cannot be written back, `rows`
    make a fresh workbook: (row number from 1, values), titles and headings included.
    `header_row` counts from 1 and stays in sight while scrolling. `findings` with row 0 concern
    the whole list. `settled` is what now stands in a cell, by its row and column from 0.
    """
    book, page = _open(source, sheet) or _fresh(sheet, header_row, rows)
    if page.freeze_panes is None and header_row > 0:
        page.freeze_panes = page.cell(header_row + 1, 1)
    for (row, column), value in settled.items():
        put(_writable(page, row, column + 1), value)
    places = {column.header: column.index + 1 for column in columns}
    for (row, column), found in _by_cell(findings, places).items():
        _mark(_writable(page, row, column), found)
    _list(book, page.title, findings, places)
    book.active = book.index(page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _open(source: Path | None, sheet: str) -> tuple[Workbook, Worksheet] | None:
    """Return the user's workbook without formulas, or None where it cannot be written back."""
    if source is None:
        return None
    try:
        book = load_workbook(io.BytesIO(source.read_bytes()), data_only=True, keep_links=False)
        page = book[sheet]
    except _UNREADABLE:
        return None
    if not isinstance(page, Worksheet):
        return None
    if FINDINGS_SHEET in book.sheetnames and sheet != FINDINGS_SHEET:
        del book[FINDINGS_SHEET]
    for name, defined in list(book.defined_names.items()):
        # A name may hold a command to another program: =cmd|'/c calc'!A0
        if "|" in (defined.value or ""):
            del book.defined_names[name]
    for other in book.worksheets:
        for row in other.iter_rows():
            for cell in row:
                _clean(cell)
    return book, page


def _clean(cell: Cell | MergedCell) -> None:
    """Take away what an earlier round left, and let no text run as a formula."""
    if isinstance(cell, MergedCell):
        return
    if cell.comment is not None and cell.comment.author == _AUTHOR:
        cell.comment = None
        cell.fill = PatternFill()
    if isinstance(cell.value, str):
        put_text(cell, cell.value)


def _fresh(
    sheet: str, header_row: int, rows: Iterable[tuple[int, Sequence[object]]]
) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "".join("_" if sign in "[]:*?/\\" else sign for sign in sheet)[:31] or "Lijst"
    longest: dict[int, int] = {}
    for number, values in rows:
        for index, value in enumerate(values, start=1):
            if value not in (None, ""):
                put(page.cell(number, index), value)
                if number >= header_row:
                    longest[index] = max(longest.get(index, 0), len(str(value)))
    for index in range(1, page.max_column + 1):
        page.column_dimensions[get_column_letter(index)].width = min(
            max(_NARROWEST, longest.get(index, 0) + 3), _WIDEST
        )
        if header_row > 0:
            head = page.cell(header_row, index)
            head.font = font(bold=True)
            head.fill = fill(_FRESH_FILL)
            head.alignment = Alignment(wrap_text=True, vertical="top")
    return book, page


def _by_cell(
    findings: Sequence[Finding], places: dict[str, int]
) -> dict[tuple[int, int], list[Finding]]:
    """Gather errors and warnings per cell; one about a whole row goes to its first cell."""
    found: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        if finding.row > 0 and finding.severity in _COLOURS:
            at = finding.row, places.get(finding.column, 1)
            found.setdefault(at, []).append(finding)
    return found


def _writable(page: Worksheet, row: int, column: int) -> Cell:
    """Return a cell, or the one that stands for it where cells are merged."""
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        for merged in page.merged_cells.ranges:
            if cell.coordinate in merged:
                return _writable(page, merged.min_row, merged.min_col)
    return cell


def _mark(cell: Cell, findings: list[Finding]) -> None:
    worst = min(findings, key=lambda finding: list(_COLOURS).index(Severity(finding.severity)))
    colour = _COLOURS[Severity(worst.severity)]
    cell.fill = fill(colour)
    texts = [f"{what}\n{do}" for what, do in map(_words, findings)]
    if cell.comment is not None:
        texts.append(cell.comment.text)
    text = "\n\n".join(texts)
    lines = sum(1 + len(line) // _COMMENT_LETTERS for line in text.split("\n"))
    cell.comment = Comment(text, _AUTHOR, width=_COMMENT_WIDTH, height=_COMMENT_LINE * (lines + 1))


def _words(finding: Finding) -> tuple[str, str]:
    message = word(finding.code, finding.values, "nl")
    return message.what, message.do


def _weight(finding: Finding) -> int:
    """Errors come first, and what needs nothing last; within them the order of the list."""
    return tuple(Severity).index(Severity(finding.severity))


def _once(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """Return each finding with how many others it stands for: notices of one kind are one."""
    lines: list[tuple[Finding, int]] = []
    folded: dict[tuple[str, str], int] = {}
    for one in sorted(findings, key=_weight):
        key = one.code, one.column
        if one.row and one.severity == Severity.NOTICE and key in folded:
            first, others = lines[folded[key]]
            lines[folded[key]] = first, others + 1
            continue
        if one.row and one.severity == Severity.NOTICE:
            folded[key] = len(lines)
        lines.append((one, 0))
    return lines


def _kind(finding: Finding, left_out: Collection[int], twice: Collection[int]) -> str:
    """Say what became of a row in words that hold for all its findings."""
    if finding.severity == Severity.NOTICE:
        return "Ter informatie"
    if finding.severity == Severity.ERROR:
        return _ERROR
    if finding.row in left_out:
        return _LEFT_OUT if finding.row else _TAKEN
    if finding.code in _OF_CODES:
        return _OF_CODES[finding.code]
    return _TAKEN if finding.row in twice or not finding.row else f"{_TAKEN}: rij wel ingelezen"


def _list(
    book: Workbook, listed: str, findings: Sequence[Finding], places: Mapping[str, int]
) -> None:
    """Write the sheet with all findings; a row's number leads to its cell on the list."""
    page: Any = book.create_sheet(FINDINGS_SHEET)
    page.append([_NOTE])
    page.append([])
    page.append(_HEADINGS)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_HEADINGS))
    page["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    page["A1"].font = font()
    page.row_dimensions[1].height = height([_NOTE], [sum(_WIDTHS)])
    for cell, width in zip(page[3], _WIDTHS, strict=True):
        cell.font = font(bold=True, colour="FFFFFF")
        cell.fill = fill(_HEADING_FILL)
        page.column_dimensions[cell.column_letter].width = width
    left_out = {one.row for one in findings if one.severity == Severity.ERROR}
    twice = {one.row for one in findings if one.code in _OF_CODES}
    for at, (finding, others) in enumerate(_once(findings), start=4):
        severity = Severity(finding.severity)
        kind = _kind(finding, left_out, twice)
        what, do = _words(finding)
        more = f" Zo ook in {others} andere rijen." if others > 1 else _ONE_MORE if others else ""
        values = (finding.row or None, finding.column, kind, what + more, do)
        for index, value in enumerate(values, start=1):
            cell = page.cell(at, index)
            put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
            cell.font = font()
            cell.border = Border(bottom=Side("thin", color=_LINE_COLOUR))
        if finding.row:
            _lead(page.cell(at, 1), listed, finding.row, places.get(finding.column, 1))
        page.row_dimensions[at].height = height(values, _WIDTHS)
        if severity in _COLOURS:
            colour = _COLOURS[severity]
            page.cell(at, 3).fill = fill(colour)
    # Headings stay, filters, one page wide.
    page.freeze_panes = "A4"
    page.auto_filter.ref = f"A3:E{max(4, page.max_row)}"
    page.page_margins.left = page.page_margins.right = 0.4
    on_paper(page, 3)


def _lead(cell: Cell, sheet: str, row: int, column: int) -> None:
    """Let a cell lead to another one in the same workbook."""
    place = f"{get_column_letter(column)}{row}"
    name = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{place}")
    cell.font = font(colour=_LINK_COLOUR)
