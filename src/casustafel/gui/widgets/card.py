"""The grounds that contents of a page lie on: cards, tiles with a figure, and names with values."""

from collections.abc import Callable, Container, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import STRETCH, Placed, below, clear, place
from casustafel.gui.widgets.scrolling import ScrollingColumn
from casustafel.gui.widgets.style import label, restyle


class Card(QFrame):
    """Put contents in `body`, and things beside the heading in `head`; `intro` says what it is."""

    def __init__(self, title: str = "", parent: QWidget | None = None, intro: str = "") -> None:
        super().__init__(parent)
        self.body = below(gap=8, edges=(14, 12), of=self)
        self.head = QHBoxLayout()
        self._title = label(title, "heading")
        if title:
            place(self.head, self._title, STRETCH)
            self.body.addLayout(self.head)
            self.setAccessibleName(title)
        if intro:
            self.body.addWidget(label(intro, "muted", wrap=True))

    def set_title(self, title: str) -> None:
        """Show another heading (the card must have been made with one)."""
        self._title.setText(title)
        self.setAccessibleName(title)


def card(title: str, parts: Iterable[Placed]) -> Card | None:
    """Return a card that holds these parts below each other; None where there are none."""
    if not (held := tuple(parts)):
        return None
    made = Card(title)
    place(made.body, *held)
    return made


class SideCard(Card):
    """Put contents in `inside`, buttons in `foot`. Below a list (`Columns`) it shows all."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        # The bar stands in the margin, so that it takes no room from the contents.
        px = theme().px
        edges = self.body.contentsMargins()
        edge = edges.right()
        edges.setRight(px(2))
        self.body.setContentsMargins(edges)
        content = QWidget()
        self.inside = below(edges=(0, 0, 4, 0), of=content)
        self.inside.setSpacing(self.body.spacing())
        self._area = ScrollingColumn(content, self)
        self.body.addWidget(self._area, 1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(0, 0, edge - px(2), 0)
        self.foot.setSpacing(self.body.spacing())
        self.body.addLayout(self.foot)

    def show_whole(self, *, whole: bool) -> None:
        """Be as high as the contents; else they scroll here."""
        self._area.show_whole(whole=whole)


class Tile(QFrame):
    """One figure, read as one: "Waarschuwing: 9"."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._value = label(title, "label"), label("", "value")
        self._note = label("", "hint")
        below(self._title, self._value, self._note, gap=2, edges=(15, 9), of=self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_value("")

    def show_value(self, value: str, note: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Show another figure; only the tones warn and bad are painted."""
        self._value.setText(value)
        self._note.setText(note)
        self._note.setHidden(not note)
        self.setAccessibleName(f"{self._title.text()}: {value}" + (f", {note}" if note else ""))
        for part in (self, self._value):
            restyle(part, "tone", str(tone))


class EmptyState(QWidget):
    """A heading, a sentence and at most one button, in the middle."""

    def __init__(
        self,
        title: str,
        text: str,
        action: str = "",
        do: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(theme().px(8))
        self._title = label(title, "heading")
        self._text = label(text, "muted", wrap=True)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        theme().changed.connect(self._fit)
        self._fit()
        if action:
            layout.addWidget(button(action, do), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(title)

    def _fit(self) -> None:
        """Follow the size of text."""
        self._text.setMinimumWidth(theme().px(320))

    def say(self, title: str, text: str) -> None:
        """Show another heading and sentence."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)


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

    def add_row(self, name: str, value: str | QWidget, *, wide: bool = False) -> QWidget:
        """Add a row and return the widget of the value; a text can be selected and copied.

        A `wide` one has the whole width for itself.
        """
        if wide:
            self._count += -self._count % self._columns
        row, column = divmod(self._count, self._columns)
        self._count += self._columns if wide else 1
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        if name:
            self._grid.addWidget(label(name, "label"), row, 2 * column, top)
        shown = value if isinstance(value, QWidget) else _value_label(value)
        if not shown.accessibleName():
            words = value if isinstance(value, str) else ""
            shown.setAccessibleName(": ".join(filter(None, (name, words))))
        if isinstance(value, QWidget):
            self._grid.addWidget(shown, row, 2 * column + 1, top)
        else:
            across = 2 * self._columns - 1 if wide else 1
            self._grid.addWidget(shown, row, 2 * column + 1, 1, across, Qt.AlignmentFlag.AlignTop)
        return shown

    def fill(
        self, rows: Iterable[tuple[str, str | QWidget]], wide: Container[str] = ()
    ) -> "KeyValues":
        """Show these rows and no others; one without a value is left out. Return this.

        `wide` are the names of those that have the whole width for themselves.
        """
        self.clear()
        for name, value in rows:
            if value:
                self.add_row(name, value, wide=name in wide)
        return self

    def clear(self) -> None:
        """Take all rows away."""
        clear(self._grid)
        self._count = 0


def _value_label(text: str) -> QLabel:
    shown = label(text, wrap=True)
    shown.setMinimumWidth(1)  # it wraps, and widens nothing (H3)
    # By mouse only: a stop of the Tab key per value would make a long way through the pane.
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown
