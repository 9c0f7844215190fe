"""A workbook that Excel opens and our reader does not, put right in memory.

The reader knows a workbook by one name only, reads UTF-8 only, and believes what a sheet says of
its own size. None of these is damage. It lays
out all sheets of some formats at once, so those that reach too far are emptied first.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from olefile import OleFileIO

from casustafel.domain.errors import FileError
from casustafel.excel import biff, compound, shape
from casustafel.excel.guard import in_eight_bits
from casustafel.excel.workbook_parts import relations, workbook_part
from casustafel.excel.zip_parts import ZipParts

_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^>]*?(?:/>|>\s*</(?:\w+:)?dimension\s*>)")
_ENCODING = re.compile(rb"""(<\?xml[^>]*?\bencoding\s*=\s*["'])[^"']*""")
_HEAD = 64 * 1024


def mended(path: Path) -> bytes | None:
    """Return an Office Open XML workbook that the reader can take; None for any other file.

    Give only files that `guard.check` let pass. Only what holds the list comes along. Raises
    FileError for parts that are damaged.
    """
    try:
        parts = ZipParts(path)
    except FileError:
        return None
    with parts:
        workbook = workbook_part(parts, "xml")
        if workbook is None:
            return None
        folder, name = posixpath.split(workbook)
        own = parts.find(posixpath.join(folder, "_rels", f"{name}.rels"))
        taken = {part for _, part in relations(parts, workbook).values()}
        taken |= {one for one in parts.names if one.lower().endswith((".rels", "_types].xml"))}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for part in sorted(taken | {workbook}):
                renamed = part
                if part in (workbook, own):
                    usual = part.rpartition("/")[2].replace(name, "workbook.xml")
                    renamed = posixpath.join(posixpath.dirname(part), usual)
                data = b"".join(in_eight_bits(parts.pieces(part)))
                head = _ENCODING.sub(rb"\1UTF-8", _DIMENSION.sub(b"", data[:_HEAD]), count=1)
                data = head + data[_HEAD:]
                if part.lower() == "_rels/.rels":
                    data = data.replace(name.encode(), b"workbook.xml")
                target.writestr(renamed, data)
    return out.getvalue()


def without(path: Path, far: Mapping[str, FileError]) -> bytes:
    """Return a workbook in which the sheets that reach too far hold nothing (`guard.check`).

    Raises FileError where that cannot be done.
    """
    with path.open("rb") as stream:
        old = stream.read(8) == compound.MAGIC
    return _emptied_xls(path, far) if old else _emptied_ods(path, far)


def _emptied_ods(path: Path, far: Mapping[str, FileError]) -> bytes:
    out = io.BytesIO()
    with ZipParts(path) as parts, zipfile.ZipFile(out, "w") as target:
        content = b"".join(in_eight_bits(parts.pieces("content.xml")))
        content = _ENCODING.sub(rb"\1UTF-8", content, count=1)
        kept, at = [], 0
        for table in shape.ODS_TABLE.finditer(content):
            end = content.find(b"</" + table[1] + b">", table.end())
            if table.end() > at and end >= 0 and shape.table_name(table[2]) in far:
                kept.append(content[at : table.end()])
                at = end
        target.writestr("mimetype", parts.read("mimetype", 64))
        target.writestr("META-INF/manifest.xml", b"".join(parts.pieces("META-INF/manifest.xml")))
        target.writestr("content.xml", b"".join([*kept, content[at:]]))
    return out.getvalue()


def _emptied_xls(path: Path, far: Mapping[str, FileError]) -> bytes:
    """A sheet ends for a reader at the first record that says so: it is written behind its head."""
    book = io.BytesIO(path.read_bytes())
    with OleFileIO(book, write_mode=True) as file:
        for name in compound.WORKBOOKS:
            if not file.exists(name):
                continue
            records = bytearray(file.openstream(name).read())
            for at, sheet in biff.sheets(bytes(records)).items():
                if not records.startswith(biff.BEGIN.to_bytes(2, "little"), at):
                    raise next(iter(far.values()))
                if sheet in far:
                    behind = at + 4 + int.from_bytes(records[at + 2 : at + 4], "little")
                    records[behind : behind + 4] = biff.END.to_bytes(4, "little")
            try:
                file.write_stream(name, bytes(records))
            except (NotImplementedError, ValueError, OSError) as error:
                raise next(iter(far.values())) from error
        return book.getvalue()
