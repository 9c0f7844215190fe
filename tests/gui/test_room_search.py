"""Search and commands over a meeting that is going on."""

import pytest
from accessibility import faults
from driving import Driver
from PySide6.QtCore import Qt

from casustafel.domain.meetings import AgendaItem
from casustafel.gui.pages.room.page import RoomPage
from casustafel.services.meeting import room

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def typing(driver: Driver) -> tuple[RoomPage, AgendaItem]:
    """The room, with half a sentence in the notes of a case."""
    meeting, items = driver.table.opened(2)
    driver.table.do(room.go_to, items[0].id)
    page = driver.open("room", meeting.id)
    driver.until(lambda: page.sitting is not None)
    driver.press(Qt.Key.Key_M, CTRL)
    driver.type("De commissie")
    return page, items[0]


def test_that_the_command_box_comes_over_the_meeting_and_gives_the_keyboard_back(
    driver: Driver, typing: tuple[RoomPage, AgendaItem]
) -> None:
    page, _item = typing
    over = driver.frame.over

    driver.press(Qt.Key.Key_K, CTRL)
    assert over.isVisible()
    assert driver.frame.focusWidget() is over.box
    assert faults(over) == []
    driver.type("tweede")
    driver.until(lambda: {hit.note for hit in over.commands.hits} == {"F9"})
    driver.press(Qt.Key.Key_Escape)

    assert not over.isVisible()
    assert driver.frame.page is page
    assert driver.frame.focusWidget() is page.pane.notes.field
    driver.type(" ziet")
    assert page.pane.notes.text == "De commissie ziet"


def test_that_each_thing_the_meeting_offers_stands_there_once(
    driver: Driver, typing: tuple[RoomPage, AgendaItem]
) -> None:
    """The command of the room and its button, or the entry of its menu, are the same."""
    driver.press(Qt.Key.Key_K, CTRL)
    for words in ("tweede", "spoed"):
        driver.type(words)
        driver.until(lambda words=words: words in driver.frame.over.box.text())
        driver.until(lambda: len(driver.frame.over.commands.hits) == 1)
        (hit,) = driver.frame.over.commands.hits
        assert words in f"{hit.text} {hit.note}".casefold()
        driver.frame.over.box.clear()


def test_that_a_command_of_the_meeting_is_done_there(
    driver: Driver, typing: tuple[RoomPage, AgendaItem]
) -> None:
    page, _item = typing
    driver.press(Qt.Key.Key_K, CTRL)
    driver.type("tweede")
    driver.until(lambda: {hit.note for hit in driver.frame.over.commands.hits} == {"F9"})
    driver.press(Qt.Key.Key_Return)
    driver.until(page.second.isVisible)
    assert driver.frame.page is page
    page.second.close()


def test_that_going_elsewhere_keeps_what_was_typed_and_the_way_back(
    driver: Driver, typing: tuple[RoomPage, AgendaItem]
) -> None:
    page, item = typing
    driver.press(Qt.Key.Key_K, CTRL)
    driver.type("verg")
    driver.until(lambda: "Vergaderingen" in [hit.text for hit in driver.frame.over.commands.hits])
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    assert driver.frame.shown == "meetings"
    assert driver.table.ask(lambda r: r.get(AgendaItem, item.id)).notes == "De commissie"

    driver.press(Qt.Key.Key_Left, ALT)
    driver.settle()
    assert driver.frame.page is page
    assert page.pane.notes.text == "De commissie"


def test_that_a_click_beside_the_command_box_takes_it_away(
    driver: Driver, typing: tuple[RoomPage, AgendaItem]
) -> None:
    page, _item = typing
    driver.press(Qt.Key.Key_K, CTRL)
    page.agenda.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not driver.frame.over.isVisible()
    assert driver.frame.focusWidget() is page.agenda


def test_that_a_click_on_a_found_line_goes_there(
    driver: Driver, typing: tuple[RoomPage, AgendaItem]
) -> None:
    driver.press(Qt.Key.Key_K, CTRL)
    driver.type("verg")
    commands = driver.frame.over.commands
    driver.until(lambda: "Vergaderingen" in [hit.text for hit in commands.hits])
    line = next(
        item
        for at in range(commands.list.count())
        if "Vergaderingen" in (item := commands.list.item(at)).text()
    )
    place = commands.list.visualItemRect(line).center()
    driver.qtbot.mouseMove(commands.list.viewport(), place)
    driver.qtbot.mouseClick(commands.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    driver.settle()
    assert driver.frame.shown == "meetings"
    assert not driver.frame.over.isVisible()
