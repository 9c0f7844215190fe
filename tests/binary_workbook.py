"""A writer of the smallest binary workbook (.xlsb), since no program at hand writes one.

[MS-XLSB] 2.1.4: a record is its number and its size, seven bits a byte, and its data.
"""

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

_CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/>
</Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="{target}"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>
</Relationships>"""
_NOT_AVAILABLE = 0x2A

Cell = str | float | None | type[ValueError]
"""ValueError itself stands for a cell with #N/B."""


def _record(number: int, data: bytes = b"") -> bytes:
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    size, sizes = len(data), bytearray()
    while True:
        sizes.append(size & 0x7F | (0x80 if size > 0x7F else 0))
        size >>= 7
        if not size:
            return head + bytes(sizes) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(column: int, value: Cell) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, str):
        return _record(6, place + _wide(value))
    if isinstance(value, int | float):
        return _record(5, place + struct.pack("<d", value))
    return b"" if value is None else _record(3, place + bytes([_NOT_AVAILABLE]))


def _sheet(rows: Sequence[Sequence[Cell]]) -> bytes:
    width = max(len(row) for row in rows)
    out = _record(129) + _record(148, struct.pack("<4I", 0, len(rows) - 1, 0, width - 1))
    out += _record(145)
    for number, row in enumerate(rows):
        out += _record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        out += b"".join(_cell(column, value) for column, value in enumerate(row))
    return out + _record(146) + _record(130)


def write(path: Path, name: str, rows: Sequence[Sequence[Cell]], chart: str = "") -> Path:
    """Write one sheet; before it a chart on a sheet of its own, if its name is given."""
    sheet = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(name))
    drawn = _record(156, struct.pack("<II", 0, 2) + _wide("rId2") + _wide(chart)) if chart else b""
    book = _record(131) + _record(143) + drawn + sheet + _record(144) + _record(132)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _CONTENT_TYPES)
        file.writestr("_rels/.rels", _RELATIONS.format(target="xl/workbook.bin", kind="x"))
        file.writestr("xl/workbook.bin", book)
        relation = _RELATIONS.format(target="worksheets/sheet1.bin", kind="worksheet")
        if chart:
            other = _RELATIONS.format(target="chartsheets/sheet1.bin", kind="chartsheet")
            own = other.replace("rId1", "rId2").rpartition("<Relationship ")[2]
            relation = relation.replace("</Relationships>", f"<Relationship {own}")
            file.writestr("xl/chartsheets/sheet1.bin", _record(129) + _record(130))
        file.writestr("xl/_rels/workbook.bin.rels", relation)
        file.writestr("xl/worksheets/sheet1.bin", _sheet(rows))
    return path
