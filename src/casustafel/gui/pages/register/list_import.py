"""A list that is taken over from Excel: what it would do is shown before it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QListWidget, QWidget

from casustafel.domain import terms
from casustafel.domain.findings import Finding, Severity
from casustafel.domain.wording import word
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.files import pick
from casustafel.gui.lists import ListPane
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.importing import ImportAnswer
from casustafel.services.register import norm_list

A = TypeVar("A")

_KINDS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv"


class ImportDialog(FormDialog[None]):
    """Says what the list would do, with what was found; it is confirmed to do it."""

    wide = 720
    given = None

    def __init__(self, title: str, answer: ImportAnswer, parent: QWidget | None = None) -> None:
        super().__init__(title, tr("Overnemen"), parent, answer.file)
        self.findings = QListWidget()
        self.findings.setAccessibleName(tr("Bevindingen"))
        self.findings.setWordWrap(True)
        self.findings.setMinimumHeight(theme().px(280))
        self.findings.addItems([finding_text(one) for one in answer.findings])
        if not answer.findings:
            self.findings.addItem(tr("Er is niets bijzonders gevonden."))
        self.add_wide(label(counts(answer.rows), "label", wrap=True))
        self.add_wide(self.findings)
        self.do.setEnabled(bool(answer.rows["read"]) and not answer.known_before)


@dataclass(frozen=True, slots=True)
class ListOf(Generic[A]):
    """A list that comes in: its title, its table, what its template is called, and what to do.

    `take` gets the unit of work, the file, and whether to say only what would be done; `told` is
    what it says of the rows in what `take` answers, and `then` gets that once it is kept.
    `changes` are what it makes stale.
    """

    title: str
    table: str
    template: str
    take: Callable[[Any, Path, bool], A]
    told: Callable[[A], ImportAnswer]
    then: Callable[[A], object]
    changes: tuple[Change, ...] = (Change("register"), Change("case"))


class ListImport(QObject, Generic[A]):
    """Asks for a file, shows what it would do, and lets it be kept."""

    def __init__(self, tab: ListPane[Any], settings: Settings, of: ListOf[A]) -> None:
        super().__init__(tab)
        self._tab, self.of = tab, of
        self._pick = partial(pick, tab, settings=settings, folder="register/folder")

    def ask(self) -> None:
        """Let the user choose a list."""
        kinds = tr("Lijsten ({kinds})").format(kinds=_KINDS)
        if (path := self._pick(tr("Lijst kiezen"), "", kinds, there=True)) is not None:
            self.look(path)

    def ask_template(self) -> None:
        """Ask where to save an empty list to fill in."""
        path = self._pick(tr("Sjabloon opslaan"), self.of.template, "Excel (*.xlsx)")
        if path is not None:
            self.save_template(path)

    def save_template(self, target: Path) -> None:
        """Write an empty list beside the window."""
        said = tr("Opgeslagen als {file}.").format(file=target.name)
        self._tab.work.run(
            lambda: norm_list.save_template(target, self.of.table),
            lambda _done: self._tab.say(said, Tone.GOOD),
            failed=self._tab.refused,
            owner=self,
        )

    def look(self, path: Path) -> None:
        """Read a list and show what it would do; nothing is kept yet."""
        take = self.of.take
        self._tab.write(
            lambda uow: take(uow, path, True), lambda answer: self._show(path, answer), changes=()
        )

    def _show(self, path: Path, answer: A) -> None:
        take, told = self.of.take, self.of.told(answer)
        self._tab.ask(
            ImportDialog(self.of.title, told, self._tab),
            lambda uow, _given: take(uow, path, False),
            changes=self.of.changes,
            then=self.of.then,
        )


def counts(rows: dict[str, int]) -> str:
    """Return the counts of an import in words: 4 nieuw, 1 gewijzigd."""
    parts = [text.format(n=rows[key]) for key, text in terms.ROW_COUNTED.items() if rows[key]]
    return ", ".join(parts) if parts else tr("Geen rijen gevonden.")


def finding_text(finding: Finding) -> str:
    """Return a finding in a sentence with its row; a refused row says so."""
    said = str(word(finding.code, finding.values, "nl"))
    if not finding.row:
        return said
    refused = finding.severity == Severity.ERROR
    place = tr("Rij {row}, geweigerd: ") if refused else tr("Rij {row}: ")
    return place.format(row=finding.row) + said
