"""What a table remembers of its columns between two days: order, widths, choice and sorting.

By the keys of the columns, not by their numbers: a column that comes or goes changes nothing for
the others.
"""

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from casustafel.gui.settings import Settings
from casustafel.gui.tables.model import RowTableModel


class ColumnMemory:
    """Keeps the header of one table under a name; without a name nothing is kept."""

    def __init__(
        self, header: QHeaderView, model: RowTableModel[Any], settings: Settings | None, name: str
    ) -> None:
        self._header, self._model = header, model
        self._settings = settings if name else None
        self._name = f"columns/{name}"
        self.by_hand = False
        """Whether the user set a width."""

    def keep(self) -> None:
        """Remember what the header shows now; widths only once they were set by hand."""
        if self._settings is None:
            return
        header, columns = self._header, self._model.columns
        at, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        state: dict[str, object] = {
            "order": [columns[header.logicalIndex(place)].key for place in range(len(columns))],
            "hidden": [
                column.key for at, column in enumerate(columns) if header.isSectionHidden(at)
            ],
        }
        if self.by_hand:
            state["widths"] = {
                column.key: header.sectionSize(at)
                for at, column in enumerate(columns)
                if not header.isSectionHidden(at)
            }
        if 0 <= at < len(columns):
            state["sort"] = [columns[at].key, order is Qt.SortOrder.AscendingOrder]
        self._settings.keep(self._name, json.dumps(state))

    def restore(self) -> None:
        """Show the header as it was left; what is not known of it stays as it is made."""
        if self._settings is None:
            return
        state = _read(self._settings.text(self._name))
        header = self._header
        places = {column.key: at for at, column in enumerate(self._model.columns)}
        wanted = [key for key in _texts(state.get("order")) if key in places]
        for to, key in enumerate(wanted):
            header.moveSection(header.visualIndex(places[key]), to)
        for key in _texts(state.get("hidden")):
            # The first column names the row: a table without it says nothing.
            if places.get(key):
                header.setSectionHidden(places[key], True)
        widths = state.get("widths")
        if isinstance(widths, dict):
            for key, width in widths.items():
                if key in places and isinstance(width, int) and width > 0:
                    header.resizeSection(places[key], width)
                    self.by_hand = True
        match state.get("sort"):
            case [str() as key, bool() as ascending] if key in places:
                order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
                header.setSortIndicator(places[key], order)
                self._model.sort(places[key], order)


def _read(text: str) -> dict[str, object]:
    try:
        state = json.loads(text or "{}")
    except ValueError:
        return {}
    return state if isinstance(state, dict) else {}


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
