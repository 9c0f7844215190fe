"""Lists of cases read what comes into sight, and anew in another order, by one piece."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.gui.pages.cases import page as all_cases
from casustafel.gui.pages.queue import page as queue_page
from workspaces import Table

MODULES = {"queue": queue_page, "cases": all_cases}


@pytest.fixture
def before(table: Table) -> None:
    """What stands there before the window opens."""
    for day in range(1, 6):
        table.case(day)


@pytest.mark.parametrize("name", MODULES)
def test_that_rows_after_the_first_page_come_when_they_are_seen_and_in_the_order_asked(
    name: str, window: Opened, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(MODULES[name], "FIRST_ROWS", 2)
    page: Any = window.open(name)

    def numbers() -> list[str]:
        def seen() -> bool:
            page.table.grab()  # what is painted is read
            return None not in [page.model.row_at(at) for at in range(5)]

        qtbot.waitUntil(seen)
        return [page.model.row_at(at).number for at in range(page.model.total)]

    assert sorted(numbers()) == [f"CPV-2026-000{day}" for day in range(1, 6)]
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        window.settle(lambda order=order: page.model.sort(0, order))
        down = order is Qt.SortOrder.DescendingOrder
        assert numbers() == sorted(numbers(), reverse=down)
        assert (page.query.sort, page.query.descending) == ("number", down)
