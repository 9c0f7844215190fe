"""OLE compound files: .xls workbooks, and the wrapping of workbooks with a password ([MS-CFB]).

olefile reads them. What it lets pass is looked for here: a chain of sectors that runs in a circle
makes the next reader collect it for ever.
"""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from olefile import OleFileIO

from casustafel.domain.errors import FileError
from casustafel.excel import biff

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_LOCKED_WHOLE = ("EncryptedPackage", "EncryptionInfo")
WORKBOOKS = ("Workbook", "Book")


def check(path: Path) -> dict[str, FileError]:
    """Refuse a compound file that is no .xls, has a password, or is damaged. Raises FileError.

    Return the sheets that reach too far.
    """
    far: dict[str, FileError] = {}
    with _opened(path) as file:
        if any(file.exists(name) for name in _LOCKED_WHOLE):
            raise FileError("file-password", file=path.name)
        names = [name for name in WORKBOOKS if file.exists(name)]
        if not names and file.parsing_issues:
            raise ValueError("directory breaks off")
        if not names:
            raise FileError("file-no-spreadsheet", file=path.name)
        for name in names:
            content = file.openstream(name).read()
            if len(content) < file.get_size(name):
                raise ValueError("stream breaks off")
            far |= biff.check(content, path.name)
        _check_chains(file)
    return far


def workbook_stream(path: Path) -> bytes:
    """Return the records of an .xls workbook that `check` let pass."""
    with _opened(path) as file:
        name = next((name for name in reversed(WORKBOOKS) if file.exists(name)), None)
        return bytes(file.openstream(name).read()) if name else b""


@contextmanager
def _opened(path: Path) -> Iterator[OleFileIO]:
    """Open a compound file, and answer what olefile raises over damage."""
    try:
        with OleFileIO(io.BytesIO(path.read_bytes())) as file:
            yield file
    except (OSError, struct.error, IndexError, ValueError, OverflowError) as error:
        raise FileError("file-cut-off", file=path.name) from error


def _check_chains(file: OleFileIO) -> None:
    """Raise ValueError for chains that run in a circle."""
    starts = [(file.fat, file.first_dir_sector), (file.fat, file.first_mini_fat_sector)]
    for entry in file.direntries:
        if entry is not None and entry.size:
            starts.append((file.minifat if entry.is_minifat else file.fat, entry.isectStart))
    for following, sector in starts:
        for _ in range(len(following or ()) + 1):
            if following is None or sector >= len(following):
                break
            sector = following[sector]
        else:
            raise ValueError("circle")
    table, seen = file.first_difat_sector, set[int]()
    while table < _LAST_SECTOR:
        if table in seen:
            raise ValueError("circle")
        seen.add(table)
        table = int.from_bytes(file.getsect(table)[-4:], "little")
