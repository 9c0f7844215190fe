"""What a column is, and what stands in one cell."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from casustafel.gui.tables.values import Value, in_order, words
from casustafel.gui.theme import Tone

R = TypeVar("R")


class Cell(NamedTuple):
    """A text with the way it is painted. A bare string is an ordinary text.

    `tone` paints a pill, or with `filled` the whole cell; `fraction` (0 to 1) paints a bar before
    the text. `spoken` is what a screen reader says when the text is too short for it.
    """

    text: str
    tone: Tone | None = None
    fraction: float | None = None
    bold: bool = False
    muted: bool = False
    filled: bool = False
    tooltip: str = ""
    spoken: str = ""


CellValue = str | Cell


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its key for remembering, its title, its width in pixels at 100 %, its values.

    `value` is the true value of a row (text, number, day, None for nothing): from it follow the
    order, what is copied, what goes to Excel, and what is shown unless `show` says otherwise.
    `sort` is only for an order that is not that of the value, such as that of an enumeration;
    None goes last there too. A `firm` column keeps its width where the table is short of room:
    half a number says nothing.
    """

    key: str
    title: str
    width: int
    value: Callable[[R], Value]
    _: KW_ONLY
    show: Callable[[R], CellValue] | None = None
    sort: Callable[[R], Any] | None = None
    sortable: bool = True
    right: bool = False
    tooltip: str = ""
    firm: bool = False

    def cell(self, row: R) -> Cell:
        """Return what stands in this column of a row."""
        shown = words(self.value(row)) if self.show is None else self.show(row)
        return Cell(shown) if isinstance(shown, str) else shown

    def order(self, row: R) -> Any:
        """Return what rows are sorted by; None goes last both ways."""
        return in_order(self.value(row)) if self.sort is None else self.sort(row)
