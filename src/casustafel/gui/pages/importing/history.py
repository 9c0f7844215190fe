"""The lists that came in earlier, each to be undone as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from casustafel.domain.local_time import local
from casustafel.domain.records import ImportRecord
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import number, tr

_COUNTS = ("new", "updated", "refused")


class HistoryModel(RowTableModel[ImportRecord]):
    """One row per import, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("imported_at", tr("Ingelezen op"), 120),
                Column("file_name", tr("Bestand"), 190),
                Column("sheet", tr("Blad"), 90),
                Column("new", tr("Nieuw"), 62, right=True),
                Column("updated", tr("Bijgewerkt"), 80, right=True),
                Column("refused", tr("Fout"), 56, right=True),
                Column("imported_by", tr("Door"), 110),
                Column("state", tr("Stand"), 120),
            ],
            parent,
        )

    def key(self, row: ImportRecord) -> str:
        return row.id

    def sort_value(self, row: ImportRecord, column: int) -> object:
        key = self.columns[column].key
        if key == "imported_at":
            return row.imported_at
        return row.summary.get(key, 0) if key in _COUNTS else super().sort_value(row, column)

    def cells(self, row: ImportRecord) -> Sequence[CellValue]:
        undone = row.undone_at is not None
        state = (
            Cell(tr("Ongedaan gemaakt"), Tone.NEUTRAL)
            if undone
            else Cell(tr("Ingelezen"), Tone.GOOD)
        )
        return [
            f"{local(row.imported_at):%d-%m-%Y %H:%M}",
            Cell(row.file_name, bold=True, tooltip=row.file_name),
            Cell(row.sheet, muted=True),
            *(number(row.summary.get(key, 0)) for key in _COUNTS),
            row.imported_by,
            state,
        ]
