"""A dialog that keeps within the screen: what does not fit scrolls, its buttons stay in sight."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.dialog_room import bounded, height_at
from casustafel.gui.widgets.scrolling_column import ScrollingColumn
from casustafel.gui.widgets.style import label

_EDGE = 4
"""Between what is in it and the bar by which that scrolls."""


class FittingDialog(QDialog):
    """Put contents in `inside`, and buttons in `foot` after a stretch."""

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        """`width` is as for `theme().px`."""
        super().__init__(parent)
        px = theme().px
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._wide = width
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(px(18), px(16), px(18), px(14))
        self._outer.setSpacing(px(10))
        self._outer.addWidget(label(title, "heading", wrap=True))
        content = QWidget()
        self.inside = QVBoxLayout(content)
        self.inside.setContentsMargins(0, 0, px(_EDGE), 0)
        self.inside.setSpacing(px(10))
        self._area = ScrollingColumn(content, self)
        self._outer.addWidget(self._area, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(px(8))
        self.foot.addStretch(1)
        self._outer.addLayout(self.foot)

    def setVisible(self, visible: bool) -> None:
        if visible and not self.isVisible():
            self.fit()
        super().setVisible(visible)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # An error came: the dialog grows with it, as far as the screen goes.
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return done

    def fit(self) -> None:
        """Be as high as the contents need; what does not fit on the screen scrolls."""
        least = self._outer.totalMinimumSize().width()
        width = max(self.width() if self.isVisible() else 0, theme().px(self._wide), least)
        width = bounded(self, QSize(width, 0)).width()
        inner = self._outer.contentsMargins()
        contents = height_at(self.inside, width - inner.left() - inner.right())
        around = height_at(self._outer, width) - self._area.sizeHint().height()
        wanted = bounded(self, QSize(width, around + contents))
        if not self.isVisible() or wanted.height() > self.height():
            self.resize(wanted)
