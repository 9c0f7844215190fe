"""What was done a moment ago is taken back by a use case, unless somebody went on with it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from casustafel.domain.actions import Action
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import ConflictError, RightError, RuleError
from casustafel.domain.involved import Involvement, Part
from casustafel.domain.meetings import AgendaItem, Invitee
from casustafel.domain.people import Actor, Role
from casustafel.services.agenda import involved, meetings
from casustafel.services.case import case_steps
from casustafel.services.following import actions
from workspaces import Table

S = CaseStatus
WHY = "Ouders zien ervan af."


def status(table: Table, case: Case) -> CaseStatus:
    return table.ask(lambda reader: reader.get(Case, case.id)).status


def agenda(table: Table, meeting_id: str) -> list[AgendaItem]:
    return list(table.ask(meetings.agenda, meeting_id))


def test_that_a_case_comes_back_on_the_agenda_as_it_stood_there(table: Table) -> None:
    """H21: its place, minutes, start time, guests and promises come back with it."""
    first, second = table.case(1), table.case(2)
    meeting = table.meeting()
    item, _ = table.do(meetings.schedule, meeting.id, [first.id, second.id])
    table.do(meetings.set_budget, item.id, 17, time(9, 30))
    table.do(meetings.invite, item.id, "Wijkverpleegkundige", "De Regenboog")
    table.do(involved.record, item.id, "ouders", Part.HEARD)
    action = table.do(actions.add, "cpv", "Bellen", "Voorzitter", item_id=item.id)
    gone = table.do(meetings.remove_item, item.id)
    assert status(table, first) is S.READY

    table.do(meetings.put_back, meeting.id, gone)

    back = agenda(table, meeting.id)
    assert [one.title for one in back[1:3]] == [first.number, second.number]
    assert [one.position for one in back] == [1, 2, 3, 4]
    assert (back[1].budget, back[1].starts) == (17, time(9, 30))
    for kind in (Invitee, Involvement):
        found = table.ask(lambda r, kind=kind: r.find(kind))
        assert [one.item_id for one in found] == [back[1].id]
    assert table.ask(lambda r: r.get(Action, action.id)).item_id == back[1].id
    assert status(table, first) is S.SCHEDULED


def test_that_an_item_without_a_case_comes_back_too(table: Table) -> None:
    """H21: so does the opening, where it stood."""
    meeting = table.meeting()
    titles = [one.title for one in agenda(table, meeting.id)]
    gone = table.do(meetings.remove_item, agenda(table, meeting.id)[0].id)
    table.do(meetings.put_back, meeting.id, gone)
    assert [one.title for one in agenda(table, meeting.id)] == titles


def test_that_a_case_that_went_to_another_agenda_does_not_come_back(table: Table) -> None:
    """H21: the undo says so, and changes nothing."""
    case, meeting = table.case(1), table.meeting()
    other = table.do(meetings.plan_next, meeting.id)
    (item,) = table.do(meetings.schedule, meeting.id, [case.id])
    gone = table.do(meetings.remove_item, item.id)
    table.do(meetings.schedule, other.id, [case.id])
    with pytest.raises(RuleError, match=r"."):
        table.do(meetings.put_back, meeting.id, gone)
    assert case.number not in [one.title for one in agenda(table, meeting.id)]


def test_that_what_was_put_on_an_agenda_goes_off_together(table: Table) -> None:
    """H21: a bulk step is taken back as one."""
    cases, meeting = [table.case(day) for day in (1, 2, 3)], table.meeting()
    items = table.do(meetings.schedule, meeting.id, [case.id for case in cases])
    table.do(meetings.unschedule_all, meeting.id, [item.id for item in items])
    assert {status(table, case) for case in cases} == {S.READY}
    assert len(agenda(table, meeting.id)) == 2


def test_that_withdrawn_cases_are_what_and_where_they_were(table: Table) -> None:
    """H22, H47: each its own state; what stood on an agenda stands there again."""
    listed, ready = table.case(1), table.case(2)
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [listed.id])
    ids, was = [listed.id, ready.id], [S.SCHEDULED, S.READY]
    gone = table.do(case_steps.withdraw_all, ids, WHY)

    table.do(case_steps.take_back, ids, was, S.WITHDRAWN, gone)

    assert [status(table, one) for one in (listed, ready)] == was
    assert listed.number in [one.title for one in agenda(table, meeting.id)]
    assert table.ask(lambda r: r.get(Case, ready.id)).end_reason is None


def test_that_a_day_and_a_reason_that_went_with_a_state_come_back_with_it(table: Table) -> None:
    """2.4: until when a case is held over, or may be completed, is not lost by a slip."""
    case, until = table.case(1), table.today + timedelta(days=9)
    with table.workspace.writing() as uow:
        kept = uow.get(Case, case.id)
        uow.replace(kept, replace(kept, status=S.DEFERRED, held_until=until))
        uow.commit()
    table.do(case_steps.make_ready, case.id)
    table.do(case_steps.take_back, [case.id], [S.DEFERRED], S.READY)
    kept = table.ask(lambda reader: reader.get(Case, case.id))
    assert (kept.status, kept.held_until) == (S.DEFERRED, until)

    table.do(case_steps.make_ready, case.id)
    table.do(case_steps.not_needed, case.id, WHY)
    table.do(case_steps.submit, case.id)
    table.do(case_steps.take_back, [case.id], [S.NOT_NEEDED], S.READY)
    kept = table.ask(lambda reader: reader.get(Case, case.id))
    assert (kept.status, kept.held_until, kept.end_reason) == (S.NOT_NEEDED, None, WHY)


def test_that_a_case_that_moved_on_is_not_taken_back(table: Table) -> None:
    """H22: all of them or none."""
    first, second = table.case(1), table.case(2)
    ids = [first.id, second.id]
    for each in ids:
        table.do(case_steps.not_needed, each, WHY)
    table.do(case_steps.submit, second.id)
    with pytest.raises(RuleError, match="case-moved-since"):
        table.do(case_steps.take_back, ids, [S.READY, S.READY], S.NOT_NEEDED)
    assert status(table, first) is S.NOT_NEEDED


def test_that_an_action_comes_back_or_goes_as_it_was_shown(table: Table) -> None:
    """H21: what somebody changed meanwhile is not thrown away."""
    action = table.do(actions.add, "cpv", "Bellen", "Voorzitter")
    table.do(actions.delete, action.id)
    table.do(actions.put_back, "cpv", action)
    assert table.ask(lambda r: r.get(Action, action.id)) == action
    table.do(actions.change, action, replace(action, text="Schrijven"))
    with pytest.raises(ConflictError):
        table.do(actions.drop, action)
    table.do(actions.drop, table.ask(lambda r: r.get(Action, action.id)))
    assert table.ask(lambda r: r.find(Action)) == []


def test_that_taking_a_case_back_onto_an_agenda_needs_the_right_to_plan(table: Table) -> None:
    """H47: an undo asks the rights of what it does."""
    case, meeting = table.case(1), table.meeting()
    table.do(meetings.schedule, meeting.id, [case.id])
    gone = table.do(case_steps.withdraw, case.id, WHY)
    mine = table.workspace.actor
    table.workspace.actor = Actor(mine.person_id, mine.name, frozenset({(Role.SUBMITTER, "cpv")}))
    with pytest.raises(RightError):
        table.do(case_steps.take_back, [case.id], [S.SCHEDULED], S.WITHDRAWN, gone)
