"""The list of actions as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from casustafel.domain.actions import ActionKind
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import day
from casustafel.services.action_list import ActionLine

KINDS: dict[ActionKind, tuple[str, Tone]] = {
    ActionKind.ACTION: ("Actie", Tone.NEUTRAL),
    ActionKind.CONDITION: ("Voorwaarde", Tone.WARN),
    ActionKind.EVALUATION: ("Evaluatie", Tone.INFO),
    ActionKind.TRANSFER: ("Overdracht", Tone.INFO),
}
TEXT, DUE, OWNER, KIND, STATE, CASE, MEETING = range(7)


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)


class ActionModel(RowTableModel[ActionLine]):
    """One row per action."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("text", _tr("Wat"), 330),
                Column("due", _tr("Uiterlijk"), 90, firm=True),
                Column("owner", _tr("Wie"), 130),
                Column("kind", _tr("Soort"), 105),
                Column("state", _tr("Stand"), 130),
                Column("case", _tr("Casus"), 115),
                Column("meeting", _tr("Uit vergadering"), 110),
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
            Cell(_tr(kind), tone),
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
        return Cell(_tr("afgehandeld"), Tone.GOOD, tooltip=note)
    if row.days_late:
        words = _tr("1 dag te laat") if row.days_late == 1 else _tr("{n} dagen te laat")
        return Cell(words.format(n=row.days_late), Tone.BAD)
    if row.row.due_on is None:
        return Cell(_tr("geen datum"), Tone.WARN)
    return Cell(_tr("open"), Tone.NEUTRAL)
