"""The model of all tables: columns as data, frozen rows in, ready strings and true values out."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from casustafel.domain.local_time import local
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.style import tip_text
from casustafel.gui.words import day, number

Value = str | int | Decimal | date | datetime | time | None
"""What a cell is worth. A truth is said in a word; a moment is in UTC, as the storage gives it."""

_DIGITS = re.compile(r"(\d+)")
#: Signs with which a spreadsheet begins a formula.
_FORMULA = ("=", "+", "-", "@")


def words(value: Value) -> str:
    """Return a value as it stands on a Dutch screen; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{local(value):%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int):
        return number(value)
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value


def copied(value: Value) -> str:
    """Return a value for the clipboard: one cell of a spreadsheet, in Dutch, never a formula."""
    if isinstance(value, int):
        return str(value)
    text = " ".join(words(value).split())
    guarded = isinstance(value, str) and text.startswith(_FORMULA)
    return f"'{text}" if guarded else text


def in_order(value: Value) -> Any:
    """Return what a value is sorted by; None for nothing, which goes last.

    Names by their letters without marks or case (Élan before Zorg), numbers inside them as numbers
    (team 2 before team 10).
    """
    if not isinstance(value, str):
        return value
    if not value:
        return None
    apart = unicodedata.normalize("NFKD", value.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return [int(part) if at % 2 else part.strip() for at, part in enumerate(_DIGITS.split(plain))]


R = TypeVar("R")


class Cell(NamedTuple):
    """A text with the way it is painted. A bare string is an ordinary text.

    `tone` paints a pill, or with `filled` the whole cell; `fraction` (0 to 1) paints a bar before
    the text. `middle` leaves out the middle of a long text, for names that differ at their end.
    `spoken` is what a screen reader says when the text is too short for it.
    """

    text: str
    tone: Tone | None = None
    fraction: float | None = None
    bold: bool = False
    muted: bool = False
    filled: bool = False
    tooltip: str = ""
    spoken: str = ""
    middle: bool = False


CellValue = str | Cell


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its key for remembering, its title, its width in pixels at 100 %, its values.

    `value` is the true value of a row (text, number, day, None for nothing): from it follow the
    order, what is copied, what goes to Excel, and what is shown unless `show` says otherwise. It
    may be a ready cell, which is worth its text.
    `sort` is only for an order that is not that of the value, such as that of an enumeration;
    None goes last there too. `tone`, `bold`, `muted` and `tip` say of a row how a ready text looks
    and what its tip is. A `firm` column keeps its width where the table is short of room: half a
    number says nothing.
    """

    key: str
    title: str
    width: int
    value: "Callable[[R], Value | Cell]"
    _: KW_ONLY
    show: Callable[[R], CellValue] | None = None
    sort: Callable[[R], Any] | None = None
    tone: Callable[[R], Tone | None] | None = None
    bold: Callable[[R], bool] | None = None
    muted: Callable[[R], bool] | None = None
    tip: Callable[[R], str] | None = None
    sortable: bool = True
    right: bool = False
    tooltip: str = ""
    firm: bool = False

    def cell(self, row: R) -> Cell:
        """Return what stands in this column of a row."""
        shown = self.value(row) if self.show is None else self.show(row)
        if isinstance(shown, Cell):
            return shown
        return Cell(
            words(shown),
            None if self.tone is None else self.tone(row),
            bold=self.bold is not None and self.bold(row),
            muted=self.muted is not None and self.muted(row),
            tooltip="" if self.tip is None else self.tip(row),
        )

    def worth(self, row: R) -> Value:
        """Return the true value of a row."""
        value = self.value(row)
        return value.text if isinstance(value, Cell) else value

    def order(self, row: R) -> Any:
        """Return what rows are sorted by; None goes last both ways."""
        return in_order(self.worth(row)) if self.sort is None else self.sort(row)


Index = QModelIndex | QPersistentModelIndex

RowRole = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the row object itself."""
SortRole = int(Qt.ItemDataRole.UserRole) + 2
"""Gives a value to sort by."""

PAGE = 100
"""Rows per page that is asked for."""

_PAGES_ASKED_AT_ONCE = 3
_ASK_AFTER_MS = 15
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_ROOT = QModelIndex()
_WAITING = Cell("…", muted=True)


class RowTableModel(QAbstractTableModel, Generic[R]):
    """A list of columns over rows of a kind; pages call `set_rows`.

    A subclass is needed only where cells are edited, dragged, or painted in a way of their own.
    """

    rows_wanted = Signal(int, int, int)
    """Offset, count and generation of rows that came into sight and are not there."""
    sort_wanted = Signal(str, bool)
    """Key of a column and whether ascending, when the rows are sorted by whoever reads them."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        parent: QObject | None = None,
        *,
        sortable: bool = True,
    ) -> None:
        """`key` gives what a row is known by, so that a selection outlives a new reading.

        Rows that are not `sortable` say something by their order.
        """
        super().__init__(parent)
        self.columns = tuple(
            each if sortable else replace(each, sortable=False) for each in columns
        )
        self.key = key
        self._order: tuple[int, bool] | None = None
        self.sorted_outside = False
        self._rows: list[R | None] = []
        self._cells: dict[int, tuple[Cell, ...]] = {}
        self.generation = 0
        """Counts the readings; pages of an older reading are not taken."""
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(_ASK_AFTER_MS)
        self._ask.timeout.connect(self._ask_pages)

    def at(self, key: str) -> int:
        """Return the place of the column with a key. Raises KeyError."""
        for place, column in enumerate(self.columns):
            if column.key == key:
                return place
        raise KeyError(key)

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        """The key of the column that the user sorted by, and whether ascending."""
        return None if self._order is None else (self.columns[self._order[0]].key, self._order[1])

    @property
    def total(self) -> int:
        """The number of rows, read or not."""
        return len(self._rows)

    def set_rows(self, rows: Sequence[R], total: int | None = None) -> None:
        """Show another list, of which `rows` are the first. The only way in for a new list.

        What the user sorted by stays the order, unless whoever reads the rows sorts them.
        """
        self.beginResetModel()
        self.generation += 1
        missing = max(0, (total or 0) - len(rows))
        if self._order is not None and not missing and not self.sorted_outside:
            rows = self._sorted(rows, *self._order)
        self._rows = [*rows, *([None] * missing)]
        self._cells = {}
        self._asked = set()
        self._wanted = []
        self.endResetModel()

    def put_rows(self, offset: int, rows: Sequence[R], generation: int) -> None:
        """Fill in a page that was asked for; one of an older list is left aside."""
        if generation != self.generation or not rows or offset >= len(self._rows):
            return
        end = min(offset + len(rows), len(self._rows))
        self._rows[offset:end] = rows[: end - offset]
        for at in range(offset, end):
            self._cells.pop(at, None)
        self.dataChanged.emit(self.index(offset, 0), self.index(end - 1, len(self.columns) - 1))

    def update_row(self, row: R) -> bool:
        """Show a row anew that has the key of one that is here; say whether there was one."""
        wanted = self.key(row)
        for at, old in enumerate(self._rows):
            if old is not None and self.key(old) == wanted:
                self._rows[at] = row
                self._cells.pop(at, None)
                last = len(self.columns) - 1
                self.dataChanged.emit(self.index(at, 0), self.index(at, last))
                return True
        return False

    def row_at(self, at: int) -> R | None:
        """Return a row, or None when it is not read yet or not there."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def find(self, key: str) -> int:
        """Return where the row with a key is among those read, or -1."""
        for at, row in enumerate(self._rows):
            if row is not None and self.key(row) == key:
                return at
        return -1

    def cell(self, at: int, column: int) -> Cell:
        """Return a ready cell; a row that is not read is asked for and shows dots meanwhile."""
        if (ready := self._cells.get(at)) is None:
            if (row := self.row_at(at)) is None:
                self._want(at)
                return _WAITING
            ready = tuple(column.cell(row) for column in self.columns)
            self._cells[at] = ready
        return ready[column]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        role = int(role)
        if role == _DISPLAY:
            return self.cell(index.row(), index.column()).text
        if role == _SPOKEN:
            cell = self.cell(index.row(), index.column())
            return cell.spoken or cell.text
        if role == _TOOLTIP:
            return tip_text(self.cell(index.row(), index.column()).tooltip) or None
        if role == _ALIGNMENT:
            return self._alignment(index.column())
        row = self.row_at(index.row())
        if role == RowRole:
            return row
        if role == SortRole:
            return None if row is None else self.columns[index.column()].order(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        role = int(role)
        if role in (_DISPLAY, _SPOKEN):
            return self.columns[section].title
        if role == _TOOLTIP:
            return tip_text(self.columns[section].tooltip) or None
        return self._alignment(section) if role == _ALIGNMENT else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort what is here, or ask the reader of the rows to (`sorted_outside`)."""
        if not 0 <= column < len(self.columns) or not self.columns[column].sortable:
            return
        self._order = (column, order is Qt.SortOrder.AscendingOrder)
        if self.sorted_outside:
            self.sort_wanted.emit(self.columns[column].key, self._order[1])
            return
        self.set_rows([row for row in self._rows if row is not None])

    def _sorted(self, rows: Sequence[R], column: int, ascending: bool) -> list[R]:
        """Sort by a column; what has no value there goes last, both ways."""
        order = self.columns[column].order
        known = [(value, row) for row in rows if (value := order(row)) is not None]
        known.sort(key=lambda pair: pair[0], reverse=not ascending)
        return [*(row for _value, row in known), *(row for row in rows if order(row) is None)]

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = (
            Qt.AlignmentFlag.AlignRight
            if self.columns[column].right
            else (Qt.AlignmentFlag.AlignLeft)
        )
        return side | Qt.AlignmentFlag.AlignVCenter

    def _want(self, at: int) -> None:
        if (page := at // PAGE) not in self._asked and page not in self._wanted:
            self._wanted.append(page)
            self._ask.start()

    def _ask_pages(self) -> None:
        # While the user drags the scroll bar many pages pass by: only the last count.
        pages, self._wanted = self._wanted[-_PAGES_ASKED_AT_ONCE:], []
        for page in pages:
            self._asked.add(page)
            self.rows_wanted.emit(page * PAGE, PAGE, self.generation)
