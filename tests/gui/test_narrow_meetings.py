"""The pages of the meetings in a window of 683x384: a laptop screen at 200 %."""

from collections.abc import Iterator
from typing import Any

import pytest
from driving import Driver, driving
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from casustafel.domain.meetings import Presence
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.pages.registry import PAGES
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.settings import Settings
from casustafel.services.agenda import meetings
from casustafel.services.meeting import room
from workspaces import Table

#: A window of 1366x768 pixels at 200 %, less the bar of the system.
WIDTH, HEIGHT = 683, 358
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def driver(table: Table, settings: Settings, qtbot: QtBot) -> Iterator[Driver]:
    with driving(table, settings, qtbot, PAGES) as made:
        made.frame.resize(WIDTH, HEIGHT)
        yield made


def beside(part: QWidget, page: QWidget) -> bool:
    """Say whether a widget sticks out of the page at its sides."""
    left = part.mapTo(page, part.rect().topLeft()).x()
    return left < 0 or left + part.width() > page.width()


def held(page: QWidget) -> QScrollArea:
    """Return the area of the frame in which a page scrolls."""
    parent = page.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    assert isinstance(parent, QScrollArea)
    return parent


def too_wide(page: QWidget) -> list[str]:
    """Return what of a page is wider than the room it has; empty when all of it fits."""
    QApplication.processEvents()
    found = []
    if held(page).horizontalScrollBar().maximum():
        found.append(f"the page: {page.minimumSizeHint().width()}")
    for area in page.findChildren(QScrollArea):
        policy = area.horizontalScrollBarPolicy()
        content = area.widget()
        if not area.isVisible() or policy is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            continue
        if content is not None and content.width() > area.viewport().width():
            found.append(f"{area.objectName() or type(area).__name__}: {content.width()}")
    return found


@pytest.mark.parametrize("key", ["meetings", "advice", "actions", "minutes"])
def test_that_a_page_needs_no_more_width_than_there_is(driver: Driver, key: str) -> None:
    driver.table.opened(3)
    assert too_wide(driver.open(key)) == []


def test_that_an_agenda_needs_no_more_width_than_there_is(driver: Driver) -> None:
    made = [driver.table.case(day) for day in (1, 2, 3)]
    meeting = driver.table.meeting()
    driver.table.do(meetings.schedule, meeting.id, [case.id for case in made])
    page = driver.open("agenda", meeting.id)
    driver.until(lambda: page.desk is not None)
    assert too_wide(page) == []
    assert not beside(page.room_button, page)


def in_room(driver: Driver) -> RoomPage:
    meeting, items = driver.table.opened(3)
    driver.table.do(room.go_to, items[0].id)
    page: Any = driver.open("room", meeting.id)
    driver.until(lambda: page.sitting is not None)
    driver.settle()
    page.setFocus()
    return page


def test_that_each_part_of_the_room_is_within_reach_and_the_way_on_always_seen(
    driver: Driver,
) -> None:
    page = in_room(driver)
    for key in ("agenda", "case", "outcome"):
        page.ground.bar.chosen.emit(key)
        assert too_wide(page) == [], key
        for part in (page.panel.advance, page.top.clock, page.top.pause, page.top.present):
            assert part.isVisible(), key
            assert not beside(part, page), key
    for hidden in (page.agenda, page.pane.notes):
        assert not hidden.isVisible()


def grant(driver: Driver) -> None:
    """Fill in a plain grant: two criteria, the outcome and the reason that is proposed."""
    driver.press(Qt.Key.Key_K)
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_1, Qt.Key.Key_Space):
        driver.press(key)


def test_that_keys_bring_the_part_they_belong_to(driver: Driver) -> None:
    page = in_room(driver)
    assert page.pane.criteria.isVisible()
    assert not page.panel.form.isVisible()

    driver.press(Qt.Key.Key_2)
    assert page.panel.form.isVisible()
    assert page.panel.form.choice is not None
    page.setFocus()
    driver.press(Qt.Key.Key_K)
    assert page.pane.criteria.table.hasFocus()
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_P)
    assert next(iter(page.attendance.rows.values())).box.hasFocus()
    driver.press(Qt.Key.Key_M, CTRL)
    assert page.pane.notes.field.hasFocus()
    area = page.ground.findChild(QScrollArea, "roomCase")
    assert isinstance(area, QScrollArea)
    field = page.pane.notes.field
    assert field.mapTo(area, field.rect().bottomLeft()).y() <= area.height()


def test_that_a_case_is_decided_from_any_part(driver: Driver) -> None:
    page = in_room(driver)
    first = page.sitting.line.item.id  # type: ignore[union-attr]
    grant(driver)
    page.ground.bar.chosen.emit("agenda")
    page.setFocus()
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: page.sitting.line.item.id != first)  # type: ignore[union-attr]
    assert page.pane.criteria.isVisible()


def test_that_what_is_wrong_with_an_outcome_can_be_read_to_its_end(driver: Driver) -> None:
    page = in_room(driver)
    for member in page.attendance.rows:
        driver.table.do(room.set_presence, page.sitting.board.meeting.id, member, Presence.ABSENT)
    page.reload()
    field = page.panel.form._provisional_field
    driver.until(lambda: field.isVisibleTo(page.panel))
    page.setFocus()
    grant(driver)
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: field.error)
    shown = field.error_label
    driver.until(lambda: not shown.visibleRegion().isEmpty())
    driver.settle()
    assert shown.visibleRegion().boundingRect() == shown.rect()


def test_that_the_second_screen_opens_by_its_key_though_its_button_is_in_a_menu(
    driver: Driver,
) -> None:
    page = in_room(driver)
    assert not page.top.second.isVisible()
    driver.press(Qt.Key.Key_F9)
    assert page.second.isVisible()
    page.second.close()


def test_that_a_wider_window_shows_all_parts_at_once(driver: Driver) -> None:
    page = in_room(driver)
    driver.frame.resize(960, 500)
    assert page.pane.isVisible()
    assert page.panel.isVisible()
    assert too_wide(page) == []
    driver.frame.resize(1366, 740)
    assert not page.ground.bar.isVisible()
    driver.until(page.panel.advance.isVisible)
    for part in (page.agenda, page.attendance, page.pane, page.panel, page.panel.advance):
        assert part.isVisible()
    assert page.panel.advance.parentWidget() is page.panel
    assert too_wide(page) == []


def test_that_the_eighth_member_is_not_cut_off_on_a_laptop_screen(driver: Driver) -> None:
    driver.frame.resize(1366, 740)
    page = in_room(driver)
    for row in page.attendance.rows.values():
        driver.table.do(
            room.set_presence, page.writer.meeting, _key_of(page, row), Presence.PRESENT
        )
    driver.frame.reload()
    driver.settle()
    needed = page.agenda.whole_height()
    assert page.agenda.height() <= needed + 2
    last = list(page.attendance.rows.values())[-1]
    bottom = last.mapTo(page, last.rect().bottomLeft()).y()
    assert bottom < page.height()


def _key_of(page: RoomPage, wanted: QWidget) -> str:
    return next(key for key, row in page.attendance.rows.items() if row is wanted)


def test_that_a_dialog_keeps_within_the_screen_and_its_buttons_in_sight(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = in_room(driver)
    monkeypatch.setattr(
        "casustafel.gui.dialogs.form.bounded",
        lambda _dialog, size: size.boundedTo(type(size)(WIDTH, 260)),
    )
    page.go_to_part("W")
    dialog = page.findChild(FormDialog)
    assert isinstance(dialog, FormDialog)
    assert dialog.height() <= 260
    assert dialog.do.isVisible()
    assert not beside(dialog.do, dialog)
    dialog.reject()


def test_that_the_minutes_show_text_or_pages(driver: Driver) -> None:
    meeting, items = driver.table.opened(1)
    driver.table.do(room.go_to, items[0].id)
    driver.table.do(room.carry_over, items[0].id)
    driver.table.do(room.close_meeting, meeting.id)
    page: Any = driver.open("minutes", meeting.id)
    driver.settle()
    assert too_wide(page) == []
    assert page.cards[items[0].id].isVisible()
    assert not page.preview.isVisible()
    page._part.choose("pages")
    assert page.preview.isVisible()
    assert too_wide(page) == []
    driver.frame.resize(1366, 740)
    assert page.cards[items[0].id].isVisible()
    assert page.preview.isVisible()
