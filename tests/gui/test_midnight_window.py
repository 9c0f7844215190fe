"""T18: at half past twelve at night the window shows the day of Amsterdam wherever it shows one."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from real_pages import opened

from casustafel.domain.outcomes import OutcomeInput
from casustafel.gui.frame.status_strip import StatusStrip
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.pages.register.page import RegisterPage
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.settings import Settings
from casustafel.services.agenda import meetings
from casustafel.services.meeting import outcomes, room
from workspaces import Clock, Table

DAY = date(2026, 12, 1)


@pytest.fixture
def clock() -> Clock:
    """1 December 2026, 00:30 in Amsterdam."""
    return Clock(datetime(2026, 11, 30, 23, 30, tzinfo=UTC))


def words(part: QWidget) -> str:
    return " ".join(each.text() for each in part.findChildren(QLabel))


def test_that_queue_and_pane_and_room_say_the_same_days(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    case = table.case(1)  # received on 13 November
    meeting = table.meeting(DAY)
    with opened(table, settings, qtbot) as window:
        page = window.open("queue")
        assert isinstance(page, QueuePage)
        assert page.table is not None
        window.settle(lambda: page.table.select_key(case.id))  # type: ignore[union-attr]
        waits = [column.title for column in page.model.columns].index("Wacht")
        assert page.model.cell(0, waits).text == "18 d"
        assert "13-11-2026 (18 dagen)" in words(page)

        (item,) = table.do(meetings.schedule, meeting.id, [case.id])
        table.do(room.open_meeting, meeting.id)
        table.do(room.go_to, item.id)
        shown = window.open("room", meeting.id)
        assert isinstance(shown, RoomPage)
        assert "wacht 18 dagen" in words(shown)

        table.do(outcomes.record, item.id, OutcomeInput(choice="aangehouden"))
        about = window.open("case", case.id)
        assert isinstance(about, CaseView)
        assert "01-12-2026" in words(about)
        assert "30-11-2026" not in words(about)


def test_that_the_register_and_the_status_bar_go_by_the_clock_of_the_workspace(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    with opened(table, settings, qtbot) as window:
        page = window.open("register")
        assert isinstance(page, RegisterPage)
        window.settle(lambda: None)
        assert page.stops.today == DAY
        strip = window.window.findChild(StatusStrip)
        assert strip is not None
        window.settle(lambda: window.work.write(lambda _uow: None))
        assert "Opgeslagen 00:30:00" in words(strip)
