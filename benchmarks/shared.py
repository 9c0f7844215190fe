"""A shared database: what the server's rows cost, an import, and the room over a slow line.

As an ordinary account, whose rows the server bounds, against the superuser, whom it does not. The
line is a small proxy that keeps what passes for ten milliseconds each way.
"""

import queue as queues
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import psycopg

from casustafel import bootstrap
from casustafel.bootstrap import Workspace
from casustafel.domain.meetings import Meeting
from casustafel.services import importing
from casustafel.services.agenda import agenda_desk
from casustafel.services.case import case_desk
from casustafel.services.meeting import room, room_desk
from casustafel.services.people import accounts, persons
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.upkeep import today_desk
from casustafel.storage.schema import metadata
from importing import write_list
from many_cases import fill, median
from rows_seen import said_by_keeper
from servers import Server, running
from workspaces import Clock, Table, new_table

Row = tuple[str, str, float, float, float]
_REPEATS = 15
_CASES, _LIST = 100_000, 10_000
#: How long the line keeps what passes, each way; the room is to answer within so long.
_DELAY, _ROOM = 0.010, 0.300
_WHO = "lezer"
_SECRETARY = "Secretaris Twee"


def _median(task: Callable[[], object], repeats: int = _REPEATS) -> float:
    """Do a task once for nothing, and then as often as this."""
    task()
    return median(task, repeats)


@contextmanager
def _both(server: Server, name: str, folder: Path) -> Iterator[tuple[Table, str]]:
    """Give a workspace and the account of a secretaris in it."""
    clock = Clock()
    with new_table(folder, clock, server.place(name)) as table:
        from casustafel.domain.people import Role

        person = table.do(persons.add, _SECRETARY)
        for role in (Role.SECRETARY, Role.SUBMITTER):
            table.do(persons.grant, person.id, role, None)
        server.run(said_by_keeper(table.ask(accounts.sql)), name)
        yield table, str(person.login)


def _queue(server: Server, folder: Path) -> Iterator[Row]:
    with server.database() as name, _both(server, name, folder) as (table, login):
        fill(table.workspace, _CASES)
        server.run("VACUUM ANALYZE", name)
        queries = {
            "the queue's page": QueueQuery(committee="cpv", sort="urgency"),
            "a page sorted by client": QueueQuery(committee="cpv", sort="client_sort"),
            "a rare word": QueueQuery(committee="cpv", text="meidoorn123"),
            "a common word": QueueQuery(committee="cpv", text="zorggroep"),
        }
        with bootstrap.open_workspace(server.place(name, login), "", clock=table.clock) as own:
            for what, query in queries.items():
                took = {}
                for way, workspace in (("all", table.workspace), ("own", own)):
                    with workspace.reading() as reader:
                        took[way] = _median(lambda: queue.page(reader, query))  # noqa: B023
                step = f"{what} with row-level security, {_CASES:,} cases"
                yield (step, "the same without", took["all"], took["own"], 1.3)


def _import(server: Server, folder: Path) -> Iterator[Row]:
    path = folder / "lijst.xlsx"
    write_list(path, _LIST)
    given = importing.read_list(path, "cpv", today=datetime(2026, 11, 26, tzinfo=UTC).date())
    ours, bare = [], []
    for _ in range(3):
        with server.database() as name, _both(server, name, folder) as (table, login):
            with bootstrap.open_workspace(server.place(name, login), "", clock=table.clock) as own:
                start = time.perf_counter()
                with own.writing() as uow:
                    answer = importing.run(uow, "cpv", given)
                ours.append(time.perf_counter() - start)
                assert answer.rows["new"] == _LIST
            bare.append(_copied(server, name))
    step = f"import of {_LIST:,} rows on a server, as an account"
    yield (step, "COPY of the same rows into the same tables", min(bare), min(ours), 2.0)


def _copied(server: Server, name: str) -> float:
    """Return how long COPY takes over what the import left, with its indexes and references."""
    tables = [one.name for one in metadata.sorted_tables if one.name in _OF_LIST]
    with psycopg.connect(server.place(name)) as connection:
        kept: dict[str, bytes] = {}
        for table in tables:
            with connection.cursor().copy(f"COPY {table} TO STDOUT".encode()) as copy:
                kept[table] = b"".join(bytes(one) for one in copy)
        connection.execute(f"TRUNCATE {', '.join(tables)} CASCADE".encode())
        connection.commit()
        start = time.perf_counter()
        for table in tables:
            with connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
                copy.write(kept[table])
        connection.commit()
        return time.perf_counter() - start


_OF_LIST = frozenset({"household", "client", "import_record", "import_finding", "case_record"}) | {
    "case_answer"
}


class Line:
    """A proxy between two sockets that keeps what passes for a while, and counts the turns."""

    def __init__(self, folder: Path, to: str) -> None:
        self._to, self.turns, self._asking = to, 0, False
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / ".s.PGSQL.5432"))
        self._listening.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            near, _ = self._listening.accept()
            far = socket.socket(socket.AF_UNIX)
            far.connect(self._to)
            for one, other, counts in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pass, args=(one, other, counts), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, counts: bool) -> None:
        waiting: queues.Queue[tuple[float, bytes]] = queues.Queue()

        def send() -> None:
            while True:
                due, some = waiting.get()
                time.sleep(max(0.0, due - time.perf_counter()))
                with suppress(OSError):  # whom it was for has left
                    other.sendall(some)

        threading.Thread(target=send, daemon=True).start()
        while some := one.recv(1 << 16):
            self.turns += counts and not self._asking  # what follows at once is of the same turn
            self._asking = counts
            waiting.put((time.perf_counter() + _DELAY, some))


def _slow(server: Server, folder: Path) -> Iterator[Row]:
    with (
        server.database() as name,
        _both(server, name, folder) as (table, login),
        ExitStack() as on,
    ):
        meeting, items = table.opened(8)
        table.do(room.go_to, items[0].id)
        socket_of = server.place(name).partition("host=")[2]
        short = Path(on.enter_context(TemporaryDirectory(prefix="lijn-", dir="/tmp")))
        line = Line(short, f"{socket_of}/.s.PGSQL.5432")
        place = server.place(name, login).replace(socket_of, str(short))
        own = on.enter_context(bootstrap.open_workspace(place, "", clock=table.clock))
        for what, task in _pages(meeting, items[0].case_id or "").items():
            before = line.turns
            took = _median(lambda: _read(own, task), 5)  # noqa: B023
            turns = (line.turns - before) / 6
            step = f"{what} over a line of 20 ms, {turns:.0f} turns"
            yield (step, "300 ms", _ROOM, took, 1.0)


def _pages(meeting: Meeting, case_id: str) -> dict[str, Callable[[Any], object]]:
    return {
        "the room": lambda reader: room_desk.sitting(reader, meeting.id),
        "the queue": lambda reader: queue.page(reader, QueueQuery(committee="cpv")),
        "a case": lambda reader: case_desk.page(reader, case_id),
        "the agenda": lambda reader: agenda_desk.desk(reader, meeting.id),
        "today": today_desk.today,
    }


def _read(workspace: Workspace, task: Callable[[Any], object]) -> None:
    with workspace.reading() as reader:
        task(reader)


def measure() -> list[Row]:
    """Measure a shared database on a server of our own."""
    rows: list[Row] = []
    with TemporaryDirectory(prefix="casustafel-bench-") as name, running() as server:
        for part in (_slow, _import, _queue):
            rows += part(server, Path(name))
    return rows


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["_slow", "_import", "_queue"]
    with TemporaryDirectory(prefix="casustafel-bench-") as at, running() as here:
        for part in wanted:
            for row in globals()[part](here, Path(at)):
                print(row, round(row[3] / row[2], 2), flush=True)
