"""How a list begins: what somebody sees who says in which row the names of its columns stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from casustafel.excel.columns import ColumnSet, columns_for
from casustafel.excel.headers import SEARCH_ROWS, known_names
from casustafel.excel.sheets import sources
from casustafel.excel.text import written
from casustafel.services.importing.on_screen import shown_example
from casustafel.services.importing.preview import ListSource

#: More columns do not help to recognise a row.
_COLUMNS = 12
_LETTERS = 40


@dataclass(frozen=True, slots=True)
class BeginningRow:
    """A row that holds something: its number as Excel shows it, and its first cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first rows of a sheet; `likely` is the row that looks most like a header."""

    sheet: str
    rows: tuple[BeginningRow, ...]
    width: int
    likely: int


def beginning(source: ListSource, table: str, sheet: str | None = None) -> Beginning:
    """Return how a list begins, with what may be a BSN masked.

    `sheet` None takes the first visible one that holds something. Raises FileError.
    """
    columns = columns_for(table)
    found = Beginning(sheet or "", (), 0, 1)
    for opened in sources(source, sheet):
        first = list(islice(opened.rows, SEARCH_ROWS))
        rows = tuple(
            BeginningRow(number, _shown(cells, typed=bool(opened.sheet)))
            for number, cells in enumerate(first, 1)
            if any(cell not in ("", None) for cell in cells)
        )
        if rows or not found.sheet:
            width = max((len(one.cells) for one in rows), default=0)
            found = Beginning(opened.sheet, rows, width, _likely(first, columns))
        if rows:
            break
    return found


def _shown(cells: Sequence[object], *, typed: bool) -> tuple[str, ...]:
    texts = [
        shown_example(None, written(cell)[:_LETTERS], typed=typed) for cell in cells[:_COLUMNS]
    ]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _likely(rows: Sequence[Sequence[object]], columns: ColumnSet) -> int:
    """Return the row with the most known names; among equals the fullest one of words alone."""

    def weight(row: Sequence[object]) -> tuple[int, int]:
        filled = [cell for cell in row if cell not in ("", None)]
        words = [cell for cell in filled if isinstance(cell, str) and not cell.strip().isdecimal()]
        return known_names(row, columns), len(words) if len(words) == len(filled) else 0

    best = max(range(len(rows)), key=lambda at: weight(rows[at]), default=0)
    return best + 1
