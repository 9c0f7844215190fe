"""The first step and the last: which list, and what was done with it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from casustafel.domain.records import ImportRecord
from casustafel.gui.icons import pixmap
from casustafel.gui.pages.importing.parts import ButtonRow, CountTiles
from casustafel.gui.pasted import is_attachment
from casustafel.gui.settings import Settings
from casustafel.gui.tables import Cell, Column, RowTableModel, TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, EmptyState
from casustafel.gui.widgets.fields import ChoiceBox
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, below, beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, number, tr
from casustafel.services.importing import ImportAnswer
from casustafel.services.importing.preview import SheetInfo


class FileStep(QWidget):
    """What the user does here is said by signals; the page reads and writes."""

    file_wanted = Signal()
    paste_wanted = Signal()
    example_wanted = Signal()
    template_wanted = Signal()
    undo_wanted = Signal(object)
    """The `ImportRecord` to undo."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._newest: str | None = None
        across = beside((self._choosing(), 3), (self._helping(), 2), gap=14)
        below(across, (self._earlier(settings), 1), gap=14, of=self)

    def _choosing(self) -> Card:
        card = Card(tr("Lijst kiezen"), self)
        self._icon = label()
        self._icon.setAccessibleName(tr("Lijst"))
        self._show_icon()
        theme().changed.connect(self._show_icon)
        self._text = label("", wrap=True)
        row = beside((self._icon, 0, Qt.AlignmentFlag.AlignTop), (self._text, 1), gap=12)
        card.body.addLayout(row)
        self.choose = button(
            tr("Bestand kiezen…"), self.file_wanted.emit, keys="Ctrl+O", kind="primary"
        )
        self.paste = button(tr("Plakken uit Excel"), self.paste_wanted.emit, keys="Ctrl+V")
        card.body.addWidget(ButtonRow(self.choose, self.paste))
        self.sheet = ChoiceBox(card)
        self.sheet_box = FormField(tr("&Blad"), self.sheet, " ", required=True)
        card.body.addWidget(self.sheet_box)
        card.body.addStretch(1)
        self.show_file(None, ())
        return card

    def _helping(self) -> Card:
        text = tr(
            "Sla een lege lijst op om in te vullen, met keuzelijsten en uitleg. Of oefen met een "
            "voorbeeld: de mensen daarin zijn verzonnen."
        )
        card = Card(tr("Nog geen lijst?"), self, text)
        template = button(tr("Lege lijst opslaan…"), self.template_wanted.emit)
        self.example = button(tr("Voorbeeld opslaan…"), self.example_wanted.emit)
        card.body.addWidget(ButtonRow(template, self.example))
        card.body.addStretch(1)
        return card

    def _earlier(self, settings: Settings) -> Card:
        card = Card(tr("Eerder ingelezen"), self)
        self.undo = button(tr("Ongedaan maken…"), self._undo)
        card.head.addWidget(self.undo)
        self.model = RowTableModel(columns(), lambda row: row.id, self)
        self.table = TableView(self.model, tr("Eerder ingelezen"), settings, "imports", card)
        self.table.current_row_changed.connect(lambda _row: self._show_undo())
        self.table.setMinimumHeight(theme().px(150))
        words = tr("Een lijst die u inleest, ziet u hier terug en kunt u ongedaan maken.")
        self.table.set_empty(EmptyState(tr("Nog geen lijsten"), words))
        card.body.addWidget(self.table, 1)
        self._show_undo()
        return card

    def show_earlier(self, records: Sequence[ImportRecord]) -> None:
        """Show the lists that came in at this table; one that is new has the cursor."""
        newest = records[0].id if records else None
        self.model.set_rows(records)
        if records and (newest != self._newest or self.table.current_row() is None):
            self.table.selectRow(0)
        self._newest = newest
        self._show_undo()

    def show_file(self, path: Path | None, sheets: Sequence[SheetInfo]) -> None:
        """Show the chosen file with its sheets, or ask for one."""
        self.sheet.clear()
        self.sheet_box.setVisible(len(sheets) > 1)
        if path is None:
            self._text.setText(
                tr("Sleep een lijst hierheen, kies een bestand, of plak een blok uit Excel.")
                + "\n"
                + tr("Excel (xlsx, xlsm, xlsb, xls), LibreOffice (ods) en csv.")
            )
            return
        rows = sum(one.rows for one in sheets)
        said = tr("{n} rijen in {sheets} bladen")
        self._text.setText(f"{path.name}\n" + said.format(n=number(rows), sheets=len(sheets)))
        self.sheet.addItem(tr("Eerste blad met een lijst"), None)
        for one in sheets:
            words = (
                tr("{name} ({n} rijen)") if not one.hidden else tr("{name} ({n} rijen, verborgen)")
            )
            self.sheet.addItem(words.format(name=one.name, n=number(one.rows)), one.name)
        hidden = sum(one.hidden for one in sheets)
        hint = tr("Verborgen bladen worden alleen gelezen als u ze hier kiest.") if hidden else ""
        self.sheet_box.describe(tr("&Blad"), hint, required=True)

    @property
    def sheet_name(self) -> str | None:
        """The sheet that is chosen; None for the first with a list."""
        name = self.sheet.currentData()
        return name if isinstance(name, str) else None

    def _show_icon(self) -> None:
        self._icon.setPixmap(pixmap("import", 26, "brand", self.devicePixelRatioF()))

    def _show_undo(self) -> None:
        row = self.table.current_row()
        self.undo.setEnabled(row is not None and row.undone_at is None)

    def _undo(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.undo_wanted.emit(row)


def columns() -> list[Column[ImportRecord]]:
    """Return what is shown of each import."""
    return [
        Column("imported_at", tr("Ingelezen op"), 120, lambda row: row.imported_at),
        Column("file_name", tr("Bestand"), 190, _file),
        Column("sheet", tr("Blad"), 90, lambda row: row.sheet, muted=lambda _row: True),
        Column("new", tr("Nieuw"), 62, lambda row: row.summary.get("new", 0), right=True),
        Column(
            "updated", tr("Bijgewerkt"), 80, lambda row: row.summary.get("updated", 0), right=True
        ),
        Column("refused", tr("Fout"), 56, lambda row: row.summary.get("refused", 0), right=True),
        Column("imported_by", tr("Door"), 110, lambda row: row.imported_by),
        Column("state", tr("Stand"), 120, _state),
    ]


def _file(row: ImportRecord) -> Cell:
    return Cell(row.file_name, bold=True, tooltip=row.file_name, middle=True)


def _state(row: ImportRecord) -> Cell:
    if row.undone_at is not None:
        return Cell(tr("Ongedaan gemaakt"), Tone.NEUTRAL)
    return Cell(tr("Ingelezen"), Tone.GOOD)


class FileDrop(QObject):
    """Takes one local file that is dropped on a widget while it is welcome."""

    dropped = Signal(object)
    """The `Path` of the file."""
    no_file = Signal()
    """Something was dropped that is no file yet, such as an attachment of a mail."""

    def __init__(self, target: QWidget, welcome: Callable[[], bool]) -> None:
        super().__init__(target)
        self._welcome = welcome
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A drag that enters is a drop event too, of another type.
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        ):
            path, attached = _local_file(event), is_attachment(event.mimeData())
            if not (path or attached) or not self._welcome():
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop and attached:
                self.no_file.emit()
            elif event.type() == QEvent.Type.Drop:
                self.dropped.emit(path)
            return True
        return super().eventFilter(watched, event)


def _local_file(event: QDropEvent) -> Path | None:
    """Return the one local file that is dropped, if it is one."""
    local = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(local[0].toLocalFile()) if len(local) == 1 else None


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
        first = count_of(
            new, tr("1 rij is nieuw in de wachtrij."), tr("{n} rijen zijn nieuw in de wachtrij.")
        )
        if answer.listed is not None:
            made = tr("{lines} zorgregels zijn nieuw; de longlist kreeg er {n} casussen bij.")
            first = made.format(lines=number(new), n=number(answer.listed))
        lines = [first]
        if updated:
            lines.append(
                count_of(updated, tr("1 casus is bijgewerkt."), tr("{n} casussen zijn bijgewerkt."))
            )
        if refused:
            more = tr("{n} rijen met een fout zijn niet ingelezen.")
            words = tr("Sla de foutenlijst op, verbeter de rijen en lees die lijst in.")
            one = tr("1 rij met een fout is niet ingelezen.")
            lines.append(count_of(refused, one, more) + " " + words)
        if kept_columns:
            lines.append(tr("De koppeling van de kolommen is bewaard voor de volgende keer."))
        self.text.setText("\n".join(lines))
        self.save.setVisible(bool(refused or warned))
        self.queue.setFocus()
