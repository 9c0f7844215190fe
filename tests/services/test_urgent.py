"""Spoed: decided outside a meeting, ratified or not in the next one."""

from dataclasses import replace
from datetime import date

import pytest

from casustafel.domain.actions import Action
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.meetings import AgendaItem, Attendance, ItemKind, Meeting, Presence
from casustafel.domain.minutes_content import canonical, parse_canonical
from casustafel.domain.outcomes import (
    Adjustment,
    AdjustmentKind,
    Outcome,
    OutcomeInput,
    OutcomeKind,
)
from casustafel.domain.people import Actor, Role
from casustafel.domain.urgent import UrgentDecision
from casustafel.services.agenda import meetings
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from casustafel.services.minutes import minutes, minutes_desk
from workspaces import Table, someone

DECIDED = OutcomeInput(
    choice="toegekend",
    reasons=("TK4",),
    motivation="Vier weken begeleiding, 4 uur per week.",
    valid_until=date(2026, 12, 24),
)
GIVEN = UrgentInput(
    reason="Plaatsing loopt morgen af.",
    latest=date(2026, 11, 24),
    decider="Voorzitter",
    given=DECIDED,
    consulted="Zorgexpert, BJG",
)
REFUSED = {"why": "Te lang.", "ends_on": date(2026, 12, 10), "bridging": "Basishulp neemt over."}


def cases_of(table: Table, meeting: Meeting) -> list[AgendaItem]:
    return [item for item in table.ask(meetings.agenda, meeting.id) if item.case_id]


def status_of(table: Table, case: Case) -> CaseStatus:
    return table.ask(lambda reader: reader.get(Case, case.id)).status


def all_present(table: Table, meeting: Meeting) -> None:
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)


def in_meeting(table: Table) -> tuple[Case, AgendaItem]:
    """An urgent case that the meeting which is open has to ratify, with another case behind it."""
    case, other = table.case(1), table.case(2)
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [other.id])
    table.do(urgent.record, case.id, GIVEN)
    table.do(room.open_meeting, meeting.id)
    all_present(table, meeting)
    item, _ = cases_of(table, meeting)
    assert item.case_id == case.id
    table.weighed(item)
    return case, item


def test_that_an_urgent_decision_marks_the_case_and_says_who_decided_what(table: Table) -> None:
    case = table.case(1)
    table.do(urgent.record, case.id, GIVEN)
    kept = table.ask(lambda reader: reader.get(Case, case.id))
    assert (kept.urgent, kept.urgent_before) == (True, date(2026, 11, 24))
    waiting = table.ask(urgent.waiting, case.id)
    assert waiting is not None
    assert (waiting.decider, waiting.decided_on) == ("Voorzitter", date(2026, 11, 26))
    assert (waiting.choice, waiting.decision) == ("toegekend", DECIDED.motivation)
    assert waiting.reasons


def test_that_it_is_put_on_the_next_meeting_behind_the_opening(table: Table) -> None:
    ordinary, first, second = table.case(1), table.case(2), table.case(3, answers={})
    meeting, later = table.meeting(), table.meeting(date(2026, 12, 3))
    table.do(meetings.schedule, meeting.id, [ordinary.id])
    table.do(urgent.record, first.id, GIVEN)
    table.do(urgent.record, second.id, GIVEN)
    assert [one.case_id for one in cases_of(table, meeting)] == [first.id, second.id, ordinary.id]
    assert table.ask(meetings.agenda, meeting.id)[0].kind is ItemKind.OPENING
    assert cases_of(table, later) == []
    assert status_of(table, second) is CaseStatus.SCHEDULED


def test_that_it_follows_the_minutes_of_the_meeting_before(table: Table) -> None:
    earlier, _ = table.opened(0)
    following = table.meeting(date(2026, 12, 3))
    case = table.case(1)
    table.do(urgent.record, case.id, GIVEN)
    table.do(room.close_meeting, earlier.id)
    kinds = [item.kind for item in table.ask(meetings.agenda, following.id)]
    assert kinds == [ItemKind.OPENING, ItemKind.PREVIOUS_MINUTES, ItemKind.CASE, ItemKind.OTHER]


def test_that_a_case_of_a_later_agenda_comes_forward(table: Table) -> None:
    case = table.case(1)
    later = table.meeting(date(2026, 12, 3))
    (item,) = table.do(meetings.schedule, later.id, [case.id])
    guest = table.do(meetings.invite, item.id, "Wijkverpleegkundige", "De Regenboog")
    sooner = table.meeting(date(2026, 11, 27))
    table.do(urgent.record, case.id, GIVEN)
    assert cases_of(table, later) == []
    assert [one.id for one in cases_of(table, sooner)] == [item.id]
    assert guest.item_id == item.id


def test_that_a_meeting_planned_afterwards_gets_it_too(table: Table) -> None:
    case = table.case(1, answers={})
    table.do(urgent.record, case.id, GIVEN)
    assert [one.case_id for one in cases_of(table, table.meeting())] == [case.id]


def test_that_planning_a_later_meeting_leaves_it_on_the_first(table: Table) -> None:
    case, first = table.case(1), table.meeting()
    table.do(urgent.record, case.id, GIVEN)
    later = table.meeting(date(2026, 12, 3))
    assert [item.case_id for item in cases_of(table, first)] == [case.id]
    assert cases_of(table, later) == []
    table.do(meetings.cancel, first.id)
    assert [item.case_id for item in cases_of(table, later)] == [case.id]


def test_that_it_stays_on_the_agenda_until_the_meeting_spoke_of_it(table: Table) -> None:
    case = table.case(1, answers={})
    meeting, following = table.meeting(), table.meeting(date(2026, 12, 3))
    table.do(urgent.record, case.id, GIVEN)
    (item,) = cases_of(table, meeting)
    with pytest.raises(RuleError, match="urgent-stays"):
        table.do(meetings.remove_item, item.id)
    table.do(meetings.cancel, meeting.id)
    assert [one.case_id for one in cases_of(table, following)] == [case.id]


def test_that_what_a_meeting_did_not_come_to_is_ratified_in_the_next(table: Table) -> None:
    case, item = in_meeting(table)
    following = table.meeting(date(2026, 12, 3))
    for one in (item, *cases_of(table, meeting_of(table, item))[1:]):
        table.do(room.carry_over, one.id)
    table.do(room.close_meeting, item.meeting_id)
    back = cases_of(table, following)
    assert back[0].case_id == case.id
    assert len(back) == 2


def meeting_of(table: Table, item: AgendaItem) -> Meeting:
    return table.ask(lambda reader: reader.get(Meeting, item.meeting_id))


def test_that_the_meeting_ratifies_once_and_makes_the_outcome_its_own(table: Table) -> None:
    case, item = in_meeting(table)
    outcome = table.do(urgent.ratify, item.id)
    assert (outcome.choice, outcome.kind) == ("toegekend", OutcomeKind.GRANTED)
    assert (outcome.motivation, outcome.valid_until) == (DECIDED.motivation, date(2026, 12, 24))
    assert status_of(table, case) is CaseStatus.DECIDED
    assert table.ask(urgent.waiting, case.id) is None
    with pytest.raises(RuleError, match="urgent-judged"):
        table.do(urgent.refuse, item.id, **REFUSED)


def test_that_without_quorum_it_is_ratified_only_provisionally(table: Table) -> None:
    case, item = in_meeting(table)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=item.meeting_id)):
        table.do(room.set_presence, item.meeting_id, one.member_id, Presence.ABSENT)
    with pytest.raises(RuleError, match="outcome-without-quorum"):
        table.do(urgent.ratify, item.id)
    assert table.ask(urgent.waiting, case.id) is not None
    assert table.do(urgent.ratify, item.id, provisional=True).provisional
    assert status_of(table, case) is CaseStatus.PROVISIONAL


def test_that_no_other_outcome_passes_by_what_was_decided(table: Table) -> None:
    _, item = in_meeting(table)
    with pytest.raises(RuleError, match="urgent-first"):
        table.do(outcomes.record, item.id, DECIDED)
    table.do(urgent.refuse, item.id, **REFUSED)
    made = table.do(
        outcomes.record,
        item.id,
        OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp kan dit."),
    )
    assert made.kind is OutcomeKind.REFUSED


def test_that_reopening_lets_the_meeting_judge_again(table: Table) -> None:
    case, item = in_meeting(table)
    table.do(urgent.ratify, item.id)
    table.do(outcomes.reopen, item.id, "Te snel gehamerd.")
    assert table.ask(urgent.waiting, case.id) is not None
    table.do(urgent.ratify, item.id)
    made = table.ask(lambda reader: reader.find(Outcome, item_id=item.id, current=True))
    assert [one.revision for one in made] == [2]


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("why", " ", "urgent-needs-why"),
        ("ends_on", None, "urgent-needs-end"),
        ("bridging", " ", "urgent-needs-bridging"),
    ],
)
def test_that_not_ratifying_needs_a_reason_an_end_and_a_plan(
    table: Table, part: str, value: object, code: str
) -> None:
    case, item = in_meeting(table)
    with pytest.raises(RuleError, match=code):
        table.do(urgent.refuse, item.id, **(REFUSED | {part: value}))
    assert table.ask(urgent.waiting, case.id) is not None


def test_that_the_bridging_plan_becomes_an_action(table: Table) -> None:
    case, item = in_meeting(table)
    table.do(urgent.refuse, item.id, **REFUSED)
    (action,) = table.ask(lambda reader: reader.find(Action, case_id=case.id))
    assert action.due_on == date(2026, 12, 10)
    assert action.text == "Overbruggingsplan uitvoeren: Basishulp neemt over."
    (decision,) = table.ask(lambda reader: reader.find(UrgentDecision, case_id=case.id))
    assert (decision.ratified, decision.refused_why) == (False, "Te lang.")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "urgent-needs-reason"),
        ({"decider": " "}, "urgent-needs-decider"),
        ({"given": replace(DECIDED, motivation=" ")}, "urgent-needs-decision"),
        ({"given": replace(DECIDED, choice="")}, "urgent-needs-choice"),
        ({"given": replace(DECIDED, choice="aangehouden")}, "urgent-needs-choice"),
        ({"given": replace(DECIDED, valid_until=None)}, "outcome-needs-validity"),
        ({"decided_on": date(2026, 11, 27)}, "urgent-decided-ahead"),
    ],
)
def test_that_spoed_says_why_who_what_and_when(
    table: Table, changes: dict[str, object], code: str
) -> None:
    case = table.case(1)
    with pytest.raises(RuleError, match=code):
        table.do(urgent.record, case.id, replace(GIVEN, **changes))
    assert not table.ask(lambda reader: reader.get(Case, case.id)).urgent


def test_that_the_minutes_say_what_was_decided_and_ratified(table: Table) -> None:
    case, item = in_meeting(table)
    table.do(urgent.ratify, item.id)
    meeting = meeting_of(table, item)
    for one in cases_of(table, meeting)[1:]:
        table.do(room.carry_over, one.id)
    table.do(room.close_meeting, meeting.id)
    said = table.ask(minutes.build, meeting.id)
    ((listed, line),) = said.urgent
    assert (listed.case_number, line.ratified, line.decider) == (case.number, True, "Voorzitter")
    assert (line.choice, line.text) == ("toegekend", DECIDED.motivation)
    assert parse_canonical(canonical(said)) == said
    sheet = table.ask(minutes_desk.sheet, meeting.id)
    assert [one.urgent for one in sheet.items if one.urgent] == [
        "Spoeduitkomst van 26-11-2026, door Voorzitter: bekrachtigd"
    ]


def test_that_minutes_of_before_do_not_speak_of_a_later_decision(table: Table) -> None:
    meeting, (item,) = table.opened(1)
    table.do(room.carry_over, item.id)
    table.clock.forward(hours=1)
    table.do(room.close_meeting, meeting.id)
    table.clock.forward(hours=1)
    table.do(urgent.record, item.case_id, GIVEN)
    assert table.ask(minutes.build, meeting.id).urgent == ()


def test_that_adjustments_are_taken_over(table: Table) -> None:
    case = table.case(1)
    change = Adjustment(kind=AdjustmentKind.DURATION, asked="52 weken", advised="4 weken")
    given = replace(
        DECIDED, choice="toegekend_met_aanpassing", adjustments=(change,), reasons=("TK1",)
    )
    made = table.do(urgent.record, case.id, replace(GIVEN, given=given))
    assert table.ask(urgent.waiting, case.id) == made
    assert made.adjustments == (change,)


def test_that_one_decision_waits_at_a_time(table: Table) -> None:
    case = table.case(1)
    table.do(urgent.record, case.id, GIVEN)
    with pytest.raises(RuleError, match="urgent-exists"):
        table.do(urgent.record, case.id, GIVEN)


def test_that_what_the_table_discussed_is_no_longer_urgent(table: Table) -> None:
    _, (item,) = table.opened(1)
    plain = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
    table.do(outcomes.record, item.id, plain)
    with pytest.raises(RuleError, match="urgent-after-decision"):
        table.do(urgent.record, item.case_id, GIVEN)


def test_that_a_member_does_not_decide_in_urgency(table: Table) -> None:
    case = table.case(1)
    table.workspace.actor = Actor(someone("m"), "Lid", frozenset({(Role.MEMBER, "cpv")}))
    with pytest.raises(RightError):
        table.do(urgent.record, case.id, GIVEN)


def test_that_an_urgent_case_joins_the_meeting_that_is_going_on(table: Table) -> None:
    meeting, (first, _) = table.opened(2)
    table.do(room.go_to, first.id)
    late = table.case(9, answers={})
    item = table.do(urgent.bring_to_table, meeting.id, late.id, reason="Crisis thuis.", latest=None)
    assert [one.id for one in cases_of(table, meeting)][1] == item.id
    kept = table.ask(lambda reader: reader.get(Case, late.id))
    assert (kept.status, kept.urgent_reason) == (CaseStatus.SCHEDULED, "Crisis thuis.")
    table.do(room.go_to, item.id)
    table.weighed(item)
    plain = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
    assert table.do(outcomes.record, item.id, plain).kind is OutcomeKind.GRANTED


def test_that_only_what_waits_joins_a_meeting_and_with_a_reason(table: Table) -> None:
    meeting, (first,) = table.opened(1)
    with pytest.raises(RuleError, match="case-on-agenda"):
        table.do(urgent.bring_to_table, meeting.id, first.case_id, reason="Spoed.")
    late = table.case(9)
    with pytest.raises(RuleError, match="urgent-needs-reason"):
        table.do(urgent.bring_to_table, meeting.id, late.id, reason=" ")
