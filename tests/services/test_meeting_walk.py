"""A meeting from plan to minutes, over a real database file."""

from dataclasses import replace
from datetime import date, time

import pytest

from casustafel.domain.at_table.value import seconds_spent
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import AgendaItem, ItemState, Meeting
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, Outcome, OutcomeInput
from casustafel.services.agenda import meetings, meetings_desk
from casustafel.services.case import case_steps
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.upkeep import upkeep
from workspaces import Table

PLAIN = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


def status(table: Table, item: AgendaItem) -> CaseStatus:
    return table.ask(lambda reader: reader.get(Case, item.case_id).status)


def test_that_a_reason_counts_only_when_somebody_chose_it(table: Table) -> None:
    """T9: nothing is granted with an argument that the program chose."""
    _, items = table.opened(1)
    with pytest.raises(RuleError, match="outcome-needs-reason"):
        table.do(outcomes.record, items[0].id, replace(PLAIN, reasons=()))
    assert table.do(outcomes.record, items[0].id, PLAIN).reasons == ("TK4",)
    assert status(table, items[0]) is CaseStatus.DECIDED


def test_that_undecided_cases_keep_a_meeting_from_closing(table: Table) -> None:
    meeting, items = table.opened(3)
    table.do(outcomes.record, items[0].id, PLAIN)
    table.do(room.carry_over, items[1].id)
    with pytest.raises(RuleError) as refused:
        table.do(room.close_meeting, meeting.id)
    assert refused.value.values["numbers"] == items[2].title
    table.do(outcomes.record, items[2].id, OutcomeInput(choice="aangehouden"))
    assert table.do(room.close_meeting, meeting.id).state is MinutesState.CONCEPT


def test_that_who_was_still_expected_when_a_meeting_closes_was_absent(table: Table) -> None:
    meeting, items = table.opened(1)
    expert = table.ask(lambda r: r.find(room.Attendance, meeting_id=meeting.id))[-1]
    table.do(outcomes.record, items[0].id, PLAIN)
    table.do(room.set_presence, meeting.id, expert.member_id, room.Presence.EXPECTED)
    table.do(room.close_meeting, meeting.id)
    after = table.ask(lambda r: r.get(room.Attendance, expert.id))
    assert after.presence is room.Presence.ABSENT


def test_that_a_bare_number_gets_the_unit_of_what_was_asked(table: Table) -> None:
    _, items = table.opened(1)
    given = OutcomeInput(
        choice="toegekend_met_aanpassing",
        reasons=("TK4",),
        motivation="Minder volstaat.",
        adjustments=(
            Adjustment(kind=AdjustmentKind.INTENSITY, asked="4 uur per week", advised="2,5"),
            Adjustment(kind=AdjustmentKind.DURATION, asked="26 weken", advised="1"),
            Adjustment(kind=AdjustmentKind.TRANSFER_MANNER, asked="Warm", advised="2"),
        ),
        valid_until=date(2027, 3, 2),
    )
    recorded = table.do(outcomes.record, items[0].id, given)
    assert [one.advised for one in recorded.adjustments] == ["2,5 uur per week", "1 week", "2"]


def test_that_a_correction_keeps_the_earlier_outcome(table: Table) -> None:
    _, items = table.opened(1)
    table.do(outcomes.record, items[0].id, PLAIN)
    corrected = replace(PLAIN, valid_until=date(2027, 3, 2))
    table.do(outcomes.correct, items[0].id, corrected, "Datum verkeerd genoteerd")
    kept = table.ask(lambda reader: reader.find(Outcome, "revision", item_id=items[0].id))
    assert [(one.revision, one.current) for one in kept] == [(1, False), (2, True)]
    assert status(table, items[0]) is CaseStatus.DECIDED


def test_that_without_quorum_an_outcome_is_provisional_until_its_term_passed(table: Table) -> None:
    """T6: silence makes nothing final; then the case is ready for the next meeting."""
    meeting, items = table.opened(1)
    chair = table.ask(lambda r: r.find(room.Attendance, meeting_id=meeting.id))[0]
    table.do(room.set_presence, meeting.id, chair.member_id, room.Presence.ABSENT)
    with pytest.raises(RuleError, match="outcome-without-quorum"):
        table.do(outcomes.record, items[0].id, PLAIN)
    table.do(outcomes.record, items[0].id, replace(PLAIN, provisional=True))
    table.do(room.close_meeting, meeting.id)
    table.do(meetings.plan_next, meeting.id)
    table.clock.forward(days=7)
    assert table.do(case_steps.bring_back_due) == 0
    assert status(table, items[0]) is CaseStatus.PROVISIONAL
    table.clock.forward(days=1)
    assert table.do(case_steps.bring_back_due) == 1
    assert status(table, items[0]) is CaseStatus.READY


def test_that_what_was_not_discussed_comes_back_on_the_next_agenda(table: Table) -> None:
    meeting, items = table.opened(2)
    table.do(outcomes.record, items[0].id, PLAIN)
    table.do(room.carry_over, items[1].id)
    table.do(room.close_meeting, meeting.id)
    following = table.do(meetings.plan_next, meeting.id)
    agenda = table.ask(meetings.agenda, following.id)
    assert [item.title for item in agenda] == [
        "Opening",
        "Notulen 26-11-2026",
        items[1].title,
        "Rondvraag en sluiting",
    ]
    assert status(table, items[1]) is CaseStatus.SCHEDULED


def test_that_an_urgent_case_comes_first_on_the_agenda(table: Table) -> None:
    usual, urgent = table.case(1), table.case(2, urgent=True, urgent_reason="Veiligheid thuis")
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [usual.id])
    table.do(meetings.schedule, meeting.id, [urgent.id])
    agenda = table.ask(meetings.agenda, meeting.id)
    assert [item.title for item in agenda][1:3] == [urgent.number, usual.number]


def test_that_adopted_minutes_stay_as_they_are(table: Table) -> None:
    meeting, items = table.opened(1)
    table.do(outcomes.record, items[0].id, PLAIN)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.write_text, items[0].id, "Eigen tekst van de secretaris.")
    table.do(minutes.put_up, meeting.id)
    adopted = table.do(minutes.adopt, meeting.id)
    assert table.ask(minutes.pdf, meeting.id) == adopted.pdf
    with pytest.raises(RuleError, match="minutes-adopted"):
        table.do(minutes.write_text, items[0].id, "Anders.")
    with pytest.raises(RuleError, match="minutes-adopted"):
        table.do(outcomes.reopen, items[0].id, "toch anders")
    assert table.ask(lambda r: upkeep.check(table.workspace.storage, table.workspace.reading)) == []


def test_that_own_text_survives_what_is_captured_later(table: Table) -> None:
    meeting, items = table.opened(1)
    table.do(outcomes.record, items[0].id, PLAIN)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.write_text, items[0].id, "Eigen tekst.")
    table.do(room.note, items[0].id, "Latere aantekening.")
    said = table.ask(minutes.build, meeting.id)
    case = said.item_of(items[0].title)
    assert case is not None
    assert case.paragraphs == ("Eigen tekst.",)


def test_that_the_clock_of_an_item_stands_still_in_a_pause(table: Table) -> None:
    meeting, items = table.opened(1)
    table.do(room.go_to, items[0].id)
    table.clock.forward(minutes=3)
    table.do(room.pause, meeting.id)
    table.clock.forward(minutes=10)
    table.do(room.pause, meeting.id)
    table.clock.forward(minutes=2)
    item = table.ask(lambda reader: reader.get(AgendaItem, items[0].id))
    assert seconds_spent(item, table.clock()) == 5 * 60


def test_that_leaving_without_commit_changes_nothing(table: Table) -> None:
    meeting = table.meeting()
    with table.workspace.writing() as uow:
        uow.delete(Meeting, id=meeting.id)
    assert table.ask(lambda reader: reader.get(Meeting, meeting.id)) == meeting


def test_that_a_case_that_is_not_ready_is_not_scheduled_and_none_is(table: Table) -> None:
    ready, bare = table.case(1), table.case(2, answers={})
    meeting = table.meeting()
    with pytest.raises(RuleError, match="case-move-refused"):
        table.do(meetings.schedule, meeting.id, [ready.id, bare.id])
    assert table.ask(lambda reader: reader.get(Case, ready.id).status) is CaseStatus.READY


def test_that_two_meetings_at_one_moment_are_refused(table: Table) -> None:
    table.meeting()
    with pytest.raises(RuleError, match="meeting-exists"):
        table.meeting()


def test_that_the_list_counts_what_was_decided(table: Table) -> None:
    meeting, items = table.opened(2)
    table.do(outcomes.record, items[0].id, PLAIN)
    line = table.ask(meetings_desk.find_meeting, "cpv-2026-11-26")
    assert (line.id, line.cases, line.decided) == (meeting.id, 2, 1)
    item = table.ask(lambda reader: reader.get(AgendaItem, items[0].id))
    assert item.state is ItemState.DONE


def test_that_a_meeting_ends_after_it_starts(table: Table) -> None:
    with pytest.raises(RuleError, match="meeting-times-wrong"):
        table.do(meetings.plan, "cpv", held_on=date(2026, 12, 1), starts=time(9), ends=time(9))


def test_that_a_meeting_closes_with_what_is_left_of_it_or_not_at_all(table: Table) -> None:
    """S6: held over, carried over and closed is one step; a refusal leaves nothing of it."""
    meeting, items = table.opened(3)
    table.do(outcomes.record, items[0].id, PLAIN)
    held = OutcomeInput(choice="aangehouden")
    with pytest.raises(RuleError, match="meeting-has-undecided"):
        table.do(outcomes.close_meeting, meeting.id, {items[1].id: held})
    assert status(table, items[1]) is CaseStatus.SCHEDULED
    left = {items[1].id: held, items[2].id: None}
    assert table.do(outcomes.close_meeting, meeting.id, left).state is MinutesState.CONCEPT
    assert status(table, items[1]) is CaseStatus.DEFERRED
    assert status(table, items[2]) is CaseStatus.SCHEDULED
