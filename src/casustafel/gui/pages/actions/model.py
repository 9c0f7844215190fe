"""The list of actions as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from casustafel.domain.actions import ActionKind
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import QT_TR_NOOP, day, tr
from casustafel.services.action_list import ActionLine

KINDS: dict[ActionKind, tuple[str, Tone]] = {
    ActionKind.ACTION: (QT_TR_NOOP("Actie"), Tone.NEUTRAL),
    ActionKind.CONDITION: (QT_TR_NOOP("Voorwaarde"), Tone.WARN),
    ActionKind.EVALUATION: (QT_TR_NOOP("Evaluatie"), Tone.INFO),
    ActionKind.TRANSFER: (QT_TR_NOOP("Overdracht"), Tone.INFO),
}
TEXT, DUE, OWNER, KIND, STATE, CASE, MEETING = range(7)


class ActionModel(RowTableModel[ActionLine]):
    """One row per action."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("text", tr("Wat"), 330),
                Column("due", tr("Uiterlijk"), 90, firm=True),
                Column("owner", tr("Wie"), 130),
                Column("kind", tr("Soort"), 105),
                Column("state", tr("Stand"), 130),
                Column("case", tr("Casus"), 115),
                Column("meeting", tr("Uit vergadering"), 110),
            ),
            parent,
        )

    def key(self, row: ActionLine) -> str:
        return row.row.id

    def cells(self, row: ActionLine) -> Sequence[CellValue]:
        action = row.row
        kind, tone = KINDS[action.kind]
        return (
            Cell(action.text, bold=row.days_late > 0, muted=not row.open, tooltip=action.text),
            day(action.due_on) if action.due_on else "",
            Cell(action.owner, bold=row.mine),
            Cell(tr(kind), tone),
            state(row),
            action.case_number or "",
            day(action.held_on) if action.held_on else "",
        )

    def sort_value(self, row: ActionLine, column: int) -> Any:
        if column in (DUE, STATE):
            due = row.row.due_on
            return (not row.open, due is None, due.isoformat() if due else "")
        if column == MEETING:
            return row.row.held_on.isoformat() if row.row.held_on else ""
        return super().sort_value(row, column)


def state(row: ActionLine) -> Cell:
    """Return how an action stands, in words: colour only helps."""
    if not row.open:
        note = row.row.done_note
        return Cell(tr("afgehandeld"), Tone.GOOD, tooltip=note)
    if row.days_late:
        words = tr("1 dag te laat") if row.days_late == 1 else tr("{n} dagen te laat")
        return Cell(words.format(n=row.days_late), Tone.BAD)
    if row.row.due_on is None:
        return Cell(tr("geen datum"), Tone.WARN)
    return Cell(tr("open"), Tone.NEUTRAL)
