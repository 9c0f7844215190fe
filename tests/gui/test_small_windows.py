"""Each page in a window as small as a laptop at 200 % gives, and as large as a screen on a desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cut_off import cut_off
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot
from real_pages import Opened, opened

from casustafel import bootstrap
from casustafel.domain.cases import Case
from casustafel.gui.pages.case.new_case import NewCaseDialog
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Theme
from workspaces import Clock, Table

#: 1366x768 and 1920x1080, at 200 % and at 100 %.
ROOMS = ((683, 384), (960, 540), (1366, 768), (1920, 1080))

#: Page, its argument, and the table that is switched on.
PAGES = (
    ("today", "", "cpv"),
    ("queue", "", "cpv"),
    ("queue", "", "zbo"),
    ("queue", "", "doorbraak"),
    ("selection", "", "doorbraak"),
    ("import", "", "cpv"),
    ("case", "first", "cpv"),
    ("case", "first", "zbo"),
    ("case", "first", "doorbraak"),
    ("cases", "", "cpv"),
    ("providers", "", "cpv"),
    ("register", "norms", "cpv"),
    ("register", "stops", "cpv"),
    ("register", "inflow", "cpv"),
    ("people", "", "cpv"),
    ("committees", "", "cpv"),
    ("frameworks", "", "cpv"),
    ("monitoring", "", "cpv"),
    ("learning", "", "cpv"),
    ("equal", "", "cpv"),
    ("whatif", "", "cpv"),
    ("board", "", "cpv"),
    ("talks", "", "cpv"),
    ("documents", "", "cpv"),
    ("house", "", "cpv"),
    ("feedback", "", "cpv"),
    ("retention", "", "cpv"),
    ("manual", "", "cpv"),
    ("log", "", "cpv"),
    ("about", "", "cpv"),
)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace: lists imported, meetings held, stops and norms in the register."""
    database = tmp_path_factory.mktemp("example") / "casustafel.db"
    for _line in bootstrap.make_example(database):
        pass
    return database


@pytest.fixture
def workspace(example: Path) -> Iterator[bootstrap.Workspace]:
    """The example, opened."""
    with bootstrap.open_workspace(str(example), bootstrap.EXAMPLE_PASSPHRASE) as made:
        yield made


@pytest.fixture
def window(
    workspace: bootstrap.Workspace, example: Path, settings: Settings, qtbot: QtBot
) -> Iterator[Opened]:
    """A window on the example."""
    with opened(Table(workspace, Clock(), example), settings, qtbot) as made:
        yield made


def _resize(window: Opened, width: int, height: int) -> None:
    window.settle(lambda: window.window.resize(width, height))
    for _ in range(4):
        QCoreApplication.processEvents()


@pytest.mark.parametrize(("page", "argument", "committee"), PAGES)
def test_that_nothing_is_cut_off_in_any_room(
    window: Opened, workspace: bootstrap.Workspace, page: str, argument: str, committee: str
) -> None:
    if argument == "first":
        with workspace.reading() as reader:
            argument = reader.find(Case, committee=committee)[0].id
    window.settle(lambda: window.window.choose_committee(committee))
    shown = window.open(page, argument)

    found = {}
    for room in ROOMS:
        _resize(window, *room)
        for tabs in shown.findChildren(QTabWidget) or [None]:
            for at in range(tabs.count() if tabs else 1):
                if tabs:
                    window.settle(lambda tabs=tabs, at=at: tabs.setCurrentIndex(at))
                    _resize(window, *room)
                if faults := cut_off(shown):
                    found[room, at] = faults

    assert found == {}


def test_that_a_long_form_keeps_its_buttons_within_the_screen(
    window: Opened, look: Theme, qtbot: QtBot
) -> None:
    look.set_scale(1.5)
    page = window.open("queue")
    assert isinstance(page, QueuePage)

    window.settle(page.new.click)

    dialog = page.findChild(NewCaseDialog)
    assert dialog is not None
    room = dialog.screen().availableSize()
    assert dialog.height() <= room.height()
    assert dialog.width() <= room.width()
    for each in (dialog.cancel, dialog.do):
        assert dialog.rect().contains(each.geometry())
    dialog.reject()
