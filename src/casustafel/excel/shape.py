"""How far the used part of a sheet reaches, found without reading the sheet into memory.

Readers lay out the whole rectangle around the used cells, so two cells far apart cost as much as
all cells between them. Each function here takes a part in pieces and gives the rectangle.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from casustafel.domain.errors import FileError
from casustafel.excel import limits
from casustafel.excel.text import column_letter, column_number


class UnreadableShapeError(ValueError):
    """A cell is written in a way that no spreadsheet program writes."""


@dataclass(slots=True)
class Used:
    """The rectangle around the cells that hold something; rows and columns count from 0."""

    first_row: int = -1
    last_row: int = -1
    first_column: int = -1
    last_column: int = -1
    name: str = ""
    """Of the sheet, where the part holds several."""

    def add(self, row: int, column: int, last_row: int = -1, last_column: int = -1) -> None:
        """Stretch the rectangle to hold a cell, or a block of cells up to the last ones."""
        if self.first_row < 0:
            self.first_row, self.first_column = row, column
        self.first_row = min(self.first_row, row)
        self.first_column = min(self.first_column, column)
        self.last_row = max(self.last_row, row, last_row)
        self.last_column = max(self.last_column, column, last_column)

    @property
    def too_wide(self) -> bool:
        """Whether the rectangle passes the bounds of `limits`."""
        columns = self.last_column - self.first_column + 1
        rows = self.last_row - self.first_row + 1
        return columns > limits.MAX_COLUMNS or columns * rows > limits.MAX_CELLS


def too_far(used: Used, sheet: str, file: str) -> FileError | None:
    """Return what is wrong with a sheet that passes the bounds, with the corner it reaches to."""
    if not used.too_wide:
        return None
    cell = f"{column_letter(used.last_column)}{used.last_row + 1}"
    values = {"file": file, "sheet": sheet, "limit": limits.MAX_COLUMNS, "cell": cell}
    return FileError("sheet-too-wide", **values)


def check_reach(used: Used, sheet: str, file: str) -> None:
    """Raise FileError for a sheet that passes the bounds."""
    if error := too_far(used, sheet, file):
        raise error


# Each finds a cell outside a block, or one whose first attribute is not its place: A1:AZ149999 and
# A1:CZ69999, both within MAX_CELLS. A common list so costs one fast search instead of a count.
_OUTSIDE_COMMON = (
    re.compile(rb'<c(?! r="A?[A-Z][0-9]{1,5}+"| r="A?[A-Z]1[0-4][0-9]{4}"|[a-z:])'),
    re.compile(rb'<c(?! r="[A-C]?[A-Z][0-9]{1,4}+"| r="[A-C]?[A-Z][1-6][0-9]{4}"|[a-z:])'),
)
# Kept apart: a pattern that may begin in two ways is three times as slow.
_PREFIXED_CELL = re.compile(rb":c[>\s]")
COMMON_BLOCKS = range(len(_OUTSIDE_COMMON))


def outside_common(piece: bytes, block: int) -> bool:
    """Tell whether a piece of a sheet's XML holds a cell outside one of the `COMMON_BLOCKS`."""
    found = _OUTSIDE_COMMON[block].search(piece) or _PREFIXED_CELL.search(piece)
    return found is not None


# Possessive, so that a tag made to be slow is not: each ends at the next "<" at the latest.
_ATTRIBUTES = rb"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+"""
_ROW_OR_CELL = re.compile(rb"[<:](row|c)(?=[\s/>])(?:(?=(" + _ATTRIBUTES + rb">))|)")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']""")


def of_xlsx(pieces: Iterable[bytes]) -> Used:
    """Return the rectangle of a sheet in Office Open XML; each piece ends at a whole tag.

    Raises UnreadableShapeError.
    """
    used = Used()
    row, column = -1, 0
    for piece in pieces:
        for match in _ROW_OR_CELL.finditer(piece):
            tag, attributes = match.group(1), match.group(2)
            if attributes is None:
                raise UnreadableShapeError
            place = _PLACE.search(b" " + attributes)
            if tag == b"row":
                row = int(place.group(2)) - 1 if place else row + 1
                column = 0
                continue
            at_row = row
            if place:
                at_row, column = int(place.group(2)) - 1, column_number(place.group(1)) - 1
            if not attributes.endswith(b"/>") and not piece.startswith(
                b"</", match.end() + len(attributes)
            ):
                used.add(at_row, column)
                if used.too_wide:
                    return used
            column += 1
    return used


ODS_TABLE = re.compile(rb"<((?:\w+:)?table)(?=[\s/>])(" + _ATTRIBUTES + rb")>")
_ODS_TAG = re.compile(
    rb"[<:](table|table-row|table-cell|covered-table-cell)(?=[\s/>])(?:(?=("
    + _ATTRIBUTES
    + rb">))|)"
)
_NAME = re.compile(rb"""\bname\s*=\s*["']([^"'<]*)["']""")
_ROWS_REPEATED = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,9})["']""")
_COLUMNS_REPEATED = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,9})["']""")


def of_ods(pieces: Iterable[bytes]) -> Iterator[Used]:
    """Yield the rectangle of each table of an OpenDocument sheet, growing as it is read.

    A repeated cell counts as often as it is repeated, as readers lay it out.
    """
    used = Used()
    row, rows, column = -1, 1, 0
    for piece in pieces:
        for match in _ODS_TAG.finditer(piece):
            tag, attributes = match.group(1), match.group(2)
            if attributes is None:
                raise UnreadableShapeError
            if tag == b"table":
                yield used
                used, row, rows = Used(name=table_name(attributes)), -1, 1
                continue
            if used.too_wide:  # the tables behind it count for themselves
                continue
            if tag == b"table-row":
                row, column = row + rows, 0
                rows = _repeated(_ROWS_REPEATED, attributes)
                continue
            columns = _repeated(_COLUMNS_REPEATED, attributes)
            blank = attributes.endswith(b"/>") or piece.startswith(
                b"</", match.end() + len(attributes)
            )
            if b"value-type" in attributes or not blank:
                first = max(row, 0)
                used.add(0, 0)
                used.add(first, column, first + rows - 1, column + columns - 1)
            column += columns
    yield used


def table_name(attributes: bytes) -> str:
    """Return the name of a table of an OpenDocument sheet."""
    named = _NAME.search(attributes)
    return plain_name(named[1]) if named else ""


def plain_name(text: bytes) -> str:
    """Return the text of an attribute."""
    return unescape(text.decode("utf-8", "replace"))


def _repeated(attribute: re.Pattern[bytes], attributes: bytes) -> int:
    found = attribute.search(attributes)
    return max(1, int(found.group(1))) if found else 1


def xlsb_records(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield (number, data) of the records of a part of an .xlsb; pieces may end anywhere.

    [MS-XLSB] 2.1.4: a record is a number of one or two bytes, a size of one to four bytes of seven
    bits each, and its data. Raises UnreadableShapeError for a record past the bounds.
    """
    rest = b""
    for piece in pieces:
        data = rest + piece
        at, end = 0, len(data)
        while True:
            number, begin = _seven_bits(data, at, end, 2)
            size, begin = _seven_bits(data, begin, end, 4)
            if begin < 0 or begin + size > end:
                break
            yield number, data[begin : begin + size]
            at = begin + size
        rest = data[at:]
        if len(rest) > limits.MAX_CELL_BYTES:
            raise UnreadableShapeError


def _seven_bits(data: bytes, at: int, end: int, most: int) -> tuple[int, int]:
    """Return a number and where it ends; the place is -1 when the data end before it."""
    number = 0
    if at < 0:
        return 0, -1
    for shift in range(most):
        if at + shift >= end:
            return 0, -1
        byte = data[at + shift]
        number |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            return number, at + shift + 1
    return number, at + most


_ROW_RECORD, _BLANK_RECORD, _LAST_CELL_RECORD = 0, 1, 11


def of_xlsb(pieces: Iterable[bytes]) -> Used:
    """Return the rectangle of a binary sheet: record 0 opens a row, 1 to 11 are cells."""
    used = Used()
    row = 0
    for number, data in xlsb_records(pieces):
        if number == _ROW_RECORD:
            row = int.from_bytes(data[:4], "little")
        elif _BLANK_RECORD < number <= _LAST_CELL_RECORD:
            used.add(row, int.from_bytes(data[:4], "little"))
            if used.too_wide:
                return used
    return used
