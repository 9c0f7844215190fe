"""Names and values in two columns, as in the pane beside a list."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.clearing import clear
from casustafel.gui.widgets.style import label


class KeyValues(QWidget):
    """Rows of a name and a value. `columns` pairs stand beside each other."""

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._count = 0
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Follow the size of text."""
        px = theme().px
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(5))
        for column in range(self._columns):
            self._grid.setColumnMinimumWidth(2 * column, px(80))

    def add_row(self, name: str, value: str | QWidget) -> QWidget:
        """Add a row and return the widget of the value; a text can be selected and copied."""
        row, column = divmod(self._count, self._columns)
        self._count += 1
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label(name, "label"), row, 2 * column, top)
        shown = value if isinstance(value, QWidget) else _value_label(value)
        if not shown.accessibleName():
            shown.setAccessibleName(f"{name}: {value}" if isinstance(value, str) else name)
        if isinstance(value, QWidget):
            self._grid.addWidget(shown, row, 2 * column + 1, top)
        else:
            self._grid.addWidget(shown, row, 2 * column + 1, Qt.AlignmentFlag.AlignTop)
        return shown

    def fill(self, rows: Iterable[tuple[str, str]]) -> "KeyValues":
        """Show these rows and no others; one without a value is left out. Return this."""
        self.clear()
        for name, value in rows:
            if value:
                self.add_row(name, value)
        return self

    def clear(self) -> None:
        """Take all rows away."""
        clear(self._grid)
        self._count = 0


def _value_label(text: str) -> QLabel:
    shown = label(text, wrap=True)
    # By mouse only: a stop of the Tab key per value would make a long way through the pane.
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown
