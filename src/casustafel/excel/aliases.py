"""Organisations as lists spell them, and as they are called (domain.md, trap 1)."""

import json
from collections.abc import Mapping
from functools import cache

from casustafel.assets import asset
from casustafel.excel.text import folded


@cache
def shipped_aliases() -> Mapping[str, list[str]]:
    """Return the names that ship with the program, each with its other spellings."""
    text = asset("resources", "import", "aliases.json").read_text(encoding="utf-8")
    known: dict[str, list[str]] = json.loads(text)
    return known


@cache
def default_aliases() -> Mapping[str, str]:
    """Return the list of aliases that ships with the program: folded spelling to right name."""
    known = shipped_aliases().items()
    return {folded(alias): name for name, aliases in known for alias in aliases}
