"""The tables of Controle: the rows with what was found in each, and what is asked per column."""

from PySide6.QtCore import QObject

from casustafel.domain.findings import Finding, Severity
from casustafel.domain.wording.catalogue import columns
from casustafel.gui.pages.importing.parts import state_word, what, whole
from casustafel.gui.pages.importing.row_detail import done_words
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.words import QT_TR_NOOP, tr
from casustafel.services.importing import RowAnswer, RowState
from casustafel.services.importing.asks import MISSING, Ask
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


def first_finding(line: RowAnswer) -> Finding | None:
    """Return the finding that weighs most, an error before a warning."""
    weighing = [one for one in line.findings if weighs(one)]
    errors = [one for one in weighing if one.severity == Severity.ERROR]
    return next(iter(errors or weighing), None)


class CheckModel(RowTableModel[RowAnswer]):
    """One row per row of the sheet."""

    def __init__(self, preview: Preview, parent: QObject | None = None) -> None:
        self._preview = preview
        columns = [
            Column("row", tr("Rij"), 46, lambda row: row.row, show=_row),
            Column("state", tr("Wordt"), 106, lambda row: Cell(*state_word(row.state))),
            *(self._column(at, one.field, one.label) for at, one in enumerate(preview.columns)),
            Column("finding", tr("Bevinding"), 290, self._finding),
        ]
        super().__init__(columns, lambda row: str(row.row), parent)

    def show(self, preview: Preview) -> bool:
        """Go on with the list as it was mended; say whether it has other columns."""
        before, self._preview = self._preview, preview
        return before.columns != preview.columns

    def _column(self, at: int, field: str, label: str) -> Column[RowAnswer]:
        """Return the column of a field: its text as the list has it, and what was found in it."""
        title = _TITLES.get(field, label)
        return Column(
            field,
            tr(title),
            _WIDTHS.get(field, 96),
            lambda row: self._preview.cells(row)[at].text,
            show=lambda row: self._cell(row, at, field),
            right=field in _RIGHT,
        )

    def _cell(self, row: RowAnswer, at: int, field: str) -> CellValue:
        cell, place = self._preview.cells(row)[at], self._preview.place(field)
        if place is None or place not in self._preview.mended(row.row):
            return _cell(cell)
        was = self._preview.sent(row.row, place) or tr("niets")
        told = tr("In de lijst stond {value}.").format(value=was)
        spoken = f"{cell.text}: {told} {cell.message}"
        tone = tone_of(cell.severity) if cell.severity else Tone.INFO
        return Cell(cell.text, tone, filled=True, bold=True, tooltip=told, spoken=spoken)

    def _finding(self, row: RowAnswer) -> Cell:
        if (found := first_finding(row)) is not None:
            more = sum(weighs(one) for one in row.findings) - 1
            text = what(found) + (tr(" (+{n})").format(n=more) if more else "")
            said = whole(found)
            return Cell(text, tone_of(Severity(found.severity)), tooltip=said, spoken=said)
        if row.updates and row.state is RowState.UPDATED:
            names = ", ".join(one.label for one in self._preview.updates(row))
            return Cell(tr("Wijzigt: {fields}").format(fields=names), muted=True, tooltip=names)
        return Cell("")


def _row(row: RowAnswer) -> Cell:
    return Cell(str(row.row), muted=True)


def _cell(cell: PreviewCell) -> CellValue:
    if cell.severity is None:
        return cell.text
    said = f"{cell.text}: {cell.message}"
    return Cell(cell.text, tone_of(cell.severity), filled=True, tooltip=cell.message, spoken=said)


def kind_of(finding: Finding) -> str:
    """Return the kind of a finding: the key of a chip, and its name before it is translated."""
    if not weighs(finding):
        return ""
    kinds, code = columns()["finding-kind"], finding.code
    begun = (name for start, name in kinds.items() if code.startswith(start))
    return kinds.get(code) or next(begun, kinds["other"])


def asks_model(parent: QObject | None = None) -> RowTableModel[Ask]:
    """Return the model of what can be settled at once."""
    columns: list[Column[Ask]] = [
        Column("column", tr("Kolom"), 130, _column),
        Column("value", tr("In de lijst"), 180, _value, bold=lambda _one: True),
        Column("count", tr("Rijen"), 56, lambda one: one.count or None, right=True),
        Column("finding", tr("Wat is er?"), 300, _asked),
        Column("answer", tr("Geregeld"), 220, _answered),
    ]
    return RowTableModel(columns, lambda one: one.key, parent)


def _column(one: Ask) -> str:
    return one.label or tr("Rij {n}").format(n=one.row)


def _value(one: Ask) -> str:
    return "" if one.kind == MISSING else one.value


def _asked(one: Ask) -> Cell:
    if one.finding is None:
        return Cell("")
    said = whole(one.finding)
    text = tr("Geen kolom gekozen") if one.kind == MISSING else what(one.finding)
    return Cell(text, tone_of(Severity(one.finding.severity)), tooltip=said, spoken=said)


def _answered(one: Ask) -> Cell:
    text = "" if one.answer is None else done_words(one)
    return Cell(text, Tone.GOOD if text else None, tooltip=text)
