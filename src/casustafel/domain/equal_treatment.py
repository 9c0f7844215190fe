"""Which cases are alike, and when an outcome departs from what like cases got (domain.md §9).

What makes cases alike is laid down in `docs/decisions/like-cases.md`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casustafel.domain.case_routing import triggers_in
from casustafel.domain.cases import Case, age_on
from casustafel.domain.decided import Decided

#: From these ages on another band begins: to school, to secondary school, of age, 27, retired.
AGES = (4, 12, 18, 27, 67)
#: So many like cases are needed, of which this part ended otherwise.
LEAST, SHARE = 5, Fraction(4, 5)
#: Help that begins, beside help that goes on: a stop hits the first only.
_BEGINS = frozenset({"nieuw", "opnieuw"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two cases of one table share when they are alike; `band` counts those of `AGES`."""

    law: str
    care_form: str
    begins: bool
    triggers: frozenset[str]
    band: int | None

    @property
    def ages(self) -> tuple[int, int | None] | None:
        """The first and last age of the band; None where no birth date is known."""
        if self.band is None:
            return None
        last = AGES[self.band] - 1 if self.band < len(AGES) else None
        return ((0, *AGES)[self.band], last)

    @property
    def key(self) -> str:
        """The same text for cases that are alike."""
        triggers = "+".join(sorted(self.triggers))
        return f"{self.law}|{self.care_form}|{self.begins:d}|{triggers}|{self.band}"


def likeness(case: Case | Decided, birth_date: date | None) -> Likeness:
    """Return what cases must share with this one to be like it."""
    age = age_on(birth_date, case.received)
    return Likeness(
        case.law,
        case.care_form,
        case.request_kind in _BEGINS,
        triggers_of(case),
        None if age is None else bisect_right(AGES, age),
    )


def triggers_of(case: Case | Decided) -> frozenset[str]:
    """Return why a case came to the table: the triggers of its route, else what its list said."""
    given = frozenset({case.list_trigger} if case.list_trigger else ())
    return triggers_in(case.route_reasons) or given


def otherwise(choice: str, like: Sequence[str]) -> int:
    """Return in how many like cases the outcome was another one, or 0 where it departs from none.

    There are at least 5 of them, and four fifths ended otherwise.
    """
    other = sum(one != choice for one in like)
    departs = bool(choice) and len(like) >= LEAST and Fraction(other, len(like)) >= SHARE
    return other if departs else 0
