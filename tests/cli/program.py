"""Runs the program as somebody at a prompt would: in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSPHRASE = "een goede zin voor proeven"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Program:
    """The command line on one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "proef.db"

    def run(self, *arguments: object, **environment: str) -> Ended:
        """Run one command; the environment names the database and the passphrase."""
        given = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("CASUSTAFEL_", "DISPLAY", "WAYLAND"))
        }
        given |= {
            "CASUSTAFEL_DATABASE": str(self.database),
            "CASUSTAFEL_PASSPHRASE": PASSPHRASE,
            "PYTHONUTF8": "1",
            "QT_QPA_PLATFORM": "offscreen",  # on Windows a screen is always there
        }
        given |= environment
        done = subprocess.run(
            [sys.executable, "-m", "casustafel", *map(str, arguments)],
            env={name: value for name, value in given.items() if value},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Ended(done.returncode, done.stdout, done.stderr)
