"""Any paper in words (`domain.papers`) as a tagged PDF; the same paper gives the same bytes."""

import hashlib
from collections.abc import Sequence
from itertools import groupby

from casustafel.domain.papers import Paper
from casustafel.domain.plain import to_canonical
from casustafel.pdf.blocks import Block
from casustafel.pdf.canvas import TaggedCanvas
from casustafel.pdf.document import Document
from casustafel.pdf.structure import Node
from casustafel.pdf.styles import BLUE, CELL, NOTE, Look, clean, fitted

_KEY_SHARE = 0.3
_ENDS = 3


def render(paper: Paper, look: Look | None = None) -> bytes:
    """Return a paper as PDF. Raises FileError with code `image-unreadable` for a bad logo."""
    digest = hashlib.sha256(to_canonical(paper, "casustafel-paper/1")).digest()
    document = Document(
        title=paper.title,
        author=paper.author,
        classification=paper.classification,
        footer=paper.footer,
        identity=digest,
        wide=paper.wide,
        look=look,
    )
    document.logo()
    document.heading(1, paper.title)
    # The greeting at the end does not stand alone on a page.
    ends = range(len(paper.parts) - _ENDS, len(paper.parts) - 1)
    # What is said of a table or its bars stands with it.
    kinds = [part.kind for part in paper.parts]
    below = {at for at, kind in enumerate(kinds[1:]) if kind in ("table", "bars")}
    for at, part in enumerate(paper.parts):
        match part.kind:
            case "heading":
                document.heading(2, part.text)
            case "low_heading":
                document.heading(3, part.text)
            case "bullets":
                document.bullets([row[0] for row in part.rows])
            case "pairs":
                document.key_values([(row[0], row[1]) for row in part.rows], _KEY_SHARE)
            case "table":
                document.table(part.header, part.rows, part.shares)
            case "bars":
                node = Node("Figure", document.top, alt=part.text)
                document.add(Bars(node, [(row[0], row[1], float(row[2])) for row in part.rows]))
            case "page":
                document.page_break()
            case "note":
                document.paragraph(part.text, NOTE, keep=at in below)
            case "text":
                _text(document, part.text, keep=at in ends)
    return document.build()


def _text(document: Document, text: str, *, keep: bool) -> None:
    """Add a text; lines that begin with a dash are items of a list."""
    for listed, lines in groupby(text.split("\n"), lambda line: line.startswith("- ")):
        if listed:
            document.bullets([line.removeprefix("- ") for line in lines])
        else:
            document.paragraph("\n".join(lines), keep=keep)


_ROW = 14.0
_BAR = 8.0
_LABELS = 0.36
_NUMBER = 46.0
_GAP = 6.0


class Bars(Block):
    """Bars: label, number in words, and the part of the width from 0 to 1; no colour is needed."""

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
