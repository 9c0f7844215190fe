"""A workspace without a database, and pages like those of the program, to drive the frame."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from casustafel.bootstrap import utc_now
from casustafel.domain.local_time import local_day
from casustafel.domain.people import Actor, Role
from casustafel.gui.frame.facts import Facts, Sources
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.page import Committee, Context, FoundHit, KeyHint, Page, PageSpec
from casustafel.gui.settings import Settings
from casustafel.gui.tables import Cell, Column, RowTableModel, TableView
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.chips import Chip, FilterChipBar, MenuChip
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.work import Work

COMMITTEES = [
    Committee("cpv", "CPV"),
    Committee("zbo", "ZBO-commissie"),
    Committee("doorbraak", "Doorbraakteam"),
]


class FakeWorkspace:
    """Gives itself as reader and as unit of work, and remembers who held it."""

    def __init__(self, moment: datetime | None = None) -> None:
        self.moment = moment
        self.threads: list[str] = []
        self.kept: list[str] = []
        self.closed = False

    def clock(self) -> datetime:
        return self.moment or utc_now()

    @property
    def today(self) -> date:
        return local_day(self.clock())

    @contextlib.contextmanager
    def reading(self) -> Iterator[FakeWorkspace]:
        self.threads.append(threading.current_thread().name)
        yield self

    @contextlib.contextmanager
    def writing(self) -> Iterator[FakeWorkspace]:
        self.threads.append(threading.current_thread().name)
        yield self

    def back_up(self, *, due: bool = True) -> None:
        """Nothing is kept."""

    def listen(self, *_ears: object) -> None:
        """Nobody else works here."""

    def close(self) -> None:
        self.closed = True


def actor(*roles: tuple[Role, str | None]) -> Actor:
    """Return a person with these roles; by default secretary and chair of all tables."""
    return Actor(
        "p1", "Voorbeeld Persoon", frozenset(roles or {(Role.SECRETARY, None), (Role.CHAIR, None)})
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a list shows it."""

    number: int
    status: str
    met: int

    @property
    def case_number(self) -> str:
        return f"CPV-2026-{self.number:04}"


TONES = {"Klaar": Tone.GOOD, "Te toetsen": Tone.WARN, "Aanvulling": Tone.BAD, "Nieuw": Tone.INFO}
STATES = tuple(TONES)


def rows(count: int, start: int = 1) -> list[Row]:
    """Return invented rows."""
    return [Row(start + at, STATES[at % 4], 2 + at % 5) for at in range(count)]


def _bold(row: Row) -> Cell:
    return Cell(row.case_number, bold=True)


def _bar(row: Row) -> Cell:
    return Cell(f"{row.met}/6", fraction=row.met / 6, spoken=f"{row.met} van 6")


def _pill(row: Row) -> Cell:
    return Cell(row.status, TONES[row.status])


COLUMNS: tuple[Column[Row], ...] = (
    Column("case_number", "Casus", 118, lambda row: row.case_number, show=_bold),
    Column("client", "Cliënt", 70, lambda row: f"J.M. ({row.number % 17})"),
    Column("reason", "Aanleiding", 130, lambda _row: "Toeleidingsstop"),
    Column("care", "Zorgvorm", 130, lambda _row: "Begeleiding jeugd"),
    Column("provider", "Aanbieder", 110, lambda _row: "Zorggroep Waal"),
    Column(
        "wait",
        "Wacht",
        70,
        lambda row: row.number % 9,
        show=lambda row: f"{row.number % 9} d",
        right=True,
    ),
    Column("complete", "Compleet", 90, lambda row: row.met, show=_bar),
    Column("status", "Status", 100, lambda row: row.status, show=_pill),
)


class CaseModel(RowTableModel[Row]):
    """The columns of the picture."""

    def __init__(self, parent: Any = None, columns: Sequence[Column[Row]] = COLUMNS) -> None:
        super().__init__(columns, lambda row: row.case_number, parent)


class QueuePage(Page):
    """Looks like the queue of the picture; what it shows is invented."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Wachtrij")
        self.reloads = 0
        self.argument = ""
        self.add_button(button("Nieuwe casus", lambda: None, keys="Ctrl+N"))
        self.add_button(button("Op agenda zetten", lambda: None, keys="A", kind="primary"))
        self.chips = FilterChipBar("Status", self)
        self.chips.set_chips([Chip("", "Alle", 1211), *(Chip(name, name, 3) for name in STATES)])
        self.provider = MenuChip("Aanbieder", "Alle aanbieders", self)
        self.provider.set_choices([Chip("waal", "Zorggroep Waal"), Chip("oost", "Steunpunt Oost")])
        self.model = CaseModel(self)
        self.table = TableView(self.model, "Wachtrij", context.settings, "queue", self)
        self.body.addWidget(self.chips)
        self.body.addWidget(self.provider)
        from PySide6.QtWidgets import QHBoxLayout

        row = QHBoxLayout()
        row.addWidget(self.table, 5)
        row.addWidget(self._pane(), 2)
        self.body.addLayout(row, 1)

    def _pane(self) -> Card:
        card = Card("CPV-2026-0141", self)
        card.head.insertWidget(1, StatusPill("Klaar voor agenda", Tone.GOOD))
        values = KeyValues(1, card)
        values.add_row("Cliënt", "J.M., 12 jaar, wijk Lent")
        values.add_row("Gevraagd", "Begeleiding jeugd regulier, 4 uur per week, 26 weken")
        values.add_row("Aanbieder", StatusPill("toeleidingsstop sinds 01-09", Tone.BAD))
        card.body.addWidget(values)
        card.body.addStretch(1)
        return card

    def keys(self) -> Sequence[KeyHint]:
        return (KeyHint("Ctrl+N", "Nieuwe casus"), KeyHint("A", "Op de agenda zetten"))

    def open(self, argument: str) -> None:
        self.argument = argument

    def reload(self) -> None:
        self.reloads += 1
        self.work.read(lambda _reader: rows(38), then=self._show, owner=self, lane="page")

    def _show(self, found: list[Row]) -> None:
        self.model.set_rows(found)
        self.set_title("Wachtrij", f"{len(found)} casussen")
        self.set_status(f"{len(found)} getoond")


def blank(title: str, context: Context) -> Page:
    """Return a page with nothing but a heading."""
    return Page(context, title)


def badge(_reader: Any, *, actor: Actor, committee: str) -> int | None:
    """Count more at the CPV than elsewhere."""
    return 38 if committee == "cpv" else 7


PAGES = (
    PageSpec("today", "Vandaag", partial(blank, "Vandaag"), icon="today", section=""),
    PageSpec("queue", "Wachtrij", QueuePage, icon="queue", section="", badge=badge),
    PageSpec("case", "Casus", partial(blank, "Casus"), section=None, within="queue"),
    PageSpec("people", "Leden en rollen", partial(blank, "Leden"), "people", "Beheer"),
    PageSpec("log", "Logboek", partial(blank, "Logboek"), "log", "Inzicht"),
)


def find(_reader: Any, text: str, _actor: Actor) -> list[FoundHit]:
    """Find one case for any text that looks like a number."""
    if not text.isdigit():
        return []
    return [FoundHit("Casussen", f"CPV-2026-{text:0>4}", "Zorggroep Waal", "case", f"id-{text}")]


def sources(backup: datetime | None = None) -> Sources:
    """Return sources that need no database."""
    return Sources(
        committees=lambda _reader, _actor: COMMITTEES,
        find=find,
        last_backup=(lambda _reader: backup) if backup else None,
    )


def frame(
    work: Work, settings: Settings, who: Actor | None = None, pages: Sequence[PageSpec] = PAGES
) -> FrameWindow:
    """Return a frame over fake pages, not yet started."""
    return FrameWindow(
        work, who or actor(), Facts("voorbeeld.db (SQLCipher)", True), sources(), pages, settings
    )
