"""Choosing a list to read, saving lists, and taking one that came in away again."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.records import ImportRecord
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.problems import explain
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone
from casustafel.gui.words import number, tr
from casustafel.gui.work import Change
from casustafel.services import importing
from casustafel.services.importing import ImportAnswer, files
from casustafel.services.importing.preview import CaseList, ListSource

_FOLDER = "import/folder"
_KINDS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt"


class Saving(QObject):
    """The dialogs of files of one page."""

    def __init__(
        self,
        page: QWidget,
        settings: Settings,
        run: Callable[..., object],
        say: Callable[[str, Tone], object],
    ) -> None:
        """`run` works beside the window, `say` tells what came of it."""
        super().__init__(page)
        self._page, self._settings, self._run, self._say = page, settings, run, say

    def has_example(self, table: str) -> bool:
        """Say whether an example list ships for a table."""
        return files.has_example(table)

    def ask_list(self) -> Path | None:
        """Let the user choose a list to read."""
        kinds = tr("Lijsten ({kinds})").format(kinds=_KINDS)
        settings = self._settings
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
        self._run(
            task,
            then=lambda _done: self._say(said, Tone.GOOD),
            failed=lambda error: self._say(explain(error), Tone.BAD),
            owner=self._page,
        )

    def _ask(self, title: str, name: str) -> Path | None:
        settings = self._settings
        folder = Path(settings.text(_FOLDER, str(Path.home())))
        path, _kind = QFileDialog.getSaveFileName(
            self._page, title, str(folder / name), tr("Excel (*.xlsx)")
        )
        if not path:
            return None
        target = Path(path)
        settings.keep(_FOLDER, str(target.parent))
        return target if target.suffix else target.with_suffix(".xlsx")


class Undoing(QObject):
    """Undoes a list as a whole; what has moved on is refused in words."""

    def __init__(
        self,
        page: QWidget,
        write: Callable[..., object],
        done: Callable[[str], object],
        refused: Callable[[CasustafelError], object],
    ) -> None:
        super().__init__(page)
        self._page, self._write, self._done, self._refused = page, write, done, refused

    def ask(self, record: ImportRecord) -> None:
        """Ask, with not doing so as the default, and undo."""
        text = tr(
            "De nieuwe casussen uit {file} verdwijnen en gewijzigde velden krijgen hun oude "
            "waarde terug. Hun casusnummers worden niet opnieuw gebruikt."
        ).format(file=record.file_name)
        title, verb = tr("Import ongedaan maken?"), tr("Ongedaan maken")
        if sure(self._page, title, text, verb, no=tr("Niet doen")):
            self.undo(record)

    def undo(self, record: ImportRecord) -> None:
        """Undo without asking."""
        key, name = record.id, record.file_name
        self._write(
            lambda uow: importing.undo(uow, key),
            then=lambda numbers: self._say(name, numbers),
            failed=self._refused,
            owner=self._page,
            changes=[Change("import"), Change("case"), Change("log")],
        )

    def _say(self, name: str, numbers: Sequence[str]) -> None:
        text = tr("{file} is ongedaan gemaakt: {n} casussen zijn weggehaald.")
        if len(numbers) == 1:
            text = tr("{file} is ongedaan gemaakt: 1 casus is weggehaald.")
        said = [text.format(file=name, n=number(len(numbers)))]
        if numbers:
            unused = tr("Ongebruikt blijft voortaan: {numbers}.")
            said.append(unused.format(numbers=", ".join(ranges(numbers))))
        self._done(" ".join(said))


def ranges(numbers: Sequence[str]) -> list[str]:
    """Return case numbers in words, those that follow each other as one range."""
    found: list[list[str]] = []
    for one in numbers:
        head, _, tail = one.rpartition("-")
        before, _, last = found[-1][-1].rpartition("-") if found else ("", "", "0")
        if found and head == before and int(tail) == int(last) + 1:
            found[-1][1:] = [one]
        else:
            found.append([one])
    return [tr(" t/m ").join(one) for one in found]
