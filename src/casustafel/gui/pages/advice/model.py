"""The cases that a member is asked about, as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from casustafel.domain import terms
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import day
from casustafel.services.advice_view import AdviceLine, AdviceState

STATES: dict[AdviceState, tuple[str, Tone]] = {
    AdviceState.TO_DO: (str(QT_TRANSLATE_NOOP("advice", "Te doen")), Tone.WARN),
    AdviceState.DRAFT: (str(QT_TRANSLATE_NOOP("advice", "Bezig")), Tone.INFO),
    AdviceState.SUBMITTED: (str(QT_TRANSLATE_NOOP("advice", "Ingediend")), Tone.GOOD),
    AdviceState.CLOSED: (str(QT_TRANSLATE_NOOP("advice", "Ligt op tafel")), Tone.NEUTRAL),
    AdviceState.RECUSED: (str(QT_TRANSLATE_NOOP("advice", "Neemt niet deel")), Tone.NEUTRAL),
}
CASE, MEETING, STATE, ANSWERS, IN = range(5)
_ORDER = list(STATES)


def _tr(text: str) -> str:
    return QCoreApplication.translate("advice", text)


def state_words(state: AdviceState) -> tuple[str, Tone]:
    """Return how a vooradvies stands, in a word with its tone."""
    words, tone = STATES[state]
    return _tr(words), tone


class AdviceModel(RowTableModel[AdviceLine]):
    """One row per case of a coming meeting."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("case", _tr("Casus"), 118),
                Column("meeting", _tr("Datum"), 86, tooltip=_tr("Dag van de vergadering")),
                Column("state", _tr("Vooradvies"), 128),
                Column("answers", _tr("Criteria"), 66, tooltip=_tr("Hoeveel zijn beantwoord")),
                Column("in", _tr("Binnen"), 62, tooltip=_tr("Hoeveel leden hebben ingediend")),
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
            _tr("{n} van {of}").format(n=row.answered, of=row.of) if gives else "",
            _tr("{n} van {of}").format(n=row.given, of=row.asked),
        )

    def sort_value(self, row: AdviceLine, column: int) -> Any:
        return {
            CASE: row.row.number,
            MEETING: (row.meeting.held_on.isoformat(), row.item.position),
            STATE: _ORDER.index(row.state),
            ANSWERS: row.answered,
            IN: row.given,
        }[column]
