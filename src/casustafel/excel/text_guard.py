"""Looking at a file that is neither zip nor compound: is it a list in text (csv, tsv)?"""

import re
from pathlib import Path

from casustafel.domain.errors import FileError
from casustafel.excel import limits

_PIECE = 1 * 2**20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[!?a-zA-Z]|\{\\rtf|%PDF|%!PS)")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_SEPARATORS = (b";", b"\t", b"|")
_ZERO_SHARE_OF_UTF16 = 0.3


def check(path: Path) -> None:
    """Refuse what is no list in text, and lines past the bounds. Raises FileError."""
    with path.open("rb") as file:
        head = file.read(_PIECE)
        wide = _sixteen_bits(head)
        if _MARKUP.match(head):
            raise FileError("file-no-spreadsheet", file=path.name)
        rest = b""
        piece = head
        while piece:
            if not wide and _CONTROL.search(piece):
                raise FileError("file-no-spreadsheet", file=path.name)
            data = (rest + piece).replace(b"\0", b"") if wide else rest + piece
            lines = re.split(rb"[\r\n]", data)
            rest = lines.pop()
            for line in lines:
                if len(line) > limits.MAX_COLUMNS:
                    _check_line(line, path.name)
            _check_line(rest, path.name)
            piece = file.read(_PIECE)


def _sixteen_bits(head: bytes) -> bool:
    """Tell whether a text is UTF-16: by its mark, or by zeros in every other byte."""
    if head.startswith(_UTF16):
        return True
    sample = head[:4096]
    half = max(1, len(sample) // 2)
    shares = (sample[0::2].count(0) / half, sample[1::2].count(0) / half)
    return max(shares) > _ZERO_SHARE_OF_UTF16 and min(shares) == 0


def _check_line(line: bytes, file: str) -> None:
    columns = max(line.count(separator) for separator in _SEPARATORS)
    if columns == 0:
        # Commas part the columns only where nothing rarer does; texts are full of them.
        columns = line.count(b",")
    if columns >= limits.MAX_COLUMNS:
        raise FileError("file-too-wide", file=file, limit=limits.MAX_COLUMNS)
    if len(line) > limits.MAX_CELL_BYTES:
        limit = limits.MAX_CELL_BYTES // 2**20
        raise FileError("file-cell-too-large", file=file, limit=limit)
