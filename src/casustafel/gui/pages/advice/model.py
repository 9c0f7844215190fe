"""The cases that a member is asked about, as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from casustafel.domain import terms
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import QT_TR_NOOP, day, tr
from casustafel.services.advice_view import AdviceLine, AdviceState

STATES: dict[AdviceState, tuple[str, Tone]] = {
    AdviceState.TO_DO: (QT_TR_NOOP("Te doen"), Tone.WARN),
    AdviceState.DRAFT: (QT_TR_NOOP("Bezig"), Tone.INFO),
    AdviceState.SUBMITTED: (QT_TR_NOOP("Ingediend"), Tone.GOOD),
    AdviceState.CLOSED: (QT_TR_NOOP("Ligt op tafel"), Tone.NEUTRAL),
    AdviceState.RECUSED: (QT_TR_NOOP("Neemt niet deel"), Tone.NEUTRAL),
}
CASE, MEETING, STATE, ANSWERS, IN = range(5)
_ORDER = list(STATES)


def state_words(state: AdviceState) -> tuple[str, Tone]:
    """Return how a vooradvies stands, in a word with its tone."""
    words, tone = STATES[state]
    return tr(words), tone


class AdviceModel(RowTableModel[AdviceLine]):
    """One row per case of a coming meeting."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("case", tr("Casus"), 118),
                Column("meeting", tr("Datum"), 86, tooltip=tr("Dag van de vergadering")),
                Column("state", tr("Vooradvies"), 128),
                Column("answers", tr("Criteria"), 66, tooltip=tr("Hoeveel zijn beantwoord")),
                Column("in", tr("Binnen"), 62, tooltip=tr("Hoeveel leden hebben ingediend")),
            ),
            parent,
        )

    def key(self, row: AdviceLine) -> str:
        return row.item.id

    def cells(self, row: AdviceLine) -> Sequence[CellValue]:
        form = terms.CARE_FORM.get(row.row.care_form, row.row.care_form)
        gives = row.state is not AdviceState.RECUSED
        return (
            Cell(row.row.number, bold=True, tooltip=" · ".join((form, row.row.provider))),
            day(row.meeting.held_on),
            Cell(*state_words(row.state)),
            tr("{n} van {of}").format(n=row.answered, of=row.of) if gives else "",
            tr("{n} van {of}").format(n=row.given, of=row.asked),
        )

    def sort_value(self, row: AdviceLine, column: int) -> Any:
        return {
            CASE: row.row.number,
            MEETING: (row.meeting.held_on.isoformat(), row.item.position),
            STATE: _ORDER.index(row.state),
            ANSWERS: row.answered,
            IN: row.given,
        }[column]
