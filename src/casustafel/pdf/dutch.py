"""Dates and times as a Dutch office writes them (domain.md §6)."""

from datetime import date, time

from casustafel.domain.wording.catalogue import columns

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def long_date(day: date) -> str:
    """Return "26 november 2026"."""
    return f"{day.day} {columns()['months'][str(day.month)]} {day.year}"


def weekday_date(day: date) -> str:
    """Return "donderdag 26 november 2026"."""
    return f"{_DAYS[day.weekday()]} {long_date(day)}"


def short_date(day: date | None) -> str:
    """Return "26-11-2026", or a dash where there is no date."""
    return f"{day:%d-%m-%Y}" if day else "—"


def clock(moment: time) -> str:
    """Return "09.00"."""
    return f"{moment:%H.%M}"


def hours(start: time, end: time | None) -> str:
    """Return "09.00–10.24 uur", or "09.00 uur" where there is no end."""
    return f"{clock(start)}–{clock(end)} uur" if end else f"{clock(start)} uur"


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return the text with a full stop behind it, unless it ends with one of the like."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def joined(parts: list[str]) -> str:
    """Return "a, b en c"."""
    return " en ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
