"""The meetings of a table as rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from casustafel.domain import terms
from casustafel.domain.meetings import MeetingState
from casustafel.domain.minutes import MinutesState
from casustafel.gui.dates import long_day, week
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.services.overview import MeetingLine

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


class MeetingsModel(RowTableModel[MeetingLine]):
    """One row per meeting, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("held_on", tr("Datum"), 170),
            Column("times", tr("Tijd"), 100),
            Column("state", tr("Status"), 90),
            Column("cases", tr("Casussen"), 140),
            Column("minutes_planned", tr("Agenda"), 110),
            Column("minutes", tr("Notulen"), 120),
            Column("place", tr("Plaats"), 150),
            Column("week", tr("Week"), 56, right=True),
        )
        super().__init__(columns, parent)

    def key(self, row: MeetingLine) -> str:
        return row.id

    def cells(self, row: MeetingLine) -> Sequence[CellValue]:
        return (
            Cell(long_day(row.held_on), bold=True),
            f"{row.starts:%H:%M}-{row.ends:%H:%M}".replace("-", "\N{EN DASH}"),
            Cell(terms.MEETING_STATE[row.state], _STATE_TONES[row.state]),
            self._cases(row),
            self._budget(row),
            Cell(row.minutes_label, _MINUTES_TONES[row.minutes]) if row.minutes else "",
            row.place,
            str(week(row.held_on)),
        )

    def _budget(self, row: MeetingLine) -> CellValue:
        if row.state is MeetingState.CANCELLED:
            return _gone()
        length = planned_minutes(row)
        budget = tr("{n} van {of} min").format(n=row.budgeted, of=length)
        if row.budgeted > length:
            return Cell(budget, Tone.WARN, tooltip=tr("De agenda is langer dan de vergadering."))
        return Cell(budget, muted=True)

    def _cases(self, row: MeetingLine) -> CellValue:
        if row.state is MeetingState.CANCELLED:
            return _gone()
        if not row.cases:
            return Cell(tr("nog geen"), muted=True)
        if row.state is MeetingState.PLANNED:
            return str(row.cases)
        return Cell(
            tr("{done} van {n}").format(done=row.decided, n=row.cases),
            fraction=row.decided / row.cases,
            spoken=tr("{done} van {n} met uitkomst").format(done=row.decided, n=row.cases),
        )

    def sort_value(self, row: MeetingLine, column: int) -> Any:
        values = (
            (row.held_on, row.starts),
            row.starts,
            list(MeetingState).index(row.state),
            row.cases,
            row.budgeted,
            "" if row.minutes is None else row.minutes.value,
            row.place.casefold(),
            row.held_on.isocalendar()[:2],
        )
        return values[column]
