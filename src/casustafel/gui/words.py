"""What stands on a Dutch screen: texts, and numbers and moments (domain.md §6)."""

from datetime import date, datetime, time

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return a text of the window in the user's language; Dutch is what it is written in.

    All texts share one context: Qt's own lupdate gives the calls of a bare `tr` the empty one.
    """
    return QCoreApplication.translate("", text)


def QT_TR_NOOP(text: str) -> str:
    """Mark a text that a table holds as it is written; `tr` is asked when it is shown.

    lupdate knows this name. A text that were asked for when a module is imported would stay
    Dutch, since translations are installed later.
    """
    return text


def number(value: int) -> str:
    """Return a whole number with dots: 1.211."""
    return f"{value:,}".replace(",", ".")


def count_of(count: int, one: str, more: str) -> str:
    """Return "1 casus wacht" or "3 casussen wachten"; `more` holds {n}."""
    return one if count == 1 else more.format(n=number(count))


def day(value: date) -> str:
    """Return a date as dd-mm-jjjj."""
    return f"{value:%d-%m-%Y}"


def told_apart(words: str, apart: time | None) -> str:
    """Return a day with the time of its meeting, where the table meets twice that day."""
    return words if apart is None else f"{words}, {apart.hour}.{apart:%M} uur"


def clock(value: datetime) -> str:
    """Return a time of the day with seconds: 14:32:08."""
    return f"{value:%H:%M:%S}"
