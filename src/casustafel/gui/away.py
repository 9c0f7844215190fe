"""Notices on Windows that the user leaves: Win+L, sleep, a remote desktop that is disconnected."""

import sys
from collections.abc import Callable
from typing import SupportsInt

from PySide6.QtWidgets import QWidget

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _LOCKED, _LOGGED_OFF = 2, 4, 7, 6
_SUSPENDS = 4
_LEAVING = {
    _SESSION_CHANGE: frozenset({_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _LOGGED_OFF, _LOCKED}),
    _POWER: frozenset({_SUSPENDS}),
}


def means_away(message: int, detail: int) -> bool:
    """Say whether a message of Windows, with its first parameter, tells that the user leaves."""
    return detail in _LEAVING.get(message, frozenset())


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Ear(QWidget):
        """A window that is never shown: only its messages pass through Python."""

        def __init__(self, left: Callable[[], None]) -> None:
            super().__init__()
            self._left = left
            ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(wintypes.HWND(self.winId()), 0)

        def nativeEvent(self, kind: object, message: SupportsInt) -> tuple[bool, int]:
            told = wintypes.MSG.from_address(int(message))
            if means_away(told.message, told.wParam):
                self._left()
            return False, 0

    def when_away(left: Callable[[], None]) -> QWidget | None:
        """Call `left` whenever the user leaves, while what is returned is kept."""
        return _Ear(left)

else:

    def when_away(left: Callable[[], None]) -> QWidget | None:
        """Elsewhere the system does not say so: the clock of `idle` counts."""
        return None
