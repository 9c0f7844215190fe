"""Spoed through the window: recorded outside a meeting, judged in the room, added to a meeting."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from accessibility import faults
from ical.calendar_stream import IcsCalendarStream
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Presence
from casustafel.domain.outcomes import Contribution, Outcome, OutcomeInput
from casustafel.domain.urgent import UrgentDecision
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.pages.outcome_words import urgent_facts
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.pages.room.questions import ClosingDialog
from casustafel.gui.pages.room.urgent import JoinDialog
from casustafel.gui.pages.urgent import UrgentDialog
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.services.agenda import calendars, meetings
from casustafel.services.definitions import tables
from casustafel.services.meeting import room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from workspaces import Table

DECIDED = UrgentInput(
    reason="Plaatsing loopt af.",
    latest=date(2026, 11, 27),
    decider="Voorzitter",
    given=OutcomeInput(
        choice="toegekend",
        reasons=("TK4",),
        motivation="Vier weken, 4 uur.",
        valid_until=date(2026, 12, 24),
    ),
)


def dialog_of(page: QueuePage | CaseView) -> UrgentDialog:
    (dialog,) = page.findChildren(UrgentDialog)
    return dialog


def fill(dialog: UrgentDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.fields["reason"].line, "Plaatsing loopt af.")
    dialog.fields["latest"].control.set_day(date(2026, 11, 27))
    qtbot.mouseClick(dialog.outcome.choices.buttons["toegekend"], Qt.MouseButton.LeftButton)
    dialog.outcome.reasons.chips["TK4"].click()  # what is proposed counts once it is chosen (T9)


def test_that_a_decision_outside_is_recorded_from_the_queue(
    table: Table, window: Opened, qtbot: QtBot
) -> None:
    case, meeting = table.case(1), table.meeting(date(2026, 12, 3))
    page = window.open("queue")
    assert isinstance(page, QueuePage)
    qtbot.waitUntil(page.detail.urgent.isEnabled)
    window.settle(lambda: qtbot.mouseClick(page.detail.urgent, Qt.MouseButton.LeftButton))
    dialog = dialog_of(page)
    assert faults(dialog) == []
    assert "aangehouden" not in dialog.outcome.choices.buttons
    assert not dialog.outcome.provisional.isVisible()
    fill(dialog, qtbot)
    window.settle(dialog.confirm)
    assert dialog.isVisible()  # says in the form what is missing
    qtbot.keyClicks(dialog.outcome.motivation, "Vier weken, 4 uur per week.")
    window.settle(dialog.confirm)
    decision = table.ask(urgent.waiting, case.id)
    assert decision is not None
    assert (decision.decider, decision.choice) == ("Voorzitter", "toegekend")
    (item,) = [one for one in table.ask(meetings.agenda, meeting.id) if one.case_id]
    assert item.case_id == case.id
    window.settle(lambda: page.chips.choose(""))
    assert not page.detail.urgent.isEnabled()


def test_that_invitees_get_the_new_time_of_a_case_that_came_to_an_earlier_meeting(
    table: Table, window: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, later = table.case(1), table.meeting(date(2026, 12, 3))
    table.do(meetings.change_meeting, later, replace(later, starts=time(9, 0), ends=time(12, 0)))
    (item,) = table.do(meetings.schedule, later.id, [case.id])
    table.do(meetings.invite, item.id, "Wijkverpleegkundige", "De Regenboog")
    table.do(meetings.set_budget, item.id, 10, time(11, 0))
    table.do(calendars.export_item, item.id, tmp_path / "eerst.ics")
    table.meeting(date(2026, 11, 27))
    page = window.open("case", case.id)
    assert isinstance(page, CaseView)
    window.settle(lambda: qtbot.mouseClick(page.urgent, Qt.MouseButton.LeftButton))
    dialog = dialog_of(page)
    fill(dialog, qtbot)
    qtbot.keyClicks(dialog.outcome.motivation, "Vier weken, 4 uur per week.")
    targets = ["", str(tmp_path / "nieuw.ics")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (targets.pop(0), ""))
    window.settle(dialog.confirm)
    banner = window.window.banner
    assert banner.text == (
        "CPV-2026-0001 staat nu op de agenda van 27-11-2026 om 09:04 uur. "
        "Daarvoor was uitgenodigd: Wijkverpleegkundige, De Regenboog."
    )
    assert faults(window.window) == []
    window.settle(banner.findChildren(KeyHintButton)[0].click)
    assert table.ask(lambda reader: reader.get(AgendaItem, item.id)).starts is None
    window.settle(banner.findChildren(KeyHintButton)[0].click)  # it was offered once more
    (was,) = IcsCalendarStream.calendar_from_ics((tmp_path / "eerst.ics").read_text("utf-8")).events
    (now,) = IcsCalendarStream.calendar_from_ics((tmp_path / "nieuw.ics").read_text("utf-8")).events
    assert (now.uid, now.status) == (was.uid, "CONFIRMED")
    assert now.sequence > was.sequence
    kept = table.ask(lambda reader: reader.get(AgendaItem, item.id)).starts
    assert (now.dtstart.date(), now.dtstart.time()) == (date(2026, 11, 27), kept)
    assert banner.text == ""


def test_that_nothing_is_offered_for_a_case_without_invitees(
    table: Table, window: Opened, qtbot: QtBot
) -> None:
    case, later = table.case(1), table.meeting(date(2026, 12, 3))
    table.do(meetings.schedule, later.id, [case.id])
    table.meeting(date(2026, 11, 27))
    page = window.open("case", case.id)
    assert isinstance(page, CaseView)
    window.settle(lambda: qtbot.mouseClick(page.urgent, Qt.MouseButton.LeftButton))
    dialog = dialog_of(page)
    fill(dialog, qtbot)
    qtbot.keyClicks(dialog.outcome.motivation, "Vier weken, 4 uur per week.")
    window.settle(dialog.confirm)
    assert "vastgelegd" in window.told
    assert window.window.banner.text == ""


def test_that_the_page_of_a_case_shows_what_was_decided(
    table: Table, window: Opened, qtbot: QtBot
) -> None:
    case = table.case(1, answers={})
    page = window.open("case", case.id)
    assert isinstance(page, CaseView)
    window.settle(lambda: qtbot.mouseClick(page.urgent, Qt.MouseButton.LeftButton))
    dialog = dialog_of(page)
    fill(dialog, qtbot)
    qtbot.keyClicks(dialog.outcome.motivation, "Vier weken, 4 uur per week.")
    window.settle(dialog.confirm)
    assert not page.urgent.isVisible()
    words = [each.text() for each in page.side.findChildren(type(page.title_label))]
    assert "Spoeduitkomst" in words
    assert "Wacht op bekrachtiging door de vergadering." in words


def in_session(table: Table) -> tuple[Case, Meeting]:
    """A meeting that is open with an urgent decision to judge, and an ordinary case behind it."""
    case, other = table.case(1), table.case(2)
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [other.id])
    table.do(urgent.record, case.id, DECIDED)
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
    first = next(one for one in table.ask(meetings.agenda, meeting.id) if one.case_id)
    table.do(room.go_to, first.id)
    table.weighed(first)
    return case, meeting


def room_page(window: Opened, meeting: Meeting) -> RoomPage:
    page = window.open("room", meeting.id)
    assert isinstance(page, RoomPage)
    return page


def test_that_one_key_ratifies_and_goes_on(table: Table, window: Opened, qtbot: QtBot) -> None:
    case, meeting = in_session(table)
    page = room_page(window, meeting)
    assert page.ground.to_ratify
    assert faults(page) == []
    window.settle(lambda: qtbot.keyClick(page, Qt.Key.Key_1))  # no outcome passes the decision by
    window.settle(
        lambda: qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    )
    (outcome,) = table.ask(lambda reader: reader.find(Outcome, case_id=case.id))
    assert (outcome.choice, outcome.motivation) == ("toegekend", "Vier weken, 4 uur.")
    assert not page.ground.to_ratify
    assert page.sitting.line.row.number != case.number
    window.settle(lambda: page.step(-1))
    assert "spoeduitkomst bekrachtigd" in page.panel.recorded.text


def test_that_not_ratifying_asks_why_and_then_an_outcome(
    table: Table, window: Opened, qtbot: QtBot
) -> None:
    case, meeting = in_session(table)
    page = room_page(window, meeting)
    window.settle(lambda: qtbot.keyClick(page, Qt.Key.Key_X))
    (dialog,) = page.findChildren(Form)
    assert faults(dialog) == []
    qtbot.keyClicks(dialog.fields["why"].control, "Te lang")
    dialog.fields["ends_on"].control.set_day(date(2026, 12, 10))
    qtbot.keyClicks(dialog.fields["bridging"].control, "Basishulp neemt over")
    window.settle(dialog.confirm)
    (decision,) = table.ask(lambda reader: reader.find(UrgentDecision, case_id=case.id))
    assert (decision.ratified, decision.refused_why) == (False, "Te lang")
    assert page.sitting.line.row.number == case.number
    assert not page.ground.to_ratify
    assert "Niet bekrachtigd: Te lang." in page.panel.recorded.text


def test_that_the_room_shows_who_does_what_of_a_decision(table: Table) -> None:
    help_at_home = Contribution(
        party="Zorgaanbieder", task="Helpt thuis", hours="4", law="jeugdwet", until=None
    )
    case, _meeting = in_session(table)
    (decision,) = table.ask(lambda reader: reader.find(UrgentDecision, case_id=case.id))
    wider = replace(decision, contributions=(help_at_home,))
    facts = dict(urgent_facts(wider, table.ask(tables.committee, "cpv")))
    assert facts["Wie doet wat"] == "Zorgaanbieder: Helpt thuis (4 uur, Jeugdwet)"
    plain = dict(urgent_facts(decision, table.ask(tables.committee, "cpv")))
    assert "Wie doet wat" not in plain


def test_that_without_quorum_the_room_asks_to_ratify_provisionally_T20(
    table: Table, window: Opened, qtbot: QtBot
) -> None:
    case, meeting = in_session(table)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, one.member_id, Presence.ABSENT)
    page = room_page(window, meeting)
    window.settle(page.steps.advance)
    side = page.ground.urgent_side
    assert side.error.text == ""
    shown = side._provisional_field.error
    assert "bekrachtigt" in shown and "houd de casus aan" not in shown
    qtbot.waitUntil(side.provisional.hasFocus)
    qtbot.keyClick(side.provisional, Qt.Key.Key_Space)
    assert side._provisional_field.error == ""
    window.settle(page.steps.advance)
    (outcome,) = table.ask(lambda reader: reader.find(Outcome, case_id=case.id))
    assert outcome.provisional


def test_that_the_room_takes_back_what_it_said_of_the_quorum_when_all_are_there(
    table: Table, window: Opened
) -> None:
    case, meeting = in_session(table)
    there = table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id))
    for one in there:
        table.do(room.set_presence, meeting.id, one.member_id, Presence.ABSENT)
    page = room_page(window, meeting)
    side = page.ground.urgent_side
    window.settle(page.steps.advance)
    assert side._provisional_field.error
    for one in there:
        table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
    window.settle(page.reload)
    assert side._provisional_field.error == ""
    assert not side.provisional.isVisible()
    window.settle(page.steps.advance)
    (outcome,) = table.ask(lambda reader: reader.find(Outcome, case_id=case.id))
    assert not outcome.provisional


def test_that_a_case_joins_the_meeting_that_is_going_on(
    table: Table, window: Opened, qtbot: QtBot
) -> None:
    _, meeting = in_session(table)
    late = table.case(7, answers={})
    table.case(8, answers={})
    page = room_page(window, meeting)
    window.settle(lambda: qtbot.keyClick(page, Qt.Key.Key_U))
    (dialog,) = page.findChildren(JoinDialog)
    assert faults(dialog) == []
    assert dialog.cases.count() == 2
    window.settle(dialog.confirm)
    assert dialog.isVisible()
    window.settle(lambda: dialog.searched.emit("voorbeeld7"))
    assert dialog.value("case_id") == late.id
    qtbot.keyClicks(dialog.fields["reason"].line, "Crisis thuis.")
    window.settle(dialog.confirm)
    assert table.ask(lambda reader: reader.get(Case, late.id)).status is CaseStatus.SCHEDULED
    numbers = [line.row.number for line in page.sitting.board.lines if line.row]
    assert numbers[1] == late.number


def test_that_closing_carries_an_urgent_decision_over_and_cannot_hold_it(
    table: Table, window: Opened
) -> None:
    case, meeting = in_session(table)
    following = table.meeting(date(2026, 12, 3))
    page = room_page(window, meeting)
    window.settle(page.steps.close_meeting)
    (dialog,) = page.findChildren(ClosingDialog)
    offered = [choice.count() for choice in dialog.choices.values()]
    assert offered == [1, 2]
    window.settle(dialog.do.click)
    back = [one.case_id for one in table.ask(meetings.agenda, following.id) if one.case_id]
    assert (back[0], len(back)) == (case.id, 2)


def test_that_the_agenda_says_what_is_to_be_ratified(table: Table, window: Opened) -> None:
    case, meeting = table.case(1), table.meeting()
    table.do(urgent.record, case.id, replace(DECIDED, decided_on=date(2026, 11, 25)))
    page = window.open("agenda", meeting.id)
    cells = [page.model.cell(at, 5).text for at in range(page.model.rowCount())]
    assert "te bekrachtigen" in cells
