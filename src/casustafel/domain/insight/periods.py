"""The periods that figures are looked at over, and those that stand beside them."""

from dataclasses import dataclass
from datetime import date

from casustafel.domain.insight.reports import half_years
from casustafel.domain.local_time import add_months

Days = tuple[date, date]
_HALVES, _YEARS, _LONG = 6, 3, 10


@dataclass(frozen=True, slots=True)
class Choice:
    """A period with its words."""

    words: str
    days: Days


def choices(today: date) -> tuple[Choice, ...]:
    """Return the last half years, the last years, and the last ten years together."""
    found = []
    day = today
    for _ in range(_HALVES):
        first, last = next(half_years(day, day))
        part = "1e" if first.month == 1 else "2e"
        found.append(Choice(f"{part} halfjaar {first.year}", (first, last)))
        day = date(first.year, 1, 1) if first.month > 1 else date(first.year - 1, 12, 31)
    for year in range(today.year, today.year - _YEARS, -1):
        found.append(Choice(f"{year}", (date(year, 1, 1), date(year, 12, 31))))
    since = today.year - _LONG + 1
    found.append(Choice(f"{since} t/m {today.year}", (date(since, 1, 1), date(today.year, 12, 31))))
    return tuple(found)


def beside(days: Days, how: str) -> Days | None:
    """Return the period before ("before"), the same one a year earlier ("year"), or none."""
    first, last = days
    if not how:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    back = 12 if how == "year" else months
    begin = add_months(first, -back)
    return begin, _last_of_month(add_months(last.replace(day=1), -back))


def _last_of_month(day: date) -> date:
    following = add_months(day.replace(day=1), 1)
    return date.fromordinal(following.toordinal() - 1)
