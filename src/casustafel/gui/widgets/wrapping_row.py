"""A row of controls that goes on at the next line when there is too little room for all of it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget, QWidgetItem


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
        self._wants: list[int | None] | None = None
        self._leasts: list[int | None] | None = None
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
        self._wants = self._leasts = None
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
        wants = [want for want in self._wanted() if want is not None]
        width = sum(wants) + self.spacing() * max(0, len(wants) - 1)
        shown = [item for item in self._items if _counts(item)]
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            if _counts(item):
                size = size.expandedTo(item.minimumSize())
        return size

    def least_width(self) -> int:
        """Return the width at which all still fits on one line; fields shrink to their minimum."""
        leasts = [least for least in self._least() if least is not None]
        return sum(leasts) + self.spacing() * max(0, len(leasts) - 1)

    def _insert(self, at: int, item: QLayoutItem, stretch: int) -> None:
        self._items.insert(at, item)
        self._stretches.insert(at, stretch)
        self.invalidate()

    def _wanted(self) -> list[int | None]:
        """Return the width that each item asks for; None for what takes no place of its own."""
        if self._wants is None:
            self._wants = [_wanted(item) if _counts(item) else None for item in self._items]
        return self._wants

    def _least(self) -> list[int | None]:
        """Return the width below which each item goes to the next line."""
        if self._leasts is None:
            self._leasts = [_least(item) if _counts(item) else None for item in self._items]
        return self._leasts

    def _lines(self, width: int) -> list[list[int]]:
        """Return the places of the items, line by line."""
        lines: list[list[int]] = [[]]
        used = 0
        for at, least in enumerate(self._least()):
            if least is not None:
                if used and used + least > width:
                    lines.append([])
                    used = 0
                used += least + self.spacing()
            elif self._items[at].spacerItem() is None:
                continue
            lines[-1].append(at)
        return lines

    def _place(self, area: QRect, *, move: bool) -> int:
        y = area.y()
        for line in self._lines(area.width()):
            shown = [at for at in line if self._wanted()[at] is not None]
            widths = self._widths(line, area.width())
            height = max((_height(self._items[at], widths[at]) for at in shown), default=0)
            x = area.x()
            for at in line:
                if at in shown and move:
                    self._items[at].setGeometry(QRect(QPoint(x, y), QSize(widths[at], height)))
                x += widths[at] + (self.spacing() if at in shown else 0)
            if shown:
                y += height + self.spacing()
        return max(0, y - self.spacing() - area.y())

    def _widths(self, line: list[int], width: int) -> dict[int, int]:
        wants = self._wanted()
        gaps = self.spacing() * max(0, sum(wants[at] is not None for at in line) - 1)
        widths = {at: min(wants[at] or 0, width) for at in line}
        left = width - gaps - sum(widths.values())
        for at in line:
            if left < 0:
                give = max(0, min(-left, widths[at] - (self._least()[at] or 0)))
                widths[at] -= give
                left += give
        shares = sum(self._stretches[at] for at in line)
        if left > 0 and shares:
            for at in line:
                widths[at] += left * self._stretches[at] // shares
        return widths


def _counts(item: QLayoutItem) -> bool:
    return item.spacerItem() is None and not item.isEmpty()


def _wanted(item: QLayoutItem) -> int:
    widget = item.widget()
    if widget is not None:
        policy = widget.sizePolicy().horizontalPolicy()
        if policy == QSizePolicy.Policy.Ignored:
            return item.minimumSize().width()
    return item.sizeHint().expandedTo(item.minimumSize()).width()


def _least(item: QLayoutItem) -> int:
    """Return the width below which an item goes to the next line."""
    widget, layout = item.widget(), item.layout()
    if isinstance(layout, WrappingRow):
        return layout.least_width()
    if widget is not None and 0 < widget.minimumWidth() < _wanted(item):
        return widget.minimumWidth()
    return _wanted(item)


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
