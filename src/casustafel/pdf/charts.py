"""Bars on paper: one figure with words, each bar with its number, readable without colour."""

from collections.abc import Sequence

from casustafel.pdf.blocks import Block
from casustafel.pdf.canvas import TaggedCanvas
from casustafel.pdf.structure import Node
from casustafel.pdf.styles import BLUE, CELL, clean, fitted

_ROW = 14.0
_BAR = 8.0
_LABELS = 0.36
_NUMBER = 46.0
_GAP = 6.0


class Bars(Block):
    """Horizontal bars: label, number in words, and the part of the width from 0 to 1."""

    after = 8.0

    def __init__(self, node: Node, rows: Sequence[tuple[str, str, float]]) -> None:
        if not (node.alt or "").strip():
            raise ValueError("a figure needs words")
        self.node = node
        self._rows = rows
        self._width = 0.0

    def height(self, width: float, at_top: bool = False) -> float:
        self._width = width
        return len(self._rows) * _ROW

    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool = False) -> None:
        labels = self._width * _LABELS
        room = self._width - labels - _NUMBER - _GAP
        self.node.box = (left, top - self.height(self._width), left + self._width, top)
        canvas.begin(self.node)
        canvas.setFillColor(BLUE)
        for at, (_label, _number, part) in enumerate(self._rows):
            foot = top - at * _ROW - _BAR - 2
            canvas.rect(left + labels + _GAP, foot, max(1.0, room * part), _BAR, stroke=0, fill=1)
        canvas.setFillColor(CELL.color)
        canvas.setFont(CELL.font, CELL.size)
        for at, (label, number, part) in enumerate(self._rows):
            line = top - at * _ROW - _BAR
            canvas.drawRightString(left + labels, line, fitted(clean(label), CELL, labels))
            canvas.drawString(left + labels + 2 * _GAP + max(1.0, room * part), line, number)
        canvas.end()
