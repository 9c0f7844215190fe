"""Wat als: rules on trial and their answer, by keyboard and aloud (issue 18)."""

import pytest
from accessibility import faults
from PySide6.QtWidgets import QLabel, QPushButton
from pytest import MonkeyPatch
from pytestqt.qtbot import QtBot
from real_pages import Opened, child

from casustafel.gui.pages.whatif import page as module
from casustafel.gui.pages.whatif.page import WhatifPage
from services.test_register_on_trial import a_year
from workspaces import Table

PAGE = "whatif"


@pytest.fixture
def before(table: Table) -> None:
    """A year of three cases that came by a stop."""
    a_year(table)


def texts(page: WhatifPage) -> list[str]:
    return [each.text() for each in page.facts.findChildren(QLabel)]


def test_that_a_stop_is_lifted_on_trial_and_said_aloud(
    page: WhatifPage, window: Opened, monkeypatch: MonkeyPatch
) -> None:
    """The issue: the register is changed on trial and the program says what it saves."""
    said: list[str] = []
    monkeypatch.setattr(module, "announce", lambda _at, text: said.append(text))
    assert texts(page)[1::2] == ["3", "0", "1", "0"]
    assert faults(page) == []
    window.settle(lambda: page.stop.setCurrentIndex(2))
    assert page.stop.currentText().startswith("Zorggroep Waal, Begeleiding jeugd, vanaf 01-11-2026")
    assert texts(page)[1::2] == ["3", "3", "1", "1"]
    assert said == [
        "Nodig bij een commissie: 3, Niet nodig met deze regels: 3, "
        "Vergaderingen gehouden: 1, Vergaderingen minder: 1"
    ]
    window.settle(lambda: page.room.setValue(10))
    assert "Stops zonder bekende besteding, die blijven gelden: 1." in page.note.text()


def test_that_it_is_reached_from_the_register(window: Opened) -> None:
    register = window.open("register")
    window.settle(child(register, QPushButton, "Wat als").click)
    assert isinstance(window.window.page, WhatifPage)


def test_that_a_number_typed_where_the_page_begins_is_that_number(
    page: WhatifPage, qtbot: QtBot
) -> None:
    """Seen by hand: the cursor stood before the 0, so that a 1 became 10."""
    page.stop.setFocus()
    page.setFocus()
    qtbot.keyClicks(page.hours, "1")
    assert page.hours.lineEdit().text() == "1 uur"
    page.weeks.setValue(1)
    assert page.weeks.lineEdit().text() == "1 week"
    page.weeks.setValue(13)
    assert page.weeks.lineEdit().text() == "13 weken"
