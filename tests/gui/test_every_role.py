"""What each role meets in the window: pages that it may see, and nothing that is then refused."""

from dataclasses import replace

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from real_pages import Opened, opened

from casustafel.domain.cases import Case
from casustafel.domain.meetings import Meeting
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.gui.lists import ListPane
from casustafel.gui.settings import Settings
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import KeyHintButton
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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What asks and waits is answered with no; which it was."""
    found: list[str] = []
    for modal in (QMessageBox, QDialog, QPrintDialog):
        monkeypatch.setattr(modal, "exec", lambda box: found.append(type(box).__name__) or 0)
    for asks in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_asked: found.append("file") or ("", ""))
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_asked: found.append("folder") or ""
    )
    return found


def with_dots(page: QWidget) -> list[KeyHintButton]:
    """Return the buttons of a page that say that a question comes first."""
    made = page.findChildren(KeyHintButton)
    return [one for one in made if one.isVisible() and one.isEnabled() and one.text().endswith("…")]


def test_that_a_button_with_dots_asks_before_it_does_anything(
    used: Table, settings: Settings, qtbot: QtBot, asked: list[str]
) -> None:
    """H22: "Aanvulling (3)…" had moved all three before anything was asked."""
    meeting = used.ask(lambda reader: reader.find(Meeting))[0]
    case = used.ask(lambda reader: reader.find(Case, "number"))[0]
    tried = 0
    with opened(used, settings, qtbot) as window:
        window.settle(window.window.start)
        pages = [(key, "") for key in window.window.navigation.keys]
        for key, at in (*pages, ("case", case.id), ("agenda", meeting.id), ("room", meeting.id)):
            for text in [each.text() for each in with_dots(window.open(key, at))]:
                # Each time anew: opening a page may make its buttons again.
                page = window.open(key, at)
                qtbot.waitUntil(lambda: text in [one.text() for one in with_dots(page)])  # noqa: B023
                each = next(one for one in with_dots(page) if one.text() == text)
                before = len(used.ask(lambda reader: reader.find(AuditEvent)))
                asked.clear()
                window.settle(each.click)
                dialogs = [one for one in window.window.findChildren(QDialog) if one.isVisible()]
                # Or the page that asks, step by step.
                assert dialogs or asked or window.window.shown != key, f"{key}: {text}"
                assert len(used.ask(lambda reader: reader.find(AuditEvent))) == before, text
                for dialog in dialogs:
                    dialog.reject()
                tried += 1
    assert tried > 20


def refusals(window: Opened) -> list[str]:
    """Return what is said in red, above the page or in it."""
    said = [each for each in window.window.findChildren(Banner) if each.isVisible()]
    return [each.text for each in said if each._wrong]


@pytest.mark.parametrize("role", [*Role])
def test_that_no_role_is_offered_what_is_refused(
    used: Table, settings: Settings, qtbot: QtBot, asked: list[str], role: Role
) -> None:
    """2.4, each role: pages open, and what is offered of a list asks, or does what it says."""
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
