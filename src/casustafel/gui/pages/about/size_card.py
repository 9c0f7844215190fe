"""How large text and controls are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casustafel.gui.settings import Settings
from casustafel.gui.text_size import SIZES, choose_size, size_words, text_size
from casustafel.gui.theme import theme
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.chips import Chip
from casustafel.gui.widgets.style import label
from casustafel.gui.widgets.switch import SegmentedSwitch
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import tr


class SizeCard(Card):
    """Takes and keeps the size as soon as it is chosen; other pages follow at once."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.set_title(tr("Tekstgrootte"))
        self.body.addWidget(
            label(
                tr("Maakt alle letters en knoppen groter, naast wat uw systeem instelt."),
                "muted",
                wrap=True,
            )
        )
        self.switch = SegmentedSwitch(tr("Tekstgrootte"), self)
        self.switch.chosen.connect(lambda key: choose_size(settings, int(key)))
        row = WrappingRow()
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.body.addLayout(row)
        theme().changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """Show the size in use, also one that was reached step by step."""
        now = text_size()
        offered = [str(size) for size in sorted({*SIZES, now})]
        if offered != self.switch.keys:
            self.switch.set_choices([Chip(key, size_words(int(key))) for key in offered])
        self.switch.show_choice(str(now))
