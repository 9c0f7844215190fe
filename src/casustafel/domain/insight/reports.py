"""A report as data: per table and period its figures, each with its base and lines.

A number of which nothing may be known is None, before and after it is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casustafel.domain.insight.indicators import Indicator
from casustafel.domain.plain import AS_IT_IS

#: The one line of a count that is not divided.
ALL = "all"
#: No share is said of fewer.
LEAST_BASE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number with its own measures; whole hours, euro cents, days.

    `clients`, `largest` (hours, cents and hours advised of the client with most) and `inside` (a
    line of another figure under which all its cases count) say whether it may be shown, and are
    not published.
    """

    key: str
    label: str
    count: int | None
    hours: int | None = None
    cents: int | None = None
    advised: int | None = None
    room: int | None = None
    median: int | None = None
    ninetieth: int | None = None
    seen: str = ""
    clients: int = 0
    largest: tuple[int, ...] = ()
    inside: str = ""

    def share(self, base: int | None) -> int | None:
        """Return the count in whole per cents of a base; None where that is hidden or small."""
        if self.count is None or base is None or base < LEAST_BASE:
            return None
        return (self.count * 200 + base) // (2 * base)

    @property
    def room_share(self) -> int | None:
        """What the euros are in whole per cents of the room of the norm."""
        if self.cents is None or not self.room:
            return None
        return (self.cents * 200 + self.room) // (2 * self.room)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An indicator as it was counted. `base` is the count that it is a part of, if any.

    `parts` are the kinds of outcome of which it is the sum.
    """

    code: str
    name: str
    definition: str
    unit: str
    of: str
    period: str
    source: str
    lines: tuple[Line, ...]
    base: int | None = None
    shows: tuple[str, ...] = ()
    several: bool = False
    persons: bool = True
    parts: tuple[str, ...] = ()
    comment: str = ""

    @property
    def single(self) -> bool:
        """Whether it is one number that is not divided."""
        return len(self.lines) == 1 and self.lines[0].key == ALL

    def line(self, key: str) -> Line | None:
        """Return a line by its key."""
        return next((one for one in self.lines if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandLine:
    """A number of others, with where it comes from and of which day it is."""

    name: str
    unit: str
    value: str
    source: str
    known_on: date
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The figures of one table over one period. `least`: smaller numbers are hidden; 0: none are.

    `rounded`: numbers are rounded to fives.
    """

    committee: str
    name: str
    first: date
    last: date
    counted_on: date
    figures: tuple[Figure, ...]
    by_hand: tuple[HandLine, ...] = ()
    least: int = 0
    rounded: bool = False

    def figure(self, code: str) -> Figure | None:
        """Return a figure by the code of its indicator."""
        return next((one for one in self.figures if one.code == code), None)

    def count(self, code: str, key: str = ALL) -> int | None:
        """Return one number; None when it is hidden or not counted."""
        figure = self.figure(code)
        line = figure.line(key) if figure else None
        return line.count if line else None

    def hidden(self) -> int:
        """Return how many numbers are hidden."""
        return sum(line.count is None for one in self.figures for line in one.lines)


def as_plain(section: Section) -> dict[str, object]:
    """Return a section as JSON-able values."""
    plain: dict[str, object] = AS_IT_IS.plain(section)
    return plain


def from_plain(plain: dict[str, object]) -> Section:
    """Return what `as_plain` wrote."""
    return AS_IT_IS.typed(plain, Section)


def described(
    indicator: Indicator, lines: tuple[Line, ...], base: int | None, parts: tuple[str, ...] = ()
) -> Figure:
    """Return an indicator with what was counted of it."""
    return Figure(
        code=indicator.code,
        name=indicator.name,
        definition=indicator.definition,
        unit=indicator.unit,
        of=indicator.base,
        period=indicator.period,
        source=indicator.source,
        lines=lines,
        base=base,
        shows=indicator.shows,
        several=indicator.several,
        persons=indicator.persons,
        parts=parts,
    )


def half_years(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the half years of a period, which begins and ends with one."""
    year, second = first.year, first.month > _JUNE
    while (begin := date(year, 7 if second else 1, 1)) <= last:
        yield begin, date(year, 12, 31) if second else date(year, 6, 30)
        year, second = year + second, not second


_JUNE = 6


def is_half_years(first: date, last: date) -> bool:
    """Say whether a period begins with a half year and ends with one."""
    begins = (first.month, first.day) in ((1, 1), (7, 1))
    return begins and (last.month, last.day) in ((6, 30), (12, 31)) and first <= last
