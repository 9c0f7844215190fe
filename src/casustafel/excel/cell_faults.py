"""Finding the cells that readers hand over as empty although they are not.

Error cells (#N/B, #VERW!) and formulas that were never calculated come out of calamine as empty
text. An importer that trusts that loses them silently, so they are looked up here in the file
itself, by format:

- xlsx, xlsm: error cells, and formulas without a stored result;
- xlsb, xls: error cells (a formula always stores a result there);
- ods: error cells as LibreOffice marks them, and formulas without a stored result;
- csv, tsv and pasted blocks: an error is plain text there; see `take_from_text`.
"""

from collections.abc import Iterable
from pathlib import Path

from casustafel.excel import compound, faults_binary, faults_xml
from casustafel.excel.workbook_parts import DUTCH_ERRORS
from casustafel.excel.zip_parts import ZipParts

WITHOUT_VALUE = faults_xml.WITHOUT_VALUE
"""What a formula without a stored result is called; all other faults are the error as shown."""

_ZIP = b"PK\x03\x04"


def scan(path: Path, sheet_name: str) -> dict[tuple[int, int], str]:
    """Return the faulty cells of a sheet by (row, column), both from 1 as Excel shows them.

    The value is the error as Dutch Excel shows it, or `WITHOUT_VALUE`. Empty when there are none
    or the sheet is not there. Give only files that `guard.check` let pass.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head == compound.MAGIC:
        return dict(faults_binary.of_xls(path, sheet_name))
    if not head.startswith(_ZIP):
        return {}
    with ZipParts(path) as parts:
        if "content.xml" in parts.names:
            return dict(faults_xml.of_ods(parts, sheet_name))
        if any(name.lower().endswith("workbook.bin") for name in parts.names):
            return dict(faults_binary.of_xlsb(parts, sheet_name))
        return dict(faults_xml.of_xlsx(parts, sheet_name))


_SHOWN = DUTCH_ERRORS | {dutch: dutch for dutch in DUTCH_ERRORS.values()}


def take_from_text(rows: Iterable[list[object]]) -> dict[tuple[int, int], str]:
    """Empty the cells of a list in text that show an error, and return them as `scan` does."""
    faults: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            if isinstance(value, str) and value[:1] == "#" and value.strip() in _SHOWN:
                faults[number, index + 1] = _SHOWN[value.strip()]
                row[index] = ""
    return faults
