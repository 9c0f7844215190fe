"""Finding the words for a code."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Literal

import casustafel.domain.wording as package
from casustafel.domain.errors import CasustafelError
from casustafel.domain.wording.wording_type import Wording

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong and what to do, in one language."""

    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.what} {self.do}".strip()


@cache
def texts() -> Mapping[str, Wording]:
    """Return all wordings by code; a code that two modules word is a fault of the program."""
    found: dict[str, Wording] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for code, wording in getattr(module, "TEXTS", {}).items():
            if code in found:
                raise KeyError(f"{code} is worded twice")
            found[code] = wording
    return found


def _shown(value: object, language: Language) -> object:
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y %H:%M" if language == "nl" else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y" if language == "nl" else "%Y-%m-%d")
    return value


def word(code: str, values: Mapping[str, object], language: Language) -> Message:
    """Return the two sentences for `code`. Raises KeyError for a code without words."""
    wording = texts()[code]
    shown = {name: _shown(value, language) for name, value in values.items()}
    what, do = wording.nl if language == "nl" else wording.en
    return Message(what.format(**shown), do.format(**shown))


def word_error(error: CasustafelError, language: Language) -> Message:
    """Return the two sentences for an error."""
    return word(error.code, error.values, language)
