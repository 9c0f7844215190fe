"""What stands beside or below each other, and how much room it may take."""

from typing import Final, NamedTuple, TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QSpacerItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from casustafel.gui.theme import theme


def tabs(name: str, parent: QWidget) -> QTabWidget:
    """Return panes behind tabs; `name` is read before a tab.

    The row of tabs takes the keyboard; their frame, of which a reader could say nothing, does not.
    """
    made = QTabWidget(parent)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # Qt hands what a frame is told to its row of tabs, which Tab would then pass by.
    made.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setDocumentMode(True)
    made.tabBar().setDrawBase(False)
    made.tabBar().setAccessibleName(name)
    return made


def tabs_first(made: QTabWidget) -> None:
    """Let Tab come by the row of tabs before it comes by what is behind them."""
    around, before = made.window(), made.widget(0)
    while before is not None and before is not around:
        before = before.previousInFocusChain()
        if before is not None and before.focusPolicy() != Qt.FocusPolicy.NoFocus:
            break
    if before is not None:
        QWidget.setTabOrder(before, made.tabBar())


class _Stretch:
    """The room that is left."""


STRETCH: Final = _Stretch()
"""As a part of a row or column: takes the room that the others leave."""

Part = QWidget | QLayout | _Stretch
Placed = Part | tuple[Part, int] | tuple[Part, int, Qt.AlignmentFlag]
"""A part; or with the share it takes of the room that is left, and where it stands in it."""

Edges = int | tuple[int, int] | tuple[int, int, int, int] | None
"""All around; or (sides, above and below); or (left, above, right, below). None: the style's."""

B = TypeVar("B", bound="QBoxLayout | WrappingRow")


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


def wrapping(
    *parts: Placed, gap: int | None = None, edges: Edges = 0, of: QWidget | None = None
) -> "WrappingRow":
    """Return parts beside each other that go on at the next line if they must; as `beside`."""
    return _filled(WrappingRow(), parts, gap, edges, of)


def _filled(
    layout: B, parts: tuple[Placed, ...], gap: int | None, edges: Edges, of: QWidget | None
) -> B:
    def px(size: int) -> int:
        return theme().px(size) if size else 0  # what is there is one pixel at least

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
    return place(layout, *parts)


def place(layout: B, *parts: Placed) -> B:
    """Add parts to a layout, as `beside`, and return it."""
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


class _Width(NamedTuple):
    """What an item asks for, and below which width it goes to the next line."""

    want: int
    least: int


class WrappingRow(QLayout):
    """Used as a QHBoxLayout. What belongs together goes into a row of its own: `addLayout`.

    While all fits it is one line; else what does not fit begins the next one, a group as a whole
    if it can. An item that may be cut (`ElidedLabel`) asks for no room, and gets what is left; one
    with a minimum width of its own (a search field) shrinks to that before the row goes on.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._stretches: list[int] = []
        self._known: list[_Width | None] | None = None
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addWidget(
        self, widget: QWidget, stretch: int = 0, alignment: Qt.AlignmentFlag | None = None
    ) -> None:
        """Add a widget; `stretch` is its share of the room that is left on its line."""
        self.insertWidget(len(self._items), widget, stretch, alignment)

    def insertWidget(
        self, at: int, widget: QWidget, stretch: int = 0, alignment: Qt.AlignmentFlag | None = None
    ) -> None:
        """Put a widget before the one at a place."""
        self.addChildWidget(widget)
        item = QWidgetItem(widget)
        if alignment is not None:
            item.setAlignment(alignment)
        self._insert(at, item, stretch)

    def addLayout(self, layout: QLayout, stretch: int = 0) -> None:
        """Add a group that is wrapped as one."""
        self.addChildLayout(layout)
        self._insert(len(self._items), layout, stretch)

    def addStretch(self, stretch: int = 1) -> None:
        """Push what follows on the same line to the right."""
        policy = QSizePolicy.Policy
        self._insert(len(self._items), QSpacerItem(0, 0, policy.Expanding, policy.Minimum), stretch)

    def addItem(self, item: QLayoutItem) -> None:
        self._insert(len(self._items), item, 0)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        del self._stretches[index]
        item = self._items.pop(index)
        self.invalidate()
        return item

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._known = None
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        # Qt asks for it dozens of times before it shows a page once.
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint().height() for item in self._items if _counts(item)]
        return QSize(self._on_one_line([w.want for w in self._widths if w]), max(shown, default=0))

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            if _counts(item):
                size = size.expandedTo(item.minimumSize())
        return size

    def least_width(self) -> int:
        """Return the width at which all still fits on one line; fields shrink to their minimum."""
        return self._on_one_line([width.least for width in self._widths if width])

    def _on_one_line(self, widths: list[int]) -> int:
        return sum(widths) + self.spacing() * max(0, len(widths) - 1)

    def _insert(self, at: int, item: QLayoutItem, stretch: int) -> None:
        self._items.insert(at, item)
        self._stretches.insert(at, stretch)
        self.invalidate()

    @property
    def _widths(self) -> list[_Width | None]:
        """The width of each item; None for what takes no place of its own."""
        if self._known is None:
            self._known = [_width(item) if _counts(item) else None for item in self._items]
        return self._known

    def _lines(self, room: int) -> list[list[int]]:
        """Return the places of the items, line by line."""
        lines: list[list[int]] = [[]]
        used = 0
        for at, width in enumerate(self._widths):
            if width is not None:
                if used and used + width.least > room:
                    lines.append([])
                    used = 0
                used += width.least + self.spacing()
            elif self._items[at].spacerItem() is None:
                continue
            lines[-1].append(at)
        return lines

    def _place(self, area: QRect, *, move: bool) -> int:
        y = area.y()
        for line in self._lines(area.width()):
            shown = [at for at in line if self._widths[at] is not None]
            widths = self._shared(line, area.width())
            height = max((_height(self._items[at], widths[at]) for at in shown), default=0)
            x = area.x()
            for at in line:
                if at in shown and move:
                    self._items[at].setGeometry(QRect(QPoint(x, y), QSize(widths[at], height)))
                x += widths[at] + (self.spacing() if at in shown else 0)
            if shown:
                y += height + self.spacing()
        return max(0, y - self.spacing() - area.y())

    def _shared(self, line: list[int], room: int) -> dict[int, int]:
        """Return the width of each on a line: it gives way to its least, or shares what is left."""
        asked = {at: self._widths[at] or _Width(0, 0) for at in line}
        widths = {at: min(one.want, room) for at, one in asked.items()}
        left = room - self._on_one_line([widths[at] for at in line if self._widths[at] is not None])
        for at in line:
            if left < 0:
                give = max(0, min(-left, widths[at] - asked[at].least))
                widths[at] -= give
                left += give
        shares = sum(self._stretches[at] for at in line)
        if left > 0 and shares:
            for at in line:
                widths[at] += left * self._stretches[at] // shares
        return widths


def _counts(item: QLayoutItem) -> bool:
    return item.spacerItem() is None and not item.isEmpty()


def _width(item: QLayoutItem) -> _Width:
    widget, layout = item.widget(), item.layout()
    want = item.sizeHint().expandedTo(item.minimumSize()).width()
    if widget is not None:
        if widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
            want = item.minimumSize().width()
        least = widget.minimumWidth()
        return _Width(want, least if 0 < least < want else want)
    return _Width(want, layout.least_width() if isinstance(layout, WrappingRow) else want)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
