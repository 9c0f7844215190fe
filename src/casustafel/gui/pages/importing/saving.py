"""Choosing a list to read, and saving empty lists, examples and lists with their faults."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.services.importing import ImportAnswer, files
from casustafel.services.importing.preview import CaseList, ListSource

if TYPE_CHECKING:
    from casustafel.gui.pages.importing.page import ImportPage

_FOLDER = "import/folder"
_KINDS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt"


class Saving(QObject):
    """The dialogs of files of one page."""

    def __init__(self, page: "ImportPage") -> None:
        super().__init__(page)
        self._page = page

    def has_example(self, table: str) -> bool:
        """Say whether an example list ships for a table."""
        return files.has_example(table)

    def ask_list(self) -> Path | None:
        """Let the user choose a list to read."""
        kinds = tr("Lijsten ({kinds})").format(kinds=_KINDS)
        settings = self._page.context.settings
        folder = settings.text(_FOLDER, str(Path.home()))
        path, _kind = QFileDialog.getOpenFileName(self._page, tr("Lijst kiezen"), folder, kinds)
        if not path:
            return None
        settings.keep(_FOLDER, str(Path(path).parent))
        return Path(path)

    def ask_template(self, table: str) -> None:
        """Save an empty list."""
        target = self._ask(tr("Lege lijst opslaan"), f"casustafel-{table}-leeg.xlsx")
        if target is not None:
            self.write(target, lambda: files.save_template(table, target))

    def ask_example(self, table: str) -> None:
        """Save an example list."""
        target = self._ask(tr("Voorbeeld opslaan"), f"casustafel-{table}-voorbeeld.xlsx")
        if target is not None:
            self.write(target, lambda: files.save_example(table, target))

    def ask_findings(self, source: ListSource, given: CaseList, answer: ImportAnswer) -> None:
        """Save the list with its faults in it."""
        name = f"{Path(given.file_name).stem}-fouten.xlsx"
        target = self._ask(tr("Foutenlijst opslaan"), name)
        if target is not None:
            self.write(
                target, lambda: files.save_findings(source, given, answer, target), personal=True
            )

    def write(self, target: Path, task: Callable[[], None], *, personal: bool = False) -> None:
        """Write beside the window and say where the file stands."""
        said = tr("Opgeslagen als {file}.").format(file=target.name)
        if personal:
            said += " " + tr("Dit bestand is niet versleuteld: bewaar het op een veilige plek.")
        page = self._page
        page.work.run(
            task,
            then=lambda _done: page.banner.say(said, Tone.GOOD),
            failed=lambda error: page.banner.say(explain(error), Tone.BAD),
            owner=page,
        )

    def _ask(self, title: str, name: str) -> Path | None:
        settings = self._page.context.settings
        folder = Path(settings.text(_FOLDER, str(Path.home())))
        path, _kind = QFileDialog.getSaveFileName(
            self._page, title, str(folder / name), tr("Excel (*.xlsx)")
        )
        if not path:
            return None
        target = Path(path)
        settings.keep(_FOLDER, str(target.parent))
        return target if target.suffix else target.with_suffix(".xlsx")
