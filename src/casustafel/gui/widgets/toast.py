"""What was done, in one place, with the way back."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from casustafel.gui.widgets.announce import announce
from casustafel.gui.widgets.buttons import KeyHintButton, key_words
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.layout import beside
from casustafel.gui.words import tr

UNDO_KEYS = "Ctrl+Z"


class Toast(QFrame):
    """Hidden until something was done. It stays until the next thing, another page or table.

    Its key works while it offers the way back; a text field keeps Ctrl+Z for what was typed.
    """

    changed = Signal()
    """Something is said, or no more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ElidedLabel()
        self.undo = KeyHintButton(tr("Ongedaan maken"), UNDO_KEYS, "link", self)
        self.undo.clicked.connect(lambda _checked=False: self._back())
        self._undo: Callable[[], object] | None = None
        beside((self._text, 1), self.undo, gap=8, edges=(10, 0, 4, 0), of=self)
        self.hide()

    @property
    def text(self) -> str:
        """What was done; empty while nothing is said."""
        return "" if self.isHidden() else self._text.whole

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done; `undo` is called when the user wants it back."""
        self._undo = undo
        self._text.show_text(text)
        self.undo.setAccessibleName(tr("Ongedaan maken: {what}").format(what=text))
        self.undo.setVisible(undo is not None)
        self.show()
        self.changed.emit()
        way = tr("Ongedaan maken met {keys}.").format(keys=key_words(UNDO_KEYS))
        announce(self, f"{text} {way}" if undo is not None else text)

    def clear(self) -> None:
        """Take away what was said, with its way back."""
        self._undo = None
        self.hide()
        self.changed.emit()

    def _back(self) -> None:
        undo = self._undo
        self.clear()
        if undo is not None:
            undo()
