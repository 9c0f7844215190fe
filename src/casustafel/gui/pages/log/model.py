"""The log as a table that is read a page at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from casustafel.domain.local_time import local
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.words import tr
from casustafel.services.log import LogLine

AT, PERSON, WHAT, ABOUT, TABLE, FIELDS = range(6)


class LogModel(RowTableModel[LogLine]):
    """One row per event, newest first; the order is the chain's own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("at", tr("Wanneer"), 140, sortable=False, firm=True),
                Column("person", tr("Wie"), 130, sortable=False),
                Column("what", tr("Wat"), 220, sortable=False),
                Column("about", tr("Waarover"), 190, sortable=False),
                Column("table", tr("Commissie"), 110, sortable=False, firm=True),
                Column("fields", tr("Gewijzigde velden"), 240, sortable=False),
            ),
            parent,
        )

    def key(self, row: LogLine) -> str:
        return str(row.position)

    def cells(self, row: LogLine) -> Sequence[CellValue]:
        return (
            f"{local(row.at):%d-%m-%Y %H:%M:%S}",
            Cell(row.person, tooltip=row.roles),
            Cell(row.what, bold=True),
            row.about,
            row.table,
            Cell(row.fields, muted=True, tooltip=row.fields),
        )
