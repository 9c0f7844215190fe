"""Taking a list away again, asked first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casustafel.domain.errors import CasustafelError
from casustafel.domain.records import ImportRecord
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.words import number, tr
from casustafel.gui.work import Change
from casustafel.services import importing

if TYPE_CHECKING:
    from casustafel.gui.pages.importing.page import ImportPage


class Undoing(QObject):
    """Undoes a list as a whole; what has moved on is refused in words."""

    def __init__(
        self,
        page: "ImportPage",
        done: Callable[[str], object],
        refused: Callable[[CasustafelError], object],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._done = done
        self._refused = refused

    def ask(self, record: ImportRecord) -> None:
        """Ask, with Annuleren as the default, and undo."""
        text = tr(
            "De nieuwe casussen uit {file} verdwijnen en gewijzigde velden krijgen hun oude "
            "waarde terug. Hun casusnummers worden niet opnieuw gebruikt."
        ).format(file=record.file_name)
        if sure(self._page, tr("Import ongedaan maken?"), text, tr("Ongedaan maken")):
            self.undo(record)

    def undo(self, record: ImportRecord) -> None:
        """Undo without asking."""
        key, name = record.id, record.file_name
        self._page.work.write(
            lambda uow: importing.undo(uow, key),
            then=lambda count: self._say(name, count),
            failed=self._refused,
            owner=self._page,
            changes=[Change("import"), Change("case"), Change("log")],
        )

    def _say(self, name: str, count: int) -> None:
        text = tr("{file} is ongedaan gemaakt: {n} casussen zijn weggehaald.")
        if count == 1:
            text = tr("{file} is ongedaan gemaakt: 1 casus is weggehaald.")
        self._done(text.format(file=name, n=number(count)))
