"""Finding words in the files of `resources/wording`: for a code, and for the program's own values.

A table per code says in `what` what is wrong and in `do` what the user can do, which may be left
out. Values are put in with ``{name}``. Where a number chooses, `by` names it::

    [norms-kept]
    by = "n"
    what = { one = "1 norm bewaard.", other = "{n} normen bewaard." }
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

from casustafel.assets import asset
from casustafel.domain.errors import CasustafelError, FieldName
from casustafel.domain.local_time import local

Language = Literal["nl", "en"]

#: The file of terms; every other file of a language holds messages.
TERMS = "terms.toml"


@cache
def terms_of(language: Language) -> Mapping[str, Any]:
    """Return what `terms.toml` holds: words by value, by kind of value."""
    return _read(asset("resources", "wording", language, TERMS))


@cache
def columns() -> Mapping[str, Mapping[str, str]]:
    """Return the Dutch words of columns, of paper and of the log: by code, by table."""
    return _read(asset("resources", "wording", "columns.toml"))


@cache
def helping() -> Mapping[str, Mapping[str, Any]]:
    """Return what F1 tells: of each page by its key, and of its keys."""
    return _read(asset("resources", "wording", "help.toml"))


@cache
def lists() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return what stands in a list without rows, by the name that its columns are kept under."""
    return _read(asset("resources", "wording", "lists.toml"))


@cache
def forms() -> Mapping[str, Mapping[str, Any]]:
    """Return the forms by their key: title, verb, what they are about, and their fields."""
    told = _read(asset("resources", "wording", "forms.toml"))
    return {key: told.get(form.get("like", ""), {}) | form for key, form in told.items()}


@cache
def turns() -> Mapping[str, Mapping[str, str]]:
    """Return what the room says at each turn of a meeting: a heading, a sentence and a verb."""
    return _read(asset("resources", "wording", "turns.toml"))


@cache
def parts() -> Mapping[str, str]:
    """Return the licence of each distribution that ships with the program."""
    return _read(asset("resources", "wording", "parts.toml"))


@cache
def places() -> Mapping[str, str]:
    """Return beside which field of a form an error is shown, by its code."""
    fields = _read(asset("resources", "wording", "places.toml"))
    return {code: field for field, codes in fields.items() for code in codes}


def messages_of(language: Language) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the messages of all files as (code, entry)."""
    for path in sorted(asset("resources", "wording", language).glob("*.toml")):
        if path.name != TERMS:
            yield from _read(path).items()


def _read(path: Path) -> Mapping[str, Any]:
    # Imported when the first word is asked for, which is after the window is there.
    import tomllib

    return tomllib.loads(path.read_text("utf-8"))


def _entry(value: StrEnum, language: Language) -> str | Mapping[str, str]:
    module = type(value).__module__.rpartition(".")[2]
    found: str | Mapping[str, str] = terms_of(language)[module][type(value).__name__][value.value]
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
    word: str = terms_of(language)[table][name]
    return word


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
