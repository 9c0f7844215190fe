"""The inflow control list from cases, on screen and as a workbook."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from casustafel import bootstrap
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import Outcome, OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.domain.stops import StopKind
from casustafel.services.case import cases
from casustafel.services.example import StoryClock, work_in
from casustafel.services.meeting import outcomes
from casustafel.services.register import inflow, norm_steps
from casustafel.services.register.inflow import InflowAnswer, InflowRow
from workspaces import Table

SINCE, UNTIL = date(2026, 9, 1), date(2026, 12, 31)


def stop_at(table: Table, name: str = "Zorggroep Waal") -> None:
    def record(uow):  # type: ignore[no-untyped-def]
        found = cases.provider_named(uow, name)
        norm_steps.record_stop(
            uow, found.id, CareForm.BEGELEIDING_JEUGD, StopKind.BESTEDINGSRUIMTE, SINCE
        )

    table.do(record)


def came_in(table: Table, day: int, **fields: object) -> Case:
    base: dict[str, object] = {"starts_on": date(2026, 11, 20), "allocation_number": 1000 + day}
    return table.case(day, **(base | fields))


def _starts(uow, case_id: str, day: date) -> None:  # type: ignore[no-untyped-def]
    cases.edit(uow, uow.get(Case, case_id), {"starts_on": day}, reason="De zorg is begonnen.")


def listed(table: Table) -> InflowAnswer:
    return table.ask(inflow.listed, SINCE, UNTIL)


def row_of(answer: InflowAnswer, case: Case) -> InflowRow:
    return next(
        row for row in answer.rows if row.number in (case.number, str(case.allocation_number))
    )


def test_that_each_client_has_a_lawful_route_or_the_remark_that_there_is_none(table: Table) -> None:
    stop_at(table)
    stop_at(table, "Rivierzorg")
    none = came_in(table, 1)
    team = came_in(table, 2, referrer_type="regieteam")
    ret = came_in(table, 3, exemption="ret", exemption_reference="RET-2026-17")
    crisis = came_in(table, 4, crisis=True)
    before = came_in(table, 5, received=date(2026, 8, 20))
    extension = came_in(table, 6, request_kind="verlenging")
    answer = listed(table)
    assert [row_of(answer, one).route for one in (none, team, ret, crisis, before)] == [
        "nog niet bekend",
        "Regieteam",
        "RET-advies",
        "Crisishulp",
        "Verwezen vóór de stop",
    ]
    assert "20-08-2026" in row_of(answer, before).remark
    assert str(extension.allocation_number) not in {row.number for row in answer.rows}
    assert answer.without_route == 1
    counts = [(one.provider, one.clients, one.without_route) for one in answer.providers]
    assert counts == [("Rivierzorg", 0, 0), ("Zorggroep Waal", 5, 1)]


def test_that_a_wish_is_no_inflow(table: Table) -> None:
    stop_at(table)
    wished = came_in(table, 1, allocation_number=None)
    assert wished.status is CaseStatus.READY
    assert listed(table).rows == ()


def test_that_a_grant_of_the_table_is_a_lawful_route_from_its_day_on(table: Table) -> None:
    stop_at(table)
    _, items = table.opened(2)
    early, refused = items
    table.do(
        outcomes.record,
        early.id,
        OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27)),
    )
    table.do(
        outcomes.record,
        refused.id,
        OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp past."),
    )

    for item in items:
        table.do(_starts, item.case_id, date(2026, 11, 26))
    (row,) = listed(table).rows
    assert (row.route, row.lawful, row.shown_by) == ("CPV", True, inflow.BY_REQUEST)
    kept = table.ask(lambda reader: reader.find(Outcome, case_id=early.case_id))
    assert kept[0].decided_at < datetime(2026, 11, 27, tzinfo=UTC)


def test_that_the_workbook_marks_who_has_no_route_and_runs_no_formula(
    table: Table, tmp_path: Path
) -> None:
    stop_at(table, '=cmd|"/c calc"!A0')
    case = table.case(1, starts_on=date(2026, 11, 20), allocation_number=7)

    def elsewhere(uow):  # type: ignore[no-untyped-def]
        evil = cases.provider_named(uow, '=cmd|"/c calc"!A0')
        cases.edit(uow, uow.get(Case, case.id), {"provider_id": evil.id})

    table.do(elsewhere)
    target = tmp_path / "instroom.xlsx"
    table.do(inflow.export, target, SINCE, UNTIL)
    book = load_workbook(target)
    line = next(book["Instroom"].iter_rows(min_row=5))
    assert [line[0].value, line[2].value] == ['=cmd|"/c calc"!A0', "7"]
    assert line[0].data_type == "s"
    assert line[0].quotePrefix
    assert line[7].value == "nog niet bekend"
    assert line[7].fill.start_color.rgb == "00FBE3E4"
    assert [cell.value for cell in book["Per aanbieder"][5]][1:] == [1, 1]
    assert "Voorbeeld1" not in str([[*page.values] for page in book])
    (event,) = table.ask(lambda reader: reader.find(AuditEvent, action="inflow-exported"))
    assert event.details["rows"] == 1


def test_that_a_list_without_inflow_is_a_workbook_too(table: Table, tmp_path: Path) -> None:
    stop_at(table)
    target = tmp_path / "instroom.xlsx"
    table.do(inflow.export, target, SINCE, UNTIL)
    book = load_workbook(target)
    assert book["Instroom"].max_row == 4
    assert book["Per aanbieder"].cell(5, 2).value == 0


def test_that_the_list_needs_the_right_to_the_register(table: Table) -> None:
    member = Actor(new_id(), "Lid", frozenset({(Role.MEMBER, None)}))

    def ask(reader):  # type: ignore[no-untyped-def]
        reader.actor = member
        return inflow.listed(reader, SINCE, UNTIL)

    with pytest.raises(RightError):
        table.ask(ask)


def test_that_the_example_has_inflow_along_every_route_and_without_one(tmp_path: Path) -> None:
    clock = StoryClock(datetime(2026, 11, 22, 9, tzinfo=UTC))
    database = str(tmp_path / "voorbeeld.db")
    made = bootstrap.create_workspace(database, "een goede zin", "Secretaris", clock=clock)
    with made.workspace as workspace:
        assert list(work_in(workspace, clock, tmp_path))
        with workspace.reading() as reader:
            answer = inflow.listed(reader, date(2026, 7, 1), date(2026, 11, 22))
    routes = Counter(row.route for row in answer.rows)
    assert set(routes) == {"CPV", "ZBO-commissie", "Regieteam", "RET-advies", inflow.UNKNOWN}
    assert routes[inflow.UNKNOWN] < len(answer.rows) / 2
