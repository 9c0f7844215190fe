"""Error cells in binary workbooks: .xls ([MS-XLS]) and .xlsb ([MS-XLSB])."""

import struct
from collections.abc import Iterator
from pathlib import Path

from casustafel.excel import biff, compound
from casustafel.excel.shape import xlsb_records
from casustafel.excel.workbook_parts import error_by_number, sheet_part
from casustafel.excel.zip_parts import ZipParts

_SPECIAL_RESULT, _RESULT_IS_ERROR = 0xFFFF, 2

_XLSB_ROW, _XLSB_ERROR, _XLSB_FORMULA_ERROR = 0, 3, 11

Fault = tuple[tuple[int, int], str]


def of_xls(path: Path, sheet_name: str) -> Iterator[Fault]:
    """Yield ((row, column), error) of a sheet of an .xls workbook."""
    workbook = compound.workbook_stream(path)
    at = next((at for at, name in biff.sheets(workbook).items() if name == sheet_name), None)
    if at is None:
        return
    for _, number, data in biff.records(workbook, at):
        if number == biff.END:
            return
        if number == biff.BOOLEAN_OR_ERROR and len(data) >= 8 and data[7]:
            row, column = struct.unpack_from("<HH", data)
            yield (row + 1, column + 1), error_by_number(data[6])
        elif number == biff.FORMULA and len(data) >= 14:
            row, column, _, kind, value, special = struct.unpack_from("<HHHBxBxxxH", data)
            if special == _SPECIAL_RESULT and kind == _RESULT_IS_ERROR:
                yield (row + 1, column + 1), error_by_number(value)


def of_xlsb(parts: ZipParts, sheet_name: str) -> Iterator[Fault]:
    """Yield ((row, column), error) of a sheet of an .xlsb workbook."""
    part = sheet_part(parts, sheet_name, "bin")
    row = 0
    for number, data in xlsb_records(parts.pieces(part)) if part else ():
        if number == _XLSB_ROW and len(data) >= 4:
            row = int.from_bytes(data[:4], "little")
        elif number in (_XLSB_ERROR, _XLSB_FORMULA_ERROR) and len(data) >= 9:
            column = int.from_bytes(data[:4], "little")
            yield (row + 1, column + 1), error_by_number(data[8])
