"""Spoed: decided outside a meeting, ratified or not in the next one."""

from datetime import date

import pytest

from casustafel.domain.actions import Action
from casustafel.domain.cases import Case
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.people import Actor, Role
from casustafel.services import meetings, outcomes, room, urgent
from casustafel.services.outcomes import OutcomeInput
from workspaces import Table

GIVEN = {
    "reason": "Plaatsing loopt morgen af.",
    "latest": date(2026, 11, 24),
    "decider": "Voorzitter",
    "decision": "Vier weken begeleiding, 4 uur per week.",
    "consulted": "Zorgexpert, BJG",
}


def in_meeting(table: Table) -> tuple[Case, AgendaItem]:
    case = table.case(1)
    table.do(urgent.record, case.id, **GIVEN)
    other = table.case(2)
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [other.id])
    (item,) = table.do(meetings.schedule, meeting.id, [case.id])
    table.do(room.open_meeting, meeting.id)
    cases = [one for one in table.ask(meetings.agenda, meeting.id) if one.case_id]
    assert cases[0].case_id == case.id
    return case, item


def test_that_an_urgent_decision_marks_the_case_and_comes_first(table: Table) -> None:
    case, _ = in_meeting(table)
    kept = table.ask(lambda reader: reader.get(Case, case.id))
    assert (kept.urgent, kept.urgent_before) == (True, date(2026, 11, 24))
    waiting = table.ask(urgent.waiting, case.id)
    assert waiting is not None
    assert (waiting.decider, waiting.decided_on) == ("Voorzitter", date(2026, 11, 26))


def test_that_the_meeting_ratifies_once(table: Table) -> None:
    case, item = in_meeting(table)
    assert table.do(urgent.ratify, item.id).ratified is True
    assert table.ask(urgent.waiting, case.id) is None
    with pytest.raises(RuleError, match="urgent-judged"):
        table.do(urgent.refuse, item.id, ends_on=date(2026, 12, 10), bridging="Basishulp.")


@pytest.mark.parametrize(
    ("ends_on", "bridging", "code"),
    [
        (None, "Basishulp neemt het over.", "urgent-needs-end"),
        (date(2026, 12, 10), " ", "urgent-needs-bridging"),
    ],
)
def test_that_not_ratifying_needs_an_end_and_a_plan(
    table: Table, ends_on: date | None, bridging: str, code: str
) -> None:
    case, item = in_meeting(table)
    with pytest.raises(RuleError, match=code):
        table.do(urgent.refuse, item.id, ends_on=ends_on, bridging=bridging)
    assert table.ask(urgent.waiting, case.id) is not None


def test_that_the_bridging_plan_becomes_an_action(table: Table) -> None:
    case, item = in_meeting(table)
    table.do(urgent.refuse, item.id, ends_on=date(2026, 12, 10), bridging="Basishulp neemt over.")
    (action,) = table.ask(lambda reader: reader.find(Action, case_id=case.id))
    assert action.due_on == date(2026, 12, 10)
    assert action.text == "Overbruggingsplan uitvoeren: Basishulp neemt over."
    assert [one.ratified for one in table.ask(urgent.of_case, case.id)] == [False]


@pytest.mark.parametrize("part", ["reason", "decider", "decision"])
def test_that_spoed_says_why_who_and_what(table: Table, part: str) -> None:
    case = table.case(1)
    with pytest.raises(RuleError, match=f"urgent-needs-{part}"):
        table.do(urgent.record, case.id, **(GIVEN | {part: " "}))
    assert not table.ask(lambda reader: reader.get(Case, case.id)).urgent


def test_that_one_decision_waits_at_a_time(table: Table) -> None:
    case = table.case(1)
    table.do(urgent.record, case.id, **GIVEN)
    with pytest.raises(RuleError, match="urgent-exists"):
        table.do(urgent.record, case.id, **GIVEN)


def test_that_what_the_table_discussed_is_no_longer_urgent(table: Table) -> None:
    _, (item,) = table.opened(1)
    plain = OutcomeInput(choice="toegekend", valid_until=date(2027, 5, 27))
    table.do(outcomes.record, item.id, plain)
    with pytest.raises(RuleError, match="urgent-after-decision"):
        table.do(urgent.record, item.case_id, **GIVEN)


def test_that_a_member_does_not_decide_in_urgency(table: Table) -> None:
    case = table.case(1)
    table.workspace.actor = Actor("m", "Lid", frozenset({(Role.MEMBER, "cpv")}))
    with pytest.raises(RightError):
        table.do(urgent.record, case.id, **GIVEN)
