"""Who may read a case is asked in one place: S1, S2, H50 through every road that shows cases."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casustafel.domain.actions import Action
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.meetings import Attendance, Member
from casustafel.domain.people import Actor, Person, PersonRole, Role
from casustafel.domain.records import FieldChange
from casustafel.services.advice import advice
from casustafel.services.agenda import agenda_desk, calendars, meetings
from casustafel.services.case import case_desk, cases, cases_desk
from casustafel.services.following import actions, actions_desk
from casustafel.services.meeting import room, room_desk, urgent
from casustafel.services.minutes import minutes
from casustafel.services.people import persons
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.use_case import seen
from servers import KEPT_AWAY
from workspaces import Table

NAME = "Voorbeeld1"


@pytest.fixture
def away(table: Table) -> Case:
    """A case in which the person who acts does not take part, under all roles that there are."""
    _, items = table.opened(2)
    table.do(actions.add, "cpv", "Bellen over de tweeling", "Voorzitter", item_id=items[0].id)
    with table.workspace.writing() as uow:
        own = uow.find(Member, role_name="Zorgexpert")[0]
        uow.replace(own, replace(own, person_id=table.workspace.actor.person_id))
        uow.commit()
    table.do(room.note, items[0].id, "De tante is lid van de commissie.")
    table.do(room.recuse, items[0].id, own.id, "familie")
    return table.ask(lambda reader: reader.get(Case, items[0].case_id or ""))


def at_item(table: Table, case: Case) -> room_desk.Board:
    (meeting_id,) = {one.meeting_id for one in table.ask(lambda r: r.find(Attendance))}
    return table.ask(room_desk.board, meeting_id)


def test_that_who_takes_no_part_is_refused_every_page_of_the_case(table: Table, away: Case) -> None:
    for page in (case_desk.page, queue.detail, cases.view, urgent.desk):
        with pytest.raises(RightError, match="case-recused"):
            table.ask(page, away.id)
    with pytest.raises(RightError, match="case-recused"):
        table.ask(cases.by_number, away.number)
    for step in (cases.opened, cases.extension_of):
        with pytest.raises(RightError, match="case-recused"):
            table.do(step, away.id)


def test_that_a_list_shows_number_and_step_of_it_only(table: Table, away: Case) -> None:
    found = table.ask(queue.page, QueueQuery(committee="cpv"))
    (row,) = [row for row in found.rows if row.id == away.id]
    assert (row.number, row.status) == (away.number, CaseStatus.SCHEDULED)
    assert not any((row.surname, row.birth_date, row.provider, row.care_form, row.referrer_name))
    assert queue.client_label(row, table.today) == "neemt niet deel"
    assert found.total == len(found.rows)
    lists = table.ask(cases_desk.page, QueueQuery())
    assert {one.surname for one in lists.rows} == {"", "Voorbeeld2"}


@pytest.mark.parametrize(
    "asked",
    [
        {"text": NAME},
        {"care_form": "begeleiding_jeugd"},
        {"referrer": "BJG Noord"},
        {"urgent": False},
        {"sort": "client_sort"},
        {"sort": "urgency"},
    ],
)
def test_that_no_question_about_its_contents_finds_it(
    table: Table, away: Case, asked: dict[str, object]
) -> None:
    query = QueueQuery(committee="cpv", **asked)  # type: ignore[arg-type]
    found = table.ask(queue.page, query)
    assert away.id not in {row.id for row in found.rows}
    assert found.total == len(found.rows)


def test_that_search_and_lists_of_actions_leave_it_out(table: Table, away: Case) -> None:
    assert table.ask(cases_desk.find, NAME) == []
    assert table.ask(cases_desk.find, "tweeling") == []
    assert [line.row.text for line in table.ask(actions_desk.listed, "cpv").lines] == []


def test_that_the_room_and_the_agenda_show_its_number_and_nothing_else(
    table: Table, away: Case
) -> None:
    board = at_item(table, away)
    (line,) = [line for line in board.lines if line.item.case_id == away.id]
    assert line.row is not None
    assert (line.row.number, line.row.surname, line.item.notes) == (away.number, "", "")
    shown = table.ask(room_desk.sitting, board.meeting.id, line.item.id)
    assert (shown.hidden, shown.desk) == (True, None)
    desk = table.ask(agenda_desk.desk, board.meeting.id)
    assert [one.line.row.surname for one in desk.items if one.line.row] == ["", "Voorbeeld2"]
    # The quorum is worked out over the case all the same.
    assert line.quorum is not None


@pytest.mark.where("file rows", "a superuser sees by its own account")
def test_that_whole_minutes_are_read_by_all_and_an_extract_only_by_who_takes_part(
    table: Table, away: Case
) -> None:
    board = at_item(table, away)
    for item in (line.item for line in board.lines if line.row is not None):
        table.do(room.carry_over, item.id)
    table.do(room.close_meeting, board.meeting.id)
    assert table.ask(minutes.pdf, board.meeting.id).startswith(b"%PDF")
    with pytest.raises(RightError, match="case-recused"):
        table.ask(minutes.pdf, board.meeting.id, away.number)


def test_that_it_is_read_again_once_that_is_lifted(table: Table, away: Case) -> None:
    board = at_item(table, away)
    (line,) = [line for line in board.lines if line.item.case_id == away.id]
    (member,) = line.recused
    table.do(room.take_back_recusal, line.item.id, member)
    assert table.ask(cases.view, away.id).client.surname == NAME


def submitter(table: Table, name: str, team: str = "") -> Actor:
    with table.workspace.writing() as uow:
        person = Person(id=f"01940000-0000-7000-8000-{len(name):012}", name=name, team=team)
        uow.add(person)
        uow.add(PersonRole(id=person.id, person_id=person.id, role=Role.SUBMITTER))
        uow.commit()
    return Actor(person.id, name, frozenset({(Role.SUBMITTER, "cpv")}))


@pytest.mark.where("file rows", "a superuser sees by its own account")
def test_that_who_only_brings_cases_in_reads_those_of_the_own_team(table: Table) -> None:
    """R15: a gezinswerker sees no other children."""
    secretary = table.workspace.actor
    table.case(1)
    first, mate, other = (
        submitter(table, "Ada", "BJG Noord"),
        submitter(table, "Bente", "BJG Noord"),
        submitter(table, "Carlijn"),
    )
    table.workspace.actor = first
    mine = table.case(2)
    for actor, reads in ((first, True), (mate, True), (other, False), (secretary, True)):
        table.workspace.actor = actor
        found = table.ask(queue.page, QueueQuery(committee="cpv"))
        expected = 2 if actor is secretary else int(reads)
        assert (len(found.rows), found.total, sum(found.counts.values())) == (expected,) * 3
        assert bool(table.ask(cases_desk.find, "Voorbeeld2")) is reads
        assert not table.ask(cases_desk.find, NAME) or actor is secretary
        if reads:
            assert table.ask(cases.view, mine.id).client.surname == "Voorbeeld2"
            continue
        with pytest.raises(KEPT_AWAY, match=r"right-missing|record-missing"):
            table.ask(cases.view, mine.id)


def test_that_a_team_is_set_by_who_manages_people(table: Table) -> None:
    actor = submitter(table, "Ada")
    after = table.do(persons.set_team, seen(actor.person_id, team=""), " BJG  Noord ")
    assert after.team == "BJG Noord"
    mate = submitter(table, "Bente")
    assert table.do(persons.set_team, seen(mate.person_id, team=""), "bjg noord").team == after.team
    table.workspace.actor = actor
    with pytest.raises(RightError):
        table.do(persons.set_team, seen(actor.person_id, team=""), "Elders")


def test_that_a_hidden_vooradvies_leaves_nothing_in_any_history(table: Table) -> None:
    case = table.case(1)
    meeting = table.meeting(date(2026, 12, 3))

    (item,) = table.do(meetings.schedule, meeting.id, [case.id])
    with table.workspace.writing() as uow:
        own = uow.find(Member, role_name="Gezinswerker")[0]
        uow.replace(own, replace(own, person_id=table.workspace.actor.person_id))
        uow.commit()
    for note in ("Eerste gedachte", "Tweede gedachte"):
        table.do(advice.answer, item.id, own.id, "c1_specific_care", "ja", note)
        table.do(advice.remark, item.id, own.id, note)
    table.do(advice.submit, item.id, own.id)
    assert not [
        one
        for one in table.ask(lambda reader: reader.find(FieldChange))
        if "gedachte" in f"{one.old}{one.new}"
    ]
    page = table.ask(case_desk.page, case.id)
    assert not [one for one in page.changes if one.entity.startswith("Advice")]


@pytest.mark.where("file rows", "a superuser sees by its own account")
def test_that_the_own_team_can_be_widened_to_all_by_who_manages_people(table: Table) -> None:
    """R15: on by default, and a setting."""
    secretary, case = table.workspace.actor, table.case(1)
    ada = submitter(table, "Ada", "BJG Noord")
    for shared in (True, False):
        table.workspace.actor = secretary
        assert table.ask(persons.all_teams) is not shared
        table.do(persons.set_all_teams, shared=shared)
        table.workspace.actor = ada
        found = table.ask(queue.page, QueueQuery(committee="cpv"))
        assert (len(found.rows), found.total) == (shared, shared)
        assert bool(table.ask(cases_desk.find, NAME)) is shared
        desk = table.ask(queue.desk, "cpv")
        assert bool(desk.referrers and desk.providers and desk.care_forms) is shared
        if shared:
            assert table.ask(cases.view, case.id).client.surname == NAME
        with pytest.raises(RightError):
            table.do(persons.set_all_teams, shared=True)


def test_that_filters_and_calendars_know_nothing_of_a_case_that_may_not_be_read(
    table: Table, away: Case, tmp_path: Path
) -> None:
    with table.workspace.writing() as uow:
        kept = uow.get(Case, away.id)
        uow.replace(kept, replace(kept, referrer_name="Alleen hier"))
        for one in uow.find(Action, case_id=away.id):
            uow.replace(one, replace(one, due_on=table.today))
        uow.commit()
    assert table.ask(queue.desk, "cpv").referrers == ("BJG Noord",)
    with pytest.raises(RuleError, match="calendar-no-actions"):
        table.do(calendars.export_actions, "cpv", tmp_path / "a.ics")
