"""Somebody at the keyboard: real X events through xdotool, on a screen of its own under Xvfb.

After each event the window is looked at: nothing may stand in the log, and no row may have
changed, that the script did not say; what has the keyboard must be wholly in sight; no error and
no fault of the program may have come that was not said either.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from casustafel import bootstrap

HERE = Path(__file__).parent
PROGRAMS = ("Xvfb", "xdotool", "openbox")
ABSENT = [name for name in PROGRAMS if shutil.which(name) is None]
"""What is missing here of what a real hand needs."""

#: Fields that a mouse wheel could change.
CHANGEABLE = ("QComboBox", "QAbstractSpinBox", "QLineEdit", "QPlainTextEdit", "QAbstractSlider")
#: What keeps what was typed and not yet confirmed, and who opened the workspace when.
QUIET = {"draft", "audit_event"}
#: What the log says of somebody who only looks at a case.
LOOKED = "case-viewed"

_KEYS = "<openbox_config xmlns='http://openbox.org/3.4/rc'><keyboard/><mouse/></openbox_config>"


class Person:
    """Presses, types, points and turns the wheel; each says what it is meant to bring about."""

    def __init__(self, program: "subprocess.Popen[str]", display: str) -> None:
        self.program, self.display = program, display
        self.steps: list[str] = []
        self.now: dict[str, Any] = self.ask("state")

    def ask(self, what: str, **asked: Any) -> Any:
        """Ask the program something once it is at rest."""
        told, said = self.program.stdin, self.program.stdout
        assert told is not None
        assert said is not None
        told.write(json.dumps({"ask": what, **asked}) + "\n")
        told.flush()
        answer = said.readline()
        assert answer, f"the program ended after {self.steps[-3:]}"
        return json.loads(answer)

    def x(self, *words: object) -> None:
        """Let xdotool do something on this screen."""
        subprocess.run(
            ["xdotool", *map(str, words)], env=os.environ | {"DISPLAY": self.display}, check=True
        )

    def press(self, *keys: str, log: Sequence[str] | None = None, error: str = "") -> "Person":
        """Press keys one after the other, each looked at; the last brings about what is said."""
        for key in keys[:-1]:
            self.x("key", key)
            self.look(f"press {key}")
        self.x("key", keys[-1])
        return self.look(f"press {keys[-1]}", log, error)

    def type(self, text: str, log: Sequence[str] | None = None, error: str = "") -> "Person":
        """Type a text where the keyboard is."""
        self.x("type", "--delay", 0, text)
        return self.look(f"type {text!r}", log, error)

    def click(
        self,
        name: str,
        log: Sequence[str] | None = None,
        error: str = "",
        kind: str = "",
        button: int = 1,
    ) -> "Person":
        """Click on what bears this name."""
        self.point(name, kind)
        self.x("click", button)
        return self.look(f"click {name!r}", log, error)

    def point(self, name: str, kind: str = "") -> "Person":
        """Hold the pointer over what bears this name."""
        at = self.ask("where", name=name, kind=kind)
        assert at is not None, f"{name!r} is not on the screen of {self.now['page']!r}"
        self.x("mousemove", *at)
        return self

    def wheel(self, clicks: int = 3) -> "Person":
        """Turn the wheel towards oneself and back where the pointer is: that changes nothing."""
        for button in (5, 4):
            self.x("click", "--repeat", clicks, "--delay", 0, button)
        return self.look("wheel", ())

    def wheel_down(self, clicks: int = 5) -> "Person":
        """Scroll down what is under the pointer."""
        self.x("click", "--repeat", clicks, "--delay", 0, 5)
        return self.look("wheel down", ())

    def look(self, step: str, log: Sequence[str] | None = None, error: str = "") -> "Person":
        """See that this step did what was said and nothing else.

        Where nothing is said of the log, it may say that a case was looked at, and no more.
        """
        before, self.now = self.now, self.ask("state")
        self.steps.append(step)
        done = self.now["log"][len(before["log"]) :] if before["rows"] else []
        if log is None:
            done = [action for action in done if action != LOOKED]
        assert done == list(log or ()), self.told(step, f"the log says {done}")
        if self.now["rows"] and before["rows"] and not log:
            changed = {
                table
                for table, digest in self.now["rows"].items()
                if digest != before["rows"][table]
            }
            assert changed <= QUIET, self.told(step, f"rows changed in {sorted(changed)}")
        new = [each for each in self.now["errors"] if each not in before["errors"]]
        assert all(error and error in each for each in new), self.told(step, f"said {new}")
        assert not error or new, self.told(step, "no error was said")
        assert not self.now["faults"], self.told(step, str(self.now["faults"]))
        assert self.now["window"], self.told(step, "the window is not wholly on the screen")
        # What came in beside the window may still be taking its place, and the view follows it.
        for _look in range(20):
            if self.now["in_sight"]:
                break
            self.now["in_sight"] = self.ask("state")["in_sight"]
        assert self.now["in_sight"], self.told(step, "what has the keyboard is out of sight")
        return self

    def done(self, since: int) -> list[str]:
        """Return what the log says since it had so many lines, looking at cases left out."""
        return [action for action in self.now["log"][since:] if action != LOOKED]

    def told(self, step: str, what: str) -> str:
        """Say what went wrong where, with the steps before."""
        where = {key: self.now[key] for key in ("page", "dialog", "focus", "kind")}
        picture = os.environ.get("CASUSTAFEL_HAND_PICTURE")
        if picture:
            self.ask("grab", file=picture)
        return f"{step}: {what}; {where}; before: {self.steps[-6:]}"

    def reads(self, name: str) -> str:
        """Return what stands in the field of this name."""
        found = self.ask("text", name=name)
        assert found is not None, f"no field {name!r} on {self.now['page']!r}"
        return str(found)

    def unlock(self) -> "Person":
        """Type the passphrase on the unlock page."""
        assert self.now["shown"] == "UnlockPage"
        self.x("type", "--delay", 0, bootstrap.EXAMPLE_PASSPHRASE)
        self.x("key", "Return")
        self.now = self.ask("state")
        assert self.now["shown"] == "FrameWindow", self.now
        return self


def _numbered(server: "subprocess.Popen[bytes]", end: int) -> str:
    """Return the display that the server chose."""
    with os.fdopen(end) as told:
        number = told.readline().strip()
    assert number, f"no X server came ({server.poll()})"
    return f":{number}"


@contextmanager
def sitting_down(
    database: Path,
    home: Path,
    size: tuple[int, int] = (1366, 768),
    scale: int = 1,
    more: Mapping[str, str] | None = None,
) -> Iterator[Person]:
    """Start the program on a screen of this size, as somebody new to this machine."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "rc.xml").write_text(_KEYS, encoding="utf-8")
    read, write = os.pipe()
    started: list[subprocess.Popen[Any]] = []
    errors: IO[str] = (home / "errors.txt").open("w")
    try:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size[0]}x{size[1]}x24"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        started.append(server)
        os.close(write)
        display = _numbered(server, read)
        around = {key: value for key, value in os.environ.items() if "CASUSTAFEL" not in key}
        around |= {"DISPLAY": display, "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
        around |= {"QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": str(scale)}
        around |= more or {}
        around["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        manager = ["openbox", "--sm-disable", "--config-file", str(home / "rc.xml")]
        started.append(subprocess.Popen(manager, env=around, stderr=subprocess.DEVNULL))
        program = subprocess.Popen(
            [sys.executable, str(HERE / "watched.py"), str(database)],
            env=around,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        started.append(program)
        yield Person(program, display)
        assert program.stdin is not None
        program.stdin.close()
        assert program.wait(30) == 0
        assert not (home / "errors.txt").read_text(), (home / "errors.txt").read_text()
    finally:
        errors.close()
        for each in reversed(started):
            each.kill()
            each.wait()
