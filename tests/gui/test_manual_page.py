"""The manual in the window: begins at the own role, and goes to paper."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.gui.pages.manual.page import ManualPage

PAGE = "manual"


def test_that_the_manual_is_read_page_by_page_and_saved(
    page: ManualPage, window: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    """2.7: under F1, and as a PDF made by the program's own layer."""
    window.open(PAGE, "voorzitter")
    assert "U leidt de vergadering" in page.text.toPlainText()
    page.contents.setCurrentRow(page.contents.count() - 1)
    assert page.text.toPlainText().startswith("Zonder het programma")
    target = tmp_path / "handleiding.pdf"
    page.write_manual(target)
    qtbot.waitUntil(target.exists)
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("key", "name", "heading"),
    [
        ("monitoring", "Rapporteur", "Cijfers bekijken"),
        ("talks", "Leren van casussen", "Gesprekken en netwerken"),
        ("today", "Handleiding", ""),
    ],
)
def test_that_f1_leads_to_where_the_manual_tells_of_the_page(
    page: ManualPage, window: Opened, qtbot: QtBot, key: str, name: str, heading: str
) -> None:
    """2.7: what came since is found under F1; elsewhere it begins at the own role."""
    window.open(key)
    dialog = window.window.keys_dialog()
    (more,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "Handleiding")
    window.settle(more.click)
    assert window.window.shown == PAGE
    assert page.contents.currentItem().text() == name
    assert page.text.textCursor().block().text() == (heading or name)
    bar = page.text.verticalScrollBar()
    qtbot.waitUntil(lambda: page.text.cursorRect().top() < 30 or bar.value() == bar.maximum())
    assert page.text.viewport().rect().contains(page.text.cursorRect())


def test_that_a_picture_is_never_wider_than_the_text(page: ManualPage, window: Opened) -> None:
    window.settle(lambda: window.window.resize(900, 600))
    page.contents.setCurrentRow(0)
    block, widths = page.text.document().begin(), []
    while block.isValid():
        for part in block:
            shape = part.fragment().charFormat().toImageFormat()
            widths += [shape.width()] if shape.isValid() else []
        block = block.next()
    assert widths
    assert max(widths) <= page.text.viewport().width()
