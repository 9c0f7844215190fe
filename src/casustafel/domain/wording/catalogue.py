"""Finding the words for a code, in the files of `resources/wording`.

A table per code says in `what` what is wrong and in `do` what the user can do, which may be left
out. Values are put in with ``{name}``. Where a number chooses, `by` names it::

    [norms-kept]
    by = "n"
    what = { one = "1 norm bewaard.", other = "{n} normen bewaard." }
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from casustafel.domain.errors import CasustafelError, FieldName
from casustafel.domain.local_time import local
from casustafel.domain.wording.shipped import Language, columns, messages_of
from casustafel.domain.wording.terms import term


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong and what to do, in one language."""

    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.what} {self.do}".strip()


@cache
def texts(language: Language) -> Mapping[str, Mapping[str, Any]]:
    """Return all entries by code; a code that two files word is a fault of the program."""
    found: dict[str, Mapping[str, Any]] = {}
    for code, entry in messages_of(language):
        if code in found:
            raise KeyError(f"{code} is worded twice")
        found[code] = entry
    return found


def _shown(value: object, language: Language) -> object:
    if isinstance(value, StrEnum):
        return term(value, language)
    if isinstance(value, FieldName):
        return _field(value, language)
    if isinstance(value, datetime):
        return local(value).strftime("%d-%m-%Y %H:%M" if language == "nl" else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y" if language == "nl" else "%Y-%m-%d")
    if isinstance(value, Decimal):
        text = format(value.normalize(), "f")
        return text.replace(".", ",") if language == "nl" else text
    return value


def _field(name: str, language: Language) -> str:
    if language == "en":
        return name.replace("_", " ")
    return columns()["log-fields"].get(name, "een gegeven")


def word(code: str, values: Mapping[str, object], language: Language) -> Message:
    """Return the two sentences for `code`. Raises KeyError for a code without words."""
    entry = texts(language)[code]
    shown = {name: _shown(value, language) for name, value in values.items()}
    form = "one" if "by" in entry and values[entry["by"]] == 1 else "other"

    def put(part: str | Mapping[str, str]) -> str:
        return (part if isinstance(part, str) else part[form]).format(**shown)

    return Message(put(entry["what"]), put(entry.get("do", "")))


def word_error(error: CasustafelError, language: Language) -> Message:
    """Return the two sentences for an error."""
    return word(error.code, error.values, language)
