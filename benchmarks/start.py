"""Start to the first painted window: ours against a bare PySide6 window, in the same run.

The child processes are timed from their start to the moment that the window has been painted, so
Python's own start, the command line and every import count. Both run offscreen, in turns, and the
middle of the times is taken: a machine that is busy for a moment slows both.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TURNS = 9
GOAL = 2.0

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, done)

def done():
    print("painted", flush=True)
    app.quit()

app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

_OURS = """
import sys
from casustafel.cli import app as cli
from casustafel.cli import screen
from casustafel.gui import app as gui

def done(app):
    print("painted", flush=True)
    app.quit()

screen.has_screen = lambda: True
screen.refuse_missing_library = lambda: None  # Qt loads it too where there is a screen
gui.after_painting = done
sys.exit(cli.run([]))
"""


def _seconds(code: str, *, config: str) -> float:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        # The user's own folders, so that the way there is measured too.
        "HOME": config,
        "XDG_CONFIG_HOME": config,
        "XDG_DATA_HOME": config,
        "PYTHONWARNINGS": "ignore",
    }
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        took = time.perf_counter() - began
        child.wait(30)
    if line.strip() != "painted":
        raise RuntimeError("the window was not painted")
    return took


def measure(turns: int = TURNS) -> list[tuple[str, str, float, float, float]]:
    """Return step, limit description, seconds of the limit, seconds of ours, and the goal."""
    with tempfile.TemporaryDirectory() as folder:
        # Only that it exists counts here: the unlock page is painted before it is opened.
        database = Path(folder) / "casustafel" / "casustafel.db"
        database.parent.mkdir()
        database.touch()
        bare, ours = [], []
        for _turn in range(turns):
            bare.append(_seconds(_BARE, config=folder))
            ours.append(_seconds(_OURS, config=folder))
    return [
        (
            "start to the painted unlock page",
            "a bare PySide6 window",
            statistics.median(bare),
            statistics.median(ours),
            GOAL,
        )
    ]


if __name__ == "__main__":
    for step, limit, limit_seconds, our_seconds, goal in measure():
        print(
            f"{step}: {our_seconds * 1000:.0f} ms, {limit}: {limit_seconds * 1000:.0f} ms, "
            f"ratio {our_seconds / limit_seconds:.2f} (goal {goal})"
        )
