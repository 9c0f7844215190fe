"""Notes for the minutes, and the pane of an item that is no case."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import key_words
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr

KEYS = "Ctrl+M"


class NotesField(QPlainTextEdit):
    """Tab goes on; leaving it confirms."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Notes(QWidget):
    """The field with its name and key."""

    typed = Signal()
    confirmed = Signal(str)
    """The text, when the field is left and it differs from what was kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), 0, px(12), 0)
        layout.setSpacing(px(5))
        head = QHBoxLayout()
        head.setSpacing(px(6))
        name = label(tr("Aantekeningen voor de notulen"), "label")
        badge = label(key_words(KEYS), "key")
        head.addWidget(name)
        head.addWidget(badge)
        hint = ElidedLabel("hint")
        hint.show_text(tr("Alleen wat nodig is, zonder namen."))
        head.addWidget(hint, 1)
        layout.addLayout(head)
        self.field = NotesField(self)
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(px(56))
        self.field.setAccessibleName(tr("Aantekeningen voor de notulen"))
        self.field.textChanged.connect(self._changed)
        self.field.left.connect(self.confirm)
        name.setBuddy(self.field)
        layout.addWidget(self.field, 1)
        self._kept = ""
        self._quiet = False

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    def show_text(self, kept: str, typed: str | None, *, editable: bool) -> None:
        """Show what was kept, or what was being typed after it."""
        self._quiet = True
        self._kept = kept
        self.field.setPlainText(kept if typed is None else typed)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setReadOnly(not editable)
        self._quiet = False

    def confirm(self) -> None:
        """Hand the text on if it is another than was kept."""
        if self.text != self._kept:
            self._kept = self.text
            self.confirmed.emit(self.text)

    def _changed(self) -> None:
        if not self._quiet:
            self.typed.emit()
