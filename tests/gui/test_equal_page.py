"""Like cases side by side on their page, and what the room says of them (issue 18)."""

from datetime import date

from accessibility import faults
from driving import Driver
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytest import MonkeyPatch
from real_pages import Opened, child

from casustafel.domain.outcomes import OutcomeInput
from casustafel.gui.pages.equal.page import EqualPage
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.widgets import banner
from casustafel.services.meeting import outcomes, room
from workspaces import Table

GRANT = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


def held(table: Table, count: int = 6) -> tuple[str, list[str]]:
    """Grant all cases of a meeting but the last; return the meeting and its cases."""
    meeting, items = table.opened(count)
    for item in items[:-1]:
        table.do(room.go_to, item.id)
        table.do(outcomes.record, item.id, GRANT)
    table.do(room.go_to, items[-1].id)
    return meeting.id, [item.case_id or "" for item in items]


def in_room(driver: Driver, count: int = 6) -> RoomPage:
    meeting, _ = held(driver.table, count)
    page = driver.open("room", meeting)
    driver.until(lambda: page.sitting is not None)
    driver.settle()
    return page


def test_that_the_room_says_before_recording_that_an_outcome_departs(
    driver: Driver, monkeypatch: MonkeyPatch
) -> None:
    """The issue: said before an outcome that departs is recorded, aloud, and it stops nothing."""
    said: list[str] = []
    monkeypatch.setattr(banner, "announce", lambda _at, text, now=False: said.append(text))
    page = in_room(driver)
    page.second.show()
    driver.press(Qt.Key.Key_1)
    assert page.panel.equal.text == ""
    driver.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    words = "Andere uitkomst dan in 5 vergelijkbare casussen: 5 toegekend."
    assert page.panel.equal.text == words
    assert [one for one in said if one.startswith("Andere")] == [words], "aloud, once"
    assert "vergelijkbare" not in page.second.words()
    assert faults(page) == []
    driver.press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert page.panel.equal.text == "", "holding over is no outcome"


def test_that_four_like_cases_say_nothing_yet(driver: Driver) -> None:
    """The issue: «at least 5 like cases»."""
    page = in_room(driver, 5)
    driver.press(Qt.Key.Key_3)
    assert page.panel.form.choice is not None and page.panel.equal.text == ""


def test_that_like_cases_are_reached_from_a_case_and_by_key_from_the_room(
    table: Table, window: Opened
) -> None:
    """The issue: like cases side by side; from the case page, and by C in the room."""
    meeting, case_ids = held(table)
    shown = window.open("room", meeting)
    assert isinstance(shown, RoomPage)
    window.settle(lambda: shown.choose_outcome(3))
    window.settle(lambda: shown.go_to_part("C"))
    page = window.window.page
    assert isinstance(page, EqualPage)
    current = page.pane.current()
    assert current is not None and current.row.case_id == case_ids[-1]
    assert page.pane.picked("group") == current.group.key
    assert page.model.rowCount() == 6
    assert page.model.cell(0, 1).text == "nog geen uitkomst"
    hours = [page.model.cell(1, page.model.at(key)).text for key in ("amount", "advised")]
    assert hours == ["4 uur per week"] * 2
    assert faults(page) == []
    window.settle(page.back.click)
    assert window.window.page is shown, "back at the table"
    assert shown.panel.form.choice is not None and shown.panel.equal.text, "as it was left"
    case = window.open("case", case_ids[0])
    window.settle(child(case, QPushButton, "Naast elkaar zetten").click)
    again = window.window.page
    assert again.model.rowCount() == 5, "decided cases only, and the one that is asked for"


def test_that_a_case_that_departs_is_found_by_the_chip(table: Table, window: Opened) -> None:
    _, case_ids = held(table)
    item = table.ask(lambda reader: reader.first(room.AgendaItem, case_id=case_ids[-1]))
    refused = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp past.")
    table.do(outcomes.record, item.id, refused)
    page = window.open("equal")
    assert isinstance(page, EqualPage)
    assert page.model.rowCount() == 6
    page.pane.choose("departs")
    window.settle(page.reload)
    assert page.model.rowCount() == 1
    assert page.model.cell(0, page.model.at("departs")).text == "5 van 5"
    assert not page.back.isVisible(), "nobody came from a case"
