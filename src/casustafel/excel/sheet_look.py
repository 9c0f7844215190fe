"""How the workbooks that we write look."""

from collections.abc import Sequence

from openpyxl.styles import Font

_FACE = "Calibri"
_LINE = 15.0
_MARGIN = 3.0


def font(*, bold: bool = False, size: int = 11, colour: str = "282828") -> Font:
    """Return the font of our sheets; a font without a name falls back to a serif one."""
    return Font(name=_FACE, bold=bold, size=size, color=colour)


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
