"""The one window of the program: first the unlock page, then the frame."""

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from casustafel.gui.away import when_away
from casustafel.gui.idle import LOCK_AFTER, USUAL_MINUTES, IdleClock, bounded
from casustafel.gui.settings import Settings, keep_place, known_places
from casustafel.gui.start.actions import Example, Made, OpenedWorkspace, StartActions, put_away
from casustafel.gui.theme import theme
from casustafel.gui.widgets.scrolling import Scrolling, Sight
from casustafel.gui.words import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from casustafel.domain.people import Actor
    from casustafel.gui.frame.window import FrameWindow
    from casustafel.gui.work import Work


#: A screen up to this width is filled at the first start, in pixels of Qt.
_SMALL = 1440
#: The system sets fonts of its own for menus and the like, and says so in these.
_LOOK_CHANGES = frozenset({QEvent.Type.ApplicationFontChange, QEvent.Type.ThemeChange})


class FrameMaker(Protocol):
    """Puts the frame of an open workspace together."""

    def __call__(
        self, workspace: OpenedWorkspace, work: "Work", settings: Settings
    ) -> "FrameWindow":
        """Return the frame, not yet started."""


class Shell(QMainWindow):
    """Holds what is shown, remembers its size, and lets go of the workspace when it closes."""

    frame_shown = Signal(object)
    """The `FrameWindow`, once it is shown."""

    first_painted = Signal()
    """The window has been painted for the first time: what takes long may begin."""

    def __init__(
        self,
        actions: StartActions,
        make_frame: FrameMaker,
        settings: Settings,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`now` counts the seconds in which nobody uses the window."""
        super().__init__()
        Sight.keep()
        self._actions, self._make_frame, self._settings = actions, make_frame, settings
        self._workspace: OpenedWorkspace | None = None
        self._work: Work | None = None
        self._location: str | None = None
        self._painted = False
        self._frame: FrameWindow | None = None
        self._open_as: tuple[str, Actor] | None = None
        self._covered: list[QDialog] = []
        self._reporting = self._locking = False
        self._invented = ""
        self.idle = IdleClock(self._lock_after, self, now, self._access_over)
        self.idle.passed.connect(self._lock_if_idle)
        self.idle.lock_asked.connect(self.lock)
        self._ear = when_away(self.lock)
        self._stack = QStackedWidget(self)
        self.setCentralWidget(self._stack)
        self.setWindowTitle("Casustafel")
        if (app := QApplication.instance()) is not None:
            # What is hidden only when Python ends calls into what is gone: a crash.
            app.aboutToQuit.connect(self.hide)
        px = theme().px
        self.setMinimumSize(min(px(620), 680), min(px(340), 380))
        if not self.restoreGeometry(settings.data("window")):
            self.resize(px(1366), px(768))
            if self.screen().availableGeometry().width() <= _SMALL:
                self.setWindowState(Qt.WindowState.WindowMaximized)

    @property
    def workspace(self) -> OpenedWorkspace | None:
        """The workspace that is open."""
        return self._workspace

    @property
    def shown(self) -> QWidget | None:
        """The page or the frame that is shown."""
        holder = self._stack.currentWidget()
        return holder.page if isinstance(holder, Scrolling) else holder

    def begin(self, location: str | None) -> None:
        """Show the unlock page of a workspace that exists, else the first-run page.

        Without `location` that is the workspace opened last, also where it is gone: it may be on
        a stick.
        """
        last = None if location else next(iter(known_places(self._settings)), None)
        if last or self._actions.exists(location):
            self.show_unlock(last or location)
        else:
            self.show_first_run(location)

    def show_unlock(self, location: str | None, who: str = "") -> None:
        """Ask the passphrase of a workspace, of `who` worked in it."""
        from casustafel.gui.start.unlock import UnlockPage

        self._location = location
        locked = self._frame is not None
        places = known_places(self._settings)
        page = UnlockPage(self._actions, location, self, locked=locked, who=who, places=places)
        page.opened.connect(self._opened)
        page.other_chosen.connect(self._go_elsewhere)
        page.broke.connect(self.report)
        self.show_page(page)

    def _go_elsewhere(self, place: str) -> None:
        if place:
            self.show_unlock(place)
        else:
            self.show_first_run(None)

    def show_first_run(self, location: str | None) -> None:
        """Offer to make, open or look at a workspace."""
        from casustafel.gui.start.first_run import FirstRunPage

        self._location = location
        page = FirstRunPage(self._actions, location, self)
        page.made.connect(self._made)
        page.existing_chosen.connect(self.show_unlock)
        page.shared_wanted.connect(self.show_connect)
        page.example_made.connect(self._open_example)
        page.broke.connect(self.report)
        self.show_page(page)

    def show_connect(self) -> None:
        """Ask for a database on a server: the one that was opened last, if any."""
        from casustafel.gui.start.connect import ConnectPage

        known = (place for place in known_places(self._settings) if "://" in place)
        page = ConnectPage(self._actions, next(known, ""), self)
        page.opened.connect(self._connected)
        page.left.connect(partial(self.show_first_run, self._location))
        page.broke.connect(self.report)
        self.show_page(page)

    def _connected(self, workspace: OpenedWorkspace, address: str) -> None:
        self._location = address
        self._opened(workspace)

    def open_with(self, passphrase: str, person: str = "") -> None:
        """Open the workspace whose unlock page is shown, without typing."""
        from casustafel.gui.start.unlock import UnlockPage

        page = self.shown
        if isinstance(page, UnlockPage):
            self._invented = self._actions.shown(self._location)
            page.open_with(passphrase, person)

    def lock(self) -> None:
        """Close the database and ask the passphrase; behind that the window stays as it is."""
        if self._workspace is None or self._locking:
            return
        self.idle.stop()
        self._cover_dialogs()
        if self._frame is not None and self._work is not None:
            self._frame.lock()
            self._locking = True
        self.show_unlock(self._location, self._workspace.actor.name)
        self._close_locked()

    def _close_locked(self) -> None:
        """Close the database behind the unlock page once all that was asked is done and kept."""
        from casustafel.gui.start.unlock import UnlockPage

        page = self.shown
        if self._work is not None and self._locking:
            if not self._work.idle:
                if isinstance(page, UnlockPage):
                    page.wait()
                return
            self._work.rest()
        self._locking = False
        if self._workspace is not None:
            put_away(self._workspace)
            self._workspace = None
        if isinstance(page, UnlockPage):
            page.go_on()

    def _lock_after(self) -> int:
        most = self._frame.context.lock_most if self._frame is not None else 0
        return bounded(self._settings.number(LOCK_AFTER, USUAL_MINUTES), most)

    def _access_over(self) -> bool:
        """Say whether the last day is past of who opened the workspace."""
        from casustafel.gui.dates import today

        return self._workspace is not None and self._workspace.actor.over(today())

    def _lock_if_idle(self) -> None:
        # A long task, such as reading a list, is not waited for: it locks when that is done.
        if self._work is not None and self._work.idle:
            self.lock()

    def _cover_dialogs(self) -> None:
        """Take dialogs away from sight; what was being typed in them stays there."""
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self.findChildren(QDialog):
            if not dialog.isVisible():
                continue
            if dialog.windowModality() is Qt.WindowModality.ApplicationModal:
                dialog.reject()  # a question that somebody waits for: no answer is no
            else:
                dialog.hide()
                self._covered.append(dialog)

    def _unlock(self, workspace: OpenedWorkspace) -> bool:
        """Go on where the window was locked; say whether this is that workspace and person."""
        frame, work = self._frame, self._work
        if frame is None or work is None:
            return False
        if self._open_as != (workspace.shown, workspace.actor):
            self._drop_frame()
            return False
        self._workspace = workspace
        work.resume(workspace)
        self.show_page(frame)
        frame.unlock(workspace)
        for dialog in self._covered:
            if isValid(dialog):
                dialog.open()
        self._covered = []
        return True

    def report(self, error: BaseException) -> None:
        """Show the report of a fault of the program; one at a time, for a fault can repeat."""
        from casustafel.gui.dialogs.ask import ReportDialog

        if self._reporting:
            return
        self._reporting = True
        dialog = ReportDialog(error, self)
        dialog.finished.connect(self._reported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def fit(self) -> None:
        """Bring the window with its frame on the screen where it stands, as large as fits there.

        What was kept may be of another screen, or of the same one without its scaling.
        """
        if self.isMaximized() or self.isFullScreen():
            return
        room, outside = self.screen().availableGeometry(), self.frameGeometry()
        self.resize(self.size().boundedTo(room.size() - (outside.size() - self.size())))
        size = outside.size().boundedTo(room.size())
        across = min(max(outside.x(), room.x()), room.right() + 1 - size.width())
        down = min(max(outside.y(), room.y()), room.bottom() + 1 - size.height())
        if (across, down) != (outside.x(), outside.y()):
            self.move(across, down)

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # Only now is the frame around the window known.
            self.fit()
            self.windowHandle().screenChanged.connect(lambda _screen: self.fit())
            for screen in QApplication.screens():
                screen.availableGeometryChanged.connect(lambda _room: self.fit())
            QTimer.singleShot(0, self.first_painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES:
            theme().hold_fonts()

    def closeEvent(self, event: "QCloseEvent") -> None:
        if not self._may_close():
            event.ignore()
            return
        self._settings.keep("window", self.saveGeometry())
        # Gone at once for the eye, while what is being written is waited for.
        self.hide()
        self._let_go()
        self._settings.flush()
        event.accept()

    def _may_close(self) -> bool:
        """Ask, where what was typed waits for a server that cannot be reached."""
        from casustafel.gui.dialogs.ask import sure

        if self._work is None or self._work.cut is None or not self._work.saved.pending:
            return True
        words = tr(
            "Er is geen verbinding met de server. Wat u het laatst deed, is nog niet bewaard en "
            "gaat verloren als u het venster sluit."
        )
        return sure(self, tr("Sluiten zonder te bewaren?"), words, tr("Sluiten"))

    def _reported(self, _result: int) -> None:
        self._reporting = False

    def _made(self, made: Made) -> None:
        from casustafel.gui.dates import go_by
        from casustafel.gui.start.recovery import RecoveryPage, about

        self._drop_frame()
        self._workspace = made.workspace
        go_by(made.workspace.clock)
        whose = about(made.workspace.actor.name, made.municipality, made.head)
        page = RecoveryPage(made.recovery_key, self, about=whose)
        page.confirmed.connect(lambda: self._opened(made.workspace))
        self.show_page(page)

    def _open_example(self, example: Example) -> None:
        self.begin(example.location)
        self.open_with(example.passphrase)

    def _opened(self, workspace: OpenedWorkspace) -> None:
        if not self._unlock(workspace):
            self._begin_work(workspace)
        self.idle.start()
        self.frame_shown.emit(self._frame)

    def _begin_work(self, workspace: OpenedWorkspace) -> None:
        from casustafel.gui.work import Work

        self._workspace = workspace
        if workspace.shown != self._invented:
            # Of a server all that was given is kept, as which certificates are trusted.
            shared = self._location if "://" in (self._location or "") else None
            keep_place(self._settings, shared or workspace.shown)
        self._open_as = (workspace.shown, workspace.actor)
        self._work = Work(workspace, self)
        self._work.broke.connect(self.report)
        self._work.became_idle.connect(self._idle_again)
        self._frame = self._make_frame(workspace, self._work, self._settings)
        self._frame.closed.connect(self.lock)
        self.show_page(self._frame)
        self._frame.start()

    def _idle_again(self) -> None:
        if self._locking:
            self._close_locked()

    def _let_go(self) -> None:
        """Wait until everything that was written is kept, then close the database."""
        if self._frame is not None and self._workspace is not None:
            self._frame.leave()
        self._drop_frame()
        if self._workspace is not None:
            put_away(self._workspace)
            self._workspace = None

    def _drop_frame(self) -> None:
        """Free the frame and its background work; what it wrote is kept."""
        self.idle.stop()
        self._locking = False
        if self._work is not None:
            self._work.close()
            self._work.deleteLater()
            self._work = None
        if self._frame is not None:
            self._frame.deleteLater()
            self._frame = None
        self._covered = []

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is freed unless it waits to be unlocked."""
        former = self._stack.currentWidget()
        # The frame arranges itself in a small window; the other pages scroll.
        holder = page if page.objectName() == "frame" else Scrolling(page, self._stack)
        if self._stack.indexOf(holder) < 0:
            self._stack.addWidget(holder)
        self._stack.setCurrentWidget(holder)
        page.setFocus()
        if former is not None and former is not self._frame:
            self._stack.removeWidget(former)
            former.deleteLater()
