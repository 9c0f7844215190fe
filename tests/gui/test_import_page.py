"""The import, driven as a team member does: file, columns, check, done, and undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from real_pages import Opened, opened

from casustafel.assets import asset
from casustafel.domain.cases import Case
from casustafel.gui.pages.importing.page import CHECK, COLUMNS, DONE, FILE, ImportPage
from casustafel.gui.settings import Settings
from workspaces import Table

EXAMPLE = asset("resources", "examples", "cpv.xlsx")


@pytest.fixture
def window(table: Table, settings: Settings, qtbot: QtBot) -> Iterator[Opened]:
    settings.keep("committee", "cpv")
    with opened(table, settings, qtbot) as made:
        yield made


@pytest.fixture
def page(window: Opened) -> ImportPage:
    shown = window.open("import")
    assert isinstance(shown, ImportPage)
    return shown


def at(page: ImportPage, step: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.step == step and page.work.idle, timeout=20_000)


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "lijst.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def cases(table: Table) -> list[Case]:
    return table.ask(lambda reader: reader.find(Case))


def test_that_the_example_goes_from_file_to_queue_and_back_by_keys_alone(
    page: ImportPage, table: Table, qtbot: QtBot
) -> None:
    page.take_file(EXAMPLE)
    qtbot.waitUntil(lambda: page.work.idle and page.next.isEnabled())
    if page.step == FILE:
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at(page, COLUMNS, qtbot)
    known, of = page.columns.known
    assert known > 10
    assert known <= of
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at(page, CHECK, qtbot)
    assert page.check.model is not None
    QAbstractItemModelTester(page.check.model)
    assert cases(table) == []
    assert page.check.tiles.tiles["new"].accessibleName() == f"Nieuw: {page.check.incoming}"
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at(page, DONE, qtbot)
    assert len(cases(table)) == page.check.incoming
    record = page.file.model.row_at(0)
    assert record is not None
    page.undo(record)
    at(page, FILE, qtbot)
    assert cases(table) == []
    assert "ongedaan gemaakt" in page.banner.text
