"""Numbers and moments as they stand on a Dutch screen (domain.md §6)."""

from datetime import date, datetime


def number(value: int) -> str:
    """Return a whole number with dots: 1.211."""
    return f"{value:,}".replace(",", ".")


def day(value: date) -> str:
    """Return a date as dd-mm-jjjj."""
    return f"{value:%d-%m-%Y}"


def clock(value: datetime) -> str:
    """Return a time of the day with seconds: 14:32:08."""
    return f"{value:%H:%M:%S}"
