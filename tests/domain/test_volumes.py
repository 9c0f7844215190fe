"""Hours per week from volume, unit and frequency, with what was assumed (domain.md §4)."""

from datetime import date
from decimal import Decimal

import pytest

from casustafel.domain.volumes import hours_per_week


@pytest.mark.parametrize(
    ("volume", "unit", "frequency", "hours", "assumption"),
    [
        ("18", "04", "2", "18", None),
        ("18.1", "04", "2", "18.1", None),
        ("1080", "01", "2", "18", None),
        ("1086", "01", "2", "18.1", None),
        ("4.5", "16", "2", "18", None),
        ("2", "04", "1", "14", "seven-days"),
        ("78", "04", "4", "18", "month-of-weeks"),
        ("10", "04", "4", "2.31", "month-of-weeks"),
    ],
)
def test_that_a_volume_becomes_hours_per_week(
    volume: str, unit: str, frequency: str, hours: str, assumption: str | None
) -> None:
    found = hours_per_week(Decimal(volume), unit, frequency)
    assert found is not None
    assert (found.hours, found.assumption) == (Decimal(hours), assumption)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (date(2026, 1, 5), date(2026, 3, 15), "10"),
        (date(2026, 1, 5), date(2026, 3, 16), "9.09"),
        (date(2026, 1, 5), date(2026, 1, 5), "100"),
    ],
)
def test_that_a_total_is_spread_over_the_weeks_of_its_period(
    start: date, end: date, hours: str
) -> None:
    found = hours_per_week(Decimal(100), "04", "6", start, end)
    assert found is not None
    assert (found.hours, found.assumption) == (Decimal(hours), "spread-over-period")


@pytest.mark.parametrize(
    ("volume", "unit", "frequency"),
    [
        (None, "04", "2"),
        (Decimal(4), None, "2"),
        (Decimal(4), "04", None),
        (Decimal(4), "14", "2"),
        (Decimal(4), "82", "2"),
        (Decimal(400), "83", "4"),
        (Decimal(4), "04", "6"),
    ],
)
def test_that_nothing_is_computed_from_what_is_no_time_or_not_known(
    volume: Decimal | None, unit: str | None, frequency: str | None
) -> None:
    assert hours_per_week(volume, unit, frequency) is None


def test_that_a_period_that_ends_before_it_starts_gives_no_hours() -> None:
    assert hours_per_week(Decimal(4), "04", "6", date(2026, 2, 2), date(2026, 2, 1)) is None
