"""Documenten: every paper of a meeting beside its pages, and all of them saved at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.passphrases import proposal
from casustafel.domain.people import Right
from casustafel.gui.files import pick, pick_folder, show_folder, unsealed
from casustafel.gui.lists import Act, ChipOf, ListPage, SearchOf, each_word
from casustafel.gui.page import Context
from casustafel.gui.pages.minutes.papers import Preview
from casustafel.gui.problems import explain
from casustafel.gui.tables import Column
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, day, tr
from casustafel.gui.work import Change
from casustafel.services.agenda import meetings_desk
from casustafel.services.documents import documents
from casustafel.services.documents.documents import Papers, Written
from casustafel.services.documents.lines import PaperLine

_WIDTH, _NEEDS = 420, 420
_FOLDER = "documents/folder"


def columns() -> list[Column[PaperLine]]:
    """Return what is shown of each paper."""
    return [
        Column("label", tr("Document"), 200, lambda line: line.label, bold=lambda _line: True),
        Column("about", tr("Over"), 116, lambda line: line.about),
        Column("recipient", tr("Voor"), 150, lambda line: line.recipient),
        Column("told", tr("Verteld"), 92, lambda line: line.told_on),
        Column("channel", tr("Hoe"), 80, lambda line: line.channel),
        Column("waits", tr("Wacht op"), 160, _waits, tip=_waits),
    ]


def _waits(line: PaperLine) -> str:
    return explain(line.problem) if line.problem else ""


def _once(password: str) -> str:
    words = tr("Wachtwoord: {password}. Geef het langs een andere weg; het staat nergens anders.")
    return words.format(password=password)


def _words(line: PaperLine) -> str:
    return f"{line.label} {line.about} {line.recipient}"


class DocumentsPage(ListPage[PaperLine, Papers | None]):
    """Opened with the id of a meeting; without one it shows the last meeting of the table."""

    about = frozenset({"meeting", "minutes", "case", "action"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Documenten"))
        self._wanted = ""
        self._papers: Papers | None = None
        self._last: Path | None = None
        words = tr("Nog te vertellen")
        self.show_list(
            "documents",
            columns(),
            lambda line: line.key,
            chips=(
                ChipOf("", tr("Alle")),
                ChipOf("letters", tr("Brieven"), lambda line: line.drafted),
                ChipOf("open", words, lambda line: line.drafted and line.told_on is None),
                ChipOf("waits", tr("Wacht"), lambda line: line.problem is not None),
            ),
            search=SearchOf(tr("Zoek een document"), each_word(_words)),
            acts=self._offers(),
            may=lambda: self.context.may(Right.WRITE_MINUTES),
        )
        self.preview = Preview(tr("Voorbeeld van het document"), self)
        self._why = label("", "note", wrap=True)
        self.search = SearchBox(tr("Zoek in dit document"), parent=self)
        self.search.text_settled.connect(self._find)
        self.search.returnPressed.connect(lambda: self._find(self.search.text(), further=True))
        panel = QWidget(self)
        below(self.search, self._why, (self.preview, 1), gap=6, of=panel)
        self.pane.stand_beside(panel, width=_WIDTH, needs=_NEEDS)
        self.pane.row_changed.connect(lambda _row: self._draw())
        self.add_key("Ctrl+P", self._print)

    def _offers(self) -> tuple[Act[PaperLine], ...]:
        def made(lines: Sequence[PaperLine]) -> bool:
            return lines[0].problem is None

        hint, text = tr("Kopie opslaan die met een wachtwoord opengaat"), tr("Verzegelde kopie…")
        ask_all = tr("Alle documenten van de vergadering in een map opslaan")
        sealed = tr("Met een verzegelde kopie van alles wat naar één persoon gaat")
        return (
            Act(tr("Map openen"), page=self._open_folder, button=False),
            Act(tr("Terugkoppelen"), page=self._tell_outcomes, button=False),
            Act(tr("Afdrukken…"), lambda _line: self._print(), when=made, button=False),
            Act(
                tr("Alles verzegeld opslaan…"),
                page=lambda: self._ask_all(seal=True),
                hint=sealed,
                button=False,
            ),
            Act(text, lambda line: self._save(line, seal=True), hint=hint, when=made),
            Act(tr("Opslaan…"), self._save, "Ctrl+E", tr("Document opslaan"), when=made),
            Act(tr("Alles opslaan…"), page=self._ask_all, hint=ask_all, kind="primary"),
        )

    def open(self, argument: str) -> None:
        if argument:
            self._wanted = argument

    def reading(self) -> Callable[[Any], Papers | None]:
        committee, wanted = self.context.committee, self._wanted

        def read(reader: Any) -> Papers | None:
            known = meetings_desk.meetings(reader, committee)
            chosen = next((one for one in known if one.id == wanted), known[0] if known else None)
            return documents.listed(reader, chosen.id) if chosen else None

        return read

    def show_answer(self, answer: Papers | None) -> None:
        self._papers = answer
        lines = answer.lines if answer else ()
        self.pane.show_rows(lines)
        words = count_of(len(lines), tr("1 document"), tr("{n} documenten"))
        held = day(answer.held_on) if answer else ""
        self.set_title(tr("Documenten"), f"{held} · {words}" if held else words)
        self._draw()

    def _draw(self) -> None:
        line, papers = self.pane.current(), self._papers
        waits = _waits(line) if line else ""
        unknown = line is not None and line.drafted and not line.mail
        words = tr("Er is geen e-mailadres bekend: de conceptmail heeft geen ontvanger.")
        self._why.setText(waits or words)
        self._why.setVisible(bool(waits or unknown))
        shown = line is not None and papers is not None and line.problem is None
        self.preview.setVisible(shown)
        self.search.setVisible(shown)
        if line is not None and papers is not None and shown:
            meeting_id, key = papers.meeting_id, line.key
            self.read(
                lambda reader: documents.pdf(reader, meeting_id, key),
                self.preview.show_pdf,
                "preview",
                failed=self._cannot_show,
            )

    def _cannot_show(self, error: CasustafelError) -> None:
        self._why.setText(explain(error))
        self._why.show()
        self.preview.hide()

    def _find(self, text: str, *, further: bool = False) -> None:
        at, of = self.preview.jump_to(text, further=further)
        if of > 1:
            self.say(tr("Plaats {at} van {of}. Enter gaat naar de volgende.").format(at=at, of=of))
        elif text and not of:
            self.say(tr("«{text}» staat niet in dit document.").format(text=text))
        else:
            self.say("")

    def _save(self, line: PaperLine, *, seal: bool = False) -> None:
        if self._papers is None:
            return
        meeting_id, name = self._papers.meeting_id, Path(line.file).name
        asked = tr("Document opslaan"), name, tr("PDF (*.pdf)")
        if (target := pick(self, *asked, settings=self.settings, folder=_FOLDER)) is not None:
            self.export_to(meeting_id, line.key, target, proposal() if seal else None)

    def export_to(self, meeting_id: str, key: str, target: Path, password: str | None) -> None:
        """Write a paper to a file that the user chose; say the password of a sealed copy once."""
        self._last = target.parent
        said = unsealed(target)
        if password is not None:
            said = tr("Verzegeld opgeslagen als {file}.").format(file=target.name)
            said = f"{said} {_once(password)}"
        self.write(
            lambda uow: documents.export(uow, meeting_id, key, target, password),
            lambda _done: self._saved(said, Tone.GOOD),
            changes=[Change("log")],
        )

    def _saved(self, said: str, tone: Tone) -> None:
        self.banner.say(said, tone, action=tr("Map openen"), do=self._open_folder)

    def _ask_all(self, *, seal: bool = False) -> None:
        if self._papers is None:
            return
        title = tr("Map voor de documenten")
        folder = pick_folder(self, title, settings=self.settings, folder=_FOLDER)
        if folder is not None:
            target = folder / f"{self._papers.name}_documenten"
            self.save_all(target, proposal() if seal else None)

    def save_all(self, target: Path, password: str | None = None) -> None:
        """Write all papers to a new folder, and say how many there are and what waits."""
        if self._papers is None:
            return
        meeting_id, self._last = self._papers.meeting_id, target
        self.write(
            lambda uow: documents.write_all(uow, meeting_id, target, password),
            lambda written: self._say_written(target, written, password),
            changes=[Change("log")],
        )

    def _say_written(self, target: Path, written: Written, password: str | None) -> None:
        files = count_of(written.files, tr("1 bestand"), tr("{n} bestanden"))
        said = [tr("{files} opgeslagen in {name}.").format(files=files, name=target.name)]
        if written.waiting:
            waits = count_of(len(written.waiting), tr("1 document"), tr("{n} documenten"))
            said.append(tr("{waits} nog niet: zie Wacht.").format(waits=waits))
        if written.unaddressed:
            none = count_of(written.unaddressed, tr("1 conceptmail"), tr("{n} conceptmails"))
            said.append(tr("{drafts} zonder adres: zie de verzendlijst.").format(drafts=none))
        if written.no_archive is not None:
            said.append(explain(written.no_archive))
        said.append(tr("De bestanden zijn niet versleuteld."))
        if password is not None:
            said.append(tr("De kopieën in verzegeld wel."))
            said.append(_once(password))
        self._saved(" ".join(said), Tone.WARN if written.waiting else Tone.GOOD)

    def _open_folder(self) -> None:
        if why := show_folder(self._last, self.settings, _FOLDER):
            self.say(why, Tone.BAD)

    def _tell_outcomes(self) -> None:
        if self._papers is not None and self.frame.has("feedback"):
            self.frame.open("feedback", self._papers.meeting_id)

    def _print(self) -> None:
        line, papers = self.pane.current(), self._papers
        if line is not None and papers is not None:
            self.preview.ask_print(
                self,
                lambda uow: documents.record_print(uow, papers.meeting_id, line.key),
                tr("Het document is naar de printer gestuurd."),
            )

    def refused(self, error: CasustafelError) -> None:
        super().refused(error)
        self.mark_stale()
