"""What a column is, and what stands in one cell."""

from dataclasses import dataclass
from typing import NamedTuple

from casustafel.gui.theme import Tone


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key for sorting and remembering, its title, its width in pixels at 100 %.

    A `firm` one keeps its width where the table is short of room: half a number says nothing.
    """

    key: str
    title: str
    width: int = 120
    sortable: bool = True
    right: bool = False
    tooltip: str = ""
    firm: bool = False


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
