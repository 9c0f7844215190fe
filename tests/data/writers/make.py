"""One list of 40 rows, written by ten writers: `python tests/data/writers/make.py [WRITER...]`.

Needs the writers themselves, which the tests do not: openpyxl, XlsxWriter, xlwt, odfpy and
pyexcelerate from the Python index; exceljs, xlsx and xlsx-populate where `node` finds them
(NODE_PATH); `soffice` and `ssconvert`. Run it again only for a writer that changed. People and
providers are invented; the BSNs come from the test range.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HEADER = [
    *("Kenmerk", "Datum aanvraag", "BSN", "Achternaam", "Geboortedatum", "Postcode", "Aanbieder"),
    *("AGB", "Toewijzingnr", "Ingangsdatum", "Uren p/w", "Spoed", "Opmerking"),
]
_NAMES = ("Zilverroos", "Aydé", "Şahin", "Wałęsa", "O'Neill & Zn", "van der <Berg>")
_REMARKS = ("", "Eerst dit; en dat", 'zei "ja"', "twee\nregels", "€ 5, 10 %", None)


def bsns(count: int) -> list[str]:
    """Return the first BSNs of the test range that pass the elfproef."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    found = []
    for number in range(999900006, 999999991):
        digits = map(int, str(number))
        if sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0:
            found.append(str(number))
        if len(found) == count:
            break
    return found


def rows() -> list[list[Any]]:
    """Return the rows: texts, numbers, real dates, blanks, and cells of several lines."""
    return [
        [
            f"W-{at:03d}", date(2026, 9, 1) + timedelta(days=at), bsn if at % 2 else int(bsn),
            _NAMES[at % 6], date(2012, 1, 1) + timedelta(days=61 * at), f"65{at + 10} AB",
            "Rivierzorg" if at % 3 else "Klein Begin", f"035100{at + 10}" if at % 2 else 3510010 + at,
            410_000_000 + at, date(2026, 12, 1) if at % 5 else None, (at % 9) + 0.5,
            "ja" if at % 4 == 0 else "nee", _REMARKS[at % 6],
        ]
        for at, bsn in enumerate(bsns(40))
    ]  # fmt: skip


def by_openpyxl(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in [HEADER, *rows()]:
        book.worksheets[0].append(row)
    book.save(path)


def by_xlsxwriter(path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet("Lijst")
        for at, row in enumerate([HEADER, *rows()]):
            sheet.write_row(at, 0, row)


def by_xlwt(path: Path) -> None:
    from xlwt import Workbook, easyxf

    book = Workbook()
    sheet = book.add_sheet("Lijst")
    day = easyxf(num_format_str="DD-MM-YYYY")
    for at, row in enumerate([HEADER, *rows()]):
        for column, value in enumerate(row):
            if value is not None:
                style = (day,) if isinstance(value, date) else ()
                sheet.write(at, column, value, *style)
    book.save(str(path))


def by_odfpy(path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name="Lijst")
    for row in [HEADER, *rows()]:
        line = TableRow()
        for value in row:
            if isinstance(value, date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            elif isinstance(value, int | float):
                cell = TableCell(valuetype="float", value=value)
            else:
                cell = TableCell(valuetype="string") if value else TableCell()
                for text in (value or "").split("\n") if value else ():
                    cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))


def by_pyexcelerate(path: Path) -> None:
    from pyexcelerate import Workbook

    book = Workbook()
    book.new_sheet("Lijst", data=[HEADER, *rows()])
    book.save(str(path))


_NODE = """
const data = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const day = (text) => new Date(text + 'T00:00:00Z');
const value = (cell) => cell && cell.day ? day(cell.day) : cell;
const rows = data.map((row) => row.map(value));
"""
_EXCELJS = """
const book = new (require('exceljs').Workbook)();
const sheet = book.addWorksheet('Lijst');
rows.forEach((row) => sheet.addRow(row));
book.xlsx.writeFile(process.argv[1]);
"""
_SHEETJS = """
const XLSX = require('xlsx');
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows, {cellDates: false}), 'Lijst');
XLSX.writeFile(book, process.argv[1]);
"""
_POPULATE = """
require('xlsx-populate').fromBlankAsync().then((book) => {
  book.sheet(0).cell('A1').value(rows.map((row) => row.map((one) => one === null ? undefined : one)));
  rows.forEach((row, y) => row.forEach((one, x) => {
    if (one instanceof Date) book.sheet(0).row(y + 1).cell(x + 1).style('numberFormat', 'dd-mm-yyyy');
  }));
  return book.toFileAsync(process.argv[1]);
});
"""


def _by_node(script: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        cells = [
            [{"day": one.isoformat()} if isinstance(one, date) else one for one in row]
            for row in [HEADER, *rows()]
        ]
        given = json.dumps(cells)
        command = ["node", "-e", _NODE + script, str(path)]
        subprocess.run(command, input=given, text=True, check=True, env={**_environment(), "TZ": "UTC"})

    return write


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


def _text_list(path: Path) -> Path:
    target = path.with_suffix(".tmp.csv")
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows()])
    return target


def by_libreoffice(path: Path) -> None:
    """Let LibreOffice open the list of openpyxl and write it as its own."""
    source = HERE / "openpyxl.xlsx"
    command = ["soffice", "--headless", "--convert-to", "ods", "--outdir", str(HERE / "t"), str(source)]
    subprocess.run(command, check=True)
    (HERE / "t" / "openpyxl.ods").replace(path)
    (HERE / "t").rmdir()


def by_gnumeric(path: Path) -> None:
    """Let Gnumeric open the list of openpyxl and write it as its own."""
    subprocess.run(["ssconvert", str(HERE / "openpyxl.xlsx"), str(path)], check=True)


WRITERS: dict[str, Callable[[Path], None]] = {
    "openpyxl.xlsx": by_openpyxl,
    "xlsxwriter.xlsx": by_xlsxwriter,
    "xlwt.xls": by_xlwt,
    "odfpy.ods": by_odfpy,
    "pyexcelerate.xlsx": by_pyexcelerate,
    "libreoffice.ods": by_libreoffice,
    "gnumeric.xlsx": by_gnumeric,
    "exceljs.xlsx": _by_node(_EXCELJS),
    "sheetjs.xlsx": _by_node(_SHEETJS),
    "xlsx-populate.xlsx": _by_node(_POPULATE),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or WRITERS:
        WRITERS[name](HERE / name)
