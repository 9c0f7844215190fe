"""Whether somebody is in the middle of what reading anew would take out of their hands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

#: How long until it is looked at again, in milliseconds.
AGAIN_MS = 200


def busy_in(page: QWidget) -> bool:
    """Say whether a row is dragged, a choice is open, or a cell is edited on a page."""
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        return True
    popup = QApplication.activePopupWidget()
    if popup is not None and page.isAncestorOf(popup):
        return True
    within = QApplication.focusWidget()
    while within is not None and within is not page:
        if isinstance(within, QAbstractItemView):
            return within.state() == QAbstractItemView.State.EditingState
        within = within.parentWidget()
    return False
