"""The decided cases as rows: what waits, to whom it was told, and the beschikking."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from casustafel.domain.follow_up import CHANNELS
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, tr
from casustafel.services.feedback_desk import FeedbackLine, Step, referrer_words

_STEPS = {
    Step.REPORT: ("terugkoppelen", Tone.WARN),
    Step.DECISION: ("wacht op beschikking", Tone.INFO),
    Step.FOLLOW_UP: ("in opvolging", Tone.NEUTRAL),
    Step.DONE: ("gesloten", Tone.GOOD),
}


class FeedbackModel(RowTableModel[FeedbackLine]):
    """One row per case, the newest meeting first."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("number", tr("Casus"), 110),
            Column("held_on", tr("Vergadering"), 92),
            Column("outcome", tr("Uitkomst"), 164),
            Column("referrer", tr("Verwijzer"), 182),
            Column("told", tr("Teruggekoppeld"), 210),
            Column("decision", tr("Beschikking"), 176),
            Column("step", tr("Stap"), 150),
        )
        super().__init__(columns, parent)

    def key(self, row: FeedbackLine) -> str:
        return row.id

    def cells(self, row: FeedbackLine) -> Sequence[CellValue]:
        step, tone = _STEPS[row.step]
        words = tr(step)
        if row.step is Step.FOLLOW_UP and row.promises:
            words = f"{words} ({row.promises})"
        return (
            Cell(row.row.number, bold=True),
            day(row.row.held_on),
            row.outcome,
            referrer_words(row.row),
            told_words(row),
            Cell(row.decision, tooltip=row.decision),
            Cell(words, tone),
        )

    def sort_value(self, row: FeedbackLine, column: int) -> Any:
        values = (
            row.row.number,
            row.row.held_on,
            row.outcome,
            referrer_words(row.row).casefold(),
            told_words(row),
            row.decision,
            list(Step).index(row.step),
        )
        return values[column]


def told_words(row: FeedbackLine) -> str:
    """Return to whom it was told and when: "Verwijzer, School 27-11-2026"."""
    if not row.told:
        return ""
    last = row.told[-1].told_on
    who = ", ".join(dict.fromkeys(one.told_to for one in row.told))
    return f"{who} {day(last)}"


def channel_words(channel: str) -> str:
    """Return by which channel in Dutch."""
    return CHANNELS.get(channel, channel)
