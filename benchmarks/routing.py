"""Routing 10,000 cases on a register of 200 stops, against only making the answers."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from casustafel.domain.norms import CareForm
from casustafel.domain.routing import route
from casustafel.domain.routing_facts import (
    Decision,
    Reason,
    RequestKind,
    Route,
    RoutingFacts,
    SchoolKind,
    Trigger,
)
from casustafel.domain.stops import Register, StopKind, Toeleidingsstop

_CASES = 10_000
_START = date(2026, 1, 1)
#: Of the bare answers; at this ratio 10,000 routes stay under 0.1 s on the slowest machine met.
_GOAL = 5.0


def _register() -> Register:
    forms, kinds = list(CareForm), list(StopKind)
    return Register(
        stops=[
            Toeleidingsstop(
                id=f"stop-{number}",
                provider_id=f"provider-{number % 60}",
                care_form=forms[number % 8],
                kind=kinds[number % 2],
                starts_on=_START + timedelta(days=number),
            )
            for number in range(200)
        ]
    )


def _cases() -> list[RoutingFacts]:
    forms = list(CareForm)
    return [
        RoutingFacts(
            care_form=forms[number % 8],
            provider_id=f"provider-{number % 70}",
            referred_on=_START + timedelta(days=number % 360),
            request_kind=RequestKind.NIEUW,
            hours_per_week=Decimal(number % 25),
            opening_weeks=40 + number % 12,
            school=SchoolKind.REGULAR_PRIMARY,
        )
        for number in range(_CASES)
    ]


def _bare_answers() -> list[Route]:
    return [
        Route(
            Decision.CPV,
            frozenset({Trigger.T1}),
            (Reason("a", {"day": _START}, "source"), Reason("b", {}, "source")),
            on=_START,
        )
        for _ in range(_CASES)
    ]


def _best(work: Callable[[], object], times: int = 7) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def measure() -> list[tuple[str, str, float, float, float]]:
    """Return step, what the limit is, limit and own time in seconds, and the goal as a ratio."""
    register, cases = _register(), _cases()
    limit = _best(_bare_answers)
    ours = _best(lambda: [route(case, register) for case in cases])
    return [("Route 10,000 cases", "making 10,000 answers of two reasons", limit, ours, _GOAL)]


if __name__ == "__main__":
    for step, what, limit, ours, goal in measure():
        print(f"{step}: {ours:.4f} s; {what}: {limit:.4f} s; {ours / limit:.1f} x (goal {goal} x)")
