"""What our forms in Excel share: written with cells to fill in, and found again when they return.

A form is a protected sheet. Its first row is hidden and holds marks that say what it is; its first
column is hidden and holds the code of each question. So it is known whatever became of its file:
renamed, with sheets beside it, saved by another program or in another format.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from casustafel.excel.safe_cells import put_text
from casustafel.excel.sheet_look import fill, font, height, on_paper, saved
from casustafel.excel.sheets import sources

CODE, TEXT, ANSWER, NOTE = 1, 2, 3, 4
"""The columns: the code, what is asked, what is answered, and what goes with it."""

_LONGEST_LIST = 250


class FormSheet:
    """A form that is being written, row below row."""

    def __init__(
        self,
        name: str,
        widths: Sequence[float],
        marks: Sequence[str],
        beside: "FormSheet | None" = None,
    ) -> None:
        """Begin a workbook with this sheet, or put it `beside` others in theirs."""
        self._book: Any = beside._book if beside else Workbook()
        self._widths = widths
        self.page: Any = self._book.create_sheet() if beside else self._book.worksheets[0]
        self.page.title = name
        for at, width in enumerate(widths):
            self.page.column_dimensions["ABCD"[at]].width = width
        for at, mark in enumerate(marks, 1):
            put_text(self.page.cell(1, at), mark)
        self.page.row_dimensions[1].hidden = True
        self.page.column_dimensions["A"].hidden = True
        self.row = 2
        """Where the next row comes."""

    def line(
        self, text: str, *, bold: bool = False, size: int = 11, colour: str = "282828"
    ) -> None:
        """Write a text over all columns."""
        cell = self.page.cell(self.row, TEXT)
        put_text(cell, text)
        cell.font = font(bold=bold, size=size, colour=colour)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        self._merge(TEXT)
        if size == 11:
            self.page.row_dimensions[self.row].height = height([text], [sum(self._widths[1:])])
        self.row += 1

    def headings(self, *texts: str) -> None:
        """Write the names of the columns, which stay in sight."""
        for at, text in enumerate(texts, TEXT):
            cell = self.page.cell(self.row, at)
            put_text(cell, text)
            cell.font = font(bold=True, colour="FFFFFF")
            cell.fill = fill("164073")
        self.row += 1
        self.page.freeze_panes = self.page.cell(self.row, 1)

    def question(
        self,
        code: str,
        text: str,
        answer: str = "",
        note: str = "",
        *,
        note_filled_in: bool = False,
        over_note: bool = False,
        least: float = 0,
    ) -> Any:
        """Write a question and return the cell of its answer; `over_note` makes it a wide one.

        The note is a text of ours, or filled in as the answer is. `least` is how high it is.
        """
        page, row = self.page, self.row
        for at, said in ((CODE, code), (TEXT, text), (ANSWER, answer), (NOTE, note)):
            cell = page.cell(row, at)
            put_text(cell, said)
            if at == CODE:
                continue
            open_ = at == ANSWER or (at == NOTE and (note_filled_in or over_note))
            cell.font = font(colour="282828" if open_ or at == TEXT else "4B5563")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=Side("hair", color="BBBBBB"))
            if open_:
                cell.protection = Protection(locked=False)
                cell.fill = fill("F3F7FB")
        if over_note:
            self._merge(ANSWER)
        page.row_dimensions[row].height = max(least, height(["", text, "", note], self._widths))
        self.row += 1
        return page.cell(row, ANSWER)

    def offer(self, cell: Any, choices: Sequence[str], error: str) -> None:
        """Offer choices at a cell; what is typed besides is asked about and may stay."""
        listed = ",".join(choices)
        # A comma would split a choice and Excel takes no longer list: such an answer is typed.
        if not choices or len(listed) > _LONGEST_LIST or any("," in one for one in choices):
            return
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        rule.error, rule.errorStyle, rule.showErrorMessage = error, "warning", True
        rule.add(cell.coordinate)
        self.page.add_data_validation(rule)

    def _merge(self, first: int) -> None:
        row = self.row
        self.page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=NOTE)

    def finish(self, *, one_page: bool) -> None:
        """Protect the sheet and lay it on one A4, or as wide as one that lies down."""
        self.page.protection.sheet = True
        on_paper(self.page, one_page=one_page)

    def content(self, *, one_page: bool) -> bytes:
        """Return the workbook (.xlsx) with this sheet as its last."""
        self.finish(one_page=one_page)
        return saved(self._book)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that came back: its marks behind the first, and the cells of each question by code.

    `rows` says where a question stands, `faults` which cells hold an error (`excel.cell_faults`).
    """

    version: str
    marks: tuple[str, ...]
    cells: Mapping[str, Sequence[object]]
    rows: Mapping[str, int]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    sha256: str = ""
    is_1904: bool = False

    def text(self, code: str, column: int) -> str:
        """Return the text in a column of a question."""
        return _text(self.cells.get(code, ()), column)


def read(path: Path, kind: str) -> Filled | None:
    """Return what stands on the form of a kind in a file; None where no sheet is one.

    Raises FileError for a file that cannot be read.
    """
    return next(read_all(path, kind), None)


def read_all(path: Path, kind: str) -> Iterator[Filled]:
    """Yield what stands on each form of a kind in a file. Raises FileError as `read`."""
    for opened in sources(path, None):
        found = filled_from(opened.rows, kind)
        if found is not None:
            yield replace(
                found, faults=opened.facts.faults, sha256=opened.sha256, is_1904=opened.is_1904
            )


def filled_from(given: Iterable[Sequence[object]], kind: str) -> Filled | None:
    """Return what stands on a sheet when it is a form of a kind."""
    lines = iter(given)
    marks = [_text([cell], 1) for cell in next(lines, [])]
    name, _, version = (marks or [""])[0].rpartition(" ")
    if name != kind:
        return None
    rows = {code: (at, row) for at, row in enumerate(lines, 2) if (code := _text(row, 1))}
    return Filled(
        version,
        tuple(one for one in marks[1:] if one),
        {code: row for code, (_, row) in rows.items()},
        {code: at for code, (at, _) in rows.items()},
    )


def _text(row: Sequence[object], column: int) -> str:
    value = row[column - 1] if len(row) >= column else None
    return "" if value is None else str(value).strip()
