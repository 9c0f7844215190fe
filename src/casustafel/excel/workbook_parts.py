"""Which part of an Office Open XML workbook holds a sheet, and what errors are called."""

import posixpath
from xml.etree import ElementTree

from casustafel.excel import limits
from casustafel.excel.zip_parts import ZipParts

_RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONSHIP_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

DUTCH_ERRORS = {
    "#N/A": "#N/B",
    "#VALUE!": "#WAARDE!",
    "#REF!": "#VERW!",
    "#DIV/0!": "#DEEL/0!",
    "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!",
    "#NULL!": "#LEEG!",
    "#SPILL!": "#OVERLOOP!",
    "#CALC!": "#BEREKENEN!",
    "#GETTING_DATA": "#GEGEVENS_OPHALEN",
}
"""Errors as files hold them, and as Dutch Excel shows them."""

_ERROR_NUMBERS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def error_by_number(number: int) -> str:
    """Return an error of a binary workbook as Dutch Excel shows it ([MS-XLS] 2.5.10)."""
    return DUTCH_ERRORS[_ERROR_NUMBERS.get(number, "#VALUE!")]


def workbook_part(parts: ZipParts, extension: str) -> str | None:
    """Return the name of the part that lists the sheets; `extension` is ``xml`` or ``bin``."""
    ending = f"workbook.{extension}"
    return next((name for name in parts.names if name.lower().endswith(ending)), None)


def sheet_part(parts: ZipParts, sheet_name: str) -> str | None:
    """Return the part of the sheet with this name in an xlsx or xlsm workbook."""
    workbook = workbook_part(parts, "xml")
    if workbook is None:
        return None
    root = _root(parts, workbook)
    for element in root.iter():
        if element.tag.rpartition("}")[2] == "sheet" and element.get("name") == sheet_name:
            found = element.get(_RELATIONSHIP_ID) or element.get(_STRICT_RELATIONSHIP_ID)
            return related_part(parts, workbook, found or "")
    return None


def related_part(parts: ZipParts, workbook: str, relationship: str) -> str | None:
    """Return the part that a relationship of the workbook points to."""
    folder, name = posixpath.split(workbook)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in parts.names:
        return None
    root = _root(parts, listing)
    for element in root.iter():
        if element.get("Id") == relationship:
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target") or ""))
            part = target.removeprefix("/")
            return part if part in parts.names else None
    return None


def _root(parts: ZipParts, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(parts.read(name, limits.MAX_RICH_TEXT_BYTES))
    except ElementTree.ParseError as error:
        raise parts.damage() from error
