"""What came of looking at cases: what changed and what did not, per outcome and per way in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from casustafel.domain.selection import After, Chosen, Door, Verdict


@dataclass(frozen=True, slots=True)
class Effect:
    """Of some cases: how many changed, stayed as they were, or have no figures yet, and the sums.

    Hours and cents are per year, and less is positive.
    """

    cases: int = 0
    changed: int = 0
    same: int = 0
    hours_less: Decimal = Decimal(0)
    cents_less: int = 0

    @property
    def waiting(self) -> int:
        """How many have no figures yet."""
        return self.cases - self.changed - self.same


def last(after: Iterable[After]) -> After | None:
    """Return the last moment of which something is known beside what was before."""
    known = [one for one in after if (one.hours_less, one.cents_less) != (None, None)]
    return known[-1] if known else None


def effect(followed: Iterable[tuple[After, ...]]) -> Effect:
    """Return what changed of cases, each by its last figures."""
    cases = changed = same = cents = 0
    hours = Decimal(0)
    for after in followed:
        cases += 1
        found = last(after)
        if found is None:
            continue
        moved = bool(found.hours_less) or bool(found.cents_less)
        changed, same = changed + moved, same + (not moved)
        hours, cents = hours + (found.hours_less or 0), cents + (found.cents_less or 0)
    return Effect(cases, changed, same, hours, cents)


@dataclass(frozen=True, slots=True)
class Route:
    """A way onto the list, for the question how many people it takes ([002]: 2,5 fte)."""

    households: int
    promising: int
    decided: int
    effect: Effect


#: The ways onto a list as they are counted; who came by the rank and is of the second too is both.
RANK, SECOND, BOTH = "rank", "second", "both"


def routes(chosen: Iterable[tuple[Chosen, str, tuple[After, ...], bool]]) -> Mapping[str, Route]:
    """Return what each way brought; of each case its household, its figures, and if it is decided.

    A household counts once for a way, however many laws it has there.
    """
    ways: dict[str, list[tuple[Chosen, str, tuple[After, ...], bool]]] = defaultdict(list)
    for one in chosen:
        by_rank = BOTH if one[0].also_schemes else RANK
        ways[SECOND if one[0].door is Door.SCHEMES else by_rank].append(one)
    return {
        way: Route(
            households=len({home for _one, home, _after, _said in some}),
            promising=len({home for one, home, *_ in some if one.verdict is Verdict.YES}),
            decided=len({home for _one, home, _after, said in some if said}),
            effect=effect(after for _one, _home, after, said in some if said),
        )
        for way in (RANK, SECOND, BOTH)
        if (some := ways.get(way))
    }
