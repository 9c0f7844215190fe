"""Which cases are alike, and when an outcome departs from theirs (domain.md §9, Insight)."""

from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest

from casustafel.domain.equal_treatment import AGES, likeness, otherwise


@dataclass(frozen=True)
class Asked:
    law: str = "jeugd"
    care_form: str = "begeleiding_jeugd"
    request_kind: str = "nieuw"
    received: date = date(2026, 11, 13)
    route_reasons: str | None = None
    list_trigger: str | None = "T1"


BORN = date(2016, 11, 13)


def test_that_cases_are_alike_when_all_that_makes_like_is_the_same() -> None:
    own = likeness(Asked(), BORN)
    assert own == likeness(Asked(request_kind="opnieuw"), date(2018, 1, 1))
    for other in (
        Asked(law="wmo"),
        Asked(care_form="vdb"),
        Asked(request_kind="verlenging"),
        Asked(list_trigger="T3"),
        Asked(list_trigger=None),
    ):
        assert likeness(other, BORN) != own
        assert likeness(other, BORN).key != own.key
    assert likeness(Asked(), None) != own
    assert likeness(Asked(), None).ages is None


@pytest.mark.parametrize("age", range(0, 90))
def test_that_the_age_at_receipt_gives_the_band_and_the_day_of_birth_counts(age: int) -> None:
    born = date(2026 - age, 11, 13)
    ages = likeness(Asked(), born).ages
    assert ages is not None
    first, last = ages
    assert first <= age and (last is None or age <= last)
    assert first in (0, *AGES) and (last is None or last + 1 in AGES)


def test_that_an_outcome_departs_from_five_like_cases_if_four_fifths_are_otherwise() -> None:
    """The issue: «at least 5 like cases, four fifths otherwise», counted apart by hand."""
    for same, other in product(range(12), repeat=2):
        like = ["afgewezen"] * same + ["toegekend"] * other
        expected = other if same + other >= 5 and 5 * other >= 4 * (same + other) else 0
        assert otherwise("afgewezen", like) == expected
    assert otherwise("afgewezen", ["toegekend"] * 2 + ["anders"] * 3) == 5
    assert otherwise("", ["toegekend"] * 9) == 0
