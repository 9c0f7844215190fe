"""Casussen: every case of every table that the person may read, found by filter and search."""

from collections.abc import Callable, Sequence
from typing import Any

from casustafel.domain.cases import OPEN, CaseStatus
from casustafel.gui.lists import Act, ChipOf, ListPage, ListPane, MenuOf, SearchOf
from casustafel.gui.page import Context
from casustafel.gui.pages.queue.model import ALL_ROWS, FIRST_ROWS, CaseRows, QueueModel
from casustafel.gui.widgets.chips import Chip, FilterChip
from casustafel.gui.words import number, tr
from casustafel.services.case import cases_desk
from casustafel.services.case.cases_desk import CaseList
from casustafel.services.queue.queue import QueueQuery, QueueRow

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

#: The states that a chip stands for; "" is all of them.
CHIPS: dict[str, frozenset[CaseStatus]] = {
    "": frozenset(),
    "waiting": OPEN - {CaseStatus.NOT_NEEDED},
    "decided": frozenset({CaseStatus.DECIDED}),
    "reported": frozenset({CaseStatus.REPORTED}),
    "follow_up": frozenset({CaseStatus.FOLLOW_UP}),
    "closed": frozenset({CaseStatus.CLOSED}),
    "not_needed": frozenset({CaseStatus.NOT_NEEDED}),
    "withdrawn": frozenset({CaseStatus.WITHDRAWN}),
}


def chips() -> tuple[ChipOf[QueueRow], ...]:
    """Return what the list may be narrowed to; who reads it knows how many there are."""
    return (
        ChipOf("", tr("Alle")),
        ChipOf("waiting", tr("Lopend")),
        ChipOf("decided", tr("Uitkomst vastgesteld"), usual=False),
        ChipOf("reported", tr("Teruggekoppeld"), usual=False),
        ChipOf("follow_up", tr("In opvolging"), usual=False),
        ChipOf("closed", tr("Gesloten"), usual=False),
        ChipOf("not_needed", tr("Niet nodig"), usual=False),
        ChipOf("withdrawn", tr("Ingetrokken"), usual=False),
    )


class CasesPage(ListPage[QueueRow, CaseList]):
    """A list with chips, newest first. An argument is the key of a chip ("decided").

    With an argument the table that is switched on is the filter, else all tables are shown.
    """

    about = frozenset({"case", "meeting", "import", "register"})
    own_table = False

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Casussen"))
        self.rows = CaseRows(
            self,
            lambda: self.query,
            self._first_page,
            cases_desk.rows_of,
            self.show_answer,
            "received",
            descending=True,
        )
        self.urgent = FilterChip(tr("⚑ Spoed"))
        self.urgent.toggled.connect(lambda _on: self.reload())
        model = QueueModel(_COLUMNS, self)
        tables: MenuOf[QueueRow] = MenuOf("table", tr("Commissie"), tr("Alle commissies"))
        text = tr("Casus openen")
        self.lay_out(
            ListPane(
                self,
                self.title_label.text(),
                "all-cases",
                model,
                chips=chips(),
                menus=(tables,),
                search=SearchOf(tr("Nummer, naam, aanbieder"), says=tr("Zoeken in alle casussen")),
                acts=(
                    Act(
                        text, lambda row: self.frame.open("case", row.id), opens=True, button=False
                    ),
                ),
                beside=(self.urgent,),
                whole=self._whole,
            )
        )
        self.rows.follow(model)
        if model.sorted_by is None:
            self.table.show_sorting("received", ascending=False)

    def open(self, argument: str) -> None:
        if argument in CHIPS:
            self.pane.choose(argument, table=self.context.committee)

    @property
    def query(self) -> QueueQuery:
        """What the chips, filters and the search box ask for."""
        return QueueQuery(
            committee=self.pane.picked("table") or None,
            statuses=CHIPS[self.pane.chip],
            urgent=True if self.urgent.isChecked() else None,
            text=self.pane.text,
            sort=self.rows.sort,
            descending=self.rows.descending,
        )

    def reading(self) -> Callable[[Any], CaseList]:
        return self._first_page(self.query)

    def _first_page(self, query: QueueQuery) -> Callable[[Any], CaseList]:
        return lambda reader: cases_desk.page(reader, query, limit=FIRST_ROWS)

    def _whole(self) -> Callable[[Any], Sequence[QueueRow]]:
        query = self.query
        return lambda reader: cases_desk.rows_of(reader, query, offset=0, limit=ALL_ROWS)

    def show_answer(self, answer: CaseList) -> None:
        self.pane.model.today = answer.today  # type: ignore[attr-defined]
        self.pane.model.table_names = dict(answer.tables)  # type: ignore[attr-defined]
        counts = {
            key: sum(answer.counts.get(status, 0) for status in states or CaseStatus)
            for key, states in CHIPS.items()
        }
        offered = [Chip(code, name) for code, name in answer.tables]
        self.pane.show_rows(answer.rows, answer.total, counts=counts, choices={"table": offered})
        self.set_title(tr("Casussen"), tr("{n} in totaal").format(n=number(answer.all)))
        words = tr("{shown} van {all} getoond · ⚑ spoed")
        self.set_status(words.format(shown=number(answer.total), all=number(answer.all)))
