"""The process that is killed in a meeting: it holds the room and types, for ever.

Arguments: database, passphrase, meeting. It says ``kept <milliseconds>`` when everything that was
typed is in the database, counted from the last key, and goes on typing until it is killed.
"""

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

from driving import MEETING_PAGES
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casustafel import bootstrap
from casustafel.gui import sources
from casustafel.gui.app import make_application
from casustafel.gui.frame.window import Facts, FrameWindow, Sources
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Mode, install
from casustafel.gui.work import Work


def until(holds) -> None:
    """Serve the window until something holds."""
    watch = QElapsedTimer()
    watch.start()
    while not holds():
        QApplication.processEvents()
        time.sleep(0.001)
        if watch.elapsed() > 20_000:
            raise SystemExit("nothing came of it")


def main(database: str, passphrase: str, meeting: str) -> None:
    app = make_application()
    install(app, Mode.LIGHT)
    workspace = bootstrap.open_workspace(database, passphrase)
    settings = Settings(Path(database).with_suffix(".ini"))
    settings.keep("committee", "cpv")
    work = Work(workspace)
    frame = FrameWindow(
        work,
        workspace.actor,
        Facts("proef.db", True),
        Sources(committees=sources.committees),
        MEETING_PAGES,
        settings,
    )
    frame.show()
    frame.activateWindow()
    frame.start("meetings")
    until(lambda: work.idle and frame.page is not None)
    frame.open("room", meeting)
    page = frame.page
    until(lambda: page.sitting is not None and page.sitting.desk is not None and work.idle)
    QTest.keyClick(page, Qt.Key.Key_3)
    QTest.keyClicks(page.panel.form.motivation, "Basishulp past beter.")
    page.pane.notes.field.setFocus()
    QTest.keyClicks(page.pane.notes.field, "De commissie ziet een alternatief.")
    watch = QElapsedTimer()
    watch.start()
    before = work.saved.at
    until(lambda: work.saved.at != before and work.saved.pending == 0)
    print(f"kept {watch.elapsed()}", flush=True)
    while True:
        QTest.keyClicks(page.pane.notes.field, " en")
        QApplication.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])
