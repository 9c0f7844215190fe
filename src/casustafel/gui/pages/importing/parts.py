"""Small parts of the import: buttons that go on at the next line, a box that changes when told."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from casustafel.gui.widgets.fields import ChoiceBox
from casustafel.gui.widgets.layout import wrapping


class ButtonRow(QWidget):
    """Buttons beside each other, as far as there is room: at 200 % they take two lines."""

    def __init__(self, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = wrapping(gap=8, of=self)
        for each in buttons:
            layout.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class FieldBox(ChoiceBox):
    """Changes only by a choice from its opened list.

    Closed, Qt would take every letter and every turn of the wheel for a choice, and each field on
    the way would be taken away from the column that has it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text() if event.text().isprintable() else ""
        opening = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and (letter or event.key() in opening):
            self.showPopup()
            if letter.strip():
                self.view().keyboardSearch(letter)
        else:
            super().keyPressEvent(event)
