"""Blocks that a document flows down its pages: what a block must answer, text, lists, figures.

A block is asked its height for a width, may be split where a page ends, and draws itself under
its own nodes. All pages of a document are equally wide, so that a text is broken into lines once.
"""

import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple, Self

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from casustafel.domain.errors import FileError
from casustafel.pdf.canvas import TaggedCanvas
from casustafel.pdf.fonts import BOLD, REGULAR, font_metrics, word_width
from casustafel.pdf.structure import Node
from casustafel.pdf.styles import Run, Style

_FUZZ = 1e-6
_COMPANY = 2  # lines that stay together at the foot and at the head of a page


class Block(ABC):
    """Something that is drawn down the page. Heights and spaces in points."""

    before = 0.0
    after = 0.0
    keeps_with_next = False

    @abstractmethod
    def height(self, width: float, at_top: bool) -> float:
        """Return the height at this width; `at_top`: it would be the first on its page."""

    def least(self, width: float) -> float:
        """Return the height below which nothing of the block is worth drawing."""
        return self.height(width, at_top=False)

    def split(self, width: float, room: float, at_top: bool) -> tuple[Self, Self] | None:
        """Return what fits in `room` and what is left; None when it would rather move whole."""
        return None

    @abstractmethod
    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool) -> None:
        """Draw at this place; `height` has been asked before."""


class _Line(NamedTuple):
    """One line: pieces of (font, text). `spaced`: the next line starts a new word."""

    pieces: tuple[tuple[str, str], ...]
    spaced: bool


class Text(Block):
    """A paragraph or heading under one node. Long words are broken where they must be."""

    def __init__(self, node: Node, runs: Sequence[Run], style: Style) -> None:
        self.node = node
        self.style = style
        self.before = style.before
        self.after = style.after
        self._runs = runs
        self._lines: list[_Line] = []
        self._width = -1.0

    def height(self, width: float, at_top: bool = False) -> float:
        if self._width != width:
            self._lines = list(_broken(self._runs, self.style, width))
            self._width = width
        return len(self._lines) * self.style.leading

    def least(self, width: float) -> float:
        return min(self.height(width), _COMPANY * self.style.leading)

    def split(self, width: float, room: float, at_top: bool) -> tuple[Self, Self] | None:
        self.height(width)
        fitting = int((room + _FUZZ) // self.style.leading)
        lines = min(fitting, len(self._lines) - _COMPANY)
        if lines < (1 if at_top else _COMPANY):
            return None
        return self._part(slice(None, lines)), self._part(slice(lines, None))

    def _part(self, lines: slice) -> Self:
        part = type(self)(self.node, self._runs, self.style)
        part._lines = self._lines[lines]
        part._width = self._width
        return part

    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool = False) -> None:
        canvas.begin(self.node)
        self.paint_lines(canvas, left, top)
        canvas.end()

    def paint_lines(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the lines under whatever mark is open."""
        style = self.style
        ascent, descent = font_metrics(style.font)
        fall = (style.leading - (ascent - descent) * style.size) / 2 + ascent * style.size
        text = canvas.beginText(left, top - fall)
        text.setFillColor(style.color)
        font = ""
        for line in self._lines:
            for last, (piece_font, piece) in _marked_last(line.pieces):
                if piece_font != font:
                    font = piece_font
                    text.setFont(font, style.size, style.leading)
                if not last:
                    text.textOut(piece)
                else:
                    # Without a space of its own a reader joins the last word to the next line.
                    text.textLine(piece + " " if line.spaced else piece)
        canvas.drawText(text)


def _marked_last(pieces: Sequence[tuple[str, str]]) -> Iterator[tuple[bool, tuple[str, str]]]:
    final = len(pieces) - 1
    return ((at == final, piece) for at, piece in enumerate(pieces))


def _words(runs: Sequence[Run], bold: bool) -> Iterator[tuple[str, str, bool]]:
    """Yield (font, word, glued): a glued word has no space before it."""
    glued = True
    for run in runs:
        font = BOLD if bold or run.bold else REGULAR
        for at, word in enumerate(run.text.split(" ")):
            if at:
                glued = False
            if word:
                yield font, word, glued
                glued = True


def _broken(runs: Sequence[Run], style: Style, width: float) -> Iterator[_Line]:
    """Yield the lines of a text that is `width` points wide."""
    room = width / style.size + _FUZZ
    pieces: list[tuple[str, list[str]]] = []
    used = 0.0
    for font, word, glued in _words(runs, style.bold):
        wide = word_width(word, font)
        gap = 0.0 if glued or not pieces else word_width(" ", font)
        if pieces and used + gap + wide > room:
            yield _line(pieces, spaced=not glued)
            pieces, used, gap = [], 0.0, 0.0
        if wide > room:
            start = 0
            while (end := _fitting(word, font, room, start)) < len(word):
                yield _Line(((font, word[start:end]),), spaced=False)
                start = end
            word = word[start:]
            wide = word_width(word, font)
        space = " " if gap else ""
        if pieces and pieces[-1][0] == font:
            pieces[-1][1].append(space + word)
        else:
            if pieces and space:
                pieces[-1][1].append(space)
            pieces.append((font, [word]))
        used += gap + wide
    if pieces:
        yield _line(pieces, spaced=False)


def _line(pieces: list[tuple[str, list[str]]], spaced: bool) -> _Line:
    return _Line(tuple((font, "".join(words)) for font, words in pieces), spaced)


def _fitting(word: str, font: str, room: float, start: int) -> int:
    """Return where the part of a word that begins at `start` ends, of what fits in the room."""
    used = 0.0
    for at in range(start, len(word)):
        used += word_width(word[at], font)
        if used > room and at > start:
            return at
    return len(word)


class Heading(Text):
    """A heading, with its bookmark. It stays with what follows it."""

    keeps_with_next = True

    def __init__(self, node: Node, title: str, style: Style, level: int) -> None:
        super().__init__(node, [Run(title)], style)
        self._title = title
        self._level = level

    def split(self, width: float, room: float, at_top: bool) -> None:
        return None

    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool = False) -> None:
        canvas.bookmark(self._title, self._level - 1, top)
        super().paint(canvas, left, top)


class ListItem(Block):
    """One item of a list: its label, and beside it one text or more."""

    _INDENT = 14.0

    def __init__(self, label: Node | None, mark: str, texts: Sequence[Text]) -> None:
        self._label = label
        self._mark = mark
        self._texts = texts
        self.after = texts[-1].after if texts else 0.0

    def height(self, width: float, at_top: bool = False) -> float:
        inner = width - self._INDENT
        gaps = sum(text.after for text in self._texts[:-1])
        return sum(text.height(inner) for text in self._texts) + gaps

    def least(self, width: float) -> float:
        return self._texts[0].least(width - self._INDENT) if self._texts else 0.0

    def split(self, width: float, room: float, at_top: bool) -> tuple[Self, Self] | None:
        parts = split_texts(self._texts, width - self._INDENT, room, at_top)
        if not parts or not parts[0]:
            return None
        return type(self)(self._label, self._mark, parts[0]), type(self)(None, "", parts[1])

    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool) -> None:
        if self._label and self._texts:
            label = Text(self._label, [Run(self._mark)], self._texts[0].style)
            label.height(self._INDENT)
            label.paint(canvas, left, top)
        paint_texts(self._texts, canvas, left + self._INDENT, top)


def split_texts(
    texts: Sequence[Text], width: float, room: float, at_top: bool
) -> tuple[list[Text], list[Text]] | None:
    """Return the texts, one below the other, as what fits in `room` and what is left.

    None when everything fits.
    """
    head: list[Text] = []
    for at, text in enumerate(texts):
        height = text.height(width)
        if height > room + _FUZZ:
            parts = text.split(width, room, at_top and not head)
            if parts:
                return [*head, parts[0]], [parts[1], *texts[at + 1 :]]
            return head, list(texts[at:])
        head.append(text)
        room -= height + text.after
    return None


def paint_texts(texts: Sequence[Text], canvas: TaggedCanvas, left: float, top: float) -> None:
    """Draw texts one below the other; `height` has been asked of each."""
    for text in texts:
        text.paint(canvas, left, top)
        top -= text.height(text._width) + text.after


_MOST_PIXELS = 20_000_000
_MOST_SIDE = 1600
_PAGE_HEIGHT = 420.0  # what a page on its side has room for


class Figure(Block):
    """A picture, scaled to at most `most_height` points and the width of the page.

    Raises FileError with code `image-unreadable` for bytes that are no PNG or JPEG, and ValueError
    when the words for it are missing: a figure without them is no accessible figure.
    """

    after = 12.0

    def __init__(self, node: Node, data: bytes, most_height: float) -> None:
        if not (node.alt or "").strip():
            raise ValueError("a figure needs words")
        self.node = node
        self._image = opened_picture(data)
        self._most_height = min(most_height, _PAGE_HEIGHT)
        self._size = (0.0, 0.0)

    def height(self, width: float, at_top: bool = False) -> float:
        wide, high = self._image.size
        scale = min(self._most_height / high, width / wide)
        self._size = (wide * scale, high * scale)
        return self._size[1]

    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool = False) -> None:
        wide, high = self._size
        self.node.box = (left, top - high, left + wide, top)
        canvas.begin(self.node)
        canvas.drawImage(ImageReader(self._image), left, top - high, wide, high)
        canvas.end()


def opened_picture(data: bytes) -> Image.Image:
    """Return the picture in RGB on white: no transparency and no colour space but sRGB."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
            if opened.width * opened.height > _MOST_PIXELS:
                raise FileError("image-unreadable")
            picture = opened.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise FileError("image-unreadable") from error
    picture.thumbnail((_MOST_SIDE, _MOST_SIDE))
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
