"""Vergaderingen: the list of a table, and planning."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from casustafel.domain import terms
from casustafel.domain.alike import alike
from casustafel.domain.local_time import workdays_after
from casustafel.domain.meetings import Meeting, MeetingState, why_not_cancelled
from casustafel.domain.people import Right
from casustafel.gui.dates import long_day, week
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.lists import Act, ChipOf, ListPage
from casustafel.gui.page import Context
from casustafel.gui.pages.calendar_file import (
    ask_calendar,
    ask_target,
    offer_cancellations,
    save_one,
)
from casustafel.gui.pages.meetings.dialogs import Plan, PlanDialog
from casustafel.gui.problems import explain
from casustafel.gui.tables import Cell, CellValue, Column
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.words import count_of, day, told_apart, tr
from casustafel.gui.work import Change
from casustafel.services.agenda import calendars, meetings, meetings_desk
from casustafel.services.agenda.coming_back import TakenOff
from casustafel.services.agenda.meetings_desk import MeetingLine


def _gone() -> Cell:
    return Cell("–", muted=True, spoken=tr("vervallen"))


def planned_minutes(line: MeetingLine) -> int:
    """Return the length of a meeting in minutes."""
    start, end = line.starts, line.ends
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def columns() -> list[Column[MeetingLine]]:
    """Return what is shown of each meeting."""
    states = list(MeetingState)
    return [
        Column(
            "held_on",
            tr("Datum"),
            170,
            lambda line: line.held_on,
            show=lambda line: Cell(long_day(line.held_on), bold=True),
            sort=lambda line: (line.held_on, line.starts),
        ),
        Column("times", tr("Tijd"), 100, _times, sort=lambda line: line.starts),
        Column(
            "state",
            tr("Status"),
            90,
            lambda line: terms.MEETING_STATE[line.state],
            tone=lambda line: tone_of(line.state),
            sort=lambda line: states.index(line.state),
        ),
        Column("cases", tr("Casussen"), 140, lambda line: line.cases, show=_cases),
        Column("minutes_planned", tr("Agenda"), 110, lambda line: line.budgeted, show=_budget),
        Column(
            "minutes",
            tr("Notulen"),
            120,
            lambda line: line.minutes_label if line.minutes else None,
            show=lambda line: (
                Cell(line.minutes_label, tone_of(line.minutes)) if line.minutes else ""
            ),
            sort=lambda line: line.minutes.value if line.minutes else None,
        ),
        Column("place", tr("Plaats"), 150, lambda line: line.place),
        Column(
            "week",
            tr("Week"),
            56,
            lambda line: week(line.held_on),
            right=True,
            sort=lambda line: line.held_on.isocalendar()[:2],
        ),
    ]


def _times(line: MeetingLine) -> str:
    return f"{line.starts:%H:%M}\N{EN DASH}{line.ends:%H:%M}"


def _budget(line: MeetingLine) -> CellValue:
    if line.state is MeetingState.CANCELLED:
        return _gone()
    length = planned_minutes(line)
    budget = tr("{n} van {of} min").format(n=line.budgeted, of=length)
    if line.budgeted > length:
        return Cell(budget, Tone.WARN, tooltip=tr("De agenda is langer dan de vergadering."))
    return Cell(budget, muted=True)


def _cases(line: MeetingLine) -> CellValue:
    if line.state is MeetingState.CANCELLED:
        return _gone()
    if not line.cases:
        return Cell(tr("nog geen"), muted=True)
    if line.state is MeetingState.PLANNED:
        return str(line.cases)
    spoken = tr("{done} van {n} met uitkomst").format(done=line.decided, n=line.cases)
    words = tr("{done} van {n}").format(done=line.decided, n=line.cases)
    return Cell(words, fraction=line.decided / line.cases, spoken=spoken)


_DAYS_AHEAD = 7


def _workday(day: date) -> date:
    """Return a day, or the first after it that is no weekend and no holiday."""
    return workdays_after(day - timedelta(days=1), 1)


def _works(day: date) -> bool:
    return _workday(day) == day


Answer = tuple[list[MeetingLine], date]


def chips() -> tuple[ChipOf[MeetingLine], ...]:
    """Return what the list may be narrowed to."""

    def state(wanted: MeetingState) -> Callable[[MeetingLine], bool]:
        return lambda line: line.state is wanted

    return (
        ChipOf("", tr("Alle"), lambda _line: True),
        ChipOf("planned", tr("Gepland"), state(MeetingState.PLANNED)),
        ChipOf("in_session", tr("Bezig"), state(MeetingState.IN_SESSION)),
        ChipOf("closed", tr("Gehouden"), state(MeetingState.CLOSED)),
        ChipOf("cancelled", tr("Afgelast"), state(MeetingState.CANCELLED), usual=False),
    )


class MeetingsPage(ListPage[MeetingLine, Answer]):
    """The list of a table; Enter opens the agenda, the room or the minutes, as it stands."""

    about = frozenset({"meeting", "minutes", "case"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Vergaderingen"))
        self._lines: list[MeetingLine] = []
        self._today = date(2026, 1, 1)
        self.show_list(
            "meetings",
            columns(),
            lambda line: line.id,
            chips=chips(),
            acts=self._offers(),
            may=lambda: self.context.may(Right.PLAN_MEETINGS),
            begins_at=self._nearest,
        )
        self.pane.bar.add(self.pane.buttons[tr("Agenda-bestand opslaan…")])

    def _offers(self) -> tuple[Act[MeetingLine], ...]:
        def planned(lines: Sequence[MeetingLine]) -> bool:
            return lines[0].state is MeetingState.PLANNED

        hint = tr("Volgende vergadering uit deze reeks plannen")
        change = tr("Datum, tijd of plaats wijzigen")
        text = tr("Vergadering plannen…")
        return (
            Act(tr("Afgelasten…"), self._cancel, when=planned, tip=_why_not, kind="danger"),
            Act(tr("Wijzigen…"), self._change, "F2", change, when=planned),
            Act(tr("Volgende uit deze reeks"), self._plan_next, "R", hint),
            Act(
                text, page=self._plan, keys="Ctrl+N", hint=tr("Vergadering plannen"), kind="primary"
            ),
            Act(
                tr("Documenten"),
                lambda line: self.frame.open("documents", line.id),
                "D",
                tr("Documenten van de vergadering: brieven, stukken, notulen"),
                may=lambda: self.context.may(Right.WRITE_MINUTES) and self.frame.has("documents"),
            ),
            Act(tr("Agenda-bestand opslaan…"), self._save_calendar, when=planned, may=lambda: True),
            Act(
                tr("Alle geplande in agenda-bestand…"),
                page=lambda: ask_calendar(self, "Vergaderingen", calendars.export_meetings),
                button=False,
                may=lambda: True,
            ),
            Act(
                tr("Openen"),
                self._open_line,
                hint=tr("Agenda, vergadering of notulen openen"),
                opens=True,
                button=False,
                may=lambda: True,
            ),
        )

    def reading(self) -> Callable[[Any], Answer]:
        committee = self.context.committee
        return lambda reader: (meetings_desk.meetings(reader, committee), reader.today)

    def show_answer(self, answer: Answer) -> None:
        self._lines, self._today = answer
        self.pane.show_rows(self._lines)
        self.set_title(tr("Vergaderingen"), self._next_words())

    def _nearest(self, shown: Sequence[MeetingLine]) -> MeetingLine:
        """Return what one is likely here for: the meeting going on, else the first to come."""
        going = [line for line in shown if line.state is MeetingState.IN_SESSION]
        coming = [line for line in shown if line.state is MeetingState.PLANNED]
        return (going or coming[::-1] or list(shown))[0]

    def _next_words(self) -> str:
        going = next((one for one in self._lines if one.state is MeetingState.IN_SESSION), None)
        if going is not None:
            return tr("nu bezig: {day}").format(day=_day_of(going))
        coming = [line for line in self._lines if line.state is MeetingState.PLANNED]
        if not coming:
            return ""
        first = coming[-1]
        cases = count_of(first.cases, tr("1 casus"), tr("{n} casussen"))
        return tr("volgende {day}, {cases}").format(day=_day_of(first), cases=cases)

    def _open_line(self, line: MeetingLine) -> None:
        if line.state is MeetingState.PLANNED:
            self.frame.open("agenda", line.id)
        elif line.state is MeetingState.CANCELLED:
            self._tell_cancelled(line)
        else:
            self.frame.open("room", line.id)

    def _save_calendar(self, line: MeetingLine) -> None:
        """Ask where the file of the chosen meeting goes, and write it (H41)."""
        if (target := ask_target(self, f"Vergadering-{line.held_on:%Y-%m-%d}.ics")) is not None:
            save_one(self, target, calendars.export_meeting, line.id)

    def _begin(self) -> Plan:
        if self._lines:
            last = max(self._lines, key=lambda line: (line.held_on, line.starts))
            following = max(last.held_on + timedelta(days=_DAYS_AHEAD), self._today)
            return Plan(_workday(following), last.starts, last.ends, last.place)
        following = self._today + timedelta(days=_DAYS_AHEAD)
        return Plan(_workday(following), time(9), time(10, 30), "")

    def _plan(self) -> None:
        committee = self.context.committee
        self.ask(
            PlanDialog(tr("Vergadering plannen"), tr("Plannen"), self._begin(), self),
            lambda uow, plan: meetings.plan(uow, committee, **plan._asdict()),
            changes=lambda made: [Change("meeting", made.id)],
            then=self._made,
        )

    def _plan_next(self, line: MeetingLine) -> None:
        same = [one for one in self._lines if (one.starts, one.ends) == (line.starts, line.ends)]
        held = sorted((one.held_on for one in same), reverse=True)
        last = max(same, key=lambda one: one.held_on)
        weeks = every = max((held[0] - held[1]).days // 7, 1) if len(held) > 1 else 1
        while not _works(last.held_on + timedelta(weeks=weeks)):
            weeks += every
        self.write(
            lambda uow: meetings.plan_next(uow, last.id, weeks=weeks),
            self._made,
            changes=lambda made: [Change("meeting", made.id)],
        )

    def _made(self, meeting: Meeting) -> None:
        self.pane.select(meeting.id)
        said = tr("Gepland: {day}, {start} uur.")
        self.banner.say(
            said.format(day=long_day(meeting.held_on), start=f"{meeting.starts:%H:%M}"),
            Tone.GOOD,
            action=tr("Agenda maken"),
            do=lambda: self.frame.open("agenda", meeting.id),
        )

    def _change(self, line: MeetingLine) -> None:
        # What the list showed is what is changed from: another change meanwhile is refused.
        before = alike(Meeting, line)
        shown = Plan(line.held_on, line.starts, line.ends, line.place)
        self.ask(
            PlanDialog(tr("Vergadering wijzigen"), tr("Opslaan"), shown, self),
            lambda uow, plan: meetings.change_meeting(
                uow, before, replace(before, **plan._asdict())
            ),
            changes=[Change("meeting", line.id)],
            said=tr("De vergadering is gewijzigd."),
            undo=lambda made: (
                lambda uow: meetings.change_meeting(uow, made, replace(made, **shown._asdict()))
            ),
        )

    def _cancel(self, line: MeetingLine) -> None:
        words = tr("De agenda vervalt.")
        if line.cases:
            one = tr("De casus gaat terug naar de wachtrij.")
            more = tr("De {n} casussen gaan terug naar de wachtrij.")
            words += " " + count_of(line.cases, one, more)
        title = tr("Vergadering van {day} afgelasten?").format(day=_day_of(line))
        if not sure(self, title, words, tr("Afgelasten"), no=tr("Niet doen")):
            return
        self.write(
            lambda uow: meetings.cancel(uow, line.id),
            lambda gone: self._cancelled(line, gone),
            changes=[Change("meeting", line.id), Change("case")],
        )

    def _cancelled(self, line: MeetingLine, gone: list[TakenOff]) -> None:
        self._tell_cancelled(line)
        offer_cancellations(self, gone)

    def _tell_cancelled(self, line: MeetingLine) -> None:
        """Offer the file that takes a cancelled meeting out of calendars that know it."""
        words = tr("Vergadering van {day} is afgelast.").format(day=_day_of(line))
        action = tr("Afzegging voor agenda's opslaan…")
        self.banner.say(words, Tone.INFO, action=action, do=lambda: self._save_cancellation(line))

    def _save_cancellation(self, line: MeetingLine) -> None:
        if (target := ask_target(self, f"Afzegging-{line.label}.ics")) is not None:
            save_one(self, target, calendars.export_meeting, line.id)


def _why_not(lines: Sequence[MeetingLine]) -> str:
    """Return why a meeting cannot be called off; nothing when it can."""
    refusal = why_not_cancelled(lines[0].state, lines[0].held_on) if lines else None
    return explain(refusal) if refusal is not None else ""


def _day_of(line: MeetingLine) -> str:
    return told_apart(day(line.held_on), line.apart)
