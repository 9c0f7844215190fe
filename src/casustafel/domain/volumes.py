"""Hours per week from volume, unit and frequency (domain.md §4; iJw WJ756, WMO757)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

#: Hours in one unit: minutes, hours, dagdelen of four hours. Others are no time.
_HOURS = {"01": Decimal(1) / 60, "04": Decimal(1), "16": Decimal(4)}


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Hours per week to two decimals, and the code of what was assumed (None: nothing)."""

    hours: Decimal
    assumption: str | None = None


def hours_per_week(
    volume: Decimal | None,
    unit: str | None,
    frequency: str | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> WeeklyHours | None:
    """Return the hours per week, or None when they cannot be known.

    `frequency`: 1 per day (assumed: seven days a week), 2 per week, 4 per month (12/52), 6 in
    the whole period (divided by its weeks, rounded up to whole ones).
    """
    per_unit = _HOURS.get(unit or "")
    if volume is None or per_unit is None:
        return None
    total = volume * per_unit
    match frequency:
        case "2":
            return WeeklyHours(_rounded(total))
        case "1":
            return WeeklyHours(_rounded(total * 7), "seven-days")
        case "4":
            return WeeklyHours(_rounded(total * 12 / 52), "month-of-weeks")
        case "6" if starts_on is not None and ends_on is not None and starts_on <= ends_on:
            weeks = -(-((ends_on - starts_on).days + 1) // 7)
            return WeeklyHours(_rounded(total / weeks), "spread-over-period")
    return None


def _rounded(hours: Decimal) -> Decimal:
    return hours.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + Decimal(0)
