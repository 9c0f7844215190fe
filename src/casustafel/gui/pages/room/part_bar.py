"""Which part of the room is shown where there is too little room for all, and the way on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.gui.widgets.chips import Chip
from casustafel.gui.widgets.switch import SegmentedSwitch
from casustafel.gui.words import tr

AGENDA, CASE, OUTCOME = "agenda", "case", "outcome"


class PartBar(QFrame):
    """A switch of parts; at its right stands the button that leads on, which is always seen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        px = theme().px
        line = QHBoxLayout(self)
        line.setContentsMargins(px(10), px(5), px(12), px(5))
        line.setSpacing(px(10))
        self._switch = SegmentedSwitch(tr("Onderdeel"), self)
        self._switch.chosen.connect(self.chosen)
        line.addWidget(self._switch)
        line.addStretch(1)
        self._actions = QStackedWidget(self)
        line.addWidget(self._actions)
        self._holders: list[QWidget] = []
        self._key = CASE
        self._offered: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The part that is chosen."""
        return self._key

    def offer(self, parts: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these parts, a key and a word each, with one of them chosen."""
        if tuple(parts) != self._offered:
            self._offered = tuple(parts)
            self._switch.set_choices([Chip(key, words) for key, words in parts])
        self._key = chosen
        self._switch.show_choice(chosen)

    def take(self, actions: Sequence[KeyHintButton]) -> None:
        """Hold these buttons, of which `show_action` shows one."""
        for action in actions:
            holder = QWidget(self._actions)
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.addStretch(1)
            line.addWidget(action)
            self._actions.addWidget(holder)
            self._holders.append(holder)

    def give_back(self) -> None:
        """Forget the buttons, which were put elsewhere."""
        for holder in self._holders:
            self._actions.removeWidget(holder)
            holder.deleteLater()
        self._holders = []

    def show_action(self, at: int) -> None:
        """Show the button with this place."""
        self._actions.setCurrentIndex(at)
