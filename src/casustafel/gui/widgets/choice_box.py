"""Lists to choose one from, and fields for a number and a time: the wheel changes none of them.

Nothing else in the window may be a box of Qt's own (tests/gui/test_wheel.py). A wheel that turns
over a form scrolls the page: Qt hands on what a field does not take (H8).
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QTimeEdit, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.style import tip

_LETTERS = 10


class _Unturned:
    """A field that leaves the wheel to the page, and does not take the keyboard by it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberBox(_Unturned, QSpinBox):
    """A field for a whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class TimeBox(_Unturned, QTimeEdit):
    """A field for a time of the day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class ChoiceBox(_Unturned, QComboBox):
    """A long choice does not widen the page: the tip has all of it, and so has the opened list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.currentTextChanged.connect(self._tell)

    def showPopup(self) -> None:
        bar = self.view().verticalScrollBar().sizeHint().width()
        wanted = self.view().sizeHintForColumn(0) + bar + theme().px(8)
        room = self.screen().availableSize().width()
        self.view().setMinimumWidth(min(max(wanted, self.width()), room))
        super().showPopup()

    def _tell(self, text: str) -> None:
        room = self.width() - theme().px(36)
        tip(self, text if self.fontMetrics().horizontalAdvance(text) > room else "")
