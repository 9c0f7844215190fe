"""Run by `try_it.py` on Windows' Python: what Windows posts when a user leaves is heard (W9)."""

import ctypes
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from casustafel.gui.away import when_away

_SESSION_CHANGE, _LOCKED, _UNLOCKED = 0x02B1, 7, 8
_POWER, _SUSPENDS = 0x0218, 4
_MAY_END, _ENDS = 0x0011, 0x0016
_TIME = 1500


class Window(QMainWindow):
    """Notes that it was closed, which is when all that was typed is kept."""

    closed = False

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed = True
        event.accept()


def main() -> int:
    """Post and send what Windows would; 0 when each was heard as it should be."""
    app, window, left = QApplication([]), Window(), list[str]()
    ear = when_away(lambda: left.append("left"))
    assert ear is not None
    user = ctypes.WinDLL("user32")
    window.show()
    for message, detail in (
        (_SESSION_CHANGE, _UNLOCKED),
        (_SESSION_CHANGE, _LOCKED),
        (_POWER, _SUSPENDS),
    ):
        user.PostMessageW(int(ear.winId()), message, detail, 0)

    def log_off() -> None:
        user.SendMessageW(int(window.winId()), _MAY_END, 0, 0)
        user.SendMessageW(int(window.winId()), _ENDS, 1, 0)
        app.quit()

    QTimer.singleShot(_TIME, log_off)
    app.exec()
    print(f"left {len(left)} times, closed {window.closed}")
    return 0 if len(left) == 2 and window.closed else 1


if __name__ == "__main__":
    sys.exit(main())
