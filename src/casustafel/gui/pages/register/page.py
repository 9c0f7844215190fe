"""Normen en stops: the norm register of the contract manager in three tabs."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.register.forms import threshold_form
from casustafel.gui.pages.register.inflow_tab import InflowTab
from casustafel.gui.pages.register.norms_tab import NormsTab
from casustafel.gui.pages.register.stops_tab import StopsTab
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, SegmentedSwitch
from casustafel.gui.words import number, tr
from casustafel.gui.work import Change
from casustafel.services.register import norm_steps, register
from casustafel.services.register.register import RegisterView

NORMS, STOPS, INFLOW = "norms", "stops", "inflow"


class RegisterPage(Page):
    """An argument is the tab to show (norms, stops or inflow), or the path of a list of norms."""

    about = frozenset({"register", "provider", "case"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Normen en stops"))
        self._view: RegisterView | None = None
        self.norms, self.stops, self.inflow = NormsTab(self), StopsTab(self), InflowTab(self)
        self._tabs: dict[str, NormsTab | StopsTab | InflowTab] = {
            NORMS: self.norms,
            STOPS: self.stops,
            INFLOW: self.inflow,
        }
        names = tr("Normen"), tr("Toeleidingsstops"), tr("Instroom")
        self.switch = SegmentedSwitch(tr("Onderdeel"), self)
        self.switch.set_choices([Chip(*each) for each in zip(self._tabs, names, strict=True)])
        self.switch.chosen.connect(self._show_tab)
        if self.frame.has("whatif"):
            self.add_button(button(tr("Wat als"), partial(self.frame.open, "whatif")))
        self.add_button(self.switch)
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
        self.read(register.view, self._show)

    def keys(self) -> Sequence[KeyHint]:
        shown = self._tabs[self.switch.key].keys()
        return (KeyHint("Ctrl+PgDown", tr("Volgend onderdeel")), *shown)

    def commands(self) -> Sequence[Command]:
        names = (
            tr("Normen tonen"),
            tr("Toeleidingsstops tonen"),
            tr("Instroom tijdens een stop tonen"),
        )
        shown = [
            Command(text, partial(self.switch.choose, key))
            for key, text in zip(self._tabs, names, strict=True)
        ]
        here = self._tabs[self.switch.key].commands()
        if not self.norms.manages():
            return (*shown, *here)
        threshold = Command(tr("Grens van de melding wijzigen"), self.ask_threshold)
        templates = (
            Command(tr("Leeg sjabloon voor normen opslaan"), self.norms.importing.ask_template),
            Command(tr("Leeg sjabloon voor instroom opslaan"), self.inflow.importing.ask_template),
        )
        return (*shown, *here, threshold, *templates)

    def ask_threshold(self) -> None:
        """Let the user change the share at which a notice is due."""
        if self._view is not None:
            self.ask(
                threshold_form(self, self._view.threshold),
                lambda uow, given: norm_steps.set_threshold(uow, **given),
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
        self.banner.let_pass()  # it was about what is behind the tab that is left (H20)
        self.tell_status()

    def tell_status(self) -> None:
        """Say how many rows the tab shows."""
        self.set_status(tr("{n} getoond").format(n=number(self._tabs[self.switch.key].model.total)))
