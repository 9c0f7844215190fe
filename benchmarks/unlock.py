"""Unlocking and opening the first page, and keeping a keystroke, against what they must cost.

The limit of unlocking is the derivation of the key itself with the first page read through a bare
SQLCipher connection; of a keystroke, one single-row commit through such a connection, with the
same care for power cuts. In the window both happen beside its thread; unlock_window.py paints too.
Heavy modules are loaded before: the program does so while the passphrase is typed.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from casustafel.domain.ids import new_id
from casustafel.services.upkeep import drafts
from casustafel.storage.engine import Engines, connect
from casustafel.storage.keys import unlock
from casustafel.storage.location import LocalFiles
from casustafel.storage.workspace import OpenWorkspace, create_workspace, open_workspace
from many_cases import workspace_of

_CASES = 10_000
_PASSPHRASE = "vier paarse fietsen"
_NOW = datetime(2026, 3, 2, tzinfo=UTC)
_PAGE = "SELECT id, number, note FROM bench_case ORDER BY number LIMIT 100"

Row = tuple[str, str, float, float, float]


def measure() -> list[Row]:
    """Return per step: its name, what the limit is, the limit, ours (both in s), the goal ratio."""
    with tempfile.TemporaryDirectory() as folder:
        files = LocalFiles(Path(folder) / "bench.db")
        create_workspace(files, "Anna", _PASSPHRASE, now=_NOW, fill=_fill).close()
        return [_unlocking(files), _keystroke()]


def _fill(engines: Engines) -> None:
    rows = [
        {"id": number, "number": f"CPV-2026-{number:05}", "note": "Een korte toelichting. " * 10}
        for number in range(_CASES)
    ]
    with engines.writer.begin() as connection:
        create = "CREATE TABLE bench_case (id INTEGER PRIMARY KEY, number TEXT UNIQUE, note TEXT)"
        connection.execute(text(create))
        connection.execute(text("INSERT INTO bench_case VALUES (:id, :number, :note)"), rows)


def _unlocking(files: LocalFiles) -> Row:
    def bare() -> None:
        key = unlock(files.keys, _PASSPHRASE).key
        connection = connect(files.database, key, settings=False)
        assert len(connection.execute(_PAGE).fetchall()) == 100
        connection.close()

    opened: list[OpenWorkspace] = []

    def ours() -> None:
        workspace = open_workspace(files, _PASSPHRASE, now=_NOW)
        opened.append(workspace)
        with workspace.engines.reader.connect() as connection:
            assert len(connection.execute(text(_PAGE)).all()) == 100

    def close() -> None:
        while opened:
            opened.pop().close()

    limit, mine = _medians(bare, ours, rounds=9, after=close)
    return ("unlock and first page", "key derivation and a bare first page", limit, mine, 1.5)


def _keystroke() -> Row:
    with workspace_of(1) as workspace:
        storage = workspace.storage
        assert isinstance(storage.location, LocalFiles)
        assert storage.unlocked is not None
        raw = connect(storage.location.database, storage.unlocked.key)
        raw.execute("CREATE TABLE bench_draft (id INTEGER PRIMARY KEY, note TEXT)")
        raw.execute("INSERT INTO bench_draft VALUES (1, '')")
        typed, item = iter(range(10**9)), new_id()

        def bare() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE bench_draft SET note = ? WHERE id = 1", (f"toets {next(typed)}",))
            raw.execute("COMMIT")

        def ours() -> None:
            with workspace.writing() as uow:
                drafts.keep(uow, "agenda_item", item, "note", f"toets {next(typed)}")

        limit, mine = _medians(bare, ours, rounds=150)
        raw.close()
    return ("keep a keystroke as a draft", "one raw single-row commit", limit, mine, 3.0)


def _medians(
    limit: Callable[[], None],
    ours: Callable[[], None],
    *,
    rounds: int,
    after: Callable[[], None] = lambda: None,
) -> tuple[float, float]:
    # In turns, so that a slow moment of the machine counts for both.
    limits, mine = [], []
    for _ in range(rounds):
        limits.append(_timed(limit))
        mine.append(_timed(ours))
        after()
    return statistics.median(limits), statistics.median(mine)


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for step, against, bound, taken, goal in measure():
        print(f"{step}: {taken * 1000:.2f} ms, {against} {bound * 1000:.2f} ms,", end=" ")
        print(f"ratio {taken / bound:.2f}, goal {goal}")
