"""Leren: themes, disciplines and frameworks behind tabs (issue 18, Learning)."""

import pytest
from accessibility import faults, tab_stops
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of

from casustafel.gui.pages.board.page import BoardPage
from casustafel.gui.pages.learning.page import LearningPage
from casustafel.services.definitions import learning
from services.test_board import next_version
from workspaces import Table

PAGE = "board"


@pytest.fixture
def before(table: Table) -> None:
    """A learning point and a new version of the framework."""
    table.do(learning.add, "cpv", "toeleiding", "Eerder bellen.")
    next_version(table)


def test_that_themes_stand_per_quarter_with_their_sum(page: BoardPage) -> None:
    """The issue: «board of themes over time»."""
    titles = [page.themes.model.columns[at].title for at in range(8)]
    assert titles[0] == "Thema" and titles[6:] == ["2026 K4", "Samen"]
    rows = {
        page.themes.model.cell(at, 0).text: page.themes.model.cell(at, 6).text
        for at in range(page.themes.model.rowCount())
    }
    assert rows["Toeleiding"] == "1" and rows["Veelvoorkomende doelen"] == "0"
    assert faults(page) == []


def test_that_the_reason_of_a_change_is_written_down_and_shown(
    page: BoardPage, window: Opened
) -> None:
    """The issue: «what a new version of the framework changed and the cases that caused it»."""
    page.tabs.setCurrentIndex(2)
    assert page.versions.model.cell(0, 2).text == "Gewijzigd"
    window.settle(page.versions.buttons["Aanleiding…"].click)
    form = form_of(page)
    why = form.fields["why"].control
    assert isinstance(why, QPlainTextEdit)
    why.setPlainText("De vraag werd anders begrepen.")
    window.settle(form.confirm)
    assert window.told == "De aanleiding is vastgelegd."
    assert page.versions.model.cell(0, 2).text == "Aanleiding"
    assert page.versions.model.cell(0, 3).text == "De vraag werd anders begrepen."


def test_that_it_is_reached_from_the_learning_points(window: Opened) -> None:
    shown = window.open("learning")
    assert isinstance(shown, LearningPage)
    window.settle(child(shown, QPushButton, "Thema's en kaders").click)
    assert isinstance(window.window.page, BoardPage)


def test_that_tabs_are_reached_by_keys(page: BoardPage, window: Opened, qtbot: QtBot) -> None:
    """Seen by hand: Tab passed the row of tabs by, and no key went to the next one."""
    bar = page.tabs.tabBar()
    stops = tab_stops(page)
    assert stops.index(bar) < min(
        stops.index(one) for one in stops if page.themes.isAncestorOf(one)
    )
    page.themes.table.setFocus()
    for shown in (page.spreads, page.versions, page.themes):
        qtbot.keyClick(page.themes.table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert page.shown is shown
    qtbot.keyClick(page.themes.table, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.shown is page.versions
    assert page.keys()[0].keys == "Ctrl+PgDown"
