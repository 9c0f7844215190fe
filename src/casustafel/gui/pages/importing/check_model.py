"""The checked rows of a list, with what was found in its cell."""

from collections.abc import Collection

from PySide6.QtCore import QObject

from casustafel.domain.findings import Finding, Severity
from casustafel.gui.pages.importing.words import state_word, what, whole
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import QT_TR_NOOP, tr
from casustafel.services.importing import RowAnswer, RowState
from casustafel.services.importing.preview import Preview, PreviewCell, weighs

_WIDTHS = {
    "bsn": 86,
    "surname": 124,
    "birth_date": 84,
    "provider": 108,
    "agb": 82,
    "product_code": 64,
    "hours_per_week": 76,
    "starts_on": 84,
    "ends_on": 84,
    "annual_cents": 84,
    "postcode": 76,
}
_RIGHT = frozenset({"hours_per_week", "annual_cents", "annual_hours", "volume"})
#: Names of columns that are shorter here than in a list.
_TITLES = {
    "surname": QT_TR_NOOP("Naam"),
    "birth_date": QT_TR_NOOP("Geboren"),
    "starts_on": QT_TR_NOOP("Start"),
    "ends_on": QT_TR_NOOP("Eind"),
}
_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARN}


def first_finding(line: RowAnswer) -> Finding | None:
    """Return the finding that weighs most, an error before a warning."""
    weighing = [one for one in line.findings if weighs(one)]
    errors = [one for one in weighing if one.severity == Severity.ERROR]
    return next(iter(errors or weighing), None)


class CheckModel(RowTableModel[RowAnswer]):
    """One row per row of the sheet."""

    def __init__(self, preview: Preview, parent: QObject | None = None) -> None:
        self._preview = preview
        self.left_out: Collection[int] = frozenset()
        columns = [
            Column(
                "row",
                tr("Rij"),
                46,
                lambda row: row.row,
                show=lambda row: Cell(str(row.row), muted=True),
            ),
            Column("state", tr("Wordt"), 106, lambda row: self._state(row).text, show=self._state),
            *(self._column(at, one.field, one.label) for at, one in enumerate(preview.columns)),
            Column(
                "finding",
                tr("Bevinding"),
                290,
                lambda row: self._finding(row).text,
                show=self._finding,
            ),
        ]
        super().__init__(columns, lambda row: str(row.row), parent)

    def _column(self, at: int, field: str, label: str) -> Column[RowAnswer]:
        """Return the column of a field: its text as the list has it, and what was found in it."""
        title = _TITLES.get(field, label)
        return Column(
            field,
            tr(title),
            _WIDTHS.get(field, 96),
            lambda row: self._preview.cells(row)[at].text,
            show=lambda row: _cell(self._preview.cells(row)[at]),
            right=field in _RIGHT,
        )

    def _state(self, row: RowAnswer) -> Cell:
        if row.row in self.left_out:
            return Cell(tr("Overslaan"), Tone.NEUTRAL)
        return Cell(*state_word(row.state))

    def _finding(self, row: RowAnswer) -> Cell:
        found = first_finding(row)
        if found is not None:
            more = sum(weighs(one) for one in row.findings) - 1
            text = what(found) + (tr(" (+{n})").format(n=more) if more else "")
            said = whole(found)
            return Cell(text, _TONES[Severity(found.severity)], tooltip=said, spoken=said)
        if row.updates and row.state is RowState.UPDATED:
            names = ", ".join(one.label for one in self._preview.updates(row))
            return Cell(tr("Wijzigt: {fields}").format(fields=names), muted=True, tooltip=names)
        return Cell("")


def _cell(cell: PreviewCell) -> CellValue:
    if cell.severity is None:
        return cell.text
    said = f"{cell.text}: {cell.message}"
    return Cell(cell.text, _TONES[cell.severity], filled=True, tooltip=cell.message, spoken=said)
