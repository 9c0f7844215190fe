"""A cleaner per kind of column: any cell value in, a typed value, a Flaw or Parts out.

A cleaner never raises: what cannot be taken is a Flaw without a value.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from casustafel.domain import identifiers
from casustafel.domain.cases import CareLine, Case, Client, Household
from casustafel.domain.registers import Provider, School
from casustafel.domain.sizes import Sizes, sizes_of
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
_LONGEST_CODE = 80
#: Up to here Excel keeps every digit of a number (15 of them).
_EXACT = 10**15
#: A product code has five characters at most (iJw); a larger number was an "E" code.
_LARGEST_CODE = 99_999
_BEFORE_E, _LAST_POWER = 2, 99


def bsn(value: object) -> object:
    """Return nine digits that pass the elfproef, or a Flaw."""
    if isinstance(value, str) and identifiers.passes_elfproef(value):
        return value
    text = clean_text(value)
    if text[:1].isalpha() and (reason := first_word_choice(folded(text), NO_BSN)) is not None:
        plain = folded(text).replace(" ", "_") == reason
        return Parts({"no_bsn_reason": reason}, None if plain else "bsn-reason-read")
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
    return head if head.isdecimal() and len(head) == 2 else Flaw(None, "choice-unknown")


def code(value: object) -> object:
    """Return a code as text, digit for digit.

    Where Excel kept no more than a power of ten ("2,02611E+11"), digits are lost that nobody can
    put back; that is said.
    """
    text = clean_text(value)
    if not isinstance(value, str):
        if isinstance(value, float) and not value.is_integer():
            return text.replace(".", ",")
        if isinstance(value, (int, float)) and abs(value) >= _EXACT:
            return Flaw(text[:_LONGEST_CODE], "code-digits-lost")
    if "+" in text and _EXPONENT.fullmatch(text):
        return Flaw(text, "code-digits-lost")
    return _cut(text, _LONGEST_CODE)


def product_code(value: object) -> object:
    """Return a product code; one that Excel turned into a power of ten is put right.

    45E12 that became 4,5E+13 is read back, and said (domain.md §4). Codes have five characters at
    most, so that two digits stood before the E.
    """
    if isinstance(value, float) and value.is_integer() and value > _LARGEST_CODE:
        return _from_power(repr(value)) or code(value)
    text = clean_text(value)
    if "+" in text and _EXPONENT.fullmatch(text):
        return _from_power(text) or code(value)
    return code(value)


def _from_power(text: str) -> Flaw | None:
    """Return the code that Excel took for this number; None when no such code gives it."""
    try:
        sign, digits, exponent = Decimal(text.replace(",", ".")).as_tuple()
    except InvalidOperation:
        return None
    if sign or not isinstance(exponent, int):
        return None
    significant = "".join(map(str, digits)).rstrip("0")
    power = exponent + len(digits) - len(significant)
    if len(significant) == 1:
        significant, power = significant + "0", power - 1
    if len(significant) != _BEFORE_E or not 0 <= power <= _LAST_POWER:
        return None
    restored = f"{significant}E{power}"
    return Flaw(restored, "code-from-float", {"result": restored})


def text(value: object) -> object:
    """Return text without control signs; what is too long to be read is cut and said."""
    return _cut(printable(value), _LONGEST)


def line(value: object) -> object:
    """Return text of one line: a name that was broken in its cell stays one name."""
    return _cut(" ".join(printable(value).split()), _LONGEST)


def _cut(cleaned: str, longest: int) -> object:
    if len(cleaned) <= longest:
        return cleaned
    return Flaw(cleaned[:longest].strip(), "text-too-long", {"length": len(cleaned)})


def chosen(choices: Mapping[str, str]) -> Cleaner:
    """Return the cleaner of a column with fixed choices, in words or by the program's codes."""
    choices = {**{folded(code): code for code in choices.values() if code}, **choices}

    def cleaner(value: object) -> object:
        key = folded(value)
        found = choices.get(key)
        if found is not None:
            return found
        found = first_word_choice(key, choices)
        return Flaw(None, "choice-unknown") if found is None else Flaw(found, "choice-first-word")

    return cleaner


def goals(value: object) -> object:
    """Return the goals of a cell, split at semicolons and new lines."""
    parts = [part.strip(" -") for part in _SEPARATORS.split(printable(value))]
    return [{"goal": part} for part in parts if part][:5]


def alternatives(value: object) -> object:
    """Return the alternatives of a cell, split at semicolons and new lines.

    What stands before a colon is the alternative, what follows why it does not fit.
    """
    parts = [part.strip(" -") for part in _SEPARATORS.split(printable(value))]
    halves = [(*map(str.strip, part.partition(":")),) for part in parts if part]
    return [
        {"kind": what, "why_not": why} if what and why else {"kind": f"{what}{colon}{why}"}
        for what, colon, why in halves[:10]
    ]


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

#: Columns that need more than their kind says.
_OF_FIELD: dict[str, Cleaner] = {
    "volume": numbers.volume,
    "hours_per_week": numbers.hours,
    "zbo_hours": numbers.hours,
    "allocation_number": numbers.allocation,
    "product_code": product_code,
}


#: Texts in which new lines mean something, beside the answers.
_OF_LINES = frozenset({"remark", "outcome_text", "adjustment_text", "reason_text", "urgent_reason"})


def cleaner_of(field: Field, dates: DateColumn | None) -> Cleaner:
    """Return the cleaner of a column; `dates` keeps what a column of dates learned.

    A text is held to what the field that keeps it has room for (`domain.sizes`).
    """
    if field.kind == "date" and dates is not None:
        return dates.read
    if field.kind == "choice":
        return chosen(field.choices or {})
    found = _OF_FIELD.get(field.key) or _SIMPLE[field.kind]
    if field.kind == "text" and field.key not in _OF_LINES and not field.key.startswith("answer."):
        found = line
    most = _room()[field.key].most if field.kind in _TEXTS and field.key in _room() else _LONGEST
    if most >= _LONGEST:
        return found

    def held(value: object) -> object:
        cleaned = found(value)
        return _cut(cleaned, most) if isinstance(cleaned, str) and len(cleaned) > most else cleaned

    return held


_TEXTS = frozenset({"text", "name", "code"})


@cache
def _room() -> Sizes:
    """Return the sizes of the fields that the columns of a list are kept in."""
    own = {**sizes_of(CareLine), **sizes_of(Case), **sizes_of(Client)}
    school, provider = sizes_of(School), sizes_of(Provider)
    return {
        **own,
        "provider": provider["name"],
        "school": school["name"],
        "board": school["board"],
        "household_key": sizes_of(Household)["key"],
    }
