"""Clients who have an open case at more than one table (domain.md §4, K4, and §8)."""

from collections.abc import Iterable

from casustafel.domain.cases import Case
from casustafel.domain.people import Actor, Right


def count_overlap(actor: Actor, table: str, cases: Iterable[Case]) -> dict[str, int]:
    """Return per other table how many clients have one of these open cases there.

    Tables at which this person may not read cases are left out, also when nobody is there.
    """
    clients: dict[str, set[str]] = {}
    for case in cases:
        if case.committee != table:
            clients.setdefault(case.committee, set()).add(case.client_id)
    return {
        name: len(there)
        for name, there in sorted(clients.items())
        if actor.may(Right.READ_CASES, name)
    }
