"""The queue at 100,000 cases: open, chip, search and sort, each against one lean query.

The window never waits for these: they run in a reader's thread, and painting comes on top
(scroll.py). The limit of a search is the raw FTS query for the first hundred keys; that of a page
is one page by index with the plain driver.
"""

import statistics
import time
from collections.abc import Callable

from casustafel.bootstrap import Workspace
from casustafel.domain.cases import CaseStatus
from casustafel.services.case import cases_desk
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from many_cases import workspace_of

_CASES = 100_000
_REPEATS = 15
#: Seconds within which an answer feels immediate (speed.md: 50 ms).
_AT_ONCE = 0.050

_PAGE = "SELECT id, number FROM case_record WHERE committee = 'cpv' ORDER BY received LIMIT 100"
_FTS = (
    "SELECT c.id, c.number FROM case_record c WHERE c.committee = 'cpv' AND c.row_key IN"
    " (SELECT rowid FROM case_search WHERE case_search MATCH ?) ORDER BY c.received LIMIT 100"
)

Row = tuple[str, str, float, float, float]


def _median(task: Callable[[], object]) -> float:
    task()
    taken = []
    for _ in range(_REPEATS):
        start = time.perf_counter()
        task()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _raw(workspace: Workspace, statement: str, *values: object) -> float:
    with workspace.storage.engines.reader.connect() as connection:
        return _median(lambda: connection.exec_driver_sql(statement, values).fetchall())


def _ours(workspace: Workspace, query: QueueQuery) -> float:
    with workspace.reading() as reader:
        return _median(lambda: queue.page(reader, query))


def _all(workspace: Workspace) -> float:
    query = QueueQuery(sort="received", descending=True)
    with workspace.reading() as reader:
        return _median(lambda: cases_desk.page(reader, query))


def measure() -> list[Row]:
    """Measure the queue at 100,000 cases."""
    with workspace_of(_CASES) as workspace:
        base = QueueQuery(committee="cpv", sort="urgency")
        ready = QueueQuery(committee="cpv", statuses=frozenset({CaseStatus.READY}))
        page = "50 ms for a page with its counts"
        rows = [
            ("queue opens, 100,000 cases", page, _AT_ONCE, _ours(workspace, base), 1.0),
            ("a filter chip", page, _AT_ONCE, _ours(workspace, ready), 1.0),
        ]
        for name, sort in (("client", "client_sort"), ("provider", "provider_sort")):
            query = QueueQuery(committee="cpv", sort=sort)
            rows.append((f"sort by {name}", page, _AT_ONCE, _ours(workspace, query), 1.0))
        for name, word in (("rare", "meidoorn123"), ("common", "zorggroep")):
            raw = _raw(workspace, _FTS, f'"{word}"')
            with workspace.reading() as reader:
                query = QueueQuery(committee="cpv", text=word)
                ours = _median(lambda: queue.rows_of(reader, query, offset=0, limit=100))  # noqa: B023
            rows.append((f"search, {name} word", "the raw FTS query, sorted", raw, ours, 2.0))
        rows.append(("all cases of all tables, newest first", page, _AT_ONCE, _all(workspace), 1.0))
        return rows


if __name__ == "__main__":
    for row in measure():
        print(row)
