"""The program in a process of its own on a real screen, with a look-out beside it.

Arguments: the database. The window is the program's own, from its unlock page on; only the day is
fixed, so that a walk is the same on every day. On standard input come questions, a line of JSON
each; the answer is a line of JSON on standard output, given when the window is at rest: the X
server has nothing left for it, and nothing is under way in the background.
"""

import hashlib
import json
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from sqlalchemy import select

from casustafel import bootstrap
from casustafel.gui import app
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.page import Page
from casustafel.gui.pages.room.outcome_fields import ChoiceButton
from casustafel.gui.settings import Settings
from casustafel.gui.start.one_task import OneTask
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.storage.schema import metadata

#: Ten in the morning of a Thursday in Amsterdam; the clock runs on from there.
MORNING = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
STARTED = datetime.now(UTC)

#: How often in a row the window must be at rest before it is looked at.
ENOUGH = 4


def clock() -> datetime:
    """Return the moment of the walk."""
    return MORNING + (datetime.now(UTC) - STARTED)


def by_this_clock() -> None:
    """Let the program go by the clock of the walk."""
    bootstrap.utc_now = clock
    for opened in (bootstrap.open_workspace, bootstrap.create_workspace):
        assert opened.__kwdefaults__ is not None
        opened.__kwdefaults__["clock"] = clock


def named(widget: QWidget) -> str:
    """Return what a person would call this part: its name, or its text."""
    said = widget.accessibleName()
    if not said and isinstance(text := getattr(widget, "text", None), object) and callable(text):
        said = str(text())
    return said.replace("&", "")


def shown_part(widget: QWidget) -> QRect:
    """Return what must be in sight of a part that has the keyboard: a cell, a line, or all."""
    if isinstance(widget, QAbstractItemView):
        at = widget.currentIndex()
        return widget.visualRect(at) if at.isValid() else QRect()
    if isinstance(widget, QPlainTextEdit):
        return widget.cursorRect()
    if isinstance(widget, QAbstractScrollArea | Page):
        return QRect()
    return widget.rect()


def in_sight(widget: QWidget) -> bool:
    """Say whether the part that has the keyboard is wholly in the window and on the screen."""
    part = shown_part(widget)
    if part.isEmpty():
        return True
    holder = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    seen = holder.visibleRegion().boundingRect()
    screen = holder.screen().geometry()
    across = QRect(holder.mapToGlobal(part.topLeft()), part.size())
    # A cell may be wider than its pane; its left edge and its whole height must be seen.
    if isinstance(widget, QAbstractItemView):
        part.setWidth(min(part.width(), 20))
    part = part.intersected(holder.rect())
    return seen.contains(part) and screen.contains(across.topLeft())


class LookOut(QObject):
    """Answers what is asked, once the window is at rest."""

    def __init__(self, shell: Any) -> None:
        super().__init__()
        self.shell = shell
        self.faults: list[str] = []
        self.asked: list[dict[str, Any]] = []
        self.calm = 0
        self.read_at: tuple[Any, ...] = ()
        self.found: dict[str, str] = {}
        self.notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self.notifier.activated.connect(self.hear)
        self.timer = QTimer(self)
        self.timer.setInterval(10)
        self.timer.timeout.connect(self.look)

    def hear(self, *_from: object) -> None:
        line = sys.stdin.readline()
        if not line:
            self.notifier.setEnabled(False)
            QApplication.exit(0)
            return
        self.asked.append(json.loads(line))
        self.calm = 0
        self.timer.start()

    def report(self, error: BaseException) -> None:
        """Keep a fault of the program, for which the program shows a dialog."""
        self.faults.append("".join(traceback.format_exception(error)))

    @property
    def frame(self) -> FrameWindow | None:
        shown = self.shell.shown
        return shown if isinstance(shown, FrameWindow) else None

    @property
    def at_rest(self) -> bool:
        QGuiApplication.sync()
        frame = self.frame
        busy = any(task.busy for task in self.shell.findChildren(OneTask))
        return not busy and (frame is None or frame.context.work.idle)

    def look(self) -> None:
        self.calm = self.calm + 1 if self.at_rest else 0
        if self.calm < ENOUGH or not self.asked:
            return
        self.timer.stop()
        asked = self.asked.pop(0)
        answer = getattr(self, asked.pop("ask"))(**asked)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    def state(self) -> dict[str, Any]:
        """Return where the keyboard is, what is said, and what stands in the database."""
        focus = QApplication.focusWidget()
        frame = self.frame
        return {
            "shown": type(self.shell.shown).__name__,
            "page": frame.shown if frame else "",
            "title": frame.page.accessibleName() if frame and frame.page else "",
            "subject": frame._argument if frame else "",
            "dialog": named(QApplication.activeModalWidget() or QWidget())
            or getattr(QApplication.activeModalWidget(), "windowTitle", str)(),
            "focus": named(focus) if focus else "",
            "kind": type(focus).__name__ if focus else "",
            "on_page": isinstance(focus, Page),
            "window": self.window(),
            "in_sight": focus is None or in_sight(focus),
            "errors": sorted(self.errors()),
            "faults": self.faults,
            "rows": self.rows(),
            "log": self.log(),
        }

    def window(self) -> bool:
        """Say whether the window with its frame is wholly on the screen."""
        # At 200 % half a pixel of the screen may be one of Qt.
        room = self.shell.screen().geometry().adjusted(0, 0, 1, 1)
        return bool(room.contains(self.shell.frameGeometry()))

    def errors(self) -> set[str]:
        return {
            banner.text
            for top in QApplication.topLevelWidgets()
            for banner in top.findChildren(Banner)
            if banner.isVisible() and banner.text and banner.property("tone") == "bad"
        }

    def rows(self) -> dict[str, str]:
        """Return a digest of each table of the database."""
        if self.shell.workspace is None:
            return {}
        stamps = tuple(
            (file.stat().st_mtime_ns, file.stat().st_size) if file.exists() else None
            for file in (Path(sys.argv[1] + end) for end in ("", "-wal"))
        )
        if stamps == self.read_at:
            return self.found
        self.read_at, self.found = stamps, {}
        with self.shell.workspace.reading() as reader:
            for table in metadata.sorted_tables:
                rows = sorted(map(repr, reader.connection.execute(select(table))))
                self.found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        return self.found

    def log(self) -> list[str]:
        """Return what was done, in order."""
        if self.shell.workspace is None:
            return []
        table = metadata.tables["audit_event"]
        with self.shell.workspace.reading() as reader:
            found = reader.connection.execute(select(table.c.action).order_by(table.c.position))
            return [row.action for row in found]

    def parts(self) -> Iterator[QWidget]:
        """Yield what a person can see, the front window first."""
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        tops = [front] if front else [QApplication.activeWindow(), self.shell]
        for top in tops:
            if top is not None:
                yield from (each for each in top.findChildren(QWidget) if each.isVisible())

    def where(self, name: str, kind: str = "") -> list[int] | None:
        """Return the middle of the visible part or cell of this name on the screen."""
        for part in self.parts():
            if kind and not any(kind == base.__name__ for base in type(part).__mro__):
                continue
            if isinstance(part, QMenu):
                for action in part.actions():
                    if action.text().replace("&", "").partition("\t")[0] == name:
                        return self.middle(part, part.actionGeometry(action))
            if isinstance(part, QAbstractItemView) and (found := self.cell(part, name)):
                return found
            if named(part).partition("\n")[0] == name and not part.visibleRegion().isEmpty():
                return self.middle(part, part.visibleRegion().boundingRect())
        return None

    def cell(self, view: QAbstractItemView, name: str) -> list[int] | None:
        model = view.model()
        for row in range(model.rowCount()):
            for column in range(min(model.columnCount(), 30)):
                at = model.index(row, column)
                if str(at.data() or "").partition("\n")[0] == name:
                    place = view.visualRect(at)
                    if view.viewport().rect().contains(place.center()):
                        return self.middle(view.viewport(), place)
        return None

    def middle(self, part: QWidget, place: QRect) -> list[int]:
        found: QPoint = part.mapToGlobal(place.center())
        return [found.x(), found.y()]

    def text(self, name: str) -> str | None:
        """Return what stands in the field of this name."""
        for part in self.parts():
            if named(part) == name and isinstance(part, QLineEdit | QPlainTextEdit | QComboBox):
                plain = getattr(part, "toPlainText", getattr(part, "currentText", None))
                return str(plain() if plain else part.text())
        return None

    def chosen(self) -> str:
        """Return the number of the outcome that is chosen; empty for none."""
        buttons = [part for part in self.parts() if isinstance(part, ChoiceButton)]
        return next((str(at) for at, each in enumerate(buttons, 1) if each.isChecked()), "")

    def typed(self) -> str | None:
        """Return what stands in the field that has the keyboard; None where nobody types."""
        part = QApplication.focusWidget()
        if isinstance(part, QComboBox) and part.isEditable():
            return part.currentText()
        if not isinstance(part, QLineEdit | QPlainTextEdit) or part.isReadOnly():
            return None
        return part.toPlainText() if isinstance(part, QPlainTextEdit) else part.text()

    def pages(self) -> list[str]:
        """Return the keys of the pages that are about no case and no meeting of their own."""
        known = self.frame._theirs() if self.frame else []
        return [each.key for each in known if each.key not in {"case", "agenda", "room"}]

    def open(self, page: str, argument: str = "") -> bool:
        """Show a page, without a hand."""
        assert self.frame is not None
        self.frame.open(page, argument)
        return True

    def say(self, text: str) -> bool:
        """Say above the page that something was done."""
        assert self.frame is not None
        assert self.frame.page is not None
        self.frame.page.say(text, Tone.GOOD)
        return True

    def asking(self) -> list[str]:
        """Return the names of the buttons on the page that ask something first."""
        page = self.frame.page if self.frame else None
        made = page.findChildren(KeyHintButton) if page else []
        shown = [each for each in made if each.isEnabled() and not each.visibleRegion().isEmpty()]
        return [named(each) for each in shown if each.text().endswith("…")]

    def fields(self, kinds: list[str]) -> list[list[Any]]:
        """Return name, kind and middle of each visible part of one of these kinds."""
        return [
            [
                named(part),
                type(part).__name__,
                *self.middle(part, part.visibleRegion().boundingRect()),
            ]
            for part in self.parts()
            if not part.visibleRegion().isEmpty()
            and any(base.__name__ in kinds for base in type(part).__mro__)
        ]

    def grab(self, file: str) -> bool:
        """Take a picture of the whole screen."""
        return bool(self.shell.screen().grabWindow(0).save(file))


def main() -> int:
    by_this_clock()
    made = app.make_application()
    settings = Settings()
    app.dress(made, settings)
    shell = app.make_shell(settings)
    look_out = LookOut(shell)

    shell.report = look_out.report  # type: ignore[method-assign]
    sys.excepthook = lambda _kind, error, _trace: look_out.report(error)
    shell.first_painted.connect(lambda: app.after_painting(made))
    shell.begin(sys.argv[1])
    shell.show()
    shell.activateWindow()
    return int(made.exec())


if __name__ == "__main__":
    raise SystemExit(main())
