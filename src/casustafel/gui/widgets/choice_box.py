"""A list to choose one from that leaves the width of the form to the form."""

from PySide6.QtWidgets import QComboBox, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.style import tip

_LETTERS = 10


class ChoiceBox(QComboBox):
    """A long choice does not widen the page: the tip has all of it, and so has the opened list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
