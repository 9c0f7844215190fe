"""Gesprekken: what goes along to a talk or network, and what was agreed there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from casustafel.domain.ids import new_id
from casustafel.domain.people import Right
from casustafel.domain.taught import Agreement
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.files import pick, unsealed
from casustafel.gui.lists import Act, ChipOf, ListTab, MenuOf, TabsPage
from casustafel.gui.page import Context, Page
from casustafel.gui.pages.minutes.papers import Preview
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import count_of, day, tr
from casustafel.gui.work import Change
from casustafel.services.learning import agreements, talks
from casustafel.services.learning.agreements import AgreementList
from casustafel.services.learning.talks import TalkLine

_WIDTH, _NEEDS = 420, 420
_FOLDER = "talks/folder"


def kind_words(line: TalkLine) -> str:
    """Return what a paper is."""
    words = {
        talks.PROVIDER: tr("Kwartaalblad aanbieder"),
        talks.TEAM: tr("Kwartaalblad Buurtteam"),
        talks.NETWORK: tr("Netwerkbijeenkomst"),
        talks.ADVICE: tr("Eindadvies") if line.name else tr("Wat de commissie leerde"),
    }
    return words[line.kind]


class SheetsTab(ListTab[TalkLine]):
    """The papers, each beside its pages."""

    def __init__(self, page: Page) -> None:
        periods: MenuOf[TalkLine] = MenuOf(
            "period",
            tr("Kwartaal"),
            tr("Alle kwartalen"),
            lambda row: (row.period, row.period) if row.period else None,
            newest=lambda row: row.period,
        )
        super().__init__(
            page,
            tr("Bladen"),
            "talks",
            [
                Column("kind", tr("Document"), 170, kind_words, bold=lambda _row: True),
                Column("name", tr("Voor"), 200, lambda row: row.name),
                Column("period", tr("Kwartaal"), 84, lambda row: row.period),
            ],
            lambda row: row.key,
            menus=(periods,),
            acts=(
                Act(
                    tr("Excel opslaan…"),
                    lambda row: self.ask_save(row, ".xlsx"),
                    hint=tr("De cijfers van een kwartaalblad opslaan"),
                    when=lambda rows: rows[0].counted,
                ),
                Act(
                    tr("PDF opslaan…"),
                    lambda row: self.ask_save(row, ".pdf"),
                    "Ctrl+E",
                    tr("Het document opslaan"),
                    kind="primary",
                ),
            ),
            may=lambda: page.context.may(Right.MAKE_REPORTS),
        )
        self.preview = Preview(tr("Voorbeeld van het document"), page)
        self.stand_beside(self.preview, width=_WIDTH, needs=_NEEDS)
        self.row_changed.connect(lambda _row: self._draw())

    def reload(self) -> None:
        """Read which papers there are."""
        committee = self.page.context.committee
        if self.page.context.may(Right.MAKE_REPORTS):
            self.read(lambda reader: talks.listed(reader, committee), self._show)

    def _show(self, found: Sequence[TalkLine]) -> None:
        self.show_rows(found)
        self._draw()

    def _draw(self) -> None:
        row, committee = self.current(), self.page.context.committee
        self.preview.setVisible(row is not None)
        if row is not None:
            key = row.key
            self.read(
                lambda reader: talks.pdf(reader, committee, key), self.preview.show_pdf, "preview"
            )

    def ask_save(self, row: TalkLine, ending: str) -> None:
        """Ask where a paper goes."""
        shown = tr("PDF (*.pdf)") if ending == ".pdf" else tr("Excel (*.xlsx)")
        asked = tr("Document opslaan"), row.file + ending, shown
        target = pick(self, *asked, settings=self.page.settings, folder=_FOLDER)
        if target is not None:
            self.save(row, target)

    def save(self, row: TalkLine, target: Path) -> None:
        """Write a paper to a file that the user chose."""
        committee = self.page.context.committee
        self.page.write(
            lambda uow: talks.export(uow, committee, row.key, target),
            lambda _done: self.say(unsealed(target), Tone.GOOD),
            changes=[Change("log")],
        )


class AgreementsTab(ListTab[Agreement]):
    """What was agreed, and what was done."""

    writes = (Change("learning"),)

    def __init__(self, page: Page) -> None:
        self._found = AgreementList((), date.min)
        networks: MenuOf[Agreement] = MenuOf(
            "network", tr("Overleg"), tr("Alle overleggen"), lambda row: (row.network, row.network)
        )
        super().__init__(
            page,
            tr("Afspraken"),
            "agreements",
            [
                Column("text", tr("Afspraak"), 330, lambda row: row.text, tip=lambda row: row.text),
                Column("owner", tr("Wie"), 150, lambda row: row.owner),
                Column("network", tr("Overleg"), 170, lambda row: row.network),
                Column("on", tr("Afgesproken"), 92, lambda row: row.agreed_on),
                Column("due", tr("Uiterlijk"), 92, lambda row: row.due_on),
                Column("done", tr("Gedaan"), 240, self._done),
            ],
            lambda row: row.id,
            chips=(
                ChipOf("open", tr("Open"), lambda row: row.done_on is None),
                ChipOf("done", tr("Gedaan"), lambda row: row.done_on is not None),
            ),
            menus=(networks,),
            acts=(
                Act(tr("Weghalen"), self._remove, "Del", tr("Afspraak weghalen")),
                Act(tr("Wijzigen…"), self._edit, "F2", tr("Afspraak wijzigen"), opens=True),
                Act(tr("Gedaan…"), self._ask_done, hint=tr("Vastleggen wat is gedaan")),
                Act(tr("Nieuwe afspraak"), page=self._add, keys="Ctrl+N", kind="primary"),
            ),
            may=lambda: page.context.may(Right.MAKE_REPORTS),
        )

    def reload(self) -> None:
        """Read what was agreed."""
        committee = self.page.context.committee
        self.read(lambda reader: agreements.listed(reader, committee), self._show)

    def _show(self, found: AgreementList) -> None:
        self._found = found
        self.show_rows(found.agreements)

    def _done(self, row: Agreement) -> Cell:
        if row.done_on is not None:
            return Cell(f"{day(row.done_on)} {row.done_note}", tooltip=row.done_note)
        late = row.due_on is not None and row.due_on < self._found.today
        return Cell(tr("te laat"), Tone.BAD) if late else Cell(tr("open"), Tone.NEUTRAL)

    def _add(self) -> None:
        committee = self.page.context.committee
        self.ask(
            agreement_form(self, self._found),
            lambda uow, new: agreements.add(
                uow, committee, Agreement(id=new_id(), committee=committee, **new)
            ),
            f"agreement:{committee}",
            said=tr("De afspraak is vastgelegd."),
            undo=lambda made: lambda uow: agreements.delete(uow, made.id),
        )

    def _edit(self, row: Agreement) -> None:
        self.ask(
            agreement_form(self, self._found, row),
            lambda uow, new: agreements.change(uow, row, replace(row, **new)),
            f"agreement:{row.id}",
            said=tr("De afspraak is gewijzigd."),
        )

    def _ask_done(self, row: Agreement) -> None:
        start = {"done_note": row.done_note, "done_on": row.done_on or self._found.today}
        form = Form.of("done-agreement", self, start, words={"text": row.text})
        self.ask(form, lambda uow, new: agreements.change(uow, row, replace(row, **new)))

    def _remove(self, row: Agreement) -> None:
        self.write(
            lambda uow: agreements.delete(uow, row.id), said=tr("De afspraak is weggehaald.")
        )


def agreement_form(parent: QWidget, known: AgreementList, before: Agreement | None = None) -> Form:
    """Ask for a new agreement, or mend one."""
    name, start = ("agreement", before) if before else ("new-agreement", {"agreed_on": known.today})
    return Form.of(name, parent, start, network=known.networks)


class TalksPage(TabsPage):
    """Papers that go along, and what was agreed."""

    about = frozenset({"learning", "meeting", "case", "table"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Gesprekken"))
        self.sheets, self.agreements = SheetsTab(self), AgreementsTab(self)
        self.lay_out(
            tr("Gesprekken en netwerken"),
            (self.sheets, tr("Documenten")),
            (self.agreements, tr("Afspraken")),
        )
        self.sheets.shown_changed.connect(
            lambda count: self.set_title(
                tr("Gesprekken"), count_of(count, tr("1 document"), tr("{n} documenten"))
            )
        )
