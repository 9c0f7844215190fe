"""The tab Toeleidingsstops: which stop holds or held on a day, and the steps of a stop."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.domain.records import RegisterChange
from casustafel.domain.stops import StopState
from casustafel.domain.wording.terms import label as named
from casustafel.gui.pages.register.dialogs import (
    AnalysisDialog,
    DayDialog,
    ForecastDialog,
    StopDaysDialog,
    StopDialog,
)
from casustafel.gui.pages.register.models import stop_columns
from casustafel.gui.pages.register.notice import NoticeDialog
from casustafel.gui.pages.register.panels import WIDTH, StopPanel
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.date_field import DateField
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.style import label
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import tr
from casustafel.services import norm_steps, register, stop_steps
from casustafel.services.register import RegisterView, StopLine, StopStep

if TYPE_CHECKING:
    from casustafel.gui.pages.register.page import RegisterPage

_OVER = frozenset({StopState.LIFTED, StopState.NONE})

#: What the chips stand for.
CHIPS: dict[str, Callable[[StopLine], bool]] = {
    "holds": lambda line: line.holds,
    "coming": lambda line: not line.holds and line.stop.state not in _OVER,
    "over": lambda line: not line.holds and line.stop.state in _OVER,
    "all": lambda _line: True,
}


class StopsTab(QWidget):
    """Shows the stops of a `RegisterView`; its steps are written by the page."""

    def __init__(self, page: "RegisterPage") -> None:
        super().__init__(page)
        self._page = page
        self._view: RegisterView | None = None
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        row, right = WrappingRow(), WrappingRow()
        for each in (row, right):
            each.setSpacing(px(8))
        self.chips = FilterChipBar(tr("Stops tonen"), self)
        self.chips.chosen.connect(lambda _key: self._filter())
        row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        asked = label(tr("Welke stop &gold op"), "label")
        self.asked = DateField(tr("Welke stop gold op"), self)
        self.asked.day_changed.connect(lambda _day: self._filter())
        asked.setBuddy(self.asked)
        right.addWidget(asked)
        right.addWidget(self.asked)
        self.record = button(
            tr("Lopende stop vastleggen…"), self._record, keys="Ctrl+N", kind="primary"
        )
        right.addWidget(self.record)
        row.addLayout(right)
        layout.addLayout(row)
        self.model = RowTableModel(stop_columns(), lambda line: line.stop.id, self)
        self.table = TableView(
            self.model, tr("Toeleidingsstops"), page.context.settings, "stops", self
        )
        self.table.current_row_changed.connect(lambda _row: self._read_current())
        self._empty = EmptyState(tr("Geen toeleidingsstops"), "")
        self.table.set_empty(self._empty)
        self.panel = StopPanel(self.take_step, self)
        body = Columns(self)
        body.add(self.table, needs=420)
        body.add(self.panel, width=WIDTH)
        layout.addWidget(body, 1)

    def show_view(self, view: RegisterView) -> None:
        """Show the register as it was read."""
        self._view = view
        self.asked.set_near(view.today)
        names = {
            "holds": tr("Geldt nu"),
            "coming": tr("In voorbereiding"),
            "over": tr("Opgeheven of afgezien"),
            "all": tr("Alle"),
        }
        self.chips.set_chips(
            [Chip(key, names[key], sum(map(fits, view.stops))) for key, fits in CHIPS.items()]
        )
        self.record.setVisible(view.may_manage)
        self._filter()

    @property
    def count(self) -> int:
        """How many stops are shown."""
        return self.model.rowCount()

    def _filter(self) -> None:
        if self._view is None:
            return
        on = self.asked.day
        self.chips.setEnabled(on is None)
        if on is not None:
            shown = [line for line in self._view.stops if line.stop.holds_on(on)]
            self._empty.say(
                tr("Geen toeleidingsstop op {day}").format(day=f"{on:%d-%m-%Y}"),
                tr("Maak het veld leeg om weer alle stops te zien."),
            )
        else:
            fits = CHIPS.get(self.chips.key, CHIPS["holds"])
            shown = [line for line in self._view.stops if fits(line)]
            self._empty.say(
                tr("Geen toeleidingsstops"),
                tr("Een stop ontstaat bij een norm, na melding en analysegesprek."),
            )
        self.model.set_rows(shown)
        if shown and self.table.current_row() is None:
            self.table.selectRow(0)
        self._read_current()
        self._page.tell_status()

    def _current(self) -> StopLine | None:
        row = self.table.current_row()
        return row if isinstance(row, StopLine) else None

    def _read_current(self) -> None:
        line = self._current()
        if line is None:
            self.panel.show_nothing()
            return
        key = line.stop.id
        self._page.work.read(
            lambda reader: register.history(reader, key),
            then=lambda changes: self._show_current(key, changes),
            owner=self,
            lane="history",
        )

    def _show_current(self, key: str, changes: list[RegisterChange]) -> None:
        line = self._current()
        if line is not None and line.stop.id == key and self._view is not None:
            self.panel.show_line(line, changes, may_manage=self._view.may_manage)

    def _record(self) -> None:
        if self._view is None or not self._view.may_manage:
            return
        self._page.ask(
            StopDialog(self._view.providers, self._view.today, self),
            lambda uow, new: stop_steps.record_stop(
                uow, "", new.form, new.kind, new.on, provider=new.provider, remark=new.remark
            ),
            "new-stop",
        )

    def take_step(self, key: str) -> None:
        """Take a step of the current stop, or open its form."""
        line = self._current()
        if line is None:
            return
        opened: dict[StopStep, Callable[[StopLine], object]] = {
            StopStep.ANALYSIS: self._analysis,
            StopStep.IMPOSE: self._impose,
            StopStep.DISMISS: lambda line: self._page.write(
                lambda uow: stop_steps.dismiss(uow, line.stop.id)
            ),
            StopStep.FORECAST: self._forecast,
            StopStep.KEEP: lambda line: self._page.write(
                lambda uow: stop_steps.keep(uow, line.stop.id)
            ),
            StopStep.LIFT: self._lift,
            StopStep.DAYS: self._days,
            StopStep.NOTICE_TEXT: self._notice,
        }
        opened[StopStep(key)](line)

    def _intro(self, line: StopLine) -> str:
        return f"{line.provider}, {named(line.stop.care_form, 'nl')}"

    def _analysis(self, line: StopLine) -> None:
        norm_id = line.stop.norm_id
        if norm_id is None:
            return
        self._page.ask(
            AnalysisDialog(self._intro(line), self._page.today, self),
            lambda uow, new: norm_steps.record_analysis(uow, norm_id, new.on, new.conclusion),
        )

    def _impose(self, line: StopLine) -> None:
        dialog = DayDialog(
            tr("Toeleidingsstop opleggen"),
            tr("Opleggen"),
            tr("Geldt &vanaf"),
            self._page.today,
            self._intro(line),
            tr("De casussen in de wachtrij krijgen daarna opnieuw hun route."),
            self,
        )
        self._page.ask(dialog, lambda uow, on: stop_steps.impose(uow, line.stop.id, on))

    def _forecast(self, line: StopLine) -> None:
        self._page.ask(
            ForecastDialog(line.stop, self._page.today, self),
            lambda uow, new: stop_steps.consider_lifting(uow, line.stop.id, new.on, new.expected),
        )

    def _lift(self, line: StopLine) -> None:
        dialog = DayDialog(
            tr("Toeleidingsstop opheffen"),
            tr("Opheffen"),
            tr("Verwijzen kan weer &vanaf"),
            self._page.today,
            self._intro(line),
            tr("De eerste dag waarop de stop niet meer geldt."),
            self,
        )
        self._page.ask(dialog, lambda uow, on: stop_steps.lift(uow, line.stop.id, on))

    def _days(self, line: StopLine) -> None:
        stop = line.stop
        self._page.ask(
            StopDaysDialog(stop, self._intro(line), self),
            lambda uow, days: stop_steps.correct_days(uow, stop, days.start, days.end),
        )

    def _notice(self, line: StopLine) -> None:
        stop = line.stop
        self._page.work.read(
            lambda reader: stop_steps.notice_of(reader, stop),
            then=lambda text: NoticeDialog(text, self._page).open(),
            owner=self,
            lane="notice",
        )
