"""Take a picture of every page: light and dark, from 1024x600 to 1920x1080, at 100 and 200 %.

    python docs/screenshots/take.py                    all pictures, offscreen
    python docs/screenshots/take.py --only unlock,case scenes whose name begins so
    python docs/screenshots/take.py --of dark-1366     of the ten combinations only these
    python docs/screenshots/take.py --manual           those of the manual, into docs/handleiding
    xvfb-run -a python docs/screenshots/take.py --screen   on an X server instead

The pictures land in `docs/screenshots/pictures/`. What is taken stands in `scenes.py`.
The example workspace is made anew each time, with meetings in session; each combination gets
a copy of its own, and a screen that is as large as its pictures.
At 200 % a window of the same pixels has half the room, as on a laptop screen scaled by Windows.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from meeting_scenes import prepare
from scenes import LIST_NAME, SCENES, make_list

HERE = Path(__file__).parent
#: Width and height of the screen, and what it is scaled by.
SCREENS = ((1366, 768, 1), (1366, 768, 2), (1024, 600, 1), (1920, 1080, 1), (1920, 1080, 2))
THEMES = ("light", "dark")
MANUAL = {
    "queue": "wachtrij",
    "import-3": "import",
    "room-outcome": "vergadering",
    "advice-zbo": "vooradviezen",
    "norms": "normen",
    "people": "personen",
    "log": "logboek",
    "monitoring": "monitoring",
}
"""Pictures of the manual by their scene."""


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
        from casustafel import bootstrap
        from casustafel.gui.frame.window import FrameWindow

        if not isinstance(self.shell.shown, FrameWindow):
            self.shell.begin(self.database)
            self.shell.open_with(bootstrap.EXAMPLE_PASSPHRASE)
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

    def pause(self, milliseconds: int) -> None:
        """Let the window live for a while: QPdfView draws its pages aside and tells nobody."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def read(self, task: Callable[[Any], Any]) -> Any:
        """Read from the workspace that is open in the window."""
        workspace = self.frame and self.shell.workspace
        with workspace.reading() as reader:
            return task(reader)

    def open(self, page: str, argument: str = "", table: str = "cpv") -> Any:
        """Show a page of the frame for a table and return it."""
        self.frame.choose_committee(table)
        self.settle()
        self.frame.open(page, argument)
        self.settle()
        return self.frame.page


def _take(database: str, folder: Path, suffix: str, size: Sequence[int], only: str) -> int:
    """Take the pictures of one combination; return how many scenes could not be brought about."""
    failed = 0
    driver = Driver(database)
    driver.shell.resize(*size)
    driver.shell.show()
    for scene in SCENES:
        if any(scene.name.startswith(part) for part in only.split(",")):
            try:
                taken = scene.go(driver) or driver.shell
            except Exception:  # noqa: BLE001 - the other pictures are wanted too
                sys.stderr.write(f"{scene.name} {suffix} {traceback.format_exc()}")
                failed += 1
                continue
            # Fields that came take their place in a few rounds of the layout.
            driver.pause(60)
            taken.grab().save(str(folder / f"{scene.name}-{suffix}.png"))
            if taken is not driver.shell:
                taken.close()
    driver.shell.close()
    return failed


def _example(folder: str) -> str:
    """Make the example workspace, put meetings in session, and lay a list ready to be read."""
    from casustafel import bootstrap

    database = Path(folder) / "casustafel.db"
    for _line in bootstrap.make_example(database):
        pass
    with bootstrap.open_workspace(str(database), bootstrap.EXAMPLE_PASSPHRASE) as workspace:
        prepare(workspace)
    make_list(Path(folder) / LIST_NAME)
    return str(database)


def _offscreen(folder: Path, size: Sequence[int]) -> str:
    """Describe a screen of this size to the offscreen platform: dialogs keep within it."""
    screen = {"name": "picture", "x": 0, "y": 0, "width": size[0], "height": size[1]}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return f"offscreen:configfile={file}"


def _take_for_manual() -> int:
    """Take what the manual shows, in as few bytes as it needs."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        own = ("--only", ",".join(MANUAL), "--of", "light-1366x768", "--out", folder)
        subprocess.run([sys.executable, __file__, *own], check=True, timeout=900)
        for scene, name in MANUAL.items():
            with Image.open(Path(folder, f"{scene}-light-1366x768.png")) as taken:
                small = taken.convert("RGB").quantize(128, dither=Image.Dither.NONE)
                small.save(HERE.parent / "handleiding" / f"{name}.png", optimize=True)
    return 0


def main() -> int:
    """Make the example once, then take each combination in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--of", default="")
    parser.add_argument("--out", type=Path, default=HERE / "pictures")
    parser.add_argument("--manual", action="store_true")
    parser.add_argument("--screen", action="store_true")
    parser.add_argument("--child", nargs=4, metavar=("DATABASE", "SUFFIX", "WIDTH", "HEIGHT"))
    asked = parser.parse_args()
    if asked.manual:
        return _take_for_manual()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.child:
        database, suffix, width, height = asked.child
        return _take(database, asked.out, suffix, (int(width), int(height)), asked.only)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder, "example")
        example.mkdir()
        _example(str(example))
        for theme, (*size, scale) in product(THEMES, SCREENS):
            suffix = f"{theme}-{size[0]}x{size[1]}" + (f"-{scale}00" if scale > 1 else "")
            if asked.of not in suffix:
                continue
            own = Path(folder, suffix)
            shutil.copytree(example, own)
            environment = os.environ | {"CASUSTAFEL_THEME": theme, "QT_SCALE_FACTOR": str(scale)}
            if not asked.screen:
                environment["QT_QPA_PLATFORM"] = _offscreen(own, size)
            room = [str(each // scale) for each in size]
            failed += subprocess.run(
                [
                    sys.executable,
                    __file__,
                    *("--only", asked.only, "--out", str(asked.out)),
                    *("--child", str(own / "casustafel.db"), suffix, *room),
                ],
                env=environment,
                check=False,
                timeout=900,
            ).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
