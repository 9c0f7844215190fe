"""What others change in a shared database, and whether it can be reached at all.

One thread with a connection of its own, on which the server tells of each event of the log
(`db/postgresql`). It asks the server for an answer every two seconds: a line that is frozen says
nothing by itself, and whoever waits on it would wait for minutes.
"""

import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple
from weakref import WeakSet

from sqlalchemy import Connection, Engine, event

from casustafel.domain.errors import CasustafelError, DatabaseError
from casustafel.storage.engine import Engines
from casustafel.storage.heads import looked
from casustafel.storage.location import Location, SharedDatabase
from casustafel.storage.server import LEADER, LEADS, explained_server

#: How often the server is asked for an answer, and how long it may take, in seconds.
BEAT, PATIENCE = 2.0, 4.0
#: What is heard within this is told at once.
_BATCH = 0.2
#: How somebody asks to lead a meeting, and how long whoever led it leaves that to others then.
_LEAD, _AFTER = "lead", 5.0
#: How long until the next attempt; the last one counts from then on.
_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
Subjects = frozenset[tuple[str, str]]


class Ears(NamedTuple):
    """Who hears what; each is called in the thread of the listener.

    `heard` gets what others changed, as subject and id of their events; None: anything may have
    changed. `cut` gets why the server cannot be reached, and None once it can again. `led` gets the
    meeting that one wants to lead and who else leads it, by name; nobody: it is one's own.
    """

    heard: Callable[[Subjects | None], object]
    cut: Callable[[CasustafelError | None], object]
    led: Callable[[tuple[str, str]], object] = lambda _who: None


class Listener:
    """Listens until `stop`. Whoever finds the line cut waits for it with `wait`."""

    def __init__(
        self,
        engines: Engines,
        location: SharedDatabase,
        ears: Ears,
        settle: Callable[[Connection], CasustafelError | None] = lambda _connection: None,
    ) -> None:
        """`settle` says of each new connection what is wrong with the database, if anything."""
        assert engines.line is not None
        self._engine, self._shown, self._ears = engines.line, location.shown, ears
        self._settle = settle
        self._engines = engines.writer, engines.reader
        self._own = _sessions(*self._engines)
        self._present = threading.Event()
        self._present.set()
        self._over, self._listens = threading.Event(), threading.Event()
        self._lead = self._led_by = ""
        self._held, self._asks = "", False
        self._lets_go = 0.0
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Listen no longer; what is led is let go of."""
        self._over.set()
        self._thread.join(1)

    @property
    def present(self) -> bool:
        """Whether the server can be reached, as far as is known."""
        return self._present.is_set()

    @property
    def listens(self) -> bool:
        """Whether it hears what others change by now."""
        return self._listens.is_set()

    def patience(self) -> bool:
        """Wait a while for the line; say whether to go on trying, which `stop` ends."""
        if not self._over.wait(_BATCH):
            self._present.wait(1)
        return not self._over.is_set()

    def lead(self, meeting: str) -> None:
        """Want to lead a meeting, or none; `Ears.led` hears of it."""
        self._lead, self._led_by, self._asks = meeting, "", False

    def take_lead(self) -> None:
        """Ask whoever leads the meeting that one wants to lead to let go of it, until one has it.

        Once is not enough: where the machine is busy the time that is left to others goes by.
        """
        self._asks, self._led_by = self._held != self._lead, ""

    def _run(self) -> None:
        attempt = 0
        while not self._over.is_set():
            try:
                connection = self._engine.connect()
                try:
                    attempt = 0
                    self._serve(connection)
                finally:
                    connection.invalidate()
                    connection.close()
            except Exception as error:  # noqa: BLE001 - it goes on trying, whatever is wrong
                unknown = DatabaseError("connection-lost", server=self._shown)
                self._present.clear()
                self._listens.clear()
                self._held = self._led_by = ""
                self._ears.cut(error if isinstance(error, CasustafelError) else unknown)
            self._over.wait(_PAUSES[min(attempt, len(_PAUSES) - 1)])
            attempt += 1

    def _serve(self, connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        with explained_server(connection.engine.url):
            self._own.add(driver)
            line = _Line(driver, self._cut_off)
            line.ask(b"LISTEN casustafel")
            wrong = self._settle(connection)
            self._present.set()
            self._ears.cut(wrong)
            self._ears.heard(None)
            self._listens.set()
            asked = monotonic()
            while not self._over.is_set():
                self._tell(line.heard(_BATCH))
                urgent = self._lead and self._lead != self._held and not self._led_by
                if monotonic() - asked >= BEAT or urgent or self._lets_go > monotonic():
                    line.ask(b"SELECT 1")
                    self._see_to_lead(line)
                    asked = monotonic()

    def _tell(self, heard: list[Any]) -> None:
        own = {one.pgconn.backend_pid for one in list(self._own) if not one.closed}
        said = [one.extra.decode().partition(" ") for one in heard if one.be_pid not in own]
        if (_LEAD, " ", self._held) in said:
            self._lets_go = monotonic() + _AFTER
        if told := frozenset((kind, key) for kind, _, key in said if kind != _LEAD):
            self._ears.heard(told)

    def _see_to_lead(self, line: "_Line") -> None:
        """Take the lead that is wanted as soon as nobody else has it; it goes with this session."""
        wanted, held = self._lead, self._held
        lets_go = monotonic() < self._lets_go
        if held and (held != wanted or lets_go):
            line.ask(b"SELECT pg_advisory_unlock($1, hashtext($2))", LEADS, self._held)
            self._held = self._led_by = ""
        if not wanted or self._held == wanted:
            return
        if self._asks:
            line.ask(b"SELECT pg_notify('casustafel', $1)", f"{_LEAD} {wanted}")
        takes = b"SELECT pg_try_advisory_lock($1, hashtext($2))"
        if not lets_go and line.ask(takes, LEADS, wanted) == [[b"t"]]:
            self._held, who, self._asks = wanted, wanted, False
        else:
            rows = line.ask(LEADER.format("$1", "$2").encode(), LEADS, wanted)
            who = rows[0][0].decode() if rows else ""
        if who and who != self._led_by:
            self._led_by = who
            self._ears.led((wanted, "" if who == wanted else who))

    def _cut_off(self) -> DatabaseError:
        """The line is frozen: end all sessions, so that nobody waits on them any longer."""
        for one in list(self._own):
            hang_up(one)
        for engine in self._engines:
            engine.dispose(close=False)  # those that wait in a pool are dead too
        return DatabaseError("connection-lost", server=self._shown)


def listen(engines: Engines, location: Location, ears: Ears) -> Listener | None:
    """Listen to a shared database, in which nothing is written once it is behind; else None."""
    if engines.line is None or not isinstance(location, SharedDatabase):
        return None

    def settle(connection: Connection) -> DatabaseError | None:
        wrong = looked(connection, location)
        if wrong is not None:
            engines.stop_writing(wrong.code, **wrong.values)
        return wrong

    return Listener(engines, location, ears, settle)


class _Line:
    """A connection that is asked without waiting longer than patience lasts."""

    def __init__(self, driver: Any, cut_off: Callable[[], DatabaseError]) -> None:
        self._pg, self._cut_off = driver.pgconn, cut_off

    def heard(self, seconds: float) -> list[Any]:
        """Return what the server tells within some seconds, or what it told before."""
        if select.select([self._pg.socket], [], [], seconds)[0]:
            self._pg.consume_input()
        told = []
        while (one := self._pg.notifies()) is not None:
            told.append(one)
        return told

    def ask(self, statement: bytes, *values: object) -> list[list[bytes]]:
        """Run a statement and return its rows. Raises DatabaseError('connection-lost')."""
        import psycopg

        self._pg.send_query_params(statement, [str(one).encode() for one in values])
        self._pg.flush()
        until = monotonic() + PATIENCE
        while self._pg.is_busy():
            if not select.select([self._pg.socket], [], [], max(0, until - monotonic()))[0]:
                raise self._cut_off()
            self._pg.consume_input()
        rows: list[list[bytes]] = []
        while (result := self._pg.get_result()) is not None:
            if result.status == psycopg.pq.ExecStatus.FATAL_ERROR:
                refused = psycopg.errors.error_from_result(result)
                raise refused if refused.sqlstate else psycopg.OperationalError("server closed")
            columns = range(result.nfields)
            rows += [[result.get_value(at, one) for one in columns] for at in range(result.ntuples)]
        return rows


def hang_up(driver: Any) -> None:
    """End a session for whoever waits on it, without asking the server."""
    with suppress(Exception):
        end = socket.socket(fileno=driver.fileno())
        try:
            end.shutdown(socket.SHUT_RDWR)
        finally:
            end.detach()


def _sessions(*engines: Engine) -> "WeakSet[Any]":
    """Return the sessions of engines, those to come too: what they tell is one's own."""
    sessions: WeakSet[Any] = WeakSet()

    def began(driver: Any, _record: object) -> None:
        sessions.add(driver)

    for engine in engines:
        event.listen(engine, "connect", began)
        event.listen(engine, "checkout", lambda driver, record, _proxy: began(driver, record))
    return sessions
