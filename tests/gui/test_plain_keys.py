"""H12: a plain key on a button belongs to its list, and Enter in a search box to the search box."""

import pytest
from driving import driving
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casustafel.domain.cases import Case, CaseStatus
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.pages.registry import PAGES
from casustafel.gui.settings import Settings
from casustafel.gui.widgets.buttons import KeyHintButton, plain
from workspaces import Table

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("keys", ["A", "Return", "Del", "Space", "1", "Shift+A", "Left"])
def test_that_a_plain_key_is_no_key_of_the_window(qtbot: QtBot, keys: str) -> None:
    made = KeyHintButton("Openen", keys)
    qtbot.addWidget(made)
    made.setText("Anders")
    assert made.shortcut() == QKeySequence()


@pytest.mark.parametrize("keys", ["Ctrl+N", "F9", "Esc", "Alt+1", "Ctrl+Shift+K"])
def test_that_a_key_that_nobody_types_works_in_the_whole_window(qtbot: QtBot, keys: str) -> None:
    made = KeyHintButton("Openen", keys)
    qtbot.addWidget(made)
    assert made.shortcut() == QKeySequence(keys)
    assert not plain(keys)


def test_that_enter_in_the_search_box_opens_what_it_shows(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    first, second = table.case(1), table.case(2)
    with driving(table, settings, qtbot, PAGES) as driver:
        page = driver.open("queue")
        assert isinstance(page, QueuePage)
        assert page.table is not None
        for shown, sought in ((first, second), (second, first)):
            driver.open("queue")
            driver.until(lambda: page.model.rowCount() == 2)
            page.table.select_key(shown.id)
            page.table.setFocus()
            driver.settle()
            driver.press(Qt.Key.Key_K, CTRL)
            driver.type(sought.number)
            box = driver.frame.commands
            driver.until(
                lambda box=box, sought=sought: any(sought.number in hit.text for hit in box.hits)
            )
            driver.press(Qt.Key.Key_Return)
            driver.until(lambda: isinstance(driver.frame.page, CaseView))
            driver.settle()
            found = driver.frame.page
            assert isinstance(found, CaseView)
            assert found._shown is not None
            assert found._shown.view.case.id == sought.id


def status_of(table: Table, case_id: str) -> CaseStatus:
    found = table.ask(lambda reader: reader.get(Case, case_id))
    return found.status


def test_that_a_letter_acts_in_its_list_only(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    case = table.case(1)
    table.meeting()
    with driving(table, settings, qtbot, PAGES) as driver:
        page = driver.open("queue")
        assert isinstance(page, QueuePage)
        driver.until(lambda: page.model.rowCount() == 1)
        assert page.table is not None
        page.table.select_key(case.id)
        driver.settle()
        for elsewhere in (page.new, page.search):
            elsewhere.setFocus()
            driver.press(Qt.Key.Key_A)
            driver.settle()
            assert status_of(table, case.id) is CaseStatus.READY, QApplication.focusWidget()
        page.search.clear()
        page.table.setFocus()
        driver.press(Qt.Key.Key_A)
        driver.until(lambda: status_of(table, case.id) is CaseStatus.SCHEDULED)
