"""Themes per quarter, and what disciplines differ in without any person (issue 18, Learning)."""

import random
from datetime import date, timedelta

import pytest

from casustafel.domain.taught import (
    LEAST_CASES,
    LEAST_PEOPLE,
    Judged,
    Quarter,
    by_quarter,
    quarter_of,
    spreads,
)


def test_that_each_day_lies_in_its_quarter_and_quarters_follow_each_other() -> None:
    day = date(2023, 12, 20)
    for _ in range(1000):
        day += timedelta(days=1)
        quarter = quarter_of(day)
        assert quarter.first <= day <= quarter.last
        assert quarter.back(1).last == quarter.first - timedelta(days=1)
        assert quarter.back(-1).back(1) == quarter
    assert Quarter(2026, 1).back(1) == Quarter(2025, 4)
    assert quarter_of(date(2026, 11, 30)).label == "2026 K4"


@pytest.mark.parametrize("seed", range(10))
def test_that_themes_are_counted_per_quarter(seed: int) -> None:
    """The issue: «board of themes over time», beside a count of its own."""
    dice = random.Random(seed)
    points = [
        (dice.choice("abc"), date(2025, 1, 1) + timedelta(days=dice.randrange(900)))
        for _ in range(200)
    ]
    quarters = [quarter_of(date(2026, 11, 30)).back(back) for back in (3, 2, 1, 0)]
    found = by_quarter(points, quarters)
    for theme in "abc":
        own = tuple(
            len([1 for name, day in points if name == theme and q.first <= day <= q.last])
            for q in quarters
        )
        assert found.get(theme, (0, 0, 0, 0)) == own


def answers(
    discipline: str, value: str, *, people: int = LEAST_PEOPLE, cases: int = LEAST_CASES
) -> list[Judged]:
    return [
        Judged("c1", discipline, f"{discipline}{at % people}", f"case{at}", value)
        for at in range(cases)
    ]


def test_that_disciplines_are_compared_when_n_allows() -> None:
    """The issue: «which criteria differ most between disciplines», when n allows."""
    wide = [*answers("bjg", "ja"), *answers("expert", "nee")]
    near = [one._replace(criterion="c2", value="deels") for one in wide]
    first, second = spreads([*near, *wide])
    assert (first.criterion, first.widest, dict(first.means)) == (
        "c1",
        100,
        {"bjg": 100, "expert": 0},
    )
    assert (second.criterion, second.widest) == ("c2", 0)
    assert dict(first.cases) == {"bjg": LEAST_CASES, "expert": LEAST_CASES}


def test_that_a_discipline_of_one_person_or_few_cases_is_never_shown() -> None:
    """The issue: «never persons»: fewer than three people, or ten cases, say nothing at all."""
    other = answers("expert", "nee")
    for people, cases in ((1, 50), (LEAST_PEOPLE - 1, 50), (LEAST_PEOPLE, LEAST_CASES - 1)):
        few = answers("bjg", "ja", people=people, cases=cases)
        assert spreads([*few, *other]) == []
        third = answers("btv", "ja")
        (found,) = spreads([*few, *other, *third])
        assert "bjg" not in found.means and "bjg" not in found.cases
    unsaid = [one._replace(value="n.v.t.") for one in answers("bjg", "ja", cases=50)]
    assert spreads([*unsaid, *other]) == []
