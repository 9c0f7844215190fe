"""A part that takes the room there is: what does not fit scrolls within it, not around it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class Steady(QWidget):
    """Asks for no height of its own.

    A page that holds wrapping texts would otherwise ask for all their lines at once, and the
    frame would scroll the page as a whole though each of its parts scrolls by itself.
    """

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
