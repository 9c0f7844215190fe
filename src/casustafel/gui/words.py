"""Numbers and moments as they stand on a Dutch screen (domain.md §6)."""

from datetime import date, datetime


def number(value: int) -> str:
    """Return a whole number with dots: 1.211."""
    return f"{value:,}".replace(",", ".")


def count_of(count: int, one: str, more: str) -> str:
    """Return "1 casus wacht" or "3 casussen wachten"; `more` holds {n}."""
    return one if count == 1 else more.format(n=number(count))


def day(value: date) -> str:
    """Return a date as dd-mm-jjjj."""
    return f"{value:%d-%m-%Y}"


def clock(value: datetime) -> str:
    """Return a time of the day with seconds: 14:32:08."""
    return f"{value:%H:%M:%S}"
