"""What the tests of the window share."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Driver, driving
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from real_pages import Opened, opened
from window_fakes import FakeWorkspace

from casustafel.gui.page import Page
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Mode, Theme, install
from casustafel.gui.work import Work
from workspaces import Table

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def leftovers(qapp: QApplication) -> Iterator[None]:
    """Collect in this thread only, as the program does (gui/collecting.py).

    What was to be deleted later goes first: half collected it would still hear the theme change.
    A button of the mouse that a test leaves down would stay down for all that come after it, and a
    page reads nothing anew in the middle of a drag.
    """
    gc.disable()
    yield
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[Theme]:
    """Give each test the light theme at 100 %."""
    theme = install(qapp, Mode.LIGHT)
    theme.set_mode(Mode.LIGHT)
    theme.set_scale(1.0)
    yield theme


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Remember in a file of this test only."""
    return Settings(tmp_path / "window.ini")


@pytest.fixture
def workspace() -> FakeWorkspace:
    """A workspace without a database."""
    return FakeWorkspace()


@pytest.fixture
def work(workspace: FakeWorkspace, qapp: QApplication) -> Iterator[Work]:
    """Background work over the fake workspace, closed afterwards."""
    made = Work(workspace)
    yield made
    assert made.close(10)


@pytest.fixture
def before() -> None:
    """What stands in the workspace before `window` opens: nothing; a file says what it wants."""


@pytest.fixture
def window(table: Table, before: None, settings: Settings, qtbot: QtBot) -> Iterator[Opened]:
    """A window of all pages on a real workspace, with the CPV switched on."""
    settings.keep("committee", "cpv")
    with opened(table, settings, qtbot) as made:
        yield made


@pytest.fixture
def page(window: Opened, request: pytest.FixtureRequest) -> Page:
    """The page that a file is about: its `PAGE`, shown and read."""
    shown: Page = window.open(request.module.PAGE)
    return shown


@pytest.fixture
def driver(table: Table, settings: Settings, qtbot: QtBot) -> Iterator[Driver]:
    """A driver in a window of the pages of meetings, on a real workspace."""
    with driving(table, settings, qtbot) as made:
        yield made
