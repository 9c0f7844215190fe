"""A search field that shows its key and waits until the typing settles."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import badge_size, key_words, paint_badge

_SETTLED_AFTER_MS = 60


class SearchBox(QLineEdit):
    """A field whose `text_settled` comes once per pause in the typing, at once when emptied.

    `keys` is shown in a badge; the page binds it: ``self.add_key("Ctrl+F", box.take_focus)``.
    Escape empties the field; Down asks for the list below it (`list_wanted`).
    """

    text_settled = Signal(str)
    list_wanted = Signal()

    def __init__(self, hint: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint.rstrip("…."))
        self.setClearButtonEnabled(not keys)
        self._badge = key_words(keys) if keys else ""
        self._shows_badge = bool(keys)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_AFTER_MS)
        self._settle.timeout.connect(lambda: self.text_settled.emit(self.text()))
        self.textChanged.connect(self._changed)
        self._widths = (0, 0)
        theme().changed.connect(self._fit)

    def set_widths(self, least: int, most: int) -> None:
        """Be as wide as there is room for between two widths, given as for `theme().px`."""
        self._widths = (least, most)
        self._fit()

    def _fit(self) -> None:
        """Follow the size of text."""
        least, most = self._widths
        if most:
            self.setMinimumWidth(theme().px(least))
            self.setMaximumWidth(theme().px(most))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        most = self._widths[1]
        return QSize(theme().px(most), size.height()) if most else size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = badge_size(self._badge).width() + theme().px(6) if self._badge else 0
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        # In a narrow field the words are worth more than the key.
        self._shows_badge = words + needed + theme().px(22) <= self.width()
        self.setTextMargins(0, 0, needed if self._shows_badge else 0, 0)

    def take_focus(self) -> None:
        """Put the cursor here with the text selected."""
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _changed(self, text: str) -> None:
        if text:
            self._settle.start()
        else:
            self._settle.stop()
            self.text_settled.emit("")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._badge and self._shows_badge:
            size = badge_size(self._badge)
            left = self.width() - size.width() - theme().px(8)
            top = (self.height() - size.height()) // 2
            with QPainter(self) as painter:
                paint_badge(painter, QRect(left, top, size.width(), size.height()), self._badge)
