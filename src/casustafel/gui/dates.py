"""Days as people in the Netherlands type them (domain.md §6)."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from casustafel.domain.local_time import local_day

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?")
_BARE = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_WEEKS = re.compile(r"\+?(\d{1,3}) ?(?:w|wk|weken)")
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


USUAL = timedelta(days=92)
"""A day without a year is at most three months ago, or in the nine months to come."""
AHEAD = timedelta()
"""A day that is still to come, or after another one: an end, an evaluation, a meeting."""
PAST = timedelta(days=364)
"""A day that has been: when something was told, decided or received."""


class _Clock:
    """Which day it is, as the workspace says that is shown; the window has no other clock."""

    ask: Callable[[], datetime] | None = None


def go_by(clock: Callable[[], datetime]) -> None:
    """Let `today` go by a clock that tells the moment in UTC."""
    _Clock.ask = clock


def today() -> date:
    """Return the day of today in Amsterdam by the clock of the workspace that is shown.

    Raises RuntimeError before there is one.
    """
    if _Clock.ask is None:
        raise RuntimeError("no workspace is shown")
    return local_day(_Clock.ask())


def parse_day(text: str, near: date, back: timedelta = USUAL) -> date | None:
    """Return the day that is meant, or None.

    Understood are 26-11-2026, 26/11/26, 26-11, 26112026, 2611 and 13w (so many weeks after
    `near`). A day without a year is the first one that is not more than `back` before `near`.
    """
    given = text.strip().casefold()
    if weeks := _WEEKS.fullmatch(given):
        return near + timedelta(weeks=int(weeks[1]))
    if (found := _DAY.fullmatch(given) or _BARE.fullmatch(given)) is None:
        return None
    day, month = int(found[1]), int(found[2])
    if found[3]:
        year = int(found[3])
        return _date(year if year > 99 else 2000 + year, month, day)
    first = near - back
    meant = _date(first.year, month, day)
    return meant if meant is not None and meant >= first else _date(first.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def long_day(value: date) -> str:
    """Return a day with its name: donderdag 26-11-2026."""
    return f"{_DAYS[value.weekday()]} {value:%d-%m-%Y}"


def short_day(value: date) -> str:
    """Return a day with the first letters of its name: do 26-11-2026."""
    return f"{_DAYS[value.weekday()][:2]} {value:%d-%m-%Y}"


def day_and_month(value: date, near: date) -> str:
    """Return a day as people say it: 3-12, with its year where that is not the year of `near`."""
    year = "" if value.year == near.year else f"-{value.year}"
    return f"{value.day}-{value.month}{year}"


def week(value: date) -> int:
    """Return the ISO number of the week: it begins on Monday and 4 January is in week 1."""
    return value.isocalendar().week
