"""The order of the queue: urgent first and then the oldest, page after page."""

from datetime import date, timedelta

import pytest

from casustafel.services.queue import queue
from casustafel.services.queue.queue import MEDICAL_REFERRERS, QueueQuery
from workspaces import Table

FIRST = date(2026, 11, 1)


@pytest.fixture
def filled(table: Table) -> Table:
    """Nine cases of which the fourth and the eighth are urgent."""
    for at in range(1, 10):
        table.case(at, received=FIRST + timedelta(days=at), urgent=at in (4, 8))
    return table


def sequences(table: Table, query: QueueQuery, offset: int, limit: int) -> list[int]:
    rows = table.ask(queue.rows_of, query, offset=offset, limit=limit)
    return [int(row.number[-4:]) for row in rows]


ORDER = [4, 8, 1, 2, 3, 5, 6, 7, 9]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 100])
def test_that_pages_of_any_size_make_up_the_same_list(filled: Table, size: int) -> None:
    query = QueueQuery(committee="cpv", sort="urgency")
    pages = [sequences(filled, query, at, size) for at in range(0, 9, size)]
    assert [one for page in pages for one in page] == ORDER


def test_that_the_filter_of_urgent_cases_is_kept_in_this_order(filled: Table) -> None:
    urgent = QueueQuery(committee="cpv", sort="urgency", urgent=True)
    usual = QueueQuery(committee="cpv", sort="urgency", urgent=False)
    assert sequences(filled, urgent, 0, 100) == [4, 8]
    assert sequences(filled, urgent, 1, 1) == [8]
    assert sequences(filled, usual, 0, 3) == [1, 2, 3]
    assert sequences(filled, usual, 5, 100) == [7, 9]


def test_that_searching_keeps_the_order(filled: Table) -> None:
    query = QueueQuery(committee="cpv", sort="urgency", text="voorbeeld")
    assert sequences(filled, query, 0, 100) == ORDER


def test_that_the_cases_of_doctors_are_seen_apart(table: Table) -> None:
    """R12: a huisarts' case is not to wait («niet vertragend», [001]); by kind and by COD327."""
    table.case(1)
    of_doctors = [table.case(2, referrer_type="huisarts"), table.case(3, referrer_type="02")]

    found = table.ask(queue.page, QueueQuery(committee="cpv", referrer=MEDICAL_REFERRERS))

    assert {row.id for row in found.rows} == {case.id for case in of_doctors}
    assert found.total == 2
