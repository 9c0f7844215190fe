"""The columns of a list, each with the field it is read as."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale

from casustafel.gui.pages.importing.parts import column_letter
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr

#: The order of dates that nobody chose yet, in a column that holds both.
UNKNOWN_ORDER = "?"

_EITHER = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column; `field` is "" when it is not read. An index below 0 is of a field without one.

    `how`: name, synonym, likeness, user, profile, missing, later or "". `order` is dmy or mdy where
    the column does not tell, `UNKNOWN_ORDER` where somebody has to say it first, else "".
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
        "missing": (tr("Geen kolom gekozen"), Tone.WARN),
        "later": (tr("Vult u later in"), Tone.INFO),
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


def mapping_columns() -> list[Column[ColumnRow]]:
    """Return what is shown of each column of the list, from left to right."""
    return [
        Column("letter", tr("Kolom"), 62, _letter),
        Column("header", tr("Kop in de lijst"), 150, _header),
        Column("examples", tr("Voorbeelden"), 190, _examples),
        Column("field", tr("Veld in Casustafel"), 150, _field),
        Column("how", tr("Herkenning"), 146, lambda row: Cell(*recognition(row))),
        Column("order", tr("Datums"), 128, _order),
    ]


def _letter(row: ColumnRow) -> Cell:
    return Cell(column_letter(row.index) if row.index >= 0 else "", muted=True)


def _header(row: ColumnRow) -> Cell:
    if row.index < 0:
        return Cell("–", muted=True)
    return Cell(row.header or tr("(geen kop)"), bold=bool(row.header), muted=not row.header)


def _examples(row: ColumnRow) -> Cell:
    text = " · ".join(" ".join(one.split()) for one in row.examples)
    return Cell(text, muted=True, tooltip=text)


def _order(row: ColumnRow) -> Cell:
    return Cell(order_word(row.order) + "?", Tone.WARN) if row.order else Cell("")


def _field(row: ColumnRow) -> Cell:
    return Cell(row.label or "–", muted=not row.label)
