"""Flowing blocks down pages."""

from collections import deque
from collections.abc import Callable, Sequence

from casustafel.pdf.blocks import Block
from casustafel.pdf.canvas import TaggedCanvas

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
