"""How documents look, how a Dutch office writes days (domain.md §6), and text fit for paper.

Few sizes, dark blue headings, greys that survive a black-and-white printer.
Contrast on white is at least 4.5:1 for every text colour.
"""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, time

from reportlab.lib.colors import Color, HexColor

from casustafel.domain.wording.catalogue import columns
from casustafel.pdf.fonts import BOLD, REGULAR, drawable, word_width

BLUE = HexColor("#164073")
INK = HexColor("#1c2430")
GREY = HexColor("#566070")
LINE = HexColor("#d3dae3")
FILL = HexColor("#f1f4f8")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a text. Sizes and spaces in points."""

    size: float = 9.0
    leading: float = 13.5
    bold: bool = False
    color: Color = INK
    before: float = 0.0
    after: float = 5.0

    @property
    def font(self) -> str:
        return BOLD if self.bold else REGULAR


BODY = Style()
NOTE = Style(size=8.5, leading=12.5, color=GREY, after=4.0)
#: The outcome of a case, which is found without reading the rest.
VERDICT = Style(size=10.5, leading=15.0, bold=True, after=4.0)
CELL = Style(size=8.5, leading=12.0, after=2.0)
CELL_HEAD = Style(size=8.5, leading=12.0, bold=True, after=2.0)
HEADINGS = {
    1: Style(size=17.0, leading=22.0, bold=True, color=BLUE, before=0.0, after=4.0),
    2: Style(size=11.5, leading=15.5, bold=True, color=BLUE, before=16.0, after=5.0),
    3: Style(size=9.5, leading=13.5, bold=True, color=INK, before=9.0, after=3.0),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a municipality chose: its logo (PNG or JPEG) and the colour of names and headings."""

    logo: bytes | None = None
    colour: str = ""

    def coloured(self, style: Style) -> Style:
        """Return a style in the colour of the house where it has the program's own."""
        return replace(style, color=HexColor(self.colour)) if self.colour else style


PAGE_TEXT = Style(size=8.0, leading=11.0, color=GREY)
PAGE_NAME = Style(size=8.5, leading=11.0, bold=True, color=BLUE)


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


def unwritable(text: str) -> str:
    """Return the signs of a text that the fonts lack, each once."""
    if text.isascii():
        return ""
    signs = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(sign for sign in signs if _TABLE[ord(sign)] == MISSING)


def one_line(text: str) -> str:
    """Return cleaned text with every run of white space as one space."""
    return " ".join(part for part in clean(text).replace("\n", " ").split(" ") if part)


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text as paragraphs, cleaned, without the empty ones."""
    return [line for line in map(one_line, clean(text).split("\n")) if line]


_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def long_date(day: date) -> str:
    """Return "26 november 2026"."""
    return f"{day.day} {columns()['months'][str(day.month)]} {day.year}"


def weekday_date(day: date) -> str:
    """Return "donderdag 26 november 2026"."""
    return f"{_DAYS[day.weekday()]} {long_date(day)}"


def short_date(day: date | None) -> str:
    """Return "26-11-2026", or a dash where there is no date."""
    return f"{day:%d-%m-%Y}" if day else "—"


def clock(moment: time) -> str:
    """Return "09.00"."""
    return f"{moment:%H.%M}"


def hours(start: time, end: time | None) -> str:
    """Return "09.00–10.24 uur", or "09.00 uur" where there is no end."""
    return f"{clock(start)}–{clock(end)} uur" if end else f"{clock(start)} uur"


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return the text with a full stop behind it, unless it ends with one of the like."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def fitted(text: str, style: Style, room: float) -> str:
    """Return a text that fits on one line, cut where it must be."""
    while word_width(text, style.font) * style.size > room:
        text = text[:-2].rstrip(" …") + "…"
    return text


def with_short(name: str, short: str) -> str:
    """Return a table by its whole name, before the short one where that says something else."""
    return name if short in name else f"{name} ({short})"


def joined(parts: list[str]) -> str:
    """Return "a, b en c"."""
    return " en ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
