"""What lines of care say together over time: when, how many at once, and when there was none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casustafel.domain.alike import grouped
from casustafel.domain.cases import CareLine


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, the last included, with how many lines of care run in it."""

    starts: date
    ends: date
    count: int


@dataclass(frozen=True, slots=True)
class Course:
    """From the first day to the last of what is known, in stretches of as many lines each."""

    starts: date
    ends: date
    spans: tuple[Span, ...]

    @property
    def most(self) -> int:
        """How many lines run at once at most."""
        return max((one.count for one in self.spans), default=0)

    @property
    def gaps(self) -> tuple[Span, ...]:
        """The stretches without any care, between others."""
        return tuple(one for one in self.spans if one.count == 0)

    def at(self, day: date) -> float:
        """Return where a day lies, from 0 to 1."""
        return (day - self.starts).days / max(1, (self.ends - self.starts).days)


def course(lines: Iterable[CareLine], today: date) -> Course | None:
    """Return how care ran; a line without an end runs on past today. None without a first day."""
    known = [line for line in lines if line.starts_on is not None]
    if not known:
        return None
    past = today + timedelta(days=61)
    periods = [(line.starts_on or past, line.ends_on or past) for line in known]
    first = min(starts for starts, _ in periods)
    last = max(past, *(ends for _, ends in periods))
    edges = sorted(
        {first, *(starts for starts, _ in periods)}
        | {ends + timedelta(days=1) for _, ends in periods if ends < last}
    )
    stops = [*(edge - timedelta(days=1) for edge in edges[1:]), last]
    spans = [
        Span(begin, end, sum(starts <= begin and end <= ends for starts, ends in periods))
        for begin, end in zip(edges, stops, strict=True)
        if begin <= end
    ]
    while spans and spans[-1].count == 0:
        spans.pop()  # what is not known yet is no gap
    return Course(first, last, tuple(spans))


def by_law(lines: Sequence[CareLine]) -> dict[str, list[CareLine]]:
    """Return the lines per law: nothing is summed over laws (domain.md §8)."""
    return grouped(sorted(lines, key=lambda one: one.law), lambda one: one.law)
