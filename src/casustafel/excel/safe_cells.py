"""Writing values into cells so that none of them runs as a formula.

A text that begins with = + - @ can start a program when somebody edits the cell or saves the sheet
as csv (`=cmd|'/c calc'!A0`). The text stays as it is, so that it can be imported again; the cell
is marked as text, as if it were typed after an apostrophe.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.cell import Cell

_MAY_RUN = ("=", "+", "-", "@", "\t", "\r")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_TEXT = 32_767
_DATE = "dd-mm-yyyy"
_SHARE = "0 %"


class Formula(str):
    """A formula that the program itself wrote: a share, which is shown in per cents."""


def put(cell: Cell, value: object) -> None:
    """Write a plain value; a kind that Excel does not know is written as its text."""
    if value is None:
        return
    if isinstance(value, Formula):
        cell.value = str(value)
        cell.number_format = _SHARE
        return
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.replace(tzinfo=None)
    if isinstance(value, (bool, int, float, Decimal, date, time, timedelta)):
        cell.value = value
        if isinstance(value, date) and not isinstance(value, datetime):
            cell.number_format = _DATE
        return
    put_text(cell, str(value))


def put_text(cell: Cell, text: str) -> None:
    """Write a text as a text, whatever it begins with; signs that XML forbids become U+FFFD."""
    kind = cell.data_type
    if kind == "e":
        return
    cell.value = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)[:_LONGEST_TEXT]
    cell.data_type = "s"
    if text.startswith(_MAY_RUN):
        cell.quotePrefix = True
