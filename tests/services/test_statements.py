"""How many statements a page and a step cost: over a VPN each is a round trip (team.md C 1)."""

from collections.abc import Callable
from datetime import date

import pytest

from casustafel.domain.cases import Case
from casustafel.domain.outcomes import OutcomeInput
from casustafel.services.agenda import agenda_desk
from casustafel.services.case import case_desk, case_form, cases
from casustafel.services.meeting import outcomes, room, room_desk
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.upkeep import today_desk
from casustafel.services.use_case import seen, unseen
from workspaces import Table, counted

GRANT = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


def reads(table: Table, use_case: Callable[..., object], *given: object) -> int:
    """Return how many statements a page takes with what it finds and asks."""
    with table.workspace.reading() as reader:
        statements = counted(reader.connection)
        use_case(reader, *given)
    return len(statements)


def writes(table: Table, use_case: Callable[..., object], *given: object) -> int:
    """Return how many statements a use case takes with what it finds, asks, logs and keeps."""
    with table.workspace.writing() as uow:
        statements = counted(uow.connection)
        use_case(uow, *given)
    return len(statements)


#: At most so many, those of the issue: queue 5, room 10, today 10, edit 8, a step at the table 15.
BUDGETS = {
    "queue": 4,
    "queue filters": 6,
    "agenda": 9,
    "room": 9,
    "today": 9,
    "case": 7,
    "edit": 8,
    "answer": 11,
    "go to": 9,
    "note": 8,
    "record": 14,
}


@pytest.fixture
def spent(table: Table) -> dict[str, int]:
    """What each page and step takes on a meeting of three cases."""
    meeting, items = table.opened(3)
    case = table.ask(lambda reader: reader.get(Case, items[0].case_id or ""))
    first, second = (item.id for item in items[:2])
    return {
        "queue": reads(table, queue.page, QueueQuery(committee="cpv")),
        "queue filters": reads(table, queue.desk, "cpv"),
        "agenda": reads(table, agenda_desk.desk, meeting.id),
        "room": reads(table, room_desk.sitting, meeting.id, first),
        "today": reads(table, today_desk.today),
        "case": reads(table, case_desk.page, case.id),
        "edit": writes(table, case_form.edit_field, case, "referrer_name", "BJG Zuid"),
        "answer": writes(table, cases.answer, unseen(case.id), "goals", None),
        "note": writes(table, room.note, seen(first, notes=""), "Tekst"),
        "record": writes(table, outcomes.record, first, GRANT),
        "go to": writes(table, room.go_to, second),
    }


def test_that_no_page_and_no_step_takes_more_statements_than_its_budget(
    spent: dict[str, int],
) -> None:
    over = {name: count for name, count in spent.items() if count > BUDGETS[name]}
    assert not over


@pytest.mark.where("file", "a server is asked for more at once")
def test_that_a_budget_is_no_larger_than_what_is_spent(spent: dict[str, int]) -> None:
    assert spent == BUDGETS
