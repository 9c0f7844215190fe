"""Instants are kept in UTC; meetings and days are those of the clock in Amsterdam (design.md)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local_day(moment: datetime) -> date:
    """Return the day that it is in Amsterdam at a moment."""
    return moment.astimezone(AMSTERDAM).date()


def local(moment: datetime) -> datetime:
    """Return a moment as the clock in Amsterdam shows it."""
    return moment.astimezone(AMSTERDAM)
