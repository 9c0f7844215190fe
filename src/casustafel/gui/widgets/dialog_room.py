"""How large a dialog may be: a screen of 1366x768 at 200 % has 683x384 to give."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QWidget

from casustafel.gui.theme import theme

_FRAME = 36
"""What the title bar of the system takes, in pixels."""


def bounded(dialog: QWidget, size: QSize) -> QSize:
    """Return a size that fits on the screen of a dialog."""
    room = dialog.screen().availableSize() - QSize(0, _FRAME)
    return size.boundedTo(room)


def give_room(dialog: QWidget, width: int, height: int) -> None:
    """Resize a dialog to a size given as for `theme().px`, as far as the screen goes."""
    px = theme().px
    dialog.resize(bounded(dialog, QSize(px(width), px(height))))


def height_at(layout: QLayout, width: int) -> int:
    """Return the height that a layout wants at a width; without wrapped texts it is always one."""
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()
