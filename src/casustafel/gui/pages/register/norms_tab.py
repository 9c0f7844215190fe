"""The norms of a year, and the list of them that is taken over from Excel."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidget, QWidget

from casustafel.domain.findings import Finding, Severity
from casustafel.domain.wording import word
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.lists import Act, ChipOf, ListPane, MenuOf
from casustafel.gui.lists.pane import Home
from casustafel.gui.pages.register.dialogs import AnalysisDialog, DayDialog, NormDialog, SpentDialog
from casustafel.gui.pages.register.lines import norm_columns, period
from casustafel.gui.pages.register.panels import WIDTH, NormPanel
from casustafel.gui.pages.register.steps import RegisterSteps
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import STRETCH, below, beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.register import norm_list, norm_steps, stop_steps
from casustafel.services.register.norm_list import NormsImported
from casustafel.services.register.register import HOLDING, NormLine, NormStep, RegisterView
from casustafel.services.use_case import shown

_FOLDER = "register/folder"
_KINDS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv"


class ImportDialog(QDialog):
    """Says what the list would do, with what was found; `confirmed` asks to do it."""

    confirmed = Signal()

    def __init__(self, imported: NormsImported, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        answer = imported.answer
        title = tr("Lijst met normeringen importeren")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(px(720), px(460))
        self.findings = QListWidget()
        self.findings.setAccessibleName(tr("Bevindingen"))
        self.findings.setWordWrap(True)
        self.findings.addItems([finding_text(one) for one in answer.findings])
        if not answer.findings:
            self.findings.addItem(tr("Er is niets bijzonders gevonden."))
        self.do = button(tr("Overnemen"), self.confirmed.emit, kind="primary")
        self.do.setEnabled(bool(answer.rows["new"] or answer.rows["updated"]))
        self.do.setDefault(True)
        row = beside(STRETCH, button(tr("Annuleren"), self.reject), self.do)
        below(
            label(title, "title"),
            label(answer.file, "muted"),
            label(counts(answer.rows), "label", wrap=True),
            (self.findings, 1),
            row,
            gap=10,
            edges=(20, 16),
            of=self,
        )
        self.finished.connect(self.deleteLater)


class ListImport(QObject):
    """Asks for a file, shows what it would do, and lets it be kept."""

    def __init__(self, home: Home, steps: RegisterSteps) -> None:
        super().__init__(steps.parent)
        self._settings, self._steps = home.settings, steps

    def ask(self) -> None:
        """Let the user choose a list."""
        settings = self._settings
        folder = settings.text(_FOLDER, str(Path.home()))
        kinds = tr("Lijsten ({kinds})").format(kinds=_KINDS)
        path, _kind = QFileDialog.getOpenFileName(
            self._steps.parent, tr("Lijst met normeringen kiezen"), folder, kinds
        )
        if path:
            settings.keep(_FOLDER, str(Path(path).parent))
            self.look(Path(path))

    def ask_template(self) -> None:
        """Ask where to save an empty list to fill in."""
        settings = self._settings
        folder = Path(settings.text(_FOLDER, str(Path.home())))
        path, _kind = QFileDialog.getSaveFileName(
            self._steps.parent,
            tr("Sjabloon opslaan"),
            str(folder / "normering.xlsx"),
            "Excel (*.xlsx)",
        )
        if path:
            settings.keep(_FOLDER, str(Path(path).parent))
            self.save_template(Path(path))

    def save_template(self, target: Path) -> None:
        """Write an empty list beside the window."""
        self._steps.work.run(
            lambda: norm_list.save_template(target),
            then=lambda _done: self._steps.say(
                tr("Opgeslagen als {file}.").format(file=target.name), Tone.GOOD
            ),
            failed=self._steps.say_error,
            owner=self._steps.parent,
        )

    def look(self, path: Path) -> None:
        """Read a list and show what it would do; nothing is kept yet."""
        self._steps.work.write(
            lambda uow: norm_list.run(uow, norm_list.read(uow, path), dry_run=True),
            then=lambda answer: self._show(path, answer),
            failed=self._steps.say_error,
            owner=self._steps.parent,
        )

    def _show(self, path: Path, answer: NormsImported) -> None:
        dialog = ImportDialog(answer, self._steps.parent)
        dialog.confirmed.connect(lambda: self._keep(path, dialog))
        dialog.open()

    def _keep(self, path: Path, dialog: ImportDialog) -> None:
        dialog.accept()
        self._steps.write(lambda uow: norm_list.run(uow, norm_list.read(uow, path)))


def counts(rows: dict[str, int]) -> str:
    """Return the counts of an import in words: 4 nieuw, 1 gewijzigd."""
    names = {
        "new": tr("{n} nieuw"),
        "updated": tr("{n} gewijzigd"),
        "unchanged": tr("{n} ongewijzigd"),
        "duplicate": tr("{n} dubbel"),
        "refused": tr("{n} geweigerd"),
    }
    parts = [text.format(n=rows[key]) for key, text in names.items() if rows[key]]
    return ", ".join(parts) if parts else tr("Geen rijen gevonden.")


def finding_text(finding: Finding) -> str:
    """Return a finding in a sentence with its row; a refused row says so."""
    said = str(word(finding.code, finding.values, "nl"))
    if not finding.row:
        return said
    refused = finding.severity == Severity.ERROR
    place = tr("Rij {row}, geweigerd: ") if refused else tr("Rij {row}: ")
    return place.format(row=finding.row) + said


class NormsTab(ListPane[NormLine]):
    """Shows the norms of a `RegisterView`, and one of them with its steps beside the list."""

    def __init__(self, home: Home, steps: RegisterSteps) -> None:
        self._steps = steps
        self._view: RegisterView | None = None
        self.importing = ListImport(home, steps)
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
