"""The program outlives PySide6 giving away None and True on Python 3.11."""

import subprocess
import sys

CALLS = """
import casustafel.gui
from PySide6.QtCore import QObject, Signal
class Speaker(QObject):
    said = Signal(bool)
each = Speaker()
for _number in range(20_000):
    each.setObjectName("a")
    each.said.emit(False)
print("alive")
"""


def test_that_twenty_thousand_calls_and_signals_of_qt_do_not_end_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, done.stdout.strip()) == (0, "alive")
