"""Make the three example case lists: ``python resources/examples/make_examples.py [FOLDER]``.

The lists are what the program is shown with (`casustafel demo`) and tested on. All persons, schools
and organisations are invented; BSNs come from the test range. Each list carries a fair share of
the dirt of real lists; `DIRT` below names every piece of it. The same script always makes the same
files, byte for byte with the same version of openpyxl and zlib.
"""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from example_lists import COUNTED_ON, Row, cpv, doorbraak, zbo
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_MADE = (2026, 11, 20, 9, 0, 0)
_NBSP = "\N{NO-BREAK SPACE}"

_WHO = ("BSN", "Achternaam", "Voorletters", "Geboortedatum", "Postcode", "Wijk")
_USE = ("Volume", "Eenheid", "Frequentie", "Uren p/w")
_PRODUCT = ("Aanbieder", "AGB", "Productcategorie", "Productcode")

CPV_COLUMNS = (
    *("Kenmerk", "Datum aanvraag", *_WHO, "Wet", "Zorgvorm", "Soort aanvraag"),
    *("Verwijzer type", "Verwijzer naam", *_PRODUCT, "Toewijzingnr"),
    *("Ingangsdatum", "Einddatum", *_USE, "Trigger"),
    *("Uitzondering", "Kenmerk RET", "Datum RET", "Spoed"),
    *("Hulpvraag", "Doelen", "Waarom deze aanbieder", "Alternatieven", "Basishulp"),
    *("Onderbouwing omvang", "Overdracht", "Visie inwoner"),
    *("Plek nodig", "Onderwijs verkend", "APM geprobeerd", "Geïnformeerd op", "Grondslag"),
    *("Datum CPV", "Uitkomst", "Aanpassing", "Argument", "Opmerking"),
)
ZBO_COLUMNS = (
    *("Kenmerk", "Datum aanvraag", *_WHO, "Wet", "Zorgvorm", "Soort aanvraag"),
    *("Verwijzer type", "Verwijzer naam", *_PRODUCT, "Ingangsdatum", "Einddatum", *_USE),
    *("School", "BRIN", "Groep", "Schoolbestuur", "Uren ZBO", "Schooljaar"),
    *("Contactpersoon", "SWV-ondersteuning", "Spoed", "Hulpvraag", "Doelen"),
    *("Ondersteuning school", "Taken ZBO", "Primair doel", "Inzet thuis", "Visie inwoner"),
    *("Geïnformeerd op", "Grondslag", "Opmerking"),
)
DOORBRAAK_COLUMNS = (
    *("Rang", "Huishoud-id", *_WHO, "Wet", "Zorgvorm", "Verwijzer type", *_PRODUCT),
    *("Toewijzingnr", "Ingangsdatum", "Einddatum", *_USE, "Jaaruren", "Jaarbedrag (€)"),
    *("Aantal producten", "Aantal wetten", "Verblijf j/n", "Start eerste hulp", "Aanbieders"),
    *("Regelingen", "Geldzorgen", "Periode", "Gedeclareerde uren", "Gedeclareerd bedrag"),
)


@dataclass(frozen=True)
class Dirt:
    """One blemish: the row of the list (first is 0), the column, and what its clean value becomes.

    `what` names the habit in `domain.md` §4 it stands for.
    """

    row: int
    column: str
    what: str
    soil: Callable[[Any], Any]


def _becomes(value: object) -> Callable[[Any], Any]:
    return lambda _clean: value


def _as_number(clean: str) -> int:
    return int(clean)


def _dotted(clean: date) -> str:
    month = "jan feb mrt apr mei jun jul aug sep okt nov dec"[4 * clean.month - 4 :][:3]
    return f"{clean.day} {month}. {clean.year}"


def _short(clean: date) -> str:
    return f"{clean.day}-{clean.month}-{clean:%y}"


def _comma(clean: float) -> str:
    return f"{clean:g}".replace(".", ",")


def _euro(clean: float) -> str:
    whole, cents = f"{clean:,.2f}".split(".")
    return f"€ {whole.replace(',', '.')},{cents}"


DIRT: dict[str, tuple[Dirt, ...]] = {
    "cpv": (
        Dirt(2, "BSN", "BSN as a number", _as_number),
        Dirt(5, "AGB", "lost zero", _as_number),
        Dirt(11, "AGB", "lost zero", _as_number),
        Dirt(3, "Productcategorie", "lost zero", _as_number),
        Dirt(8, "Productcategorie", "lost zero", _as_number),
        Dirt(1, "Datum aanvraag", "date as text", _short),
        Dirt(7, "Geboortedatum", "date as text", _dotted),
        Dirt(13, "Ingangsdatum", "date as text", lambda clean: f"{clean:%Y-%m-%d}"),
        Dirt(16, "Geboortedatum", "date as text", lambda clean: f"{clean:%d/%m/%Y}"),
        Dirt(0, "Volume", "decimal comma", lambda clean: _comma(clean + 0.25)),
        Dirt(0, "Uren p/w", "decimal comma", lambda clean: _comma(clean + 0.25)),
        Dirt(10, "Aanbieder", "no-break space", lambda clean: clean.replace(" ", _NBSP) + _NBSP),
        Dirt(17, "Verwijzer type", "alias", _becomes("BJJ")),
        Dirt(20, "Verwijzer type", "alias", _becomes("BJK")),
        Dirt(22, "Verwijzer naam", "alias", _becomes("Buurteams Jeugd en Gezin")),
        Dirt(12, "Achternaam", "name in one cell", _becomes("Zilverroos, F. van")),
        Dirt(12, "Voorletters", "name in one cell", _becomes(None)),
        Dirt(14, "BSN", "fails the elfproef", _becomes("999900014")),
        Dirt(30, "Geboortedatum", "no such date", _becomes("31-02-2015")),
        Dirt(25, "Opmerking", "error cell", _becomes("#N/A")),
        Dirt(18, "Spoed", "yes in another spelling", _becomes("x")),
        Dirt(27, "Volume", "several values in a cell", _becomes("2x 3 uur")),
        Dirt(27, "Uren p/w", "several values in a cell", _becomes(None)),
        Dirt(23, "Overdracht", "missing text", _becomes(None)),
        Dirt(28, "Alternatieven", "missing text", _becomes(None)),
        Dirt(35, "Basishulp", "missing text", _becomes(None)),
        Dirt(37, "Hulpvraag", "missing text", _becomes(None)),
        Dirt(6, "Volume", "huisarts gives no volume", _becomes(None)),
        Dirt(6, "Uren p/w", "huisarts gives no volume", _becomes(None)),
    ),
    "zbo": (
        Dirt(1, "Datum aanvraag", "date as text", _short),
        Dirt(4, "Geboortedatum", "date as text", _dotted),
        Dirt(2, "AGB", "lost zero", _as_number),
        Dirt(3, "Uren ZBO", "decimal comma", lambda clean: _comma(clean + 0.25)),
        Dirt(3, "Volume", "decimal comma", lambda clean: _comma(clean + 0.25)),
        Dirt(3, "Uren p/w", "decimal comma", lambda clean: _comma(clean + 0.25)),
        Dirt(6, "School", "no-break space", lambda clean: clean.replace(" ", _NBSP)),
        Dirt(8, "BRIN", "lower case", lambda clean: clean.lower()),
        Dirt(9, "Verwijzer type", "alias", _becomes("BJJG")),
        Dirt(12, "BSN", "fails the elfproef", _becomes("999900015")),
        Dirt(15, "Opmerking", "error cell", _becomes("#VALUE!")),
        Dirt(19, "Einddatum", "no such date", _becomes("31-06-2027")),
        Dirt(21, "Inzet thuis", "missing text", _becomes(None)),
        Dirt(26, "Ondersteuning school", "missing text", _becomes(None)),
    ),
    "doorbraak": (
        Dirt(0, "Jaarbedrag (€)", "euro text", _euro),
        Dirt(5, "Jaarbedrag (€)", "euro text", _euro),
        Dirt(7, "Gedeclareerd bedrag", "euro text", _euro),
        Dirt(3, "Jaaruren", "decimal comma", lambda clean: _comma(clean + 0.25)),
        Dirt(9, "Ingangsdatum", "date as text", _dotted),
        Dirt(14, "Ingangsdatum", "date as text", _short),
        Dirt(11, "AGB", "lost zero", _as_number),
        Dirt(22, "AGB", "lost zero", _as_number),
        Dirt(31, "Geldzorgen", "yes in another spelling", _becomes("J")),
        Dirt(33, "Verblijf j/n", "no in another spelling", _becomes("N")),
        Dirt(40, "BSN", "fails the elfproef", _becomes("999900016")),
        Dirt(58, "Gedeclareerde uren", "error cell", _becomes("#REF!")),
        Dirt(66, "Einddatum", "no such date", _becomes("30-02-2026")),
        Dirt(72, "Aanbieder", "no-break space", lambda clean: clean.replace(" ", _NBSP) + " "),
    ),
}
REPEATED = {"cpv": (39, 19), "zbo": (29, 10), "doorbraak": (119, 50)}
"""Per list the row that is a copy of an earlier row: (copy, original)."""


@dataclass(frozen=True)
class Layout:
    """How a list is dressed: titles above, blank and subtotal rows between, the sum below."""

    sheet: str
    titles: tuple[str, ...]
    columns: tuple[str, ...]
    blank_before: int
    subtotal_before: int | None
    summed: str


LAYOUTS = {
    "cpv": Layout(
        "Aanvragen CPV",
        ("Commissie Passende Verwijzing: aanvragen najaar 2026", "Voorbeeld, alles is verzonnen"),
        CPV_COLUMNS,
        21,
        None,
        "Uren p/w",
    ),
    "zbo": Layout(
        "ZBO-aanvragen",
        ("Aanvragen Zorg Binnen Onderwijs, schooljaar 2026-2027", "Voorbeeld, alles is verzonnen"),
        ZBO_COLUMNS,
        14,
        16,
        "Uren ZBO",
    ),
    "doorbraak": Layout(
        "Zorgregels",
        ("Zorgregels voor het Doorbraakteam", "Voorbeeld, alles is verzonnen"),
        DOORBRAAK_COLUMNS,
        60,
        None,
        "Jaaruren",
    ),
}
ROWS = {"cpv": cpv, "zbo": zbo, "doorbraak": doorbraak}


def soiled(name: str) -> list[Row]:
    """Return the rows of a list with its repeated row and its dirt."""
    rows = ROWS[name]()
    for dirt in DIRT[name]:
        rows[dirt.row][dirt.column] = dirt.soil(rows[dirt.row].get(dirt.column))
    copy, original = REPEATED[name]
    rows[copy] = dict(rows[original])
    return rows


def _sum(rows: Sequence[Row], column: str) -> float:
    return sum(row[column] for row in rows if isinstance(row.get(column), float))


def _put(sheet: Worksheet, row: int, columns: Sequence[str], values: Row) -> None:
    for index, column in enumerate(columns, start=1):
        value = values.get(column)
        if value is None:
            continue
        cell = sheet.cell(row, index, value)
        if isinstance(value, date):
            cell.number_format = "dd-mm-yyyy"
        elif isinstance(value, float):
            cell.number_format = '"€" #,##0.00' if "edrag" in column else "0.0#"


def _heading(sheet: Worksheet, layout: Layout) -> int:
    """Write titles and headings; return the row of the headings."""
    for number, title in enumerate(layout.titles, start=1):
        sheet.cell(number, 1, title).font = Font(
            name="Calibri", bold=number == 1, size=14 if number == 1 else 10
        )
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=6)
    header = len(layout.titles) + 2
    for index, column in enumerate(layout.columns, start=1):
        cell = sheet.cell(header, index, column)
        cell.font = Font(name="Calibri", bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="157C68")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = sheet.cell(header + 1, 1)
    return header


def workbook(name: str) -> bytes:
    """Return the bytes of one example list: ``cpv``, ``zbo`` or ``doorbraak``."""
    layout, rows = LAYOUTS[name], soiled(name)
    book = Workbook()
    sheet = book.active
    sheet.title = layout.sheet
    for index, column in enumerate(layout.columns, start=1):
        longest = max(len(str(text)) for text in (column, *(row.get(column, "") for row in rows)))
        sheet.column_dimensions[get_column_letter(index)].width = max(9, min(longest + 3, 44))
    first, summed = layout.columns[0], layout.summed
    at = _heading(sheet, layout)
    for index, row in enumerate(rows):
        at += 1 + (index == layout.blank_before)
        if index == layout.subtotal_before:
            _put(
                sheet, at, layout.columns, {first: "Subtotaal", summed: _sum(rows[:index], summed)}
            )
            at += 1
        _put(sheet, at, layout.columns, row)
    _put(sheet, at + 1, layout.columns, {first: "Totaal", summed: _sum(rows, summed)})
    if name == "zbo":
        choices = book.create_sheet("Keuzelijst")
        choices.append(["Schooljaar"])
        choices.append(["2026-2027"])
        choices.sheet_state = "hidden"
    book.properties.creator = "Casustafel"
    book.properties.created = datetime(*_MADE)  # noqa: DTZ001 - the format holds no zone
    book.properties.title = f"{layout.titles[0]} ({COUNTED_ON:%d-%m-%Y})"
    written = io.BytesIO()
    book.save(written)
    return _without_clock(written.getvalue())


def _without_clock(data: bytes) -> bytes:
    """Return the same workbook with one fixed time everywhere, so that remaking changes nothing."""
    stamp = f"{datetime(*_MADE):%Y-%m-%dT%H:%M:%SZ}".encode()  # noqa: DTZ001
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            info = zipfile.ZipInfo(name, date_time=_MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()


def main(folder: Path) -> None:
    """Write the three lists into `folder`."""
    for name in LAYOUTS:
        folder.joinpath(f"{name}.xlsx").write_bytes(workbook(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
