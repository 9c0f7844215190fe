"""Take a picture of every page: light and dark, 1366x768 and 1920x1080, at 100 and 200 %.

    python docs/screenshots/take.py                    all pictures, offscreen
    python docs/screenshots/take.py --only unlock      scenes whose name holds "unlock"
    xvfb-run -a python docs/screenshots/take.py --screen   on an X server instead

The pictures land in `docs/screenshots/pictures/`. A new page adds a `Scene` to `SCENES`: a name and
a function that brings the window there; `driver.settle()` waits until all background work is done.
At 200 % a window of the same pixels has half the room, as on a laptop screen scaled by Windows.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SIZES = ((1366, 768), (1920, 1080))
SCALES = (1, 2)
THEMES = ("light", "dark")
PLACE = "/home/voorbeeld/Documenten/casustafel.db"
PASSPHRASE = "groene fietsbel zingt dinsdag"


class Driver:
    """Holds the window and brings it where a scene wants it."""

    def __init__(self, database: str) -> None:
        from casustafel.gui import app
        from casustafel.gui.settings import Settings

        self.database = database
        self.app = app.make_application()
        settings = Settings(Path(database).with_suffix(".ini"))
        app.dress(self.app, settings)
        self.shell = app.make_shell(settings)

    @property
    def frame(self) -> Any:
        """The frame of the example workspace, opened when it is first asked for."""
        from casustafel.gui.frame.window import FrameWindow

        if not isinstance(self.shell.shown, FrameWindow):
            self.shell.begin(self.database)
            self.shell.open_with(PASSPHRASE)
            self.until(lambda: isinstance(self.shell.shown, FrameWindow))
            self.settle()
        return self.shell.shown

    def until(self, reached: Callable[[], bool]) -> None:
        """Let the window live until something is so; a minute at most."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop

        deadline = QDeadlineTimer(60_000)
        while not reached():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
            if deadline.hasExpired():
                raise TimeoutError
        self.app.processEvents()

    def settle(self) -> None:
        """Wait until all background work is done and painted."""
        self.until(lambda: self.frame.context.work.idle)
        self.app.processEvents()

    def open(self, page: str, argument: str = "") -> Any:
        """Show a page of the frame and return it."""
        self.frame.open(page, argument)
        self.settle()
        return self.frame.page


@dataclass(frozen=True)
class Scene:
    """One picture; `go` returns the widget to be taken when it is not the window."""

    name: str
    go: Callable[[Driver], Any]


def _unlock(driver: Driver) -> None:
    driver.shell.begin(driver.database)
    driver.shell.shown.form.place.setText(PLACE)


def _wrong(driver: Driver) -> None:
    driver.shell.begin(driver.database)
    page = driver.shell.shown
    page.form.place.setText(PLACE)
    driver.shell.open_with("fout")
    driver.until(lambda: bool(page.form.passphrase.error))


def _first_run(driver: Driver) -> None:
    driver.shell.show_first_run(PLACE)
    form = driver.shell.shown.form
    form.person.line.setText("Voorbeeld Persoon")
    form.passphrase.line.setText("groene fietsbel")


def _recovery(driver: Driver) -> None:
    from casustafel.gui.start.recovery import RecoveryPage

    key = "AB12C-D34EF-56GH7-8JK90-LM12N-P34QR-56ST7-8VW90"
    driver.shell.show_page(RecoveryPage(key, driver.shell))


def _about(driver: Driver) -> None:
    driver.open("about")


def _commands(driver: Driver) -> None:
    driver.frame.commands.open()
    driver.settle()


def _keys(driver: Driver) -> Any:
    driver.frame.commands.close()
    dialog = driver.frame.keys_dialog()
    dialog.show()
    return dialog


def _report(driver: Driver) -> Any:
    from casustafel.gui.dialogs.report import ReportDialog

    dialog = ReportDialog(ValueError("blijft buiten het verslag"), driver.shell)
    dialog.show()
    return dialog


def _norms(driver: Driver) -> None:
    driver.open("register", "norms")


def _stops(driver: Driver) -> None:
    driver.open("register", "stops")
    driver.settle()


def _inflow(driver: Driver) -> None:
    driver.open("register", "inflow")
    driver.settle()


SCENES = (
    Scene("first-run", _first_run),
    Scene("recovery", _recovery),
    Scene("unlock", _unlock),
    Scene("unlock-wrong", _wrong),
    Scene("about", _about),
    Scene("commands", _commands),
    Scene("keys", _keys),
    Scene("report", _report),
    Scene("norms", _norms),
    Scene("stops", _stops),
    Scene("inflow", _inflow),
)


def _take(database: str, folder: Path, suffix: str, size: tuple[int, int], only: str) -> None:
    driver = Driver(database)
    driver.shell.resize(*size)
    driver.shell.show()
    for scene in SCENES:
        if only in scene.name:
            taken = scene.go(driver) or driver.shell
            driver.app.processEvents()
            taken.grab().save(str(folder / f"{scene.name}-{suffix}.png"))
            if taken is not driver.shell:
                taken.close()
    driver.shell.close()


def _example(folder: str) -> str:
    from casustafel import bootstrap

    database = str(Path(folder) / "voorbeeld.db")
    bootstrap.create_workspace(database, PASSPHRASE, "Voorbeeld Persoon").workspace.close()
    return database


def main() -> int:
    """Make the example once, then take each combination in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path, default=HERE / "pictures")
    parser.add_argument("--screen", action="store_true")
    parser.add_argument("--child", nargs=4, metavar=("DATABASE", "SUFFIX", "WIDTH", "HEIGHT"))
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.child:
        database, suffix, width, height = asked.child
        _take(database, asked.out, suffix, (int(width), int(height)), asked.only)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        database = _example(folder)
        for theme, (width, height), scale in product(THEMES, SIZES, SCALES):
            suffix = f"{theme}-{width}x{height}" + (f"-{scale}00" if scale > 1 else "")
            environment = os.environ | {"CASUSTAFEL_THEME": theme, "QT_SCALE_FACTOR": str(scale)}
            if not asked.screen:
                environment["QT_QPA_PLATFORM"] = "offscreen"
            room = [str(width // scale), str(height // scale)]
            subprocess.run(
                [
                    sys.executable,
                    __file__,
                    *("--only", asked.only, "--out", str(asked.out)),
                    *("--child", database, suffix, *room),
                ],
                env=environment,
                check=True,
                timeout=300,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
