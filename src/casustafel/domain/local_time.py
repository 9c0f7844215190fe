"""Instants are kept in UTC; meetings and days are those of the clock in Amsterdam (design.md).

Nothing else makes a day of a moment (tests/test_one_clock.py). Which day it is says `today` of the
use case (`storage.unit_of_work`). Workdays and months are counted here too.
"""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(moment: datetime) -> datetime:
    """Return a moment as the clock in Amsterdam shows it."""
    return moment.astimezone(AMSTERDAM)


def local_day(moment: datetime) -> date:
    """Return the day that it is in Amsterdam at a moment."""
    return local(moment).date()


def local_time(moment: datetime) -> time:
    """Return the time on the clock in Amsterdam, without seconds."""
    return local(moment).time().replace(second=0, microsecond=0)


def moment_of(day: date, at: time = time(0)) -> datetime:
    """Return the moment, in UTC, at which the clock in Amsterdam shows a day and a time."""
    return datetime.combine(day, at, AMSTERDAM).astimezone(UTC)


def workdays_after(day: date, count: int) -> date:
    """Return the day that lies `count` workdays after a day: no weekend and no holiday."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.isoweekday() < _SATURDAY and day not in holidays(day.year)
    return day


_SATURDAY = 6


@cache
def holidays(year: int) -> frozenset[date]:
    """Return the days of a year that are no workdays by the Algemene termijnenwet, article 3.

    Nieuwjaarsdag, Goede Vrijdag, tweede paasdag, Koningsdag (on Saturday when the 27th is a
    Sunday), 5 mei, Hemelvaartsdag, tweede pinksterdag and both days of Christmas.
    """
    easter = _easter(year)
    king = date(year, 4, 27)
    fixed = {date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    after_easter = {easter + timedelta(days=days) for days in (-2, 1, 39, 50)}
    return frozenset(fixed | after_easter | {king - timedelta(days=king.isoweekday() == _SUNDAY)})


_SUNDAY = 7


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous reckoning of 1876)."""
    century, rest = divmod(year, 100)
    leaps, over = divmod(century, 4)
    moon = (19 * (year % 19) + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * over + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later (or earlier), at most the end of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
