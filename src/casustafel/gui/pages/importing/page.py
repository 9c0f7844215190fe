"""Excel-lijst importeren in four steps. Nothing is changed before the last click."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.people import Right
from casustafel.domain.records import ImportRecord
from casustafel.gui.page import Command, Context, Page
from casustafel.gui.pages.importing.check_step import CheckStep
from casustafel.gui.pages.importing.columns_step import ColumnsStep
from casustafel.gui.pages.importing.file_step import DoneStep, FileDrop, FileStep
from casustafel.gui.pages.importing.files import ask_list, ask_save, sure_to_undo, undo
from casustafel.gui.pages.importing.header_step import HeaderStep
from casustafel.gui.pages.importing.parts import (
    CHECK,
    COLUMNS,
    DONE,
    FILE,
    HEADER,
    hint,
    next_word,
    step_names,
    subtitle,
)
from casustafel.gui.pages.importing.reading import ListReading, Mending
from casustafel.gui.pasted import CLIPBOARD, block_on_clipboard, no_block, no_file_yet
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.progress import ProgressLine, StepIndicator
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.gui.work import Change, Ticket
from casustafel.services import importing
from casustafel.services.importing import ImportAnswer, files, preview
from casustafel.services.importing.beginnings import Beginning
from casustafel.services.importing.preview import ImportDesk, Preview
from casustafel.services.importing.profiles import Choices, Mends, Understood
from casustafel.services.upkeep.rota import LARGE


class ImportPage(Page):
    """A list comes in.

    An argument is the path of a file that was dropped elsewhere, or `CLIPBOARD`: then a block from
    Excel is on it.
    """

    about = frozenset({"import"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Excel-lijst importeren"))
        self.desk: ImportDesk | None = None
        self._preview: Preview | None = None
        self._answer: ImportAnswer | None = None
        self._keeping: Ticket | None = None
        self._dropped = ""
        self.table = context.committee
        self.progress = ProgressLine(self)
        self.reading = ListReading(self, lambda: self.table, self.follow, self.progress.finish)
        self.mending = Mending(self, lambda: self.table)
        self.steps = StepIndicator(step_names(None), self)
        self.body.addWidget(self.steps)
        self.file = FileStep(context.settings, self)
        self.columns = ColumnsStep(context.settings, self)
        self.check = CheckStep(context.settings, self)
        self.done, self.header = DoneStep(self), HeaderStep(self)
        self.stack = QStackedWidget(self)
        for step in (self.file, self.columns, self.check, self.done, self.header):
            self.stack.addWidget(step)
        self.body.addWidget(self.stack, 1)
        self.progress.cancelled.connect(self._stopped)
        self.body.addWidget(self.progress)
        self._hint = label("", "muted", wrap=True)
        self.back = button(tr("Vorige"), self._go_back, keys="Alt+PgUp")
        self.next = button("", self._go_on, keys="Ctrl+Return", kind="primary")
        self.foot.addWidget(self._hint, 1)
        self.add_foot(self.back, self.next)
        self._connect()
        self.add_key("Ctrl+Delete", self.check.toggle_row)
        self.work.broke.connect(self._broken)
        self.drop = FileDrop(self, lambda: self.file.choose.isEnabled() and not self._busy)
        self.drop.dropped.connect(self.take_file)
        self.drop.no_file.connect(lambda: self.banner.say(no_file_yet(), Tone.WARN))
        self._show_step(FILE)

    def _connect(self) -> None:
        self.file.file_wanted.connect(self._ask_file)
        self.file.paste_wanted.connect(self._paste)
        self.file.template_wanted.connect(self._save_template)
        self.file.example_wanted.connect(self._save_example)
        self.file.undo_wanted.connect(self._ask_undo)
        self.reading.sheets_listed.connect(self._show_sheets)
        self.reading.columns_read.connect(self._show_columns)
        self.reading.choices_read.connect(self._show_reread)
        self.reading.header_asked.connect(self._show_header)
        self.header.sheet_wanted.connect(self.reading.ask_header)
        self.header.row_chosen.connect(lambda row: self.reading.read(Choices(header_row=row)))
        self.columns.header_wanted.connect(self.reading.ask_header)
        self.columns.other_table_wanted.connect(self.reading.read_elsewhere)
        self.columns.choices_changed.connect(lambda: self._show_step(COLUMNS))
        self.check.findings_wanted.connect(self._save_findings)
        self.check.choices_changed.connect(lambda: self._show_step(CHECK))
        self.check.columns_wanted.connect(lambda: self._show_step(COLUMNS))
        self.check.mended.connect(self._mend)
        self.mending.mended.connect(self._show_mended)
        self.reading.taken.connect(self._show_file)
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
        if self.context.committee != self.table:
            self.table = self.context.committee
            self._begin_anew()
        table = self.table
        self.read(lambda reader: preview.desk(reader, table), self._show_desk, "desk")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Who comes back later begins with a new list; minimising the window is no leaving.
        if self.step == DONE and not event.spontaneous():
            self._begin_anew()

    def commands(self) -> Sequence[Command]:
        return (
            Command(tr("Lege lijst opslaan"), self.file.template_wanted.emit),
            Command(tr("Voorbeeldlijst opslaan"), self.file.example_wanted.emit),
        )

    def _show_desk(self, desk: ImportDesk) -> None:
        self.desk = desk
        self.file.show_earlier(desk.earlier)
        self.file.example.setVisible(files.has_example(self.table))
        may = self.context.may(Right.IMPORT_CASES)
        self.file.choose.setEnabled(may)
        self.file.paste.setEnabled(may)
        if not may:
            text = tr("U mag bij deze commissie geen lijsten inlezen. Vraag de beheerder.")
            self.banner.say(text, Tone.INFO)
        self._show_step(self.step)
        self._say_kept_after_all(desk)
        if self._dropped and may:
            path, self._dropped = self._dropped, ""
            self._paste() if path == CLIPBOARD else self.take_file(Path(path))

    def _ask_file(self) -> None:
        if (path := ask_list(self)) is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Take a file in hand: look at its sheets, and read it when there is no choice."""
        self._begin_anew()
        self.reading.take_file(path)

    def _show_file(self) -> None:
        self.file.show_file(self.reading.path, self.reading.sheets)

    def _show_sheets(self) -> None:
        self._show_file()
        self._show_step(FILE)
        if len(self.reading.sheets) > 1:
            self.file.sheet.setFocus()
        else:
            self.reading.read(None)

    def _paste(self) -> None:
        if not (text := block_on_clipboard()):
            self.banner.say(no_block(), Tone.WARN)
            return
        self._begin_anew()
        self.reading.take_block(text)

    def _show_header(self, found: Beginning, unknown: bool) -> None:
        self.banner.clear()
        self.header.show_beginning(found, self.reading.sheets, unknown=unknown)
        self._show_step(HEADER)
        if self.header.table is not None:
            self.header.table.setFocus()

    def _show_columns(self, understood: Understood) -> None:
        fields = preview.field_choices(self.table)
        self.columns.show_list(understood, fields, self.reading.elsewhere())
        self._show_step(COLUMNS)
        self.columns.table.setFocus()

    def _show_reread(self, understood: Understood) -> None:
        if self.columns.ask_orders(understood):
            self._show_step(COLUMNS)
            return
        self._compare()

    def _compare(self) -> None:
        understood, table = self.reading.understood, self.table
        if understood is None:
            return
        given = understood.given
        ticket = self.follow(tr("De lijst vergelijken met wat er is"))
        self.write(
            lambda uow: preview.look(uow, table, given, progress=ticket.tell),
            self._show_check,
            changes=(),
            ticket=ticket,
        )

    def _show_check(self, looked: Preview) -> None:
        self.progress.finish()
        self._preview = looked
        self.check.show_preview(looked)
        self._show_step(CHECK)
        if (shown := self.check.shown) is not None:
            shown.setFocus()

    def _mend(self, mends: Mends, done: str) -> None:
        if (before := self._preview) is None:
            return
        was = before.given.mends
        self.mending.mend(before, mends)
        self._show_ready()
        if done:
            self.frame.tell(done, lambda: self.check.mend(was))

    def _show_mended(self, looked: Preview) -> None:
        self._preview = looked
        self.reading.mended(looked.given)
        self.check.show_mended(looked)
        self._show_step(self.step)

    def _keep(self) -> None:
        understood, table = self.reading.understood, self.table
        if understood is None or not self.check.incoming:
            return
        given, overwrite = understood.given, frozenset(self.check.overwrite)
        if self.check.incoming >= LARGE:
            self.work.back_up(failed=self.refused, owner=self)
        ticket = self._keeping = self.follow(tr("De lijst inlezen"))
        self.write(
            lambda uow: importing.run(uow, table, given, overwrite=overwrite, progress=ticket.tell),
            self._show_done,
            changes=[Change("import"), Change("case"), Change("provider"), Change("log")],
            ticket=ticket,
        )

    def _say_kept_after_all(self, desk: ImportDesk) -> None:
        """Say that a list was kept just before somebody stopped it."""
        understood, ticket = self.reading.understood, self._keeping
        last = desk.earlier[0] if desk.earlier else None
        if understood is None or ticket is None or last is None or not ticket.cancelled:
            return
        if last.file_hash == understood.given.file_sha256 and last.undone_at is None:
            self._begin_anew()
            text = tr("De lijst was al ingelezen toen u stopte. U kunt dit ongedaan maken.")
            self.banner.say(text, Tone.WARN)

    def _show_done(self, answer: ImportAnswer) -> None:
        self.progress.finish()
        self._answer = answer
        warned = self._preview.warned if self._preview else 0
        chosen = self.columns.changed or self.columns.asked
        self.done.show_answer(answer, warned, kept_columns=chosen)
        if chosen or self.check.mends:
            self.reading.keep(self.columns.choices)
        self._show_step(DONE)
        self.done.queue.setFocus()

    def _save_findings(self) -> None:
        answer = self._answer or (self._preview.answer if self._preview else None)
        source, understood = self.reading.source, self.reading.understood
        if source is not None and understood is not None and answer is not None:
            given = understood.given
            title, name = tr("Foutenlijst opslaan"), f"{Path(given.file_name).stem}-fouten.xlsx"
            write = partial(files.save_findings, source, given, answer)
            ask_save(self, title, name, write, personal=True)

    def _save_template(self) -> None:
        title, name = tr("Lege lijst opslaan"), f"casustafel-{self.table}-leeg.xlsx"
        ask_save(self, title, name, partial(files.save_template, self.table))

    def _save_example(self) -> None:
        title, name = tr("Voorbeeld opslaan"), f"casustafel-{self.table}-voorbeeld.xlsx"
        ask_save(self, title, name, partial(files.save_example, self.table))

    def _undo_last(self) -> None:
        key = self._answer.import_id if self._answer else None
        records = self.desk.earlier if self.desk else ()
        if (record := next((one for one in records if one.id == key), None)) is not None:
            self._ask_undo(record)

    def _ask_undo(self, record: ImportRecord) -> None:
        if sure_to_undo(self, record):
            self.undo(record)

    def undo(self, record: ImportRecord) -> None:
        """Undo a list as a whole."""
        undo(self, record, self._undone)

    def _undone(self, text: str) -> None:
        self._begin_anew()
        self.banner.say(text, Tone.GOOD)

    def _go_on(self) -> None:
        if not self.next.isEnabled():
            return
        match self.step:
            case 0:
                self.reading.read(None, self.file.sheet_name)
            case 1 if self.columns.changed or self.columns.asked:
                self.reading.read(self.columns.choices)
            case 1:
                self._compare()
            case 2:
                self._keep()
            case 4:
                self.header.choose()

    def _go_back(self) -> None:
        if self.step == CHECK:
            self._show_step(COLUMNS)
        elif self.step in (COLUMNS, HEADER):
            self.reading.forget_columns()
            self._show_step(FILE)

    def _begin_anew(self) -> None:
        self.banner.clear()
        self.reading.forget()
        self.mending.stop()
        self._preview = self._answer = self._keeping = None
        self._show_file()
        self._show_step(FILE)

    def follow(self, text: str) -> Ticket:
        self.banner.clear()
        ticket = Ticket()
        self.progress.follow(ticket, text)
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
        ready = {
            COLUMNS: not self.columns.unanswered,
            CHECK: self.check.incoming > 0,
            HEADER: self.header.ready,
        }.get(self.step, self.reading.source is not None)
        self.next.setEnabled(ready and not busy and not self.mending.busy)

    def _broken(self, _error: object) -> None:
        """A fault of the program ended the work; the frame reports it."""
        if self._busy:
            self.progress.finish()
            self._stopped()

    def _stopped(self) -> None:
        self._show_step(self.step)
        (self.next if self.next.isEnabled() else self.file.choose).setFocus()

    def refused(self, error: CasustafelError) -> None:
        self.progress.finish()
        self.banner.say(explain(error), Tone.BAD)
        self._stopped()

    def _show_step(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        understood = self.reading.understood
        known = self.columns.known if at >= COLUMNS and understood else None
        self.steps.show_step({DONE: DONE + 1, HEADER: COLUMNS}.get(at, at), step_names(known))
        self.back.setVisible(at in (COLUMNS, CHECK, HEADER))
        self.next.setVisible(at != DONE)
        incoming = self.check.incoming
        self.next.setText(next_word(at, incoming))
        self._show_ready()
        refused = self._preview.answer.refused if self._preview else 0
        self._hint.setText(hint(at, incoming, refused))
        self.set_title(tr("Excel-lijst importeren"), subtitle(self.desk, understood))
