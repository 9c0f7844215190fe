"""What a step leaves behind: it was seen in the log of earlier rounds and is held here."""

from dataclasses import replace
from datetime import date

import pytest

from casustafel.domain.actions import Action
from casustafel.domain.local_time import holidays, workdays_after
from casustafel.domain.meetings import ItemState
from casustafel.domain.outcomes import from_plain
from casustafel.services.agenda import meetings
from casustafel.services.case import case_desk, cases
from casustafel.services.following import actions
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from casustafel.services.minutes import minutes
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import unseen
from walks.at_hand import HELD, PLAIN, granted, item_of, titles
from workspaces import Table


def test_that_the_history_names_the_question_of_an_answer_that_was_emptied(table: Table) -> None:
    """C (weak points): the history called it "value" once the answer was gone."""
    case = table.case(1)
    table.do(cases.answer, unseen(case.id), "help_question", "Wat nu?")
    table.do(cases.answer, unseen(case.id), "help_question", None)
    page = table.ask(case_desk.page, case.id)
    told = [one for one in page.changes if one.entity == "CaseAnswer"]
    assert {page.answer_items[one.entity_id] for one in told} == {"help_question"}
    assert (told[0].old, told[0].new) == ("Wat nu?", None)
    assert "help_question" not in page.view.answers


def test_that_a_meeting_that_was_not_to_be_opened_takes_what_came_back_meanwhile(
    table: Table,
) -> None:
    """Weak point: an urgent decision went to the meeting after it and stayed there."""
    first = table.meeting()
    later = table.meeting(date(2026, 12, 3))
    case = table.case(1)
    table.do(room.open_meeting, first.id)
    wanted = UrgentInput(
        reason="De plek vervalt.",
        latest=date(2026, 11, 27),
        decider="Voorzitter",
        given=replace(PLAIN, motivation="Vier weken zoals gevraagd."),
    )
    table.do(urgent.record, case.id, wanted)
    assert case.number in titles(table, later)
    table.do(room.unopen, first.id)
    assert case.number in titles(table, first)
    assert case.number not in titles(table, later)


def test_that_nothing_stays_open_in_a_meeting_that_is_closed(table: Table) -> None:
    """Weak point: a loose item that the chair never came to stayed open for good."""
    meeting, (item,) = table.opened(1)
    table.do(meetings.add_item, meeting.id, "Mededelingen")
    granted(table, item)
    table.do(room.close_meeting, meeting.id)
    items = table.ask(meetings.agenda, meeting.id)
    assert {one.state for one in items} == {ItemState.DONE}
    assert [one.spent_seconds for one in items if one.title == "Mededelingen"] == [0]


@pytest.mark.parametrize("chosen", [None, date(2026, 12, 24)])
def test_that_an_undone_holding_over_keeps_only_a_day_that_was_chosen(
    table: Table, chosen: date | None
) -> None:
    """Weak point: the day of the next meeting stood in the form as if somebody had typed it."""
    _, (item,) = table.opened(1)
    table.do(outcomes.record, item.id, replace(HELD, held_until=chosen))
    table.do(outcomes.undo, item.id)
    typed = table.ask(drafts.kept, room.DRAFTS, item.id)
    assert from_plain(typed["outcome"]).held_until == chosen  # type: ignore[arg-type]
    assert item_of(table, item.id).state is ItemState.CURRENT


def test_that_an_action_of_an_item_that_left_the_agenda_is_in_the_minutes(table: Table) -> None:
    """Weak point: who promised something at an item that was taken off saw it on no paper."""
    meeting, (item,) = table.opened(1)
    plain = table.do(meetings.add_item, meeting.id, "Mededelingen")
    table.do(actions.add, "cpv", "De school bellen", "Verwijzer", item_id=plain.id)
    table.do(meetings.remove_item, plain.id)
    granted(table, item)
    table.do(room.close_meeting, meeting.id)
    said = table.ask(minutes.build, meeting.id)
    kept = table.ask(lambda reader: reader.find(Action, text="De school bellen"))
    assert [one.item_id for one in kept] == [None]
    assert [one.text for one in said.all_actions()] == ["De school bellen"]
    assert [one.text for one in said.loose_actions] == ["De school bellen"]


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 12, 22), 5, date(2026, 12, 30)),  # both days of Christmas, and a weekend
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday, a weekend and Easter Monday
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # a weekend and Koningsdag
        (date(2025, 4, 25), 1, date(2025, 4, 28)),  # Koningsdag on Saturday the 26th
        (date(2027, 5, 4), 2, date(2027, 5, 10)),  # 5 mei and Hemelvaartsdag
        (date(2026, 5, 22), 1, date(2026, 5, 26)),  # tweede pinksterdag
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # Nieuwjaarsdag, and a weekend
    ],
)
def test_that_holidays_are_no_workdays(day: date, count: int, last: date) -> None:
    """Weak point: the term for a written answer counted Christmas as two workdays."""
    assert workdays_after(day, count) == last


def test_that_holidays_are_those_of_the_law() -> None:
    """Algemene termijnenwet, article 3; the days of 2026."""
    assert sorted(f"{one:%d-%m}" for one in holidays(2026)) == sorted(
        ["01-01", "03-04", "06-04", "27-04", "05-05", "14-05", "25-05", "25-12", "26-12"]
    )
