"""Text made fit for paper: one spelling, no control characters, only signs the fonts have.

Text is never markup: it is drawn as it stands, so `<&>` needs no escaping and nothing that a
user types can change the layout.
"""

import unicodedata
from dataclasses import dataclass

from casustafel.pdf.fonts import drawable

MISSING = "\ufffd"
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


class _Table(dict[int, str]):
    """What each code point becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _shown(chr(code))
        return shown


def _shown(sign: str) -> str:
    if sign in _LINE_ENDS:
        return "\n"
    if sign in "\xa0\u202f\u2007":
        return "\xa0"
    category = unicodedata.category(sign)
    if sign == "\t" or category == "Zs":
        return " "
    # Control and format signs (soft hyphens, marks that turn the direction) have no shape.
    if category in ("Cc", "Cf") or ord(sign) in _VARIATION_SELECTORS:
        return ""
    return sign if ord(sign) in drawable() else MISSING


_TABLE = _Table()


def clean(text: str) -> str:
    """Return text in NFC with line ends as `\\n` and every other sign drawable.

    Control and format characters are dropped; a sign that the fonts lack becomes U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_TABLE)


def one_line(text: str) -> str:
    """Return cleaned text with every run of white space as one space."""
    return " ".join(part for part in clean(text).replace("\n", " ").split(" ") if part)


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text as paragraphs, cleaned, without the empty ones."""
    return [line for line in map(one_line, clean(text).split("\n")) if line]
