"""A secretary's day through the window: from the queue to the adopted minutes on paper."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of, opened

from casustafel.domain.actions import Action
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem, Meeting
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import OutcomeInput
from casustafel.gui.pages.actions.page import ActionsPage
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.pages.meetings.agenda_page import AgendaPage
from casustafel.gui.pages.meetings.page import MeetingsPage
from casustafel.gui.pages.minutes import page as minutes_module
from casustafel.gui.pages.minutes.page import MinutesPage
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.settings import Settings
from casustafel.services.agenda import meetings
from casustafel.services.following import actions
from casustafel.services.meeting import outcomes, room
from workspaces import CPV_ANSWERS, Table

LEFT = Qt.MouseButton.LeftButton
GRANT = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
WRITTEN = "De commissie ziet dat de zorg passend is."
TRANSFER = "De gezinswerker neemt het na een half jaar over."


class Day:
    """What stands ready in the morning, and the steps that follow."""

    def __init__(self, table: Table, window: Opened, qtbot: QtBot) -> None:
        self.table, self.window, self.qtbot = table, window, qtbot

    def click(self, button: QPushButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        self.window.settle(lambda: self.qtbot.mouseClick(button, LEFT))

    def status(self, case: Case) -> CaseStatus:
        found = self.table.ask(lambda reader: reader.get(Case, case.id))
        assert isinstance(found, Case)
        return found.status

    def complete(self, case: Case) -> None:
        """Open the case from the queue and answer what is missing."""
        queue = self.window.open("queue", case.id)
        assert isinstance(queue, QueuePage)
        assert "oudste wacht 13 dagen" in queue._subtitle.accessibleName()
        self.window.settle(lambda: self.qtbot.keyClick(queue.table, Qt.Key.Key_Return))
        page = self.window.window.page
        assert isinstance(page, CaseView)
        field = page.form.fields["answer.transfer_planned"].control
        assert isinstance(field, QPlainTextEdit)
        self.qtbot.waitUntil(field.isVisible)
        field.setFocus()
        self.qtbot.waitUntil(field.hasFocus)
        self.qtbot.keyClicks(field, TRANSFER)
        self.window.settle(lambda: self.qtbot.keyClick(field, Qt.Key.Key_Tab))
        self.qtbot.waitUntil(lambda: self.status(case) is CaseStatus.READY)

    def put_on_the_agenda(self, cases: list[Case], meeting: Meeting) -> None:
        """Select cases in the queue and press A; the agenda shows them."""
        queue = self.window.open("queue")
        assert isinstance(queue, QueuePage)
        assert queue.table is not None
        queue.table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        for case in cases:
            at = queue.model.index(queue.model.find(case.id), 0)
            queue.table.selectionModel().setCurrentIndex(at, flags.Select | flags.Rows)
        queue.table.setFocus()
        self.window.settle(lambda: self.qtbot.keyClick(queue.table, Qt.Key.Key_A))
        agenda = self.window.open("agenda", meeting.id)
        assert isinstance(agenda, AgendaPage)
        shown = [agenda.model.row_at(at) for at in range(agenda.model.total)]
        assert {row.line.row.id for row in shown if row and row.line.row} == {
            case.id for case in cases
        }

    def find_the_minutes(self, meeting: Meeting) -> MinutesPage:
        """Open the meeting that was held; its minutes are what can be done with it."""
        listed = self.window.open("meetings")
        assert isinstance(listed, MeetingsPage)
        page = self.window.open("minutes", meeting.id)
        assert isinstance(page, MinutesPage)
        return page

    def write(self, page: MinutesPage, item: AgendaItem, text: str) -> None:
        """Type the text of an item; leaving it writes it, and the pages show it."""
        field = page.cards[item.id].text
        field.setFocus()
        self.qtbot.keyClicks(field, text)
        self.window.settle(lambda: self.qtbot.keyClick(field, Qt.Key.Key_Tab))
        self.qtbot.waitUntil(lambda: text in page.preview.page_text(0))

    def tick_off(self, action: Action) -> None:
        """Mark an action as done from the list."""
        page = self.window.open("actions", action.id)
        assert isinstance(page, ActionsPage)
        page.table.setFocus()
        self.qtbot.keyClick(page.table, Qt.Key.Key_Space)
        dialog = form_of(page)
        self.click(dialog.do)
        found = self.table.ask(lambda reader: reader.get(Action, action.id))
        assert isinstance(found, Action)
        assert found.done_at is not None
        assert page.model.total == 0


def hold(table: Table) -> tuple[Meeting, AgendaItem, Action]:
    """Hold a meeting of one case, and leave it closed with an action."""
    meeting, items = table.opened(1)
    item = items[0]
    table.do(room.note, item.id, "Geen passend alternatief.")
    table.do(outcomes.record, item.id, GRANT)
    action = table.do(
        actions.add, "cpv", "School bellen", "Secretaris", due_on=date(2026, 12, 3), item_id=item.id
    )
    table.do(room.close_meeting, meeting.id)
    return meeting, item, action


def test_that_a_secretary_goes_from_the_queue_to_adopted_minutes_in_one_day(
    table: Table, settings: Settings, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, item, action = hold(table)
    answers = {key: value for key, value in CPV_ANSWERS.items() if key != "transfer_planned"}
    incomplete, complete = table.case(11, answers=answers), table.case(12)
    ahead = table.meeting(date(2026, 12, 3))
    target = tmp_path / "notulen.pdf"
    monkeypatch.setattr(minutes_module, "sure", lambda *_question, **_no: True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    with opened(table, settings, qtbot) as window:
        day = Day(table, window, qtbot)
        day.complete(incomplete)
        day.put_on_the_agenda([incomplete, complete], ahead)
        page = day.find_the_minutes(held)
        day.write(page, item, WRITTEN)
        day.click(page.checks.put_up)
        day.click(page.checks.adopt)
        assert page.sheet is not None
        assert page.sheet.state is MinutesState.ADOPTED
        day.click(child(page, QPushButton, "PDF exporteren"))
        assert target.read_bytes().startswith(b"%PDF-")
        assert "notulen.pdf" in page.banner.text
        day.tick_off(action)
    assert [day.status(case) for case in (incomplete, complete)] == [CaseStatus.SCHEDULED] * 2
    assert len(table.ask(meetings.agenda, ahead.id)) >= 2
