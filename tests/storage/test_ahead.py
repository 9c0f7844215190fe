"""What is read ahead in one statement is what `find` would have read, until it is written."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casustafel import bootstrap
from casustafel.domain.cases import Case, CaseAnswer, CaseStatus, Client
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Member, Presence
from casustafel.domain.records import FieldChange
from casustafel.domain.registers import Provider
from casustafel.services.case import case_form
from casustafel.services.example import StoryClock, work_in
from casustafel.storage.ahead import of
from casustafel.storage.schema import TABLES
from workspaces import CHEAP, PASSPHRASE, PERSON, Table, counted


def test_that_every_type_is_read_ahead_as_it_is_found(tmp_path: Path) -> None:
    clock = StoryClock(datetime(2026, 11, 22, 9, tzinfo=UTC))
    database = str(tmp_path / "voorbeeld.db")
    made = bootstrap.create_workspace(database, PASSPHRASE, PERSON, clock=clock, cost=CHEAP)
    with made.workspace as workspace:
        assert list(work_in(workspace, clock, tmp_path))
        _compare(workspace)


def _compare(workspace: bootstrap.Workspace) -> None:
    with workspace.reading() as reader:
        plain = {kind: reader.find(kind) for kind in TABLES}
        statements = counted(reader.connection)
        reader.ahead(*map(of, TABLES))
        ahead = {kind: reader.find(kind) for kind in TABLES}
    assert len(statements) == 1
    assert sum(map(bool, plain.values())) > 20
    for kind, values in plain.items():
        assert sorted(map(repr, ahead[kind])) == sorted(map(repr, values))


def test_that_conditions_and_orders_are_answered_as_the_database_does(table: Table) -> None:
    meeting, items = table.opened(3)
    case = table.ask(lambda reader: reader.get(Case, items[0].case_id or ""))
    table.do(case_form.edit_field, case, "starts_on", date(2026, 12, 1))
    ids = [item.id for item in items]
    wanted: list[tuple[type, tuple[str, ...], dict[str, object]]] = [
        (AgendaItem, ("position",), {"meeting_id": meeting.id}),
        (AgendaItem, ("-position",), {"meeting_id": meeting.id, "case_id": None}),
        (AgendaItem, ("title", "-id"), {"id": ids, "meeting_id": meeting.id}),
        (AgendaItem, (), {"id": [], "meeting_id": meeting.id}),
        (Case, ("starts_on", "id"), {"status": CaseStatus.SCHEDULED}),
        (Case, ("-starts_on", "-id"), {}),
        (Attendance, ("arrived", "id"), {"presence": Presence.PRESENT, "left": None}),
        (FieldChange, ("-at", "-id"), {"case_id": case.id}),
        (CaseAnswer, ("item",), {"case_id": [case.id], "by_hand": True}),
    ]
    with table.workspace.reading() as reader:
        plain = [reader.find(kind, *order, **equal) for kind, order, equal in wanted]
        kinds = {kind for kind, _, _ in wanted}
        reader.ahead(*(of(kind) for kind in kinds - {AgendaItem}))
        reader.ahead(of(AgendaItem, meeting_id=meeting.id))
        statements = counted(reader.connection)
        ahead = [reader.find(kind, *order, **equal) for kind, order, equal in wanted]
    assert not statements
    assert ahead == plain


def test_that_what_rests_on_another_is_read_with_it(table: Table) -> None:
    meeting, _ = table.opened(2)
    there = of(Attendance, "member_id", meeting_id=meeting.id)
    with table.workspace.reading() as reader:
        seats = reader.find(Member, "id")
        reader.ahead(there, of(Member, id=there))
        statements = counted(reader.connection)
        assert list(reader.by_ids(Member, [one.id for one in seats]).values()) == seats
        assert not statements
        reader.find(Member, committee="cpv")
        assert len(statements) == 1, "not all members of the table were read"
        with pytest.raises(AssertionError, match="Case is not asked for before"):
            reader.ahead(of(Client, id=of(Case, "client_id")))


def test_that_nothing_is_read_twice(table: Table) -> None:
    meeting = table.meeting()
    with table.workspace.reading() as reader:
        statements = counted(reader.connection)
        reader.ahead(of(Meeting, id=meeting.id))
        reader.ahead(of(Meeting, id=meeting.id))
        assert len(statements) == 1


def test_that_a_write_makes_it_read_anew(table: Table) -> None:
    with table.workspace.writing() as uow:
        uow.add(Provider(id="01940000-0000-7000-8000-00000000000c", name="Een", search_name="een"))
        uow.ahead(of(Provider))
        (before,) = uow.find(Provider)
        uow.replace(before, replace(before, name="Twee"))
        assert [one.name for one in uow.find(Provider)] == ["Twee"]
        uow.ahead(of(Provider))
        uow.delete(Provider, id=before.id)
        assert not uow.find(Provider)
