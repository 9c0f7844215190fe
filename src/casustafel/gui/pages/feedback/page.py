"""Terugkoppeling: after the minutes, tell the outcome and record the beschikking."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt

from casustafel.domain.people import Right
from casustafel.gui.page import Context, KeyHint, Page
from casustafel.gui.pages.feedback.asking import ask_decision, ask_feedback, close_case
from casustafel.gui.pages.feedback.model import columns
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar, MenuChip
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import QT_TR_NOOP, day, number, tr
from casustafel.gui.work import Change
from casustafel.services import feedback_desk
from casustafel.services.feedback_desk import FeedbackDesk, FeedbackLine, Step

_CHIPS = {
    "": QT_TR_NOOP("Alles wat wacht"),
    Step.REPORT: QT_TR_NOOP("Terug te koppelen"),
    Step.DECISION: QT_TR_NOOP("Wacht op beschikking"),
    Step.FOLLOW_UP: QT_TR_NOOP("In opvolging"),
    Step.DONE: QT_TR_NOOP("Gesloten"),
}


class FeedbackPage(Page):
    """An argument is the key of a chip ("report") or the id of a meeting, for all its cases."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Terugkoppeling"))
        self._desk: FeedbackDesk | None = None
        self._wanted_chip: str | None = None
        self._wanted_meeting = ""
        self.report = button(
            tr("Terugkoppeling vastleggen…"), self._report, keys="T", kind="primary"
        )
        self.decide = button(tr("Beschikking vastleggen…"), self._decide, keys="B")
        self.close_case = button(tr("Casus sluiten"), self._close)
        for each in (self.close_case, self.decide, self.report):
            self.add_button(each)
        self._make_filters()
        self.model = RowTableModel(columns(), lambda line: line.id, self)
        self.table = TableView(self.model, tr("Terugkoppeling"), context.settings, "feedback", self)
        self.table.row_opened.connect(lambda row: self.frame.open("case", row.id))
        self.table.selection_changed.connect(self._fit_buttons)
        self.table.set_empty(
            EmptyState(
                tr("Niets terug te koppelen"),
                tr("Zodra notulen zijn vastgesteld, staan de uitkomsten hier."),
            )
        )
        self.body.addWidget(self.table, 1)
        self.begin_at(self.table)
        self._fit_buttons()

    def _make_filters(self) -> None:
        self.chips = FilterChipBar(tr("Wat wacht"), self)
        self.chips.chosen.connect(lambda _key: self.reload())
        self.meeting = MenuChip(tr("Vergadering"), tr("Alle vergaderingen"), self)
        self.meeting.chosen.connect(lambda _key: self.reload())
        row = WrappingRow()
        row.setSpacing(theme().px(8))
        row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.meeting)
        self.body.addLayout(row)

    def keys(self) -> Sequence[KeyHint]:
        return (
            KeyHint("Return", tr("Casus openen")),
            KeyHint("Ctrl+A", tr("Alle casussen selecteren")),
            KeyHint("T", tr("Terugkoppeling vastleggen bij wat is geselecteerd")),
            KeyHint("B", tr("Beschikking vastleggen")),
        )

    def open(self, argument: str) -> None:
        if argument in _CHIPS:
            self._wanted_chip = argument
            self._wanted_meeting = ""
            self.meeting.clear_choice()
        elif argument:
            self._wanted_chip = Step.REPORT
            self._wanted_meeting = argument

    def concerns(self, changes: frozenset[Change]) -> bool:
        return any(change.kind in ("case", "minutes", "action") for change in changes)

    def reload(self) -> None:
        committee, step = self.context.committee, self._step
        meeting = self._wanted_meeting or self.meeting.key
        self.work.read(
            lambda reader: feedback_desk.desk(reader, committee, step, meeting),
            then=partial(self._show, step, meeting),
            owner=self,
            lane="page",
        )

    @property
    def _step(self) -> str:
        return self.chips.key if self._wanted_chip is None else self._wanted_chip

    def _show(self, step: str, meeting: str, desk: FeedbackDesk) -> None:
        known = {key for key, _day, _count in desk.meetings}
        if self._wanted_meeting and not desk.lines and step == Step.REPORT:
            # All of this meeting was told before: show what still waits, or what became of it.
            self._wanted_chip = "" if meeting in known else Step.DONE
            self.reload()
            return
        self._desk = desk
        self._wanted_chip = None
        self._show_filters(step, meeting, desk)
        self.model.set_rows(desk.lines)
        whole = bool(self._wanted_meeting)
        self._wanted_meeting = ""
        if whole and step == Step.REPORT:
            self.table.selectAll()
        elif self.table.current_row() is None and desk.lines:
            self.table.selectRow(0)
        name = desk.committee.short_name
        waiting = desk.counts.get(Step.REPORT, 0)
        words = tr("{n} terug te koppelen").format(n=number(waiting)) if waiting else ""
        self.set_title(tr("Terugkoppeling {name}").format(name=name), words)
        self._fit_buttons()

    def _show_filters(self, step: str, meeting: str, desk: FeedbackDesk) -> None:
        chips = []
        for key, text in _CHIPS.items():
            count = (
                desk.counts.get(Step(key), 0)
                if key
                else sum(desk.counts.get(one, 0) for one in Step if one is not Step.DONE)
            )
            chips.append(Chip(str(key), tr(text), count))
        self.chips.set_chips(chips)
        self.chips.show_choice(step)
        self.meeting.set_choices(
            [Chip(key, f"{day(held_on)} ({count})") for key, held_on, count in desk.meetings]
        )
        if meeting:
            self.meeting.show_choice(meeting)

    def _chosen(self) -> list[FeedbackLine]:
        return [row for row in self.table.selected_rows() if isinstance(row, FeedbackLine)]

    def _fit_buttons(self) -> None:
        may = self.context.may(Right.RECORD_OUTCOMES)
        chosen = self._chosen()
        one = len(chosen) == 1
        for each in (self.report, self.decide, self.close_case):
            each.setVisible(may)
        self.report.setEnabled(bool(chosen))
        words = tr("Terugkoppeling vastleggen…")
        many = tr("Terugkoppeling vastleggen ({n})…").format(n=len(chosen))
        self.report.setText(many if len(chosen) > 1 else words)
        self.report.setAccessibleName(self.report.text())
        self.report.updateGeometry()
        self.decide.setEnabled(one)
        self.close_case.setEnabled(one and chosen[0].step is Step.FOLLOW_UP)
        selected = tr("{n} gekozen").format(n=len(chosen))
        self.set_status(selected if len(chosen) > 1 else "")

    def _report(self) -> None:
        chosen = self._chosen()
        if self._desk is not None and chosen:
            ask_feedback(self, {row.id: row.row.number for row in chosen}, self._desk.today)

    def _decide(self) -> None:
        chosen = self._chosen()
        if self._desk is not None and len(chosen) == 1:
            row = chosen[0]
            ask_decision(self, row.id, row.row.number, row.outcome, self._desk.today)

    def _close(self) -> None:
        for row in self._chosen()[:1]:
            close_case(self, row.id, row.row.number)
