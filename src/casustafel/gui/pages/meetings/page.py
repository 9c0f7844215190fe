"""Vergaderingen: what is planned, what is going on, and what was held."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from PySide6.QtCore import Qt

from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import Meeting, MeetingState, why_not_cancelled
from casustafel.domain.people import Right
from casustafel.gui.dates import long_day
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.sure import sure
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.calendar_file import (
    ask_target,
    calendar_button,
    offer_cancellations,
    save_one,
)
from casustafel.gui.pages.meetings.model import columns
from casustafel.gui.pages.meetings.plan_dialog import Plan, PlanDialog
from casustafel.gui.problems import explain
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.style import tip
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import count_of, day, tr
from casustafel.gui.work import Change
from casustafel.services import calendars, meetings, overview
from casustafel.services.overview import MeetingLine
from casustafel.services.ports import Reading, UnitOfWork
from casustafel.services.taking_off import TakenOff

_DAYS_AHEAD = 7


def _read(reader: Reading, committee: str) -> tuple[list[MeetingLine], date]:
    return overview.meetings(reader, committee), reader.today


class MeetingsPage(Page):
    """The list of a table; Enter opens the agenda, the room or the minutes, as it stands."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Vergaderingen"))
        self._lines: list[MeetingLine] = []
        self._today = date(2026, 1, 1)
        may_plan = context.may(Right.PLAN_MEETINGS)
        self.next_button = button(tr("Volgende uit deze reeks"), self._plan_next, keys="R")
        self.change_button = button(tr("Wijzigen…"), self._change, keys="F2")
        self.cancel_button = button(tr("Afgelasten…"), self._cancel, kind="danger")
        self.plan_button = button(
            tr("Vergadering plannen…"), self._plan, keys="Ctrl+N", kind="primary"
        )
        for each in (self.cancel_button, self.change_button, self.next_button, self.plan_button):
            self.add_button(each)
            each.setVisible(may_plan)
        self.chips = FilterChipBar(tr("Welke vergaderingen"), self)
        self.chips.chosen.connect(lambda _key: self._fill())
        self.calendar_button = calendar_button(self, "Vergaderingen", calendars.export_meetings)
        row = WrappingRow()
        row.setSpacing(theme().px(8))
        row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.calendar_button)
        self.body.addLayout(row)
        self.model = RowTableModel(columns(), lambda line: line.id, self)
        self.table = TableView(self.model, tr("Vergaderingen"), context.settings, "meetings", self)
        self.table.row_opened.connect(self._open)
        self.table.current_row_changed.connect(lambda _row: self._fit_buttons())
        self._empty = EmptyState(
            tr("Nog geen vergaderingen"),
            tr("Plan de eerste; daarna maakt u de volgende uit de reeks met één toets."),
        )
        self.table.set_empty(self._empty)
        self.body.addWidget(self.table, 1)
        self.begin_at(self.table)
        self._fit_buttons()

    def keys(self) -> Sequence[KeyHint]:
        """Return the keys of this page."""
        return (
            KeyHint("Return", tr("Agenda, vergadering of notulen openen")),
            KeyHint("Ctrl+N", tr("Vergadering plannen")),
            KeyHint("R", tr("Volgende vergadering uit deze reeks plannen")),
            KeyHint("F2", tr("Datum, tijd of plaats wijzigen")),
        )

    def commands(self) -> Sequence[Command]:
        """Return what the command box offers here."""
        if not self.context.may(Right.PLAN_MEETINGS):
            return ()
        return (Command(tr("Vergadering plannen"), self._plan, "Ctrl+N"),)

    def concerns(self, changes: frozenset[Change]) -> bool:
        """Say whether a change touches the list."""
        return any(change.kind in ("meeting", "minutes", "case") for change in changes)

    def reload(self) -> None:
        """Read the meetings of the table."""
        committee = self.context.committee
        self.work.read(
            lambda reader: _read(reader, committee), then=self._show, owner=self, lane="page"
        )

    def _show(self, answer: tuple[list[MeetingLine], date]) -> None:
        self._lines, self._today = answer
        counts = {state: sum(line.state is state for line in self._lines) for state in MeetingState}
        self.chips.set_chips(
            [
                Chip("", tr("Alle"), len(self._lines)),
                Chip("planned", tr("Gepland"), counts[MeetingState.PLANNED]),
                Chip("in_session", tr("Bezig"), counts[MeetingState.IN_SESSION]),
                Chip("closed", tr("Gehouden"), counts[MeetingState.CLOSED]),
                *self._cancelled_chip(counts[MeetingState.CANCELLED]),
            ]
        )
        self._fill()

    def _cancelled_chip(self, count: int) -> list[Chip]:
        asked = self.chips.key == "cancelled"
        return [Chip("cancelled", tr("Afgelast"), count)] if count or asked else []

    def _fill(self) -> None:
        key = self.chips.key
        shown = [line for line in self._lines if not key or line.state.value == key]
        self.model.set_rows(shown)
        if shown and self.table.current_row() is None:
            self.table.select_key(self._nearest(shown).id)
        self.set_title(tr("Vergaderingen"), self._next_words())
        self.set_status(tr("{n} getoond").format(n=len(shown)))
        self._fit_buttons()

    def _nearest(self, shown: Sequence[MeetingLine]) -> MeetingLine:
        """Return what one is likely here for: the meeting going on, else the first to come."""
        going = [line for line in shown if line.state is MeetingState.IN_SESSION]
        coming = [line for line in shown if line.state is MeetingState.PLANNED]
        return (going or coming[::-1] or list(shown))[0]

    def _next_words(self) -> str:
        going = next((one for one in self._lines if one.state is MeetingState.IN_SESSION), None)
        if going is not None:
            return tr("nu bezig: {day}").format(day=day(going.held_on))
        coming = [line for line in self._lines if line.state is MeetingState.PLANNED]
        if not coming:
            return ""
        first = coming[-1]
        cases = count_of(first.cases, tr("1 casus"), tr("{n} casussen"))
        return tr("volgende {day}, {cases}").format(day=day(first.held_on), cases=cases)

    def _fit_buttons(self) -> None:
        line = self.table.current_row()
        planned = line is not None and line.state is MeetingState.PLANNED
        self.change_button.setEnabled(planned)
        self.cancel_button.setEnabled(planned)
        self.next_button.setEnabled(line is not None)
        refusal = why_not_cancelled(line.state, line.held_on) if line is not None else None
        words = explain(refusal) if refusal is not None else ""
        tip(self.cancel_button, words)
        self.cancel_button.setAccessibleDescription(words)

    def _open(self, line: MeetingLine) -> None:
        if line.state is MeetingState.PLANNED:
            self.frame.open("agenda", line.id)
        elif line.state is MeetingState.CANCELLED:
            self._tell_cancelled(line)
        else:
            self.frame.open("room", line.id)

    def _begin(self) -> Plan:
        if self._lines:
            last = max(self._lines, key=lambda line: (line.held_on, line.starts))
            following = max(last.held_on + timedelta(days=_DAYS_AHEAD), self._today)
            return Plan(following, last.starts, last.ends, last.place)
        return Plan(self._today + timedelta(days=_DAYS_AHEAD), time(9), time(10, 30), "")

    def _plan(self) -> None:
        committee = self.context.committee
        ask(
            self,
            PlanDialog(tr("Vergadering plannen"), tr("Plannen"), self._begin(), self),
            lambda uow, plan: meetings.plan(
                uow,
                committee,
                held_on=plan.held_on,
                starts=plan.starts,
                ends=plan.ends,
                place=plan.place,
            ),
            changes=lambda made: [Change("meeting", made.id)],
            then=self._made,
        )

    def _plan_next(self) -> None:
        line = self.table.current_row()
        if line is None:
            return
        same = [one for one in self._lines if (one.starts, one.ends) == (line.starts, line.ends)]
        last = max(same, key=lambda one: one.held_on)
        self.work.write(
            lambda uow: meetings.plan_next(uow, last.id),
            then=self._made,
            owner=self,
            failed=self._refused,
            changes=lambda made: [Change("meeting", made.id)],
        )

    def _made(self, meeting: Meeting) -> None:
        self.banner.say(
            tr("Gepland: {day}, {start} uur.").format(
                day=long_day(meeting.held_on), start=f"{meeting.starts:%H:%M}"
            ),
            Tone.GOOD,
            action=tr("Agenda maken"),
            do=lambda: self.frame.open("agenda", meeting.id),
        )

    def _change(self) -> None:
        line = self.table.current_row()
        if line is None or line.state is not MeetingState.PLANNED:
            return
        # What the list showed is what is changed from: another change meanwhile is refused.
        shown = Plan(line.held_on, line.starts, line.ends, line.place)
        ask(
            self,
            PlanDialog(tr("Vergadering wijzigen"), tr("Opslaan"), shown, self),
            lambda uow, plan: _change_meeting(uow, line.id, shown, plan),
            changes=[Change("meeting", line.id)],
        )

    def _cancel(self) -> None:
        line = self.table.current_row()
        if line is None or line.state is not MeetingState.PLANNED:
            return
        back = (
            " "
            + count_of(
                line.cases,
                tr("De casus gaat terug naar de wachtrij."),
                tr("De {n} casussen gaan terug naar de wachtrij."),
            )
            if line.cases
            else ""
        )
        if not sure(
            self,
            tr("Vergadering van {day} afgelasten?").format(day=day(line.held_on)),
            tr("De agenda vervalt.") + back,
            tr("Afgelasten"),
        ):
            return
        self.work.write(
            lambda uow: meetings.cancel(uow, line.id),
            then=lambda gone: self._cancelled(line, gone),
            owner=self,
            failed=self._refused,
            changes=[Change("meeting", line.id), Change("case")],
        )

    def _cancelled(self, line: MeetingLine, gone: list[TakenOff]) -> None:
        self._tell_cancelled(line)
        offer_cancellations(self, gone)

    def _tell_cancelled(self, line: MeetingLine) -> None:
        """Offer the file that takes a cancelled meeting out of calendars that know it."""
        self.banner.say(
            tr("Vergadering van {day} is afgelast.").format(day=day(line.held_on)),
            Tone.INFO,
            action=tr("Afzegging voor agenda's opslaan…"),
            do=lambda: self._save_cancellation(line),
        )

    def _save_cancellation(self, line: MeetingLine) -> None:
        target = ask_target(self, f"Afzegging-{line.label}.ics")
        if target is not None:
            save_one(self, target, calendars.export_meeting, line.id)

    def _refused(self, error: CasustafelError) -> None:
        self.banner.say(explain(error), Tone.BAD)


def _change_meeting(uow: UnitOfWork, meeting_id: str, shown: Plan, wanted: Plan) -> Meeting:
    stored = uow.get(Meeting, meeting_id)
    return meetings.change_meeting(uow, _with(stored, shown), _with(stored, wanted))


def _with(meeting: Meeting, plan: Plan) -> Meeting:
    return replace(
        meeting, held_on=plan.held_on, starts=plan.starts, ends=plan.ends, place=plan.place
    )
