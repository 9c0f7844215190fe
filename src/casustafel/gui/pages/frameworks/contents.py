"""What an afwegingskader holds: its parts to be read, and to be written while it is a draft."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from casustafel.domain import framework_edit as edit
from casustafel.domain.committees import Committee
from casustafel.domain.framework_changes import PartChange, differences
from casustafel.domain.frameworks import Framework, FrameworkState
from casustafel.domain.wording.phrases import changed_value
from casustafel.gui.dialogs.ask import Asking, sure
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.pages.frameworks import models
from casustafel.gui.pages.frameworks.dialogs import item_form, section_form
from casustafel.gui.settings import Settings
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import EmptyState
from casustafel.gui.widgets.layout import WrappingRow, below, wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, tr
from casustafel.services.definitions import tables
from casustafel.services.definitions.frameworks import TrialAnswer, VersionLine


class _Concept(NamedTuple):
    """What may be changed now: a version of the framework of a table."""

    version: str
    committee: Committee
    framework: Framework

    def draft(self, kind: str, code: str = "") -> str:
        """Name what is kept of a form while somebody types."""
        of = f"{kind}:{self.framework.committee}:{self.framework.version}"
        return f"{of}:{code}" if code else of


class ContentsPane(QWidget):
    """The groups and questions of a version; of a concept each step is kept at once."""

    def __init__(self, settings: Settings, page: Asking, parent: QWidget | None = None) -> None:
        """`page` is what asks and writes: forms are answered above it."""
        super().__init__(parent)
        self._page = page
        self._concept: _Concept | None = None
        self._part = ""
        self.locked = label("", "muted", wrap=True)
        self.model = RowTableModel(models.part_columns(), lambda row: row.key, self, sortable=False)
        self.table = TableView(self.model, tr("Groepen en vragen"), settings, "framework", self)
        self.table.current_row_changed.connect(lambda _row: self._fit_buttons())
        self.table.row_opened.connect(lambda _row: self.change_row())
        below(
            self.locked, (self.table, 1), self._make_buttons(), gap=10, edges=(0, 8, 0, 0), of=self
        )
        self._fit_buttons()

    def _make_buttons(self) -> WrappingRow:
        self.add_item = button(tr("Vraag toevoegen…"), self.add_item_below)
        self.add_section = button(tr("Groep toevoegen…"), self.add_section_below)
        self.change = button(tr("Wijzigen…"), self.change_row)
        self.up = button(tr("Omhoog"), partial(self.move_row, -1))
        self.down = button(tr("Omlaag"), partial(self.move_row, 1))
        self.remove = button(tr("Verwijderen…"), self.remove_row, kind="danger")
        added = (self.add_item, self.add_section)
        self._buttons = (*added, self.change, self.up, self.down, self.remove)
        return wrapping(*self._buttons, gap=8)

    def show_version(self, committee: Committee, line: VersionLine, *, editable: bool) -> None:
        """Show a version; the cursor stays on the row that was worked on."""
        self._concept = _Concept(line.id, committee, line.framework) if editable else None
        self.model.set_rows(models.part_rows(committee, line.framework))
        if self._part:
            self.table.select_key(self._part)
        elif self.table.current_row() is None:
            self.table.selectRow(0)
        self.locked.setText("" if editable else self._locked_words(line))
        self.locked.setVisible(bool(self.locked.text()))
        self._fit_buttons()

    def _locked_words(self, line: VersionLine) -> str:
        if line.editable:
            return tr("U mag dit concept lezen; de beheerder kan het wijzigen.")
        if line.framework.state is FrameworkState.CONCEPT:
            return tr(
                "Met dit concept zijn al antwoorden gegeven. Begin een nieuwe versie om iets te "
                "wijzigen."
            )
        return tr("Deze versie wijzigt niet meer. Begin een nieuwe versie om te wijzigen.")

    def _fit_buttons(self) -> None:
        some = self.table.current_row() is not None
        for each in self._buttons:
            each.setVisible(self._concept is not None)
            each.setEnabled(some or each is self.add_section)

    @property
    def _row(self) -> models.PartRow | None:
        row: models.PartRow | None = self.table.current_row()
        return row

    def add_section_below(self) -> None:
        concept, row = self._concept, self._row
        if concept is None:
            return
        taken = {one.code for one in concept.framework.sections}
        after = row.section.code if row else ""
        self._ask(
            section_form(self, concept.committee, taken=taken),
            lambda section: edit.put_section(concept.framework, section, after),
            models.PartRow,
            concept.draft("group"),
        )

    def add_item_below(self) -> None:
        concept, row = self._concept, self._row
        if concept is None or row is None:
            return
        section, after = row.section, row.item.code if row.item else ""
        taken = edit.item_codes(concept.framework)
        self._ask(
            item_form(self, concept.committee, section.stage, taken=taken),
            lambda item: edit.put_item(concept.framework, section.code, item, after),
            lambda item: models.PartRow(section, item),
            concept.draft("question"),
        )

    def change_row(self) -> None:
        concept, row = self._concept, self._row
        if concept is None or row is None:
            return
        if row.item is None:
            self._ask(
                section_form(self, concept.committee, row.section),
                lambda section: edit.put_section(concept.framework, section),
                lambda _section: row,
                concept.draft("group", row.section.code),
            )
        else:
            self._ask(
                item_form(self, concept.committee, row.section.stage, row.item),
                lambda item: edit.put_item(concept.framework, row.section.code, item),
                lambda _item: row,
                concept.draft("question", row.item.code),
            )

    def _ask(
        self,
        form: Form,
        becomes: Callable[[Any], Framework],
        cursor: Callable[[Any], models.PartRow],
        draft: str,
    ) -> None:
        """Open a form; the concept becomes what it gives, and the cursor goes to that row."""
        assert self._concept is not None
        version, shown = self._concept.version, self._concept.framework

        def keep(uow: Any, part: Any) -> str:
            tables.change_concept(uow, version, becomes(part), shown)
            return cursor(part).key

        def kept(key: str) -> None:
            self._part = key

        self._page.ask(form, keep, draft, then=kept)

    def move_row(self, by: int) -> None:
        concept, row = self._concept, self._row
        if concept is None or row is None:
            return
        if row.item is None:
            after = edit.move_section(concept.framework, row.section.code, by)
        else:
            after = edit.move_item(concept.framework, row.item.code, by)
            self._part = models.PartRow(edit.section_of(after, row.item.code), row.item).key
        if after != concept.framework:
            self._keep(after)

    def remove_row(self) -> None:
        concept, row = self._concept, self._row
        if concept is None or row is None:
            return
        if row.item is None:
            text = tr("De groep '{title}' gaat weg met {n} vragen.").format(
                title=row.section.title, n=len(row.section.items)
            )
            after = edit.remove_section(concept.framework, row.section.code)
        else:
            text = tr("De vraag '{text}' gaat weg uit dit concept.").format(text=row.item.text)
            after = edit.remove_item(concept.framework, row.item.code)
        if sure(self, tr("Verwijderen?"), text, tr("Verwijderen")):
            self._part = ""
            self._keep(after)

    def _keep(self, value: Framework) -> None:
        assert self._concept is not None
        version, shown = self._concept.version, self._concept.framework
        self._page.write(
            lambda uow: tables.change_concept(uow, version, value, shown),
            lambda _kept: self._page.say("", Tone.INFO),
        )


class ChangeDetail(QScrollArea):
    """The change under the cursor in full, beside each other as it was and as it becomes.

    Of an order all questions are shown, each with its place: a cell has no room for them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setMaximumHeight(theme().px(170))
        self.setAccessibleName(tr("De wijziging onder de cursor"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme().px(6), 0)
        grid.setHorizontalSpacing(theme().px(18))
        grid.setRowStretch(2, 1)
        self.values: list[QLabel] = []
        for at, name in enumerate((tr("Was"), tr("Wordt"))):
            shown = label("", wrap=True)
            grid.addWidget(label(name, "label"), 0, at)
            grid.addWidget(shown, 1, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, 1)
            self.values.append(shown)
        self.setWidget(inside)
        self.hide()

    def show_part(self, part: PartChange | None) -> None:
        """Show what changed; None for a group or question that came or went as a whole."""
        self.setVisible(part is not None)
        if part is None:
            return
        for shown, value in zip(self.values, (part.old, part.new), strict=True):
            lines = changed_value(part.field, value).splitlines()
            if len(lines) > 1 and part.field == "order":
                lines = [f"{place}. {text}" for place, text in enumerate(lines, 1)]
            shown.setText("\n".join(lines))
        self.verticalScrollBar().setValue(0)


class DifferencePane(QWidget):
    """The changes since the version before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", "muted", wrap=True)
        self.model = RowTableModel(
            models.change_columns(), lambda row: str(row.at), self, sortable=False
        )
        self.table = TableView(self.model, tr("Verschillen"), parent=self)
        self.table.set_empty(EmptyState(tr("Geen verschil"), ""))
        self.table.current_row_changed.connect(self._show_change)
        self.detail = ChangeDetail(self)
        below(self.words, (self.table, 1), self.detail, edges=(0, 8, 0, 0), of=self)

    def _show_change(self, row: models.ChangeRow | None) -> None:
        self.detail.show_part(row.part if row is not None else None)

    def show_versions(self, former: VersionLine | None, line: VersionLine) -> None:
        """Compare a version with the one before."""
        if former is None:
            self.words.setText(tr("Dit is de eerste versie."))
            self.model.set_rows([])
            self.detail.show_part(None)
            return
        found = differences(former.framework, line.framework)
        self.model.set_rows(models.change_rows(found))
        if found and self.table.current_row() is None:
            self.table.selectRow(0)
        self._show_change(self.table.current_row())
        count = len(found)
        said = tr("{n} wijziging") if count == 1 else tr("{n} wijzigingen")
        words = tr("{what} ten opzichte van versie {former}.")
        self.words.setText(words.format(what=said.format(n=count), former=former.framework.version))


class TrialPane(QWidget):
    """What a version would do to each undecided case; nothing is changed."""

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", "muted", wrap=True)
        self.model = RowTableModel(models.trial_columns(), lambda row: row.case_id, self)
        table = TableView(self.model, tr("Uitkomst van het proberen"), parent=self)
        table.row_opened.connect(lambda row: self.case_wanted.emit(row.case_id))
        table.set_empty(
            EmptyState(tr("Geen casussen"), tr("Er zijn nog geen casussen om op te proberen."))
        )
        below(self.words, (table, 1), edges=(0, 8, 0, 0), of=self)

    def show_answer(self, answer: TrialAnswer) -> None:
        """Show what was found."""
        self.model.set_rows(answer.cases)
        total = answer.totals
        self.words.setText(
            tr(
                "Geprobeerd op {n}; er is niets veranderd. Bij {same} gaat alles mee. Bij {rest} "
                "ontbreekt er dan iets, past een antwoord niet meer of vervalt het."
            ).format(
                n=count_of(total.cases, tr("1 lopende casus"), tr("{n} lopende casussen")),
                same=total.untouched,
                rest=total.cases - total.untouched,
            )
        )
