"""Names of people as lists write them: "Jansen, P. van", "van der Berg"."""

import re

from casustafel.domain.identifiers import PREFIXES, split_prefix
from casustafel.excel.flaw import Parts
from casustafel.excel.text import clean_text

_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.\s*)+")

#: Prefixes as they are shortened or glued, always in small letters: "V.D." are initials.
_SHORT = re.compile(r"(v\. ?d\.|vd|v/d|van't|in't|op't) (?=\w)")
_WHOLE = {"van't": "van 't", "in't": "in 't", "op't": "op 't"}


def surname(value: object) -> object:
    """Return a surname, or the Parts of a name that was written whole in one cell."""
    text = " ".join(clean_text(value).split())
    if not text or text.replace(".", "").isdecimal():
        return text
    if "," in text:
        last, _, rest = text.partition(",")
        return Parts({"surname": last.strip(), **_rest(rest.strip())}, "name-split")
    short = _SHORT.match(text)
    if short:
        return Parts({"surname": text[short.end() :], "prefix": _WHOLE.get(short[1], short[1])})
    match = _INITIALS.match(text)
    if match and match.end() < len(text):
        prefix, last = split_prefix(text[match.end() :].strip())
        fields = {"surname": last, "prefix": prefix, "initials": match[0].replace(" ", "")}
        return Parts({name: part for name, part in fields.items() if part}, "name-split")
    prefix, last = split_prefix(text)
    return Parts({"surname": last, "prefix": prefix}) if prefix else last


def whole_name(value: object) -> object:
    """Return the Parts of "Lotte ten Have"; of anything else what `surname` does.

    For a column that holds whole names: of a surname alone, "Jansen van Dijk" is one.
    """
    read = surname(value)
    words = read.split() if isinstance(read, str) else []
    for at in range(1, len(words) - 1):
        prefix, last = split_prefix(" ".join(words[at:]))
        # "Anna De Vries" may be either, and "Roos-van der Berg" is one surname: both stay.
        before = words[at - 1].rpartition("-")[2]
        if prefix and words[at].islower() and before and not before.islower():
            given = " ".join(words[:at])
            return Parts({"surname": last, "prefix": prefix, "given_names": given}, "name-split")
    return read


def _rest(text: str) -> dict[str, object]:
    """Read what follows the comma: initials or given names, and the prefix behind them."""
    found: dict[str, object] = {}
    words = text.split()
    lowered = [word.casefold() for word in words]
    for start in range(len(words)):
        tail = " ".join(lowered[start:])
        if tail in PREFIXES:
            found["prefix"] = tail
            words = words[:start]
            break
    given = " ".join(words)
    if _INITIALS.fullmatch(given) or (given.isupper() and len(given) <= 4):
        found["initials"] = given.replace(" ", "")
    elif given:
        found["given_names"] = given
    return found
