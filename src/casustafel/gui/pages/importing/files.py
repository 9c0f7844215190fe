"""Choosing a list to read, saving lists, and taking one that came in away again."""

from collections.abc import Callable, Sequence
from pathlib import Path

from casustafel.domain.records import ImportRecord
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.files import pick, unsealed
from casustafel.gui.page import Page
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services import importing

_FOLDER = "import/folder"
_KINDS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt"


def ask_list(page: Page) -> Path | None:
    """Let the user choose a list to read."""
    title, kinds = tr("Lijst kiezen"), tr("Lijsten ({kinds})").format(kinds=_KINDS)
    return pick(page, title, "", kinds, there=True, settings=page.settings, folder=_FOLDER)


def ask_save(
    page: Page, title: str, name: str, write: Callable[[Path], object], *, personal: bool = False
) -> None:
    """Ask where a list goes, write it beside the window, and say where it stands."""
    target = pick(page, title, name, tr("Excel (*.xlsx)"), settings=page.settings, folder=_FOLDER)
    if target is None:
        return
    plain = tr("Opgeslagen als {file}.").format(file=target.name)
    said = unsealed(target) if personal else plain
    page.work.run(
        lambda: write(target),
        lambda _done: page.say(said, Tone.GOOD),
        failed=lambda error: page.say(explain(error), Tone.BAD),
        owner=page,
    )


def sure_to_undo(page: Page, record: ImportRecord) -> bool:
    """Ask whether a list goes as a whole; not doing so is the default."""
    text = tr(
        "De nieuwe casussen uit {file} verdwijnen en gewijzigde velden krijgen hun oude "
        "waarde terug. Hun casusnummers worden niet opnieuw gebruikt."
    ).format(file=record.file_name)
    title, verb = tr("Import ongedaan maken?"), tr("Ongedaan maken")
    return sure(page, title, text, verb, no=tr("Niet doen"))


def undo(page: Page, record: ImportRecord, then: Callable[[str], object]) -> None:
    """Undo a list as a whole, and say what went; what has moved on is refused in words."""
    page.write(
        lambda uow: importing.undo(uow, record.id),
        lambda numbers: then(_undone(record.file_name, numbers)),
        changes=[Change("import"), Change("case"), Change("log")],
    )


def _undone(name: str, numbers: Sequence[str]) -> str:
    gone = count_of(len(numbers), tr("1 casus is weggehaald"), tr("{n} casussen zijn weggehaald"))
    said = tr("{file} is ongedaan gemaakt: {gone}.").format(file=name, gone=gone)
    unused = tr("Ongebruikt blijft voortaan: {numbers}.")
    return f"{said} {unused.format(numbers=', '.join(ranges(numbers)))}" if numbers else said


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
