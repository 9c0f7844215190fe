"""The norms of a year, and the list of them that is taken over from Excel."""

from datetime import date

from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.lists import Act, ChipOf, ListPane, MenuOf
from casustafel.gui.lists.pane import Home
from casustafel.gui.pages.register.dialogs import AnalysisDialog, DayDialog, NormDialog, SpentDialog
from casustafel.gui.pages.register.lines import norm_columns, period
from casustafel.gui.pages.register.list_import import ListImport, ListOf
from casustafel.gui.pages.register.panels import WIDTH, NormPanel
from casustafel.gui.pages.register.steps import RegisterSteps
from casustafel.gui.tables import RowTableModel
from casustafel.gui.words import tr
from casustafel.services.register import norm_list, norm_steps, stop_steps
from casustafel.services.register.norm_list import NormsImported
from casustafel.services.register.register import HOLDING, NormLine, NormStep, RegisterView
from casustafel.services.use_case import shown


def norms(steps: RegisterSteps) -> ListOf[NormsImported]:
    """Return how the list of norms comes in."""
    return ListOf(
        tr("Lijst met normeringen importeren"),
        norm_list.TABLE,
        "normering.xlsx",
        lambda uow, path, dry: norm_list.run(uow, norm_list.read(uow, path), dry_run=dry),
        lambda answer: answer.answer,
        steps.tell,
    )


class NormsTab(ListPane[NormLine]):
    """Shows the norms of a `RegisterView`, and one of them with its steps beside the list."""

    def __init__(self, home: Home, steps: RegisterSteps) -> None:
        self._steps = steps
        self._view: RegisterView | None = None
        self.importing = ListImport(home, steps, norms(steps))
        forms: MenuOf[NormLine] = MenuOf(
            "form",
            tr("Zorgvorm"),
            tr("Alle zorgvormen"),
            lambda line: (line.norm.care_form.value, named(line.norm.care_form, "nl")),
        )
        super().__init__(
            home,
            tr("Normen"),
            "norms",
            RowTableModel(norm_columns(), lambda line: line.norm.id),
            chips=(
                ChipOf("all", tr("Alle"), lambda _line: True),
                ChipOf("todo", tr("Actie nodig"), lambda line: line.next_step is not None),
                ChipOf("stop", tr("Met stop"), _has_stop),
            ),
            menus=(forms,),
            acts=(
                Act(
                    tr("Lijst importeren…"),
                    page=self.importing.ask,
                    keys="Ctrl+I",
                    hint=tr("Lijst met normeringen importeren"),
                ),
                Act(tr("Wijzigen…"), self._change, keys="F2", hint=tr("Norm wijzigen"), opens=True),
                Act(tr("Nieuwe norm"), page=self._add, keys="Ctrl+N", kind="primary"),
            ),
            may=lambda: self._view is not None and self._view.may_manage,
            empty=(
                tr("Nog geen normen"),
                tr(
                    "Importeer de lijst met normeringen of voeg een norm toe. Daarna bepaalt het "
                    "programma per casus de route."
                ),
            ),
            none_left=(tr("Geen normen in deze selectie"), tr("Kies een andere selectie.")),
        )
        self.panel = NormPanel(self.take_step, self)
        self.stand_beside(self.panel, WIDTH, 420)
        self.place_buttons(self.bar.add)
        self.row_changed.connect(lambda _row: self._show_current())
        self.shown_changed.connect(lambda _count: self._show_current())

    def show_view(self, view: RegisterView) -> None:
        """Show the register as it was read."""
        self._view = view
        self.show_rows(view.norms)

    def _show_current(self) -> None:
        line = self.current()
        if line is None or self._view is None:
            self.panel.show_nothing()
        else:
            self.panel.show_line(
                line, may_manage=self._view.may_manage, threshold=self._view.threshold
            )

    def _add(self) -> None:
        if self._view is None:
            return
        self._steps.ask(
            NormDialog(self._view.providers, self._view.today, parent=self),
            lambda uow, new: norm_steps.add_norm(uow, new.norm, new.provider),
            "new-norm",
        )

    def _change(self, line: NormLine) -> None:
        if self._view is None:
            return
        before = line.norm
        self._steps.ask(
            NormDialog(self._view.providers, self._view.today, before, self),
            lambda uow, new: norm_steps.change_norm(uow, before, new.norm),
            f"norm:{before.id}",
        )

    def take_step(self, key: str) -> None:
        """Open the form of a step of the current norm."""
        line = self.current()
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

    @property
    def _today(self) -> date:
        assert self._view is not None
        return self._view.today

    def _intro(self, line: NormLine) -> str:
        parts = (line.provider, named(line.norm.care_form, "nl"), named(line.norm.instrument, "nl"))
        return f"{', '.join(parts)}, {period(line.norm)}"

    def _spent(self, line: NormLine) -> None:
        self._steps.ask(
            SpentDialog(line.norm, self._intro(line), self._today, self),
            lambda uow, new: norm_steps.record_spent(
                uow, shown(line.norm, "spent", "spent_on"), new.spent, new.on
            ),
            f"spent:{line.norm.id}",
        )

    def _notice(self, line: NormLine) -> None:
        dialog = DayDialog(
            tr("Melding vastleggen"),
            tr("Vastleggen"),
            tr("&Melding gedaan op"),
            self._today,
            self._intro(line),
            tr("Daarna volgt binnen twee weken het analysegesprek."),
            self,
        )
        self._steps.ask(
            dialog, lambda uow, on: norm_steps.record_notice(uow, shown(line.norm, "notice_on"), on)
        )

    def _analysis(self, line: NormLine) -> None:
        self._steps.ask(
            AnalysisDialog(self._intro(line), self._today, self),
            lambda uow, new: norm_steps.record_analysis(
                uow, shown(line.norm, "analysis_on", "conclusion"), new.on, new.conclusion
            ),
        )

    def _impose(self, line: NormLine) -> None:
        stop = line.stop
        if stop is None:
            return
        dialog = DayDialog(
            tr("Toeleidingsstop opleggen"),
            tr("Opleggen"),
            tr("Geldt &vanaf"),
            self._today,
            self._intro(line),
            tr("De casussen in de wachtrij krijgen daarna opnieuw hun route."),
            self,
        )
        self._steps.ask(dialog, lambda uow, on: stop_steps.impose(uow, stop.id, on))

    def _plan(self, line: NormLine) -> None:
        dialog = DayDialog(
            tr("Plan van aanpak ontvangen"),
            tr("Vastleggen"),
            tr("&Ontvangen op"),
            self._today,
            self._intro(line),
            parent=self,
        )
        self._steps.ask(
            dialog, lambda uow, on: norm_steps.record_plan(uow, shown(line.norm, "plan_on"), on)
        )


def _has_stop(line: NormLine) -> bool:
    return line.stop is not None and line.stop.state in HOLDING
