"""A case is withdrawn from any state that allows it, and leaves the agenda it stood on."""

from dataclasses import replace
from datetime import date, time

import pytest

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.meetings import AgendaItem, Invitee
from casustafel.domain.outcomes import OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps
from casustafel.services.meeting import room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from workspaces import Table

WHY = "Ouders zien ervan af."


def status(table: Table, case: Case) -> CaseStatus:
    return table.ask(lambda reader: reader.get(Case, case.id)).status


def titles(table: Table, meeting_id: str) -> list[str]:
    return [item.title for item in table.ask(meetings.agenda, meeting_id)]


def logged(table: Table) -> set[tuple[str, str]]:
    events = table.ask(lambda reader: reader.find(AuditEvent))
    return {(one.action, one.subject_id) for one in events}


def test_that_a_case_on_an_agenda_leaves_it_when_it_is_withdrawn(table: Table) -> None:
    gone, stays = table.case(1), table.case(2)
    meeting = table.meeting()
    item, _ = table.do(meetings.schedule, meeting.id, [gone.id, stays.id])
    table.do(meetings.set_budget, item.id, 10, time(9, 30))
    table.do(meetings.invite, item.id, "Wijkverpleegkundige", "De Regenboog")
    (taken,) = table.do(case_steps.withdraw, gone.id, WHY)
    assert status(table, gone) is CaseStatus.WITHDRAWN
    assert titles(table, meeting.id) == ["Opening", stays.number, "Rondvraag en sluiting"]
    positions = [one.position for one in table.ask(meetings.agenda, meeting.id)]
    assert positions == [1, 2, 3]
    assert (taken.number, taken.meeting.id, taken.in_calendars) == (gone.number, meeting.id, True)
    assert taken.item.sequence > item.sequence
    assert [guest.role_name for guest in taken.guests] == ["Wijkverpleegkundige"]
    assert table.ask(lambda reader: reader.find(Invitee)) == []
    assert {("agenda-shortened", meeting.id), ("case-withdrawn", gone.id)} <= logged(table)


def test_that_a_case_leaves_a_meeting_that_is_going_on_while_it_still_has_to_come(
    table: Table,
) -> None:
    meeting, items = table.opened(2)
    case = table.ask(lambda reader: reader.get(Case, items[1].case_id or ""))
    table.do(case_steps.withdraw, case.id, WHY)
    assert items[1].title not in titles(table, meeting.id)
    table.do(room.go_to, items[0].id)
    with pytest.raises(RuleError) as refused:
        table.do(case_steps.withdraw, items[0].case_id or "", WHY)
    assert refused.value.code == "item-stays"
    assert items[0].title in titles(table, meeting.id)


def test_that_a_case_carried_over_is_withdrawn_and_does_not_come_back(table: Table) -> None:
    meeting, (item,) = table.opened(1)
    table.do(room.carry_over, item.id)
    table.do(room.close_meeting, meeting.id)
    case = table.ask(lambda reader: reader.get(Case, item.case_id or ""))
    assert case.status is CaseStatus.SCHEDULED
    assert table.do(case_steps.withdraw, case.id, WHY) == []
    assert status(table, case) is CaseStatus.WITHDRAWN
    assert item.title in titles(table, meeting.id)  # what was held stays as it was
    later = table.meeting(date(2026, 12, 3))
    assert item.title not in titles(table, later.id)


def test_that_all_are_withdrawn_or_none(table: Table) -> None:
    listed, decided = table.case(1), table.case(2)
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [listed.id])
    given = UrgentInput(
        reason="Plaatsing loopt af.",
        latest=date(2026, 11, 27),
        decider="Voorzitter",
        given=OutcomeInput(
            choice="toegekend",
            reasons=("TK4",),
            motivation="Vier weken.",
            valid_until=date(2026, 12, 24),
        ),
    )
    table.do(urgent.record, decided.id, given)
    with pytest.raises(RuleError) as refused:
        table.do(case_steps.withdraw_all, [listed.id, decided.id], WHY)
    assert refused.value.code == "urgent-stays"
    assert status(table, listed) is CaseStatus.SCHEDULED
    assert len(table.ask(lambda reader: reader.find(AgendaItem, case_id=listed.id))) == 1


def test_that_changing_an_agenda_by_withdrawing_needs_the_right_to_plan(table: Table) -> None:
    submitter = Actor(
        "01940000-0000-7000-8000-0000000000a2", "Indiener", frozenset({(Role.SUBMITTER, "cpv")})
    )
    reading = Table(replace(table.workspace, actor=submitter), table.clock, table.path)
    case, other = reading.case(1), reading.case(2)
    table.do(meetings.schedule, table.meeting().id, [case.id])
    with pytest.raises(RightError):
        reading.do(case_steps.withdraw, case.id, WHY)
    assert status(table, case) is CaseStatus.SCHEDULED
    assert not case_steps.withdrawable(submitter, "cpv", CaseStatus.SCHEDULED)
    assert case_steps.withdrawable(submitter, "cpv", CaseStatus.READY)
    reading.do(case_steps.withdraw, other.id, WHY)
    assert status(table, other) is CaseStatus.WITHDRAWN
