"""The log in words, filtered, paged, and its chain."""

import ast
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from casustafel.domain.cases import CaseStatus
from casustafel.domain.errors import RightError
from casustafel.domain.local_time import local
from casustafel.domain.minutes import MinutesState
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.domain.terms import LOG_ACTIONS, LOG_SUBJECTS, field_words
from casustafel.services.meeting import room
from casustafel.services.minutes import minutes
from casustafel.services.upkeep import log
from casustafel.services.upkeep.log import LogFilter
from workspaces import PERSON, Table, someone

SOURCE = Path(__file__).parents[2] / "src" / "casustafel"


def audited() -> tuple[set[str], set[str]]:
    """Return the actions and the subjects that the program logs with a fixed code."""
    actions: set[str] = set()
    subjects: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr not in ("audit", "log") or len(node.args) < 2:
                continue
            action, subject = node.args[:2]
            if node.func.attr == "audit" and isinstance(subject, ast.Constant):
                subjects.add(str(subject.value))
            if isinstance(action, ast.Constant | ast.IfExp):
                parts = (part for part in ast.walk(action) if isinstance(part, ast.Constant))
                actions |= {part.value for part in parts if isinstance(part.value, str)}
    return actions, subjects


def test_that_everything_that_is_logged_has_dutch_words() -> None:
    actions, subjects = audited()
    assert len(actions) > 60
    assert actions - LOG_ACTIONS.keys() == set()
    assert subjects - LOG_SUBJECTS.keys() == set()
    moves = {f"case-{status.value.replace('_', '-')}" for status in CaseStatus}
    states = {f"minutes-{state.value.replace('_', '-')}" for state in MinutesState}
    assert (moves | states) - LOG_ACTIONS.keys() == set()


def test_that_fields_are_named_in_dutch_and_internal_ones_left_out() -> None:
    assert field_words(("hours_per_week", "search_text", "due_on")) == "datum, uren per week"


def test_that_events_come_newest_first_and_name_what_still_exists(table: Table) -> None:
    case = table.case()
    table.clock.forward(minutes=1)
    table.meeting()
    found = table.ask(log.page, LogFilter())
    assert found.lines[0].what == "Vergadering gepland"
    assert found.lines[0].about == "Vergadering 26-11-2026"
    assert f"Casus {case.number}" in [line.about for line in found.lines]
    assert found.lines[0].table == "CPV"
    assert f"{local(found.lines[0].at):%H:%M}" == "09:01"


def test_that_filters_narrow_by_person_action_subject_and_local_day(table: Table) -> None:
    case = table.case()
    table.clock.forward(days=1)
    meeting = table.meeting()
    assert table.ask(log.page, LogFilter(action="meeting-planned")).total == 1
    assert table.ask(log.page, LogFilter(subject_id=meeting.id)).total == 1
    assert table.ask(log.page, LogFilter(person_id="0" * 32)).total == 0
    first = table.ask(log.page, LogFilter(until=date(2026, 11, 26)))
    assert "meeting" not in {line.subject for line in first.lines}
    later = table.ask(log.page, LogFilter(since=date(2026, 11, 27)))
    assert {line.subject for line in later.lines} == {"meeting"}
    assert case.id in {line.subject_id for line in first.lines}


def test_that_pages_follow_on_each_other(table: Table) -> None:
    table.opened(3)
    whole = table.ask(log.page, LogFilter())
    parts = [table.ask(log.page, LogFilter(), at, 4).lines for at in range(0, whole.total, 4)]
    assert tuple(line for part in parts for line in part) == whole.lines


def test_that_only_who_may_read_the_log_does(table: Table) -> None:
    table.workspace.actor = Actor(someone("x"), "Lid", frozenset({(Role.MEMBER, None)}))
    with pytest.raises(RightError):
        table.ask(log.page, LogFilter())
    table.workspace.actor = Actor(
        someone("x"), "FG", frozenset({(Role.DATA_PROTECTION_OFFICER, None)})
    )
    assert table.ask(log.page, LogFilter()).total > 0


def test_that_a_change_in_the_middle_of_the_log_is_found(table: Table) -> None:
    table.opened(1)
    assert table.ask(log.check_chain).whole
    with table.workspace.storage.engines.writer.begin() as connection:
        connection.execute(text("UPDATE audit_event SET person = 'Ander' WHERE position = 2"))
    chain = table.ask(log.check_chain)
    assert (chain.whole, chain.broken_at) == (False, 2)


def test_that_choices_are_what_occurs_in_the_order_of_the_words(table: Table) -> None:
    table.opened(1)
    found = table.ask(log.choices)
    words = [each for _, each in found.actions]
    assert words == sorted(words, key=str.casefold)
    assert [name for _, name in found.persons] == ["Secretaris"]


def test_that_an_export_of_the_minutes_is_logged_in_words(table: Table, tmp_path: Path) -> None:
    meeting, items = table.opened(1)
    table.do(room.carry_over, items[0].id)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.export, meeting.id, tmp_path / "notulen.pdf")
    newest = table.ask(log.page, LogFilter()).lines[0]
    assert (newest.what, newest.about) == ("Notulen geëxporteerd", "Vergadering 26-11-2026")


def test_that_an_event_about_a_stored_value_names_its_kind_and_table(table: Table) -> None:
    meeting, items = table.opened(1)
    kinds = {
        (one.subject, one.subject_id): one.committee
        for one in table.ask(lambda reader: reader.find(AuditEvent))
    }
    assert kinds["meeting", meeting.id] == "cpv"
    assert kinds["case", items[0].case_id or ""] == "cpv"
    assert kinds["agenda_item", items[0].id] == "cpv"
    assert {kind for kind, _ in kinds} <= LOG_SUBJECTS.keys()


def test_that_who_opened_the_workspace_is_listed_by_person_and_day(table: Table) -> None:
    """2.6: logins have a chain of their own, and were in no window."""
    assert ("login", "Aanmeldingen") in table.ask(log.choices).subjects
    person = table.workspace.actor.person_id
    found = table.ask(log.page, LogFilter(subject="login", person_id=person, since=table.today))
    assert found.total == len(found.lines) >= 1
    assert {(line.person, line.what) for line in found.lines} == {(PERSON, "Werkruimte geopend")}
    nobody = LogFilter(subject="login", person_id="01940000-0000-7000-8000-0000000000ff")
    assert table.ask(log.page, nobody).total == 0
