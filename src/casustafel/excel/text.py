"""Text of cells: spaces put right, and folded for comparing."""

import re
import unicodedata
from datetime import date

#: Longest text a cell may hold in Excel; longer came from elsewhere.
LONGEST = 32_767

_SPACES = {ord("\u00a0"): " ", ord("\u202f"): " ", ord("\u2007"): " ", ord("\ufeff"): None}
_SPACES |= {ord("\u200b"): None, ord("\t"): " ", ord("\r"): None, ord("\u2028"): "\n"}
# Signs that turn the direction of writing make a name or number look like another one.
_SPACES |= dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))

#: What people write where they have nothing to say. Such a cell is blank, and no fault.
_NOTHING = frozenset(
    (
        *("-", "--", "---", "–", "—", "?", "??", "n.v.t.", "n.v.t", "nvt", "n/a", "n.b.", "leeg"),
        *("onbekend", "niet bekend", "nog niet bekend", "nog onbekend", "geen"),
    )
)


#: What people write where a value is not known yet, or where words say it.
_LATER = re.compile(
    r"(?:volgt|nader|ntb|n\.?t\.?b|nog\b|later|z\.?s\.?m|t\.?z\.?t|eind(?:e)? |begin |zomer"
    r"|na de |voor de |in overleg|in afwachting|wacht|per direct|zo spoedig|aangevraagd"
    r"|n\.?n\.?b|tbd|wordt )"
)


def says_later(value: object) -> bool:
    """Say whether a cell that could not be read tells in words that its value comes later."""
    return isinstance(value, str) and len(value) < 80 and _LATER.match(folded(value)) is not None


def says_nothing(value: object) -> bool:
    """Say whether a cell that could not be read only says that there is nothing to say."""
    return isinstance(value, str) and len(value) < 24 and folded(value) in _NOTHING


def clean_text(value: object) -> str:
    """Return the text of a cell without odd spaces; whole floats lose their ".0"."""
    if isinstance(value, str):
        text = value
        if not text.isascii():
            text = unicodedata.normalize("NFC", text.translate(_SPACES))
        elif "\t" in text or "\r" in text:
            text = text.translate(_SPACES)
        text = text.strip()
        if "\n" in text:
            # The lines of a cell mean something: goals are listed so.
            return "\n".join(" ".join(line.split()) for line in text.split("\n"))
        return " ".join(text.split()) if "  " in text else text
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def written(cell: object) -> str:
    """Return a cell as it was written, in one notation of days and numbers."""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float) and not cell.is_integer():
        return f"{cell:f}".rstrip("0").rstrip(".").replace(".", ",")
    return clean_text(cell) if cell is not None else ""


def printable(value: object) -> str:
    """Return the text of a cell as it is kept: control signs other than a new line dropped."""
    text = clean_text(value)
    if text.isprintable():
        return text
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return clean_text(kept)


def folded(value: object) -> str:
    """Return text for comparing: lower case, no accents, single spaces."""
    text = clean_text(value).casefold()
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
        )
    return " ".join(text.split())


def column_number(letters: bytes) -> int:
    """Return which column a spreadsheet calls by these letters; A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def column_letter(index: int) -> str:
    """Return what a spreadsheet calls a column; 0 is A."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
