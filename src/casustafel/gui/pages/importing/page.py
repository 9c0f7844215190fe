"""Excel-lijst importeren in four steps. Nothing is changed before the last click."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.people import Right
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.importing.check_step import CheckStep
from casustafel.gui.pages.importing.columns_step import ColumnsStep
from casustafel.gui.pages.importing.done_step import DoneStep
from casustafel.gui.pages.importing.drops import FileDrop
from casustafel.gui.pages.importing.file_step import FileStep
from casustafel.gui.pages.importing.headings import (
    CHECK,
    COLUMNS,
    DONE,
    FILE,
    hint,
    next_word,
    step_names,
    subtitle,
)
from casustafel.gui.pages.importing.saving import Saving
from casustafel.gui.pages.importing.undoing import Undoing
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.progress_line import ProgressLine
from casustafel.gui.widgets.steps import StepIndicator
from casustafel.gui.widgets.style import label
from casustafel.gui.work import Change, Ticket
from casustafel.services import importing
from casustafel.services.importing import ImportAnswer, preview, profiles
from casustafel.services.importing.preview import ImportDesk, ListSource, PastedText, Preview
from casustafel.services.importing.profiles import Choices, Understood


class ImportPage(Page):
    """A list comes in. An argument is the path of a file that was dropped elsewhere."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Excel-lijst importeren"))
        self._desk: ImportDesk | None = None
        self._source: ListSource | None = None
        self._understood: Understood | None = None
        self._preview: Preview | None = None
        self._answer: ImportAnswer | None = None
        self._dropped = ""
        self._table = context.committee
        self._saving = Saving(self)
        self.undoing = Undoing(self, self._undone, self._refused)
        self.steps = StepIndicator(step_names(None), self)
        self.body.addWidget(self.steps)
        self.file = FileStep(context.settings, self)
        self.columns = ColumnsStep(context.settings, self)
        self.check = CheckStep(context.settings, self)
        self.done = DoneStep(self)
        self.stack = QStackedWidget(self)
        for step in (self.file, self.columns, self.check, self.done):
            self.stack.addWidget(step)
        self.body.addWidget(self.stack, 1)
        self.progress = ProgressLine(self)
        self.progress.cancelled.connect(self._stopped)
        self.body.addWidget(self.progress)
        self.body.addLayout(self._footer())
        self._connect()
        self.work.broke.connect(self._broken)
        self.drop = FileDrop(self, lambda: self.file.choose.isEnabled() and not self._busy)
        self.drop.dropped.connect(self.take_file)
        self._show_step(FILE)

    def _footer(self) -> QHBoxLayout:
        self._hint = label("", "muted", wrap=True)
        self.back = button(self.tr("Vorige"), self._go_back, keys="Alt+PgUp")
        self.next = button("", self._go_on, keys="Ctrl+Return", kind="primary")
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addWidget(self._hint, 1)
        for each in (self.back, self.next):
            row.addWidget(each)
        return row

    def _connect(self) -> None:
        self.file.file_wanted.connect(self._ask_file)
        self.file.paste_wanted.connect(self._paste)
        self.file.template_wanted.connect(lambda: self._saving.ask_template(self._table))
        self.file.example_wanted.connect(lambda: self._saving.ask_example(self._table))
        self.file.undo_wanted.connect(self.undoing.ask)
        self.check.findings_wanted.connect(self._save_findings)
        self.check.choices_changed.connect(lambda: self._show_step(CHECK))
        self.done.findings_wanted.connect(self._save_findings)
        self.done.queue_wanted.connect(lambda: self.frame.open("queue"))
        self.done.again_wanted.connect(self._begin_anew)
        self.done.undo_wanted.connect(self._undo_last)

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self.stack.currentIndex()

    def open(self, argument: str) -> None:
        self._dropped = argument
        self._begin_anew()

    def reload(self) -> None:
        if self.context.committee != self._table:
            self._table = self.context.committee
            self._begin_anew()
        table = self._table
        self.work.read(
            lambda reader: preview.desk(reader, table),
            then=self._show_desk,
            owner=self,
            lane="desk",
        )

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Who comes back later begins with a new list; minimising the window is no leaving.
        if self.step == DONE and not event.spontaneous():
            self._begin_anew()

    def concerns(self, changes: frozenset[Change]) -> bool:
        return any(change.kind == "import" for change in changes)

    def keys(self) -> Sequence[KeyHint]:
        return (
            KeyHint("Ctrl+O", self.tr("Bestand kiezen")),
            KeyHint("Ctrl+V", self.tr("Een blok uit Excel plakken")),
            KeyHint("Ctrl+Return", self.tr("Volgende stap")),
            KeyHint("Alt+PgUp", self.tr("Vorige stap")),
            KeyHint("Return", self.tr("Naar het veld van de kolom, of naar de keuzes van de rij")),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("Lege lijst opslaan"), self.file.template_wanted.emit),
            Command(self.tr("Voorbeeldlijst opslaan"), self.file.example_wanted.emit),
        )

    def _show_desk(self, desk: ImportDesk) -> None:
        self._desk = desk
        self.file.show_earlier(desk.earlier)
        self.file.example.setVisible(self._saving.has_example(self._table))
        may = self.context.may(Right.IMPORT_CASES)
        for each in (self.file.choose, self.file.paste):
            each.setEnabled(may)
        if not may:
            self.banner.say(
                self.tr("U mag bij deze commissie geen lijsten inlezen. Vraag de beheerder."),
                Tone.INFO,
            )
        self._show_step(self.step)
        if self._dropped and may:
            path, self._dropped = self._dropped, ""
            self.take_file(Path(path))

    def _ask_file(self) -> None:
        path = self._saving.ask_list()
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Take a file in hand: look at its sheets, and read it when there is no choice."""
        self._begin_anew()
        ticket = self._follow(self.tr("De bladen bekijken"))
        self.work.run(
            lambda: preview.list_sheets(path),
            then=lambda sheets: self._show_sheets(path, sheets),
            failed=self._refused,
            owner=self,
            lane="file",
            ticket=ticket,
        )

    def _show_sheets(self, path: Path, sheets: Sequence[preview.SheetInfo]) -> None:
        self.progress.finish()
        self._source = path
        self.file.show_file(path, sheets)
        self._show_step(FILE)
        if len(sheets) > 1:
            self.file.sheet.setFocus()
        else:
            self._read(None)

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if "\t" not in text:
            self.banner.say(
                self.tr("Er staat geen lijst op het klembord. Kopieer in Excel een blok met kop."),
                Tone.WARN,
            )
            return
        self._begin_anew()
        self._source = PastedText(text)
        self._read(None)

    def _read(self, choices: Choices | None) -> None:
        """Read the list; with choices on to the check, else to the columns."""
        source, desk, table = self._source, self._desk, self._table
        if source is None or desk is None:
            return
        sheet = self._understood.given.sheet or None if self._understood else None
        sheet = sheet or self.file.sheet_name
        ticket = self._follow(self.tr("De lijst lezen"))
        self.work.read(
            lambda reader: profiles.understand(
                reader,
                table,
                source,
                sheet=sheet,
                choices=choices,
                today=desk.today,
                progress=ticket.tell,
            ),
            then=self._show_columns if choices is None else self._show_reread,
            failed=self._refused,
            owner=self,
            lane="file",
            ticket=ticket,
        )

    def _show_columns(self, understood: Understood) -> None:
        self.progress.finish()
        self._understood = understood
        self.columns.show_list(understood, preview.field_choices(self._table))
        self._show_step(COLUMNS)
        self.columns.table.setFocus()

    def _show_reread(self, understood: Understood) -> None:
        self.progress.finish()
        self._understood = understood
        if self.columns.ask_orders(understood):
            self._show_step(COLUMNS)
            return
        self._compare()

    def _compare(self) -> None:
        source, understood, table = self._source, self._understood, self._table
        if source is None or understood is None:
            return
        given = understood.given
        ticket = self._follow(self.tr("De lijst vergelijken met wat er is"))
        self.work.write(
            lambda uow: preview.look(uow, table, source, given),
            then=self._show_check,
            failed=self._refused,
            owner=self,
            ticket=ticket,
        )

    def _show_check(self, looked: Preview) -> None:
        self.progress.finish()
        self._preview = looked
        self.check.show_preview(looked, can_save=isinstance(self._source, Path))
        self._show_step(CHECK)
        if self.check.table is not None:
            self.check.table.setFocus()

    def _keep(self) -> None:
        understood, table = self._understood, self._table
        if understood is None or not self.check.incoming:
            return
        given = preview.without(understood.given, self.check.left_out)
        overwrite = frozenset(self.check.overwrite)
        ticket = self._follow(self.tr("De lijst inlezen"), stoppable=False)
        self.work.write(
            lambda uow: importing.run(uow, table, given, overwrite=overwrite),
            then=self._show_done,
            failed=self._refused,
            owner=self,
            changes=[Change("import"), Change("case"), Change("provider"), Change("log")],
            ticket=ticket,
        )

    def _show_done(self, answer: ImportAnswer) -> None:
        self.progress.finish()
        self._answer = answer
        self.done.show_answer(
            answer,
            self._preview.warned if self._preview else 0,
            can_save=isinstance(self._source, Path),
            kept_columns=self.columns.changed,
        )
        self._keep_columns()
        self._show_step(DONE)
        self.done.queue.setFocus()

    def _keep_columns(self) -> None:
        """Keep what was chosen of the columns for the next list of this shape."""
        if self._understood is None or not self.columns.changed:
            return
        given, choices, table = self._understood.given, self.columns.choices, self._table
        self.work.write(
            lambda uow: profiles.keep(
                uow, table, given.file_name, given.header_fingerprint, choices
            ),
            failed=self._refused,
            owner=self,
        )

    def _save_findings(self) -> None:
        answer = self._answer or (self._preview.answer if self._preview else None)
        if isinstance(self._source, Path) and self._understood and answer:
            self._saving.ask_findings(self._source, self._understood.given, answer)

    def _undo_last(self) -> None:
        key = self._answer.import_id if self._answer else None
        records = self._desk.earlier if self._desk else ()
        record = next((one for one in records if one.id == key), None)
        if record is not None:
            self.undoing.ask(record)

    def _undone(self, text: str) -> None:
        self._begin_anew()
        self.banner.say(text, Tone.GOOD)

    def _go_on(self) -> None:
        if not self.next.isEnabled():
            return
        match self.step:
            case 0 if self._source is not None:
                self._read(None)
            case 1 if self.columns.changed:
                self._read(self.columns.choices)
            case 1:
                self._compare()
            case 2:
                self._keep()

    def _go_back(self) -> None:
        if self.step in (COLUMNS, CHECK):
            if self.step == COLUMNS:
                self._understood = None
            self._show_step(self.step - 1)

    def _begin_anew(self) -> None:
        self._forget()
        self.file.show_file(None, ())
        self._show_step(FILE)

    def _forget(self) -> None:
        self.banner.clear()
        self._source = None
        self._understood = None
        self._preview = None
        self._answer = None

    def _follow(self, text: str, *, stoppable: bool = True) -> Ticket:
        self.banner.clear()
        ticket = Ticket(self)
        self.progress.follow(ticket, text, stoppable=stoppable)
        self._show_ready()
        return ticket

    @property
    def _busy(self) -> bool:
        return not self.progress.isHidden()

    def _show_ready(self) -> None:
        """Let nothing be begun while a list is under way."""
        busy = self._busy
        self.stack.setEnabled(not busy)
        self.back.setEnabled(not busy)
        ready = self.check.incoming > 0 if self.step == CHECK else self._source is not None
        self.next.setEnabled(ready and not busy)

    def _broken(self, _error: object) -> None:
        """A fault of the program ended the work; the frame reports it."""
        if self._busy:
            self.progress.finish()
            self._stopped()

    def _stopped(self) -> None:
        self._show_step(self.step)
        (self.next if self.next.isEnabled() else self.file.choose).setFocus()

    def _refused(self, error: CasustafelError) -> None:
        self.progress.finish()
        self.banner.say(explain(error), Tone.BAD)
        self._stopped()

    def _show_step(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        known = self.columns.known if at >= COLUMNS and self._understood else None
        self.steps.show_step(at if at < DONE else DONE + 1, step_names(known))
        self.back.setVisible(at in (COLUMNS, CHECK))
        self.next.setVisible(at < DONE)
        incoming = self.check.incoming
        self.next.setText(next_word(at, incoming))
        self._show_ready()
        refused = self._preview.answer.refused if self._preview else 0
        self._hint.setText(hint(at, incoming, refused))
        title = self.tr("Excel-lijst importeren")
        self.set_title(title, subtitle(self._desk, self._understood))
