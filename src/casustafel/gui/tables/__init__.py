"""Tables: one model base, one delegate that paints from ready strings, one view."""

from casustafel.gui.tables.cells import Cell, CellValue, Column
from casustafel.gui.tables.model import RowRole, RowTableModel, SortRole
from casustafel.gui.tables.view import TableView

__all__ = ["Cell", "CellValue", "Column", "RowRole", "RowTableModel", "SortRole", "TableView"]
