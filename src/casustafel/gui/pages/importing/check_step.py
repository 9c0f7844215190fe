"""Step 3: what the list would do, and what is settled about it. Nothing is kept here."""

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from casustafel.domain.wording.catalogue import lists
from casustafel.gui.pages.importing.check_model import CheckModel, asks_model, kind_of
from casustafel.gui.pages.importing.parts import CountTiles, overlap_words, whole
from casustafel.gui.pages.importing.row_detail import RowDetail
from casustafel.gui.settings import Settings
from casustafel.gui.tables import TableView
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import EmptyState
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.layout import below, wrapping
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import number, tr
from casustafel.services.importing import RowAnswer, RowState
from casustafel.services.importing.asks import MISSING, NEW, Ask, asks
from casustafel.services.importing.preview import Preview, weighs
from casustafel.services.importing.profiles import Mends

Fields = frozenset[tuple[int, str]]

FILTERS: dict[str, Callable[[RowAnswer], bool]] = {
    "all": lambda line: True,
    "findings": lambda line: any(weighs(one) for one in line.findings),
    "changes": lambda line: bool(line.updates),
}
#: The filter that shows what can be settled at once instead of rows.
ASKS = "asks"


class CheckStep(QWidget):
    """Tiles, chips, the rows with their findings, and what is under the cursor in full."""

    findings_wanted = Signal()
    """The user wants the list back with its faults in it."""
    columns_wanted = Signal()
    choices_changed = Signal()
    mended = Signal(object, str)
    """The `Mends` that now hold, and what was done in words."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._preview: Preview | None = None
        self.mends = Mends()
        """What was settled; the preview follows."""
        self.overwrite: set[tuple[int, str]] = set()
        self._of_clients: Fields = frozenset()
        self._asks: Sequence[Ask] = ()
        self._refreshing = False
        self._empty = EmptyState("", "")
        self.note = Banner(self)
        self.tiles = CountTiles(self)
        self.chips = FilterChipBar(tr("Welke rijen"), self)
        self.chips.chosen.connect(lambda _key: self._filter())
        self.save = button(tr("Foutenlijst opslaan als Excel…"), self.findings_wanted.emit)
        above = wrapping((self.tiles, 1), (self.save, 0, Qt.AlignmentFlag.AlignVCenter), gap=12)
        self.clients = ClientChanges(self)
        self.clients.chosen.connect(self._take_clients)
        among = wrapping((self.chips, 1, Qt.AlignmentFlag.AlignVCenter), self.clients, gap=12)
        self._tables = QStackedWidget(self)
        rows = QWidget()
        self._place = below(of=rows)
        self._tables.addWidget(rows)
        self.model: CheckModel | None = None
        self.table: TableView | None = None
        self._make_asks()
        self.detail = RowDetail(self)
        self.detail.field_chosen.connect(self._take_field)
        self.detail.settled.connect(lambda change, done: self.mend(change(self.mends), done))
        self.detail.columns_wanted.connect(self.columns_wanted)
        self.detail.left.connect(lambda: self.shown is not None and self.shown.setFocus())
        self.detail.hide()
        below(self.note, above, among, (self._tables, 1), self.detail, gap=10, of=self)

    def _make_asks(self) -> None:
        self.asks_model = asks_model(self)
        self.asks = TableView(self.asks_model, tr("Wat u in één keer regelt"), parent=self)
        self.asks.set_empty(
            EmptyState(tr("Niets te regelen"), tr("In deze lijst geldt niets voor meer rijen."))
        )
        self.asks.current_row_changed.connect(lambda _row: self._show_detail())
        self.asks.row_opened.connect(lambda _row: self.detail.take_focus())
        self._tables.addWidget(self.asks)

    @property
    def shown(self) -> TableView | None:
        """The table that can be seen."""
        return self.asks if self.chips.key == ASKS else self.table

    def show_preview(self, preview: Preview) -> None:
        """Show a list that was compared; choices of an older one are gone."""
        self._preview, self.mends = preview, preview.given.mends
        self.overwrite = set()
        self._rebuild(preview)
        self._take(preview)
        first = next((key for key in ("findings", "changes") if self._count(key)), "all")
        if any(one.answer is None and one.kind not in (MISSING, NEW) for one in self._asks):
            first = ASKS
        self.chips.choose(first)
        self._filter()

    def show_mended(self, preview: Preview) -> None:
        """Show the same list after it was mended; the cursor stays where it was, or goes on."""
        typing = self.detail.typing
        shown, focus = self.shown, QApplication.focusWidget()
        within = focus is not None and self.detail.isAncestorOf(focus)
        at = shown.currentIndex().row() if shown is not None else 0
        before, going = self._asks, shown is self.asks and not typing
        self._preview = preview
        if self.model is None or self.model.show(preview):
            self._rebuild(preview)
        self._refreshing = True
        self._take(preview)
        self._filter()
        if (shown := self.shown) is not None:
            current = shown.current_row()
            if going and isinstance(current, Ask) and current.answer is not None:
                self._go_on(before, at)
            elif current is None or self._key_gone(at):
                shown.selectRow(min(at, max(0, shown.model().rowCount() - 1)))
        self._refreshing = False
        if not typing:
            self._show_detail()
            if within and shown is not None:
                shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _key_gone(self, at: int) -> bool:
        shown = self.shown
        return shown is not None and shown.currentIndex().row() == 0 != at

    def _go_on(self, before: Sequence[Ask], at: int) -> None:
        """Go to the next question, when one was just answered."""
        was = before[at] if at < len(before) else None
        if was is None or was.answer is not None:
            return
        after = [*range(at, len(self._asks)), *range(at)]
        nexts = (one for one in after if self._asks[one].answer is None)
        going = next((one for one in nexts if self._asks[one].kind != MISSING), None)
        if going is not None:
            self.asks.select_key(self._asks[going].key)

    def _take(self, preview: Preview) -> None:
        """Show counts, chips and remarks of what was compared."""
        lines = preview.lines
        self._asks = asks(preview) if preview.mendable else ()
        self._of_clients = client_fields(lines)
        self.clients.show_counts(self._of_clients, self.overwrite)
        kinds: dict[str, int] = {}
        for line in lines:
            for kind in {kind_of(one) for one in line.findings} - {""}:
                kinds[kind] = kinds.get(kind, 0) + 1
        if self.chips.key and self.chips.key not in (*FILTERS, ASKS):
            kinds.setdefault(self.chips.key, 0)
        chips = [Chip("all", tr("Alles"), self._count("all"))]
        if self._asks:
            open_ones = sum(one.answer is None for one in self._asks)
            chips.append(Chip(ASKS, tr("In één keer"), open_ones))
        chips += [
            Chip("findings", tr("Fouten en waarschuwingen"), self._count("findings")),
            Chip("changes", tr("Wijzigingen"), self._count("changes")),
        ]
        if len(kinds) > 1:
            named = sorted(kinds, key=lambda one: -kinds[one])
            chips += [Chip(kind, tr(kind), kinds[kind]) for kind in named]
        key = self.chips.key
        self.chips.set_chips(chips)
        if key in {one.key for one in chips}:
            self.chips.show_choice(key)
        self.save.setVisible(self._count("findings") > 0)
        self._say(preview)
        self.tiles.show_counts(preview.answer.rows, preview.warned)

    def _count(self, key: str) -> int:
        lines = self._preview.lines if self._preview is not None else ()
        return sum(FILTERS[key](line) for line in lines)

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
        return sum(line.state in states or line.row in taken for line in self._preview.answer.lines)

    def toggle_row(self) -> None:
        """Leave the row under the cursor out, or take it back."""
        line = self.table.current_row() if self.table is not None else None
        if isinstance(line, RowAnswer) and self.shown is self.table and self._mendable:
            self.detail.leave_out(line.row, out=line.state is not RowState.SKIPPED)

    @property
    def _mendable(self) -> bool:
        return self._preview is not None and self._preview.mendable

    def mend(self, mends: Mends, done: str = "") -> None:
        """Settle something, or take it back."""
        if mends != self.mends:
            self.mends = mends
            self.mended.emit(mends, done)

    def _filter(self) -> None:
        if self._preview is None or self.model is None or self.table is None:
            return
        key = self.chips.key
        self._tables.setCurrentIndex(1 if key == ASKS else 0)
        self.asks_model.set_rows(self._asks)

        def of_kind(line: RowAnswer) -> bool:
            return any(kind_of(one) == key for one in line.findings)

        fits = FILTERS.get(key, of_kind)
        lines = [line for line in self._preview.lines if fits(line)]
        if key == "findings":
            # What stays out comes first: a long list may have a warning on every row.
            lines.sort(key=lambda line: line.state is not RowState.REFUSED)
        self._empty.say(*self._nothing())
        self.model.set_rows(() if key == ASKS else lines)
        shown = self.shown
        if shown is not None and shown.current_row() is None and shown.model().rowCount():
            shown.selectRow(0)
        self._show_detail()

    def _nothing(self) -> tuple[str, ...]:
        """Return what stands in the table while it has no rows."""
        key = {"changes": "changes", "all": "rows"}.get(self.chips.key, "findings")
        if self._preview is not None and self._preview.answer.known_before:
            key = "known"
        return tuple(map(tr, lists()[f"import-{key}"]["empty"]))

    def _show_detail(self) -> None:
        shown = self.shown
        if self._preview is None or shown is None or self._refreshing:
            return
        current = shown.current_row()
        if shown is self.asks:
            self.detail.show_ask(self._preview, current)
        else:
            self.detail.show_line(self._preview, current, self.overwrite)

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


def client_fields(lines: Iterable[RowAnswer]) -> Fields:
    """Return the rows and fields in which a list says something else of a client."""
    return frozenset(
        (line.row, one.field)
        for line in lines
        for one in line.updates
        if one.asked and not one.by_hand
    )


class ClientChanges(QWidget):
    """Hidden while the list says nothing else of a client."""

    chosen = Signal(bool)
    """Whether all is taken from the list, or all is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = label("", "label")
        self.take = button(tr("Alles uit de lijst"), lambda: self.chosen.emit(True))
        self.keep = button(tr("Alles houden"), lambda: self.chosen.emit(False))
        said = (self.text, 0, Qt.AlignmentFlag.AlignVCenter)
        wrapping(said, self.take, self.keep, gap=8, of=self)
        self.hide()

    def show_counts(self, fields: Fields, taken: Collection[tuple[int, str]]) -> None:
        """Say of how many fields the value of the list is taken."""
        self.setVisible(bool(fields))
        count = sum(one in taken for one in fields)
        text = tr("Cliëntgegevens: {n} van {of} uit de lijst")
        self.text.setText(text.format(n=number(count), of=number(len(fields))))
        for each, doing in (
            (self.take, tr("Bij alle cliënten de gegevens uit de lijst overnemen")),
            (self.keep, tr("Bij alle cliënten de gegevens houden die er zijn")),
        ):
            each.setAccessibleDescription(f"{doing}. {self.text.text()}.")
            tip(each, doing)
