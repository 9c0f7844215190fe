"""The page in the README of the window is a page: whoever copies it has one that works."""

from pathlib import Path
from types import ModuleType

from driving import driving
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import casustafel.gui
from casustafel.gui.lists import ListPage
from casustafel.gui.page import PageSpec
from casustafel.gui.pages.meetings.agenda_page import AgendaPage
from casustafel.gui.pages.registry import PAGES
from casustafel.gui.settings import Settings
from workspaces import Table

README = Path(casustafel.gui.__file__).with_name("README.md")
MOST_LINES = 40


def test_that_the_page_of_the_readme_lists_sorts_and_opens(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    example = README.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    assert len(example.splitlines()) < MOST_LINES
    page = ModuleType("example")
    exec(compile(example, str(README), "exec"), page.__dict__)
    table.meeting()
    spec = PageSpec("days", "Dagen", page.DaysPage)

    with driving(table, settings, qtbot, (*PAGES, spec)) as driver:
        shown = driver.open("days")
        assert isinstance(shown, ListPage)
        driver.until(lambda: shown.model.rowCount() == 1)
        assert [shown.model.cell(0, at).text for at in (0, 2)] == ["26-11-2026", "0"]
        hints = shown.keys()
        assert [hint.keys for hint in hints] == ["Return"]
        shown.table.setFocus()
        driver.press(Qt.Key.Key_Return)
        driver.until(lambda: isinstance(driver.frame.page, AgendaPage))
