"""The meeting room, led by keyboard through the window."""

from datetime import date

import pytest
from accessibility import faults
from driving import Driver, driving
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem, ItemState, Meeting, MeetingState
from casustafel.domain.outcomes import Outcome
from casustafel.gui.pages.room.page import RoomPage
from casustafel.services import meetings, room
from workspaces import Table

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def driver(table: Table, settings, qtbot):
    with driving(table, settings, qtbot) as made:
        yield made


def at_first_case(driver: Driver, count: int = 2) -> tuple[RoomPage, list[AgendaItem]]:
    """Open a meeting that is going on, at its first case."""
    meeting, items = driver.table.opened(count)
    driver.table.do(room.go_to, items[0].id)
    page = driver.open("room", meeting.id)
    driver.until(lambda: page.sitting is not None and page.sitting.desk is not None)
    return page, items


def outcomes_of(table: Table, item: AgendaItem) -> list[Outcome]:
    return table.ask(lambda reader: reader.find(Outcome, "revision", item_id=item.id))


def test_that_a_plain_grant_takes_two_keys_to_the_next_case(driver: Driver) -> None:
    page, items = at_first_case(driver)
    pressed = 0
    driver.press(Qt.Key.Key_1)
    pressed += 1
    driver.press(Qt.Key.Key_Return, CTRL)
    pressed += 1
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    assert pressed <= 5
    recorded = outcomes_of(driver.table, items[0])[0]
    assert (recorded.choice, recorded.reasons) == ("toegekend", ("TK4",))
    assert recorded.valid_until == date(2027, 5, 27)
    assert page.panel.form.choice is None


def test_that_the_room_can_be_used_without_eyes_or_mouse(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    assert faults(page) == []
    driver.press(Qt.Key.Key_2)
    assert faults(page) == []
