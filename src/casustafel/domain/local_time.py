"""Instants are kept in UTC; meetings and days are those of the clock in Amsterdam (design.md).

Nothing else makes a day of a moment (tests/test_one_clock.py). Which day it is says `today` of the
use case (`storage.unit_of_work`).
"""

from datetime import UTC, date, datetime, time, timedelta
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
    """Return the day that lies `count` days of Monday to Friday after a day (holidays count)."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.isoweekday() < _SATURDAY
    return day


_SATURDAY = 6
