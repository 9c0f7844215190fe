"""What of the keys stays in the memory of the window after it was locked (SECURITY.md; Linux).

    python benchmarks/memory.py [seconds after locking, usually 60]

The window runs as a process of its own, in which each letter of the passphrase is typed; this one
reads its memory. It prints how often each secret is found, open and locked.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from casustafel import bootstrap
from casustafel.storage import keys
from casustafel.storage.sealing import derived

_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from casustafel.gui.app import dress, make_application, make_shell
from casustafel.gui.settings import Settings

app = make_application()
settings = Settings()
dress(app, settings)
shell = make_shell(settings)
shell.begin(sys.argv[1])
shell.show()

def typing():
    line = shell.shown.passphrase.line
    while (sign := sys.stdin.read(1)) != "\\n":
        QTest.keyClicks(line, sign)
    shell.shown.open()

def opened(_frame):
    QTimer.singleShot(3000, lambda: print("open", flush=True))
    QTimer.singleShot(4000, lambda: (sys.stdin.read(1), shell.lock()))
    QTimer.singleShot(4000 + int(sys.argv[2]) * 1000, lambda: print("locked", flush=True))

shell.frame_shown.connect(opened)
QTimer.singleShot(500, typing)
app.exec()
"""


def found(pid: int, secrets: dict[str, bytes]) -> dict[str, int]:
    """Return how often each secret stands in the readable memory of a process."""
    counts = dict.fromkeys(secrets, 0)
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines():
            begin, end, rights = re.match(r"(\w+)-(\w+) (\S+)", line).groups()
            if "r" not in rights:
                continue
            try:
                memory.seek(int(begin, 16))
                part = memory.read(int(end, 16) - int(begin, 16))
            except (OSError, OverflowError, ValueError):
                continue
            for name, secret in secrets.items():
                counts[name] += part.count(secret)
    return counts


def main(seconds: int = 60) -> None:
    """Make a workspace, let the window open and lock it, and look."""
    passphrase = "handel blauw kiezel verre lamp"
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "proef.db")
        bootstrap.create_workspace(str(database), passphrase, "Anna Proef").workspace.close()
        file = database.with_suffix(".keys")
        key = keys.unlock(file, passphrase).key
        header = keys.read_header(file)
        slot = next(one for one in header.slots if one.kind == "person")
        wrapping = derived(passphrase, slot.salt, slot.cost)
        private = keys.unseal(
            wrapping, slot.private, keys._bound(slot, keys.read_header(file).workspace)
        )
        secrets = {
            "key": key,
            "key in hexadecimal": key.hex().encode(),
            "passphrase": passphrase.encode(),
            "passphrase as Qt keeps it": passphrase.encode("utf-16-le"),
            "what the passphrase gives": wrapping,
            "private key of the slot": private,
        }
        window = subprocess.Popen(
            [sys.executable, "-c", _WINDOW, str(database), str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        window.stdin.write(passphrase + "\n")
        window.stdin.flush()
        for moment in ("open", "locked"):
            assert window.stdout.readline().strip() == moment
            print(moment, found(window.pid, secrets), flush=True)
            if moment == "open":
                window.stdin.write("x")
                window.stdin.flush()
        window.kill()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
