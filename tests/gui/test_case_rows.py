"""Lists of cases read what comes into sight, and anew in another order, by one piece."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_pages import Opened, opened

from casustafel.gui.pages.cases import page as all_cases
from casustafel.gui.pages.queue import page as queue_page
from casustafel.gui.settings import Settings
from workspaces import Table

MODULES = {"queue": queue_page, "cases": all_cases}


@pytest.fixture
def before(table: Table) -> None:
    """What stands there before the window opens."""
    for day in range(1, 6):
        table.case(day)


def seen(page: Any, qtbot: QtBot) -> list[str]:
    """Return the numbers from top to bottom, once all were painted and so read."""

    def whole() -> bool:
        page.table.grab()
        return None not in [page.model.row_at(at) for at in range(5)]

    qtbot.waitUntil(whole)
    return [page.model.row_at(at).number for at in range(page.model.total)]


@pytest.mark.parametrize("name", MODULES)
def test_that_rows_after_the_first_page_come_when_they_are_seen_and_in_the_order_asked(
    name: str, window: Opened, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(MODULES[name], "FIRST_ROWS", 2)
    page: Any = window.open(name)

    def numbers() -> list[str]:
        return seen(page, qtbot)

    assert sorted(numbers()) == [f"CPV-2026-000{day}" for day in range(1, 6)]
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        window.settle(lambda order=order: page.model.sort(0, order))
        down = order is Qt.SortOrder.DescendingOrder
        assert numbers() == sorted(numbers(), reverse=down)
        assert (page.query.sort, page.query.descending) == ("number", down)


@pytest.mark.parametrize("name", MODULES)
def test_that_the_order_of_a_paged_list_is_remembered_and_all_of_it_goes_to_excel(
    name: str,
    window: Opened,
    table: Table,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(MODULES[name], "FIRST_ROWS", 2)
    page: Any = window.open(name)
    down = Qt.SortOrder.DescendingOrder
    window.settle(lambda: page.table.horizontalHeader().setSortIndicator(0, down))
    assert seen(page, qtbot)[0] == "CPV-2026-0005"
    window.settle(lambda: page.pane.export_to(tmp_path / "lijst.xlsx"))
    lines = list(load_workbook(tmp_path / "lijst.xlsx").active.iter_rows(values_only=True))
    known = {str(value) for line in lines for value in line}
    assert {f"CPV-2026-000{day}" for day in range(1, 6)} <= known
    with opened(table, settings, qtbot) as again:
        page = again.open(name)
        assert (page.query.sort, page.query.descending) == ("number", True)
        assert seen(page, qtbot)[0] == "CPV-2026-0005"
