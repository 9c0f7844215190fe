"""How the program calls its own values: in a sentence, and by themselves on screen and paper."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from casustafel.domain.wording.shipped import Language, terms_of


@cache
def _terms(language: Language) -> Mapping[str, Any]:
    return terms_of(language)


def _entry(value: StrEnum, language: Language) -> str | Mapping[str, str]:
    module = type(value).__module__.rpartition(".")[2]
    found: str | Mapping[str, str] = _terms(language)[module][type(value).__name__][value.value]
    return found


def term(value: StrEnum, language: Language) -> str:
    """Return how a value is called within a sentence. Raises KeyError for one without words."""
    entry = _entry(value, language)
    return entry if isinstance(entry, str) else entry["term"]


def label(value: StrEnum, language: Language = "nl") -> str:
    """Return the short name of a value, with a capital. Raises KeyError for one without words."""
    entry = _entry(value, language)
    return entry[:1].upper() + entry[1:] if isinstance(entry, str) else entry["label"]


def named(table: str, name: str, language: Language) -> str:
    """Return the word for a name that is no value, from a table of names. Raises KeyError."""
    word: str = _terms(language)[table][name]
    return word
