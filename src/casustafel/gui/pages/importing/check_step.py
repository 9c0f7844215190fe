"""Step 3: what the list would do. Nothing is changed here."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.gui.pages.importing.check_model import CheckModel
from casustafel.gui.pages.importing.client_changes import ClientChanges, Fields, client_fields
from casustafel.gui.pages.importing.row_detail import RowDetail
from casustafel.gui.pages.importing.tiles import CountTiles
from casustafel.gui.pages.importing.words import overlap_words, whole
from casustafel.gui.settings import Settings
from casustafel.gui.tables import TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import EmptyState
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.layout import WrappingRow, below
from casustafel.gui.words import tr
from casustafel.services.importing import RowAnswer, RowState
from casustafel.services.importing.preview import Preview, weighs

FILTERS: dict[str, Callable[[RowAnswer], bool]] = {
    "all": lambda line: True,
    "findings": lambda line: any(weighs(one) for one in line.findings),
    "changes": lambda line: bool(line.updates),
}


class CheckStep(QWidget):
    """Tiles, chips, the rows with their findings, and the row under the cursor in full."""

    findings_wanted = Signal()
    """The user wants the list back with its faults in it."""
    choices_changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._preview: Preview | None = None
        self.overwrite: set[tuple[int, str]] = set()
        self.left_out: set[int] = set()
        self._of_clients: Fields = frozenset()
        self._empty = EmptyState("", "")
        self.note = Banner(self)
        self.tiles = CountTiles(self)
        above = WrappingRow()
        above.setSpacing(theme().px(12))
        above.addWidget(self.tiles, 1)
        self.chips = FilterChipBar(tr("Welke rijen"), self)
        self.chips.chosen.connect(lambda _key: self._filter())
        self.save = button(tr("Foutenlijst opslaan als Excel…"), self.findings_wanted.emit)
        above.addWidget(self.save, 0, Qt.AlignmentFlag.AlignVCenter)
        self.clients = ClientChanges(self)
        self.clients.chosen.connect(self._take_clients)
        among = WrappingRow()
        among.setSpacing(theme().px(12))
        among.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        among.addWidget(self.clients)
        self._place = QVBoxLayout()
        self.model: CheckModel | None = None
        self.table: TableView | None = None
        self.detail = RowDetail(self)
        self.detail.field_chosen.connect(self._take_field)
        self.detail.row_chosen.connect(self._leave_out)
        self.detail.hide()
        below(self.note, above, among, (self._place, 1), self.detail, gap=10, of=self)

    def show_preview(self, preview: Preview) -> None:
        """Show a list that was compared; choices of an older one are gone."""
        self._preview = preview
        self.overwrite, self.left_out = set(), set()
        self._rebuild(preview)
        lines = preview.answer.lines
        self._of_clients = client_fields(lines)
        self.clients.show_counts(self._of_clients, self.overwrite)
        counts = {key: sum(fits(line) for line in lines) for key, fits in FILTERS.items()}
        self.chips.set_chips(
            [
                Chip("all", tr("Alles"), counts["all"]),
                Chip("findings", tr("Fouten en waarschuwingen"), counts["findings"]),
                Chip("changes", tr("Wijzigingen"), counts["changes"]),
            ]
        )
        first = "findings" if counts["findings"] else "changes" if counts["changes"] else "all"
        self.chips.choose(first)
        self.save.setVisible(counts["findings"] > 0)
        self._say(preview)
        self._show_counts()
        self._filter()

    def _rebuild(self, preview: Preview) -> None:
        """The columns follow the list, so each list has a table of its own."""
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.deleteLater()
        self.model = CheckModel(preview, self)
        self.table = TableView(self.model, tr("Rijen van de lijst"), parent=self)
        self.table.current_row_changed.connect(lambda _row: self._show_detail())
        self.table.row_opened.connect(lambda _row: self.detail.take_focus())
        self._empty = EmptyState("", "")
        self.table.set_empty(self._empty)
        self._place.addWidget(self.table)

    @property
    def incoming(self) -> int:
        """How many rows the last click would take in or update."""
        if self._preview is None or self._preview.answer.known_before:
            return 0
        taken = {row for row, _field in self.overwrite}
        states = (RowState.NEW, RowState.UPDATED)
        return sum(
            (line.state in states or line.row in taken) and line.row not in self.left_out
            for line in self._preview.answer.lines
        )

    def _filter(self) -> None:
        if self._preview is None or self.model is None or self.table is None:
            return
        fits = FILTERS.get(self.chips.key, FILTERS["all"])
        lines = [line for line in self._preview.answer.lines if fits(line)]
        if self.chips.key == "findings":
            # What stays out comes first: a long list may have a warning on every row.
            lines.sort(key=lambda line: line.state is not RowState.REFUSED)
        self._empty.say(*self._nothing())
        self.model.set_rows(lines)
        if self.table.current_row() is None and self.model.total:
            self.table.selectRow(0)
        self._show_detail()

    def _nothing(self) -> tuple[str, str]:
        """Return what stands in the table while it has no rows."""
        if self._preview is not None and self._preview.answer.known_before:
            text = tr("Maak de eerdere import ongedaan als u de lijst opnieuw wilt inlezen.")
            return tr("Deze lijst is al ingelezen"), text
        if self.chips.key == "changes":
            text = tr("De lijst wijzigt niets aan casussen en cliënten die er al zijn.")
            return tr("Geen wijzigingen"), text
        if self.chips.key == "findings":
            text = tr("In de rijen van deze lijst is niets gevonden dat aandacht vraagt.")
            return tr("Geen fouten en waarschuwingen"), text
        return tr("Geen rijen"), tr("Onder de kop van deze lijst staat geen rij.")

    def _show_detail(self) -> None:
        if self._preview is None or self.table is None:
            return
        line = self.table.current_row()
        self.detail.show_line(self._preview, line, self.overwrite, self.left_out)

    def _take_field(self, row: int, field: str, taken: bool) -> None:
        (self.overwrite.add if taken else self.overwrite.discard)((row, field))
        self.clients.show_counts(self._of_clients, self.overwrite)
        self.choices_changed.emit()

    def _take_clients(self, taken: bool) -> None:
        """Take all that the list says of clients, or keep all; who leaves a row out still does."""
        self.overwrite -= self._of_clients
        if taken:
            self.overwrite |= self._of_clients
        self.clients.show_counts(self._of_clients, self.overwrite)
        self._show_detail()
        self.choices_changed.emit()

    def _leave_out(self, row: int, out: bool) -> None:
        (self.left_out.add if out else self.left_out.discard)(row)
        if self.model is not None and self.table is not None:
            self.model.left_out = frozenset(self.left_out)
            line = self.table.current_row()
            if line is not None:
                self.model.update_row(line)
        self._show_counts()
        self.choices_changed.emit()

    def _show_counts(self) -> None:
        if self._preview is not None:
            rows = dict(self._preview.answer.rows)
            rows["new"] -= len(self.left_out)
            rows["skipped"] += len(self.left_out)
            self.tiles.show_counts(rows, self._preview.warned)

    def _say(self, preview: Preview) -> None:
        """Say that there is nothing to take in; what lies beside it was said at the columns."""
        whole_list = preview.answer.findings
        known = [one for one in whole_list if one.code in ("file-known", "list-without-rows")]
        missing = [one for one in whole_list if one.code == "columns-missing"]
        overlap = overlap_words(preview.overlap)
        self.chips.setVisible(not known)
        if known:
            self.note.say(whole(known[0]), Tone.WARN, closable=False)
        elif overlap or missing:
            text = "\n".join(filter(None, [*map(whole, missing), overlap]))
            self.note.say(text, Tone.WARN if missing else Tone.INFO, closable=False)
        else:
            self.note.clear()
