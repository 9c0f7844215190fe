"""Folding text, so that a search finds a name however it is spelled.

Text is folded on the way in (the columns that are searched) and on the way out (what the user
types), both here, so that SQLite and PostgreSQL find the same. Folding forgets case, accents,
ligatures and typographic dashes and quotes; it never guesses (ij does not become y).
"""

import unicodedata

_LETTERS = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("‘’‚‛ʼ`´", "'"),
    **dict.fromkeys("“”„", '"'),
}
#: The longest text that is looked for: nothing that is kept is searched by more.
_LONGEST = 200
_FORGOTTEN = frozenset({"Mn", "Me", "Cf"})
"""Unicode categories without a place in a search: accents, and invisible signs of formatting."""


def fold(text: str) -> str:
    """Return `text` as it is searched: lower case, no accents, white space single and trimmed.

    Folding what is folded changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    plain = _decompose(_decompose(text))
    return " ".join(plain.split())


def searched(text: str) -> str:
    """Return what somebody looks for as `fold` does; of a text that long only the beginning."""
    return fold(text[:_LONGEST])


def _decompose(text: str) -> str:
    # Letters are replaced before and after: taking a letter apart can give one of the table,
    # and some signs of the table would otherwise fall apart into a space and an accent.
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTER_TABLE))
    return apart.casefold().translate(_SIGNS)


class _Signs(dict[int, str]):
    """What each sign becomes, looked up once per sign."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        forgotten = unicodedata.category(sign) in _FORGOTTEN
        self[code] = kept = "" if forgotten else _LETTERS.get(sign, sign)
        return kept


_LETTER_TABLE = str.maketrans(_LETTERS)
_SIGNS = _Signs()
