"""What tables teach: themes per quarter, criteria on which disciplines differ, what was agreed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from casustafel.domain.sizes import Text20, Text80, Text200

#: Of a discipline nothing is said of fewer cases, or of fewer people: it would be a person.
LEAST_CASES, LEAST_PEOPLE = 10, 3
#: What an answer weighs; "n.v.t." weighs nothing.
_WEIGHS = {"ja": 100, "deels": 50, "nee": 0}
_MONTHS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What was agreed at a meeting of a network or a quarterly talk, and what was done.

    `owner` is a function or organisation, never a name of a person.
    """

    id: str
    committee: Text20
    network: Text80
    agreed_on: date
    text: str
    owner: Text200
    due_on: date | None = None
    done_on: date | None = None
    done_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkReason:
    """Why a version of a framework changed what it did; a case may be what caused it."""

    id: str
    framework_id: str
    why: str
    case_id: str | None = None


class Quarter(NamedTuple):
    """A quarter of a year, from 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, _MONTHS * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.back(-1).first - timedelta(days=1)

    @property
    def label(self) -> str:
        """How it is called: "2026 K4"."""
        return f"{self.year} K{self.number}"

    def back(self, count: int) -> "Quarter":
        """Return the quarter so many before this one."""
        at = 4 * self.year + self.number - 1 - count
        return Quarter(at // 4, at % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter that a day lies in."""
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def by_quarter(
    points: Iterable[tuple[str, date]], quarters: Iterable[Quarter]
) -> dict[str, tuple[int, ...]]:
    """Return how often each theme came in each of these quarters."""
    at = {quarter: place for place, quarter in enumerate(quarters)}
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(at))
    for theme, day in points:
        place = at.get(quarter_of(day))
        if place is not None:
            found[theme][place] += 1
    return {theme: tuple(counts) for theme, counts in found.items()}


class Judged(NamedTuple):
    """What one member answered on one criterion of one case."""

    criterion: str
    discipline: str
    person: str
    case_id: str
    value: object


@dataclass(frozen=True, slots=True)
class Spread:
    """How disciplines answer a criterion: from 0 (nee) to 100 (ja) on the whole, and in how many
    cases. Of disciplines with too few nothing is here.
    """

    criterion: str
    means: Mapping[str, int]
    cases: Mapping[str, int]

    @property
    def widest(self) -> int:
        """How far the disciplines lie apart that differ most."""
        return max(self.means.values()) - min(self.means.values())


def spreads(answers: Iterable[Judged]) -> list[Spread]:
    """Return the criteria on which at least two disciplines can be compared, widest first.

    Differences between disciplines, never persons (domain.md §9, Insight).
    """
    given: dict[str, dict[str, list[Judged]]] = defaultdict(lambda: defaultdict(list))
    for one in answers:
        if one.value in _WEIGHS:
            given[one.criterion][one.discipline].append(one)
    found = []
    for criterion, by_discipline in given.items():
        enough = {name: some for name, some in by_discipline.items() if _enough(some)}
        if len(enough) > 1:
            means = {name: _mean(some) for name, some in sorted(enough.items())}
            cases = {name: len({one.case_id for one in some}) for name, some in enough.items()}
            found.append(Spread(criterion, means, cases))
    return sorted(found, key=lambda one: (-one.widest, one.criterion))


def _enough(some: list[Judged]) -> bool:
    people = len({one.person for one in some})
    return people >= LEAST_PEOPLE and len({one.case_id for one in some}) >= LEAST_CASES


def _mean(some: list[Judged]) -> int:
    return round(sum(_WEIGHS[str(one.value)] for one in some) / len(some))
