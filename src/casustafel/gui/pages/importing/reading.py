"""The list in hand: which file or block it is, from which sheet and row, and what was read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from casustafel.domain.errors import CasustafelError
from casustafel.domain.people import Right
from casustafel.gui.page import Page
from casustafel.gui.words import tr
from casustafel.gui.work import Ticket
from casustafel.services.importing import beginnings, preview, profiles
from casustafel.services.importing.again import look_again
from casustafel.services.importing.beginnings import Beginning
from casustafel.services.importing.preview import (
    CaseList,
    ListSource,
    PastedText,
    Preview,
    SheetInfo,
)
from casustafel.services.importing.profiles import Choices, Mends, Understood
from casustafel.services.register import norm_list
from casustafel.services.upkeep import drafts

T = TypeVar("T")

#: What reading says of a list in which no row can be known for a header.
_WITHOUT_HEADER = "list-without-header"
#: What is found in a list with the columns of another table.
_OF_OTHER_TABLE = "list-of-other-table"
#: The page that takes lists of norms in.
_REGISTER = "register"


class ListReading(QObject):
    """Reads beside the window; the page shows what comes of it."""

    taken = Signal()
    """Another table took the list in hand."""
    sheets_listed = Signal()
    """The file was opened; `sheets` holds more than one where there is a choice."""
    columns_read = Signal(object)
    """The list as the program, or a profile, understands it: an `Understood`."""
    choices_read = Signal(object)
    """The list as somebody chose its columns: an `Understood`."""
    header_asked = Signal(object, bool)
    """The `Beginning` of the list, and whether no header was found in it."""

    def __init__(
        self,
        page: Page,
        table: Callable[[], str],
        follow: Callable[[str], Ticket],
        finish: Callable[[], object],
    ) -> None:
        """`table` is asked for when a list is read; `follow` and `finish` show how far it is."""
        super().__init__(page)
        self._page, self._table, self._follow, self._finish = page, table, follow, finish
        self.source: ListSource | None = None
        self.sheets: Sequence[SheetInfo] = ()
        self.understood: Understood | None = None
        self._sheet: str | None = None

    def forget(self) -> None:
        """Have no list in hand."""
        self.source, self.sheets = None, ()
        self.forget_columns()

    def forget_columns(self) -> None:
        """Keep the list, and read it as if for the first time."""
        self.understood, self._sheet = None, None

    @property
    def path(self) -> Path | None:
        """The file of the list; None for a block that was pasted."""
        return self.source if isinstance(self.source, Path) else None

    def take_file(self, path: Path) -> None:
        """Take a file in hand and look at its sheets."""

        def listed(sheets: Sequence[SheetInfo]) -> None:
            self.source, self.sheets = path, sheets
            self._finish()
            self.sheets_listed.emit()

        told = tr("De bladen van {file} bekijken").format(file=path.name)
        self._run(lambda: preview.list_sheets(path), listed, self._follow(told))

    def _run(
        self, task: Callable[[], T], then: Callable[[T], object], ticket: Ticket | None = None
    ) -> None:
        """Look into the file beside the window; whatever is asked of it next comes instead."""
        page = self._page
        page.work.run(task, then, failed=page.refused, owner=page, lane="file", ticket=ticket)

    def take_block(self, text: str) -> None:
        """Take a pasted block in hand and read it."""
        self.source = PastedText(text)
        self.read(None)

    def read(self, choices: Choices | None, sheet: str | None = None) -> None:
        """Read the list; `sheet` is the one that was chosen with the file, if any."""
        if (source := self.source) is None:
            return
        now = self.understood.given.sheet or None if self.understood else None
        wanted, table = self._sheet or now or sheet, self._table()
        # What was settled holds while only the columns are chosen anew.
        chosen = choices is not None and choices.mapping is not None and self.understood is not None
        mends = self.understood.given.mends if chosen and self.understood is not None else None
        ticket = self._follow(tr("De lijst lezen"))
        self._page.read(
            lambda reader: profiles.understand(
                reader,
                table,
                source,
                sheet=wanted,
                choices=choices,
                mends=mends,
                progress=ticket.tell,
            ),
            lambda found: self._understand(found, choices),
            "file",
            failed=lambda error: self._unread(error, wanted),
            ticket=ticket,
        )

    def mended(self, given: CaseList) -> None:
        """Go on with the list as it was mended."""
        if self.understood is not None:
            self.understood = replace(self.understood, given=given)

    def _understand(self, found: Understood, choices: Choices | None) -> None:
        self.understood = found
        self._finish()
        chosen = choices is not None and choices.mapping is not None
        (self.choices_read if chosen else self.columns_read).emit(found)

    def keep(self, choices: Choices) -> None:
        """Keep what was chosen of the columns for the next list of this shape."""
        table = self._table()
        if self.understood is None:
            return
        given = self.understood.given
        names = given.file_name, given.header_fingerprint
        self._page.write(lambda uow: profiles.keep(uow, table, *names, choices, given), changes=())

    def elsewhere(self) -> tuple[str, str]:
        """Return the table that the list seems to be for, with what a button to go there says.

        Both are "" where it belongs here, or where this person reads no lists.
        """
        findings = self.understood.given.findings if self.understood else ()
        said = (one for one in findings if one.code == _OF_OTHER_TABLE)
        code = next((str(one.values["code"]) for one in said), "")
        actor, frame = self._page.context.actor, self._page.frame
        if code == norm_list.TABLE:
            may = actor.may(Right.MANAGE_NORMS) and frame.has(_REGISTER)
            return (code, tr("Naar Normen en stops")) if may else ("", "")
        names = {one.key: one.name for one in frame.committees()}
        if code not in names or not actor.may(Right.IMPORT_CASES, code):
            return ("", "")
        return code, tr("Inlezen bij {table}").format(table=names[code])

    def read_elsewhere(self, table: str) -> None:
        """Go to another table, and read the list in hand for that one."""
        source, sheets, frame = self.source, self.sheets, self._page.frame
        sheet = self.understood.given.sheet if self.understood else ""
        if table == norm_list.TABLE:
            frame.open(_REGISTER, str(self.path or "norms"))
            return
        frame.choose_committee(table)
        self.source, self.sheets = source, sheets
        self.taken.emit()
        self.read(None, sheet or None)

    def _unread(self, error: CasustafelError, sheet: str | None) -> None:
        if error.code == _WITHOUT_HEADER:
            self._finish()
            self._begin(sheet, unknown=True)
        else:
            self._page.refused(error)

    def ask_header(self, sheet: str | None = None) -> None:
        """Let somebody say in which row of which sheet the names of the columns stand."""
        now = self.understood.given.sheet if self.understood else ""
        self._begin(sheet or now or None, unknown=False)

    def _begin(self, sheet: str | None, *, unknown: bool) -> None:
        source, table = self.source, self._table()
        if source is None:
            return

        def shown(found: Beginning) -> None:
            self.understood, self._sheet = None, found.sheet or None
            self.header_asked.emit(found, unknown)

        self._run(lambda: beginnings.beginning(source, table, sheet), shown)


class Mending(QObject):
    """Checks a list anew after it was mended; a newer mend takes the place of an older one."""

    mended = Signal(object)
    """The list as it then is: a `Preview`."""

    def __init__(self, page: Page, table: Callable[[], str]) -> None:
        super().__init__(page)
        self._page, self._table = page, table
        self._ticket: Ticket | None = None

    @property
    def busy(self) -> bool:
        """Whether a mend is not shown yet."""
        return self._ticket is not None

    def stop(self) -> None:
        """Let go of what is under way."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = None

    def mend(self, before: Preview, mends: Mends) -> None:
        """Check a list that was seen as `before` with other mends."""
        self.stop()
        ticket = self._ticket = Ticket()
        table = self._table()

        def look(uow: Any) -> Preview:
            given = profiles.mend(before.given, table, mends)
            return look_again(uow, table, before, given, progress=ticket.tell)

        self._page.write(look, self._show, failed=self._refuse, changes=(), ticket=ticket)

    def _show(self, looked: Preview) -> None:
        self._ticket = None
        table, draft = self._table(), profiles.as_draft(looked.given)
        self._page.work.write(
            lambda uow: drafts.keep(uow, profiles.DRAFTS, table, profiles.DRAFTS, draft),
            owner=self._page,
        )
        self.mended.emit(looked)

    def _refuse(self, error: CasustafelError) -> None:
        self._ticket = None
        self._page.refused(error)
