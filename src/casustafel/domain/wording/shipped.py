"""The files of words that ship with the program: `resources/wording`, a folder per language."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from casustafel.assets import asset

Language = Literal["nl", "en"]

#: The file of terms; every other file of a language holds messages.
TERMS = "terms.toml"


def terms_of(language: Language) -> Mapping[str, Any]:
    """Return what `terms.toml` holds: words by value, by kind of value."""
    return _read(asset("resources", "wording", language, TERMS))


@cache
def columns() -> Mapping[str, Mapping[str, str]]:
    """Return the Dutch words of columns, of paper and of the log: by code, by table."""
    return _read(asset("resources", "wording", "columns.toml"))


def messages_of(language: Language) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the messages of all files as (code, entry)."""
    for path in sorted(asset("resources", "wording", language).glob("*.toml")):
        if path.name != TERMS:
            yield from _read(path).items()


def _read(path: Path) -> Mapping[str, Any]:
    # Imported when the first word is asked for, which is after the window is there.
    import tomllib

    return tomllib.loads(path.read_text("utf-8"))
