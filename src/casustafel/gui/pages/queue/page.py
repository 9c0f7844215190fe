"""Wachtrij: what waits for the table, filtered and sorted by the database, one case at a glance."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.domain.committees import Committee
from casustafel.domain.people import Right
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.case.writing import ask_written_answer
from casustafel.gui.pages.case_rows import FIRST_ROWS, CaseRows
from casustafel.gui.pages.queue.detail import DetailPane
from casustafel.gui.pages.queue.doing import QueueDoing, askable
from casustafel.gui.pages.queue.model import QueueModel
from casustafel.gui.pages.urgent import ask_urgent
from casustafel.gui.pasted import CLIPBOARD, block_on_clipboard, no_block
from casustafel.gui.tables import TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import EmptyState
from casustafel.gui.widgets.chips import Chip, FilterChip, FilterChipBar, MenuChip
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.layout import WrappingRow, below
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.words import QT_TR_NOOP, count_of, number, told_apart, tr
from casustafel.gui.work import Change
from casustafel.services.queue import pane_desk, queue, queue_desk
from casustafel.services.queue.queue import QueueAnswer, QueueQuery, QueueRow
from casustafel.services.queue.queue_desk import Desk

_DETAIL_WIDTH = 304
_LIST_NEEDS = 420

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
_CARRIED = {"scheduled": False, "carried": True}

#: Chips that stand there also when nothing is counted on them.
USUAL = frozenset({"", "submitted", "incomplete", "ready", "deferred", "not_needed"})


class QueuePage(Page):
    """The list with its chips and filters, and the pane beside it.

    An argument is the key of a chip ("ready") or the id of a case to put the cursor on.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Wachtrij"))
        self._desk: Desk | None = None
        self._counted: QueueAnswer | None = None
        self._committee: Committee | None = None
        self._wanted = self._wanted_chip = ""
        self.rows = CaseRows(self, lambda: self.query, self._first_page, queue.rows_of, self._show)
        self.rows.order("urgency")
        self._make_buttons()
        self._make_filters()
        columns = Columns(self)
        listed = QWidget(columns)
        self.content = below(of=listed)
        self.model = QueueModel(())
        self.table: TableView | None = None
        # One reading for all that moves the cursor at once, after the list is painted.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._show_detail)
        urgent = partial(self._with_current, ask_urgent)
        self.detail = DetailPane(self._open, self._ask_completion, urgent, self._answer, self)
        self.doing = QueueDoing(self)
        columns.add(listed, needs=_LIST_NEEDS)
        columns.add(self.detail, width=_DETAIL_WIDTH)
        self.body.addWidget(columns, 1)
        self.setAcceptDrops(True)

    def _make_buttons(self) -> None:
        self.importing = button(tr("Excel-lijst importeren…"), self._import, keys="Ctrl+I")
        self.new = button(tr("Nieuwe casus"), self._new, keys="Ctrl+N")
        self.schedule = button(tr("Op agenda zetten"), self._schedule, keys="A", kind="primary")
        self.withdraw = button(tr("Intrekken…"), self._withdraw)
        for each in (self.withdraw, self.importing, self.new, self.schedule):
            self.add_button(each)

    def _make_filters(self) -> None:
        self.chips = FilterChipBar(tr("Stand"), self)
        self.chips.chosen.connect(lambda _key: self._read())
        self.care_form = MenuChip(tr("Zorgvorm"), tr("Alle zorgvormen"), self)
        self.provider = MenuChip(tr("Aanbieder"), tr("Alle aanbieders"), self)
        self.referrer = MenuChip(tr("Verwijzer"), tr("Alle verwijzers"), self)
        for menu in (self.care_form, self.provider, self.referrer):
            menu.chosen.connect(lambda _key: self._read())
        self.urgent = FilterChip(tr("⚑ Spoed"), self)
        self.urgent.toggled.connect(lambda _on: self._read())
        self.search = SearchBox(tr("Zoek in deze lijst"), "Ctrl+F", self)
        self.search.set_widths(150, 180)
        self.search.text_settled.connect(lambda _text: self._read())
        self.add_key("Ctrl+F", self.search.take_focus)
        self.add_key("Ctrl+V", self._paste)
        tools, filters = WrappingRow(), WrappingRow()
        for row in (tools, filters):
            row.setSpacing(theme().px(8))
        for each in (self.search, self.care_form, self.provider, self.referrer, self.urgent):
            tools.addWidget(each)
        filters.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        filters.addLayout(tools)
        self.body.addLayout(filters)
        self.carried = Banner(self)
        self.body.addWidget(self.carried)

    def open(self, argument: str) -> None:
        if argument in CHIPS:
            self._wanted_chip = argument
        else:
            self._wanted = argument

    def reload(self) -> None:
        code = self.context.committee
        self._counted = None
        self.work.read(
            lambda reader: queue_desk.desk(reader, code),
            then=self._show_desk,
            owner=self,
            lane="desk",
        )

    def concerns(self, changes: frozenset[Change]) -> bool:
        return any(change.kind in {"case", "meeting", "import", "register"} for change in changes)

    def keys(self) -> Sequence[KeyHint]:
        return (
            KeyHint("Return", tr("Casus openen")),
            KeyHint("A", tr("Op de agenda van de volgende vergadering zetten")),
            KeyHint("S", tr("Spoed: een besluit buiten de vergadering vastleggen")),
            KeyHint("V", tr("Onder voorbehoud: een schriftelijk antwoord vastleggen")),
            KeyHint("Ctrl+N", tr("Nieuwe casus")),
            KeyHint("Ctrl+I", tr("Excel-lijst importeren")),
            KeyHint("Ctrl+V", tr("Een blok uit Excel plakken en inlezen")),
            KeyHint("Ctrl+F", tr("Zoeken in de lijst")),
            KeyHint("Ctrl+A", tr("Alle casussen selecteren")),
        )

    def commands(self) -> Sequence[Command]:
        row = self._current()
        waits = row is not None and row.status is CaseStatus.PROVISIONAL
        answer = Command(tr("Schriftelijk antwoord vastleggen"), self._answer, "V")
        return (
            *([answer] if waits and self.detail.may_answer else []),
            Command(tr("Nieuwe casus"), self._new, "Ctrl+N"),
            Command(tr("Excel-lijst importeren"), self._import, "Ctrl+I"),
        )

    def _show_desk(self, desk: Desk) -> None:
        """Show what belongs to the table itself, then read the list."""
        self._desk = desk
        if self._committee is None or self._committee.code != desk.committee.code:
            self._committee = desk.committee
            self._make_table(desk.committee)
        named = [Chip(key, terms.CARE_FORM.get(key, key)) for key in desk.care_forms]
        self.care_form.set_choices(named)
        self.provider.set_choices([Chip(key, name) for key, name in desk.providers])
        self.referrer.set_choices([Chip(name, name) for name in desk.referrers])
        edits = self.context.may(Right.EDIT_CASES)
        self.importing.setVisible(self.context.may(Right.IMPORT_CASES) and self.frame.has("import"))
        self.new.setVisible(self.context.may(Right.IMPORT_CASES))
        self.withdraw.setVisible(edits)
        self.detail.may_answer = self.context.may(Right.RECORD_OUTCOMES)
        self.detail.urgent.setVisible(self.detail.may_answer)
        plans = self.context.may(Right.PLAN_MEETINGS)
        self.schedule.setVisible(plans and desk.next_meeting is not None)
        if desk.next_meeting is not None:
            short = told_apart(f"{desk.next_meeting.held_on:%d-%m}", desk.apart)
            self.schedule.setText(tr("Op agenda {day} zetten").format(day=short))
        self._read()

    def _make_table(self, committee: Committee) -> None:
        waits = self.hasFocus() or (self.table is not None and self.table.hasFocus())
        if self.table is not None:
            self.content.removeWidget(self.table)
            self.table.deleteLater()
        self.model = QueueModel(committee.queue_columns, self)
        self.rows.follow(self.model)
        memory = f"queue-{committee.code}"
        self.table = TableView(self.model, tr("Wachtrij"), self.context.settings, memory, self)
        self.table.row_opened.connect(lambda _row: self._open())
        self.table.current_row_changed.connect(lambda _row: self._look.start())
        self.table.selection_changed.connect(self._show_buttons)
        self.table.set_empty(
            EmptyState(
                tr("Geen casussen"),
                tr("Importeer een Excel-lijst, of kies een andere stand of een ander filter."),
            )
        )
        for each in (self.schedule, self.detail.urgent, self.detail.answer):
            each.serve(self.table)
        self.content.addWidget(self.table)
        self.search.list_wanted.connect(self.table.setFocus)
        self.begin_at(self.table)
        if waits:
            self.table.setFocus()
        self.rows.order("urgency")

    @property
    def _chip(self) -> str:
        """The key of the chip that is on, or that another page asked for."""
        return self._wanted_chip or self.chips.key

    @property
    def query(self) -> QueueQuery:
        """What the chips, filters and the search box ask for."""
        return QueueQuery(
            committee=self.context.committee,
            statuses=frozenset(CHIPS[self._chip][1]),
            care_form=self.care_form.key or None,
            provider_id=self.provider.key or None,
            referrer=self.referrer.key or None,
            urgent=True if self.urgent.isChecked() else None,
            text=self.search.text(),
            sort=self.rows.sort,
            descending=self.rows.descending,
            carried=_CARRIED.get(self._chip),
        )

    def _read(self) -> None:
        if self._desk is not None:
            self.rows.read()

    def _first_page(self, query: QueueQuery) -> Callable[[Any], QueueAnswer]:
        known = self._counted
        return lambda reader: queue.page(reader, query, limit=FIRST_ROWS, known=known)

    def _show(self, answer: QueueAnswer) -> None:
        self._counted = answer
        self.model.today = answer.today
        self.model.set_rows(answer.rows, answer.total)
        self._show_chips(answer)
        self._tell_carried(answer.carried)
        name = self._committee.short_name if self._committee else ""
        waiting = sum(answer.counts.get(status, 0) for status in queue.QUEUE)
        words = count_of(waiting, tr("1 casus"), tr("{n} casussen"))
        if answer.oldest is not None:
            days = (answer.today - answer.oldest).days
            words += " · " + tr("oudste wacht {n} dagen").format(n=number(days))
        self.set_title(tr("Wachtrij {name}").format(name=name), words)
        self.set_status(
            tr("{shown} van {all} getoond · ⚑ spoed").format(
                shown=number(answer.total), all=number(waiting)
            )
        )
        if self.table is not None:
            if self._wanted:
                self.table.select_key(self._wanted)
                self._wanted = ""
            elif self.table.current_row() is None and answer.rows:
                self.table.selectRow(0)
        self._look.start()
        self._show_buttons()

    def _show_chips(self, answer: QueueAnswer) -> None:
        doorbraak = self._committee is not None and self._committee.doorbraak is not None
        asked, self._wanted_chip = self._chip, ""
        chips = []
        for key, (text, states) in CHIPS.items():
            wanted = states or tuple(queue.QUEUE)
            count = sum(answer.counts.get(status, 0) for status in wanted)
            if key in _CARRIED:
                count = answer.carried if _CARRIED[key] else count - answer.carried
            if count or key in USUAL or key == asked or (key == "draft" and doorbraak):
                chips.append(Chip(key, tr(text), count))
        self.chips.set_chips(chips)
        self.chips.show_choice(asked)

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
        self.carried.say(
            words,
            Tone.WARN,
            action=tr("Vergadering plannen") if plans else "",
            do=self._to_meetings,
            closable=False,
        )

    def _to_meetings(self) -> None:
        self.carried.show()  # until a meeting is planned
        self.frame.open("meetings")

    def _current(self) -> QueueRow | None:
        row = self.table.current_row() if self.table is not None else None
        return row if isinstance(row, QueueRow) else None

    def _chosen(self) -> list[QueueRow]:
        if self.table is None:
            return []
        return [row for row in self.table.selected_rows() if isinstance(row, QueueRow)]

    def _show_detail(self) -> None:
        row = self._current()
        if row is None:
            self.detail.show_nothing()
            return
        key = row.id
        self.work.read(
            lambda reader: pane_desk.detail(reader, key),
            then=self.detail.show_case,
            owner=self,
            lane="detail",
        )

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        self.schedule.setEnabled(any(row.status is CaseStatus.READY for row in chosen))
        self.withdraw.setEnabled(any(self.doing.withdrawable(row) for row in chosen))
        self.detail.show_asking(
            sum(askable(row) for row in chosen), may_edit=self.context.may(Right.EDIT_CASES)
        )

    def _open(self) -> None:
        row = self._current()
        if row is not None and self.frame.has("case"):
            self.frame.open("case", row.id)

    def _new(self) -> None:
        if self._desk is not None:
            self.doing.new(self._desk)

    def _schedule(self) -> None:
        self.doing.schedule(self._desk.next_meeting if self._desk else None, self._chosen())

    def _ask_completion(self) -> None:
        self.doing.ask_completion(self._chosen())

    def _answer(self) -> None:
        self._with_current(ask_written_answer)

    def _with_current(self, asking: Callable[[Page, str], None]) -> None:
        row = self._current()
        if row is not None:
            asking(self, row.id)

    def _withdraw(self) -> None:
        self.doing.withdraw(self._chosen())

    def _import(self) -> None:
        if self.frame.has("import"):
            self.frame.open("import")

    def _paste(self) -> None:
        """Hand the cells on the clipboard to the import."""
        if not self.importing.isVisible():
            return
        if block_on_clipboard():
            self.frame.open("import", CLIPBOARD)
        else:
            self.banner.say(no_block(), Tone.WARN)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.frame.has("import") and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.frame.open("import", str(path))


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one local file that is dropped, if it is one."""
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None
