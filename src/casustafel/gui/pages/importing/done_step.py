"""Step 4: what was done, and what one can do next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casustafel.gui.pages.importing.parts import ButtonRow, CountTiles
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.layout import STRETCH, below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import number, tr
from casustafel.services.importing import ImportAnswer


class DoneStep(QWidget):
    """The counts in words, and the ways on."""

    queue_wanted = Signal()
    findings_wanted = Signal()
    undo_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.tiles = CountTiles(self)
        card = Card(tr("De lijst is ingelezen"), self)
        self._card = card
        self.text = label("", wrap=True)
        card.body.addWidget(self.text)
        self.queue = button(tr("Naar de wachtrij"), self.queue_wanted.emit, kind="primary")
        self.save = button(tr("Foutenlijst opslaan als Excel…"), self.findings_wanted.emit)
        self.again = button(tr("Nog een lijst inlezen"), self.again_wanted.emit)
        self.undo = button(tr("Ongedaan maken…"), self.undo_wanted.emit)
        card.body.addSpacing(px(6))
        card.body.addWidget(ButtonRow(self.queue, self.save, self.again, self.undo))
        below(self.tiles, card, STRETCH, gap=14, of=self)

    def show_answer(self, answer: ImportAnswer, warned: int, *, kept_columns: bool) -> None:
        """Say what the import did."""
        rows = answer.rows
        self.tiles.show_counts(rows, warned)
        new, updated, refused = rows["new"], rows["updated"], rows["refused"]
        lines = [
            _counted(
                new,
                tr("1 rij is nieuw in de wachtrij."),
                tr("{n} rijen zijn nieuw in de wachtrij."),
            )
        ]
        if updated:
            lines.append(
                _counted(updated, tr("1 casus is bijgewerkt."), tr("{n} casussen zijn bijgewerkt."))
            )
        if refused:
            lines.append(
                _counted(
                    refused,
                    tr("1 rij met een fout is niet ingelezen."),
                    tr("{n} rijen met een fout zijn niet ingelezen."),
                )
                + " "
                + tr("Sla de foutenlijst op, verbeter de rijen en lees die lijst in.")
            )
        if kept_columns:
            lines.append(tr("De koppeling van de kolommen is bewaard voor de volgende keer."))
        self.text.setText("\n".join(lines))
        self.save.setVisible(bool(refused or warned))
        self.queue.setFocus()


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(n=number(count))
