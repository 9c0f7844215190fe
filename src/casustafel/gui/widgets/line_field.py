"""A field for one line that shows how its text begins."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

#: The keyboard comes back to such a field where it was: from its menu, or from another window.
_COMING_BACK = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)


class LineField(QLineEdit):
    """Qt shows the end of a text that is put in; this shows its beginning until somebody types."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursorPosition(0)
        self._typed = False
        self.textEdited.connect(self._note_typing)
        self.textChanged.connect(self._begin)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMING_BACK:
            self.setCursorPosition(0)

    def _note_typing(self) -> None:
        # Qt says that somebody typed before it says that the text changed.
        self._typed = True

    def _begin(self) -> None:
        typed, self._typed = self._typed, False
        if not typed and not self.hasFocus():
            self.setCursorPosition(0)
