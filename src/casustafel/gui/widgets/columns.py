"""Parts of a page beside each other, and below each other when the window is narrow.

At 200 % a laptop screen of 1366x768 has room for 683x384: no page may need more width than that.
"""

from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QSplitter, QWidget

from casustafel.gui.theme import theme

_GAP = 14
_ANY = 16_777_215  # QWIDGETSIZE_MAX: no most


@runtime_checkable
class Unfolding(Protocol):
    """A part that scrolls beside others, and shows all of itself below them."""

    def show_whole(self, *, whole: bool) -> None:
        """Be as high as the contents, or scroll."""


@dataclass(frozen=True, slots=True)
class _Part:
    widget: QWidget
    needs: int
    fixed: bool

    @property
    def least(self) -> int:
        """The width in pixels from which it may stand beside others."""
        needed = theme().px(self.needs)
        return needed if self.fixed else max(needed, self.widget.minimumSizeHint().width())


class Columns(QWidget):
    """Columns that become rows. An `Unfolding` part then shows all: the page scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[_Part] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(_GAP))
        theme().changed.connect(self._fit)

    def add(self, widget: QWidget, stretch: int = 1, *, needs: int = 0, width: int = 0) -> None:
        """Add a column.

        `needs` is the width (as for `theme().px`) below which it does not stand beside others,
        `width` one that it keeps beside others; below each other all are as wide as the page.
        """
        part = _Part(widget, width or needs, bool(width))
        self._parts.append(part)
        self._row.addWidget(widget, 0 if width else stretch)
        self._arrange(part)

    def replace(self, old: QWidget, new: QWidget) -> None:
        """Let another widget stand where one stood, which is deleted."""
        at = next(at for at, part in enumerate(self._parts) if part.widget is old)
        self._parts[at] = replace(self._parts[at], widget=new)
        self._row.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        self._arrange(self._parts[at])

    @property
    def stacked(self) -> bool:
        """Whether the parts stand below each other now."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        shown = [part.widget for part in self._parts if not part.widget.isHidden()]
        width = max((widget.minimumSizeHint().width() for widget in shown), default=0)
        return QSize(width, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        # What is in a column changed: it may need more room now.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        shown = [part for part in self._parts if not part.widget.isHidden()]
        gaps = self._row.spacing() * max(0, len(shown) - 1)
        narrow = self.width() < sum(part.least for part in shown) + gaps
        ways = QBoxLayout.Direction
        if narrow != self.stacked:
            self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
            for part in self._parts:
                self._arrange(part)
            self.updateGeometry()
        elif not narrow:
            for part in self._parts:
                if part.fixed and part.widget.maximumWidth() != theme().px(part.needs):
                    self._arrange(part)

    def _arrange(self, part: _Part) -> None:
        if part.fixed:
            width = theme().px(part.needs)
            part.widget.setMinimumWidth(0 if self.stacked else width)
            part.widget.setMaximumWidth(_ANY if self.stacked else width)
        if isinstance(part.widget, Unfolding):
            part.widget.show_whole(whole=self.stacked)


class FoldingSplitter(QSplitter):
    """A splitter whose parts go below each other when they do not fit beside each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme().px(_GAP))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._parts: list[_Part] = []
        self._sizes: list[int] = []

    def add(self, widget: QWidget, size: int, stretch: int = 1, *, needs: int = 0) -> None:
        """Add a part with the size it begins with; `needs` is as for `Columns.add`."""
        self.addWidget(widget)
        self._parts.append(_Part(widget, needs or size, fixed=False))
        self._sizes.append(theme().px(size))
        self.setStretchFactor(self.count() - 1, stretch)
        self.setSizes(self._sizes)

    @property
    def stacked(self) -> bool:
        """Whether the parts stand below each other now."""
        return self.orientation() is Qt.Orientation.Vertical

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        widths = (part.widget.minimumSizeHint().width() for part in self._parts)
        size.setWidth(max(widths, default=0))
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        least = sum(part.least for part in self._parts)
        least += self.handleWidth() * (len(self._parts) - 1)
        if (narrow := event.size().width() < least) != self.stacked:
            kinds = Qt.Orientation
            self.setOrientation(kinds.Vertical if narrow else kinds.Horizontal)
            if not narrow:
                self.setSizes(self._sizes)
            self.updateGeometry()
        super().resizeEvent(event)
