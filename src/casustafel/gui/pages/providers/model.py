"""The providers as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import number, tr
from casustafel.services.providers import ProviderRow

NAME, AGB, ALIASES, RUNNING, CASES, STATE = range(6)


class ProviderModel(RowTableModel[ProviderRow]):
    """One row per provider."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("name", tr("Naam"), 220),
                Column("agb", tr("AGB-code"), 95),
                Column("aliases", tr("Andere namen in lijsten"), 330),
                Column("running", tr("Lopend"), 80, right=True),
                Column("cases", tr("Casussen"), 85, right=True),
                Column("state", tr("Stand"), 100),
            ),
            parent,
        )

    def key(self, row: ProviderRow) -> str:
        return row.id

    def cells(self, row: ProviderRow) -> Sequence[CellValue]:
        others = ", ".join(alias for _key, alias in row.aliases)
        return (
            Cell(row.name, bold=row.active, muted=not row.active),
            row.agb or "",
            Cell(others, muted=True, tooltip=others),
            number(row.running),
            number(row.cases),
            Cell(tr("actief"), Tone.GOOD) if row.active else Cell(tr("gestopt"), Tone.NEUTRAL),
        )

    def sort_value(self, row: ProviderRow, column: int) -> Any:
        if column == RUNNING:
            return row.running
        if column == CASES:
            return row.cases
        return super().sort_value(row, column)
