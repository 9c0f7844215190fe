"""T18: half past twelve at night in Amsterdam is yesterday in UTC, and today for everybody."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from case_lists import BSNS, cases, line, request, taken, write
from casustafel.domain.cases import Client
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Meeting, Member
from casustafel.services.advice import advice_desk
from casustafel.services.agenda import meetings
from casustafel.services.case import case_form, cases_desk, intake
from casustafel.services.case import cases as steps
from casustafel.services.case.case_form import NewCase
from casustafel.services.following import feedback_desk
from casustafel.services.meeting import room, room_desk
from casustafel.services.minutes import minutes
from casustafel.services.queue import queue
from casustafel.services.register import register
from casustafel.storage.queries.queue import QueueQuery
from workspaces import Clock, Table

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def clock() -> Clock:
    """1 January 2027, 00:30 in Amsterdam."""
    return Clock(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))


def test_that_a_case_made_just_after_new_year_is_received_and_numbered_in_that_year(
    table: Table,
) -> None:
    client = Client(id=new_id(), surname="Voorbeeld", initials="M.", birth_date=date(2014, 1, 1))
    case = table.do(steps.new, "cpv", client, {"care_form": "vdb"})
    assert (case.number, case.year, case.received) == ("CPV-2027-0001", 2027, NEW_YEAR)


def test_that_a_list_taken_in_just_after_new_year_is_received_and_numbered_in_that_year(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(0, Datum_aanvraag=None)))
    taken(table, write(tmp_path, line(1, 100, 1), name="lijst2.xlsx"), "doorbraak")
    assert [(case.committee, case.year, case.received) for case in cases(table)] == [
        ("cpv", 2027, NEW_YEAR),
        ("doorbraak", 2027, NEW_YEAR),
    ]
    assert cases(table)[0].number == "CPV-2027-0001"


def test_that_a_list_that_came_in_before_is_told_with_the_day_of_amsterdam(
    table: Table, tmp_path: Path
) -> None:
    path = write(tmp_path, request(0))
    taken(table, path)
    table.clock.forward(days=3)
    known = [one for one in taken(table, path).findings if one.code == "file-known"]
    assert [one.values["date"] for one in known] == [NEW_YEAR]


def test_that_an_age_changes_at_midnight_wherever_it_is_shown(table: Table) -> None:
    case = table.case(1)  # born on 1 January 2014
    assert table.ask(steps.view, case.id).age == 13
    (found,) = table.ask(cases_desk.find, case.number)
    assert "(13)" in found.note
    answer = table.ask(queue.page, QueueQuery(committee="cpv"), offset=0, limit=10)
    assert "(13)" in queue.client_label(answer.rows[0], answer.today)


def test_that_queue_and_pane_and_room_count_the_same_days(table: Table) -> None:
    case = table.case(1)
    meeting = table.meeting(NEW_YEAR)
    (item,) = table.do(meetings.schedule, meeting.id, [case.id])
    listed = table.ask(queue.page, QueueQuery(committee="cpv"), offset=0, limit=10).today
    days = [
        listed,
        table.ask(queue.detail, case.id).today,
        table.ask(room_desk.sitting, meeting.id, item.id).today,
        table.ask(feedback_desk.desk, "cpv").today,
        table.ask(register.view).today,
    ]
    assert days == [NEW_YEAR] * len(days)
    assert intake.days_waiting(case.received, listed) == 49


def test_that_a_child_born_today_is_not_born_in_the_future(table: Table) -> None:
    given = NewCase(bsn=BSNS[0], surname="Voorbeeld", birth_date=NEW_YEAR)
    assert table.do(case_form.write, "cpv", given).year == 2027
    with pytest.raises(RuleError, match="birth-in-future"):
        table.do(case_form.write, "cpv", replace(given, birth_date=date(2027, 1, 2)))


def test_that_the_meeting_of_yesterday_is_not_the_next_one(table: Table) -> None:
    table.meeting(date(2026, 12, 31))
    assert table.ask(queue.desk, "cpv").next_meeting is None
    table.meeting(NEW_YEAR)
    found = table.ask(queue.desk, "cpv").next_meeting
    assert found is not None
    assert found.held_on == NEW_YEAR


def test_that_a_seat_that_ended_yesterday_is_asked_for_no_more_advice(table: Table) -> None:
    seat = table.ask(lambda reader: reader.first(Member, discipline="zorgexpert"))
    assert seat is not None
    with table.workspace.writing() as uow:
        uow.replace(seat, replace(seat, valid_to=date(2026, 12, 31)))
        uow.commit()
    asked = {member.id for member, _label in table.ask(advice_desk.desk, "cpv").seats}
    assert asked
    assert seat.id not in asked


def test_that_no_meeting_on_paper_ends_before_it_begins(table: Table) -> None:
    """T24: the clock of the computer was set back while the table sat."""
    meeting = table.meeting(NEW_YEAR)
    table.do(room.open_meeting, meeting.id)
    table.clock.forward(minutes=-25)
    table.do(room.close_meeting, meeting.id)
    kept = table.ask(lambda reader: reader.get(Meeting, meeting.id))
    said = table.ask(minutes.build, kept.id)
    assert (said.actual_start, said.actual_end) == (time(0, 30), time(0, 30))


def test_that_a_meeting_past_midnight_ends_the_next_day(table: Table) -> None:
    """T24: an end that is earlier on the clock is no clock that was set back."""
    table.clock.forward(hours=-1)
    meeting = table.meeting(date(2026, 12, 31))
    table.do(room.open_meeting, meeting.id)
    table.clock.forward(hours=1)
    table.do(room.close_meeting, meeting.id)
    said = table.ask(minutes.build, meeting.id)
    assert (said.actual_start, said.actual_end) == (time(23, 30), time(0, 30))
