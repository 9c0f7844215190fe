"""What points at somebody in a text that is to name nobody: names, BSN, days, how to reach them."""

import re
from collections.abc import Iterable
from functools import cache

from casustafel.assets import asset
from casustafel.domain.identifiers import passes_elfproef

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .]?\d){8}(?!\d)")
_DAY = re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b")
_POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?![A-Za-z])")
_BORN = re.compile(r"\bgeboren\b(?: op)? (\d{1,2} [a-z]+ (?:19|20)\d{2})")
# Begins where a word does and gives nothing back: a long text without one is read once.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+")
_PHONE = re.compile(r"(?<![\d+])(?:\+31 ?|0)[1-9](?:[ -]?\d){8}(?!\d)")
_KINDS = (_DAY, _BORN, _POSTCODE, _MAIL, _PHONE)
#: Words of a name that are no name: "de", "van der".
_SHORT = 3


@cache
def _words() -> frozenset[str]:
    """Return names that are words too: these point at somebody only with a capital."""
    return frozenset(asset("resources", "words", "also-names.txt").read_text("utf-8").split())


def names_in(text: str) -> tuple[str, ...]:
    """Return the words of a text that could be a name: with a capital, and no sentence begins."""
    found = []
    for one in _WORD.finditer(text):
        if not one[0][:1].isupper():
            continue
        before = text[: one.start()].rstrip()
        if before and before[-1] not in ".!?:":
            found.append(one[0])
    return tuple(dict.fromkeys(found))


def leaks(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return what in a text points at somebody; `names` are those that may not be in it."""
    parts = {part.casefold() for name in names for part in _WORD.findall(name)}
    parts = {part for part in parts if len(part) >= _SHORT}
    words = [
        word for word in _WORD.findall(text) if word.casefold() in parts and word not in _words()
    ]
    numbers = [
        found for found in _NUMBER.findall(text) if passes_elfproef(re.sub(r"\D", "", found))
    ]
    rest = [one for kind in _KINDS for one in kind.findall(text)]
    return tuple(dict.fromkeys([*words, *numbers, *rest]))
