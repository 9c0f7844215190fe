"""Normen en stops: the norm register of the contract manager in three tabs."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from casustafel.gui.dialogs.ask import ask
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.register.dialogs import ThresholdDialog
from casustafel.gui.pages.register.inflow_tab import InflowTab
from casustafel.gui.pages.register.norms_tab import NormsTab
from casustafel.gui.pages.register.steps import RegisterSteps
from casustafel.gui.pages.register.stops_tab import StopsTab
from casustafel.gui.widgets.chips import Chip, SegmentedSwitch
from casustafel.gui.words import number, tr
from casustafel.gui.work import Change
from casustafel.services.register import norm_steps, register
from casustafel.services.register.register import RegisterView

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
            Command(tr("Leeg sjabloon voor instroom opslaan"), self.inflow.importing.ask_template),
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
