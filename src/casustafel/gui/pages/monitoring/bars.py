"""A figure as painted bars, each with its number, and what it was before as a line across."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from casustafel.domain.insight.reports import Figure
from casustafel.gui.theme import theme
from casustafel.gui.words import number, tr

_ROW, _BAR, _WIDE, _NUMBER = 22, 12, 260, 60
_LABELS = 0.4
_STYLE = Qt.BrushStyle
#: The parts of a bar, told apart by their pattern; none is green or red, for no outcome is a norm.
_FILLS = (
    ("info_bar", _STYLE.SolidPattern),
    ("neutral_bar", _STYLE.BDiagPattern),
    ("brand", _STYLE.DiagCrossPattern),
    ("info_bar", _STYLE.Dense4Pattern),
    ("muted", _STYLE.HorPattern),
    ("text", _STYLE.VerPattern),
)


class Bar(NamedTuple):
    """A line of a figure; `before` is what it was, if that is known; `parts` add up to `value`."""

    label: str
    value: int
    before: int | None
    parts: tuple[int, ...] = ()


class BarsView(QWidget):
    """Bars below each other; said in words to who does not see them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: Sequence[Bar] = ()
        self.kinds: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        rows = max(1, len(self.bars) + len(self.kinds))
        return QSize(theme().px(_WIDE), theme().px(_ROW * rows + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_bars(self, name: str, bars: Sequence[Bar], kinds: Sequence[str] = ()) -> None:
        """Show these bars of a figure; `kinds` are what their parts are called."""
        self.bars, self.kinds = bars, kinds
        self.setAccessibleName(name)
        said = (f"{one.label} {number(one.value)}{_before(one)}{self._parts(one)}" for one in bars)
        self.setAccessibleDescription("; ".join(said))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, px = theme(), theme().px
        painter = QPainter(self)
        most = max((max(one.value, one.before or 0) for one in self.bars), default=0) or 1
        labels = round(self.width() * _LABELS)
        room = max(1, self.width() - labels - px(_NUMBER))
        aligned = Qt.AlignmentFlag.AlignVCenter
        for at, one in enumerate(self.bars):
            top = at * px(_ROW)
            box = QRect(0, top, labels - px(8), px(_ROW))
            text = painter.fontMetrics().elidedText(
                one.label, Qt.TextElideMode.ElideRight, box.width()
            )
            painter.setPen(look.colour("text"))
            painter.drawText(box, aligned | Qt.AlignmentFlag.AlignRight, text)
            wide = round(room * one.value / most)
            bar = QRect(labels, top + px(_ROW - _BAR) // 2, wide, px(_BAR))
            for left, right, fill in _pieces(one):
                begin, end = (round(room * each / most) for each in (left, right))
                _paint(painter, QRect(bar.left() + begin, bar.top(), end - begin, px(_BAR)), fill)
            if one.before:  # at 0 it would be the axis
                painter.setPen(QPen(look.colour("text"), px(2)))
                place = labels + round(room * one.before / most)
                painter.drawLine(place, bar.top() - px(3), place, bar.bottom() + px(3))
            beyond = max(wide, round(room * (one.before or 0) / most))
            box = QRect(labels + beyond + px(6), top, px(_NUMBER), px(_ROW))
            painter.setPen(look.colour("text"))
            painter.drawText(box, aligned, number(one.value))
        for at, words in enumerate(self.kinds):
            top = (len(self.bars) + at) * px(_ROW)
            sign = QRect(labels, top + px(_ROW - _BAR) // 2, px(_BAR), px(_BAR))
            _paint(painter, sign, _FILLS[at % len(_FILLS)])
            painter.setPen(look.colour("muted"))
            box = QRect(sign.right() + px(8), top, self.width() - sign.right(), px(_ROW))
            painter.drawText(box, aligned, words)

    def _parts(self, one: Bar) -> str:
        parts = zip(self.kinds, one.parts, strict=False)
        said = ", ".join(f"{words} {number(n)}" for words, n in parts if n)
        return f" ({said})" if said else ""


def _pieces(one: Bar) -> Iterator[tuple[int, int, tuple[str, Qt.BrushStyle]]]:
    """Give where each piece of a bar begins and ends, and how it is filled."""
    if not one.parts:
        yield 0, one.value, ("info_bar", _STYLE.SolidPattern)
    ends = list(accumulate(one.parts))
    for at, (part, end) in enumerate(zip(one.parts, ends, strict=True)):
        yield end - part, end, _FILLS[at % len(_FILLS)]


def _paint(painter: QPainter, box: QRect, fill: tuple[str, Qt.BrushStyle]) -> None:
    colour, pattern = theme().colour(fill[0]), fill[1]
    if box.width() <= 0:
        return
    painter.fillRect(box, QBrush(colour, pattern))
    painter.setPen(colour)
    painter.drawRect(box.adjusted(0, 0, -1, -1))


def by_month(figure: Figure, order: Sequence[str]) -> tuple[list[Bar], tuple[str, ...]]:
    """Return a bar per month with the kinds of outcome as its parts, and what those are called."""
    months: dict[str, dict[str, int]] = {}
    for one in figure.lines:
        month, _, kind = one.label.partition(" ")
        months.setdefault(month, {})[kind] = one.count or 0
    there = {kind for each in months.values() for kind in each}
    kinds = tuple(kind for kind in order if kind in there)
    return [
        Bar(month, sum(each.values()), None, tuple(each.get(kind, 0) for kind in kinds))
        for month, each in months.items()
    ], kinds


def _before(one: Bar) -> str:
    return "" if one.before is None else ", " + tr("eerder {n}").format(n=number(one.before))
