"""The tab Toeleidingsstops: which stop holds or held on a day, and the steps of a stop."""

from collections.abc import Callable
from datetime import date

from casustafel.domain.records import RegisterChange
from casustafel.domain.stops import StopState
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.dates import PAST
from casustafel.gui.lists import Act, ChipOf, ListPane
from casustafel.gui.lists.pane import Home
from casustafel.gui.pages.register.dialogs import (
    AnalysisDialog,
    DayDialog,
    ForecastDialog,
    StopDaysDialog,
    StopDialog,
)
from casustafel.gui.pages.register.lines import stop_columns
from casustafel.gui.pages.register.panels import WIDTH, StopPanel
from casustafel.gui.pages.register.steps import NoticeDialog, RegisterSteps
from casustafel.gui.tables import RowTableModel
from casustafel.gui.widgets.fields import DateField
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.register import norm_steps, register, stop_steps
from casustafel.services.register.register import RegisterView, StopLine, StopStep
from casustafel.services.use_case import shown

_OVER = frozenset({StopState.LIFTED, StopState.NONE})


def chips() -> tuple[ChipOf[StopLine], ...]:
    """Return what the list may be narrowed to."""
    return (
        ChipOf("holds", tr("Geldt nu"), lambda line: line.holds),
        ChipOf(
            "coming",
            tr("In voorbereiding"),
            lambda line: not line.holds and line.stop.state not in _OVER,
        ),
        ChipOf(
            "over",
            tr("Opgeheven of afgezien"),
            lambda line: not line.holds and line.stop.state in _OVER,
        ),
        ChipOf("all", tr("Alle"), lambda _line: True),
    )


class StopsTab(ListPane[StopLine]):
    """Shows the stops of a `RegisterView`, or those that held on a day."""

    def __init__(self, home: Home, steps: RegisterSteps) -> None:
        self._steps = steps
        self._view: RegisterView | None = None
        asked = label(tr("Welke stop &gold op"), "label")
        self.asked = DateField(tr("Welke stop gold op"), back=PAST)
        self.asked.day_changed.connect(lambda _day: self._ask_day())
        asked.setBuddy(self.asked)
        super().__init__(
            home,
            tr("Toeleidingsstops"),
            "stops",
            RowTableModel(stop_columns(), lambda line: line.stop.id),
            chips=chips(),
            acts=(
                Act(
                    tr("Lopende stop vastleggen…"), page=self._record, keys="Ctrl+N", kind="primary"
                ),
            ),
            may=lambda: self._view is not None and self._view.may_manage,
            empty=(
                tr("Geen toeleidingsstops"),
                tr("Een stop ontstaat bij een norm, na melding en analysegesprek."),
            ),
            none_left=(
                tr("Geen toeleidingsstop in deze selectie"),
                tr("Maak het veld leeg of kies een andere stand om weer alle stops te zien."),
            ),
            beside=(asked, self.asked),
        )
        self.panel = StopPanel(self.take_step, self)
        self.stand_beside(self.panel, WIDTH, 420)
        self.place_buttons(self.bar.add)
        self.row_changed.connect(lambda _row: self._read_current())
        self.shown_changed.connect(lambda _count: self._read_current())

    def show_view(self, view: RegisterView) -> None:
        """Show the register as it was read."""
        self._view = view
        self._ask_day()

    def _ask_day(self) -> None:
        """Show what held on the day that is asked for, whatever the chips say."""
        if self._view is None:
            return
        on = self.asked.day
        if self.bar.chips is not None:
            self.bar.chips.setEnabled(on is None)
        stops = self._view.stops
        held = [line for line in stops if on is not None and line.stop.holds_on(on)]
        if on is not None:
            self.choose("all")
        self.show_rows(stops if on is None else held)

    def _read_current(self) -> None:
        line = self.current()
        if line is None:
            self.panel.show_nothing()
            return
        key = line.stop.id
        self.work.read(
            lambda reader: register.history(reader, key),
            then=lambda changes: self._show_current(key, changes),
            owner=self,
            lane="history",
        )

    def _show_current(self, key: str, changes: list[RegisterChange]) -> None:
        line = self.current()
        if line is not None and line.stop.id == key and self._view is not None:
            self.panel.show_line(line, changes, may_manage=self._view.may_manage)

    def _record(self) -> None:
        if self._view is None:
            return
        self._steps.ask(
            StopDialog(self._view.providers, self._view.today, self),
            lambda uow, new: stop_steps.record_stop(
                uow, "", new.form, new.kind, new.on, provider=new.provider, remark=new.remark
            ),
            "new-stop",
        )

    def take_step(self, key: str) -> None:
        """Take a step of the current stop, or open its form."""
        line = self.current()
        if line is None:
            return
        opened: dict[StopStep, Callable[[StopLine], object]] = {
            StopStep.ANALYSIS: self._analysis,
            StopStep.IMPOSE: self._impose,
            StopStep.DISMISS: lambda line: self._steps.write(
                lambda uow: stop_steps.dismiss(uow, line.stop.id)
            ),
            StopStep.FORECAST: self._forecast,
            StopStep.KEEP: lambda line: self._steps.write(
                lambda uow: stop_steps.keep(uow, line.stop.id)
            ),
            StopStep.LIFT: self._lift,
            StopStep.DAYS: self._days,
            StopStep.NOTICE_TEXT: self._notice,
        }
        opened[StopStep(key)](line)

    @property
    def _today(self) -> date:
        assert self._view is not None
        return self._view.today

    def _intro(self, line: StopLine) -> str:
        return f"{line.provider}, {named(line.stop.care_form, 'nl')}"

    def _analysis(self, line: StopLine) -> None:
        assert self._view is not None
        norms = (one.norm for one in self._view.norms)
        norm = next((one for one in norms if one.id == line.stop.norm_id), None)
        if norm is None:
            return
        at = shown(norm, "analysis_on", "conclusion")
        self._steps.ask(
            AnalysisDialog(self._intro(line), self._today, self),
            lambda uow, new: norm_steps.record_analysis(uow, at, new.on, new.conclusion),
        )

    def _impose(self, line: StopLine) -> None:
        dialog = DayDialog(
            tr("Toeleidingsstop opleggen"),
            tr("Opleggen"),
            tr("Geldt &vanaf"),
            self._today,
            self._intro(line),
            tr("De casussen in de wachtrij krijgen daarna opnieuw hun route."),
            self,
        )
        self._steps.ask(dialog, lambda uow, on: stop_steps.impose(uow, line.stop.id, on))

    def _forecast(self, line: StopLine) -> None:
        self._steps.ask(
            ForecastDialog(line.stop, self._today, self),
            lambda uow, new: stop_steps.consider_lifting(uow, line.stop.id, new.on, new.expected),
        )

    def _lift(self, line: StopLine) -> None:
        dialog = DayDialog(
            tr("Toeleidingsstop opheffen"),
            tr("Opheffen"),
            tr("Verwijzen kan weer &vanaf"),
            self._today,
            self._intro(line),
            tr("De eerste dag waarop de stop niet meer geldt."),
            self,
        )
        self._steps.ask(dialog, lambda uow, on: stop_steps.lift(uow, line.stop.id, on))

    def _days(self, line: StopLine) -> None:
        stop = line.stop
        self._steps.ask(
            StopDaysDialog(stop, self._intro(line), self),
            lambda uow, days: stop_steps.correct_days(uow, stop, days.start, days.end),
        )

    def _notice(self, line: StopLine) -> None:
        stop = line.stop
        self.work.read(
            lambda reader: stop_steps.notice_of(reader, stop),
            then=lambda text: NoticeDialog(text, self).open(),
            owner=self,
            lane="notice",
        )
