"""What if the register were looser: which requests would not have needed a table.

Nothing is kept: a trial makes another register and asks the router again (issue 18).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from casustafel.domain.norms import Norm, NormUnit
from casustafel.domain.routing import route
from casustafel.domain.routing_facts import Decision, RouteSettings, RoutingFacts
from casustafel.domain.sizes import Small
from casustafel.domain.stops import Register, Toeleidingsstop

_AT_A_TABLE = frozenset({Decision.CPV, Decision.ZBO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Rules made looser: norms of VDB that are at least so high, stops lifted, a larger room.

    `hours` a week and `weeks` a year; 0 leaves the norm. `lifted` are ids of stops. `more_room` is
    in per cent: a stop that follows from a norm falls away where what was spent fits in it.
    """

    hours: Small = 0
    weeks: Small = 0
    lifted: frozenset[str] = frozenset()
    more_room: Small = 0


@dataclass(frozen=True, slots=True)
class Request:
    """A request of the past: its table and case, what the router knows of it, and its peildatum."""

    table: str
    case_id: str
    facts: RoutingFacts
    on: date | None
    settings: RouteSettings


@dataclass(frozen=True, slots=True)
class Found:
    """What a trial comes to: the cases that came to a table, and those that would not have."""

    came: frozenset[str]
    less: frozenset[str]


def looser(register: Register, trial: Trial) -> Register:
    """Return the register with its rules as a trial has them."""
    norms = {norm.id: norm for norm in register.norms}
    stops = (stop for stop in register.stops if not _falls_away(stop, norms, trial))
    return Register((_raised(norm, trial) for norm in register.norms), stops)


def _raised(norm: Norm, trial: Trial) -> Norm:
    least = {NormUnit.HOURS_PER_WEEK: trial.hours, NormUnit.WEEKS: trial.weeks}.get(norm.unit, 0)
    return replace(norm, amount=max(norm.amount, least))


def _falls_away(stop: Toeleidingsstop, norms: dict[str, Norm], trial: Trial) -> bool:
    norm = norms.get(stop.norm_id or "")
    if stop.id in trial.lifted:
        return True
    if not trial.more_room or norm is None or norm.spent is None:
        return False
    return norm.spent * 100 <= norm.amount * (100 + trial.more_room)


def tried(requests: Iterable[Request], register: Register, trial: Trial) -> Found:
    """Return which requests a table had to see, and which it would not have with a trial."""
    loose = looser(register, trial)
    came, less = set(), set()
    for one in requests:
        if route(one.facts, register, one.on, one.settings).decision not in _AT_A_TABLE:
            continue
        came.add(one.case_id)
        settings = replace(
            one.settings,
            hours_norm=max(one.settings.hours_norm, Decimal(trial.hours)),
            weeks_norm=max(one.settings.weeks_norm, trial.weeks),
        )
        if route(one.facts, loose, one.on, settings).decision is Decision.NOT_NEEDED:
            less.add(one.case_id)
    return Found(frozenset(came), frozenset(less))


def meetings_saved(items: Sequence[tuple[str, str]], less: Collection[str]) -> int:
    """Return how many meetings fall away when these cases do, as full as meetings were.

    `items` are pairs of a meeting and a case that stood on its agenda.
    """
    if not items:
        return 0
    held = len({meeting for meeting, _ in items})
    left = sum(case not in less for _, case in items)
    return held - -(-left * held // len(items))
