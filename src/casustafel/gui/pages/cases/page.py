"""Casussen: every case of every table that the person may read, found by filter and search."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt

from casustafel.domain.cases import OPEN, CaseStatus
from casustafel.gui.page import Context, KeyHint, Page
from casustafel.gui.pages.case_rows import FIRST_ROWS, CaseRows
from casustafel.gui.pages.queue.model import QueueModel
from casustafel.gui.tables import TableView
from casustafel.gui.theme import theme
from casustafel.gui.widgets.chips import Chip, FilterChip, FilterChipBar, MenuChip
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import QT_TR_NOOP, number, tr
from casustafel.gui.work import Change
from casustafel.services import case_list
from casustafel.services.case_list import CaseList
from casustafel.services.queue import QueueQuery, QueueRow

_COLUMNS = (
    "number",
    "table",
    "client",
    "care_form",
    "provider",
    "referrer",
    "received",
    "complete",
    "status",
)

#: The chips by key, each with the states it stands for; "" is all of them.
CHIPS: dict[str, tuple[str, frozenset[CaseStatus]]] = {
    "": (QT_TR_NOOP("Alle"), frozenset()),
    "waiting": (QT_TR_NOOP("Lopend"), OPEN - {CaseStatus.NOT_NEEDED}),
    "decided": (QT_TR_NOOP("Uitkomst vastgesteld"), frozenset({CaseStatus.DECIDED})),
    "reported": (QT_TR_NOOP("Teruggekoppeld"), frozenset({CaseStatus.REPORTED})),
    "follow_up": (QT_TR_NOOP("In opvolging"), frozenset({CaseStatus.FOLLOW_UP})),
    "closed": (QT_TR_NOOP("Gesloten"), frozenset({CaseStatus.CLOSED})),
    "not_needed": (QT_TR_NOOP("Niet nodig"), frozenset({CaseStatus.NOT_NEEDED})),
    "withdrawn": (QT_TR_NOOP("Ingetrokken"), frozenset({CaseStatus.WITHDRAWN})),
}


class CasesPage(Page):
    """A list with chips, newest first. An argument is the key of a chip ("decided").

    With an argument the table that is switched on is the filter, else all tables are shown.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Casussen"))
        self.rows = CaseRows(
            self, lambda: self.query, self._first_page, case_list.rows_of, self._show
        )
        self.rows.order("received", descending=True)
        self._wanted_chip: str | None = None
        self._wanted_table = ""
        self._make_filters()
        self.model = QueueModel(_COLUMNS, self)
        self.rows.follow(self.model)
        self.table = TableView(self.model, tr("Casussen"), context.settings, "all-cases", self)
        self.table.row_opened.connect(self._open)
        self.table.show_sorting("received", ascending=False)
        self._empty = EmptyState(
            tr("Geen casussen gevonden"),
            tr("Kies een andere stand of commissie, of zoek op iets anders."),
        )
        self.table.set_empty(self._empty)
        self.body.addWidget(self.table, 1)
        self.search.list_wanted.connect(self.table.setFocus)
        self.begin_at(self.table)

    def _make_filters(self) -> None:
        self.chips = FilterChipBar(tr("Stand"), self)
        self.chips.chosen.connect(lambda _key: self.rows.read())
        self.committee = MenuChip(tr("Commissie"), tr("Alle commissies"), self)
        self.committee.chosen.connect(lambda _key: self.rows.read())
        self.urgent = FilterChip(tr("⚑ Spoed"), self)
        self.urgent.toggled.connect(lambda _on: self.rows.read())
        self.search = SearchBox(tr("Nummer, naam, aanbieder"), "Ctrl+F", self)
        self.search.set_widths(200, 260)
        self.search.text_settled.connect(lambda _text: self.rows.read())
        self.add_key("Ctrl+F", self.search.take_focus)
        row, right = WrappingRow(), WrappingRow()
        for each in (row, right):
            each.setSpacing(theme().px(8))
        row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (self.search, self.committee, self.urgent):
            right.addWidget(part)
        row.addLayout(right)
        self.body.addLayout(row)

    def open(self, argument: str) -> None:
        if argument in CHIPS:
            self._wanted_chip = argument
            self._wanted_table = self.context.committee

    def reload(self) -> None:
        self.rows.read()

    def concerns(self, changes: frozenset[Change]) -> bool:
        return any(change.kind in {"case", "meeting", "import", "register"} for change in changes)

    def keys(self) -> Sequence[KeyHint]:
        return (
            KeyHint("Return", tr("Casus openen")),
            KeyHint("Ctrl+F", tr("Zoeken in alle casussen")),
        )

    @property
    def query(self) -> QueueQuery:
        """What the chips, filters and the search box ask for."""
        chip = self.chips.key if self._wanted_chip is None else self._wanted_chip
        return QueueQuery(
            committee=self._wanted_table or self.committee.key or None,
            statuses=CHIPS[chip][1],
            urgent=True if self.urgent.isChecked() else None,
            text=self.search.text(),
            sort=self.rows.sort,
            descending=self.rows.descending,
        )

    def _first_page(self, query: QueueQuery) -> Callable[[Any], CaseList]:
        return lambda reader: case_list.page(reader, query, limit=FIRST_ROWS)

    def _show(self, answer: CaseList) -> None:
        self.model.today = answer.today
        self.model.table_names = dict(answer.tables)
        self.model.set_rows(answer.rows, answer.total)
        self._show_filters(answer)
        self.set_title(tr("Casussen"), tr("{n} in totaal").format(n=number(answer.all)))
        self.set_status(
            tr("{shown} van {all} getoond · ⚑ spoed").format(
                shown=number(answer.total), all=number(answer.all)
            )
        )
        if self.table.current_row() is None and answer.rows:
            self.table.selectRow(0)

    def _show_filters(self, answer: CaseList) -> None:
        asked = self.chips.key if self._wanted_chip is None else self._wanted_chip
        self._wanted_chip = None
        self.committee.set_choices([Chip(code, name) for code, name in answer.tables])
        if self._wanted_table:
            self.committee.show_choice(self._wanted_table)
            self._wanted_table = ""
        chips = []
        for key, (text, states) in CHIPS.items():
            count = sum(answer.counts.get(status, 0) for status in states or CaseStatus)
            if count or key in ("", "waiting", asked):
                chips.append(Chip(key, tr(text), count))
        self.chips.set_chips(chips)
        self.chips.show_choice(asked)

    def _open(self, row: object) -> None:
        if isinstance(row, QueueRow):
            self.frame.open("case", row.id)
