"""The norms of a year, and the list of them that is taken over from Excel."""

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from casustafel.domain.ids import new_id
from casustafel.domain.norms import Conclusion, Norm
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.lists import Act, ChipOf, MenuOf
from casustafel.gui.page import Page
from casustafel.gui.pages.register.forms import norm_form, spent_form
from casustafel.gui.pages.register.lines import norm_columns, period
from casustafel.gui.pages.register.list_import import ListImport, ListOf
from casustafel.gui.pages.register.tab import RegisterTab, Step, norm_shown
from casustafel.gui.tables import RowTableModel
from casustafel.gui.words import tr
from casustafel.services.register import norm_list, norm_steps
from casustafel.services.register.norm_list import NormsImported
from casustafel.services.register.register import HOLDING, NormLine, NormStep, RegisterView
from casustafel.services.use_case import Seen, shown


class NormsTab(RegisterTab[NormLine]):
    """The norms of a year."""

    def __init__(self, home: Page) -> None:
        self.importing: ListImport[NormsImported]
        forms: MenuOf[NormLine] = MenuOf(
            "form",
            tr("Zorgvorm"),
            tr("Alle zorgvormen"),
            lambda line: (line.norm.care_form.value, named(line.norm.care_form)),
        )
        hint = tr("Lijst met normeringen importeren")
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
                Act(tr("Lijst importeren…"), page=self._import, keys="Ctrl+I", hint=hint),
                Act(tr("Wijzigen…"), self._change, "F2", tr("Norm wijzigen"), opens=True),
                Act(tr("Nieuwe norm"), page=self._add, keys="Ctrl+N", kind="primary"),
            ),
            may=self.manages,
        )
        self.importing = ListImport(self, home.settings, self._list())
        self.stand_with(tr("Norm in het kort"), tr("Kies een norm"))

    def _list(self) -> ListOf[NormsImported]:
        return ListOf(
            tr("Lijst met normeringen importeren"),
            norm_list.TABLE,
            "normering.xlsx",
            lambda uow, path, dry: norm_list.run(uow, norm_list.read(uow, path), dry_run=dry),
            lambda answer: answer.answer,
            self.told,
        )

    def show_view(self, view: RegisterView) -> None:
        """Show the register as it was read."""
        self.view = view
        self.show_rows(view.norms)

    def show_current(self) -> None:
        line, view = self.current(), self.view
        shown = None
        if line is not None and view is not None:
            shown = norm_shown(line, view.threshold, may_manage=view.may_manage)
        self.panel.show_row(shown)

    def _import(self) -> None:
        self.importing.ask()

    def _add(self) -> None:
        def add(uow: Any, new: dict[str, Any]) -> Step:
            instrument, unit = new.pop("instrument")
            provider, made = new.pop("provider"), {"instrument": instrument, "unit": unit, **new}
            return norm_steps.add_norm(uow, Norm(id=new_id(), provider_id="", **made), provider)

        if self.view is not None:
            form = norm_form(self, self.view.providers, self.view.today)
            self.ask(form, add, "new-norm", then=self.told)

    def _change(self, line: NormLine) -> None:
        before = line.norm
        if self.view is not None:
            self.ask(
                norm_form(self, self.view.providers, self.view.today, before),
                lambda uow, new: norm_steps.change_norm(uow, before, replace(before, **new)),
                f"norm:{before.id}",
                then=self.told,
            )

    @property
    def steps(self) -> dict[NormStep, Callable[[NormLine], object]]:
        norm, analysis = attrgetter("norm"), ("analysis_on", "conclusion")
        dossier = norm_steps.DOSSIER

        def keep(uow: Any, at: Seen[str], *given: object) -> Step:
            return norm_steps.record_dossier(uow, at, dict(zip(dossier, given, strict=True)))

        return {
            NormStep.SPENT: self._spent,
            NormStep.NOTICE: self.asks("notice", norm_steps.record_notice, norm, "notice_on"),
            NormStep.ANALYSIS: self.asks(
                "analysis", norm_steps.record_analysis, norm, *analysis, conclusion=Conclusion
            ),
            NormStep.IMPOSE: self.asks(
                "impose", norm_steps.impose, attrgetter("stop"), "starts_on"
            ),
            NormStep.PLAN: self.asks("plan", norm_steps.record_plan, norm, "plan_on"),
            NormStep.DOSSIER: self.asks(
                "dossier", keep, norm, *dossier, filled=dossier, drafts=True
            ),
        }

    def about(self, row: NormLine) -> str:
        parts = (row.provider, named(row.norm.care_form), named(row.norm.instrument))
        return f"{', '.join(parts)}, {period(row.norm)}"

    def _spent(self, line: NormLine) -> None:
        at = shown(line.norm, "spent", "spent_on")
        form = spent_form(self, line.norm, self.today, self.about(line))
        self.ask_step(form, norm_steps.record_spent, at, f"spent:{line.norm.id}")


def _has_stop(line: NormLine) -> bool:
    return line.stop is not None and line.stop.state in HOLDING
