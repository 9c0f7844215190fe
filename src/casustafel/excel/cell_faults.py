"""Finding the cells that readers hand over as empty although they are not.

Error cells (#N/B, #VERW!) and formulas that were never calculated come out of calamine as empty
text. An importer that trusts that loses them silently, so they are looked up here in the file
itself, by format:

- xlsx, xlsm: error cells, and formulas without a stored result;
- xlsb, xls: error cells (a formula always stores a result there);
- ods: error cells as LibreOffice marks them, and formulas without a stored result;
- csv, tsv and pasted blocks: an error is plain text there; see `text_lists`.
"""

from pathlib import Path

from casustafel.excel import compound, faults_binary, faults_xml
from casustafel.excel.faults_xml import SheetFacts
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
        facts.faults.update(faults_binary.of_xls(path, sheet_name))
    if not head.startswith(_ZIP):
        return facts
    with ZipParts(path, content) as parts:
        if "content.xml" in parts.names:
            faults_xml.of_ods(parts, sheet_name, facts)
        else:
            faults_xml.of_xlsx(parts, sheet_name, facts)
            facts.faults.update(faults_binary.of_xlsb(parts, sheet_name))
    return facts
