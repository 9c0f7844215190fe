"""Casussen: every case of every table, also the closed ones."""

from datetime import date

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.domain.cases import Client
from casustafel.domain.errors import RightError
from casustafel.domain.ids import new_id
from casustafel.domain.people import Actor, Role
from casustafel.gui.pages.cases.page import CasesPage
from casustafel.services.case import case_steps, cases, cases_desk
from casustafel.services.queue.queue import QueueQuery
from casustafel.storage.unit_of_work import Reading
from workspaces import Table


@pytest.fixture
def filled(table: Table) -> Table:
    """Two cases of the CPV of which one was withdrawn, and one of the ZBO-commissie."""
    table.case(1, received=date(2026, 11, 2))
    gone = table.case(2, received=date(2026, 11, 3))
    table.do(case_steps.withdraw, gone.id, "Ouders zien ervan af")
    client = Client(
        id=new_id(), surname="Schoolkind", given_names="Sam", birth_date=date(2017, 5, 1)
    )
    fields = {"care_form": "zbo", "received": date(2026, 11, 4)}
    table.do(cases.new, "zbo", client, fields, {}, provider="Rivierzorg")
    return table


@pytest.fixture
def before(filled: Table) -> None:
    """What stands there before the window opens."""


PAGE = "cases"


def numbers(page: CasesPage) -> list[str]:
    return [page.model.cell(at, 0).text for at in range(page.model.rowCount())]


def test_that_all_tables_and_states_are_listed_newest_first(page: CasesPage) -> None:
    QAbstractItemModelTester(page.model)
    assert numbers(page) == ["ZBO-2026-0001", "CPV-2026-0002", "CPV-2026-0001"]
    assert page.model.cell(0, 1).text == "ZBO-commissie"
    assert page.model.cell(1, 8).text == "Ingetrokken"


def test_that_chips_tables_and_words_narrow_the_list(
    page: CasesPage, window: Opened, qtbot: QtBot
) -> None:
    window.settle(lambda: page.pane.bar.chips.choose("withdrawn"))
    assert numbers(page) == ["CPV-2026-0002"]
    window.settle(lambda: page.pane.bar.chips.choose(""))
    page.pane.bar.menus["table"].show_choice("zbo")
    window.settle(lambda: page.pane.bar.menus["table"].chosen.emit("zbo"))
    assert numbers(page) == ["ZBO-2026-0001"]
    page.pane.bar.menus["table"].clear_choice()
    qtbot.keyClicks(page.pane.bar.search, "voorbeeld1")
    qtbot.waitUntil(lambda: numbers(page) == ["CPV-2026-0001"])


def test_that_a_column_sorts_in_the_database(page: CasesPage, window: Opened) -> None:
    window.settle(lambda: page.model.sort(0, Qt.SortOrder.AscendingOrder))
    assert numbers(page)[0] == "CPV-2026-0001"


def test_that_another_page_may_ask_for_a_state_at_the_present_table(window: Opened) -> None:
    window.settle(lambda: window.window.choose_committee("cpv"))
    page = window.open("cases", "withdrawn")
    assert isinstance(page, CasesPage)
    assert numbers(page) == ["CPV-2026-0002"]
    assert (page.pane.bar.chips.key, page.pane.bar.menus["table"].key) == ("withdrawn", "cpv")


def test_that_enter_opens_the_case(page: CasesPage, window: Opened, qtbot: QtBot) -> None:
    page.table.setFocus()
    window.settle(lambda: qtbot.keyClick(page.table, Qt.Key.Key_Return))
    assert window.window.shown == "case"


def test_that_the_page_can_be_used_with_a_screen_reader(page: CasesPage) -> None:
    assert faults(page) == []


def test_that_nobody_lists_cases_of_a_table_without_a_role_there(filled: Table) -> None:
    with filled.workspace.reading() as reader:
        member = Actor("p2", "Lid", frozenset({(Role.MEMBER, "zbo")}))
        reading = Reading(reader.connection, member, filled.clock)
        answer = cases_desk.page(reading, QueueQuery())
        assert [row.number for row in answer.rows] == ["ZBO-2026-0001"]
        assert answer.all == 1
        with pytest.raises(RightError):
            cases_desk.page(reading, QueueQuery(committee="cpv"))
