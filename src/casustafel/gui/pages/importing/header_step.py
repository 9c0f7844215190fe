"""Step 2 for a list without known names: in which row the names of its columns stand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.gui.pages.importing.parts import ButtonRow, column_letter
from casustafel.gui.tables import Cell, Column, RowTableModel, TableView
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.fields import ChoiceBox
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, below, beside
from casustafel.gui.words import tr
from casustafel.services.importing.beginnings import Beginning, BeginningRow
from casustafel.services.importing.preview import SheetInfo

#: What stands for a list without a row of names.
NO_HEADER = 0


def beginning_columns(width: int) -> list[Column[BeginningRow]]:
    """Return the number of a row of the sheet, and a column per column of the list."""
    number: Column[BeginningRow] = Column(
        "row", tr("Rij"), 52, lambda row: Cell(str(row.number), muted=True)
    )
    letters = [
        Column(f"c{place}", column_letter(place), 118, partial(_cell, place=place))
        for place in range(width)
    ]
    return [number, *letters]


def _cell(row: BeginningRow, place: int) -> Cell:
    text = row.cells[place] if place < len(row.cells) else ""
    return Cell(text, tooltip=text)


class HeaderStep(QWidget):
    """The user chooses a sheet, and the row of the header with the arrow keys."""

    sheet_wanted = Signal(str)
    row_chosen = Signal(int)
    """The row of the header as Excel shows it; `NO_HEADER` when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = Banner(self)
        self.sheet = ChoiceBox(self)
        self.sheet.activated.connect(lambda at: self.sheet_wanted.emit(self.sheet.itemData(at)))
        self._sheet_box = FormField(tr("&Blad"), self.sheet, required=True)
        self.none = button(tr("Deze lijst heeft geen kop"), lambda: self.row_chosen.emit(NO_HEADER))
        above = beside(
            self._sheet_box, STRETCH, (ButtonRow(self.none), 0, Qt.AlignmentFlag.AlignBottom)
        )
        self._place = QVBoxLayout()
        below(self.note, above, (self._place, 1), gap=10, of=self)
        self.model: RowTableModel[BeginningRow] | None = None
        self.table: TableView | None = None

    def show_beginning(
        self, found: Beginning, sheets: Sequence[SheetInfo], *, unknown: bool
    ) -> None:
        """Show how a list begins; `unknown` says that the program found no header in it."""
        self.sheet.clear()
        for one in sheets:
            text = tr("{name} (verborgen)") if one.hidden else "{name}"
            self.sheet.addItem(text.format(name=one.name), one.name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(found.sheet)))
        self._sheet_box.setVisible(len(sheets) > 1)
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.deleteLater()
        columns = beginning_columns(found.width)
        self.model = RowTableModel(columns, lambda row: str(row.number), self, sortable=False)
        self.table = TableView(self.model, tr("Eerste rijen van de lijst"), parent=self)
        self.table.row_opened.connect(lambda _row: self.choose())
        self._place.addWidget(self.table)
        self.model.set_rows(found.rows)
        self.table.select_key(str(found.likely))
        self._say(unknown=unknown, empty=not found.rows)

    def _say(self, *, unknown: bool, empty: bool) -> None:
        text = tr("Kies met de pijltjes de rij met de namen van de kolommen.")
        if empty:
            self.note.say(tr("Dit blad is leeg. Kies een ander blad."), Tone.WARN, closable=False)
            return
        if unknown:
            text = tr("In deze lijst staat geen kop die Casustafel kent.") + " " + text
        text += " " + tr("Daarna kiest u bij elke kolom het veld.")
        self.note.say(text, Tone.WARN if unknown else Tone.INFO, closable=False)

    @property
    def ready(self) -> bool:
        """Whether a row can be chosen."""
        return self.table is not None and self.table.current_row() is not None

    def choose(self) -> None:
        """Take the row under the cursor for the header."""
        row = self.table.current_row() if self.table is not None else None
        if isinstance(row, BeginningRow):
            self.row_chosen.emit(row.number)
