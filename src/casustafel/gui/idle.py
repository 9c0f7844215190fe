"""Notices that nobody uses the window any more, so that it can be locked."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

#: The setting, in minutes; 0 is never.
LOCK_AFTER = "lock_after"
USUAL_MINUTES = 15
MOST_MINUTES = 240
_LOOK_EVERY_MS = 5_000
_LOCK = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_USED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def bounded(chosen: int, most: int) -> int:
    """Return after how many minutes the window locks, of what was chosen (0: never) and a bound."""
    return min(chosen or most, most) if most else chosen


class IdleClock(QObject):
    """Says `passed`, again and again, once keyboard and mouse were still for long enough.

    It says so too once access `ended` of who works here, and it hears Ctrl+L in every window.

    `now` counts seconds, also while the computer sleeps: who opens it again finds it locked.
    It listens to windows as a whole, so that no event of a widget becomes slower.
    """

    passed = Signal()
    lock_asked = Signal()
    """Somebody pressed Ctrl+L in a window without a shortcut of its own for it: a dialog, the
    second screen, the keys. A shortcut of the window behind a dialog does not act there."""

    def __init__(
        self,
        minutes: Callable[[], int],
        parent: QObject | None = None,
        now: Callable[[], float] = time.time,
        ended: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._minutes, self._now, self._ended = minutes, now, ended
        self._last = now()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin to count from now."""
        self.touch()
        self._watch(QGuiApplication.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """Count no longer."""
        self._timer.stop()

    def touch(self) -> None:
        """Somebody did something."""
        self._last = self._now()

    def look(self) -> None:
        """Say `passed` if it was still for long enough, or access ended."""
        # A clock that is put back must not keep the window open.
        self._last = min(self._last, now := self._now())
        limit = 60 * self._minutes()
        if 0 < limit <= now - self._last or self._ended():
            self.passed.emit()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USED:
            self.touch()
        match event:
            case QKeyEvent() if event.type() is QEvent.Type.KeyPress and self.running:
                if event.keyCombination() == _LOCK:
                    self.lock_asked.emit()
                    return True
        return False
