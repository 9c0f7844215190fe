"""Which part of an Office Open XML workbook holds a sheet, and what errors are called.

Parts are found as readers find them: whatever the case and the separators of their names.
"""

import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from casustafel.assets import asset
from casustafel.excel import limits
from casustafel.excel.shape import xlsb_records
from casustafel.excel.zip_parts import ZipParts

_XLSB_SHEET = 156
_TRUE = frozenset({"1", "true", "on"})

_ERRORS = tomllib.loads(asset("resources", "import", "errors.toml").read_text("utf-8"))

DUTCH_ERRORS: Mapping[str, str] = _ERRORS["dutch"]
"""Errors as files hold them, and as Dutch Excel shows them."""


def error_by_number(number: int) -> str:
    """Return an error of a binary workbook as Dutch Excel shows it ([MS-XLS] 2.5.10)."""
    return DUTCH_ERRORS[_ERRORS["numbers"].get(f"{number:02X}", "#VALUE!")]


def workbook_part(parts: ZipParts, extension: str) -> str | None:
    """Return the part that lists the sheets: what `_rels/.rels` names, or one of the usual name.

    `extension` is ``xml`` or ``bin``.
    """
    ending, usual = f".{extension}", f"workbook.{extension}"
    named = (target for kind, target in relations(parts, "").values() if "/officeDocument" in kind)
    for name in (*named, *parts.names):
        lower = name.lower()
        if lower.endswith(usual) or (lower.endswith(ending) and _lists_sheets(parts, name)):
            return name
    return None


def _lists_sheets(parts: ZipParts, name: str) -> bool:
    head = parts.read(name, 4096).replace(b"\0", b"")
    return re.search(rb"<(?:\w+:)?workbook\b", head) is not None


def sheet_part(parts: ZipParts, sheet_name: str, extension: str) -> str | None:
    """Return the part of the sheet with this name, if it is ``xml`` or ``bin`` as asked."""
    workbook = workbook_part(parts, extension)
    if workbook is None:
        return None
    listed = _sheets(parts, workbook) if extension == "xml" else _binary_sheets(parts, workbook)
    key = next((key for name, key in listed if name == sheet_name), "")
    return relations(parts, workbook).get(key, ("", ""))[1] or None


def is_1904(parts: ZipParts) -> bool:
    """Say whether a workbook counts its days from 1904."""
    workbook = workbook_part(parts, "xml")
    if workbook is None:
        return False
    named = (one.get("date1904", "") for one in _root(parts, workbook).iter())
    return any(value.strip() in _TRUE for value in named)


def relations(parts: ZipParts, of: str) -> dict[str, tuple[str, str]]:
    """Return (kind, part) of each relation of a part that leads to a part, by its id.

    The relations of the whole workbook are those of "".
    """
    folder, name = posixpath.split(of)
    listing = parts.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for element in _root(parts, listing).iter() if listing else ():
        target = posixpath.join("/", folder, (element.get("Target") or "").replace("\\", "/"))
        part = parts.find(posixpath.normpath(target).removeprefix("/"))
        if part is not None:
            found[element.get("Id") or ""] = (element.get("Type") or "", part)
    return found


def _sheets(parts: ZipParts, workbook: str) -> Iterator[tuple[str, str]]:
    for element in _root(parts, workbook).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            keys = (value for name, value in element.items() if name.endswith("}id"))
            yield element.get("name") or "", next(keys, "")


def _binary_sheets(parts: ZipParts, workbook: str) -> Iterator[tuple[str, str]]:
    for number, data in xlsb_records(parts.pieces(workbook)):
        if number == _XLSB_SHEET:
            relation, at = _wide_string(data, 8)
            yield _wide_string(data, at)[0], relation


def _wide_string(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int.from_bytes(data[at : at + 4], "little")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _root(parts: ZipParts, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(parts.read(name, limits.MAX_RICH_TEXT_BYTES))
    except ElementTree.ParseError as error:
        raise parts.damage() from error
