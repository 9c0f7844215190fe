"""A sentence across the page that says what is wrong and what to do, with a button if it helps."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QFrame, QWidget

from casustafel.gui.theme import Tone
from casustafel.gui.widgets.announce import announce
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.gui.widgets.layout import beside
from casustafel.gui.widgets.style import label, restyle
from casustafel.gui.words import tr


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
        self._action.setAccessibleName(action)
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
        closes = not (self.isHidden() or self._close.isHidden())
        if closes:
            self.clear()
        return closes

    def let_pass(self) -> None:
        """Hide what only said that something was done: who comes back later knows."""
        if self._passing:
            self.clear()

    def past(self) -> None:
        """Hide what said that something was wrong: something else went well since (H20)."""
        if self._wrong:
            self.clear()

    def _act(self) -> None:
        self.clear()
        if self._do is not None:
            self._do()
