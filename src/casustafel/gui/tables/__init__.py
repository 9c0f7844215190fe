"""Tables: one model base, one delegate that paints from ready strings, one view."""

from casustafel.gui.tables.model import Cell, CellValue, Column, RowRole, RowTableModel, SortRole
from casustafel.gui.tables.view import TableView

__all__ = ["Cell", "CellValue", "Column", "RowRole", "RowTableModel", "SortRole", "TableView"]
