"""The tab Normen: the list, one norm beside it, and the steps of a norm."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.domain.wording.terms import label as named
from casustafel.gui.pages.register.dialogs import AnalysisDialog, DayDialog, NormDialog, SpentDialog
from casustafel.gui.pages.register.models import norm_columns, period
from casustafel.gui.pages.register.norm_import import ListImport
from casustafel.gui.pages.register.panels import WIDTH, NormPanel
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar, MenuChip
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import tr
from casustafel.services import norm_steps, stop_steps
from casustafel.services.register import HOLDING, NormLine, NormStep, RegisterView

if TYPE_CHECKING:
    from casustafel.gui.pages.register.page import RegisterPage

#: What the chips stand for.
CHIPS: dict[str, Callable[[NormLine], bool]] = {
    "all": lambda _line: True,
    "todo": lambda line: line.next_step is not None,
    "stop": lambda line: line.stop is not None and line.stop.state in HOLDING,
}


class NormsTab(QWidget):
    """Shows the norms of a `RegisterView`; its steps are written by the page."""

    def __init__(self, page: "RegisterPage") -> None:
        super().__init__(page)
        self._page = page
        self._view: RegisterView | None = None
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        row, right = WrappingRow(), WrappingRow()
        for line in (row, right):
            line.setSpacing(px(8))
        self.chips = FilterChipBar(tr("Normen tonen"), self)
        self.chips.chosen.connect(lambda _key: self._filter())
        self.form = MenuChip(tr("Zorgvorm"), tr("Alle zorgvormen"), self)
        self.form.chosen.connect(lambda _key: self._filter())
        row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        right.addWidget(self.form)
        self.importing = ListImport(page)
        self._import = button(tr("Lijst importeren…"), self.importing.ask, keys="Ctrl+I")
        self._edit = button(tr("Wijzigen…"), self._change, keys="F2")
        self._new = button(tr("Nieuwe norm"), self._add, keys="Ctrl+N", kind="primary")
        self.managing = (self._import, self._edit, self._new)
        for each in self.managing:
            right.addWidget(each)
            each.hide()
        row.addLayout(right)
        layout.addLayout(row)
        self.model = RowTableModel(norm_columns(), lambda line: line.norm.id, self)
        self.table = TableView(self.model, tr("Normen"), page.context.settings, "norms", self)
        self.table.row_opened.connect(lambda _row: self._change())
        self.table.current_row_changed.connect(lambda _row: self._show_current())
        self._empty = EmptyState(
            tr("Nog geen normen"),
            tr(
                "Importeer de lijst met normeringen of voeg een norm toe. Daarna bepaalt het "
                "programma per casus de route."
            ),
        )
        self.table.set_empty(self._empty)
        self.panel = NormPanel(self.take_step, self)
        body = Columns(self)
        body.add(self.table, needs=420)
        body.add(self.panel, width=WIDTH)
        layout.addWidget(body, 1)

    def show_view(self, view: RegisterView) -> None:
        """Show the register as it was read."""
        self._view = view
        names = {"all": tr("Alle"), "todo": tr("Actie nodig"), "stop": tr("Met stop")}
        self.chips.set_chips(
            [Chip(key, names[key], sum(map(fits, view.norms))) for key, fits in CHIPS.items()]
        )
        forms = sorted({line.norm.care_form for line in view.norms})
        self.form.set_choices([Chip(form.value, named(form, "nl")) for form in forms])
        for each in self.managing:
            each.setVisible(view.may_manage)
        self._filter()

    @property
    def count(self) -> int:
        """How many norms are shown."""
        return self.model.rowCount()

    def _filter(self) -> None:
        if self._view is None:
            return
        fits = CHIPS.get(self.chips.key, CHIPS["all"])
        shown = [
            line
            for line in self._view.norms
            if fits(line) and self.form.key in ("", line.norm.care_form.value)
        ]
        if self._view.norms and not shown:
            self._empty.say(tr("Geen normen in deze selectie"), tr("Kies een andere selectie."))
        self.model.set_rows(shown)
        if shown and self.table.current_row() is None:
            self.table.selectRow(0)
        self._show_current()
        self._page.tell_status()

    def _current(self) -> NormLine | None:
        row = self.table.current_row()
        return row if isinstance(row, NormLine) else None

    def _show_current(self) -> None:
        line = self._current()
        self._edit.setEnabled(line is not None)
        if line is None or self._view is None:
            self.panel.show_nothing()
        else:
            self.panel.show_line(
                line, may_manage=self._view.may_manage, threshold=self._view.threshold
            )

    def _add(self) -> None:
        if self._view is None or not self._view.may_manage:
            return
        self._page.ask(
            NormDialog(self._view.providers, self._view.today, parent=self),
            lambda uow, new: norm_steps.add_norm(uow, new.norm, new.provider),
            "new-norm",
        )

    def _change(self) -> None:
        line = self._current()
        if line is None or self._view is None or not self._view.may_manage:
            return
        before = line.norm
        self._page.ask(
            NormDialog(self._view.providers, self._view.today, before, self),
            lambda uow, new: norm_steps.change_norm(uow, before, new.norm),
            f"norm:{before.id}",
        )

    def take_step(self, key: str) -> None:
        """Open the form of a step of the current norm."""
        line = self._current()
        if line is None or self._view is None:
            return
        opened = {
            NormStep.SPENT: self._spent,
            NormStep.NOTICE: self._notice,
            NormStep.ANALYSIS: self._analysis,
            NormStep.IMPOSE: self._impose,
            NormStep.PLAN: self._plan,
        }
        opened[NormStep(key)](line)

    def _intro(self, line: NormLine) -> str:
        parts = (line.provider, named(line.norm.care_form, "nl"), named(line.norm.instrument, "nl"))
        return f"{', '.join(parts)}, {period(line.norm)}"

    def _spent(self, line: NormLine) -> None:
        self._page.ask(
            SpentDialog(line.norm, self._intro(line), self._page.today, self),
            lambda uow, new: norm_steps.record_spent(uow, line.norm.id, new.spent, new.on),
            f"spent:{line.norm.id}",
        )

    def _notice(self, line: NormLine) -> None:
        dialog = DayDialog(
            tr("Melding vastleggen"),
            tr("Vastleggen"),
            tr("&Melding gedaan op"),
            self._page.today,
            self._intro(line),
            tr("Daarna volgt binnen twee weken het analysegesprek."),
            self,
        )
        self._page.ask(dialog, lambda uow, on: norm_steps.record_notice(uow, line.norm.id, on))

    def _analysis(self, line: NormLine) -> None:
        self._page.ask(
            AnalysisDialog(self._intro(line), self._page.today, self),
            lambda uow, new: norm_steps.record_analysis(uow, line.norm.id, new.on, new.conclusion),
        )

    def _impose(self, line: NormLine) -> None:
        stop = line.stop
        if stop is None:
            return
        dialog = DayDialog(
            tr("Toeleidingsstop opleggen"),
            tr("Opleggen"),
            tr("Geldt &vanaf"),
            self._page.today,
            self._intro(line),
            tr("De casussen in de wachtrij krijgen daarna opnieuw hun route."),
            self,
        )
        self._page.ask(dialog, lambda uow, on: stop_steps.impose(uow, stop.id, on))

    def _plan(self, line: NormLine) -> None:
        dialog = DayDialog(
            tr("Plan van aanpak ontvangen"),
            tr("Vastleggen"),
            tr("&Ontvangen op"),
            self._page.today,
            self._intro(line),
            parent=self,
        )
        self._page.ask(dialog, lambda uow, on: norm_steps.record_plan(uow, line.norm.id, on))
