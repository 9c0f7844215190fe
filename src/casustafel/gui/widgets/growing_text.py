"""A field for a few sentences that grows with what is in it, without a frame until it is used."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from casustafel.gui.theme import theme

_LEAST_LINES = 1


class GrowingText(QPlainTextEdit):
    """Shows `suggestion` in grey while it is empty. Tab leaves it, as in a form."""

    entered = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, framed: bool = False) -> None:
        super().__init__(parent)
        self._framed = framed
        if not framed:
            self.setProperty("kind", "inline")
        self.document().setDocumentMargin(0)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        theme().changed.connect(self._fit)
        self._fit()

    def suggest(self, text: str) -> None:
        """Show this in grey while nothing is written."""
        self.setPlaceholderText(text)
        self._fit()

    def show_text(self, text: str) -> None:
        """Put a text in, without a step to undo it."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Not within: the part that is painted would keep its former height.
            QTimer.singleShot(0, self, self._fit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        lines = max(_LEAST_LINES, round(self.document().size().height()))
        if not self.toPlainText() and self.placeholderText():
            room = QRect(0, 0, max(1, self.viewport().width() - theme().px(2)), 1 << 20)
            wrapped = metrics.boundingRect(
                room, int(Qt.TextFlag.TextWordWrap), self.placeholderText()
            )
            lines = max(lines, round(wrapped.height() / metrics.lineSpacing()))
        margins = 2 * round(self.document().documentMargin()) + theme().px(
            16 if self._framed else 8
        )
        self.setFixedHeight(lines * metrics.lineSpacing() + margins)
