"""True values of cells: how they are shown, ordered, and put on the clipboard."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from casustafel.domain.local_time import local
from casustafel.gui.words import day, number

Value = str | int | Decimal | date | datetime | time | None
"""What a cell is worth. A truth is said in a word; a moment is in UTC, as the storage gives it."""

_DIGITS = re.compile(r"(\d+)")
#: Signs with which a spreadsheet begins a formula.
_FORMULA = ("=", "+", "-", "@")


def words(value: Value) -> str:
    """Return a value as it stands on a Dutch screen; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{local(value):%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int):
        return number(value)
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value


def copied(value: Value) -> str:
    """Return a value for the clipboard: one cell of a spreadsheet, in Dutch, never a formula."""
    if isinstance(value, int):
        return str(value)
    text = " ".join(words(value).split())
    guarded = isinstance(value, str) and text.startswith(_FORMULA)
    return f"'{text}" if guarded else text


def in_order(value: Value) -> Any:
    """Return what a value is sorted by; None for nothing, which goes last.

    Names by their letters without marks or case (Élan before Zorg), numbers inside them as numbers
    (team 2 before team 10).
    """
    if not isinstance(value, str):
        return value
    if not value:
        return None
    apart = unicodedata.normalize("NFKD", value.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return [int(part) if at % 2 else part.strip() for at, part in enumerate(_DIGITS.split(plain))]
