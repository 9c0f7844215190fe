"""Opening the window, where there is a screen."""

import os
import sys

from casustafel.domain.errors import UsageError


def has_screen() -> bool:
    """Say whether a window can be shown: on Linux that takes an X or Wayland display."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(database: str | None, *, passphrase: str | None = None) -> int:
    """Open the window on a workspace and return its exit code.

    Raises UsageError('no-screen') where there is none.
    """
    if not has_screen():
        raise UsageError("no-screen")
    from casustafel.gui import app

    return app.run(database, passphrase=passphrase)
