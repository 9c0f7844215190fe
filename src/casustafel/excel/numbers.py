"""Numbers, amounts, and yes or no, in the spellings of lists."""

import re
from decimal import Decimal, InvalidOperation

from casustafel.domain import identifiers
from casustafel.excel.choices import UNITS
from casustafel.excel.flaw import Flaw, Parts
from casustafel.excel.text import clean_text, folded

_NUMBER = re.compile(r"(?<![^\W\d_])-?\d[\d.,' ]*")
_UNIT = re.compile(r"\d[\d.,' ]*([a-z]+)")
_TIMES = re.compile(r"(\d+)\s*[x×*]\s*(?:per week\s*)?(\d+(?:[.,]\d+)?)", re.IGNORECASE)
_THOUSANDS_POINT = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+")
#: Thousands here, or a number as databases write it: with three decimals.
_ONE_POINT = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
#: Nothing that is counted here comes near; larger numbers are codes in the wrong column.
_LARGEST = 1e12
_DIGITS_OF_ALLOCATION = 9
#: Units other than hours themselves that hours are written in (iJw WJ756: minute, dagdeel).
_HOURS = {"01": Decimal(1) / 60, "16": Decimal(4)}
_WORD = re.compile(r"[^\W\d_]+")
#: Words beside a number that do not change it.
_BESIDE = frozenset(
    (
        *(word for word in UNITS if word.isalpha()),
        *("per", "p", "w", "pw", "week", "weken", "wk", "wkn", "dag", "dagen", "maand", "maanden"),
        *("jaar", "jr", "pj", "eur", "x", "keer", "à"),
    )
)
_YES = frozenset({"ja", "j", "yes", "y", "x", "1", "true", "waar", "v", "✓", "✔", "wel"})
_UNKNOWN = frozenset({"onbekend", "?", "n.v.t.", "nvt"})
_NO = frozenset({"nee", "n", "no", "0", "false", "onwaar", "-", "geen", "niet"})


def decimal(value: object) -> object:
    """Return a Decimal, or a Flaw. Excel's own numbers, "12,5", "1.234,50", "4 uur", "2x 3 uur"."""
    if isinstance(value, float):
        return _of_float(value)
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
    if read is None:
        return _invalid(value)
    if _ONE_POINT.fullmatch(numbers[0].strip()):
        return Flaw(read, "number-thousands", {"result": shown(read)})
    if all(word in _BESIDE for word in _WORD.findall(text.casefold())):
        return read
    return Flaw(read, "number-with-words", {"result": shown(read)})


def _of_float(value: float) -> object:
    """Return what a spreadsheet shows of a number: 18.000000000000004 is 18 and no more."""
    if not -_LARGEST < value < _LARGEST:
        return _invalid(value)
    return Decimal(int(value)) if value.is_integer() else Decimal(repr(round(value, 6)))


def volume(value: object) -> object:
    """Return a Decimal, or a Flaw; a unit that stands in the cell comes along as Parts."""
    read = _positive(decimal(value))
    unit = _unit_in(value)
    if unit is None or (isinstance(read, Flaw) and read.value is None):
        return read
    if isinstance(read, Flaw):
        return Parts({"volume": read.value, "written_unit": unit}, read.code, read.values)
    return Parts({"volume": read, "written_unit": unit})


def hours(value: object) -> object:
    """Return hours as a Decimal, or a Flaw; minutes and dagdelen in the cell are converted."""
    read = _positive(decimal(value))
    number = read.value if isinstance(read, Flaw) else read
    if isinstance(read, Flaw) and read.code == "number-thousands" and isinstance(number, Decimal):
        # No week has thousands of hours: three decimals.
        number = number / 1000
        read = Flaw(number, "number-computed", {"result": shown(number)})
    each = _HOURS.get(_unit_in(value) or "")
    if each is None or not isinstance(number, Decimal):
        return read
    result = (number * each).quantize(Decimal("0.01")).normalize() + 0
    return Flaw(result, "number-computed", {"result": shown(result)})


def _positive(read: object) -> object:
    """Refuse what is below zero where things are counted."""
    number = read.value if isinstance(read, Flaw) else read
    below = isinstance(number, Decimal) and number < 0
    return Flaw(None, "number-negative") if below else read


def _unit_in(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    words = _UNIT.findall(folded(value))
    return UNITS.get(words[-1]) if words else None


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
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if abs(number) < Decimal(_LARGEST) else None


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
    """Return a whole number of zero or more, or a Flaw."""
    read = _positive(decimal(value))
    number = read.value if isinstance(read, Flaw) else read
    if number is None:
        return read
    assert isinstance(number, Decimal)
    if number != number.to_integral_value() or abs(number) > 2_000_000_000:
        return Flaw(None, "number-invalid", {})
    whole = int(number)
    return Flaw(whole, read.code, read.values) if isinstance(read, Flaw) else whole


def allocation(value: object) -> object:
    """Return a toewijzingnummer, 0 to 999999999 (iJw), or a Flaw: no letter may be lost of it."""
    if isinstance(value, float) and value.is_integer() and 0 <= value < 10**_DIGITS_OF_ALLOCATION:
        return int(value)
    digits = identifiers.digits(clean_text(value))
    fits = digits is not None and len(digits) <= _DIGITS_OF_ALLOCATION
    return int(digits) if digits is not None and fits else Flaw(None, "number-invalid", {})


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
