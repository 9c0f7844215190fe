"""A part that is folded until it is needed: fields that are not asked are not filled in.

Source: domain.md §5, AP z2016-11841: optional fields collapsed, "alleen wat nodig is".
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casustafel.gui.icons import icon
from casustafel.gui.theme import theme
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import literal
from casustafel.gui.words import tr


class FoldButton(QPushButton):
    """The line that one clicks to open or fold the part."""


class FoldedSection(QWidget):
    """A heading that opens and folds `body`."""

    unfolded = Signal(bool)

    def __init__(self, title: str, *, opened: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._button = FoldButton(literal(title), self)
        self._button.setAutoDefault(False)
        self._content = QWidget(self)
        self.body = below(edges=(20, 0, 0, 6), of=self._content)
        below(self._button, self._content, gap=4, of=self)
        self._button.clicked.connect(lambda _checked=False: self.set_opened(not self.opened))
        theme().changed.connect(self._show_sign)
        self._show(opened)

    @property
    def opened(self) -> bool:
        """Whether the part can be seen."""
        return not self._content.isHidden()

    def set_opened(self, opened: bool) -> None:
        """Open or fold the part."""
        if opened is not self.opened:
            self._show(opened)

    def _show(self, opened: bool) -> None:
        self._content.setVisible(opened)
        self._show_sign()
        state = tr("open") if opened else tr("dicht")
        self._button.setAccessibleName(f"{self._title}, {state}")
        self.unfolded.emit(opened)

    def _show_sign(self) -> None:
        """Show the sign in the colour of the theme."""
        self._button.setIcon(icon("chevron-down" if self.opened else "chevron-right"))
