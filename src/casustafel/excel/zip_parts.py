"""The parts of a zipped workbook, unpacked piece by piece within bounds.

`zipfile` believes the size that the directory declares and other readers do not, so a part is
unpacked here until its data truly ends.
"""

import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import IO

from casustafel.domain.errors import FileError
from casustafel.excel import limits

PIECE = 256 * 1024
"""Bytes that are unpacked at a time."""

_END_OF_DIRECTORY = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_LOCAL_HEADER_SIZE = 30
_ENCRYPTED = 0x1
_NAME_IN_UTF8 = 0x800


class ZipParts:
    """An open zip container. Raises FileError for what is cut off, locked or too large."""

    def __init__(self, path: Path, content: bytes | None = None) -> None:
        """`content` stands in for what lies on disk."""
        self.file = path.name
        self._unpacked = 0
        self._counted: set[str] = set()
        stream = path.open("rb") if content is None else BytesIO(content)
        self._stream: IO[bytes] = stream
        try:
            self._check_directory()
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
            stream.close()
            raise self.damage() from error
        except FileError:
            stream.close()
            raise
        infos = self._zip.infolist()
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            self.close()
            raise FileError("file-password", file=self.file)
        if sum(info.file_size for info in infos) > limits.MAX_UNPACKED_BYTES:
            self.close()
            raise self._too_large()
        self._infos = {info.filename: info for info in infos}
        self._by_key: dict[str, str] = {}
        for info in infos:
            if self._by_key.setdefault(part_key(info.filename), info.filename) != info.filename or (
                self._infos[info.filename] is not info
            ):
                # Two parts of one name: this reader would check one and the next read the other.
                self.close()
                raise FileError("file-hostile", file=self.file, part=info.filename)

    def __enter__(self) -> "ZipParts":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._zip.close()
        self._stream.close()

    def find(self, name: str) -> str | None:
        """Return a part by its name as readers find it, in any case and with any separators."""
        return self._by_key.get(part_key(name))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the directory."""
        return tuple(self._infos)

    def read(self, name: str, most: int) -> bytes:
        """Return at most the first `most` bytes of a part."""
        found = b""
        for piece in self.pieces(name):
            found += piece
            if len(found) >= most:
                break
        return found[:most]

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part in pieces of at most `PIECE` bytes.

        Raises FileError: `file-cut-off` when the data break off or their checksum is wrong,
        `file-too-large` when all that was unpacked so far passes the bound.
        """
        info = self._infos[name]
        checksum = size = 0
        for piece in self._inflated(info):
            checksum = zlib.crc32(piece, checksum)
            size += len(piece)
            if name not in self._counted:
                self._unpacked += len(piece)
            if self._unpacked > limits.MAX_UNPACKED_BYTES:
                raise self._too_large()
            yield piece
        self._counted.add(name)
        if size != info.file_size or checksum != info.CRC:
            raise self.damage()

    def _inflated(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        if info.compress_type == zipfile.ZIP_STORED:
            yield from self._packed(info)
            return
        if info.compress_type != zipfile.ZIP_DEFLATED:
            raise self.damage()
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for packed in self._packed(info):
                while packed and not inflater.eof:
                    piece = inflater.decompress(packed, PIECE)
                    packed = inflater.unconsumed_tail
                    if piece:
                        yield piece
            if rest := inflater.flush(PIECE):
                yield rest
        except zlib.error as error:
            raise self.damage() from error
        if not inflater.eof:
            raise self.damage()

    def _packed(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        stream = self._stream
        at = _data_offset(stream, info)
        if at is None:
            raise self.damage()
        left = info.compress_size
        while left:
            stream.seek(at)
            packed = stream.read(min(PIECE, left))
            if not packed:
                raise self.damage()
            at += len(packed)
            left -= len(packed)
            yield packed

    def _check_directory(self) -> None:
        """Refuse a directory that is missing or enormous, before anybody builds lists of it."""
        size = self._stream.seek(0, SEEK_END)
        self._stream.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
        tail = self._stream.read()
        at = tail.rfind(_END_OF_DIRECTORY)
        if at < 0 or len(tail) - at < _END_SIZE:
            raise self.damage()
        parts = int.from_bytes(tail[at + 10 : at + 12], "little")
        directory = int.from_bytes(tail[at + 12 : at + 16], "little")
        if parts > limits.MAX_PARTS or directory > limits.MAX_DIRECTORY_BYTES:
            raise self._too_large()

    def damage(self) -> FileError:
        """Return the error for a file that is not whole."""
        return FileError("file-cut-off", file=self.file)

    def _too_large(self) -> FileError:
        most = limits.MAX_UNPACKED_BYTES // 2**20
        return FileError("file-too-large", file=self.file, limit=most)


def ahead(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield pieces, the next of which is unpacked while this one is looked at."""
    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(next, pieces, None)
        while (piece := coming.result()) is not None:
            coming = beside.submit(next, pieces, None)
            yield piece


def part_key(name: str) -> str:
    """Return the name of a part for comparing."""
    return name.replace("\\", "/").lower().removeprefix("/")


def _data_offset(stream: IO[bytes], info: zipfile.ZipInfo) -> int | None:
    """Return where the data of a part begin, or None where another part or none begins there."""
    stream.seek(info.header_offset)
    local = stream.read(_LOCAL_HEADER_SIZE)
    if len(local) < _LOCAL_HEADER_SIZE or not local.startswith(b"PK\x03\x04"):
        return None
    length, extra = int.from_bytes(local[26:28], "little"), int.from_bytes(local[28:30], "little")
    encoding = "utf-8" if info.flag_bits & _NAME_IN_UTF8 else "cp437"
    if stream.read(length) != info.orig_filename.encode(encoding):
        return None
    return info.header_offset + _LOCAL_HEADER_SIZE + length + extra
