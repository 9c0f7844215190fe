"""What was said and has to be put right: on paper, before and after the minutes were adopted."""

from dataclasses import replace
from datetime import date

import pytest

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Presence
from casustafel.domain.minutes import AdoptedVersion, Minutes, MinutesState
from casustafel.domain.outcomes import Confirmation, Outcome, OutcomeInput
from casustafel.services.agenda import meetings
from casustafel.services.following import feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.upkeep import upkeep
from workspaces import Table

GRANTED = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
SLIP = replace(GRANTED, valid_until=date(2027, 5, 28))


def held(table: Table, given: OutcomeInput = GRANTED) -> tuple[Meeting, AgendaItem]:
    meeting, (item,) = table.opened(1)
    table.do(outcomes.record, item.id, given)
    table.do(room.close_meeting, meeting.id)
    return meeting, item


def adopted(table: Table) -> tuple[Meeting, AgendaItem]:
    meeting, item = held(table)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    return meeting, item


def status_of(table: Table, item: AgendaItem) -> CaseStatus:
    return table.ask(lambda reader: reader.get(Case, item.case_id)).status


def test_that_a_closed_meeting_is_opened_again_and_the_paper_says_why(table: Table) -> None:
    """T1: reopening an outcome after closing is no dead end any more."""
    meeting, item = held(table)
    with pytest.raises(RuleError, match="meeting-state-refuses"):
        table.do(outcomes.reopen, item.id, "Nieuwe informatie.")
    table.do(room.reopen_meeting, meeting.id, "De school belde terug.")
    table.do(outcomes.reopen, item.id, "Nieuwe informatie.")
    table.clock.forward(minutes=20)
    table.do(outcomes.record, item.id, SLIP)
    table.do(room.close_meeting, meeting.id)
    (line,) = table.ask(minutes.build, meeting.id).reopenings
    assert line.reason == "De school belde terug."
    assert line.end is not None
    table.do(minutes.put_up, meeting.id)
    assert table.do(minutes.adopt, meeting.id).state is MinutesState.ADOPTED


def test_that_a_slip_after_adoption_makes_a_next_version_and_keeps_the_first(table: Table) -> None:
    meeting, item = adopted(table)
    first = table.ask(lambda reader: reader.first(Minutes, meeting_id=meeting.id))
    table.do(outcomes.correct, item.id, SLIP, "Dag verkeerd overgenomen.")
    now = table.ask(lambda reader: reader.first(Minutes, meeting_id=meeting.id))
    assert (now.state, now.version) == (MinutesState.CONCEPT, first.version + 1)
    said = table.ask(minutes.build, meeting.id)
    assert [one.content_hash for one in said.former] == [first.content_hash]
    (corrected,) = [one for _, one in said.decided]
    assert [one.reason for one in corrected.corrections] == ["Dag verkeerd overgenomen."]
    (kept,) = table.ask(lambda reader: reader.find(AdoptedVersion))
    assert (kept.pdf, kept.pdf_hash) == (first.pdf, first.pdf_hash)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    assert upkeep.check(table.workspace.storage, table.workspace.reading) == []


def test_that_nothing_but_a_slip_changes_after_adoption(table: Table) -> None:
    meeting, item = adopted(table)
    table.do(outcomes.correct, item.id, SLIP, "Dag verkeerd overgenomen.")
    for step in (
        lambda uow: room.reopen_meeting(uow, meeting.id, "Toch."),
        lambda uow: outcomes.reopen(uow, item.id, "Toch."),
        lambda uow: room.note(uow, item.id, "Anders."),
    ):
        with pytest.raises(RuleError, match="minutes-adopted"):
            table.do(step)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"choice": "afgewezen"}, "correction-weighs"),
        ({"reasons": ("TK1",)}, "correction-weighs"),
        ({}, "correction-changes-nothing"),
        ({"valid_until": None}, "correction-empties"),
        ({"valid_until": date(2020, 1, 1)}, "outcome-day-before-meeting"),
    ],
)
def test_that_a_correction_mends_a_slip_and_nothing_else(
    table: Table, changes: dict[str, object], code: str
) -> None:
    """T15: one that changes nothing is no second version."""
    _, (item,) = table.opened(1)
    table.do(outcomes.record, item.id, GRANTED)
    with pytest.raises(RuleError, match=code):
        table.do(outcomes.correct, item.id, replace(GRANTED, **changes), "Omdat.")
    assert len(table.ask(lambda reader: reader.find(Outcome, item_id=item.id))) == 1


def test_that_dealing_anew_keeps_both_outcomes_and_links_the_items(table: Table) -> None:
    meeting, item = adopted(table)
    told = FeedbackInput(
        told_to=("Inwoner", "Verwijzer"), told_on=date(2026, 11, 26), channel="phone"
    )
    table.do(feedback.report, [item.case_id], told)
    table.do(outcomes.deal_anew, item.id, "Nieuw onderzoek van de school.")
    assert status_of(table, item) is CaseStatus.READY
    later = table.do(meetings.plan_next, meeting.id)
    (again,) = table.do(meetings.schedule, later.id, [item.case_id])
    assert again.from_item_id == item.id
    table.clock.forward(days=7)
    table.do(room.open_meeting, later.id)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=later.id)):
        table.do(room.set_presence, later.id, one.member_id, Presence.PRESENT)
    refused = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp kan.")
    table.do(outcomes.record, again.id, refused)
    assert status_of(table, item) is CaseStatus.DECIDED
    kept = table.ask(lambda r: r.find(Outcome, "decided_at", case_id=item.case_id, current=True))
    assert [one.choice for one in kept] == ["toegekend", "afgewezen"]
    assert [bool(one.followed_at) for one in kept] == [True, False]
    assert table.ask(feedback.final_outcome, item.case_id).choice == "afgewezen"


def test_that_an_undone_outcome_leaves_no_trace_but_in_the_log(table: Table) -> None:
    meeting, items = table.opened(2)
    table.do(outcomes.record, items[0].id, GRANTED)
    table.do(room.go_to, items[1].id)
    table.do(outcomes.undo, items[0].id)
    assert table.ask(lambda reader: reader.find(Outcome)) == []
    assert status_of(table, items[0]) is CaseStatus.IN_SESSION
    now = table.ask(lambda reader: reader.get(Meeting, meeting.id))
    assert now.current_item_id == items[0].id
    table.do(outcomes.record, items[0].id, SLIP)
    table.do(outcomes.record, items[1].id, GRANTED)
    with pytest.raises(RuleError, match="undo-too-late"):
        table.do(outcomes.undo, items[0].id)


def provisional(table: Table) -> tuple[Meeting, AgendaItem, Outcome]:
    meeting, (item,) = table.opened(1)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id))[1:]:
        table.do(room.set_presence, meeting.id, one.member_id, Presence.ABSENT)
    made = table.do(outcomes.record, item.id, replace(GRANTED, provisional=True))
    table.do(room.close_meeting, meeting.id)
    return meeting, item, made


def test_that_a_written_answer_of_all_who_were_missing_makes_it_final(table: Table) -> None:
    """T6: who of the missing discipline answered, when and what has fields of its own."""
    meeting, item, made = provisional(table)
    for by in made.missing:
        assert status_of(table, item) is CaseStatus.PROVISIONAL
        answer = Confirmation(by=by, on=date(2026, 11, 26), agrees=True, text="Akkoord.")
        table.do(outcomes.confirm_in_writing, item.id, answer)
    assert status_of(table, item) is CaseStatus.DECIDED
    (outcome,) = [one for _, one in table.ask(minutes.build, meeting.id).decided]
    assert [one.by for one in outcome.confirmations] == list(made.missing)
    with pytest.raises(RuleError, match="outcome-not-provisional"):
        table.do(outcomes.confirm_in_writing, item.id, answer)


def test_that_who_does_not_agree_brings_the_case_back(table: Table) -> None:
    """T6."""
    _, item, made = provisional(table)
    answer = Confirmation(by=made.missing[0], on=date(2026, 11, 26), agrees=False, text="Nee.")
    table.do(outcomes.confirm_in_writing, item.id, answer)
    assert status_of(table, item) is CaseStatus.READY


def test_that_a_meeting_opens_on_its_own_day_or_on_one_that_is_chosen(table: Table) -> None:
    """T2: nothing is adopted before the meeting."""
    ahead = table.meeting(date(2026, 12, 3))
    with pytest.raises(RuleError, match="meeting-not-yet"):
        table.do(room.open_meeting, ahead.id)
    assert table.do(room.open_meeting, ahead.id, table.clock.now.date()).held_on == date(
        2026, 11, 26
    )
    table.do(room.unopen, ahead.id)
    past = table.meeting(date(2026, 11, 19))
    with pytest.raises(RuleError, match="meeting-other-day"):
        table.do(room.open_meeting, past.id)
    table.do(room.open_meeting, past.id, past.held_on)
    table.do(room.close_meeting, past.id)
    said = table.ask(minutes.build, past.id)
    assert (said.meeting_date, said.actual_start) == (date(2026, 11, 19), None)
    assert said.recorded_on == date(2026, 11, 26)


def test_that_opening_is_undone_until_the_table_said_something(table: Table) -> None:
    """T2."""
    meeting, (item,) = table.opened(1)
    table.do(room.go_to, item.id)
    table.do(room.unopen, meeting.id)
    assert status_of(table, item) is CaseStatus.SCHEDULED
    table.do(room.open_meeting, meeting.id)
    table.do(outcomes.record, item.id, GRANTED)
    with pytest.raises(RuleError, match="meeting-has-begun"):
        table.do(room.unopen, meeting.id)
