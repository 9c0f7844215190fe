"""Words of lists for the program's own codes: forms of care, referrers, units and the like.

The words stand in `resources/import/choices.toml`, by kind and code.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from casustafel.assets import asset

_PARTED = re.compile(r"\s*[,;/+(&]\s*|\s+")
_KINDS = tomllib.loads(asset("resources", "import", "choices.toml").read_text("utf-8"))


@cache
def words(kind: str) -> Mapping[str, str]:
    """Return the code of each word of a kind."""
    return {word: code for code, words in _KINDS[kind].items() for word in words}


REFERRERS, UNITS, NO_BSN = words("referrers"), words("units"), words("no_bsn")


def first_word_choice(text: str, choices: Mapping[str, str]) -> str | None:
    """Return the code of a text, or of its first word ("BJG Noord" is BJG); None for neither."""
    found = choices.get(text)
    if found is None:
        parts = _PARTED.split(text, maxsplit=1)
        found = choices.get(parts[0].rstrip(".:")) if parts[0] else None
    return found
