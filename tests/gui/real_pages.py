"""Pages of the program over a real workspace, driven as a user would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casustafel.gui.assembly import make_frame
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.page import Page
from casustafel.gui.settings import Settings
from casustafel.gui.work import Work
from workspaces import Table

T = TypeVar("T", bound=QObject)


class Opened:
    """A window on a real workspace."""

    def __init__(self, window: FrameWindow, work: Work, table: Table, qtbot: QtBot) -> None:
        self.table = table
        self.window = window
        self.work = work
        self._qtbot = qtbot

    def open(self, page: str, argument: str = "") -> Page:
        """Show a page and wait until it is read."""
        self.settle(lambda: self.window.open(page, argument))
        shown = self.window.page
        assert shown is not None
        return shown

    def settle(self, do: Callable[[], object] = lambda: None) -> None:
        """Do something and wait until all that it started is done, and what it replaced is gone."""
        do()
        self._qtbot.waitUntil(lambda: self.work.idle)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def told(self) -> str:
        """What the window says was done; empty while it says nothing."""
        return self.window.status.toast.text

    def undo(self) -> None:
        """Take back what was done, with the key, and wait until that is done."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        at = QApplication.focusWidget() or self.window
        assert self.window.status.toast.undo.isVisible(), self.told
        control = Qt.KeyboardModifier.ControlModifier
        self.settle(lambda: self._qtbot.keyClick(at, Qt.Key.Key_Z, control))
        assert self.told == "Ongedaan gemaakt."


@contextmanager
def opened(table: Table, settings: Settings, qtbot: QtBot) -> Iterator[Opened]:
    """Show the frame over the workspace of a test, and close the work before the workspace."""
    work = Work(table.workspace)
    window = make_frame(table.workspace, work, settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    made = Opened(window, work, table, qtbot)
    made.settle(lambda: window.start("about"))
    yield made
    window.leave()
    assert work.close(10)


def child(parent: QWidget, kind: type[T], name: str) -> T:
    """Return the one visible child of a kind with this accessible name or text."""
    found = [
        each
        for each in parent.findChildren(kind)
        if each.accessibleName() == name  # type: ignore[attr-defined]
    ]
    assert len(found) == 1, (name, [each.accessibleName() for each in parent.findChildren(kind)])  # type: ignore[attr-defined]
    return found[0]


def form_of(parent: QWidget) -> Form:
    """Return the form of fields that is asked for above a page or a tab."""
    (form,) = [each for each in parent.findChildren(Form) if each.isVisible()]
    return form
