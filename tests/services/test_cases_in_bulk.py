"""Cases that come in at once: the search index takes them in one go and misses none."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from casustafel.domain.cases import Case, CaseStatus, Client
from casustafel.domain.ids import new_id
from casustafel.services.case import intake
from casustafel.storage.store import Columns, columns_of, fields_of
from workspaces import Table

_NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
Step = list[tuple[type, Columns]]


class HalfwayError(Exception):
    """The list broke off."""


def step(first: int, count: int) -> Step:
    people = [Client(id=new_id(), surname="Voorbeeld") for _ in range(count)]
    cases = [
        Case(
            id=new_id(),
            committee="cpv",
            year=2026,
            sequence=first + at,
            number=f"CPV-2026-{first + at:04d}",
            client_id=person.id,
            status=CaseStatus.SUBMITTED,
            received=date(2026, 9, 1),
            created_at=_NOW,
            changed_at=_NOW,
            search_text=f"cpv-2026-{first + at:04d} voorbeeld",
        )
        for at, person in enumerate(people)
    ]
    return [columns_of(people), columns_of(cases)]


def found(connection: Connection, text: str) -> int:
    counting = "SELECT count(*) FROM case_search WHERE case_search MATCH ?"
    count: int = connection.exec_driver_sql(counting, (f'"{text}"',)).scalar_one()
    return count


@pytest.mark.where("file", "it says so in the SQL of a file")
def test_that_cases_of_several_steps_are_all_found_and_later_ones_too(table: Table) -> None:
    with table.workspace.writing() as uow:
        uow.add_cases([step(1, 3), step(4, 2)])
        uow.commit()
    with table.workspace.writing() as uow:
        assert found(uow.connection, "voorbeeld") == 5
        for kind, columns in step(6, 1):
            values = {name: column[0] for name, column in columns.items()}
            uow.add(kind(**values))
        assert found(uow.connection, "cpv-2026-0006") == 1
        uow.connection.exec_driver_sql(
            "INSERT INTO case_search(case_search, rank) VALUES ('integrity-check', 1)"
        )


@pytest.mark.where("file", "it says so in the SQL of a file")
def test_that_a_list_that_breaks_off_leaves_no_case_and_an_index_that_works(table: Table) -> None:
    def flow() -> Iterator[Step]:
        yield step(1, 3)
        raise HalfwayError

    with pytest.raises(HalfwayError), table.workspace.writing() as uow:
        uow.add_cases(flow())
    with table.workspace.writing() as uow:
        assert found(uow.connection, "voorbeeld") == 0
        for kind, columns in step(1, 1):
            uow.add(kind(**{name: column[0] for name, column in columns.items()}))
        assert found(uow.connection, "voorbeeld") == 1


def test_that_each_step_is_routed_by_its_own_columns_however_many_say_the_same(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 2.3: a column that is the same all the way down tells steps apart, if not cases."""
    with table.workspace.writing() as uow:
        arrivals = intake.Arrivals(intake.context(uow, "cpv"))
    monkeypatch.setattr(arrivals, "_route", lambda case: (case["law"], case["product_category"]))
    for asked in ([("x", "a"), ("y", "a")], [("a", "x"), ("a", "y")], [("x", "y"), ("x", "y")]):
        columns: dict[str, list[object]] = {name: [None, None] for name in fields_of(Case)}
        columns["law"], columns["product_category"] = map(list, zip(*asked, strict=True))
        assert arrivals._routes_of(columns) == asked
