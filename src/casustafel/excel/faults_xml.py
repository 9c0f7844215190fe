"""Faulty cells and hidden rows in the XML of a sheet (Office Open XML and OpenDocument)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casustafel.excel.shape import plain_name
from casustafel.excel.text import column_number
from casustafel.excel.workbook_parts import DUTCH_ERRORS, sheet_part
from casustafel.excel.zip_parts import ZipParts

WITHOUT_VALUE = "formula-without-value"


@dataclass(slots=True)
class SheetFacts:
    """What calamine does not tell of a sheet; rows and columns count from 1."""

    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    """Cells over several rows: the first row, the first column and the last row."""


_ATTRIBUTES = rb"""((?:[^<>"'/]++|"[^"<]*+"|'[^'<]*+'|/(?!>))*+)"""
_XLSX_TAG = re.compile(
    rb"<(?:\w+:)?(?:row(?=[\s/>])" + _ATTRIBUTES + rb"/?>"
    rb"|c(?=[\s/>])" + _ATTRIBUTES + rb"(?:/>|>(.*?)</(?:\w+:)?c>))",
    re.DOTALL,
)
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_KIND = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s(?:[^<>]*?\s)?hidden\s*=\s*["'](?:1|true)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?(?:/>|>([^<]*)<)")
# A program writes all its cells in one way. In the usual way each cell tells its place, so that
# pieces without faults can be skipped unread.
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>][^>]*")
_LAST_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)[\s>]")


def of_xlsx(parts: ZipParts, sheet_name: str, facts: SheetFacts) -> None:
    """Find the faulty cells and hidden rows of a sheet."""
    part = sheet_part(parts, sheet_name, "xml")
    if part is None:
        return
    row = column = 0
    usual = None
    for piece in _whole_cells(parts.pieces(part)):
        if b"hidden" in piece:
            facts.hidden_rows += len(_HIDDEN_ROW.findall(piece))
        if usual is None and (cell := _ANY_CELL.search(piece)):
            usual = cell.group().startswith(b'<c r="')
        if usual and b"<f" not in piece and b't="e"' not in piece:
            continue
        for match in _XLSX_TAG.finditer(piece):
            row_attributes, attributes, content = match.groups()
            if row_attributes is not None:
                place = _PLACE.search(row_attributes)
                row, column = int(place.group(2)) if place else row + 1, 0
                continue
            place = _PLACE.search(attributes)
            if place:
                row, column = int(place.group(2)), column_number(place.group(1))
            else:
                column += 1
            fault = _fault(attributes, content or b"")
            if fault:
                facts.faults[row, column] = fault


def _fault(attributes: bytes, content: bytes) -> str | None:
    found = _KIND.search(attributes)
    kind = found.group(1) if found else b""
    value = _VALUE.search(content)
    if kind == b"e":
        text = (value.group(1) or b"").decode("utf-8", "replace") if value else ""
        return DUTCH_ERRORS.get(text, text or DUTCH_ERRORS["#VALUE!"])
    if not _FORMULA.search(content) or (value and value.group(1)):
        return None
    # A formula that gives an empty text stores an empty result of the kind "str".
    return None if kind == b"str" and value else WITHOUT_VALUE


def _whole_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces that end before a cell or a row, so that no cell is cut in two."""
    rest = b""
    for piece in pieces:
        data = rest + piece
        end = max(data.rfind(b"<c "), data.rfind(b"<row"))
        if end <= 0:
            end = max((m.start() for m in _LAST_CELL.finditer(data)), default=0)
        yield data[:end]
        rest = data[end:]
    yield rest


_ODS_TAG = re.compile(
    rb"<(?:\w+:)?(?:(table|table-row)(?=[\s/>])" + _ATTRIBUTES + rb"/?>"
    rb"|(?:covered-)?table-cell(?=[\s/>])" + _ATTRIBUTES + rb"(/?)>)"
)
_ODS_NAME = re.compile(rb"""table:name\s*=\s*["']([^"'<]*)["']""")
_ODS_HIDDEN = re.compile(rb"""visibility\s*=\s*["'](?:collapse|filter)["']""")
_ODS_SPANNED = re.compile(rb"""number-rows-spanned\s*=\s*["'](\d{1,7})["']""")
_ODS_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d+)["']""")
_ODS_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d+)["']""")
_ODS_ERROR = re.compile(rb"""calcext:value-type\s*=\s*["']error["']""")
_ODS_TEXT = re.compile(rb"\s*<text:p[^>]*>([^<]*)<")
_ODS_MARKS = (b"error", b":formula", b"visibility", b"rows-spanned")


def of_ods(parts: ZipParts, sheet_name: str, facts: SheetFacts) -> None:
    """Find the faulty cells, hidden rows and merged cells of an OpenDocument sheet."""
    content = b"".join(parts.pieces("content.xml"))
    if not any(mark in content for mark in _ODS_MARKS):
        return
    inside, row, rows, column = False, 0, 1, 1
    for match in _ODS_TAG.finditer(content):
        tag, outer, attributes, _ = match.groups()
        if tag == b"table":
            name = _ODS_NAME.search(outer)
            inside = name is not None and plain_name(name.group(1)) == sheet_name
            row, rows = 0, 1
        elif tag == b"table-row":
            row, column = row + rows, 1
            rows = _number(_ODS_ROWS, outer)
            if inside and _ODS_HIDDEN.search(outer):
                facts.hidden_rows += rows
        elif inside:
            if fault := _ods_fault(attributes, content, match.end()):
                facts.faults[row, column] = fault
            if (spanned := _number(_ODS_SPANNED, attributes)) > 1:
                facts.merged.append((row, column, row + spanned - 1))
            column += _number(_ODS_COLUMNS, attributes)


def _ods_fault(attributes: bytes, content: bytes, after: int) -> str | None:
    if _ODS_ERROR.search(attributes):
        found = _ODS_TEXT.match(content, after)
        text = plain_name(found.group(1)) if found else ""
        return DUTCH_ERRORS.get(text, text or DUTCH_ERRORS["#VALUE!"])
    if b":formula=" in attributes and b"office:value-type" not in attributes:
        return WITHOUT_VALUE
    return None


def _number(attribute: re.Pattern[bytes], attributes: bytes) -> int:
    found = attribute.search(attributes)
    return int(found.group(1)) if found else 1
