"""A workspace that is walked through, and what its steps have in common."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from casustafel import bootstrap
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import CasustafelError
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    ItemState,
    Meeting,
    MeetingState,
    Presence,
)
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, OutcomeInput, Vote
from casustafel.domain.wording import word_error
from casustafel.services.agenda import meetings
from casustafel.services.meeting import outcomes, room
from walks.choosing import Choosing, NothingThereError, Step
from walks.promises import WAITING, WORDED, broken
from workspaces import PASSPHRASE, Clock, Table, new_table

#: Two of the criteria a grant asks, and one more.
CRITERIA = ("c1_specific_care", "c2_no_alternative", "c4_goals")


class Walk(Choosing):
    """A workspace that is walked through, with what was said of each step."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        self.told: list[str] = []

    @property
    def today(self) -> date:
        return local_day(self.table.clock())

    def meetings(self, *states: MeetingState) -> list[Meeting]:
        """Return the meetings in these states, or all, the soonest first."""
        known = self.table.ask(lambda reader: reader.find(Meeting, "held_on", "starts"))
        return [one for one in known if not states or one.state in states]

    def meeting(self, *states: MeetingState) -> Meeting:
        """Return a meeting, nearly always one in these states."""
        return self.pick(self.meetings(*states) if self.number() % 12 else self.meetings())

    def cases(self) -> list[Case]:
        return self.table.ask(lambda reader: reader.find(Case, "number"))

    def item(self, states: Sequence[ItemState], *of: MeetingState) -> AgendaItem:
        """Return an item with a case: nearly always in these states, of such a meeting."""
        known = self.table.ask(lambda reader: reader.find(AgendaItem, "meeting_id", "position"))
        known = [item for item in known if item.case_id]
        if self.number() % 12 == 0:
            return self.pick(known)
        there = {one.id: one for one in self.meetings(*of)}
        fit = [item for item in known if item.state in states and item.meeting_id in there]
        current = [item for item in fit if item.id == there[item.meeting_id].current_item_id]
        return self.pick((current if self.number() % 2 else fit) or fit)

    def case(self, *states: CaseStatus) -> Case:
        """Return a case, nearly always one in these states."""
        known = self.cases()
        fit = [case for case in known if case.status in states]
        return self.pick(fit if self.number() % 12 else known)

    def do(self, step: Step) -> dict[str, list[str]]:
        """Take a step; return what is broken now, by promise."""
        name, numbers = step
        self.numbers = Choosing(numbers).numbers
        faults: dict[str, list[str]] = {}
        try:
            STEPS[name](self)
            said = "done"
        except NothingThereError:
            return {}
        except CasustafelError as error:
            said = f"refused: {error.code}"
            if fault := _unworded(error):
                faults[WORDED] = [fault]
        except Exception as error:  # noqa: BLE001 - any fault is what a walk looks for
            said = f"FAULT: {error!r:.200}"
            faults[WORDED] = [said]
        self.told.append(f"{name} {numbers}: {said}")
        return faults | self.table.ask(broken)


#: The steps of a walk by name.
STEPS: dict[str, Callable[[Walk], object]] = {}


def step(function: Callable[[Walk], object]) -> Callable[[Walk], object]:
    """Let a function be a step of the walk."""
    STEPS[function.__name__] = function
    return function


def _unworded(error: CasustafelError) -> str | None:
    """Return what keeps an error from being worded in both languages; None when it is."""
    try:
        both = [word_error(error, "nl"), word_error(error, "en")]
    except (KeyError, IndexError, ValueError) as fault:
        return f"{error} has no words: {fault!r}"
    return None if all(one.what and one.do for one in both) else f"{error} says too little"


def given(choice: str, today: date, *, provisional: bool = False, again: int = 0) -> OutcomeInput:
    """Return a whole outcome; `again` makes one that says something else."""
    held, refused = choice == "aangehouden", choice == "afgewezen"
    adjusted = choice == "toegekend_met_aanpassing"
    shorter = Adjustment(kind=AdjustmentKind.DURATION, asked="26 weken", advised="13 weken")
    return OutcomeInput(
        choice=choice,
        reasons=() if held else ("AF1",) if refused else ("TK1",),
        motivation=f"Besproken en gewogen ({again}).",
        adjustments=(shorter,) if adjusted else (),
        vote=Vote.CONSENSUS,
        valid_until=None if held or refused else today + timedelta(weeks=26),
        evaluation_on=today + timedelta(weeks=12 + again) if again % 2 and not held else None,
        held_until=today + timedelta(days=again) if held and again > 8 else None,
        provisional=provisional,
    )


def answered(table: Table, item: AgendaItem) -> None:
    """Answer the criteria that a grant asks."""
    for criterion in CRITERIA[:2]:
        table.do(room.answer, item.id, criterion, "ja")


def everybody_there(table: Table, meeting: Meeting) -> None:
    for one in attending(table, meeting):
        if one.presence is not Presence.PRESENT:
            table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)


def carry_all_over(table: Table, meeting: Meeting) -> None:
    for item in table.ask(meetings.agenda, meeting.id):
        if item.case_id and item.state in WAITING:
            table.do(room.carry_over, item.id)


def attending(table: Table, meeting: Meeting) -> list[Attendance]:
    return table.ask(lambda reader: reader.find(Attendance, "id", meeting_id=meeting.id))


def wait_until(table: Table, day: date) -> None:
    days = (day - local_day(table.clock())).days
    if days > 0:
        table.clock.forward(days=days)


def template(folder: Path) -> Path:
    """Make the workspace from which walks begin.

    A meeting of the day before decided one case and held one over, and is closed; a meeting of
    today has two cases on its agenda.
    """
    with new_table(folder, Clock(datetime(2026, 11, 25, 8, tzinfo=UTC))) as table:
        made = [table.case(day) for day in (1, 2, 3, 4)]
        held = table.meeting(date(2026, 11, 25))
        items = table.do(meetings.schedule, held.id, [case.id for case in made[2:]])
        table.do(room.open_meeting, held.id)
        everybody_there(table, held)
        for item, choice in zip(items, ("toegekend", "aangehouden"), strict=True):
            answered(table, item)
            table.do(outcomes.record, item.id, given(choice, held.held_on))
        table.do(room.close_meeting, held.id)
        table.clock.forward(days=1)
        meeting = table.meeting()
        table.do(meetings.schedule, meeting.id, [case.id for case in made[:2]])
    return folder


@contextmanager
def begun(start: Path, folder: Path) -> Iterator[Walk]:
    """Begin a walk in a copy of the template."""
    shutil.copytree(start, folder)
    path, clock = folder / "proef.db", Clock()
    clock.forward(minutes=30)
    with bootstrap.open_workspace(str(path), PASSPHRASE, clock=clock) as workspace:
        yield Walk(Table(workspace, clock, path))
