"""Numbers and names that identify people, organisations and places, as lists write them."""

import re

#: Odd spaces, dashes and apostrophes as they are meant; signs that nobody sees left out.
_PLAIN: dict[int, str | None] = dict.fromkeys(map(ord, "\t\n\r\u00a0\u2007\u2009\u202f"), " ")
_PLAIN |= dict.fromkeys((0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)))
_PLAIN |= dict.fromkeys(range(0x2060, 0x2070))
_PLAIN |= dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-") | {0x2018: "'", 0x2019: "'"}

_WHOLE = re.compile(r"([0-9]+)(?:[.,]0+)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_DAY = re.compile(r"[0-9]{1,2}([ .-])[0-9]{1,2}\1[0-9]{4}|[0-9]{4}([ .-])[0-9]{1,2}\2[0-9]{1,2}")
_POSTCODE = re.compile(r"(?:NL[ -]?)?([1-9][0-9]{3})[ .-]*([A-Za-z]{2})\.?")
_BRIN = re.compile(r"([0-9]{2}[A-Z]{2})([0-9]{2})?")

#: The range that is given out for tests only; real people never have these.
TEST_BSN = range(999900006, 999999991)

#: What the weighted sum makes of the characters of nine zeros (weights 9 to 2, and -1).
_SUM_OF_ZEROS = 43 * ord("0")


def passes_elfproef(bsn: str) -> bool:
    """Say whether nine digits form a BSN: the weighted sum divides by eleven.

    000000000 passes the sum and is still no BSN (domain.md §4).
    """
    if len(bsn) != 9 or not bsn.isascii() or not bsn.isdigit() or bsn == "000000000":
        return False
    a, b, c, d, e, f, g, h, i = bsn.encode()
    total = 9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i
    return (total - _SUM_OF_ZEROS) % 11 == 0


def is_test_bsn(bsn: str) -> bool:
    """Say whether a BSN comes from the test range."""
    return bsn.isdigit() and int(bsn) in TEST_BSN


def masked_bsn(bsn: str | None) -> str:
    """Return a BSN as screens show it: five dots and the last four digits."""
    return "•••••" + bsn[-4:] if bsn else ""


def digits(text: str) -> str | None:
    """Return the digits of a number; None for what is no whole number, or another one.

    Groups may stand apart by spaces, or in threes by points. A spreadsheet's ".0" is cut
    off. Letters, decimals and days are never taken for a number: their digits are of something
    else.
    """
    return _read(text, " ")[0]


def _read(text: str, separators: str) -> tuple[str | None, bool]:
    """Return the digits, and whether a spreadsheet may have written them as a number."""
    text = text.translate(_PLAIN).strip(" '").rstrip(".")
    if match := _WHOLE.fullmatch(text):
        return match[1], True
    if _THOUSANDS.fullmatch(text):
        return text.replace(".", ""), True
    groups = re.split(f"[{re.escape(separators)}]+", text)
    decimal = len(groups) == 2 and "." in text
    together = "".join(groups) if all(groups) else ""
    sound = together.isascii() and together.isdecimal() and not decimal and not _DAY.fullmatch(text)
    return (together if sound else None), False


def padded(text: str, length: int) -> tuple[str | None, bool]:
    """Return the digits of a number at its length, and whether a lost zero was put back.

    Points, spaces, apostrophes and dashes may stand between groups. One zero less is mended
    (8 digits of a BSN, 7 of an AGB) where a spreadsheet can have lost it: of a number in one piece
    or in threes that is no day. Anything else that does not fit is None.
    """
    found, a_number = _read(text, " .'-")
    if found is not None and len(found) == length - 1 and a_number and not _is_day(found):
        return "0" + found, True
    return (found if found is not None and len(found) == length else None), False


def _is_day(found: str) -> bool:
    """Say whether eight digits are a day of 1900 to 2099: one written in a wrong column."""
    if len(found) != 8:
        return False
    orders = ((found[4:], found[2:4], found[:2]), (found[:4], found[4:6], found[6:]))
    return any(
        year[:2] in ("19", "20") and 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        for year, month, day in orders
    )


def postcode(text: str) -> str | None:
    """Return a postcode as 1234AB; None when it is none."""
    match = _POSTCODE.fullmatch(text.translate(_PLAIN).strip(" '"))
    return f"{match[1]}{match[2].upper()}" if match else None


def brin(text: str) -> str | None:
    """Return a BRIN of 4 characters, with 2 of the vestiging when given; None when it is none."""
    compact = re.sub(r"[\s.'-]", "", text.translate(_PLAIN)).upper()
    match = _BRIN.fullmatch(compact)
    return compact if match else None


PREFIXES = (
    "van der", "van den", "van de", "van het", "van 't", "van", "von", "de la", "de", "den",
    "der", "ten", "ter", "te", "in 't", "in de", "in den", "in het", "op de", "op den", "op 't",
    "op het", "uit de", "uit den", "uit het", "el", "al", "la", "le", "du", "da", "dos", "di", "'t",
)  # fmt: skip
_BY_LENGTH = sorted(PREFIXES, key=len, reverse=True)


def split_prefix(text: str) -> tuple[str, str]:
    """Return the prefix (tussenvoegsel) in lower case and what follows it."""
    if " " not in text:
        return "", text
    lowered = text.casefold()
    for prefix in _BY_LENGTH:
        if lowered.startswith(prefix + " "):
            return prefix, text[len(prefix) + 1 :].strip()
    return "", text
