"""The meetings of a table as rows."""

from casustafel.domain import terms
from casustafel.domain.meetings import MeetingState
from casustafel.domain.minutes import MinutesState
from casustafel.gui.dates import long_day, week
from casustafel.gui.tables import Cell, CellValue, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.services.agenda.meetings_desk import MeetingLine

_STATE_TONES = {
    MeetingState.PLANNED: Tone.INFO,
    MeetingState.IN_SESSION: Tone.WARN,
    MeetingState.CLOSED: Tone.NEUTRAL,
    MeetingState.CANCELLED: Tone.BAD,
}
_MINUTES_TONES = {
    MinutesState.CONCEPT: Tone.WARN,
    MinutesState.FOR_ADOPTION: Tone.INFO,
    MinutesState.ADOPTED: Tone.GOOD,
}


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
            show=lambda line: Cell(terms.MEETING_STATE[line.state], _STATE_TONES[line.state]),
            sort=lambda line: states.index(line.state),
        ),
        Column("cases", tr("Casussen"), 140, lambda line: line.cases, show=_cases),
        Column("minutes_planned", tr("Agenda"), 110, lambda line: line.budgeted, show=_budget),
        Column(
            "minutes",
            tr("Notulen"),
            120,
            lambda line: line.minutes_label if line.minutes else None,
            show=_minutes,
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


def _minutes(line: MeetingLine) -> CellValue:
    return Cell(line.minutes_label, _MINUTES_TONES[line.minutes]) if line.minutes else ""


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
    return Cell(
        tr("{done} van {n}").format(done=line.decided, n=line.cases),
        fraction=line.decided / line.cases,
        spoken=tr("{done} van {n} met uitkomst").format(done=line.decided, n=line.cases),
    )
