"""A cleaner per kind of column: any cell value in, a typed value, a Flaw or Parts out.

A cleaner never raises: what cannot be taken is a Flaw without a value.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from casustafel.domain import identifiers
from casustafel.excel import names, numbers
from casustafel.excel.choices import NO_BSN, first_word_choice
from casustafel.excel.columns import Field
from casustafel.excel.dates import DateColumn
from casustafel.excel.flaw import Flaw, Parts
from casustafel.excel.text import clean_text, folded, printable

Cleaner = Callable[[object], object]

_EXPONENT = re.compile(r"(\d+)(?:[.,](\d+))?E\+?(\d+)", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[;\n•]\s*|\s+\d[.)]\s+")
_LONGEST = 20_000


def bsn(value: object) -> object:
    """Return nine digits that pass the elfproef, or a Flaw."""
    text = clean_text(value)
    reason = NO_BSN.get(folded(text)) if not text.isdecimal() else None
    if reason is not None:
        return Parts({"no_bsn_reason": reason})
    digits, mended = identifiers.padded(text, 9)
    if digits is None:
        return Flaw(None, "bsn-form")
    if not identifiers.passes_elfproef(digits):
        return Flaw(None, "bsn-elfproef")
    return Flaw(digits, "bsn-zero-mended") if mended else digits


def agb(value: object) -> object:
    """Return the eight digits of an AGB code, or a Flaw."""
    digits, mended = identifiers.padded(clean_text(value), 8)
    if digits is None:
        return Flaw(None, "agb-form")
    return Flaw(digits, "agb-zero-mended") if mended else digits


def postcode(value: object) -> object:
    """Return a postcode as 1234AB, or a Flaw."""
    return identifiers.postcode(clean_text(value)) or Flaw(None, "postcode-form")


def brin(value: object) -> object:
    """Return a BRIN, or a Flaw."""
    return identifiers.brin(clean_text(value)) or Flaw(None, "brin-form")


def category(value: object) -> object:
    """Return a product category of two digits; a lost zero is put back and said."""
    text = clean_text(value)
    head = text.split(" ", 1)[0].rstrip(":.-")
    if head.isdecimal() and len(head) == 1:
        return Flaw("0" + head, "code-zero-mended", {"result": "0" + head})
    return head if head.isdecimal() and len(head) == 2 else text[:10]


def code(value: object) -> object:
    """Return a code as text; one that Excel turned into a number of powers is put right.

    45E12 that became 4,5E+13 is read back, and said (domain.md §4).
    """
    if isinstance(value, float) and not (value.is_integer() and abs(value) < 1e11):
        return _from_power(repr(value))
    text = clean_text(value)
    return _from_power(text) if _EXPONENT.fullmatch(text) and "+" in text else text[:80]


def _from_power(text: str) -> object:
    try:
        sign, digits, exponent = Decimal(text.replace(",", ".")).as_tuple()
    except InvalidOperation:
        return text[:80]
    if sign or not isinstance(exponent, int):
        return text[:80]
    significant = "".join(map(str, digits)).rstrip("0") or "0"
    power = exponent + len(digits) - len(significant)
    if power < 0:
        return text.replace(".", ",")[:80]
    # Two digits stood before the E in the product codes that suffer from this.
    if len(significant) == 1:
        significant, power = significant + "0", power - 1
    restored = f"{significant}E{power}"
    return Flaw(restored, "code-from-float", {"result": restored})


def text(value: object) -> object:
    """Return text without control signs; what is too long to be read is cut and said."""
    cleaned = printable(value)
    if len(cleaned) > _LONGEST:
        return Flaw(cleaned[:_LONGEST], "text-too-long", {"length": len(cleaned)})
    return cleaned


def chosen(choices: Mapping[str, str]) -> Cleaner:
    """Return the cleaner of a column with fixed choices."""

    def cleaner(value: object) -> object:
        key = folded(value)
        found = first_word_choice(key, choices)
        return Flaw(None, "choice-unknown") if found is None else found

    return cleaner


def goals(value: object) -> object:
    """Return the goals of a cell, split at semicolons and new lines."""
    parts = [part.strip(" -") for part in _SEPARATORS.split(printable(value))]
    return [{"goal": part} for part in parts if part][:5]


def alternatives(value: object) -> object:
    """Return the alternatives of a cell, split at semicolons and new lines."""
    parts = [part.strip(" -") for part in _SEPARATORS.split(printable(value))]
    return [{"kind": part} for part in parts if part][:10]


_SIMPLE: dict[str, Cleaner] = {
    "text": text,
    "name": names.surname,
    "bsn": bsn,
    "agb": agb,
    "postcode": postcode,
    "brin": brin,
    "category": category,
    "code": code,
    "decimal": numbers.decimal,
    "integer": numbers.integer,
    "cents": numbers.cents,
    "yes_no": numbers.yes_no,
    "goals": goals,
    "alternatives": alternatives,
}

#: Numbers in whose cells a unit may stand.
_OF_FIELD: dict[str, Cleaner] = {"volume": numbers.volume, "hours_per_week": numbers.hours}


def cleaner_of(field: Field, dates: DateColumn | None) -> Cleaner:
    """Return the cleaner of a column; `dates` keeps what a column of dates learned."""
    if field.kind == "date" and dates is not None:
        return dates.read
    if field.kind == "choice":
        return chosen(field.choices or {})
    return _OF_FIELD.get(field.key) or _SIMPLE[field.kind]
