"""Series, cancelled meetings and calendar files through the window."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from accessibility import faults
from ical.calendar_stream import IcsCalendarStream
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from real_pages import Opened, form_of

from casustafel.domain.meetings import Attendance, ItemKind, Meeting, MeetingState
from casustafel.gui.pages.meetings.agenda_page import AgendaPage
from casustafel.gui.pages.meetings.page import MeetingsPage
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.services.agenda import calendars, meetings
from casustafel.services.meeting import room
from workspaces import Table


def events_of(path: Path) -> list[tuple[str, str]]:
    calendar = IcsCalendarStream.calendar_from_ics(path.read_text("utf-8"))
    return [(event.summary or "", event.status or "") for event in calendar.events]


def add_loose(
    window: Opened, page: AgendaPage, qtbot: QtBot, title: str, *, standing: bool
) -> None:
    page.add_loose_button.click()
    dialog: Any = form_of(page)
    assert faults(dialog) == []
    qtbot.keyClicks(dialog.fields["title"].line, title)
    dialog.fields["minutes"].control.setValue(7)
    dialog.fields["standing"].control.setChecked(standing)
    window.settle(dialog.confirm)


def test_that_the_next_meeting_takes_over_what_stands_and_brings_back_what_is_left(
    table: Table, window: Opened, qtbot: QtBot
) -> None:
    meeting = table.meeting()
    (item,) = table.do(meetings.schedule, meeting.id, [table.case(1).id])
    agenda = window.open("agenda", meeting.id)
    assert isinstance(agenda, AgendaPage)
    add_loose(window, agenda, qtbot, "Mededelingen", standing=True)
    add_loose(window, agenda, qtbot, "Jaarverslag", standing=False)
    table.do(room.open_meeting, meeting.id)
    table.do(room.carry_over, item.id)
    table.do(room.close_meeting, meeting.id)
    page = window.open("meetings")
    assert isinstance(page, MeetingsPage)
    window.settle(page.pane.buttons["Volgende uit deze reeks"].click)
    following = table.ask(lambda reader: reader.first(Meeting, state=MeetingState.PLANNED))
    assert following is not None
    assert (following.held_on, following.starts, following.place) == (
        date(2026, 12, 3),
        time(9),
        "kamer 2.14",
    )
    items = table.ask(meetings.agenda, following.id)
    assert [(one.kind, one.title, one.budget) for one in items] == [
        (ItemKind.OPENING, "Opening", 4),
        (ItemKind.PREVIOUS_MINUTES, "Notulen 26-11-2026", 0),
        (ItemKind.CASE, "CPV-2026-0001", 8),
        (ItemKind.OTHER, "Mededelingen", 7),
        (ItemKind.OTHER, "Rondvraag en sluiting", 5),
    ]
    seats = table.ask(lambda reader: reader.find(Attendance, meeting_id=following.id))
    assert len(seats) == 3


def test_that_a_meeting_planned_before_gets_the_minutes_and_what_was_left(table: Table) -> None:
    following = table.meeting(date(2026, 12, 3))
    meeting, (item,) = table.opened(1)
    table.do(room.carry_over, item.id)
    table.do(room.close_meeting, meeting.id)
    titles = [one.title for one in table.ask(meetings.agenda, following.id)]
    assert titles == ["Opening", "Notulen 26-11-2026", "CPV-2026-0001", "Rondvraag en sluiting"]


def test_that_a_cancelled_meeting_stays_in_the_list_and_can_be_told_to_calendars(
    table: Table, window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.meeting()
    page = window.open("meetings")
    assert isinstance(page, MeetingsPage)
    target = tmp_path / "afzegging.ics"
    monkeypatch.setattr("casustafel.gui.pages.meetings.page.sure", lambda *_, **_no: True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.settle(page.pane.buttons["Afgelasten…"].click)
    row = [page.model.cell(0, at).text for at in range(page.model.columnCount())]
    assert "Afgelast" in row
    assert row[3:5] == ["–", "–"]
    assert "is afgelast" in page.banner.text
    assert not page.pane.buttons["Afgelasten…"].isEnabled()
    window.settle(page.banner.findChildren(KeyHintButton)[0].click)
    assert events_of(target) == [("Vergadering CPV", "CANCELLED")]


def test_that_invitees_of_an_item_get_a_file_with_its_time(
    table: Table, window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = table.meeting()
    (item,) = table.do(meetings.schedule, meeting.id, [table.case(1).id])
    table.do(meetings.invite, item.id, "Wijkverpleegkundige", "De Regenboog")
    page = window.open("agenda", meeting.id)
    assert isinstance(page, AgendaPage)
    page.table.select_key(item.id)
    target = tmp_path / "punt.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.settle(page.editor.guests.calendar.click)
    assert "vaste begintijd" in window.window.banner.text
    assert not target.exists()
    table.do(meetings.set_budget, item.id, 10, time(9, 30))
    window.settle(page.editor.guests.calendar.click)
    assert events_of(target) == [("CPV: CPV-2026-0001", "CONFIRMED")]


def test_that_invitees_are_told_when_their_item_is_taken_off(
    table: Table, window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = table.meeting()
    first, second = table.do(meetings.schedule, meeting.id, [table.case(1).id, table.case(2).id])
    table.do(meetings.invite, first.id, "Wijkverpleegkundige", "De Regenboog")
    table.do(meetings.set_budget, first.id, 10, time(9, 30))
    page = window.open("agenda", meeting.id)
    assert isinstance(page, AgendaPage)
    target = tmp_path / "afzegging.ics"
    asked: list[str] = []

    def answer(_page: object, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return (str(target) if len(asked) > 1 else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    banner = window.window.banner
    page.table.select_key(second.id)
    window.settle(page.list.buttons["Van de agenda halen"].click)
    assert banner.text == ""  # nobody was invited for it
    page.table.select_key(first.id)
    window.settle(page.list.buttons["Van de agenda halen"].click)
    assert banner.text == (
        "CPV-2026-0001 is van de agenda van 26-11-2026 gehaald. "
        "Daarvoor was uitgenodigd: Wijkverpleegkundige, De Regenboog."
    )
    assert faults(window.window) == []
    window.settle(banner.findChildren(KeyHintButton)[0].click)
    assert not target.exists()  # thought better of: it is offered once more
    window.settle(banner.findChildren(KeyHintButton)[0].click)
    assert asked == ["Afzegging-CPV-2026-0001.ics"] * 2
    assert events_of(target) == [("CPV: CPV-2026-0001", "CANCELLED")]
    assert "METHOD:CANCEL" in target.read_text("utf-8")
    assert banner.text == ""


def test_that_invitees_of_one_case_are_told_when_the_whole_meeting_is_called_off(
    table: Table, window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = table.meeting()
    first, _ = table.do(meetings.schedule, meeting.id, [table.case(1).id, table.case(2).id])
    table.do(meetings.invite, first.id, "Wijkverpleegkundige", "De Regenboog")
    table.do(meetings.set_budget, first.id, 10, time(9, 30))
    table.do(calendars.export_item, first.id, tmp_path / "punt.ics")
    page = window.open("meetings")
    assert isinstance(page, MeetingsPage)
    target = tmp_path / "afzegging.ics"
    monkeypatch.setattr("casustafel.gui.pages.meetings.page.sure", lambda *_, **_no: True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.settle(page.pane.buttons["Afgelasten…"].click)
    assert "is afgelast" in page.banner.text
    told = window.window.banner
    assert told.text.startswith("CPV-2026-0001 is van de agenda van 26-11-2026 gehaald.")
    window.settle(told.findChildren(KeyHintButton)[0].click)
    (was,) = IcsCalendarStream.calendar_from_ics((tmp_path / "punt.ics").read_text("utf-8")).events
    (now,) = IcsCalendarStream.calendar_from_ics(target.read_text("utf-8")).events
    assert (now.uid, now.status) == (was.uid, "CANCELLED")
    assert now.sequence > was.sequence
