"""A switch of a few choices in one bar, such as the tables."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from casustafel.gui.widgets.chips import Chip
from casustafel.gui.widgets.layout import beside
from casustafel.gui.widgets.style import literal


class SegmentButton(QPushButton):
    """One part of the bar."""


class SegmentedSwitch(QWidget):
    """One of a few choices is on. Tab reaches the bar, the arrows choose."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._layout = beside(gap=0, of=self)
        self._parts: dict[str, SegmentButton] = {}
        self._key = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def key(self) -> str:
        """The choice that is on; empty while there are none."""
        return self._key

    @property
    def keys(self) -> list[str]:
        """All choices, from left to right."""
        return list(self._parts)

    def set_choices(self, choices: Sequence[Chip]) -> None:
        """Offer these; the first is on when the one that was on is gone. No signal."""
        for part in self._parts.values():
            self._layout.removeWidget(part)
            part.deleteLater()
        self._parts = {}
        last = len(choices) - 1
        for at, choice in enumerate(choices):
            part = SegmentButton(literal(choice.text), self)
            part.setCheckable(True)
            part.setAutoDefault(False)
            part.setAccessibleName(choice.text)
            ends = (at == 0, at == last)
            place = {(True, True): "only", (True, False): "first", (False, True): "last"}
            part.setProperty("place", place.get(ends, "middle"))
            part.clicked.connect(lambda _checked=False, key=choice.key: self._clicked(key))
            part.installEventFilter(self)
            self._layout.addWidget(part)
            self._parts[choice.key] = part
        if self._key not in self._parts:
            self._key = next(iter(self._parts), "")
        self._show()

    def show_choice(self, key: str) -> None:
        """Show a choice as on, without a signal. Raises KeyError for one that is not there."""
        if key not in self._parts:
            raise KeyError(key)
        self._key = key
        self._show()

    def choose(self, key: str) -> None:
        """Choose as the user would. Raises KeyError for a choice that is not there."""
        changed = key != self._key
        self.show_choice(key)
        if changed:
            self.chosen.emit(key)

    def step(self, by: int) -> None:
        """Choose the next (1) or the one before (-1), round the corner."""
        keys = self.keys
        if keys:
            self.choose(keys[(keys.index(self._key) + by) % len(keys)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button of Qt keeps the arrows to itself, so they are taken before it sees them.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.step(by)
                self._parts[self._key].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _clicked(self, key: str) -> None:
        self._show()
        self.choose(key)

    def _show(self) -> None:
        for key, part in self._parts.items():
            part.setChecked(key == self._key)
            part.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if key == self._key else Qt.FocusPolicy.ClickFocus
            )
