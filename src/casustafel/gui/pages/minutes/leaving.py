"""How minutes leave the program: as a file or on paper, and each time in the log."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from casustafel.domain.errors import CasustafelError
from casustafel.gui.page import Page
from casustafel.gui.pages.minutes.preview import Preview
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.minutes import minutes
from casustafel.services.minutes.minutes_desk import Sheet

_FOLDER = "minutes/folder"


class Papers(QObject):
    """Exports and prints for a page, and says there how it went."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def ask_export(self, sheet: Sheet, extract: str | None = None) -> None:
        """Ask where to, then export."""
        settings = self._page.context.settings
        folder = Path(settings.text(_FOLDER, str(Path.home())))
        name = sheet.file_name
        if extract:
            name = name.replace("notulen", f"uittreksel-{extract.lower()}", 1)
        path, _kind = QFileDialog.getSaveFileName(
            self._page, tr("PDF exporteren"), str(folder / name), tr("PDF (*.pdf)")
        )
        if path:
            settings.keep(_FOLDER, str(Path(path).parent))
            self.export(sheet, Path(path), extract)

    def export(self, sheet: Sheet, target: Path, extract: str | None = None) -> None:
        """Write the file beside the window and say where it stands."""
        meeting_id = sheet.meeting_id
        self._page.work.write(
            lambda uow: minutes.export(uow, meeting_id, target, extract),
            then=lambda _done: self._page.banner.say(
                tr(
                    "Opgeslagen als {file}. Dit bestand is niet versleuteld: bewaar het op een "
                    "veilige plek."
                ).format(file=target.name),
                Tone.GOOD,
            ),
            failed=self._refused,
            owner=self._page,
            changes=[Change("log")],
        )

    def ask_print(self, sheet: Sheet, pages: Preview) -> None:
        """Let the user choose a printer, then print what is shown."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not QPrintDialog(printer, self._page).exec():
            return
        if not pages.print_to(printer):
            said = tr("De printer neemt niets aan. Controleer de printer en probeer opnieuw.")
            self._page.banner.say(said, Tone.BAD)
            return
        meeting_id = sheet.meeting_id
        self._page.work.write(
            lambda uow: minutes.record_print(uow, meeting_id),
            then=lambda _done: self._page.banner.say(
                tr("De notulen zijn naar de printer gestuurd."), Tone.GOOD
            ),
            owner=self._page,
            changes=[Change("log")],
        )

    def _refused(self, error: CasustafelError) -> None:
        self._page.banner.say(explain(error), Tone.BAD)
