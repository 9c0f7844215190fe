"""The card in the middle of the pages that are shown before a workspace is open."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QWidget

from casustafel.gui.theme import theme

_WIDTH = 460


class Panel(QFrame):
    """A card of a fixed width that shrinks with a small window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(theme().px(_WIDTH))

    def set_width(self, width: int) -> None:
        """Take another width, in pixels at 100 %."""
        self.setMaximumWidth(theme().px(width))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        width = self.maximumWidth()
        height = self.heightForWidth(width) if self.hasHeightForWidth() else size.height()
        return QSize(width, height)
