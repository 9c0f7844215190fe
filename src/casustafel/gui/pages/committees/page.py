"""Commissies: which tables there are and how they work; taken in and given out as files."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.domain.errors import CasustafelError
from casustafel.domain.wording.catalogue import label as words
from casustafel.gui.dates import today
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.dialogs.form import lines
from casustafel.gui.files import export, pick
from casustafel.gui.page import Command, Context, Page
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel, TableView
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import KeyValues, SideCard
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.layout import STRETCH, below, place
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, day, tr
from casustafel.gui.work import Change
from casustafel.services.definitions import examples, tables
from casustafel.services.definitions.examples import Offer
from casustafel.services.register import schools
from casustafel.services.register.schools import Pilots

_LIST_WIDTH, _DETAIL_WIDTH = 520, 600


def committee_columns() -> list[Column[Committee]]:
    """Return what is shown of each table."""
    name, until = tr("Commissie of team"), tr("Loopt tot")
    return [
        Column("name", name, 230, lambda row: row.name, bold=lambda _row: True),
        Column("prefix", tr("Casusnummer"), 130, lambda row: f"{row.prefix}-2026-0001"),
        Column("until", until, 110, lambda row: row.valid_until, show=_until),
    ]


def _until(row: Committee) -> CellValue:
    return day(row.valid_until) if row.valid_until else Cell(tr("onbepaald"), muted=True)


def _end(row: Committee) -> str:
    """Return until when a table sits, or when that could be."""
    if row.valid_until is not None or row.proposed_until is None:
        return day(row.valid_until) if row.valid_until else ""
    return tr("voorstel: {day}").format(day=day(row.proposed_until))


_PARTS = {
    "points": "Compleet voor agenda",
    "outcomes": "Uitkomst",
    "reasons": "Argument",
    "adjustment_reasons": "Reden van een aanpassing",
    "seats": "Plaats",
}


def example_form(parent: QWidget, name: str, offer: Offer) -> Form:
    """Ask from which day a newer example is taken over, with what it changes."""
    table = [f"{_PARTS[one.part]} {words(one.kind).lower()}: {one.label}" for one in offer.table]
    framework = [
        f"{words(one.kind)}: {one.text}" for one in offer.framework if one.item is not None
    ]
    return Form.of(
        "example",
        parent,
        {"takes": "yes", "on": today()},
        words={"name": name},
        makes=lambda takes, on: on if takes else None,
        table=_to_read(tr("Dit verandert bij de commissie"), table),
        framework=_to_read(tr("Dit verandert in het afwegingskader"), framework),
        on=With(fault=_no_day),
    )


def _answered(uow: Any, code: str, on: date | None) -> bool:
    """Take an example over from a day, or leave it aside; say whether that can be taken back."""
    if on is None:
        examples.decline(uow, code)
    else:
        examples.take_over(uow, code, on)
    return on is None


def _to_read(name: str, said: Sequence[str]) -> QWidget:
    """Return a list of what changes under its name, to read and copy; nothing when it is empty."""
    text = lines("\n".join(said))
    text.setReadOnly(True)
    text.setAccessibleName(name)
    text.setFixedHeight(text.height() * 2)
    part = QWidget()
    below(label(name, "label"), text, gap=3, edges=(0, 0), of=part)
    part.setVisible(bool(said))
    return part


def _no_day(on: date | None) -> str:
    return "" if on else tr("Vul in vanaf welke dag dit geldt.")


class CommitteesPage(Page):
    """A table is changed in its file: that keeps it whole and lets municipalities share it."""

    about = frozenset({"table", "framework"})
    writes = (Change("table"), Change("framework"))

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Commissies"))
        self.import_button = button(tr("Importeren…"), self._import, keys="Ctrl+O")
        self.export_button = button(tr("Exporteren…"), self._export)
        self.frameworks_button = button(tr("Afwegingskader"), self._to_framework, kind="primary")
        self.end_button = button(tr("Einddatum…"), self._ask_end)
        self.pilots_button = button(tr("Pilotscholen…"), self._ask_pilots)
        self.example_button = button(tr("Nieuw voorbeeld…"), self._ask_example)
        self.offers: dict[str, Offer] = {}
        own = (self.end_button, self.pilots_button, self.example_button)
        files = (self.import_button, self.export_button)
        for each in (*own, *files, self.frameworks_button):
            self.add_button(each)
        self.model = RowTableModel(committee_columns(), lambda row: row.code, self, sortable=False)
        self.table = TableView(self.model, tr("Commissies"), parent=self)
        self.table.current_row_changed.connect(self._show_row)
        self.table.row_opened.connect(lambda _row: self._to_framework())
        self.card = SideCard(" ", self)
        self.details = KeyValues(1)
        place(self.card.inside, self.details, STRETCH)
        columns = Columns(self)
        columns.add(self.table, _LIST_WIDTH, needs=400)
        columns.add(self.card, _DETAIL_WIDTH, needs=400)
        self.body.addWidget(columns, 1)
        self.begin_at(self.table)

    def commands(self) -> Sequence[Command]:
        return (Command(tr("Commissie importeren"), self._import, "Ctrl+O"),)

    def reload(self) -> None:
        self.read(lambda reader: (tables.listed(reader), examples.offers(reader)), self._show)

    def _show(self, both: tuple[list[Committee], dict[str, Offer]]) -> None:
        found, self.offers = both
        self.model.set_rows(found)
        if self.table.current_row() is None and not self.table.select_key(self.context.committee):
            self.table.selectRow(0)
        self._show_row(self.table.current_row())
        self.set_status(tr("{n} commissies en teams").format(n=len(found)))

    def _show_row(self, row: Committee | None) -> None:
        self.export_button.setEnabled(row is not None)
        self.end_button.setEnabled(row is not None)
        self.pilots_button.setVisible(row is not None and bool(row.involved))
        self.example_button.setVisible(row is not None and row.code in self.offers)
        if row is None:
            return
        self.card.set_title(row.name)
        needed = ", ".join(seat.label for seat in row.seats if seat.required)
        forms = ", ".join(terms.CARE_FORM.get(one, one) for one in row.care_forms)
        outcomes = "\n".join(f"{at}  {one.verb}" for at, one in enumerate(row.outcomes, 1))
        points = "\n".join(f"\N{BULLET} {one.label}" for one in row.points)
        reasons = ", ".join(one.label for one in row.reasons)
        minutes = row.terms.minutes_per_item
        rows = (
            (tr("Wetten"), ", ".join(terms.LAW.get(one, one) for one in row.laws)),
            (tr("Zorgvormen"), forms),
            (tr("Verplicht aanwezig"), needed),
            (tr("Ten minste"), count_of(row.minimum_members, tr("1 lid"), tr("{n} leden"))),
            (tr("Tijd per casus"), count_of(minutes, tr("1 minuut"), tr("{n} minuten"))),
            (tr("Aanhouden"), count_of(row.terms.held_over_days, tr("1 dag"), tr("{n} dagen"))),
            (tr("Loopt tot"), _end(row)),
            (tr("Betrokken bij elke casus"), ", ".join(one.label for one in row.involved)),
            (tr("Compleet voor agenda"), points),
            (tr("Uitkomsten"), outcomes),
            (tr("Argumenten"), reasons),
        )
        self.details.fill(rows)

    def _ask_example(self) -> None:
        if (row := self.table.current_row()) is not None and row.code in self.offers:
            code, said = row.code, tr("Het antwoord op het nieuwe voorbeeld van {name} is bewaard.")
            self.ask(
                example_form(self, row.name, self.offers[code]),
                lambda uow, on: _answered(uow, code, on),
                said=said.format(name=row.name),
                undo=lambda left: (lambda uow: examples.take_up(uow, code)) if left else None,
            )

    def _to_framework(self) -> None:
        if (row := self.table.current_row()) is None:
            return
        if row.code != self.context.committee:
            self.frame.choose_committee(row.code)
        self.frame.open("frameworks")

    def _ask_end(self) -> None:
        """Ask until when a temporary table sits; what was proposed stands there."""
        if (row := self.table.current_row()) is None:
            return
        known = {"until": row.valid_until or row.proposed_until}
        form, code = Form.of("table-end", self, known, words={"name": row.name}), row.code
        self.ask(form, lambda uow, given: tables.set_end(uow, code, **given))

    def _ask_pilots(self) -> None:
        """Ask at which schools BJG offers ZBO as basishulp, a name per line."""

        def opened(found: Pilots) -> None:
            known = ", ".join(found.others[:6])
            hint = tr("Een school per regel, zoals {names}.") if known else tr("Een per regel.")
            words = {"hint": hint.format(names=known)}
            names, of = "\n".join(found.names), With(of=str.splitlines)
            form = Form.of("pilots", self, {"names": names}, words=words, names=of)
            self.ask(form, lambda uow, given: schools.set_pilots(uow, **given))

        self.read(schools.pilots, opened, "pilots")

    def _export(self) -> None:
        if (row := self.table.current_row()) is not None:
            name, kind = f"Commissie-{row.code}.json", tr("Commissie (*.json)")
            if (target := pick(self, tr("Commissie exporteren"), name, kind)) is not None:
                self.export_to(row.code, target)

    def export_to(self, code: str, target: Path) -> None:
        """Write a table to a file."""
        export(self, target, lambda reader, path: tables.export_committee(reader, code, path))

    def _import(self) -> None:
        title, kind = tr("Commissie importeren"), tr("Commissie (*.json)")
        words = tr(
            "Een nieuwe commissie komt erbij. Bestaat de commissie al, dan werkt die voortaan "
            "zoals in het bestand staat. Wat al is vastgelegd, blijft."
        )
        path = pick(self, title, "", kind, there=True)
        if path and sure(self, tr("Commissie importeren?"), words, tr("Importeren")):
            self.import_from(path)

    def import_from(self, source: Path, framework: Path | None = None) -> None:
        """Take a table in; when it is new, its framework is asked for."""

        def taken(made: Committee) -> None:
            self.banner.say(tr("{name} is ingelezen.").format(name=made.name), Tone.GOOD)

        def failed(error: CasustafelError) -> None:
            if error.code == "committee-needs-framework" and framework is None:
                self._ask_framework(source)
            else:
                self.refused(error)

        def task(uow: Any) -> Committee:
            return tables.import_committee(uow, source, framework)

        self.write(task, taken, failed=failed)

    def _ask_framework(self, source: Path) -> None:
        said = tr("Deze commissie is nieuw. Kies ook het bestand met haar afwegingskader.")
        action = tr("Afwegingskader kiezen…")
        self.banner.say(said, Tone.INFO, action=action, do=lambda: self._choose_framework(source))

    def _choose_framework(self, source: Path) -> None:
        title, kind = tr("Afwegingskader kiezen"), tr("Afwegingskader (*.json)")
        if (path := pick(self, title, "", kind, there=True)) is not None:
            self.import_from(source, path)
