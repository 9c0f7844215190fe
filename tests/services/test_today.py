"""What waits today, per table and for whom."""

from dataclasses import replace
from datetime import date

import pytest

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError
from casustafel.domain.outcomes import OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.services.case import case_steps, cases
from casustafel.services.following import actions, feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.upkeep import today_desk
from casustafel.services.upkeep.today_desk import Task, TaskKind, Today
from casustafel.storage.unit_of_work import Reading
from workspaces import Table, someone


def found(table: Table) -> Today:
    return table.ask(today_desk.today)


def tasks(table: Table) -> dict[TaskKind, Task]:
    cpv = next(one for one in found(table).tables if one.code == "cpv")
    return {task.kind: task for task in cpv.tasks}


def test_that_an_empty_workspace_has_nothing_waiting(table: Table) -> None:
    answer = found(table)
    assert [one.code for one in answer.tables] == ["cpv", "zbo", "doorbraak"]
    assert all(one.meeting is None and not one.tasks for one in answer.tables)


def test_that_the_next_meeting_tells_how_many_are_ready_and_fit(table: Table) -> None:
    for at in range(1, 15):
        table.case(at)
    meeting = table.meeting(date(2026, 12, 3))
    cpv = found(table).tables[0]
    assert cpv.meeting is not None
    assert cpv.meeting.line.id == meeting.id
    assert cpv.meeting.ready == 14
    assert 0 < cpv.meeting.room < 14


def test_that_cases_carried_over_wait_for_a_meeting_until_one_is_planned(table: Table) -> None:
    meeting, items = table.opened(3)
    for item in items[:2]:
        table.do(room.carry_over, item.id)
    plain = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
    table.do(outcomes.record, items[2].id, plain)
    table.do(room.close_meeting, meeting.id)
    cpv = found(table).tables[0]
    assert (cpv.meeting, cpv.ready, cpv.carried) == (None, 0, 2)
    whole = QueueQuery(committee="cpv")
    answer = table.ask(queue.page, whole)
    assert (answer.counts[CaseStatus.SCHEDULED], answer.carried) == (2, 2)
    assert [row.carried for row in answer.rows] == [True, True]
    assert table.ask(queue.page, replace(whole, carried=True)).total == 2
    assert table.ask(queue.page, replace(whole, carried=False)).total == 0
    assert table.ask(queue.detail, items[0].case_id).carried

    later = table.meeting(date(2026, 12, 3))
    cpv = found(table).tables[0]
    assert cpv.meeting is not None
    assert (cpv.meeting.line.id, cpv.meeting.line.cases, cpv.carried) == (later.id, 2, 0)
    answer = table.ask(queue.page, whole)
    assert (answer.counts[CaseStatus.SCHEDULED], answer.carried) == (2, 0)
    assert [row.carried for row in answer.rows] == [False, False]
    assert table.ask(queue.page, replace(whole, carried=False)).total == 2
    assert not table.ask(queue.detail, items[0].case_id).carried


def test_that_new_and_incomplete_cases_wait_with_the_oldest_day(table: Table) -> None:
    table.case(1, answers={}, received=date(2026, 11, 20))
    asked = table.case(2, answers={}, received=date(2026, 11, 13))
    table.do(case_steps.ask_completions, [asked.id])
    waiting = tasks(table)
    assert (waiting[TaskKind.NEW].count, waiting[TaskKind.NEW].day) == (1, date(2026, 11, 20))
    assert waiting[TaskKind.INCOMPLETE].argument == "incomplete"
    assert waiting[TaskKind.INCOMPLETE].day == date(2026, 11, 13)


def test_that_urgent_cases_stand_first_by_their_latest_day_and_tell_that_it_passed(
    table: Table,
) -> None:
    table.case(1, answers={})
    table.case(2, urgent=True, urgent_before=date(2026, 12, 4))
    late = table.case(3, urgent=True, urgent_before=date(2026, 11, 25))
    waiting = found(table).tables[0].tasks
    assert [task.kind for task in waiting][:2] == [TaskKind.URGENT, TaskKind.URGENT]
    assert (waiting[0].argument, waiting[0].late) == (late.id, True)
    assert not waiting[1].late


def test_that_late_actions_count_and_say_which_are_of_this_person(table: Table) -> None:
    table.do(actions.add, "cpv", "Bel de school", "Secretaris", due_on=date(2026, 11, 20))
    table.do(actions.add, "cpv", "Vraag de wachttijd na", "BJG", due_on=date(2026, 11, 24))
    table.do(actions.add, "cpv", "Evalueren", "BJG", due_on=date(2026, 11, 30))
    waiting = tasks(table)
    assert (waiting[TaskKind.ACTIONS_LATE].count, waiting[TaskKind.ACTIONS_LATE].own) == (2, 1)
    assert waiting[TaskKind.ACTIONS_SOON].count == 1


def test_that_a_meeting_going_on_and_its_minutes_wait_for_their_people(table: Table) -> None:
    meeting, items = table.opened(1)
    assert tasks(table)[TaskKind.IN_SESSION].argument == meeting.id
    plain = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
    table.do(outcomes.record, items[0].id, plain)
    table.do(room.close_meeting, meeting.id)
    waiting = tasks(table)
    assert TaskKind.IN_SESSION not in waiting
    assert waiting[TaskKind.MINUTES_CONCEPT].argument == meeting.id
    assert waiting[TaskKind.NOT_REPORTED].count == 1  # told from the closing on


def test_that_an_outcome_waits_to_be_told_and_then_for_its_beschikking(table: Table) -> None:
    meeting, items = table.opened(1)
    plain = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
    table.do(outcomes.record, items[0].id, plain)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    told = tasks(table)[TaskKind.NOT_REPORTED]
    assert (told.count, told.page, told.argument) == (1, "feedback", "report")
    assert told.day == date(2026, 11, 26)
    given = FeedbackInput(
        told_to=("Inwoner", "Verwijzer"), told_on=date(2026, 11, 26), channel="email"
    )
    table.do(feedback.report, [items[0].case_id], given)
    waiting = tasks(table)
    assert TaskKind.NOT_REPORTED not in waiting
    assert waiting[TaskKind.NO_DECISION].argument == "decision"


def test_that_a_meeting_whose_day_passed_unheld_is_told(table: Table) -> None:
    meeting = table.meeting(date(2026, 11, 26))
    table.clock.forward(days=2)
    assert tasks(table)[TaskKind.NOT_HELD].argument == meeting.id
    assert found(table).tables[0].meeting is None


def test_that_held_over_cases_come_back_on_their_day_unless_they_lack_something(
    table: Table,
) -> None:
    _, items = table.opened(2)
    held_over = OutcomeInput(choice="aangehouden", held_until=date(2026, 12, 3))
    for item in items:
        table.do(outcomes.record, item.id, held_over)
    assert tasks(table)[TaskKind.RETURNING].day == date(2026, 12, 3)
    held = table.ask(lambda reader: reader.find(Case, "number", status=CaseStatus.DEFERRED))
    table.do(cases.answer, held[1].id, "why_this_provider", None)
    table.clock.forward(days=8)
    assert found(table).due_back == 1
    assert table.do(case_steps.bring_back_due) == 1
    assert tasks(table)[TaskKind.RETURNING].late
    assert found(table).due_back == 0


def as_role(table: Table, role: Role) -> Today:
    with table.workspace.reading() as reader:
        actor = Actor(someone("p2"), "Lid", frozenset({(role, "cpv")}))
        return today_desk.today(Reading(reader.connection, actor, table.clock))


def test_that_a_member_sees_the_own_table_only_and_no_work_of_the_secretary(table: Table) -> None:
    table.case(1, answers={})
    answer = as_role(table, Role.MEMBER)
    assert [one.code for one in answer.tables] == ["cpv"]
    assert answer.tables[0].tasks
    assert not answer.tables[0].mine


def test_that_who_reads_no_cases_is_refused(table: Table) -> None:
    with pytest.raises(RightError):
        as_role(table, Role.REPORTER)


def test_that_who_was_told_what_does_not_stand_any_more_waits_on_the_desk(table: Table) -> None:
    """R3: "opnieuw terugkoppelen" stands on Vandaag with who was told what."""
    meeting, (item,) = table.opened(1)
    given = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
    table.do(outcomes.record, item.id, given)
    table.do(room.close_meeting, meeting.id)
    told = FeedbackInput(told_to=("Inwoner",), told_on=table.today, channel="email")
    table.do(feedback.report, [item.case_id], told)
    assert TaskKind.TOLD_OTHERWISE not in tasks(table)
    mended = replace(given, valid_until=date(2027, 6, 30))
    table.do(outcomes.correct, item.id, mended, "Datum verkeerd overgenomen.")
    task = tasks(table)[TaskKind.TOLD_OTHERWISE]
    assert (task.page, task.argument, task.count) == ("feedback", "again", 1)
    assert [(one.number, one.told_to, one.said) for one in task.told] == [
        (item.title, "Inwoner", "toegekend")
    ]
