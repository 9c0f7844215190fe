"""The page on which terms are confirmed, lists are destroyed, and requests are kept."""

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of

from casustafel.gui.pages.retention.page import RetentionPage
from casustafel.services.case import case_steps
from workspaces import Table

LEFT = Qt.MouseButton.LeftButton
PAGE = "retention"


@pytest.fixture
def before(table: Table) -> None:
    """A case that was withdrawn a year ago."""
    case = table.case(1)
    table.do(case_steps.withdraw, case.id, "Verhuisd")
    table.clock.forward(days=365)


def column(page: RetentionPage, tab: int, key: str) -> list[str]:
    model = page.lists[tab].model
    return [model.cell(at, model.at(key)).text for at in range(model.rowCount())]


def test_that_a_term_is_confirmed_and_what_is_over_is_listed(
    page: RetentionPage, window: Opened, qtbot: QtBot
) -> None:
    """§9: proposed grey, confirmed with the archivist's kenmerk, then a list may be proposed."""
    assert faults(page) == []
    assert len(column(page, 0, "kind")) > 20
    assert column(page, 1, "state") == []
    rules = page.lists[0]
    rules.table.selectRow(column(page, 0, "kind").index("Ingetrokken of niet nodig"))
    qtbot.mouseClick(child(rules, QPushButton, "Termijn bevestigen…"), LEFT)
    form = form_of(rules)
    assert faults(form) == []
    qtbot.keyClicks(form.fields["reference"].control, "Z-2026-17")
    window.settle(lambda: qtbot.mouseClick(form.do, LEFT))
    assert "Z-2026-17" in column(page, 0, "reference")
    page.reload()
    window.settle()
    assert column(page, 1, "state") == ["termijn voorbij"]
    page.tabs.setCurrentIndex(1)
    gone = page.lists[1]
    window.settle(lambda: qtbot.mouseClick(child(gone, QPushButton, "Lijst voorstellen"), LEFT))
    assert "wacht op een tweede" in column(page, 1, "state")
