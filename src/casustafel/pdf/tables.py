"""Tables that run over pages, a row at a time.

Each row is a block of its own, so that a table of any length is laid out once and in order. The
header row is drawn under TH nodes once; where the table continues on a next page it is repeated
as an artifact, so that a reader hears it only once. A row that is taller than a third of a page
is split; a smaller one moves whole.
"""

from collections.abc import Iterator, Sequence
from typing import Self

from casustafel.pdf.blocks import Block, Text, paint_texts, split_texts
from casustafel.pdf.canvas import TaggedCanvas
from casustafel.pdf.structure import Node
from casustafel.pdf.styles import CELL, CELL_HEAD, FILL, LINE, Run, Style, paragraphs

_PAD_X = 5.0
_PAD_Y = 4.0
_SPLIT_FROM = 240.0
_LINE_WIDTH = 0.6
_AFTER = 7.0


class Cell:
    """One cell: its TH or TD node and the texts in it."""

    def __init__(self, node: Node, texts: Sequence[Text]) -> None:
        self.node = node
        self.texts = texts

    @classmethod
    def of(cls, node: Node, text: str, style: Style) -> Self:
        """Return a cell; a text of one paragraph stands under the cell's own node."""
        found = paragraphs(text)
        if len(found) <= 1:
            return cls(node, [Text(node, [Run(part)], style) for part in found])
        return cls(node, [Text(Node("P", node), [Run(part)], style) for part in found])

    def height(self, width: float) -> float:
        """Return the height of the texts without padding, for a cell `width` points wide."""
        inner = width - 2 * _PAD_X
        gaps = sum(text.after for text in self.texts[:-1])
        # An empty cell is as high as a line, so that an empty row is seen.
        return max(CELL.leading, sum(text.height(inner) for text in self.texts) + gaps)


class HeaderRow:
    """The header of a table; drawn as content once and as an artifact where it is repeated."""

    def __init__(self, cells: Sequence[Cell], shares: Sequence[float]) -> None:
        self._cells = cells
        self._shares = shares

    def height(self, width: float) -> float:
        """Return the height with padding."""
        sizes = zip(self._cells, self._shares, strict=True)
        return max(cell.height(width * share) for cell, share in sizes) + 2 * _PAD_Y

    def paint(
        self, canvas: TaggedCanvas, left: float, top: float, width: float, repeated: bool
    ) -> None:
        """Draw the header at this place; `repeated`: the table started on an earlier page."""
        height = self.height(width)
        canvas.begin_artifact()
        canvas.setFillColor(FILL)
        canvas.rect(left, top - height, width, height, stroke=0, fill=1)
        _rule(canvas, left, top - height, width)
        if not repeated:
            canvas.end()
        for cell, share in zip(self._cells, self._shares, strict=True):
            place = top - _PAD_Y
            if not repeated:
                canvas.declare(cell.node)
                paint_texts(cell.texts, canvas, left + _PAD_X, place)
            else:
                for text in cell.texts:
                    text.paint_lines(canvas, left + _PAD_X, place)
                    place -= text.height(width * share - 2 * _PAD_X) + text.after
            left += width * share
        if repeated:
            canvas.end()


class Row(Block):
    """One row of a table. `first`: it carries the header as content."""

    def __init__(
        self,
        cells: Sequence[Cell],
        shares: Sequence[float],
        header: HeaderRow | None,
        first: bool = False,
    ) -> None:
        self._cells = cells
        self._shares = shares
        self._header = header
        self._first = first
        self._width = 0.0
        self._own = 0.0

    def height(self, width: float, at_top: bool) -> float:
        if self._width != width:
            sizes = zip(self._cells, self._shares, strict=True)
            self._own = max(cell.height(width * share) for cell, share in sizes) + 2 * _PAD_Y
            self._width = width
        return self._own + self._header_height(width, at_top)

    def _header_height(self, width: float, at_top: bool) -> float:
        return self._header.height(width) if self._header and (self._first or at_top) else 0.0

    def least(self, width: float) -> float:
        height = self.height(width, at_top=False)
        return height if self._own <= _SPLIT_FROM else height - self._own + _SPLIT_FROM / 3

    def split(self, width: float, room: float, at_top: bool) -> tuple[Self, Self] | None:
        self.height(width, at_top)
        if self._own <= _SPLIT_FROM and not at_top:
            return None
        room -= self._header_height(width, at_top) + 2 * _PAD_Y
        heads: list[Cell] = []
        tails: list[Cell] = []
        for cell, share in zip(self._cells, self._shares, strict=True):
            parts = split_texts(cell.texts, width * share - 2 * _PAD_X, room, at_top)
            fits, left = parts or (list(cell.texts), [])
            heads.append(Cell(cell.node, fits))
            tails.append(Cell(cell.node, left))
        if not any(cell.texts for cell in heads):
            return None
        tail = type(self)(tails, self._shares, self._header)
        tail.after = self.after
        return type(self)(heads, self._shares, self._header, self._first), tail

    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool) -> None:
        width = self._width
        if self._header and (self._first or at_top):
            self._header.paint(canvas, left, top, width, repeated=not self._first)
            top -= self._header.height(width)
        # All cells take their place first: a cell may have nothing to draw, here or at all.
        for cell in self._cells:
            canvas.declare(cell.node)
        place = left
        for cell, share in zip(self._cells, self._shares, strict=True):
            paint_texts(cell.texts, canvas, place + _PAD_X, top - _PAD_Y)
            place += width * share
        canvas.begin_artifact()
        _rule(canvas, left, top - self._own, width)
        canvas.end()


def _rule(canvas: TaggedCanvas, left: float, height: float, width: float) -> None:
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(_LINE_WIDTH)
    canvas.line(left, height, left + width, height)


def table_rows(
    table: Node, header: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]
) -> Iterator[Row]:
    """Yield the rows of a table with a header. `shares` are the parts of the width, together 1."""
    head = Node("TR", Node("THead", table))
    cells = [Cell.of(Node("TH", head, scope="Column"), text, CELL_HEAD) for text in header]
    body = Node("TBody", table)
    top = HeaderRow(cells, shares)
    for at, values in enumerate(rows):
        line = Node("TR", body)
        cells = [Cell.of(Node("TD", line), text, CELL) for text in values]
        row = Row(cells, shares, top, first=at == 0)
        # No row stands alone on a page, cut off from the others of its table.
        row.keeps_with_next = at in (0, len(rows) - 2) and at < len(rows) - 1
        row.after = _AFTER if at == len(rows) - 1 else 0.0
        yield row


def key_value_rows(
    table: Node, pairs: Sequence[tuple[str, str]], shares: Sequence[float]
) -> Iterator[Row]:
    """Yield the rows of a table of two columns, in which the first names what the second says."""
    body = Node("TBody", table)
    for at, (key, value) in enumerate(pairs):
        line = Node("TR", body)
        name = Cell.of(Node("TH", line, scope="Row"), key, CELL_HEAD)
        row = Row([name, Cell.of(Node("TD", line), value, CELL)], shares, None)
        row.keeps_with_next = at < len(pairs) - 1
        row.after = _AFTER if at == len(pairs) - 1 else 0.0
        yield row
