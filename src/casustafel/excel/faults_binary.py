"""Error cells in binary workbooks: .xls ([MS-XLS]) and .xlsb ([MS-XLSB])."""

import struct
from collections.abc import Iterator
from pathlib import Path

from casustafel.excel import biff, compound, limits
from casustafel.excel.workbook_parts import error_by_number, related_part, workbook_part
from casustafel.excel.zip_parts import ZipParts

_SPECIAL_RESULT, _RESULT_IS_ERROR = 0xFFFF, 2

_XLSB_ROW, _XLSB_ERROR, _XLSB_FORMULA_ERROR, _XLSB_SHEET = 0, 3, 11, 156

Fault = tuple[tuple[int, int], str]


def of_xls(path: Path, sheet_name: str) -> Iterator[Fault]:
    """Yield ((row, column), error) of a sheet of an .xls workbook."""
    workbook = compound.workbook_stream(path)
    at = _xls_sheet(workbook, sheet_name)
    if at is None:
        return
    for number, data in biff.records(workbook, at):
        if number == biff.END:
            return
        if number == biff.BOOLEAN_OR_ERROR and len(data) >= 8 and data[7]:
            row, column = struct.unpack_from("<HH", data)
            yield (row + 1, column + 1), error_by_number(data[6])
        elif number == biff.FORMULA and len(data) >= 14:
            row, column, _, kind, value, special = struct.unpack_from("<HHHBxBxxxH", data)
            if special == _SPECIAL_RESULT and kind == _RESULT_IS_ERROR:
                yield (row + 1, column + 1), error_by_number(value)


def _xls_sheet(workbook: bytes, sheet_name: str) -> int | None:
    """Return where the records of a sheet begin; its name is kept in 8 or 16 bits a character."""
    for number, data in biff.records(workbook):
        if number == biff.END:
            return None
        if number == biff.SHEET and len(data) >= 8:
            wide = data[7] & 1
            text = data[8 : 8 + data[6] * (2 if wide else 1)]
            if text.decode("utf-16-le" if wide else "latin-1", "replace") == sheet_name:
                return int.from_bytes(data[:4], "little")
    return None


def of_xlsb(parts: ZipParts, sheet_name: str) -> Iterator[Fault]:
    """Yield ((row, column), error) of a sheet of an .xlsb workbook."""
    part = _xlsb_sheet(parts, sheet_name)
    if part is None:
        return
    row = 0
    for number, data in _xlsb_records(b"".join(parts.pieces(part))):
        if number == _XLSB_ROW and len(data) >= 4:
            row = int.from_bytes(data[:4], "little")
        elif number in (_XLSB_ERROR, _XLSB_FORMULA_ERROR) and len(data) >= 9:
            column = int.from_bytes(data[:4], "little")
            yield (row + 1, column + 1), error_by_number(data[8])


def _xlsb_sheet(parts: ZipParts, sheet_name: str) -> str | None:
    workbook = workbook_part(parts, "bin")
    if workbook is None:
        return None
    for number, data in _xlsb_records(parts.read(workbook, limits.MAX_RICH_TEXT_BYTES)):
        if number == _XLSB_SHEET:
            relationship, at = _wide_string(data, 8)
            if _wide_string(data, at)[0] == sheet_name:
                return related_part(parts, workbook, relationship)
    return None


def _wide_string(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int.from_bytes(data[at : at + 4], "little")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _xlsb_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        number, at = _seven_bits(data, at, 2)
        size, at = _seven_bits(data, at, 4)
        yield number, data[at : at + size]
        at += size


def _seven_bits(data: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for shift in range(most):
        byte = data[at] if at < len(data) else 0
        at += 1
        number |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            break
    return number, at
