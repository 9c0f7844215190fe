"""The tab Instroom: who came in at providers with a stop, and by which lawful route."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from casustafel.gui.pages.register.models import inflow_columns
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.date_field import DateField
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.style import label
from casustafel.gui.widgets.tile import Tile
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import number, tr
from casustafel.gui.work import Change
from casustafel.services import inflow
from casustafel.services.inflow import InflowAnswer
from casustafel.services.register import RegisterView

if TYPE_CHECKING:
    from casustafel.gui.pages.register.page import RegisterPage

_FOLDER = "register/folder"


class InflowTab(QWidget):
    """A period, figures, and one line per client; those without a route stand first."""

    def __init__(self, page: "RegisterPage") -> None:
        super().__init__(page)
        self._page = page
        self._answer: InflowAnswer | None = None
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        row, right = WrappingRow(), WrappingRow()
        for each in (row, right):
            each.setSpacing(px(8))
        self.chips = FilterChipBar(tr("Instroom tonen"), self)
        self.chips.chosen.connect(lambda _key: self._filter())
        row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self.since = DateField(tr("Ingestroomd vanaf"), self)
        self.until = DateField(tr("Ingestroomd tot en met"), self)
        for words, field in ((tr("&Van"), self.since), (tr("&tot en met"), self.until)):
            named = label(words, "label")
            named.setBuddy(field)
            right.addWidget(named)
            right.addWidget(field)
            field.editingFinished.connect(self.read)
        self.export = button(tr("Exporteren naar Excel…"), self._ask_export, keys="Ctrl+E")
        right.addWidget(self.export)
        row.addLayout(right)
        layout.addLayout(row)
        tiles = WrappingRow()
        tiles.setSpacing(px(12))
        self._providers = Tile(tr("Aanbieders met een stop"))
        self._clients = Tile(tr("Ingestroomde cliënten"))
        self._without = Tile(tr("Zonder geldige route"))
        for tile in (self._providers, self._clients, self._without):
            tiles.addWidget(tile, 1)
        layout.addLayout(tiles)
        self.model = RowTableModel(inflow_columns(), lambda row: row.case_number, self)
        self.table = TableView(self.model, tr("Instroom"), page.context.settings, "inflow", self)
        self.table.set_empty(
            EmptyState(
                tr("Niemand ingestroomd tijdens een stop"),
                tr("In deze periode is bij de aanbieders met een stop niemand in zorg gekomen."),
            )
        )
        layout.addWidget(self.table, 1)

    def show_view(self, view: RegisterView) -> None:
        """Propose the period since the oldest stop that holds, and read the list."""
        if self.since.day is None:
            starts = [line.stop.starts_on for line in view.stops if line.holds]
            oldest = min((on for on in starts if on), default=date(view.today.year, 1, 1))
            self.since.set_day(oldest)
            self.until.set_day(view.today)
        for field in (self.since, self.until):
            field.set_near(view.today)
        self.read()

    @property
    def count(self) -> int:
        """How many clients are shown."""
        return self.model.rowCount()

    def read(self) -> None:
        """Read the list of the period that stands in the fields."""
        since, until = self.since.day, self.until.day
        if since is None or until is None:
            return
        self._page.work.read(
            lambda reader: inflow.listed(reader, since, until),
            then=self._show,
            owner=self,
            lane="inflow",
        )

    def _show(self, answer: InflowAnswer) -> None:
        self._answer = answer
        without = answer.without_route
        self.chips.set_chips(
            [
                Chip("all", tr("Alle"), len(answer.rows)),
                Chip("without", tr("Zonder geldige route"), without),
            ]
        )
        clients = sum(one.clients for one in answer.providers)
        self._providers.show_value(number(len(answer.providers)), tr("in deze periode"))
        lawful = sum(row.lawful for row in answer.rows)
        routed = tr("{n} via een geldige route").format(n=number(lawful))
        self._clients.show_value(number(clients), routed)
        note = tr("vraag de aanbieder naar de grond") if without else tr("alles klopt")
        self._without.show_value(number(without), note, Tone.BAD if without else Tone.NEUTRAL)
        self._filter()

    def _filter(self) -> None:
        if self._answer is None:
            return
        only = self.chips.key == "without"
        self.model.set_rows([row for row in self._answer.rows if not (only and row.lawful)])
        self._page.tell_status()

    def _ask_export(self) -> None:
        answer = self._answer
        if answer is None:
            return
        settings = self._page.context.settings
        folder = Path(settings.text(_FOLDER, str(Path.home())))
        name = f"instroom-{answer.since:%Y%m%d}-{answer.until:%Y%m%d}.xlsx"
        path, _kind = QFileDialog.getSaveFileName(
            self, tr("Exporteren naar Excel"), str(folder / name), tr("Excel (*.xlsx)")
        )
        if path:
            settings.keep(_FOLDER, str(Path(path).parent))
            self.export_to(Path(path))

    def export_to(self, target: Path) -> None:
        """Write the list of the period beside the window and say where it stands."""
        answer = self._answer
        if answer is None:
            return
        since, until = answer.since, answer.until
        self._page.work.write(
            lambda uow: inflow.export(uow, target, since, until),
            then=lambda _done: self._page.banner.say(
                tr(
                    "Opgeslagen als {file}. Dit bestand is niet versleuteld: bewaar het op een "
                    "veilige plek."
                ).format(file=target.name),
                Tone.GOOD,
            ),
            failed=self._page.say_error,
            owner=self._page,
            changes=[Change("log")],
        )
