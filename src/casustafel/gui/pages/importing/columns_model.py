"""The columns of a list, each with the field it is read as."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject

from casustafel.gui.pages.importing.words import column_letter
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr

#: The order of dates that nobody chose yet, in a column that holds both.
UNKNOWN_ORDER = "?"

_EITHER = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column; `field` is "" when it is not read.

    `how`: name, synonym, likeness, user, profile or "". `order` is dmy or mdy where the column
    does not tell, `UNKNOWN_ORDER` where somebody has to say it first, else "".
    """

    index: int
    header: str
    examples: tuple[str, ...]
    field: str
    label: str
    how: str
    order: str = ""


def recognition(row: ColumnRow) -> tuple[str, Tone]:
    """Return how a column was understood, in words with their colour."""
    if not row.field:
        return tr("Wordt niet ingelezen"), Tone.NEUTRAL
    return {
        "name": (tr("Herkend"), Tone.GOOD),
        "synonym": (tr("Herkend"), Tone.GOOD),
        "likeness": (tr("Lijkt erop: controleer"), Tone.WARN),
        "profile": (tr("Zoals vorige keer"), Tone.GOOD),
    }.get(row.how, (tr("Door u gekozen"), Tone.INFO))


def order_word(order: str) -> str:
    """Return in which order dates are read."""
    if order == UNKNOWN_ORDER:
        return tr("dag of maand")
    return tr("maand-dag") if order == "mdy" else tr("dag-maand")


def order_choice(order: str, examples: Sequence[str]) -> str:
    """Return an order of dates with what an example of the column would then be."""
    text = tr("maand-dag-jaar") if order == "mdy" else tr("dag-maand-jaar")
    for one in examples:
        match = _EITHER.fullmatch(one)
        first, second = (int(match[1]), int(match[2])) if match else (0, 0)
        if first != second and first <= _DECEMBER >= second:
            day, month = (second, first) if order == "mdy" else (first, second)
            name = QLocale(QLocale.Language.Dutch).monthName(month)
            return f"{text} ({day} {name})"
    return text


class ColumnsModel(RowTableModel[ColumnRow]):
    """One row per column of the list, from left to right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("letter", tr("Kolom"), 62, sortable=False),
                Column("header", tr("Kop in de lijst"), 150, sortable=False),
                Column("examples", tr("Voorbeelden"), 190, sortable=False),
                Column("field", tr("Veld in Casustafel"), 150, sortable=False),
                Column("how", tr("Herkenning"), 146, sortable=False),
                Column("order", tr("Datums"), 128, sortable=False),
            ],
            parent,
        )

    def key(self, row: ColumnRow) -> str:
        return str(row.index)

    def cells(self, row: ColumnRow) -> Sequence[CellValue]:
        text, tone = recognition(row)
        examples = " · ".join(" ".join(one.split()) for one in row.examples)
        return [
            Cell(column_letter(row.index), muted=True),
            Cell(row.header or tr("(geen kop)"), bold=bool(row.header), muted=not row.header),
            Cell(examples, muted=True, tooltip=examples),
            Cell(row.label or "–", muted=not row.label),
            Cell(text, tone),
            Cell(order_word(row.order) + "?", Tone.WARN) if row.order else "",
        ]
