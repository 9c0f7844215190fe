"""Organisations as lists spell them, and as they are called (domain.md, trap 1)."""

import json
from collections.abc import Mapping
from functools import cache

from casustafel.assets import asset
from casustafel.excel.text import folded


@cache
def default_aliases() -> Mapping[str, str]:
    """Return the list of aliases that ships with the program: folded spelling to right name."""
    text = asset("resources", "import", "aliases.json").read_text(encoding="utf-8")
    return {folded(alias): name for name, known in json.loads(text).items() for alias in known}
