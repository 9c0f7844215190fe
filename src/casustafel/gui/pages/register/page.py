"""Normen en stops: the norm register of the contract manager in three tabs."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from casustafel.gui.dates import PAST
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.lists import Act, ChipOf, ListPane
from casustafel.gui.lists.pane import Home
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.register.dialogs import ThresholdDialog
from casustafel.gui.pages.register.lines import inflow_columns
from casustafel.gui.pages.register.norms_tab import NormsTab
from casustafel.gui.pages.register.steps import RegisterSteps
from casustafel.gui.pages.register.stops_tab import StopsTab
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.card import Tile
from casustafel.gui.widgets.chips import Chip, SegmentedSwitch
from casustafel.gui.widgets.fields import DateField
from casustafel.gui.widgets.layout import wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import number, tr
from casustafel.gui.work import Change
from casustafel.services.register import inflow, norm_steps, register
from casustafel.services.register.inflow import InflowAnswer, InflowRow
from casustafel.services.register.register import RegisterView

_FOLDER = "register/folder"


class InflowTab(ListPane[InflowRow]):
    """A period, figures, and one line per client; those without a route stand first."""

    def __init__(self, home: Home, steps: RegisterSteps) -> None:
        self._steps, self._settings = steps, home.settings
        self._answer: InflowAnswer | None = None
        self.since = DateField(tr("Ingestroomd vanaf"), back=PAST)
        self.until = DateField(tr("Ingestroomd tot en met"), back=PAST)
        beside: list[QWidget] = []
        for words, field in ((tr("&Van"), self.since), (tr("&tot en met"), self.until)):
            named = label(words, "label")
            named.setBuddy(field)
            beside += (named, field)
            field.editingFinished.connect(self.read)
        super().__init__(
            home,
            tr("Instroom"),
            "inflow",
            RowTableModel(inflow_columns(), lambda row: row.case_number),
            chips=(
                ChipOf("all", tr("Alle"), lambda _row: True),
                ChipOf("without", tr("Zonder geldige route"), lambda row: not row.lawful),
            ),
            acts=(
                Act(
                    tr("Exporteren naar Excel…"),
                    page=self.ask_export,
                    keys="Ctrl+E",
                    hint=tr("Instroomlijst exporteren"),
                ),
            ),
            empty=(
                tr("Niemand ingestroomd tijdens een stop"),
                tr("In deze periode is bij de aanbieders met een stop niemand in zorg gekomen."),
            ),
            beside=beside,
        )
        self._providers = Tile(tr("Aanbieders met een stop"))
        self._clients = Tile(tr("Ingestroomde cliënten"))
        self._without = Tile(tr("Zonder geldige route"))
        tiles = ((self._providers, 1), (self._clients, 1), (self._without, 1))
        self.content.insertLayout(1, wrapping(*tiles, gap=12))
        self.place_buttons(self.bar.add)

    def show_view(self, view: RegisterView) -> None:
        """Propose the period since the oldest stop that holds, and read the list."""
        if self.since.day is None:
            starts = [line.stop.starts_on for line in view.stops if line.holds]
            oldest = min((on for on in starts if on), default=date(view.today.year, 1, 1))
            self.since.set_day(oldest)
            self.until.set_day(view.today)
        self.read()

    def read(self) -> None:
        """Read the list of the period that stands in the fields."""
        since, until = self.since.day, self.until.day
        if since is None or until is None:
            return
        self.work.read(
            lambda reader: inflow.listed(reader, since, until),
            then=self._show_answer,
            owner=self,
            lane="inflow",
        )

    def _show_answer(self, answer: InflowAnswer) -> None:
        self._answer = answer
        without = answer.without_route
        clients = sum(one.clients for one in answer.providers)
        self._providers.show_value(number(len(answer.providers)), tr("in deze periode"))
        lawful = sum(row.lawful for row in answer.rows)
        routed = tr("{n} via een geldige route").format(n=number(lawful))
        self._clients.show_value(number(clients), routed)
        note = tr("vraag de aanbieder naar de grond") if without else tr("alles klopt")
        self._without.show_value(number(without), note, Tone.BAD if without else Tone.NEUTRAL)
        self.show_rows(answer.rows)

    def ask_export(self) -> None:
        """Ask where the workbook goes, with the count per provider, and write it."""
        answer = self._answer
        if answer is None:
            return
        settings = self._settings
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
        self.work.write(
            lambda uow: inflow.export(uow, target, since, until),
            then=lambda _done: self.say(
                tr(
                    "Opgeslagen als {file}. Dit bestand is niet versleuteld: bewaar het op een "
                    "veilige plek."
                ).format(file=target.name),
                Tone.GOOD,
            ),
            failed=self._steps.say_error,
            owner=self,
            changes=[Change("log")],
        )


NORMS, STOPS, INFLOW = "norms", "stops", "inflow"


class RegisterPage(Page):
    """An argument is the tab to show (norms, stops or inflow), or the path of a list of norms."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Normen en stops"))
        self._view: RegisterView | None = None
        self.switch = SegmentedSwitch(tr("Onderdeel"), self)
        self.switch.set_choices(
            [
                Chip(NORMS, tr("Normen")),
                Chip(STOPS, tr("Toeleidingsstops")),
                Chip(INFLOW, tr("Instroom")),
            ]
        )
        self.switch.chosen.connect(self._show_tab)
        self.add_button(self.switch)
        steps = RegisterSteps(self, self)
        self.norms = NormsTab(self, steps)
        self.stops = StopsTab(self, steps)
        self.inflow = InflowTab(self, steps)
        self._tabs: dict[str, NormsTab | StopsTab | InflowTab] = {
            NORMS: self.norms,
            STOPS: self.stops,
            INFLOW: self.inflow,
        }
        self._stack = QStackedWidget(self)
        for tab in self._tabs.values():
            self._stack.addWidget(tab)
            tab.shown_changed.connect(lambda _count: self.tell_status())
        self.body.addWidget(self._stack, 1)
        self.add_key("Ctrl+PgDown", lambda: self.switch.step(1))
        self.add_key("Ctrl+PgUp", lambda: self.switch.step(-1))

    def open(self, argument: str) -> None:
        if argument in self._tabs:
            self.switch.choose(argument)
        else:
            self.switch.choose(NORMS)
            self.norms.importing.look(Path(argument))

    def reload(self) -> None:
        self.work.read(register.view, then=self._show, owner=self, lane="page")

    def concerns(self, changes: frozenset[Change]) -> bool:
        return any(change.kind in {"register", "provider", "case"} for change in changes)

    def keys(self) -> Sequence[KeyHint]:
        return (
            KeyHint("Ctrl+PgDown", tr("Volgend onderdeel")),
            *self._tabs[self.switch.key].keys(),
        )

    def commands(self) -> Sequence[Command]:
        shown = tuple(
            Command(text, partial(self.switch.choose, key))
            for key, text in (
                (NORMS, tr("Normen tonen")),
                (STOPS, tr("Toeleidingsstops tonen")),
                (INFLOW, tr("Instroom tijdens een stop tonen")),
            )
        )
        here = self._tabs[self.switch.key].commands()
        if self._view is None or not self._view.may_manage:
            return (*shown, *here)
        return (
            *shown,
            *here,
            Command(tr("Grens van de melding wijzigen"), self.ask_threshold),
            Command(tr("Leeg sjabloon voor normen opslaan"), self.norms.importing.ask_template),
        )

    def ask_threshold(self) -> None:
        """Let the user change the share at which a notice is due."""
        if self._view is None:
            return
        ask(
            self,
            ThresholdDialog(self._view.threshold, self),
            norm_steps.set_threshold,
            changes=[Change("register")],
        )

    def _show(self, view: RegisterView) -> None:
        self._view = view
        holding = sum(line.holds for line in view.stops)
        waiting = sum(line.next_step is not None for line in view.norms)
        stops = tr("1 toeleidingsstop nu") if holding == 1 else tr("{n} toeleidingsstops nu")
        norms = tr("1 norm met actie") if waiting == 1 else tr("{n} normen met actie")
        said = (stops.format(n=number(holding)), norms.format(n=number(waiting)))
        self.set_title(tr("Normen en stops"), ", ".join(said))
        for tab in self._tabs.values():
            tab.show_view(view)
        self.tell_status()

    def _show_tab(self, key: str) -> None:
        self._stack.setCurrentWidget(self._tabs[key])
        self.tell_status()

    def tell_status(self) -> None:
        """Say how many rows the tab shows."""
        shown = self._tabs[self.switch.key].model.total
        self.set_status(tr("{n} getoond").format(n=number(shown)))
