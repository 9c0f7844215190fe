"""What stands beside or below each other, and how much room it may take."""

from typing import Final, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from casustafel.gui.theme import theme


class _Stretch:
    """The room that is left."""


STRETCH: Final = _Stretch()
"""As a part of a row or column: takes the room that the others leave."""

Part = QWidget | QLayout | _Stretch
Placed = Part | tuple[Part, int] | tuple[Part, int, Qt.AlignmentFlag]
"""A part; or with the share it takes of the room that is left, and where it stands in it."""

Edges = int | tuple[int, int] | tuple[int, int, int, int] | None
"""All around; or (sides, above and below); or (left, above, right, below). None: the style's."""

B = TypeVar("B", bound=QBoxLayout)


def beside(
    *parts: Placed, gap: int | None = None, edges: Edges = 0, of: QWidget | None = None
) -> QHBoxLayout:
    """Return parts beside each other, as the layout of `of` or to be put in another one.

    `gap` between them (None: the style's) and `edges` are in pixels of the usual size of text.
    """
    return _filled(QHBoxLayout(), parts, gap, edges, of)


def below(
    *parts: Placed, gap: int | None = None, edges: Edges = 0, of: QWidget | None = None
) -> QVBoxLayout:
    """Return parts below each other; as `beside`."""
    return _filled(QVBoxLayout(), parts, gap, edges, of)


def _filled(
    layout: B, parts: tuple[Placed, ...], gap: int | None, edges: Edges, of: QWidget | None
) -> B:
    px = theme().px
    if of is not None:
        of.setLayout(layout)
    match edges:
        case int():
            layout.setContentsMargins(*[px(edges)] * 4)
        case (sides, ends):
            layout.setContentsMargins(px(sides), px(ends), px(sides), px(ends))
        case (left, above, right, below):
            layout.setContentsMargins(px(left), px(above), px(right), px(below))
    if gap is not None:
        layout.setSpacing(px(gap))
    for placed in parts:
        part, share, where = _whole(placed)
        if isinstance(part, QWidget):
            layout.addWidget(part, share, where)
        elif isinstance(part, QLayout):
            layout.addLayout(part, share)
        else:
            layout.addStretch(1)
    return layout


def _whole(placed: Placed) -> tuple[Part, int, Qt.AlignmentFlag]:
    anywhere = Qt.AlignmentFlag(0)
    match placed:
        case (part, share, where):
            return part, share, where
        case (part, share):
            return part, share, anywhere
        case part:
            return part, 0, anywhere


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout: hidden now, deleted when its own signals are done."""
    while (item := layout.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()


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
