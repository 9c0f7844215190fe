"""Figures that an account hears of a server: all for who reads the cases, else none of few."""

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import date

import pytest

from casustafel.domain.people import Role
from casustafel.services.use_case import Reading
from casustafel.storage.queries import figures
from casustafel.storage.queries.figures import Period
from generated_years import years
from rows_seen import account
from servers import Server
from workspaces import Table

FEWEST = 10
Kept = dict[Hashable, tuple[int, int]]
"""Of each line how many it counts, and how many clients."""


def lines(told: Iterable[tuple[Hashable, str, int]]) -> Kept:
    count: Counter[Hashable] = Counter()
    clients: dict[Hashable, set[str]] = {}
    for line, client, number in told:
        count[line] += number
        clients.setdefault(line, set()).add(client)
    return {line: (number, len(clients[line])) for line, number in count.items()}


def kept(reader: Reading, period: Period) -> dict[str, Kept]:
    """Return what is told of each client of amounts, of spans and of contributions."""
    ask = reader.connection
    stops = figures.amounts(ask, period, [])
    return {
        "amounts": {stop: (one.count or 0, one.clients) for stop, one in stops.items()},
        "spans": lines((by, client, 1) for by, client, _days in figures.spans(ask, period)),
        "contributions": lines(("", one, 1) for one, *_ in figures.contributions(ask, period)),
    }


@pytest.mark.parametrize(("code", "what"), [("cpv", "amounts"), ("zbo", "contributions")])
def test_that_a_rapporteur_hears_the_same_figures_but_none_of_fewer_than_ten_clients(
    server: Server, shared: Table, code: str, what: str
) -> None:
    """C6: `app.amounts`, `app.spans` and `app.contributions` give numbers per client."""
    years(shared.workspace, 1, 400 if code == "cpv" else 150, code=code)
    seen = set()
    with account(server, shared, Role.REPORTER) as table:
        for last in (date(2025, 2, 28), date(2025, 4, 30), date(2026, 11, 30)):
            period = Period(code, date(2025, 1, 1), last)
            whole, told = shared.ask(kept, period), table.ask(kept, period)
            for name, all_lines in whole.items():
                enough = {line: one for line, one in all_lines.items() if one[1] >= FEWEST}
                assert told[name] == enough
                seen |= {(name, bool(enough))} | {
                    (name, False) for one in all_lines.values() if one[1] < FEWEST
                }
    assert seen >= {(what, True), (what, False), ("spans", True), ("spans", False)}
