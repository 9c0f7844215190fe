"""What was found in meetings: each test names the finding that it holds.

The walks that look for more are in `test_table_walk`; of outcomes see `test_outcome_findings`.
"""

from dataclasses import replace
from datetime import date, time

from casustafel.domain.actions import Action
from casustafel.domain.cases import CaseStatus, Client
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import ItemKind, ItemState, MeetingState, Member, Presence
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import Outcome
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps, cases
from casustafel.services.following import actions
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from casustafel.services.minutes import minutes
from casustafel.services.people import members
from walks.at_hand import (
    HELD,
    PLAIN,
    REFUSAL,
    WHY,
    adopted,
    granted,
    item_of,
    meeting_of,
    refused,
    status,
    titles,
)
from walks.table import attending
from workspaces import Table

# T1 and T16: reopening.


def test_that_after_closing_only_a_meeting_that_sits_again_reopens_an_outcome(table: Table) -> None:
    """T1: an outcome that was reopened after closing could never be put right."""
    meeting, (item,) = table.opened(1)
    granted(table, item)
    table.do(room.close_meeting, meeting.id)
    refused(table, "meeting-state-refuses", outcomes.reopen, item.id, WHY)
    assert status(table, item) is CaseStatus.DECIDED
    refused(table, "reopening-needs-reason", room.reopen_meeting, meeting.id, " ")
    table.do(room.reopen_meeting, meeting.id, WHY)
    table.do(outcomes.reopen, item.id, WHY)
    assert status(table, item) is CaseStatus.IN_SESSION
    table.do(outcomes.record, item.id, REFUSAL)
    table.do(room.close_meeting, meeting.id)
    adopted(table, meeting)
    assert status(table, item) is CaseStatus.DECIDED
    refused(table, "minutes-adopted", room.reopen_meeting, meeting.id, WHY)


def test_that_a_meeting_opened_again_keeps_when_and_why(table: Table) -> None:
    """T1: the times of the meeting stay those of the sitting, and the record says what came."""
    meeting, (item,) = table.opened(1)
    granted(table, item)
    table.clock.forward(hours=1)
    table.do(room.close_meeting, meeting.id)
    closed_at = meeting_of(table, meeting).closed_at
    table.do(minutes.put_up, meeting.id)
    table.clock.forward(hours=2)
    table.do(room.reopen_meeting, meeting.id, WHY)
    kept = table.ask(room.minutes_of, meeting.id)
    assert kept is not None
    assert kept.state is MinutesState.CONCEPT
    table.clock.forward(minutes=5)
    table.do(room.close_meeting, meeting.id)
    after = meeting_of(table, meeting)
    assert after.closed_at == closed_at
    (line,) = after.reopenings
    assert (line.reason, line.closed_at) == (WHY, table.clock())


def test_that_a_reopened_item_is_the_current_one_and_its_clock_goes_on(table: Table) -> None:
    """T16: two items were at the table, and the clock of the reopened one stood still."""
    _, (first, second) = table.opened(2)
    table.do(room.go_to, first.id)
    table.clock.forward(minutes=5)
    granted(table, first)
    table.do(room.go_to, second.id)
    table.do(outcomes.reopen, first.id, WHY)
    table.clock.forward(minutes=7)
    states = [item_of(table, one.id).state for one in (first, second)]
    assert states == [ItemState.CURRENT, ItemState.OPEN]
    table.do(outcomes.record, first.id, PLAIN)
    assert item_of(table, first.id).spent_seconds == 12 * 60


def test_that_an_outcome_is_undone_until_the_next_step_at_the_table(table: Table) -> None:
    """The last outcome is undone without a reason and leaves no trace; a later step bars it."""
    _, (first, second) = table.opened(2)
    granted(table, first)
    table.do(outcomes.undo, first.id)
    assert status(table, first) is CaseStatus.IN_SESSION
    assert table.ask(lambda reader: reader.find(Outcome, item_id=first.id)) == []
    table.do(outcomes.record, first.id, PLAIN)
    granted(table, second)
    refused(table, "undo-too-late", outcomes.undo, first.id)


# T2: opening.


def test_that_a_meeting_opens_on_another_day_only_when_that_is_said(table: Table) -> None:
    """T2: Ctrl+Enter twice opened a meeting of another day for good."""
    meeting = table.meeting(date(2026, 11, 25))
    today = date(2026, 11, 26)
    asked = refused(table, "meeting-other-day", room.open_meeting, meeting.id)
    assert (asked.values["date"], asked.values["today"]) == (date(2026, 11, 25), today)
    table.do(room.open_meeting, meeting.id, today)
    assert meeting_of(table, meeting).held_on == today


def test_that_no_meeting_is_held_before_its_day(table: Table) -> None:
    """T2: minutes were adopted before the day that stood above them."""
    meeting = table.meeting(date(2026, 12, 3))
    refused(table, "meeting-not-yet", room.open_meeting, meeting.id)
    refused(table, "meeting-not-yet", room.open_meeting, meeting.id, date(2026, 12, 3))
    assert meeting_of(table, meeting).state is MeetingState.PLANNED


def test_that_opening_is_undone_until_the_table_said_something(table: Table) -> None:
    """T2: nothing led back to a planned meeting."""
    meeting, (item,) = table.opened(1)
    table.do(room.go_to, item.id)
    table.do(room.unopen, meeting.id)
    after = meeting_of(table, meeting)
    assert (after.state, after.opened_at, after.current_item_id) == (
        MeetingState.PLANNED,
        None,
        None,
    )
    assert status(table, item) is CaseStatus.SCHEDULED
    table.do(room.open_meeting, meeting.id)
    granted(table, item)
    refused(table, "meeting-has-begun", room.unopen, meeting.id)


def test_that_minutes_state_the_day_on_which_it_was_really_held(table: Table) -> None:
    """T2: the paper named the planned day, and the times of another."""
    meeting, (item,) = table.opened(1)
    table.do(room.unopen, meeting.id)
    table.clock.forward(days=1)
    table.do(room.open_meeting, meeting.id, date(2026, 11, 27))
    granted(table, item)
    table.do(room.close_meeting, meeting.id)
    adopted(table, meeting)
    said = table.ask(minutes.build, meeting.id)
    assert said.meeting_date == date(2026, 11, 27)
    assert said.adopted_on == date(2026, 11, 27)


# T4 and T17: one agenda.


def test_that_a_case_held_over_is_taken_up_again_at_its_own_item(table: Table) -> None:
    """T4: bringing it back to the same meeting was a fault of the program."""
    meeting, (item,) = table.opened(1)
    table.do(outcomes.record, item.id, HELD)
    again = table.do(urgent.bring_to_table, meeting.id, item.case_id, reason=WHY)
    assert again.id == item.id
    assert status(table, item) is CaseStatus.SCHEDULED
    granted(table, item)
    assert status(table, item) is CaseStatus.DECIDED
    kept = table.ask(lambda reader: reader.find(Outcome, "revision", item_id=item.id))
    assert [(one.choice, one.current) for one in kept] == [
        ("aangehouden", False),
        ("toegekend", True),
    ]


def test_that_a_case_made_ready_again_joins_the_meeting_that_held_it_over(table: Table) -> None:
    """T4: the same by hand, from the queue."""
    meeting, (item,) = table.opened(1)
    table.do(outcomes.record, item.id, HELD)
    table.do(case_steps.make_ready, item.case_id)
    (again,) = table.do(meetings.schedule, meeting.id, [item.case_id])
    assert again.id == item.id
    assert titles(table, meeting).count(item.title) == 1


def test_that_a_case_that_is_on_an_agenda_is_not_put_on_another(table: Table) -> None:
    """T17: one that was in discussion was put on a second agenda."""
    meeting, (item,) = table.opened(1)
    later = table.meeting(date(2026, 12, 3))
    for where in (later, meeting):
        refused(table, "case-on-agenda", meetings.schedule, where.id, [item.case_id])
    table.do(room.go_to, item.id)
    refused(table, "case-on-agenda", meetings.schedule, later.id, [item.case_id])
    assert item.title not in titles(table, later)


def test_that_a_case_that_is_on_an_agenda_is_not_made_ready_beside_it(table: Table) -> None:
    """T17: a case that was made ready by hand stayed on the agenda, and could go on another."""
    _, (item,) = table.opened(1)
    refused(table, "case-move-refused", case_steps.make_ready, item.case_id)
    assert status(table, item) is CaseStatus.SCHEDULED


def test_that_a_case_taken_up_again_leaves_the_agenda_while_the_chair_is_at_it(
    table: Table,
) -> None:
    """T4, T16: a meeting never stands at an item that is gone."""
    meeting, (item, other) = table.opened(2)
    table.do(room.carry_over, item.id)
    table.do(room.go_to, item.id)
    table.do(meetings.schedule, meeting.id, [item.case_id])
    table.do(meetings.remove_item, item.id)
    assert status(table, item) is CaseStatus.READY
    table.do(room.go_to, other.id)
    assert meeting_of(table, meeting).current_item_id == other.id


def test_that_an_item_goes_and_what_was_promised_at_it_stays(table: Table) -> None:
    """T4: to take an item off at which somebody promised something was a fault of the program."""
    meeting, (item,) = table.opened(1)
    plain = table.do(meetings.add_item, meeting.id, "Mededelingen")
    for one in (item, plain):
        table.do(actions.add, "cpv", f"Bellen: {one.title}", "Verwijzer", item_id=one.id)
        table.do(meetings.remove_item, one.id)
    kept = table.ask(lambda reader: reader.find(Action, "id"))
    assert [(one.item_id, one.meeting_id, one.case_id) for one in kept] == [
        (None, meeting.id, item.case_id),
        (None, meeting.id, None),
    ]


def test_that_an_item_stays_at_which_an_urgent_decision_was_refused(table: Table) -> None:
    """T4: it went, or was a fault of the program; what was said at an item is kept with it."""
    meeting, (item,) = table.opened(1)
    spoed = UrgentInput(
        reason="Nood.",
        latest=date(2026, 11, 27),
        decider="Voorzitter",
        given=replace(PLAIN, motivation="Vier weken."),
    )
    table.do(urgent.record, item.case_id, spoed)
    ends = date(2026, 12, 10)
    table.do(urgent.refuse, item.id, why="Te lang.", ends_on=ends, bridging="Basishulp.")
    refused(table, "item-stays", meetings.remove_item, item.id)
    table.do(room.carry_over, item.id)
    assert titles(table, meeting).count(item.title) == 1


# T5 and T11: planning and moving.


def test_that_a_meeting_is_not_moved_onto_the_slot_of_another(table: Table) -> None:
    """T5a, case 21: it was a fault of the program."""
    table.meeting(date(2026, 12, 3))
    later = table.meeting(date(2026, 12, 10))
    onto = replace(later, held_on=date(2026, 12, 3))
    refused(table, "meeting-exists", meetings.change_meeting, later, onto)
    assert meeting_of(table, later) == later


def test_that_a_moved_meeting_expects_who_sits_on_its_new_day(table: Table) -> None:
    """T5b: who left stayed expected, and who joined was missing."""
    meeting = table.meeting(date(2026, 12, 3))
    chair = table.ask(lambda reader: reader.first(Member, discipline="voorzitter"))
    assert chair is not None
    table.do(members.end, chair.id, date(2026, 12, 5))
    after = replace(chair, id=new_id(), valid_from=date(2026, 12, 6))
    table.do(members.add, after)
    assert chair.id in {one.member_id for one in attending(table, meeting)}
    table.do(meetings.change_meeting, meeting, replace(meeting, held_on=date(2026, 12, 10)))
    seats = {one.member_id for one in attending(table, meeting)}
    assert chair.id not in seats
    assert after.id in seats


def test_that_what_comes_back_goes_to_the_meeting_that_is_next_after_a_move(table: Table) -> None:
    """T5c: cases that were left over, and former minutes, stayed on the moved meeting."""
    held, (item,) = table.opened(1)
    following, later = table.meeting(date(2026, 12, 3)), table.meeting(date(2026, 12, 10))
    table.do(room.carry_over, item.id)
    table.do(room.close_meeting, held.id)
    coming = {"Notulen 26-11-2026", item.title}
    assert coming <= set(titles(table, following))
    moved = replace(meeting_of(table, following), held_on=date(2026, 12, 17))
    table.do(meetings.change_meeting, following, moved)
    assert coming <= set(titles(table, later))
    assert not coming & set(titles(table, following))


def test_that_seats_that_are_added_reach_the_meetings_that_are_planned(table: Table) -> None:
    """T11: a meeting that was planned before its members were added never got them."""
    meeting = table.meeting(date(2026, 12, 3))
    seat = Member(
        id=new_id(), committee="cpv", role_name="Teamleider", organisation="BTV", discipline="btv"
    )
    table.do(members.add, seat)
    assert seat.id in {one.member_id for one in attending(table, meeting)}
    table.do(members.end, seat.id, date(2026, 12, 1))
    assert seat.id not in {one.member_id for one in attending(table, meeting)}


# T5d: the same hole elsewhere.


def test_that_a_client_does_not_get_the_bsn_of_another(table: Table) -> None:
    """T5d: by hand it was refused in words; through the client it was a fault of the program."""
    one, other = table.case(1), table.case(2)
    first, second = (
        table.ask(lambda reader, key=case.client_id: reader.get(Client, key))
        for case in (one, other)
    )
    table.do(cases.edit_client, one.id, first, replace(first, bsn="999990019"))
    refused(
        table,
        "bsn-of-another",
        cases.edit_client,
        other.id,
        second,
        replace(second, bsn="999990019"),
    )
    kept = table.ask(lambda reader: reader.find(Client, bsn="999990019"))
    assert [one.id for one in kept] == [first.id]


# T12: former minutes.


def test_that_minutes_of_two_meetings_on_one_day_both_come_up_for_adoption(table: Table) -> None:
    """T12, case 22: they were told apart by a title that held the day only."""
    slot = {"ends": time(16), "place": "2.14"}
    for hour in (9, 13):
        day = date(2026, 11, 26)
        one = table.do(meetings.plan, "cpv", held_on=day, starts=time(hour), **slot)
        table.do(room.open_meeting, one.id)
        for seat in attending(table, one):
            table.do(room.set_presence, one.id, seat.member_id, Presence.PRESENT)
        table.do(room.close_meeting, one.id)
    following = table.meeting(date(2026, 12, 3))
    items = table.ask(meetings.agenda, following.id)
    former = [one.title for one in items if one.kind is ItemKind.PREVIOUS_MINUTES]
    assert former == ["Notulen 26-11-2026, 09.00 uur", "Notulen 26-11-2026, 13.00 uur"]


# T13: coming in later.


def test_that_somebody_ticked_while_the_meeting_runs_came_in_then(table: Table) -> None:
    """T13: the minutes said that who came at item 4 was there from the start."""
    meeting, (item, _) = table.opened(2)
    one, other, _ = attending(table, meeting)
    for seat in (one, other):
        table.do(room.set_presence, meeting.id, seat.member_id, Presence.EXPECTED)
    table.do(room.go_to, item.id)
    table.clock.forward(minutes=16)
    table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
    table.do(room.set_presence, meeting.id, other.member_id, Presence.PRESENT, was_there=True)
    arrived = {seat.member_id: seat.arrived for seat in attending(table, meeting)}
    assert arrived[one.member_id] == time(9, 16)
    assert arrived[other.member_id] is None


# T24: a clock set back.


def test_that_a_clock_set_back_gives_no_end_before_the_beginning(table: Table) -> None:
    """T24: "09.00-08.35 uur" stood on paper."""
    meeting, (item,) = table.opened(1)
    table.do(room.go_to, item.id)
    table.clock.forward(minutes=-25)
    granted(table, item)
    table.do(room.close_meeting, meeting.id)
    after = meeting_of(table, meeting)
    assert after.opened_at is not None
    assert after.closed_at is not None
    assert after.closed_at >= after.opened_at
    said = table.ask(minutes.build, meeting.id)
    assert said.actual_start is not None
    assert said.actual_end is not None
    assert said.actual_end >= said.actual_start
