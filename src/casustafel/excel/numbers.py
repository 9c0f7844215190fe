"""Numbers, amounts, and yes or no, in the spellings of lists."""

import re
from decimal import Decimal, InvalidOperation

from casustafel.excel.flaw import Flaw
from casustafel.excel.text import clean_text, folded

_NUMBER = re.compile(r"-?\d[\d.,' ]*")
_TIMES = re.compile(r"(\d+)\s*[x×*]\s*(?:per week\s*)?(\d+(?:[.,]\d+)?)", re.IGNORECASE)
_THOUSANDS_POINT = re.compile(r"-?\d{1,3}(?:\.\d{3})+")
_YES = frozenset({"ja", "j", "yes", "y", "x", "1", "true", "waar", "v", "✓", "✔", "wel"})
_UNKNOWN = frozenset({"onbekend", "?", "n.v.t.", "nvt"})
_NO = frozenset({"nee", "n", "no", "0", "false", "onwaar", "-", "geen", "niet"})


def decimal(value: object) -> object:
    """Return a Decimal, or a Flaw. Excel's own numbers, "12,5", "1.234,50", "4 uur", "2x 3 uur"."""
    if isinstance(value, float):
        return Decimal(repr(value)).normalize() + 0 if value == value else _invalid(value)
    if isinstance(value, bool):
        return _invalid(value)
    if isinstance(value, int):
        return Decimal(value)
    if not isinstance(value, str):
        return _invalid(value)
    text = clean_text(value)
    times = _TIMES.search(text)
    if times:
        count, each = Decimal(times[1]), _read(times[2])
        if each is not None:
            result = count * each
            return Flaw(result, "number-computed", {"result": shown(result)})
    numbers = _NUMBER.findall(text.replace("€", " "))
    if len(numbers) > 1:
        return Flaw(None, "number-several", {"count": len(numbers)})
    read = _read(numbers[0]) if numbers else None
    return _invalid(value) if read is None else read


def _read(text: str) -> Decimal | None:
    """Read one number: the last of point and comma is the decimal sign; 1.234 is Dutch."""
    text = text.strip().rstrip(".,").replace(" ", "").replace("'", "")
    if "," in text and "." in text:
        thousands = "." if text.rfind(",") > text.rfind(".") else ","
        text = text.replace(thousands, "")
    elif _THOUSANDS_POINT.fullmatch(text) or text.count(".") > 1:
        text = text.replace(".", "")
    text = text.replace(",", ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def shown(number: Decimal) -> str:
    """Return a number with a decimal comma and without needless zeros."""
    return f"{number.normalize():f}".replace(".", ",")


def _invalid(value: object) -> Flaw:
    return Flaw(None, "number-invalid", {})


def cents(value: object) -> object:
    """Return an amount in whole euro cents, or a Flaw."""
    read = decimal(value)
    if isinstance(read, Flaw):
        amount = read.value
        return Flaw(_to_cents(amount), read.code, read.values) if amount is not None else read
    return _to_cents(read)


def _to_cents(amount: object) -> int:
    assert isinstance(amount, Decimal)
    return int((amount * 100).to_integral_value())


def integer(value: object) -> object:
    """Return a whole number, or a Flaw."""
    read = decimal(value)
    number = read.value if isinstance(read, Flaw) else read
    if number is None:
        return read
    assert isinstance(number, Decimal)
    if number != number.to_integral_value() or abs(number) > 2_000_000_000:
        return Flaw(None, "number-invalid", {})
    whole = int(number)
    return Flaw(whole, read.code, read.values) if isinstance(read, Flaw) else whole


def yes_no(value: object) -> object:
    """Return True or False for ja, J, x, 1 and the like, or a Flaw."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    text = folded(value)
    first = text.split(" ")[0].rstrip(",.;:") if text else ""
    if text in _UNKNOWN:
        return ""
    if text in _YES or first in _YES:
        return True
    if text in _NO or first in _NO:
        return False
    return Flaw(None, "yes-no-unknown", {})
