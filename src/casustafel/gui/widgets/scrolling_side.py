"""The side of a page that decides: its heading and its foot stay, what is between them scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from casustafel.gui.widgets.layout import below, beside
from casustafel.gui.widgets.style import label

_EDGE, _BAR = 4, 10


class ScrollingSide(QFrame):
    """Add the parts from top to bottom; put what scrolls in `inside`.

    The scroll bar stands in the margin, so that all parts end at the same line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomePanel")
        self._outer = below(gap=8, edges=(14, 12, _EDGE, 12), of=self)
        content = QWidget()
        self.inside = below(edges=(0, 0, _BAR, 0), of=content)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)

    def add_head(self, title: str, beside: QWidget) -> None:
        """Add the heading, with something at its right."""
        line = self._line()
        line.addWidget(label(title, "heading"))
        line.addStretch(1)
        line.addWidget(beside)

    def add_steady(self, part: QWidget) -> None:
        """Add a part that stays in sight."""
        self._line().addWidget(part)

    def add_contents(self) -> None:
        """Add what scrolls, below what was added before."""
        self._outer.addWidget(self._area, 1)

    def add_foot(self) -> QHBoxLayout:
        """Add a row for buttons and return it."""
        return self._line()

    def to_top(self) -> None:
        """Show the contents from the beginning."""
        self._area.verticalScrollBar().setValue(0)

    def _line(self) -> QHBoxLayout:
        """Add a row that leaves the room at the right that the scroll bar takes."""
        line = beside(edges=(0, 0, _BAR, 0))
        self._outer.addLayout(line)
        return line
