"""A line of Vandaag: one button that says what waits and opens the page where it is done."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from casustafel.gui.pages.today.wording import Words
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.style import label, tip


class TaskRow(QPushButton):
    """Two lines of text and a pill; Enter, Space and a click open it."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = ", ".join(part for part in (words.title, words.note, words.pill) if part)
        self.setAccessibleName(said)
        tip(self, said)

    @property
    def words(self) -> Words:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(220), look.px(46))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(46))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, words = theme(), self._words
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        area = self.rect().adjusted(look.px(4), look.px(4), -look.px(4), -look.px(4))
        half = area.height() // 2 if words.note else area.height()
        first = QRect(area.x(), area.top(), area.width(), half)
        if words.pill:
            first.setRight(self._paint_pill(painter, first) - look.px(8))
        _write(painter, first, words.title, look.font(bold=True), "text")
        if words.note:
            second = QRect(area.x(), area.top() + half, area.width(), half)
            _write(painter, second, words.note, look.font(12), "muted")

    def _paint_pill(self, painter: QPainter, area: QRect) -> int:
        """Paint the pill at the right and return where it begins."""
        look, tone = theme(), self._words.tone
        font = look.font(12, bold=True)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(self._words.pill) + look.px(14)
        height = metrics.height() + look.px(3)
        pill = QRect(area.right() - width, area.center().y() - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}_fill"))
        painter.drawRoundedRect(QRectF(pill), 3, 3)
        painter.setPen(look.colour(f"{tone}_text"))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._words.pill)
        return pill.left()


def _write(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    fitted = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(theme().colour(colour))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, fitted)


class TaskCard(Card):
    """The lines of one table; Up and Down walk them."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.body.setSpacing(theme().px(2))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def add_heading(self, text: str) -> None:
        """Put a small heading above the lines that follow."""
        self.body.addSpacing(theme().px(6))
        heading = label(text.upper(), "section")
        heading.setContentsMargins(theme().px(4), 0, 0, 0)
        self.body.addWidget(heading)

    def add_row(self, row: TaskRow) -> None:
        """Add a line."""
        self.body.addWidget(row)

    def add_text(self, text: str) -> None:
        """Say something between the lines."""
        said = label(text, "muted", wrap=True)
        said.setContentsMargins(theme().px(4), theme().px(4), 0, theme().px(4))
        self.body.addWidget(said)

    @property
    def rows(self) -> Sequence[TaskRow]:
        """The lines, from top to bottom."""
        items = [self.body.itemAt(at) for at in range(self.body.count())]
        found = [item.widget() for item in items if item is not None]
        return [each for each in found if isinstance(each, TaskRow)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        rows = self.rows
        at = next((at for at, row in enumerate(rows) if row.hasFocus()), -1)
        if step is None or at < 0:
            super().keyPressEvent(event)
            return
        rows[(at + step) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)


def plain(title: str, note: str) -> Words:
    """Return a line without a pill."""
    return Words(title, note, "", Tone.NEUTRAL)
