"""Commissies: what a newer example changes is shown, and taken over from a day on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.gui.dialogs.fields import Form
from casustafel.gui.pages.committees.page import CommitteesPage
from casustafel.services.definitions import examples, tables
from casustafel.storage import committees as kept
from workspaces import Table


@pytest.fixture
def before(table: Table) -> None:
    """A CPV that works as an older example did."""
    cpv = table.ask(tables.committee, "cpv")
    with table.workspace.writing() as uow:
        older = replace(cpv, points=cpv.points[:1], example=1)
        kept.save_committee(uow.connection, older, None)
        uow.commit()


def test_that_a_newer_example_is_offered_and_taken_over_from_a_day(
    window: Opened, table: Table, qtbot: QtBot
) -> None:
    """R4: with what it changes; nothing changes before."""
    page = window.open("committees")
    assert isinstance(page, CommitteesPage)
    qtbot.waitUntil(page.example_button.isVisible)
    page.table.select_key("zbo")
    assert not page.example_button.isVisible()
    page.table.select_key("cpv")
    qtbot.mouseClick(page.example_button, Qt.MouseButton.LeftButton)
    asked = page.findChild(Form)
    assert asked is not None
    said = "\n".join(one.toPlainText() for one in asked.findChildren(QPlainTextEdit))
    assert "Compleet voor agenda toegevoegd: Inwoner geïnformeerd, grondslag en visie" in said
    assert table.ask(tables.committee, "cpv").example == 1
    window.settle(lambda: qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton))
    assert table.ask(tables.committee, "cpv").example == 3
    qtbot.waitUntil(lambda: not page.example_button.isVisible())


def test_that_a_newer_example_can_be_left_aside_and_taken_up_again(
    window: Opened, table: Table, qtbot: QtBot
) -> None:
    """R4: who does not want it says so once; the table stays as it is."""
    page = window.open("committees")
    assert isinstance(page, CommitteesPage)
    qtbot.waitUntil(page.example_button.isVisible)
    qtbot.mouseClick(page.example_button, Qt.MouseButton.LeftButton)
    asked = page.findChild(Form)
    assert asked is not None
    box = asked.fields["takes"].control
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    assert asked.fields["on"].isHidden()
    window.settle(lambda: qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton))
    assert table.ask(tables.committee, "cpv").example == 1
    qtbot.waitUntil(lambda: not page.example_button.isVisible())
    table.do(examples.take_up, "cpv")
    assert "cpv" in table.ask(examples.offers)
