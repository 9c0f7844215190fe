"""The page of the log: filters, paging, following one subject, the chain."""

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child
from sqlalchemy import text

from casustafel.gui.pages.log.page import LogPageView, columns
from casustafel.gui.tables import RowTableModel
from casustafel.services.upkeep import log
from casustafel.services.upkeep.log import LogFilter
from workspaces import Table


@pytest.fixture
def before(table: Table) -> None:
    """What stands there before the window opens."""
    table.opened(3)


PAGE = "log"


def column(page: LogPageView, key: str) -> set[str]:
    at = page.model.at(key)
    return {page.model.cell(row, at).text for row in range(page.model.rowCount())}


def test_that_all_events_are_shown_in_dutch(page: LogPageView, table: Table) -> None:
    assert page.model.total == table.ask(log.page, LogFilter()).total
    assert {"Vergadering geopend", "Casus aangemaakt"} <= column(page, "what")
    assert faults(page) == []


def test_that_the_model_keeps_to_the_rules_of_models(table: Table) -> None:
    table.opened(1)
    model = RowTableModel(columns(), lambda line: str(line.position))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    found = table.ask(log.page, LogFilter(), 0, 3)
    model.set_rows(found.lines, found.total)
    more = table.ask(log.page, LogFilter(), 3, 3)
    model.put_rows(3, more.lines, model.generation)
    assert model.row_at(3) is more.lines[0]
    assert tester.model() is model


def test_that_a_filter_and_a_day_narrow_the_list(
    page: LogPageView, window: Opened, qtbot: QtBot
) -> None:
    menu = page.pane.bar.menus["action"].menu()
    chosen = next(each for each in menu.actions() if each.text() == "Vergadering gepland")
    window.settle(chosen.trigger)
    assert column(page, "what") == {"Vergadering gepland"}
    window.settle(lambda: qtbot.keyClicks(page._since, "27112026"))
    assert page.model.total == 0
    all_ = child(page, QPushButton, "Alles tonen")
    window.settle(lambda: qtbot.mouseClick(all_, Qt.MouseButton.LeftButton))
    assert len(column(page, "what")) > 3


def test_that_enter_follows_one_subject(page: LogPageView, window: Opened, qtbot: QtBot) -> None:
    page.table.setFocus()
    page.table.selectRow(0)
    about = page.model.cell(0, page.model.at("about")).text
    window.settle(lambda: qtbot.keyClick(page.table, Qt.Key.Key_Return))
    assert column(page, "about") == {about}


def test_that_the_check_says_whether_the_log_is_whole(
    page: LogPageView, window: Opened, table: Table, qtbot: QtBot
) -> None:
    check = child(page, QPushButton, "Logboek controleren")
    window.settle(lambda: qtbot.mouseClick(check, Qt.MouseButton.LeftButton))
    assert page.banner.text.startswith("Het logboek klopt:")
    with table.workspace.storage.engines.writer.begin() as connection:
        connection.execute(text("UPDATE audit_event SET person = 'Ander' WHERE position = 2"))
    window.settle(lambda: qtbot.mouseClick(check, Qt.MouseButton.LeftButton))
    assert page.banner.text.startswith("Het logboek klopt niet: gebeurtenis 2")
