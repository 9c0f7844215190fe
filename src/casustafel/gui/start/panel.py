"""The card in the middle of the pages that are shown before a workspace is open."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, Placed, below, beside


class Panel(QFrame):
    """A card of a fixed width, in pixels at 100 %, that shrinks with a small window."""

    def __init__(self, page: QWidget, width: int, *parts: Placed) -> None:
        super().__init__(page)
        self.setMaximumWidth(theme().px(width))
        self.column = below(*parts, of=self)
        # In pixels: at 200 % on a small screen the words need the room.
        self.column.setSpacing(12)
        self.column.setContentsMargins(28, 24, 28, 20)
        below(STRETCH, beside(STRETCH, self, STRETCH), STRETCH, edges=None, of=page)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        width = self.maximumWidth()
        height = self.heightForWidth(width) if self.hasHeightForWidth() else size.height()
        return QSize(width, height)


class DrawnField(FormField):
    """A field where a drawing of Qt Designer places it; `describe` names it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
