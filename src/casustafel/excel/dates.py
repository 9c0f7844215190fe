"""Dates in every habit of lists: real dates, serial numbers, and text in many orders."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal

from casustafel.domain.local_time import local
from casustafel.excel.flaw import Flaw
from casustafel.excel.text import clean_text, folded

DateOrder = Literal["dmy", "mdy"]

#: A time of day behind a date, with where on earth it is told: Z, +01:00.
_TIME = (
    r"(?:[T\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d*)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.IGNORECASE)
_PARTS = re.compile(
    r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|'?\d{2})" + _TIME, re.IGNORECASE
)
_NAMED = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:e|ste|de|st|nd|rd|th)?[\s.-]*([a-z]{3,9})[\s.,'-]*(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})[\s.-]+(\d{1,2})(?:st|nd|rd|th)?[\s.,'-]+(\d{4}|\d{2})")
_NO_YEAR = re.compile(r"(\d{1,2})\s*[-/. ]\s*(?:(\d{1,2})|([a-z]{3,9}))\.?")
#: Dashes of word processors as the plain one, and apostrophes as the plain one.
_PLAIN: dict[int, str] = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_PLAIN |= {0x2018: "'", 0x2019: "'"}
_PARTIAL = re.compile(
    r"(?:00?\s*[-/.]\s*)?(?:(?:0?\d|1[0-2])\s*[-/.]\s*)?(?P<year>\d{4})"
    r"|(?P<iso>\d{4})-(?:0\d|1[0-2])-00"
)
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTHS = {
    "jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_FIRST_YEAR, _LAST_YEAR, _LEAP_YEAR = 1900, 2100, 2000
_NEARLY_MIDNIGHT = time(23, 59)
_YEARS_AHEAD = 20
#: Lists write 31-12-2099, 31-12-2999 or 31-12-9999 where no end is known.
_OPEN_FROM = 2099
_OPEN_WORDS = frozenset(
    {"onbepaald", "onbepaalde tijd", "onbep. tijd", "heden", "lopend", "doorlopend", "open"}
)
_EIGHT_DIGITS = 99_999_999
#: Serial numbers of 1927 to 2119: anything else in a date column is no date.
_SERIALS = range(10_000, 80_000)


@dataclass(slots=True)
class DateColumn:
    """Reads the dates of one column and learns in which order they are written.

    `order` is how an ambiguous date (both parts at most 12) is read until a value proves the
    contrary; `given` means that somebody was asked, so that nothing proves the contrary. After the
    column was read, `verdict` says how the ambiguous ones must be read. `past` is for birth dates,
    which cannot lie ahead (a year '30 is 1930) and of which a part may be unknown (datumgebruik,
    iJw). `open_end` is for ends, which may be unknown altogether.
    `whole_days` is False where a time of day may be meant, as of a receipt. `year` completes dates
    that lack one, where somebody was asked.
    """

    order: DateOrder
    given: bool
    today: date
    is_1904: bool = False
    past: bool = False
    open_end: bool = False
    whole_days: bool = True
    year: int | None = None
    proofs: set[DateOrder] = field(default_factory=set)
    ambiguous: int = 0

    def read(self, value: object) -> object:
        """Return a date or a Flaw."""
        if isinstance(value, datetime):
            return self._with_time(value.date(), value.time())
        if isinstance(value, date):
            fits = _FIRST_YEAR <= value.year < _OPEN_FROM
            return value if fits else self._made(value.year, value.month, value.day)
        if isinstance(value, time) and value == time():
            return Flaw(None, "date-zero")  # what Excel shows as 00-01-1900: a link to a blank cell
        if isinstance(value, bool):
            return _invalid()
        if isinstance(value, int | float):
            return self._serial(value)
        if not isinstance(value, str):
            return _invalid()
        return self._text(clean_text(value).translate(_PLAIN).strip(" '"))

    def _serial(self, value: float) -> object:
        if not 0 <= value <= _EIGHT_DIGITS:  # and neither is no number at all
            return _invalid()
        if int(value) in _SERIALS:
            epoch = _EPOCH_1904 if self.is_1904 else _EPOCH_1900
            found = epoch + timedelta(days=int(value))
            return Flaw(found, "date-serial", {"date": found})
        if value != int(value):
            return _invalid()
        if self.past and _FIRST_YEAR <= value <= self.today.year:
            return Flaw(None, "birth-partial")
        match = _COMPACT.fullmatch(f"{int(value):08d}")
        return self._compact(match) if match else _invalid()

    def _compact(self, match: re.Match[str]) -> object:
        """Read eight digits: 01022026, or 20260201 where the first cannot be meant."""
        found = self._made(int(match[3]), int(match[2]), int(match[1]))
        if not isinstance(found, Flaw) or found.code != "date-invalid":
            return found
        digits = match[0]
        return self._made(int(digits[:4]), int(digits[4:6]), int(digits[6:]))

    def _text(self, text: str) -> object:
        if self.past and (match := _PARTIAL.fullmatch(text)):
            year = int(match["year"] or match["iso"])
            known = year == 0 or _FIRST_YEAR <= year <= self.today.year
            return Flaw(None, "birth-partial") if known else _invalid()
        match = _ISO.fullmatch(text)
        if match:
            found = self._made(int(match[1]), int(match[2]), int(match[3]))
            return self._at_hour(found, match)
        match = _PARTS.fullmatch(text)
        if match:
            found = self._ordered(int(match[1]), int(match[2]), match[3].lstrip("'"))
            return self._at_hour(found, match)
        if text.isdecimal() and len(text) == 5:
            return self._serial(int(text))
        match = _COMPACT.fullmatch(text)
        if match:
            return self._compact(match)
        words = folded(text).replace(".", " ").strip()
        match = _NAMED.fullmatch(words)
        if match and match[2][:3] in _MONTHS:
            return self._year(match[3], _MONTHS[match[2][:3]], int(match[1]))
        match = _MONTH_FIRST.fullmatch(words)
        if match and match[1][:3] in _MONTHS:
            return self._year(match[3], _MONTHS[match[1][:3]], int(match[2]))
        if self.open_end and words in _OPEN_WORDS:
            return Flaw(None, "date-open-end")
        if match := _NO_YEAR.fullmatch(words):
            return self._without_year(match)
        return _invalid()

    def _without_year(self, match: re.Match[str]) -> object:
        """Read "24-11" or "24 nov", to which somebody may have given the year for this column."""
        month = int(match[2]) if match[2] else _MONTHS.get(match[3][:3], 0)
        day = int(match[1])
        if isinstance(self._made(_LEAP_YEAR, month, day), Flaw):
            return _invalid()
        if self.year is not None:
            return self._made(self.year, month, day)
        return Flaw(None, "date-without-year", {"day": day, "month": month})

    def _at_hour(self, found: object, match: re.Match[str]) -> object:
        """Take a date with the time that stands behind it, told in this country's time."""
        day = found.value if isinstance(found, Flaw) else found
        if match["hour"] is None or not isinstance(day, date):
            return found
        hour, zone = int(match["hour"]), (match["zone"] or "").upper()
        if match["half"]:
            hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
        try:
            moment = time(hour, int(match["minute"]), int(match["second"] or 0))
        except ValueError:
            return _invalid()
        if zone:
            sign = -1 if zone[0] == "-" else 1
            digits = zone[1:].replace(":", "") if zone[0] in "+-" else "0000"
            ahead = sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
            if abs(ahead) >= timedelta(days=1):
                return _invalid()
            told = local(datetime.combine(day, moment, timezone(ahead)))
            day, moment = told.date(), told.time()
        taken = self._with_time(day, moment)
        return found if isinstance(found, Flaw) and taken == day == found.value else taken

    def _with_time(self, day: date, moment: time) -> object:
        """Take the day of a moment; where only days are meant, say that a time stood there.

        Programs that count in another zone write midnight as an hour of the day before; some miss
        midnight by seconds.
        """
        if moment >= _NEARLY_MIDNIGHT and day < date.max and self.whole_days:
            day += timedelta(days=1)
        taken = self.read(day)
        if moment.replace(microsecond=0) == time() or not self.whole_days:
            return taken
        return taken if isinstance(taken, Flaw) else Flaw(taken, "date-with-time", {"date": taken})

    def _ordered(self, first: int, second: int, year: str) -> object:
        if first > 12 >= second:
            self.proofs.add("dmy")
            return self._year(year, second, first)
        if second > 12 >= first:
            self.proofs.add("mdy")
            return self._year(year, first, second)
        if first != second:
            self.ambiguous += 1
        day, month = (first, second) if self.order == "dmy" else (second, first)
        return self._year(year, month, day)

    def _year(self, year: str, month: int, day: int) -> object:
        if len(year) == 4:
            return self._made(int(year), month, day)
        # A two-digit year lies in this century up to twenty years ahead, else in the last one.
        short = int(year)
        ahead = 0 if self.past else _YEARS_AHEAD
        full = 2000 + short if short <= self.today.year % 100 + ahead else 1900 + short
        found = self._made(full, month, day)
        return found if isinstance(found, Flaw) else Flaw(found, "date-two-digit-year")

    def is_ambiguous(self, value: object) -> bool:
        """Say whether a text could be read in both orders."""
        if not isinstance(value, str):
            return False
        match = _PARTS.fullmatch(clean_text(value).translate(_PLAIN).strip(" '"))
        if match is None or match[1] == match[2]:
            return False
        return int(match[1]) <= 12 and int(match[2]) <= 12

    @property
    def verdict(self) -> str | None:
        """Return None, or the code of what must be said of the column's ambiguous dates."""
        if not self.ambiguous or self.given:
            return None
        if self.proofs == {"dmy", "mdy"}:
            return "date-order-mixed"
        if not self.proofs:
            return "date-order-assumed"
        return None if self.order in self.proofs else "date-order-found"

    def turned(self) -> "DateColumn":
        """Return a reader of the same column in the other order."""
        order: DateOrder = "mdy" if self.order == "dmy" else "dmy"
        return replace(self, order=order, given=True, proofs=set(), ambiguous=0)

    def _made(self, year: int, month: int, day: int) -> object:
        try:
            found = date(year, month, day)
        except ValueError:
            return _invalid()
        if self.open_end and year >= _OPEN_FROM:
            return Flaw(None, "date-open-end")
        return found if _FIRST_YEAR <= year <= _LAST_YEAR else _invalid()


def _invalid() -> Flaw:
    return Flaw(None, "date-invalid")
