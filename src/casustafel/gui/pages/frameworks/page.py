"""Afwegingskaders: versions left, and of the chosen one its contents, difference and a trial."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from casustafel.domain.frameworks import FrameworkState
from casustafel.domain.wording.catalogue import label as words
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.files import export, pick
from casustafel.gui.page import Command, Context, Page
from casustafel.gui.pages.frameworks.contents import ContentsPane, DifferencePane, TrialPane
from casustafel.gui.pages.frameworks.dialogs import no_day
from casustafel.gui.pages.frameworks.models import version_columns
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.tables.view import ROW_HEIGHT
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.columns import FoldingSplitter
from casustafel.gui.widgets.layout import tabs, tabs_first
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.definitions import frameworks, tables
from casustafel.services.definitions.frameworks import FrameworkDesk, VersionLine

_LIST_WIDTH, _LIST_LEAST, _PART_WIDTH, _PART_NEEDS = 270, 244, 850, 540


class FrameworksPage(Page):
    """Every change of a concept is kept at once."""

    about = frozenset({"framework", "table", "case", "advice"})
    writes = (Change("framework"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Afwegingskaders"))
        self.desk: FrameworkDesk | None = None
        self._chosen = ""
        self._filling = False
        self.import_button = button(tr("Importeren…"), self._import)
        self.export_button = button(tr("Exporteren…"), self._export)
        self.discard_button = button(tr("Concept verwijderen…"), self._discard, kind="danger")
        self.begin_button = button(tr("Nieuwe versie"), self._begin, keys="Ctrl+N")
        self.adopt_button = button(tr("Vaststellen…"), self._adopt, kind="primary")
        files = (self.import_button, self.export_button)
        for each in (*files, self.discard_button, self.begin_button, self.adopt_button):
            self.add_button(each)
        self.versions = RowTableModel(version_columns(), lambda line: line.id, self, sortable=False)
        self.version_table = TableView(self.versions, tr("Versies"), parent=self)
        self.version_table.current_row_changed.connect(self._version_chosen)
        self.contents = ContentsPane(context.settings, self, self)
        self.difference = DifferencePane(self)
        self.trial = TrialPane(self)
        self.trial.case_wanted.connect(lambda key: self.frame.open("case", key))
        self.tabs = tabs(tr("Onderdelen van de versie"), self)
        self.tabs.addTab(self.contents, tr("Inhoud"))
        self.tabs.addTab(self.difference, tr("Verschil"))
        self.tabs.addTab(self.trial, tr("Proberen op casussen"))
        tabs_first(self.tabs)
        self.tabs.currentChanged.connect(lambda _at: self._try())
        self.version_table.setMinimumSize(theme().px(_LIST_LEAST), theme().px(3 * ROW_HEIGHT))
        split = FoldingSplitter(self)
        split.add(self.version_table, _LIST_WIDTH)
        split.add(self.tabs, _PART_WIDTH, 5, needs=_PART_NEEDS)
        self.body.addWidget(split, 1)
        for keys, do in (
            ("Ins", self.contents.add_item_below),
            ("F2", self.contents.change_row),
            ("Del", self.contents.remove_row),
            ("Alt+Up", partial(self.contents.move_row, -1)),
            ("Alt+Down", partial(self.contents.move_row, 1)),
        ):
            self.add_key(keys, do)
        self.begin_at(self.contents.table)
        self._fit_buttons()

    def commands(self) -> Sequence[Command]:
        return (
            Command(tr("Nieuwe versie van het afwegingskader"), self._begin, "Ctrl+N"),
            Command(tr("Afwegingskader importeren"), self._import),
            Command(tr("Afwegingskader exporteren"), self._export),
        )

    def reload(self) -> None:
        committee = self.context.committee
        self.read(lambda reader: frameworks.desk(reader, committee), self._show)

    def _show(self, desk: FrameworkDesk) -> None:
        self.desk = desk
        ids = [one.id for one in desk.versions]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        chosen = self._chosen
        self._filling = True
        self.versions.set_rows(desk.versions)
        self.version_table.select_key(chosen)
        self._filling = False
        self._show_version()

    def _line(self) -> VersionLine | None:
        return self.desk.version(self._chosen) if self.desk else None

    def _version_chosen(self, line: VersionLine | None) -> None:
        if not self._filling and line is not None and line.id != self._chosen:
            self._chosen = line.id
            self._show_version()

    def _show_version(self) -> None:
        if (line := self._line()) is None or self.desk is None:
            return
        value = line.framework
        state = words(value.state).lower()
        title = value.title if not value.label else f"{value.title} ({value.label})"
        said = tr("{title}, versie {n}: {state}").format(title=title, n=value.version, state=state)
        self.set_title(tr("Afwegingskaders"), said)
        editable = self.desk.may_manage and line.editable
        self.contents.show_version(self.desk.committee, line, editable=editable)
        self.difference.show_versions(self.desk.former(line.id), line)
        self._try()
        count = sum(1 for _ in value.items())
        self.set_status(tr("{n} groepen, {m} vragen").format(n=len(value.sections), m=count))
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        line, desk = self._line(), self.desk
        manages = desk is not None and desk.may_manage
        editable = manages and line is not None and line.editable
        newest = desk.versions[0] if desk and desk.versions else None
        self.begin_button.setVisible(manages and newest is not None and not newest.editable)
        self.import_button.setVisible(manages)
        self.export_button.setEnabled(line is not None)
        concept = line is not None and line.framework.state is FrameworkState.CONCEPT
        self.adopt_button.setVisible(manages and concept)
        many = desk is not None and len(desk.versions) > 1
        self.discard_button.setVisible(editable and many)

    def _begin(self) -> None:
        committee = self.context.committee

        def begun(key: object) -> None:
            self._chosen = str(key)
            self.tabs.setCurrentIndex(0)

        self._write(lambda uow: tables.begin_version(uow, committee), begun)

    def _adopt(self) -> None:
        if (line := self._line()) is not None:
            words = {"n": line.framework.version}
            form = Form.of("adopt-framework", self, words=words, on=With(fault=no_day))
            self.ask(form, lambda uow, given: tables.adopt_version(uow, line.id, **given))

    def _discard(self) -> None:
        if (line := self._line()) is None:
            return
        words = tr("Versie {n} gaat weg met alles wat u erin wijzigde.")
        words = words.format(n=line.framework.version)
        if sure(self, tr("Concept verwijderen?"), words, tr("Verwijderen")):
            self._write(lambda uow: tables.discard_concept(uow, line.id))

    def _try(self) -> None:
        line = self._line()
        shown = self.tabs.currentWidget() is self.trial
        if not shown or line is None or self.desk is None or not self.desk.may_manage:
            return
        value, show = line.framework, self.trial.show_answer
        self.read(lambda reader: frameworks.try_version(reader, value), show, "trial")

    def _export(self) -> None:
        if (line := self._line()) is None:
            return
        name = f"Afwegingskader-{self.context.committee}-v{line.framework.version}.json"
        target = pick(self, tr("Afwegingskader exporteren"), name, tr("Afwegingskader (*.json)"))
        if target is not None:
            self.export_to(target)

    def export_to(self, target: Path) -> None:
        """Write the chosen version to a file."""
        key = self._chosen
        export(self, target, lambda reader, path: tables.export_framework(reader, key, path))

    def _import(self) -> None:
        title, kind = tr("Afwegingskader importeren"), tr("Afwegingskader (*.json)")
        if (path := pick(self, title, "", kind, there=True)) is not None:
            self.import_from(path)

    def import_from(self, source: Path) -> None:
        """Take a framework in from a file, as the next concept."""
        committee = self.context.committee

        def taken(key: object) -> None:
            self._chosen = str(key)

        self._write(lambda uow: tables.import_framework(uow, committee, source), taken)

    def _write(
        self, task: Callable[[Any], object], then: Callable[[Any], object] | None = None
    ) -> None:
        def done(answer: object) -> None:
            self.banner.clear()
            if then is not None:
                then(answer)

        self.write(task, done)
