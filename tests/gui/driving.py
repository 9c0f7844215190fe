"""The program's own frame over a real workspace, to be driven as a user would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from casustafel.gui import sources
from casustafel.gui.frame.facts import Facts, Sources
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.page import PageSpec
from casustafel.gui.pages.registry import PAGES
from casustafel.gui.settings import Settings
from casustafel.gui.work import Work
from workspaces import Table

#: The pages around a meeting; the others are driven by their own tests.
MEETING_PAGES = tuple(
    spec for spec in PAGES if spec.key in {"meetings", "agenda", "room", "minutes"}
)


class Driver:
    """A frame with shortcuts for what tests do all the time."""

    def __init__(self, table: Table, work: Work, frame: FrameWindow, qtbot: Any) -> None:
        self.table = table
        self.work = work
        self.frame = frame
        self.qtbot = qtbot
        self.faults: list[BaseException] = []
        """Bugs in the background; there should be none."""
        work.broke.connect(self.faults.append)

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; the clock only says when to give up."""
        self.qtbot.waitUntil(lambda: bool(self.faults or holds()), timeout=10_000)
        assert not self.faults, self.faults

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.until(lambda: self.work.idle)

    def open(self, page: str, argument: str = "") -> Any:
        """Open a page, wait for what it shows, and return it."""
        self.frame.open(page, argument)
        self.settle()
        return self.frame.page

    def until_gone(self, dialog: QWidget) -> None:
        """Wait until a dialog is answered and away."""
        self.until(lambda: not isValid(dialog) or not dialog.isVisible())

    def back_to_window(self) -> None:
        """Give the keyboard back to the window after a dialog; there is no window manager here."""
        with self.qtbot.waitActive(self.frame):
            self.frame.activateWindow()

    def press(self, keys: Any, modifier: Any = None) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.focusWidget() or self.frame
        if modifier is None:
            self.qtbot.keyClick(target, keys)
        else:
            self.qtbot.keyClick(target, keys, modifier)

    def type(self, text: str, into: QWidget | None = None) -> None:
        """Type a text where the keyboard is, or into a field."""
        target = into or QApplication.focusWidget()
        assert target is not None, "nothing has the keyboard"
        self.qtbot.keyClicks(target, text)


@contextmanager
def driving(
    table: Table,
    settings: Settings,
    qtbot: Any,
    pages: tuple[PageSpec, ...] = MEETING_PAGES,
    committee: str = "cpv",
) -> Iterator[Driver]:
    """Show the frame over a table's workspace, with the CPV or another table switched on."""
    settings.keep("committee", committee)
    work = Work(table.workspace)
    frame = FrameWindow(
        work,
        table.workspace.actor,
        Facts("proef.db (SQLCipher)", True),
        Sources(committees=sources.committees, find=sources.find),
        pages,
        settings,
    )
    frame.resize(1366, 768)
    qtbot.addWidget(frame)
    frame.show()
    with qtbot.waitActive(frame):
        frame.activateWindow()
    driver = Driver(table, work, frame, qtbot)
    frame.start("meetings")
    driver.settle()
    try:
        yield driver
    finally:
        frame.leave()
        driver.settle()
        assert work.close(10)
        assert not driver.faults, driver.faults


def from_menu(button: Any, text: str) -> None:
    """Choose the entry with these words in the menu of a button."""
    next(one for one in button.menu().actions() if one.text() == text).trigger()
