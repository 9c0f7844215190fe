"""The records of an old binary workbook (.xls), and what they may not claim ([MS-XLS]).

The reader believes what the records say about sizes and reserves memory for it at once.
"""

import struct
from collections.abc import Iterator

from casustafel.domain.errors import FileError
from casustafel.excel.shape import Used, too_far

BEGIN, END, SHEET = 0x0809, 0x000A, 0x0085
FORMULA, BOOLEAN_OR_ERROR = 0x0006, 0x0205
_PASSWORD, _STRINGS, _DIMENSIONS, _SEVERAL_NUMBERS = 0x002F, 0x00FC, 0x0200, 0x00BD
_CELLS = frozenset({FORMULA, BOOLEAN_OR_ERROR, 0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6})
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256


def records(workbook: bytes, at: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Yield (place, number, data) from a place on; the end of a chart in a sheet is left out."""
    depth = 0
    while at + 4 <= len(workbook):
        number, size = struct.unpack_from("<HH", workbook, at)
        place, data = at, workbook[at + 4 : at + 4 + size]
        at += 4 + size
        if number == BEGIN:
            depth += 1
        elif number == END and depth > 1:
            depth -= 1
            continue
        yield place, number, data


def sheets(workbook: bytes) -> dict[int, str]:
    """Return where the records of each sheet begin, with its name."""
    found = {}
    for _, number, data in records(workbook):
        if number == END:
            break
        if number == SHEET and len(data) >= 8:
            wide = data[7] & 1  # a name is kept in 8 or 16 bits a character
            text = data[8 : 8 + data[6] * (2 if wide else 1)]
            name = text.decode("utf-16-le" if wide else "latin-1", "replace")
            found[int.from_bytes(data[:4], "little")] = name
    return found


def check(workbook: bytes, file: str) -> dict[str, FileError]:
    """Refuse a workbook with a password or with impossible sizes.

    Return the sheets that reach too far.
    Raises FileError, or struct.error where a record is too short for what it holds.
    """
    used, names = Used(), sheets(workbook)
    far: dict[str, FileError] = {}
    for place, number, data in records(workbook):
        if number in _CELLS:
            row, column = struct.unpack_from("<HH", data)
            _add(used, row, column, file)
        elif number == _SEVERAL_NUMBERS:
            row, column = struct.unpack_from("<HH", data)
            _add(used, row, column, file)
            _add(used, row, int.from_bytes(data[-2:], "little"), file)
        elif number == BEGIN:
            used = Used(name=names.get(place, used.name))
        elif number == _DIMENSIONS:
            _check_dimensions(data, file)
        elif number == _STRINGS and max(struct.unpack_from("<II", data)) > len(workbook):
            raise FileError("file-cut-off", file=file)
        elif number == _PASSWORD:
            raise FileError("file-password", file=file)
        if used.too_wide and (error := too_far(used, used.name, file)):
            far.setdefault(used.name, error)
    return far


def _add(used: Used, row: int, column: int, file: str) -> None:
    if column >= _MOST_COLUMNS:
        raise FileError("file-cut-off", file=file)
    if not used.too_wide:
        used.add(row, column)


def _check_dimensions(data: bytes, file: str) -> None:
    """Check the claimed rectangle; older versions hold its rows in 16 bits, later ones in 32."""
    first_row, past_row, first_column, past_column = struct.unpack_from(
        "<HHHH" if len(data) < 14 else "<IIHH", data
    )
    sound = first_row <= past_row <= _MOST_ROWS and first_column <= past_column <= _MOST_COLUMNS
    if not sound:
        raise FileError("file-cut-off", file=file)
