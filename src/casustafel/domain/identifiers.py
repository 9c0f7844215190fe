"""Numbers that identify people, organisations and places, and what is done to them in lists."""

import re

_DIGITS = re.compile(r"[^0-9]")
_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")
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


def padded(text: str, length: int) -> tuple[str | None, bool]:
    """Return the digits of a number at its length, and whether a lost zero was put back.

    Points, spaces and dashes are dropped. One zero less is mended (8 digits of a BSN, 7 of an
    AGB); anything else that does not fit is None.
    """
    digits = text if text.isascii() and text.isdigit() else _DIGITS.sub("", text)
    if len(digits) == length:
        return digits, False
    if len(digits) == length - 1 and digits:
        return "0" + digits, True
    return None, False


def postcode(text: str) -> str | None:
    """Return a postcode as 1234AB; None when it is none."""
    match = _POSTCODE.fullmatch(text.strip())
    return f"{match[1]}{match[2].upper()}" if match else None


def brin(text: str) -> str | None:
    """Return a BRIN of 4 characters, with 2 of the vestiging when given; None when it is none."""
    compact = re.sub(r"[\s.-]", "", text).upper()
    match = _BRIN.fullmatch(compact)
    return compact if match else None
