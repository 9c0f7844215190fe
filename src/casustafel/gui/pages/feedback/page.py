"""Terugkoppeling: after the meeting, tell the outcome and record the beschikking."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from casustafel.domain import terms
from casustafel.domain.people import Right
from casustafel.gui.lists import Act, ChipOf, ListPage, MenuOf
from casustafel.gui.page import Context, Page
from casustafel.gui.pages.case.writing import ask_anew
from casustafel.gui.pages.feedback import recording
from casustafel.gui.tables import Column
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.widgets.chips import Chip
from casustafel.gui.words import day, number, told_apart, tr
from casustafel.services.following import feedback_desk
from casustafel.services.following.feedback_desk import (
    FeedbackDesk,
    FeedbackLine,
    Step,
    referrer_words,
)


def columns() -> list[Column[FeedbackLine]]:
    """Return what is shown of each decided case."""
    steps = list(Step)
    return [
        Column("number", tr("Casus"), 110, lambda line: line.row.number, bold=lambda _line: True),
        Column("held_on", tr("Vergadering"), 92, lambda line: line.row.held_on, show=_meeting),
        Column("outcome", tr("Uitkomst"), 164, lambda line: line.outcome),
        Column("referrer", tr("Verwijzer"), 182, lambda line: referrer_words(line.row)),
        Column("told", tr("Teruggekoppeld"), 210, told_words),
        Column("decision", tr("Beschikking"), 176, _decision, tip=_decision),
        Column(
            "step", tr("Stap"), 150, _step, tone=_tone, sort=lambda line: steps.index(line.step)
        ),
        Column("days", tr("Dagen"), 56, lambda line: line.days, right=True, tip=_lead_time),
    ]


def _lead_time(line: FeedbackLine) -> str:
    words = tr("Van ontvangst ({received}) tot de terugkoppeling, of tot vandaag.")
    return words.format(received=day(line.row.received))


def _meeting(line: FeedbackLine) -> str:
    return told_apart(day(line.row.held_on), line.row.apart)


def _decision(line: FeedbackLine) -> str:
    return line.decision


def _step(line: FeedbackLine) -> str:
    words = terms.FOLLOW_UP_STEP[line.step]
    return f"{words} ({line.promises})" if line.step is Step.FOLLOW_UP and line.promises else words


def _tone(line: FeedbackLine) -> Tone:
    return tone_of(line.step)


def told_words(row: FeedbackLine) -> str:
    """Return to whom it was told and when: "Verwijzer, School 27-11-2026"."""
    if not row.told:
        return ""
    if row.again:
        return ", ".join(f"{one.told_to} {day(one.told_on)}: {one.said}" for one in row.again)
    last = row.told[-1].told_on
    who = ", ".join(dict.fromkeys(one.told_to for one in row.told))
    return f"{who} {day(last)}"


def chips() -> tuple[ChipOf[FeedbackLine], ...]:
    """Return what the list may be narrowed to; who reads it knows how many there are."""
    return (
        ChipOf("", tr("Alles wat wacht")),
        ChipOf(Step.REPORT, tr("Terug te koppelen")),
        ChipOf(Step.AGAIN, tr("Opnieuw")),
        ChipOf(Step.DECISION, tr("Wacht op beschikking")),
        ChipOf(Step.FOLLOW_UP, tr("In opvolging")),
        ChipOf(Step.DONE, tr("Gesloten")),
    )


#: Asks what was told of cases (number by id) on a day.
Ask = Callable[[Page, Mapping[str, str], date], None]


class Asked(NamedTuple):
    """What was read, and for which step and meeting."""

    step: str
    meeting: str
    desk: FeedbackDesk


class FeedbackPage(ListPage[FeedbackLine, Asked]):
    """An argument is the key of a chip ("report") or the id of a meeting, for all its cases."""

    about = frozenset({"case", "minutes", "action"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Terugkoppeling"))
        self._desk: FeedbackDesk | None = None
        self._of_meeting = False
        meetings: MenuOf[FeedbackLine] = MenuOf(
            "meeting", tr("Vergadering"), tr("Alle vergaderingen")
        )
        self.show_list(
            "feedback",
            columns(),
            lambda line: line.id,
            chips=chips(),
            menus=(meetings,),
            acts=self._offers(),
            may=lambda: self.context.may(Right.RECORD_OUTCOMES),
        )
        self.report = self.pane.buttons[tr("Terugkoppeling vastleggen…")]
        self.decide = self.pane.buttons[tr("Beschikking vastleggen…")]
        self.table.selection_changed.connect(self._count)

    def _offers(self) -> tuple[Act[FeedbackLine], ...]:
        report = tr("Terugkoppeling vastleggen…")
        many = tr("Terugkoppeling vastleggen ({n})…")
        text = tr("Opnieuw behandelen…")
        return (
            Act(
                tr("Casus sluiten"),
                lambda line: recording.close_case(self, line.id, line.row.number),
                when=lambda rows: rows[0].step is Step.FOLLOW_UP,
            ),
            Act(tr("Beschikking vastleggen…"), self._decide, "B", tr("Beschikking vastleggen")),
            Act(
                report,
                rows=self._report,
                keys="T",
                hint=tr("Terugkoppeling vastleggen bij wat is geselecteerd"),
                words=lambda rows: many.format(n=len(rows)) if len(rows) > 1 else report,
                kind="primary",
            ),
            Act(
                tr("Bericht aan verwijzers…"),
                rows=partial(self._report, ask=recording.ask_by_mail),
                button=False,
            ),
            Act(
                tr("Geen beschikking…"),
                rows=lambda chosen: recording.ask_no_decision(self, [line.id for line in chosen]),
                when=lambda rows: not any(line.row.kind.case_by_case for line in rows),
                button=False,
            ),
            Act(
                tr("Hulp na deze uitkomst…"),
                lambda line: recording.ask_landing(self, line.id, line.row.number),
                when=lambda rows: rows[0].row.kind.sends_elsewhere,
                button=False,
            ),
            Act(
                tr("Is de andere hulp begonnen?…"),
                lambda line: recording.ask_landed(self, line.landing),
                when=lambda rows: rows[0].may_land,
                button=False,
            ),
            Act(
                tr("Stukken bij bezwaar…"),
                lambda line: recording.save_bundle(self, line.id, line.row.number),
                button=False,
            ),
            Act(text, lambda line: ask_anew(self, line.id, line.row.number), button=False),
            Act(
                tr("Casus openen"),
                lambda line: self.frame.open("case", line.id),
                opens=True,
                button=False,
                may=lambda: True,
            ),
        )

    def open(self, argument: str) -> None:
        if argument in {"", *Step}:
            if argument:
                self.pane.choose(argument)
        else:
            self._of_meeting = True
            self.pane.choose(Step.REPORT, meeting=argument)

    def reading(self) -> Callable[[Any], Asked]:
        committee, step = self.context.committee, self.pane.chip
        meeting = self.pane.picked("meeting")
        return lambda reader: Asked(
            step, meeting, feedback_desk.desk(reader, committee, step, meeting)
        )

    def show_answer(self, answer: Asked) -> None:
        step, meeting, desk = answer
        known = {each[0] for each in desk.meetings}
        if self._of_meeting and not desk.lines and step == Step.REPORT:
            # All of this meeting was told before: show what still waits, or what became of it.
            self.pane.choose("" if meeting in known else Step.DONE, meeting=meeting)
            self.reload()
            return
        self._desk = desk
        waiting = sum(desk.counts.get(one, 0) for one in Step if one is not Step.DONE)
        offered = [
            Chip(key, f"{told_apart(day(on), apart)} ({count})")
            for key, on, apart, count in desk.meetings
        ]
        if meeting and meeting not in known and desk.lines:
            line = desk.lines[0]
            offered.append(Chip(meeting, told_apart(day(line.row.held_on), line.row.apart)))
        counts: dict[str, int] = {"": waiting}
        counts |= {one: desk.counts.get(one, 0) for one in Step}
        self.pane.show_rows(desk.lines, counts=counts, choices={"meeting": offered})
        if self._of_meeting and step == Step.REPORT:
            self.table.selectAll()
        self._of_meeting = False
        untold = desk.counts.get(Step.REPORT, 0)
        words = tr("{n} terug te koppelen").format(n=number(untold)) if untold else ""
        self.set_title(tr("Terugkoppeling {name}").format(name=desk.committee.short_name), words)
        self._count()

    def _count(self) -> None:
        chosen = len(self.pane.selected())
        self.set_status(tr("{n} gekozen").format(n=chosen) if chosen > 1 else "")

    def _report(self, chosen: Sequence[FeedbackLine], ask: Ask = recording.ask_feedback) -> None:
        if (desk := self._desk) is None:
            return
        tell = partial(ask, self, {one.id: one.row.number for one in chosen}, desk.today)
        if (waits := next((line for line in chosen if line.needs_landing), None)) is None:
            tell()
        else:
            recording.ask_landing(self, waits.id, waits.row.number, then=tell)

    def _decide(self, line: FeedbackLine) -> None:
        if self._desk is not None:
            about = (line.id, line.row.number, line.outcome)
            recording.ask_decision(self, *about, line.row.kind)
