"""How values of a list stand on a Dutch screen, before and after they were cleaned.

A BSN is never shown whole: five dots and its last four digits (domain.md §5).
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from casustafel.domain import terms
from casustafel.domain.identifiers import masked_bsn, passes_elfproef
from casustafel.excel.columns import COMMON

_WORDS: dict[str, Mapping[str, str]] = {
    "law": terms.LAW,
    "care_form": terms.CARE_FORM,
    "referrer_type": terms.REFERRER_TYPE,
    "request_kind": terms.REQUEST_KIND,
    "unit": terms.UNIT,
    "frequency": terms.FREQUENCY,
    "list_trigger": terms.TRIGGER,
}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: 00:00:00)?")
_DAY_OF_EIGHT = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_WRITTEN_DAY = re.compile(r"\d{1,2}([-/. ])\d{1,2}\1\d{4}")
_NUMBER = re.compile(r"-?\d+\.\d+")
_DOTS = "•••••"
#: Fewer digits than this tell nobody's number.
_SECRET_DIGITS = 8


def code_words(field: str) -> Mapping[str, str]:
    """Return the words for the codes of a field."""
    return _WORDS.get(field, {})


def shown_example(field: str | None, text: str, *, typed: bool) -> str:
    """Return an example of a column as it may be shown: what is a BSN is masked.

    `typed` says that it comes from a workbook, whose dates and numbers have no notation.
    """
    known = COMMON.field(field or "")
    plain = known is not None and known.kind == "date" and _DAY_OF_EIGHT.fullmatch(text)
    if plain or field == "allocation_number":
        return text  # it may pass the elfproef by chance (H46)
    digits = "".join(sign for sign in text if sign.isdigit())
    number = len(text) - len(digits) <= 2 and passes_elfproef(digits.zfill(9))
    day = _DAY.fullmatch(text) if typed else None
    number = number and day is None and _WRITTEN_DAY.fullmatch(text) is None
    if field == "bsn" or (len(digits) >= _SECRET_DIGITS and number):
        return hidden(text)
    if day is not None:
        return f"{day[3]}-{day[2]}-{day[1]}"
    return text.replace(".", ",") if typed and _NUMBER.fullmatch(text) else text


def shown(field: str, value: object) -> str:
    """Return a cleaned value as it stands on a Dutch screen; a BSN masked."""
    match value:
        case None:
            return ""
        case str() if field == "bsn":
            return masked_bsn(value)
        case bool():
            return "ja" if value else "nee"
        case datetime() | date():
            return f"{value:%d-%m-%Y}"
        case int() if field.endswith("_cents"):
            return f"€ {value // 100:,}".replace(",", ".")
        case int() | float() | Decimal():
            return _decimal(value)
        case list() | tuple():
            return "; ".join(_part(one) for one in value)
        case _:
            text = str(value)
            return _WORDS.get(field, {}).get(text, text)


def _part(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(str(one) for one in value.values() if one)
    return str(value)


def _decimal(value: float | Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def hidden(text: str) -> str:
    """Return the digits of a number as five dots and its last four."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return _DOTS + digits[-4:]
