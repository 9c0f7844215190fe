"""What each role meets in the window: pages that it may see, and nothing that is then refused."""

from dataclasses import replace

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from real_pages import Opened, opened

from casustafel.domain.people import Actor, Role
from casustafel.gui.lists import ListPane
from casustafel.gui.settings import Settings
from casustafel.gui.widgets.banner import Banner
from casustafel.services.agenda import meetings
from workspaces import Table


@pytest.fixture
def used(table: Table) -> Table:
    """Cases in some states, and a planned meeting with one on its agenda."""
    for day in (1, 2):
        table.case(day)
    table.case(3, answers={})
    table.do(meetings.schedule, table.meeting().id, [table.case(4).id])
    return table


def refusals(window: Opened) -> list[str]:
    """Return what is said in red, above the page or in it."""
    said = [each for each in window.window.findChildren(Banner) if each.isVisible()]
    return [each.text for each in said if each._wrong]


@pytest.mark.parametrize("role", [*Role])
def test_that_no_role_is_offered_what_is_refused(
    used: Table, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    """2.4, each role: pages open, and what is offered of a list asks, or does what it says."""
    for modal in (QMessageBox, QDialog, QPrintDialog):
        monkeypatch.setattr(modal, "exec", lambda _box: 0)
    for asks in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_asked: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    actor = Actor("p2", "Iemand", frozenset({(role, "cpv")}))
    theirs = Table(replace(used.workspace, actor=actor), used.clock, used.path)
    with opened(theirs, settings, qtbot) as window:
        window.settle(window.window.start)
        assert refusals(window) == [], "at the start"
        for key in list(window.window.navigation.keys):
            page = window.open(key)
            assert refusals(window) == [], key
            for pane in [each for each in page.findChildren(ListPane) if each.isVisible()]:
                for command in pane.commands_of_acts():
                    window.settle(command.run)
                    assert refusals(window) == [], f"{key}: {command.text}"
                    for dialog in window.window.findChildren(QDialog):
                        dialog.reject()
                    window.settle(lambda key=key: window.window.open(key))
