"""The rows of the queue; which columns there are is the table's own choice.

The rows of a long list of cases come in pages: the first with its counts, others as they are
scrolled to. The queue and the list of all cases differ in their filters and counts.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus, Phase
from casustafel.domain.committees import Committee
from casustafel.gui.lists import ChipOf, MenuOf
from casustafel.gui.page import Page
from casustafel.gui.pages.outcome_words import last_lawful_words
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.tables.model import Value
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.words import QT_TR_NOOP, count_of, number, tr
from casustafel.services.case.intake import days_waiting
from casustafel.services.queue import queue

#: By which field of the query a column is sorted; one that is not here cannot be sorted by.
SORTS = {
    "number": "number",
    "client": "client_sort",
    "care_form": "care_form",
    "provider": "provider_sort",
    "referrer": "referrer_name",
    "waiting": "received",
    "complete": "points_met",
    "status": "status",
    "rank": "rank",
    "received": "received",
}

#: How long before its last lawful day a case that waits is marked.
_SOON = timedelta(days=14)
_FIRM = frozenset({"number", "client", "waiting", "complete", "status", "received"})
_RIGHT = frozenset({"rank", "annual_hours", "annual_cost"})

#: The chips by key, each with the states it stands for; "" is all that waits.
CHIPS: dict[str, tuple[str, tuple[CaseStatus, ...]]] = {
    "": (QT_TR_NOOP("Alle"), ()),
    "draft": (QT_TR_NOOP("Longlist"), (CaseStatus.DRAFT,)),
    "submitted": (QT_TR_NOOP("Nieuw"), (CaseStatus.SUBMITTED,)),
    "incomplete": (QT_TR_NOOP("Aanvulling gevraagd"), (CaseStatus.INCOMPLETE,)),
    "ready": (QT_TR_NOOP("Klaar voor agenda"), (CaseStatus.READY,)),
    "scheduled": (QT_TR_NOOP("Op agenda"), (CaseStatus.SCHEDULED, CaseStatus.IN_SESSION)),
    "carried": (QT_TR_NOOP("Doorgeschoven"), (CaseStatus.SCHEDULED,)),
    "deferred": (QT_TR_NOOP("Aangehouden"), (CaseStatus.DEFERRED,)),
    "provisional": (QT_TR_NOOP("Onder voorbehoud"), (CaseStatus.PROVISIONAL,)),
    "not_needed": (QT_TR_NOOP("Niet nodig"), (CaseStatus.NOT_NEEDED,)),
}

#: Of those that are scheduled some wait for a meeting to be planned; they have their own chip.
CARRIED = {"scheduled": False, "carried": True}

#: Chips that stand there also when nothing is counted on them.
USUAL = frozenset({"", "submitted", "incomplete", "ready", "deferred", "not_needed"})


def chips(*, doorbraak: bool) -> tuple[ChipOf[queue.QueueRow], ...]:
    """Return what the list may be narrowed to; a longlist is always offered at doorbraak."""
    usual = USUAL | {"draft"} if doorbraak else USUAL
    return tuple(ChipOf(key, tr(text), usual=key in usual) for key, (text, _) in CHIPS.items())


def menus() -> tuple[MenuOf[queue.QueueRow], ...]:
    return (
        MenuOf("care_form", tr("Zorgvorm"), tr("Alle zorgvormen")),
        MenuOf("provider", tr("Aanbieder"), tr("Alle aanbieders")),
        MenuOf("referrer", tr("Verwijzer"), tr("Alle verwijzers")),
    )


def counts_of(answer: queue.QueueAnswer) -> dict[str, int]:
    """Return how many cases each chip stands for."""
    counts = {
        key: sum(answer.counts.get(status, 0) for status in states or queue.QUEUE)
        for key, (_text, states) in CHIPS.items()
    }
    counts["carried"] = answer.carried
    counts["scheduled"] -= answer.carried
    return counts


def status_cell(row: queue.QueueRow) -> Cell:
    """Return the pill of a case."""
    if row.carried:
        # The column has no room for the whole word.
        return Cell(tr("Schuift door"), Tone.WARN, spoken=carried_label(), tooltip=carried_words())
    short, whole = terms.STATUS_IN_LIST[row.status], terms.STATUS[row.status]
    return Cell(short, tone_of(row.status), spoken=whole)


def carried_label() -> str:
    """Return what a case is called that was carried over and is on no agenda yet."""
    return tr("Doorgeschoven")


def carried_words() -> str:
    """Return what becomes of it."""
    return tr("Nog op geen agenda; komt op de volgende vergadering zodra die gepland is.")


def referrer_label(row: queue.QueueRow) -> Cell:
    """Return the referrer as briefly as it is clear: BJG for the Buurtteams Jeugd en Gezin."""
    kind = terms.REFERRER_TYPE.get(row.referrer_type or "", "")
    full = row.referrer_name or kind
    brief = kind if full.casefold().startswith(("buurtteam", "regieteam")) and kind else full
    return Cell(brief, tooltip=full, spoken=full)


def _referrer(row: queue.QueueRow) -> str:
    return referrer_label(row).tooltip


def _number(row: queue.QueueRow) -> Cell:
    flag = " ⚑" if row.urgent else ""
    spoken = tr("{number}, spoed").format(number=row.number) if row.urgent else ""
    return Cell(row.number + flag, bold=True, spoken=spoken)


def _complete(row: queue.QueueRow) -> str:
    return tr("{met} van {of}").format(met=row.met, of=row.of)


def _complete_bar(row: queue.QueueRow) -> Cell:
    fraction = row.met / row.of if row.of else 0.0
    return Cell(f"{row.met}/{row.of}", fraction=fraction, spoken=_complete(row))


def _hours(row: queue.QueueRow) -> int | None:
    return int(row.annual_hours) if row.annual_hours is not None else None


def _euros(row: queue.QueueRow) -> Decimal | None:
    return Decimal(row.annual_cents) / 100 if row.annual_cents else None


def _euros_shown(row: queue.QueueRow) -> str:
    return f"€ {number(row.annual_cents // 100)}" if row.annual_cents else ""


class QueueModel(RowTableModel[queue.QueueRow]):
    """One row per case; rows come in pages and are sorted by the database."""

    def __init__(self, columns: Sequence[str], parent: QObject | None = None) -> None:
        self.today = date.min
        self.committee: Committee | None = None
        #: What a table is called in a list of more than one.
        self.table_names: Mapping[str, str] = {}
        known = {column.key: column for column in self._columns()}
        super().__init__(
            [known[key] for key in columns if key in known], lambda row: row.id, parent
        )
        self.sorted_outside = True

    def _columns(self) -> list[Column[queue.QueueRow]]:
        """Return all columns that a table may choose from."""

        def column(
            key: str,
            title: str,
            width: int,
            value: Callable[[queue.QueueRow], Value],
            show: Callable[[queue.QueueRow], CellValue] | None = None,
        ) -> Column[queue.QueueRow]:
            sortable, right, firm = key in SORTS, key in _RIGHT, key in _FIRM
            return Column(
                key, title, width, value, show=show, sortable=sortable, right=right, firm=firm
            )

        return [
            column("number", tr("Casus"), 114, lambda row: row.number, _number),
            column("client", tr("Cliënt"), 64, lambda row: queue.client_label(row, self.today)),
            column("trigger", tr("Aanleiding"), 100, queue.trigger_label),
            column("care_form", tr("Zorgvorm"), 116, _care_form),
            column("provider", tr("Aanbieder"), 102, lambda row: row.provider),
            column("school", tr("School"), 116, lambda row: row.school),
            column("referrer", tr("Verwijzer"), 74, _referrer, referrer_label),
            column("waiting", tr("Wacht"), 52, self._waiting, self._waiting_shown),
            column("complete", tr("Compleet"), 74, _complete, _complete_bar),
            column("status", tr("Status"), 98, lambda row: terms.STATUS[row.status], status_cell),
            column("law", tr("Wet"), 72, lambda row: terms.LAW.get(row.law, row.law)),
            column("rank", tr("Rang"), 50, lambda row: row.rank),
            column("annual_hours", tr("Uren/jaar"), 74, _hours),
            column("annual_cost", tr("Kosten/jaar"), 88, _euros, _euros_shown),
            column(
                *("phase", tr("Fase"), 92),
                lambda row: terms.PHASE[row.phase] if row.phase else None,
                _phase,
            ),
            column("received", tr("Ontvangen"), 88, lambda row: row.received),
            column("table", tr("Commissie"), 106, self._table),
        ]

    def _table(self, row: queue.QueueRow) -> str:
        return self.table_names.get(row.committee, row.committee)

    def _waiting(self, row: queue.QueueRow) -> int:
        return days_waiting(row.received, self.today)

    def _waiting_shown(self, row: queue.QueueRow) -> Cell:
        days = self._waiting(row)
        spoken, last = count_of(days, tr("1 dag"), tr("{n} dagen")), ""
        tone = None
        if self.committee is not None and row.status in queue.QUEUE:
            asked = (row.law, row.received, row.applied_on)
            last = last_lawful_words(self.committee, *asked)
            ends = self.committee.terms.last_lawful(*asked)
            tone = Tone.WARN if last and ends <= self.today + _SOON else None
        words = f"{spoken}. {last}" if last else spoken
        return Cell(tr("{n} d").format(n=days), tone, spoken=words, tooltip=last)


def turn(phase: Phase | None, status: CaseStatus) -> str:
    """Return whose turn it is with a case of a ranked list; nothing where it is nobody's."""
    match phase:
        case Phase.PRE_SCAN:
            return tr("de analist")
        case Phase.ANALYSIS if status is CaseStatus.READY:
            return tr("de secretaris")
        case Phase.ANALYSIS if status in (CaseStatus.SCHEDULED, CaseStatus.IN_SESSION):
            return tr("het team")
        case Phase.ANALYSIS | Phase.PLAN | Phase.FOLLOW_UP:
            return tr("de casushouder")
    return ""


def _phase(row: queue.QueueRow) -> CellValue:
    if row.phase is None:
        return ""
    phase = terms.PHASE[row.phase]
    words = tr("{phase}, aan zet: {who}").format(phase=phase, who=turn(row.phase, row.status))
    return Cell(phase, spoken=words, tooltip=words)


def _care_form(row: queue.QueueRow) -> str:
    return terms.CARE_FORM.get(row.care_form, row.care_form)


A = TypeVar("A")

#: How many rows are read with the counts.
FIRST_ROWS = 100

#: More than there will ever be: what a list takes along to Excel and to paper.
ALL_ROWS = 10_000_000


class MoreRows(Protocol):
    """A use case that returns a further page of rows."""

    def __call__(
        self, reader: Any, query: queue.QueueQuery, /, *, offset: int, limit: int
    ) -> list[queue.QueueRow]:
        """Return at most `limit` rows from `offset`."""


class CaseRows(QObject, Generic[A]):
    """Reads beside the window. `sort` and `descending` are part of what the page asks for.

    They are what the table is sorted by, also as it was left another day; else what is given here.
    """

    def __init__(
        self,
        page: Page,
        asked: Callable[[], queue.QueueQuery],
        first: Callable[[queue.QueueQuery], Callable[[Any], A]],
        more: MoreRows,
        show: Callable[[A], object],
        sort: str,
        *,
        descending: bool = False,
    ) -> None:
        """`first` returns what reads the answer that `show` gets: at most `FIRST_ROWS` rows."""
        super().__init__(page)
        self._page, self._asked = page, asked
        self._first, self._more, self._show = first, more, show
        self._usual = sort, descending
        self._model: QueueModel | None = None

    @property
    def sort(self) -> str:
        """The field of the query by which the list is ordered."""
        return self._order[0]

    @property
    def descending(self) -> bool:
        """Whether from the last to the first."""
        return self._order[1]

    @property
    def _order(self) -> tuple[str, bool]:
        chosen = self._model.sorted_by if self._model is not None else None
        return self._usual if chosen is None else (SORTS[chosen[0]], not chosen[1])

    def follow(self, model: QueueModel, usual: str = "") -> None:
        """Read what this table asks for: rows that come into sight, and an order of its own."""

        def more(offset: int, count: int, generation: int) -> None:
            query = self._asked()
            self._page.read(
                lambda reader: self._more(reader, query, offset=offset, limit=count),
                lambda rows: model.put_rows(offset, rows, generation),
                "",
            )

        self._model, self._usual = model, (usual or self._usual[0], self._usual[1])
        model.rows_wanted.connect(more)
        model.sort_wanted.connect(lambda _key, _ascending: self.read())

    def read(self) -> None:
        """Read the list anew, from its first row."""
        self._page.read(self._first(self._asked()), self._show)
