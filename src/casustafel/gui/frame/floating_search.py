"""The search and command box over a page that fills the window, where no header holds it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from casustafel.gui.frame.command_box import CommandBox
from casustafel.gui.frame.header import SEARCH_KEYS
from casustafel.gui.page import Hit
from casustafel.gui.theme import theme
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.words import tr

_WIDTH = 520


class FloatingSearch(QFrame):
    """Comes on top of the page and goes again; the keyboard is then where it was."""

    def __init__(
        self,
        window: QWidget,
        near: Callable[[str], Sequence[Hit]],
        ask: Callable[[str, Callable[[Sequence[Hit]], None]], None],
    ) -> None:
        super().__init__(window)
        self.setObjectName("commandPopup")
        self._window = window
        self._before: QWidget | None = None
        layout = QVBoxLayout(self)
        margin = theme().px(6)
        layout.setContentsMargins(margin, margin, margin, margin)
        self.box = SearchBox(tr("Zoek casus, aanbieder, actie…"), SEARCH_KEYS, self)
        layout.addWidget(self.box)
        self.commands = CommandBox(self.box, window, near, ask)
        self.commands.closed.connect(self._gone)
        self.hide()

    def open(self) -> None:
        """Show the field with the cursor in it."""
        if not self.isVisible():
            self._before = self._window.focusWidget()
        px = theme().px
        width = min(px(_WIDTH), self._window.width() - px(24))
        left = (self._window.width() - width) // 2
        self.setGeometry(left, px(8), width, self.sizeHint().height())
        self.show()
        self.raise_()
        self.commands.open()

    def _gone(self, by_key: bool) -> None:
        # Not told before it is shown, nor again while it goes.
        if self.isHidden():
            return
        before, self._before = self._before, None
        if by_key and before is not None:
            before.setFocus()
        self.hide()
