"""Wachtrij: what waits for the table, filtered and sorted by the database, one case at a glance."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.domain.committees import Committee
from casustafel.domain.meetings import Meeting
from casustafel.domain.people import Right
from casustafel.gui import pasted
from casustafel.gui.lists import Act, ListPane, SearchOf
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.case.writing import ask_written_answer
from casustafel.gui.pages.queue.detail import DetailPane
from casustafel.gui.pages.queue.doing import FormsComing, QueueDoing, askable, open_longer
from casustafel.gui.pages.queue.model import (
    ALL_ROWS,
    CARRIED,
    CHIPS,
    FIRST_ROWS,
    CaseRows,
    QueueModel,
    chips,
    counts_of,
    menus,
)
from casustafel.gui.pages.urgent import ask_urgent
from casustafel.gui.tables import TableView
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.chips import Chip, FilterChip
from casustafel.gui.words import count_of, number, told_apart, tr
from casustafel.services.queue import queue

_DETAIL_WIDTH = 308
_LIST_NEEDS = 420


class QueuePage(Page):
    """The list with its chips and filters, and the pane beside it.

    An argument is the key of a chip ("ready") or the id of a case to put the cursor on.
    """

    about = frozenset({"case", "meeting", "import", "register"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Wachtrij"))
        self._desk: queue.Desk | None = None
        self._counted: queue.QueueAnswer | None = None
        self._committee: Committee | None = None
        self.rows = CaseRows(
            self, lambda: self.query, self._first_page, queue.rows_of, self._show, "urgency"
        )
        self.urgent = FilterChip(tr("⚑ Spoed"))
        self.urgent.toggled.connect(lambda _on: self._read())
        self.doing, self.forms = QueueDoing(self, self._unseen), FormsComing(self)
        self.pane = ListPane(
            self,
            tr("Wachtrij"),
            "queue",
            QueueModel((), self),
            chips=chips(doorbraak=False),
            menus=menus(),
            search=SearchOf(tr("Zoek in deze lijst")),
            acts=self._acts(),
            beside=(self.urgent,),
            whole=self._whole,
        )
        self.pane.place_buttons(self.add_button)
        self.pane.filtered.connect(self._read)
        self.withdraw, self.importing, self.new, self.schedule, *_ = self.pane.buttons.values()
        assert self.pane.bar.chips is not None and self.pane.bar.search is not None
        self.chips, self.search = self.pane.bar.chips, self.pane.bar.search
        self.search.set_widths(150, 180)
        self.add_key("Ctrl+F", self.search.take_focus)
        self.add_key("Ctrl+V", self._paste)
        self.carried = Banner(self)
        self.pane.content.insertWidget(1, self.carried)
        # One reading for all that moves the cursor at once, after the list is painted.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._show_detail)
        self.pane.row_changed.connect(lambda _row: self._look.start())
        self.pane.selection_changed.connect(self._show_asking)
        urgent = partial(self._on_row, ask_urgent)
        self.detail = DetailPane(self._open, self._ask_completion, urgent, self._answer, self)
        self.pane.stand_beside(self.detail, width=_DETAIL_WIDTH, needs=_LIST_NEEDS)
        self.body.addWidget(self.pane, 1)
        self.begin_at(self.table)
        self.setAcceptDrops(True)

    def _acts(self) -> tuple[Act[queue.QueueRow], ...]:
        may, doing = self.context.may, self.doing
        text = tr("Aanvraagformulier opslaan…")
        ask = tr("Formulieren inlezen…")
        return (
            Act(tr("Casus openen"), lambda _row: self._open(), opens=True, button=False),
            Act(
                tr("Aanvulling vragen…"),
                rows=doing.ask_completion,
                when=lambda rows: any(map(askable, rows)),
                may=lambda: may(Right.EDIT_CASES),
                button=False,
            ),
            Act(
                tr("Openstelling…"),
                rows=doing.opening,
                when=open_longer,
                may=lambda: may(Right.EDIT_CASES),
                button=False,
            ),
            Act(
                tr("Intrekken…"),
                rows=doing.withdraw,
                when=lambda rows: any(map(doing.withdrawable, rows)),
                may=lambda: may(Right.EDIT_CASES),
            ),
            Act(
                tr("Excel-lijst importeren…"),
                page=self._import,
                keys="Ctrl+I",
                may=lambda: self._may_import() and self.frame.has("import"),
            ),
            Act(ask, page=self.forms.ask, keys="Ctrl+Shift+I", may=self._may_import, button=False),
            Act(text, page=self.forms.save, may=self._may_import, button=False),
            Act(
                tr("Nieuwe casus"),
                page=lambda: doing.new(self._desk),
                keys="Ctrl+N",
                may=self._may_import,
            ),
            Act(
                tr("Op agenda zetten"),
                rows=lambda rows: doing.schedule(self._meeting, rows),
                keys="A",
                hint=tr("Op de agenda van de volgende vergadering zetten"),
                kind="primary",
                when=lambda rows: any(row.status is CaseStatus.READY for row in rows),
                words=lambda _rows: self._schedule_words(),
                may=lambda: may(Right.PLAN_MEETINGS) and self._meeting is not None,
            ),
            Act(
                tr("Longlist en pre-scan"),
                page=lambda: self.frame.open("selection"),
                may=lambda: self._lists() and self.frame.has("selection"),
            ),
        )

    def _lists(self) -> bool:
        """Whether the table makes its list out of a long one."""
        return self._committee is not None and self._committee.selection is not None

    def _may_import(self) -> bool:
        return self.context.may(Right.IMPORT_CASES)

    def _unseen(self) -> int:
        return self.table.selected_unread()

    @property
    def table(self) -> TableView:
        """The table of the list; another one for each commission."""
        return self.pane.table

    @property
    def model(self) -> QueueModel:
        """The rows of the list."""
        assert isinstance(self.pane.model, QueueModel)
        return self.pane.model

    @property
    def _meeting(self) -> Meeting | None:
        return self._desk.next_meeting if self._desk is not None else None

    def _schedule_words(self) -> str:
        if self._desk is None or self._meeting is None:
            return tr("Op agenda zetten")
        short = told_apart(f"{self._meeting.held_on:%d-%m}", self._desk.apart)
        return tr("Op agenda {day} zetten").format(day=short)

    def open(self, argument: str) -> None:
        if argument:
            (self.pane.choose if argument in CHIPS else self.pane.select)(argument)

    def reload(self) -> None:
        code = self.context.committee
        self._counted = None
        self.read(lambda reader: queue.desk(reader, code), self._show_desk, "desk")

    def keys(self) -> Sequence[KeyHint]:
        return self.pane.keys()

    def commands(self) -> Sequence[Command]:
        row = self.pane.current()
        waits = row is not None and row.status is CaseStatus.PROVISIONAL
        answer = Command(tr("Schriftelijk antwoord vastleggen"), self._answer, "V")
        return (*([answer] if waits and self.detail.may_answer else []), *self.pane.commands())

    def _show_desk(self, desk: queue.Desk) -> None:
        """Show what belongs to the table itself, then read the list."""
        self._desk, code = desk, desk.committee.code
        if self._committee is None or self._committee.code != code:
            self._committee = desk.committee
            model = QueueModel(desk.committee.queue_columns, self)
            model.committee = desk.committee
            offered = chips(doorbraak=desk.committee.selection is not None)
            self.pane.use(model, f"queue-{code}", offered)
            self.rows.follow(model, "rank" if self._lists() else "urgency")
            self.pane.switch(code)
            self.begin_at(self.table)
            for each in (self.detail.urgent, self.detail.answer):
                each.serve(self.table)
        self.detail.may_answer = self.context.may(Right.RECORD_OUTCOMES)
        self.detail.urgent.setVisible(self.detail.may_answer)
        self._read()

    @property
    def query(self) -> queue.QueueQuery:
        """What the chips, filters and the search box ask for."""
        chip, picked = self.pane.chip, self.pane.picked
        return queue.QueueQuery(
            committee=self.context.committee,
            statuses=frozenset(CHIPS[chip][1]),
            care_form=picked("care_form") or None,
            provider_id=picked("provider") or None,
            referrer=picked("referrer") or None,
            urgent=True if self.urgent.isChecked() else None,
            text=self.pane.text,
            sort=self.rows.sort,
            descending=self.rows.descending,
            carried=CARRIED.get(chip),
        )

    def _read(self) -> None:
        if self._desk is not None:
            self.rows.read()

    def _first_page(self, query: queue.QueueQuery) -> Callable[[Any], queue.QueueAnswer]:
        known = self._counted
        return lambda reader: queue.page(reader, query, limit=FIRST_ROWS, known=known)

    def _whole(self) -> Callable[[Any], Sequence[queue.QueueRow]]:
        query = self.query
        return lambda reader: queue.rows_of(reader, query, offset=0, limit=ALL_ROWS)

    def _show(self, answer: queue.QueueAnswer) -> None:
        self._counted, desk = answer, self._desk
        if desk is None:
            return
        self.model.today = answer.today
        choices = {
            "care_form": [Chip(key, terms.CARE_FORM.get(key, key)) for key in desk.care_forms],
            "provider": [Chip(key, name) for key, name in desk.providers],
            "referrer": [
                Chip(queue.MEDICAL_REFERRERS, tr("Huisartsen en andere artsen")),
                *(Chip(name, name) for name in desk.referrers),
            ],
        }
        counts = counts_of(answer)
        self.pane.show_rows(answer.rows, answer.total, counts=counts, choices=choices)
        self._tell_carried(answer.carried)
        name = self._committee.short_name if self._committee else ""
        words = count_of(counts[""], tr("1 casus"), tr("{n} casussen"))
        if answer.oldest is not None:
            days = (answer.today - answer.oldest).days
            one, more = tr("oudste wacht 1 dag"), tr("oudste wacht {n} dagen")
            words += " · " + count_of(days, one, more)
        self.set_title(tr("Wachtrij {name}").format(name=name), words)
        said = tr("{shown} van {all} getoond · ⚑ spoed")
        self.set_status(said.format(shown=number(answer.total), all=number(counts[""])))
        self._look.start()
        self._show_asking()

    def _tell_carried(self, count: int) -> None:
        """Say what to do for cases that were carried over while no meeting is planned."""
        if not count or self._desk is None or self._desk.next_meeting is not None:
            self.carried.clear()
            return
        words = count_of(
            count,
            tr(
                "1 doorgeschoven casus staat nog op geen agenda. Die komt vanzelf op de volgende "
                "vergadering zodra die gepland is."
            ),
            tr(
                "{n} doorgeschoven casussen staan nog op geen agenda. Ze komen vanzelf op de "
                "volgende vergadering zodra die gepland is."
            ),
        )
        plans = self.context.may(Right.PLAN_MEETINGS) and self.frame.has("meetings")
        said = tr("Vergadering plannen")
        self.carried.say(
            words, Tone.WARN, action=said if plans else "", do=self._to_meetings, closable=False
        )

    def _to_meetings(self) -> None:
        self.carried.show()  # until a meeting is planned
        self.frame.open("meetings")

    def _show_detail(self) -> None:
        if (row := self.pane.current()) is None:
            self.detail.show_nothing()
            return
        key = row.id
        self.read(lambda reader: queue.detail(reader, key), self.detail.show_case, "detail")

    def _show_asking(self) -> None:
        count = sum(map(askable, self.pane.selected()))
        self.detail.show_asking(count, may_edit=self.context.may(Right.EDIT_CASES))

    def _open(self) -> None:
        if (row := self.pane.current()) is not None and self.frame.has("case"):
            self.frame.open("case", row.id)

    def _ask_completion(self) -> None:
        self.doing.ask_completion(self.pane.selected())

    def _answer(self) -> None:
        self._on_row(ask_written_answer)

    def _on_row(self, asking: Callable[[Page, str], None]) -> None:
        if (row := self.pane.current()) is not None:
            asking(self, row.id)

    def _import(self) -> None:
        if self.frame.has("import"):
            self.frame.open("import")

    def _paste(self) -> None:
        """Hand the cells on the clipboard to the import."""
        if not self.importing.isVisible():
            return
        if pasted.block_on_clipboard():
            self.frame.open("import", pasted.CLIPBOARD)
        else:
            self.banner.say(pasted.no_block(), Tone.WARN)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._may_import() and (_dropped(event) or pasted.is_attachment(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped(event)
        if self._may_import() and pasted.is_attachment(event.mimeData()):
            self.banner.say(pasted.no_file_yet(), Tone.WARN)
        if self._may_import() and paths:
            event.acceptProposedAction()
            self.forms.take_dropped(paths)


def _dropped(event: QDropEvent) -> list[Path]:
    """Return the local files that are dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
