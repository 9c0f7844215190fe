"""A figure as painted bars, each with its number, and what it was before as a line across."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.words import number, tr

_ROW, _BAR, _WIDE, _NUMBER = 22, 12, 260, 60
_LABELS = 0.4


class Bar(NamedTuple):
    """A line of a figure; `before` is what it was, if that is known."""

    label: str
    value: int
    before: int | None


class BarsView(QWidget):
    """Bars below each other; said in words to who does not see them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: Sequence[Bar] = ()
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Minimum)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_WIDE), theme().px(_ROW * max(1, len(self.bars)) + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_bars(self, name: str, bars: Sequence[Bar]) -> None:
        """Show these bars of a figure."""
        self.bars = bars
        self.setAccessibleName(name)
        said = (f"{one.label} {number(one.value)}{_before(one)}" for one in bars)
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
            painter.fillRect(bar, look.colour("info_bar"))
            if one.before is not None:
                painter.setPen(QPen(look.colour("text"), px(2)))
                place = labels + round(room * one.before / most)
                painter.drawLine(place, bar.top() - px(3), place, bar.bottom() + px(3))
            beyond = max(wide, round(room * (one.before or 0) / most))
            box = QRect(labels + beyond + px(6), top, px(_NUMBER), px(_ROW))
            painter.setPen(look.colour("text"))
            painter.drawText(box, aligned, number(one.value))


def _before(one: Bar) -> str:
    if one.before is None:
        return ""
    return ", " + tr("eerder {n}").format(n=number(one.before))
