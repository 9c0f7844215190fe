"""Building a document: the parts in reading order, then the pages.

    document = Document(title="Notulen", author="Gemeente Voorbeeld",
                        classification="Vertrouwelijk", footer="Versie 2", identity=digest)
    document.heading(1, "Notulen")
    document.paragraph("…")
    data = document.build()

Every kind of document (minutes, letters, packs, forms, reports) is made of these parts.
"""

from collections import deque
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4, landscape

from casustafel.pdf.blocks import Block, Figure, Heading, ListItem, Text
from casustafel.pdf.canvas import TaggedCanvas
from casustafel.pdf.fonts import word_width
from casustafel.pdf.structure import Node
from casustafel.pdf.styles import (
    BODY,
    HEADINGS,
    LINE,
    PAGE_NAME,
    PAGE_TEXT,
    Look,
    Run,
    Style,
    clean,
    fitted,
    one_line,
    paragraphs,
)
from casustafel.pdf.tables import key_value_rows, table_rows

_HEAD_LINE = 50.0
_FOOT_LINE = 40.0
_LOGO_HEIGHT = 42.0
#: Headings of this level and above have the colour of the house.
_COLOURED = 2


class Document:
    """One document. `author` is the municipality that it is of and stands at the head of a page.

    `classification` stands at the head on the right. `footer` precedes "pagina x van y".
    `identity` are 16 bytes or more that belong to the content: the same content, the same file.
    """

    def __init__(
        self,
        *,
        title: str,
        author: str,
        classification: str,
        footer: str,
        identity: bytes,
        wide: bool = False,
        look: Look | None = None,
    ) -> None:
        self.title = one_line(title)
        self.author = one_line(author)
        self._classification = one_line(classification)
        self._footer = one_line(footer)
        self._identity = identity[:16].ljust(16, b"\0")
        self._page_size = landscape(A4) if wide else A4
        self._look = look or Look()
        self.top = Node("Document")
        self._blocks: list[Block] = []
        self._level = 0

    def add(self, block: Block) -> None:
        """Add a block of any kind."""
        self._blocks.append(block)

    def heading(self, level: int, text: str) -> None:
        """Add a heading of level 1 to 3; the first is 1 and no level is left out below another."""
        if not 1 <= level <= min(self._level + 1, max(HEADINGS)):
            raise ValueError(f"a heading of level {level} cannot come after level {self._level}")
        self._level = level
        title = one_line(text) or "—"
        style = HEADINGS[level] if level > _COLOURED else self._look.coloured(HEADINGS[level])
        self.add(Heading(Node(f"H{level}", self.top), title, style, level))

    def paragraph(
        self, text: str, style: Style = BODY, *, lead: str = "", keep: bool = False
    ) -> None:
        """Add a text; each of its lines is a paragraph. `lead` stands before it in bold.

        `keep`: it introduces what follows and stays on the same page with it.
        """
        found = paragraphs(text)
        for at, part in enumerate(found):
            runs = [Run(part)]
            if lead and at == 0:
                runs.insert(0, Run(one_line(lead) + " ", bold=True))
            block = Text(Node("P", self.top), runs, style)
            block.keeps_with_next = keep
            self.add(block)

    def bullets(self, items: Sequence[str], *, numbered: bool = False) -> None:
        """Add a list; nothing when there are no items. An item may have more than one line."""
        parts = [found for found in map(paragraphs, items) if found]
        if not parts:
            return
        whole = Node("L", self.top, numbering="Decimal" if numbered else "Disc")
        for number, part in enumerate(parts, 1):
            item = Node("LI", whole)
            label, body = Node("Lbl", item), Node("LBody", item)
            nodes = [body] if len(part) == 1 else [Node("P", body) for _ in part]
            texts = [Text(node, [Run(text)], BODY) for node, text in zip(nodes, part, strict=True)]
            self.add(ListItem(label, f"{number}." if numbered else "•", texts))

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        empty: str = "",
    ) -> None:
        """Add a table with a header row; where there are no rows what says that it is `empty`.

        `shares` say how the width is divided over the columns, in any measure.
        """
        if rows:
            whole = float(sum(shares))
            parts = [share / whole for share in shares]
            self._blocks.extend(table_rows(Node("Table", self.top), header, rows, parts))
        elif empty:
            self.paragraph(empty)

    def key_values(self, pairs: Sequence[tuple[str, str]], key_share: float = 0.3) -> None:
        """Add a table of names and values; `key_share` is the names' part of the width."""
        if pairs:
            shares = (key_share, 1 - key_share)
            self._blocks.extend(key_value_rows(Node("Table", self.top), pairs, shares))

    def figure(self, data: bytes, alt: str, most_height: float) -> None:
        """Add a picture (PNG or JPEG) with the words for whoever cannot see it.

        Raises FileError with code `image-unreadable`.
        """
        self.add(Figure(Node("Figure", self.top, alt=one_line(alt)), data, most_height))

    def logo(self) -> None:
        """Add the logo of the municipality; nothing where there is none. Raises as `figure`."""
        if self._look.logo is not None:
            self.figure(self._look.logo, f"Logo van {self.author}", _LOGO_HEIGHT)

    def page_break(self) -> None:
        """Start a new page, unless the page is still empty."""
        self.add(PageBreak())

    def build(self) -> bytes:
        """Return the file. The same document gives the same bytes."""
        canvas = TaggedCanvas(
            title=self.title, author=self.author, page_size=self._page_size, identity=self._identity
        )
        canvas.declare(self.top)
        Pages(canvas, self._page_size, self._page_marks).flow(self._blocks)
        return canvas.finish(self.top, PAGE_TEXT)

    def _page_marks(self, canvas: TaggedCanvas) -> None:
        """Draw the head and the foot of a page: artifacts, as a reader hears them from the text."""
        width, height = self._page_size
        canvas.begin_artifact()
        canvas.setFillColor(self._look.coloured(PAGE_NAME).color)
        canvas.setFont(PAGE_NAME.font, PAGE_NAME.size)
        room = width - 2 * SIDE
        canvas.drawString(SIDE, height - _HEAD_LINE, fitted(self.author, PAGE_NAME, room * 0.6))
        canvas.setFillColor(PAGE_TEXT.color)
        canvas.setFont(PAGE_TEXT.font, PAGE_TEXT.size)
        classified = fitted(self._classification, PAGE_TEXT, room * 0.35)
        canvas.drawRightString(width - SIDE, height - _HEAD_LINE, classified)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(SIDE, _FOOT_LINE + 14, width - SIDE, _FOOT_LINE + 14)
        footer = fitted(self._footer, PAGE_TEXT, room * 0.7)
        foot = clean(f"{footer} · pagina {canvas.getPageNumber()} van ").lstrip(" ·")
        canvas.drawString(SIDE, _FOOT_LINE, foot)
        canvas.draw_total(SIDE + word_width(foot, PAGE_TEXT.font) * PAGE_TEXT.size, _FOOT_LINE)
        canvas.end()


SIDE = 62.0
TOP = 78.0
BOTTOM = 68.0
_FUZZ = 1e-6


class PageBreak(Block):
    """What follows starts on a new page."""

    def height(self, width: float, at_top: bool) -> float:
        return 0.0

    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool) -> None:
        """Draw nothing."""


class Pages:
    """The pages of one document; `marks` draws the head and foot of a new page."""

    def __init__(
        self, canvas: TaggedCanvas, size: tuple[float, float], marks: Callable[[TaggedCanvas], None]
    ) -> None:
        self._canvas = canvas
        self._width = size[0] - 2 * SIDE
        self._start = size[1] - TOP
        self._marks = marks
        self._y = self._start
        self._gap = 0.0
        self._at_top = True

    def flow(self, blocks: Sequence[Block]) -> None:
        """Draw all blocks, on as many pages as they need; at least one."""
        self._marks(self._canvas)
        waiting = deque(blocks)
        while waiting:
            block = waiting.popleft()
            if isinstance(block, PageBreak):
                if not self._at_top:
                    self._next_page()
                continue
            gap = 0.0 if self._at_top else max(self._gap, block.before)
            room = self._y - gap - BOTTOM
            if self._needed(block, waiting) > room + _FUZZ and not self._at_top:
                parts = self._split(block, room)
                if parts:
                    self._place(parts[0], gap)
                    waiting.appendleft(parts[1])
                else:
                    waiting.appendleft(block)
                self._next_page()
            elif self._at_top and block.height(self._width, at_top=True) > room + _FUZZ:
                parts = self._split(block, room)
                if parts is None:
                    raise ValueError("a block is taller than a page and cannot be split")
                self._place(parts[0], gap)
                waiting.appendleft(parts[1])
                self._next_page()
            else:
                self._place(block, gap)
        self._canvas.showPage()

    def _needed(self, block: Block, waiting: Sequence[Block]) -> float:
        """Return the height that must be free: of the block, and for a heading of what it heads."""
        height = block.height(self._width, self._at_top)
        below = block
        for following in waiting:
            if not below.keeps_with_next:
                break
            height += max(below.after, following.before)
            height += (
                following.height(self._width, at_top=False)
                if following.keeps_with_next
                else following.least(self._width)
            )
            below = following
        return height

    def _split(self, block: Block, room: float) -> tuple[Block, Block] | None:
        return block.split(self._width, room, self._at_top)

    def _place(self, block: Block, gap: float) -> None:
        height = block.height(self._width, self._at_top)
        block.paint(self._canvas, SIDE, self._y - gap, self._at_top)
        self._y -= gap + height
        self._gap = block.after
        self._at_top = False

    def _next_page(self) -> None:
        self._canvas.showPage()
        self._marks(self._canvas)
        self._y = self._start
        self._gap = 0.0
        self._at_top = True
