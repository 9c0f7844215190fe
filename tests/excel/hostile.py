"""Files that are broken or meant to harm, made by the tests themselves."""

import io
import struct
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plain_book() -> bytes:
    """A small sound workbook."""
    book = Workbook()
    book.active.append(["BSN", "Achternaam", "Aanbieder"])
    book.active.append(["999900006", "Zilverroos", "Rivierzorg"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(changed: Mapping[str, bytes], book: bytes | None = None) -> bytes:
    """The sound workbook with some parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book or plain_book())) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in changed:
                target.writestr(name, source.read(name))
        for name, data in changed.items():
            target.writestr(name, data)
    return out.getvalue()


def with_sheet(rows: bytes) -> bytes:
    """The sound workbook with these rows as the XML of its sheet."""
    xml = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'.encode()
    return with_parts({SHEET: xml + rows + b"</sheetData></worksheet>"})


def ods(content: bytes, manifest: bytes = b"<manifest/>") -> bytes:
    """An OpenDocument sheet with this content of its only table."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("META-INF/manifest.xml", manifest)
        target.writestr(
            "content.xml",
            b'<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t">'
            b'<office:body><office:spreadsheet><table:table table:name="Blad1">'
            + content
            + b"</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def lying_about_size(book: bytes, name: str, size: int) -> bytes:
    """The same workbook whose directory declares another unpacked size for one part."""
    data = bytearray(book)
    with zipfile.ZipFile(io.BytesIO(book)) as source:
        offset = source.getinfo(name).header_offset
    data[offset + 22 : offset + 26] = size.to_bytes(4, "little")
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = int.from_bytes(data[at + 28 : at + 30], "little")
        if data[at + 46 : at + 46 + length] == name.encode():
            data[at + 24 : at + 28] = size.to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes], *, circle: bool = False) -> bytes:
    """An OLE compound file with these streams, each padded to the size of a regular stream."""
    table, sectors = [_FAT, _END], []
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for name, content in streams.items():
        data = content.ljust(4096, b"\0")
        data = data.ljust(-(-len(data) // 512) * 512, b"\0")
        first, count = len(table), len(data) // 512
        table += [*range(first + 1, first + count), first if circle else _END]
        sectors.append(data)
        following = len(entries) + 1 if len(entries) < len(streams) else _FREE
        entries.append(_entry(name, 2, first, len(data), following=following))
    table += [_FREE] * (128 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, _END, 0, _END, 0),
        *(0, *[_FREE] * 108),
    )
    directory = b"".join(entries).ljust(512, b"\0")
    return header + struct.pack("<128I", *table) + directory + b"".join(sectors)


def _entry(
    name: str, kind: int, first: int, size: int, *, following: int = _FREE, child: int = _FREE
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = (_FREE, following, child)
    return struct.pack("<64sHBBIII36xIIxxxx", text, len(text), kind, 1, *links, first, size)


def biff(*records: tuple[int, bytes]) -> bytes:
    """The records of an old binary workbook."""
    return b"".join(struct.pack("<HH", number, len(data)) + data for number, data in records)


def parts_of(book: bytes) -> dict[str, bytes]:
    """All parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(book)) as source:
        return {name: source.read(name) for name in source.namelist()}
