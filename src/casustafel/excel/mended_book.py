"""A workbook that Excel opens and our reader does not, put right in memory.

The reader knows a workbook by one name only, reads UTF-8 only, and believes what a sheet says of
its own size. None of these is damage.
"""

import io
import posixpath
import re
import zipfile
from pathlib import Path

from casustafel.domain.errors import FileError
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
