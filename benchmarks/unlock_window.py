"""Unlocking in the window: from Enter after the passphrase until the queue is painted.

The limit is the derivation of the key itself and a bare table view of 100 rows, painted, in the
same run. The window goes to the queue, not to Vandaag first. The heavy modules are loaded before:
the program does so while somebody types.
"""

import os
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from many_cases import PASSPHRASE, made
from queue_window import bare_view, until

_CASES, _ROUNDS = 10_000, 5
_GOAL = 1.5

Row = tuple[str, str, float, float, float]


def _derived(database: Path) -> float:
    from casustafel.storage.keys import unlock
    from casustafel.storage.location import LocalFiles

    began = time.perf_counter()
    unlock(LocalFiles(database).keys, PASSPHRASE)
    return time.perf_counter() - began


def _opened(app: Any, database: Path, folder: Path) -> tuple[float, tuple[int, int]]:
    """Unlock in a window of its own, go to the queue at once, and wait until it is painted."""
    from casustafel.gui.assembly import make_frame
    from casustafel.gui.settings import Settings
    from casustafel.gui.shell import Shell
    from casustafel.gui.start.actions import BootstrapActions

    def at_the_queue(*parts: Any) -> Any:
        frame = make_frame(*parts)
        frame.start = partial(frame.start, "queue")
        return frame

    settings = Settings(folder / "window.ini")
    settings.keep("committee", "cpv")
    shell = Shell(BootstrapActions(), at_the_queue, settings)
    shell.resize(1366, 768)
    shell.begin(str(database))
    shell.show()
    app.processEvents()

    def painted() -> bool:
        page = getattr(shell.shown, "page", None)
        return getattr(page, "table", None) is not None and page.model.total > 0

    began = time.perf_counter()
    shell.open_with(PASSPHRASE)
    until(app, painted)
    table = shell.shown.page.table
    table.viewport().repaint()
    took = time.perf_counter() - began
    size = (table.width(), table.height())
    shell.close()
    return took, size


def measure() -> list[Row]:
    """Measure in turns; the middle of the times counts."""
    from casustafel.gui.app import make_application
    from casustafel.gui.start.preload import preload
    from casustafel.gui.theme import Mode, install

    app = make_application()
    install(app, Mode.LIGHT)
    preload().join()
    derived, took = [], []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "tienduizend.db"
        made(database, _CASES, None).close()
        for _ in range(_ROUNDS):
            derived.append(_derived(database))
            seconds, size = _opened(app, database, Path(folder))
            took.append(seconds)
    limit = statistics.median(derived) + bare_view(app, *size)
    words = "key derivation and a bare table view of 100 rows, painted"
    step = "unlock to the painted queue, 10,000 cases"
    return [(step, words, limit, statistics.median(took), _GOAL)]


if __name__ == "__main__":
    for step, _, limit, took, goal in measure():
        figures = f"{took * 1000:.0f} ms, limit {limit * 1000:.0f} ms"
        print(f"{step}: {figures}, ratio {took / limit:.2f} (goal {goal})")
