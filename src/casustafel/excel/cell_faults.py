"""Finding the cells that readers hand over as empty although they are not.

Error cells (#N/B, #VERW!) and formulas that were never calculated come out of calamine as empty
text. An importer that trusts that loses them silently, so they are looked up here in the file
itself, by format:

- xlsx, xlsm: error cells, and formulas without a stored result;
- xlsb, xls: error cells (a formula always stores a result there);
- ods: error cells as LibreOffice marks them, and formulas without a stored result;
- csv, tsv and pasted blocks: an error is plain text there; see `text_lists`.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from casustafel.excel import biff, compound, faults_xml
from casustafel.excel.faults_xml import SheetFacts
from casustafel.excel.shape import xlsb_records
from casustafel.excel.workbook_parts import error_by_number, sheet_part
from casustafel.excel.zip_parts import ZipParts

WITHOUT_VALUE = faults_xml.WITHOUT_VALUE
"""What a formula without a stored result is called; errors are called as they are shown."""

_ZIP = b"PK\x03\x04"


def scan(path: Path, sheet_name: str, content: bytes | None = None) -> SheetFacts:
    """Return the faulty cells, hidden rows and merged cells of a sheet.

    A fault is the error as Dutch Excel shows it, or `WITHOUT_VALUE`. There are none where the
    sheet is not there. Give only files that `guard` let pass; `content` stands in for the file.
    """
    facts = SheetFacts()
    with path.open("rb") as file:
        head = file.read(8)
    if head == compound.MAGIC:
        facts.faults.update(of_xls(path, sheet_name))
    if not head.startswith(_ZIP):
        return facts
    with ZipParts(path, content) as parts:
        if "content.xml" in parts.names:
            faults_xml.of_ods(parts, sheet_name, facts)
        else:
            faults_xml.of_xlsx(parts, sheet_name, facts)
            facts.faults.update(of_xlsb(parts, sheet_name))
    return facts


_SPECIAL_RESULT, _RESULT_IS_ERROR = 0xFFFF, 2

_XLSB_ROW, _XLSB_ERROR, _XLSB_FORMULA_ERROR = 0, 3, 11

Fault = tuple[tuple[int, int], str]


def of_xls(path: Path, sheet_name: str) -> Iterator[Fault]:
    """Yield ((row, column), error) of a sheet of an .xls workbook."""
    workbook = compound.workbook_stream(path)
    at = next((at for at, name in biff.sheets(workbook).items() if name == sheet_name), None)
    if at is None:
        return
    for _, number, data in biff.records(workbook, at):
        if number == biff.END:
            return
        if number == biff.BOOLEAN_OR_ERROR and len(data) >= 8 and data[7]:
            row, column = struct.unpack_from("<HH", data)
            yield (row + 1, column + 1), error_by_number(data[6])
        elif number == biff.FORMULA and len(data) >= 14:
            row, column, _, kind, value, special = struct.unpack_from("<HHHBxBxxxH", data)
            if special == _SPECIAL_RESULT and kind == _RESULT_IS_ERROR:
                yield (row + 1, column + 1), error_by_number(value)


def of_xlsb(parts: ZipParts, sheet_name: str) -> Iterator[Fault]:
    """Yield ((row, column), error) of a sheet of an .xlsb workbook."""
    part = sheet_part(parts, sheet_name, "bin")
    row = 0
    for number, data in xlsb_records(parts.pieces(part)) if part else ():
        if number == _XLSB_ROW and len(data) >= 4:
            row = int.from_bytes(data[:4], "little")
        elif number in (_XLSB_ERROR, _XLSB_FORMULA_ERROR) and len(data) >= 9:
            column = int.from_bytes(data[:4], "little")
            yield (row + 1, column + 1), error_by_number(data[8])
