"""The figures of a list: how many rows became what."""

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy, QWidget

from casustafel.gui.theme import Tone
from casustafel.gui.widgets.card import Tile
from casustafel.gui.widgets.layout import wrapping
from casustafel.gui.words import number, tr


class CountTiles(QWidget):
    """One tile per thing that may become of a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = wrapping(gap=12, of=self)
        titles = {
            "new": tr("Nieuw"),
            "updated": tr("Bijwerken"),
            "unchanged": tr("Ongewijzigd"),
            "duplicate": tr("Dubbel"),
            "skipped": tr("Overgeslagen"),
            "warned": tr("Waarschuwing"),
            "refused": tr("Fout, niet ingelezen"),
        }
        self.tiles = {key: Tile(title, parent=self) for key, title in titles.items()}
        for tile in self.tiles.values():
            layout.addWidget(tile)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_counts(self, rows: Mapping[str, int], warned: int) -> None:
        """Show the counts of an answer, and how many rows come in with a warning."""
        for key, tile in self.tiles.items():
            count = warned if key == "warned" else rows.get(key, 0)
            tone = {"warned": Tone.WARN, "refused": Tone.BAD}.get(key, Tone.NEUTRAL)
            tile.show_value(number(count), tone=tone if count else Tone.NEUTRAL)
