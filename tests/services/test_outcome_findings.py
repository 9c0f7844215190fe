"""What was found in outcomes: each test names the finding that it holds, or the rule (§9)."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from casustafel.domain.cases import CaseStatus
from casustafel.domain.meetings import AgendaItem, Meeting, Member, Presence
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import Confirmation, Contribution, Outcome, OutcomeInput, input_of
from casustafel.domain.records import FieldChange
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps, cases
from casustafel.services.following import feedback
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from walks.at_hand import (
    HELD,
    PLAIN,
    REFUSAL,
    WHY,
    adopted,
    case_of,
    current,
    granted,
    item_of,
    refused,
    status,
    titles,
)
from walks.table import answered, attending, everybody_there
from workspaces import Table

# T6: onder voorbehoud.


def without_expert(table: Table) -> tuple[Meeting, AgendaItem, Outcome]:
    """Grant a case in a meeting that the expert does not come to, under reservation."""
    meeting, (item,) = table.opened(1)
    expert = table.ask(lambda reader: reader.first(Member, discipline="zorgexpert"))
    assert expert is not None
    table.do(room.set_presence, meeting.id, expert.id, Presence.ABSENT)
    answered(table, item)
    refused(table, "outcome-without-quorum", outcomes.record, item.id, PLAIN)
    said = table.do(outcomes.record, item.id, replace(PLAIN, provisional=True))
    assert status(table, item) is CaseStatus.PROVISIONAL
    return meeting, item, said


def test_that_written_answers_of_all_who_were_missing_make_an_outcome_final(table: Table) -> None:
    """T6: nothing led to it, and the answer was written into the reason of a correction."""
    meeting, item, said = without_expert(table)
    table.do(room.close_meeting, meeting.id)
    table.clock.forward(days=1)
    for by in said.missing:
        assert status(table, item) is CaseStatus.PROVISIONAL
        answer = Confirmation(by=by, on=date(2026, 11, 27), agrees=True, text="Akkoord.")
        table.do(outcomes.confirm_in_writing, item.id, answer)
    final = current(table, item)
    assert final is not None
    assert (final.id, final.provisional, final.correction_reason) == (said.id, False, "")
    assert [one.by for one in final.confirmations] == list(said.missing)
    assert status(table, item) is CaseStatus.DECIDED


def test_that_only_an_outcome_in_force_that_is_provisional_is_confirmed(table: Table) -> None:
    """T6: a superseded outcome could be confirmed, and its case was decided by none."""
    _, item, said = without_expert(table)
    answer = Confirmation(by=said.missing[0], on=date(2026, 11, 26), agrees=True, text="Akkoord.")
    table.do(outcomes.reopen, item.id, WHY)
    refused(table, "outcome-missing", outcomes.confirm_in_writing, item.id, answer)
    table.do(outcomes.record, item.id, HELD)
    refused(table, "outcome-not-provisional", outcomes.confirm_in_writing, item.id, answer)
    kept = table.ask(lambda reader: reader.find(Outcome, item_id=item.id))
    assert [one.confirmations for one in kept] == [()] * len(kept)
    assert status(table, item) is CaseStatus.DEFERRED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by": "Iemand anders"}, "confirmation-not-missing"),
        ({"text": " "}, "confirmation-needs-text"),
        ({"on": date(2026, 11, 25)}, "confirmation-day-wrong"),
        ({"on": date(2026, 11, 27)}, "confirmation-day-wrong"),
    ],
)
def test_that_a_written_answer_says_who_when_and_what(
    table: Table, change: dict[str, object], code: str
) -> None:
    """T6: by somebody who was missing, in words, on a day since the meeting."""
    _, item, said = without_expert(table)
    whole = Confirmation(by=said.missing[0], on=date(2026, 11, 26), agrees=True, text="Akkoord.")
    wrong = replace(whole, **change)  # type: ignore[arg-type]
    refused(table, code, outcomes.confirm_in_writing, item.id, wrong)
    kept = current(table, item)
    assert kept is not None
    assert (kept.confirmations, kept.provisional) == ((), True)


def test_that_a_written_no_brings_the_case_to_a_next_meeting(table: Table) -> None:
    """T6: both outcomes are kept, and one is in force."""
    meeting, item, said = without_expert(table)
    table.do(room.close_meeting, meeting.id)
    answer = Confirmation(by=said.missing[0], on=date(2026, 11, 26), agrees=False, text="Te lang.")
    table.do(outcomes.confirm_in_writing, item.id, answer)
    assert status(table, item) is CaseStatus.READY
    following = table.meeting(date(2026, 12, 3))
    if item.title not in titles(table, following):
        table.do(meetings.schedule, following.id, [item.case_id])
    items = table.ask(meetings.agenda, following.id)
    assert [one.from_item_id for one in items if one.case_id] == [item.id]


def test_that_silence_brings_a_case_back_and_never_makes_it_final(table: Table) -> None:
    """T6: after the workdays of the table the case is ready for the next meeting."""
    meeting, item, _ = without_expert(table)
    table.do(room.close_meeting, meeting.id)
    table.clock.forward(days=7)  # five workdays after Thursday 26 November
    table.do(case_steps.bring_back_due)
    assert status(table, item) is CaseStatus.PROVISIONAL
    table.clock.forward(days=1)
    table.do(case_steps.bring_back_due)
    assert status(table, item) is CaseStatus.READY
    kept = current(table, item)
    assert kept is not None
    assert kept.provisional


def test_that_nothing_is_provisional_with_a_quorum_or_held_over(table: Table) -> None:
    """T6: an outcome could be provisional while everybody was there, or while it was held over."""
    _, (item,) = table.opened(1)
    answered(table, item)
    ticked = replace(PLAIN, provisional=True)
    refused(table, "outcome-has-quorum", outcomes.record, item.id, ticked)
    held = table.do(outcomes.record, item.id, replace(HELD, provisional=True))
    assert not held.provisional


# T8 and T9: what an outcome rests on.


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (replace(REFUSAL, reasons=("TK1",)), "outcome-reason-unfit"),
        (replace(PLAIN, reasons=("AF1",)), "outcome-reason-unfit"),
        (replace(PLAIN, reasons=()), "outcome-needs-reason"),
        (replace(PLAIN, valid_until=date(2020, 1, 1)), "outcome-day-before-meeting"),
        (replace(PLAIN, evaluation_on=date(2019, 1, 1)), "outcome-day-before-meeting"),
        (replace(PLAIN, evaluation_on=date(2028, 1, 1)), "outcome-evaluation-late"),
        (replace(HELD, held_until=date(2026, 11, 26)), "held-until-not-later"),
    ],
)
def test_that_reasons_fit_and_days_are_in_order(
    table: Table, given: OutcomeInput, code: str
) -> None:
    """T8, T9: a refusal took a reason of a grant, a grant days of years ago, and one by itself."""
    _, (item,) = table.opened(1)
    answered(table, item)
    refused(table, code, outcomes.record, item.id, given)
    assert current(table, item) is None


@pytest.mark.parametrize(
    ("hours", "code"), [("50", "contribution-hours-over"), ("200", "contribution-hours-many")]
)
def test_that_hours_are_possible(table: Table, hours: str, code: str) -> None:
    """T8: 50 hours a week against 4 asked passed without a word."""
    _, (item,) = table.opened(1)
    answered(table, item)
    part = Contribution(party="School", task="Hulp", hours=hours, until=date(2027, 1, 1))
    refused(table, code, outcomes.record, item.id, replace(PLAIN, contributions=(part,)))
    assert current(table, item) is None


# T7: what a court ordered, or a GI chose.


@pytest.mark.parametrize(
    ("referrer", "ordered", "may"),
    [
        ("rechter", None, False),
        ("gi", None, False),
        ("gi", True, False),
        ("gi", False, True),
        ("bjg", None, True),
    ],
)
def test_that_what_a_court_or_gi_decided_is_granted_or_waits_with_its_word_and_is_never_refused(
    table: Table, referrer: str, ordered: bool | None, *, may: bool
) -> None:
    """T7: "afwijzen kan niet" was a sentence; an unanswered question of a GI counts as a yes."""
    case = table.case(1, referrer_type=referrer, ordered=ordered)
    meeting = table.meeting()
    (item,) = table.do(meetings.schedule, meeting.id, [case.id])
    table.do(room.open_meeting, meeting.id)
    everybody_there(table, meeting)
    if may:
        assert table.do(outcomes.record, item.id, REFUSAL).choice == "afgewezen"
        return
    refused(table, "outcome-may-not-refuse", outcomes.record, item.id, REFUSAL)
    refused(table, "outcome-may-not-wait", outcomes.record, item.id, HELD)
    assert granted(table, item).choice == "toegekend"


# T10: held over.


def test_that_held_over_means_the_next_meeting_and_a_date_only_when_given(table: Table) -> None:
    """T10: it went to two weeks later while the next meeting was in one."""
    _, (first, second, third) = table.opened(3)
    assert table.do(outcomes.record, first.id, HELD).held_until == date(2026, 12, 10)
    table.meeting(date(2026, 12, 3))
    assert table.do(outcomes.record, second.id, HELD).held_until == date(2026, 12, 3)
    until = date(2026, 12, 24)
    said = table.do(outcomes.record, third.id, replace(HELD, held_until=until))
    assert said.held_until == until


# T14 and T15: correcting.


def test_that_one_correction_makes_one_revision(table: Table) -> None:
    """T14, T15: Ctrl+Enter twice made a "3e versie", and one without a change a 2nd."""
    _, (item,) = table.opened(1)
    said = granted(table, item)
    unchanged = input_of(said)
    refused(table, "correction-changes-nothing", outcomes.correct, item.id, unchanged, WHY)
    mended = replace(unchanged, motivation="Vier uur per week.")
    table.do(outcomes.correct, item.id, mended, WHY)
    refused(table, "correction-changes-nothing", outcomes.correct, item.id, mended, WHY)
    kept = table.ask(lambda reader: reader.find(Outcome, "revision", item_id=item.id))
    assert [(one.revision, one.current) for one in kept] == [(1, False), (2, True)]


@pytest.mark.parametrize("change", [{"choice": "afgewezen"}, {"reasons": ("TK1",)}])
def test_that_a_correction_does_not_change_what_was_weighed(
    table: Table, change: dict[str, object]
) -> None:
    """§9: choice and reasons change by reopening; a correction mends a slip."""
    _, (item,) = table.opened(1)
    said = input_of(granted(table, item))
    other = replace(said, **change)  # type: ignore[arg-type]
    refused(table, "correction-weighs", outcomes.correct, item.id, other, WHY)
    kept = current(table, item)
    assert kept is not None
    assert (input_of(kept), kept.revision) == (said, 1)


def test_that_a_slip_mended_after_adoption_makes_a_next_version_of_the_minutes(
    table: Table,
) -> None:
    """§9: adopted minutes are kept as they were, and what was said no longer changes."""
    meeting, (item,) = table.opened(1)
    said = granted(table, item)
    table.do(room.close_meeting, meeting.id)
    adopted(table, meeting)
    before = table.ask(room.minutes_of, meeting.id)
    assert before is not None
    mended = replace(input_of(said), motivation="Vier uur per week.")
    table.do(outcomes.correct, item.id, mended, WHY)
    after = table.ask(room.minutes_of, meeting.id)
    assert after is not None
    assert (after.state, after.version) == (MinutesState.CONCEPT, before.version + 1)
    refused(table, "minutes-adopted", room.reopen_meeting, meeting.id, WHY)
    adopted(table, meeting)
    assert "Vier uur per week." in str(table.ask(minutes.build, meeting.id))


def test_that_a_case_is_dealt_with_anew_on_a_new_item_after_adoption(table: Table) -> None:
    """§9: what must change after adoption gets a new linked item; both outcomes are kept."""
    meeting, (item,) = table.opened(1)
    said = granted(table, item)
    refused(table, "anew-before-adoption", outcomes.deal_anew, item.id, WHY)
    table.do(room.close_meeting, meeting.id)
    adopted(table, meeting)
    table.do(outcomes.deal_anew, item.id, WHY)
    assert status(table, item) is CaseStatus.READY
    following = table.meeting(date(2026, 12, 3))
    (again,) = table.do(meetings.schedule, following.id, [item.case_id])
    assert item_of(table, again.id).from_item_id == item.id
    table.clock.forward(days=7)
    table.do(room.open_meeting, following.id)
    for seat in attending(table, following):
        table.do(room.set_presence, following.id, seat.member_id, Presence.PRESENT)
    table.do(outcomes.record, again.id, REFUSAL)
    kept = table.ask(lambda reader: reader.find(Outcome, "decided_at", case_id=item.case_id))
    assert [(one.choice, one.current) for one in kept] == [("toegekend", True), ("afgewezen", True)]
    assert kept[0].id == said.id
    assert kept[0].followed_at is not None
    final = table.ask(feedback.final_outcome, item.case_id)
    assert final is not None
    assert final.choice == "afgewezen"


# What another meeting said since (found by the pure walks).


def heard_in_two(table: Table, first: OutcomeInput) -> tuple[Meeting, AgendaItem, AgendaItem]:
    """Hold a case over in a meeting, and let another one grant it while the first still sits."""
    meeting, (item,) = table.opened(1)
    table.do(outcomes.record, item.id, first)
    table.do(case_steps.make_ready, item.case_id)
    slot = {"held_on": date(2026, 11, 26), "starts": time(13), "ends": time(14)}
    second = table.do(meetings.plan, "cpv", **slot)
    (again,) = table.do(meetings.schedule, second.id, [item.case_id])
    table.do(room.open_meeting, second.id)
    everybody_there(table, second)
    granted(table, again)
    return meeting, item, again


def test_that_what_held_a_case_over_is_not_reopened_once_another_meeting_decided(
    table: Table,
) -> None:
    """T1: a case is in discussion, or decided, and never both in two meetings."""
    _, item, again = heard_in_two(table, HELD)
    refused(table, "case-moved-on", outcomes.reopen, item.id, WHY)
    assert status(table, again) is CaseStatus.DECIDED


def test_that_only_the_outcome_that_stands_is_dealt_with_anew(table: Table) -> None:
    """§9: not what held the case over in an earlier meeting."""
    meeting, item, again = heard_in_two(table, HELD)
    table.do(room.close_meeting, meeting.id)
    adopted(table, meeting)
    refused(table, "case-moved-on", outcomes.deal_anew, item.id, WHY)
    assert status(table, again) is CaseStatus.DECIDED


def test_that_a_case_carried_over_is_not_decided_where_another_meeting_spoke_of_it(
    table: Table,
) -> None:
    """T17: the item that was carried over says nothing any more."""
    _, (item,) = table.opened(1)
    table.do(room.carry_over, item.id)
    slot = {"held_on": date(2026, 11, 26), "starts": time(13), "ends": time(14)}
    second = table.do(meetings.plan, "cpv", **slot)
    (again,) = table.do(meetings.schedule, second.id, [item.case_id])
    table.do(room.open_meeting, second.id)
    answered(table, again)
    table.do(outcomes.record, again.id, replace(PLAIN, provisional=True))
    answered(table, item)
    refused(table, "case-moved-on", outcomes.record, item.id, PLAIN)
    assert status(table, item) is CaseStatus.PROVISIONAL


# T3: what was asked.


@pytest.mark.parametrize("ended", ["decided", "withdrawn"])
def test_that_a_settled_case_changes_only_with_a_reason_that_keeps_both_values(
    table: Table, ended: str
) -> None:
    """T3: hours went from 4 to 40 by a mouse wheel, after the provider had been told."""
    _, (item,) = table.opened(1)
    if ended == "decided":
        granted(table, item)
    else:
        table.do(case_steps.withdraw, item.case_id, WHY)
    case = case_of(table, item)
    more = {"hours_per_week": Decimal(40)}
    refused(table, "case-read-only", cases.edit, case, more)
    refused(table, "case-read-only", cases.answer, case.id, "help_question", "Iets anders.")
    assert case_of(table, item).hours_per_week == Decimal(4)
    table.do(cases.edit, case, more, reason="Verkeerd overgenomen.")
    assert case_of(table, item).hours_per_week == Decimal(40)
    history = table.ask(
        lambda reader: reader.find(FieldChange, entity_id=case.id, field="hours_per_week")
    )
    assert [(one.old, one.new, one.reason) for one in history] == [
        ("4", "40", "Verkeerd overgenomen.")
    ]


def test_that_what_was_asked_is_frozen_with_the_outcome(table: Table) -> None:
    """T3: nothing on the card said what the outcome rests on."""
    _, (item,) = table.opened(1)
    said = granted(table, item)
    case = case_of(table, item)
    table.do(cases.edit, case, {"hours_per_week": Decimal(40)}, reason="Verkeerd overgenomen.")
    kept = current(table, item)
    assert kept is not None
    assert kept.asked == said.asked
    assert "4" in str(kept.asked["hours_per_week"])
    assert "Zorggroep Waal" in str(kept.asked)
