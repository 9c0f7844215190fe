"""What is said in the window, and aloud: what is wrong, and what was done with its way back."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import KeyHintButton, key_words
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.layout import beside
from casustafel.gui.widgets.style import label, restyle
from casustafel.gui.words import tr


def announce(widget: QWidget, text: str, *, now: bool = False) -> None:
    """Say a sentence to a screen reader; `now` breaks into what is being read, as for an error."""
    if text:
        event = QAccessibleAnnouncementEvent(widget, text)
        ranks = QAccessible.AnnouncementPoliteness
        event.setPoliteness(ranks.Assertive if now else ranks.Polite)
        QAccessible.updateAccessibility(event)


class Banner(QFrame):
    """Hidden until it has something to say. Its button closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label("", wrap=True)
        self._action = KeyHintButton("", parent=self)
        self._action.clicked.connect(lambda _checked=False: self._act())
        self._close = KeyHintButton(tr("Sluiten"), parent=self)
        self._close.clicked.connect(lambda _checked=False: self.clear())
        beside((self._text, 1), self._action, self._close, gap=8, edges=(12, 7, 8, 7), of=self)
        self._do: Callable[[], object] | None = None
        self._passing = self._wrong = False
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        do: Callable[[], object] | None = None,
        closable: bool = True,
    ) -> None:
        """Show a sentence, with a button `action` that calls `do`."""
        news = text != self.text  # a page that is read anew says the same again
        self._text.setText(text)
        self.setAccessibleName(text)
        self._do = do
        self._wrong = tone is Tone.BAD
        self._passing = tone is Tone.GOOD and do is None
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._close.setVisible(closable)
        for part in (self, self._text):
            restyle(part, "tone", str(tone))
        self.show()
        if self.isVisible() and (news or tone is Tone.BAD):
            announce(self, text, now=tone is Tone.BAD)

    def clear(self) -> None:
        """Hide the sentence; the keyboard goes to where its page begins if it was here (H20)."""
        home, had = self.parentWidget(), self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if had and home is not None:
            home.setFocus()

    def dismiss(self) -> bool:
        """Close it on Escape; say whether it stood there and may be closed."""
        if closes := not (self.isHidden() or self._close.isHidden()):
            self.clear()
        return closes

    def let_pass(self) -> None:
        """Hide what only said that something was done: who comes back later knows."""
        if self._passing:
            self.clear()

    def past(self) -> None:
        """Hide what said that something was wrong or done: something else went well since (H20)."""
        if self._wrong or self._passing:
            self.clear()

    def _act(self) -> None:
        self.clear()
        if self._do is not None:
            self._do()


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
