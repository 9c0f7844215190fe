"""Opening the window, where there is a screen."""

import os
import re
import sys
from collections.abc import Callable

from casustafel.domain.errors import UsageError

#: Packages of Debian and Ubuntu by the library that they bring, as far as Qt asks for them.
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}


def has_screen() -> bool:
    """Say whether a window can be shown: on Linux that takes an X or Wayland display."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def refuse_missing_library(load: Callable[[str], object] | None = None) -> None:
    """Raise UsageError('library-missing') where the desktop lacks what Qt's window asks for.

    Qt itself would end the process, with a core dump. `load` loads a library.
    """
    import ctypes
    import importlib.util

    try:
        found = importlib.util.find_spec("PySide6")
        folders = found.submodule_search_locations if found else None
        for folder in folders or ():
            (load or ctypes.CDLL)(f"{folder}/Qt/plugins/platforms/libqxcb.so")
    except OSError as error:
        name = re.match(r"(lib[^:/ ]+\.so[.\d]*): cannot open", str(error))
        if name is None:
            return  # this Qt lies elsewhere, as a distribution's own does: let it try
        library = name[1]
        package = _PACKAGES.get(library, library)
        raise UsageError("library-missing", library=library, package=package) from error


def open_window(database: str | None, *, passphrase: str | None = None) -> int:
    """Open the window on a workspace and return its exit code.

    Raises UsageError('no-screen') where there is none.
    """
    if not has_screen():
        raise UsageError("no-screen")
    if sys.platform == "linux" and not os.environ.get("WAYLAND_DISPLAY"):
        refuse_missing_library()
    from casustafel.gui import app

    return app.run(database, passphrase=passphrase)
