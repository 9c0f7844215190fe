"""The manual in the window: begins at the own role, and goes to paper."""

from pathlib import Path

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
