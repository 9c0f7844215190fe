"""A small reader of the screen: what the program says over AT-SPI, on buses of its own.

It knows of an accessible its role, name and states, walks down from the window as a screen reader
does, and keeps what the program sends of its own accord.
"""

import os
import subprocess
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, MatchRule, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
READ = "org.a11y.atspi.Accessible"
TOLD = "org.a11y.atspi.Event.Object"
#: Bits of the set of states.
FOCUSABLE, FOCUSED, SHOWING = 11, 12, 25
#: Their cells are as many as the data: a reader looks at the first of them.
OF_DATA = {"table", "tree", "tree table", "list"}
FIRST = 40
#: Within so many seconds there must be an answer.
WAIT = 10.0
#: The relation of a field to the label beside it.
LABELLED_BY = 2

#: What would lead to the buses of whoever runs the tests.
OF_A_SESSION = {"DISPLAY", "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"}
LET_BE_HEARD = {
    "QT_ACCESSIBILITY": "1",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    # Qt writes a line for each text it changes in a part without a cursor.
    "QT_LOGGING_RULES": "qt.accessibility.atspi=false",
}

BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
LAUNCHED = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
REGISTRY = DBusAddress(
    "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
)
DESKTOP = DBusAddress("/org/a11y/atspi/accessible/root", REGISTRY.bus_name, READ)


class Part(NamedTuple):
    """One accessible as it stood when it was read."""

    path: str
    role: str
    name: str
    states: int
    under: tuple[str, ...]

    def has(self, state: int) -> bool:
        """Say whether this state holds."""
        return bool(self.states >> state & 1)

    def __str__(self) -> str:
        return f"{self.role} {self.name!r} in {' > '.join(self.under[-3:])}"


class Event(NamedTuple):
    """Something the program sent of its own accord."""

    what: str
    detail: str
    path: str


def call(bus: DBusConnection, at: DBusAddress, method: str, kinds: str = "", *what: Any) -> Any:
    """Ask something over the bus and return the first of the answer."""
    asked = new_method_call(at, method, kinds or None, what)
    answer = unwrap_msg(bus.send_and_get_reply(asked, timeout=WAIT))
    return answer[0] if answer else None


class Reader:
    """Somebody who hears the program."""

    def __init__(self, bus: DBusConnection) -> None:
        self.bus = bus
        self.heard: deque[Any] = deque()
        # Without somebody who asked for it, Qt sends nothing.
        call(bus, REGISTRY, "RegisterEvent", "s", "object:")
        self.program = self.root = ""

    def meet(self) -> None:
        """Find the program on the bus."""
        [(self.program, self.root)] = call(self.bus, DESKTOP, "GetChildren")
        rule = MatchRule(type="signal", sender=self.program, interface=TOLD)
        call(self.bus, BUS, "AddMatch", "s", rule.serialise())
        self.bus.filter(rule, queue=self.heard)

    def _ask(self, path: str, method: str) -> Any:
        return call(self.bus, DBusAddress(path, self.program, READ), method)

    def read(self, path: str, under: tuple[str, ...] = ()) -> Part:
        """Read one accessible."""
        asked = Properties(DBusAddress(path, self.program, READ)).get("Name")
        [(_kind, name)] = unwrap_msg(self.bus.send_and_get_reply(asked, timeout=WAIT))
        low, high = self._ask(path, "GetState")
        return Part(path, self._ask(path, "GetRoleName"), name, low | high << 32, under)

    def walk(self, path: str = "", under: tuple[str, ...] = ()) -> Iterator[Part]:
        """Yield what is on the screen, from the window down."""
        part = self.read(path or self.root, under)
        if under and not part.has(SHOWING):
            return
        yield part
        children = self._ask(part.path, "GetChildren")
        for _bus, child in children[: FIRST if part.role in OF_DATA else None]:
            yield from self.walk(child, (*under, part.name or part.role))

    def label_of(self, part: Part) -> str:
        """Return the label beside a field, which is read before its name; empty for none."""
        for kind, others in self._ask(part.path, "GetRelationSet"):
            if kind == LABELLED_BY:
                return " ".join(self.read(path).name for _bus, path in others)
        return ""

    def since(self) -> list[Event]:
        """Return what the program has sent since this was asked before."""
        self._ask(self.root, "GetRoleName")  # what it sent before this answer is here by now
        events = [
            Event(fields[HeaderFields.member], str(each.body[0]), fields[HeaderFields.path])
            for each in self.heard
            for fields in (each.header.fields,)
        ]
        self.heard.clear()
        return events

    def focused(self) -> Part | None:
        """Return what took the keyboard last, as it was told; None where nothing was told."""
        took = [each.path for each in self.since() if each[:2] == ("StateChanged", "focused")]
        return self.read(took[-1]) if took else None

    def within(self, seconds: float) -> list[Event]:
        """Return what is sent within so many seconds, as soon as something is."""
        self.since()
        try:
            self.heard.append(self.bus.recv_until_filtered(self.heard, timeout=seconds))
        except TimeoutError:
            return []
        return self.since()


@contextmanager
def listening(home: Path) -> Iterator[tuple[Reader, dict[str, str]]]:
    """Yield a reader, and the surroundings in which a program lets itself be heard by it."""
    home.mkdir(parents=True)
    around = {key: value for key, value in os.environ.items() if key not in OF_A_SESSION}
    around |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    with ExitStack() as ends:
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            env=around,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        ends.callback(_end, daemon)
        assert daemon.stdout is not None
        session = ends.enter_context(daemon.stdout).readline().strip()
        assert session, "no session bus came"
        around["DBUS_SESSION_BUS_ADDRESS"] = session
        launcher = [LAUNCHER, "--launch-immediately"]
        ends.callback(_end, subprocess.Popen(launcher, env=around, stderr=subprocess.DEVNULL))
        with closing(open_dbus_connection(session)) as bus:
            address = call(bus, LAUNCHED, "GetAddress")
        reader = Reader(ends.enter_context(closing(open_dbus_connection(address))))
        yield reader, {"DBUS_SESSION_BUS_ADDRESS": session, **LET_BE_HEARD}


def _end(program: "subprocess.Popen[Any]") -> None:
    program.terminate()  # by which the launcher ends its own bus too
    program.wait()
