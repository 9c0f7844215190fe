"""A field for one line that shows how its text begins.

It stands apart: the first painting of the program needs no other field.
"""

from typing import Protocol, runtime_checkable

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


@runtime_checkable
class Judging(Protocol):
    """A field that says itself what is wrong with what stands in it."""

    @property
    def fault(self) -> str:
        """What is wrong, to be said beside the field; empty when nothing is."""


class LineField(QLineEdit):
    """Qt shows the end of a text that is put in; this shows its beginning until somebody types."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursorPosition(0)
        self._typed: str | None = None
        self.textEdited.connect(self._note_typing)
        # Also a text that is put in once more moves the cursor, without a change of the text.
        self.cursorPositionChanged.connect(self._begin)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMING_BACK:
            self._typed = None
            self.setCursorPosition(0)

    def _note_typing(self, text: str) -> None:
        self._typed = text

    def _begin(self, _from: int, at: int) -> None:
        if at and not (self.hasFocus() or self.hasSelectedText()) and self.text() != self._typed:
            self.setCursorPosition(0)
