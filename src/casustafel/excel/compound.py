"""OLE compound files: .xls workbooks, and the wrapping of workbooks with a password.

Only what is needed to tell what a file is and whether its chains of sectors end; a chain that runs
in a circle makes readers collect it for ever. Source: [MS-CFB].
"""

import struct
from pathlib import Path

from casustafel.domain.errors import FileError
from casustafel.excel import biff

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST_REGULAR = 0xFFFFFFFA
_END_OF_CHAIN = 0xFFFFFFFE
_ENTRY = 128
_STREAM = 2
_LOCKED_WHOLE = frozenset({"encryptedpackage", "encryptioninfo"})
_WORKBOOK = frozenset({"workbook", "book"})


def check(path: Path) -> None:
    """Refuse a compound file that is no .xls, has a password, or is damaged. Raises FileError."""
    try:
        file = _Compound(path.read_bytes())
        streams = file.streams()
        if _LOCKED_WHOLE & set(streams):
            raise FileError("file-password", file=path.name)
        names = _WORKBOOK & set(streams)
        if not names:
            raise FileError("file-no-spreadsheet", file=path.name)
        for name in names:
            biff.check(file.content(*streams[name]), path.name)
    except (struct.error, IndexError, ValueError) as error:
        raise FileError("file-cut-off", file=path.name) from error


def workbook_stream(path: Path) -> bytes:
    """Return the records of an .xls workbook that `check` let pass."""
    file = _Compound(path.read_bytes())
    streams = file.streams()
    return next((file.content(*streams[name]) for name in sorted(_WORKBOOK & set(streams))), b"")


class _Compound:
    """The sectors of a compound file. Raises ValueError, IndexError or struct.error on damage."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector size")
        self._sector = 1 << shift
        head = struct.unpack_from("<IIIIIIIII", data, 40)
        self._first_directory, self._cutoff = head[2], head[4]
        self._first_mini, first_difat = head[5], head[7]
        table = [n for n in struct.unpack_from("<109I", data, 76) if n < _LAST_REGULAR]
        table += self._difat(first_difat)
        self._next: list[int] = []
        for sector in table:
            self._next += struct.unpack(f"<{self._sector // 4}I", self._bytes_of(sector))
        self._mini_next: list[int] = []
        if self._first_mini < _LAST_REGULAR:
            for sector in self._chain(self._first_mini):
                self._mini_next += struct.unpack(f"<{self._sector // 4}I", self._bytes_of(sector))

    def _difat(self, sector: int) -> list[int]:
        found: list[int] = []
        seen: set[int] = set()
        while sector < _LAST_REGULAR:
            if sector in seen:
                raise ValueError("circle")
            seen.add(sector)
            numbers = struct.unpack(f"<{self._sector // 4}I", self._bytes_of(sector))
            found += [n for n in numbers[:-1] if n < _LAST_REGULAR]
            sector = numbers[-1]
        return found

    def _bytes_of(self, sector: int, *, last: bool = False) -> bytes:
        """Return a sector; only the last one of a file may be shorter, as some programs write."""
        at = (sector + 1) * self._sector
        data = self._data[at : at + self._sector]
        if not data or (len(data) < self._sector and not last):
            raise ValueError("sector past the end")
        return data.ljust(self._sector, b"\0")

    def _chain(self, sector: int, following: list[int] | None = None) -> list[int]:
        following = self._next if following is None else following
        chain: list[int] = []
        while sector != _END_OF_CHAIN:
            if sector >= len(following) or len(chain) > len(following):
                raise ValueError("chain")
            chain.append(sector)
            sector = following[sector]
        return chain

    def streams(self) -> dict[str, tuple[int, int]]:
        """Return the first sector and the size of each stream, by its name in lower case."""
        chain = self._chain(self._first_directory)
        directory = b"".join(self._bytes_of(sector) for sector in chain)
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            first, size = struct.unpack_from("<II", directory, at + 116)
            if at == 0:
                self._mini_stream = self._chain(first) if first < _LAST_REGULAR else []
            elif kind == _STREAM:
                if size >= self._cutoff and len(self._chain(first)) * self._sector < size:
                    raise ValueError("stream breaks off")
                if 0 < size < self._cutoff:
                    self._chain(first, self._mini_next)
                name = directory[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
                found[name.lower()] = (first, size)
        return found

    def content(self, first: int, size: int) -> bytes:
        """Return the bytes of a stream."""
        if size >= self._cutoff:
            chain = self._chain(first)
            return b"".join(self._bytes_of(sector, last=True) for sector in chain)[:size]
        whole = b"".join(self._bytes_of(sector, last=True) for sector in self._mini_stream)
        chain = self._chain(first, self._mini_next)
        return b"".join(whole[64 * n : 64 * n + 64] for n in chain)[:size]
