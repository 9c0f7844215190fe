"""Words of lists for the program's own codes: forms of care, referrers, units and the like.

The words stand in `resources/import/choices.toml`, by kind and code.
"""

import re
import tomllib
from collections.abc import Mapping

from casustafel.assets import asset

_PARTED = re.compile(r"\s*[,;/+(&]\s*|\s+")
_KINDS = tomllib.loads(asset("resources", "import", "choices.toml").read_text("utf-8"))


def _words(kind: str) -> dict[str, str]:
    """Return the code of each word of a kind."""
    return {word: code for code, words in _KINDS[kind].items() for word in words}


LAWS = _words("laws")
CARE_FORMS = _words("care_forms")
REFERRERS = _words("referrers")
REQUEST_KINDS = _words("request_kinds")
UNITS = _words("units")
FREQUENCIES = _words("frequencies")
EXEMPTIONS = _words("exemptions")
TRIGGERS = _words("triggers")
NO_BSN = _words("no_bsn")
GOALS_OF_SCHOOL = _words("goals_of_school")
INFORMED_HOW = _words("informed_how")
GROUNDS = _words("grounds")
NORM_KINDS = _words("norm_kinds")
LEVELS = _words("levels")
NORM_UNITS = _words("norm_units")


def first_word_choice(text: str, choices: Mapping[str, str]) -> str | None:
    """Return the code of a text, or of its first word ("BJG Noord" is BJG); None for neither."""
    found = choices.get(text)
    if found is None:
        parts = _PARTED.split(text, maxsplit=1)
        found = choices.get(parts[0].rstrip(".:")) if parts[0] else None
    return found
