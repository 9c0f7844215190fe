"""How the database is reached: one connection that writes, and a few that only read.

Local: SQLCipher with a raw key, write-ahead log, and every commit on the disk before it is
confirmed (`synchronous=FULL`). Shared: PostgreSQL through the same pair (`storage.server`).
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import QueuePool

from casustafel.domain.errors import DatabaseError
from casustafel.storage.atomic import identity
from casustafel.storage.faults import explain_database
from casustafel.storage.uniqueness import explain_unique

READERS = 4
"""Connections that may read at the same time: the window's pages and its background work."""

_BUSY_SECONDS = 10.0
CACHE_KIB = 64 * 1024
"""How much of the file a connection keeps in memory at most, usually."""

_WAL_BYTES = 256 * 1024 * 1024
_PAGE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Engines:
    """The two ways to one database.

    `writer` has one connection; its transactions begin by taking the write lock, so that two
    writers queue up and never fail halfway. `reader` refuses to write. `line` makes connections on
    which a server tells what others change; a local file has none.
    """

    writer: Engine
    reader: Engine
    line: Engine | None = None

    def stop_writing(self, code: str, **values: object) -> None:
        """Refuse each change from now on with this error; reading goes on."""

        def refuse(_connection: Connection) -> None:
            raise DatabaseError(code, **values)

        event.listen(self.writer, "begin", refuse)

    def close(self) -> None:
        """Close all connections; the last one, the writer's, folds the log into the file."""
        self.reader.dispose()
        self.writer.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def local_engines(database: Path, key: bytes, mode: str = "") -> Engines:
    """Return the engines of a local file under the 32 bytes of `key`. Nothing is opened yet.

    `mode` is as for `connect`.
    Errors of SQLite that the user can mend are raised as CasustafelError children.
    """
    guard = _StillThere(database)
    writer, reader = (_local(database, key, writes=writes, mode=mode) for writes in (True, False))
    engines = Engines(writer, reader)
    for engine in (engines.writer, engines.reader):
        event.listen(engine, "begin", guard.check)
    event.listen(engines.writer, "commit", guard.check)
    return engines


def connect(
    database: Path, key: bytes, *, writes: bool = True, settings: bool = True, mode: str = ""
) -> Any:
    """Return a plain SQLCipher connection, with the key and all settings in place.

    The file is made when it is not there and `writes` is true. Without `settings` only the key
    is given: so a copy is made and looked at. `mode` is SQLite's own, as "ro".
    """
    from sqlcipher3 import dbapi2

    mode = mode or ("rwc" if writes else "rw")
    connection = dbapi2.connect(
        f"{database.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # SQLCipher would write its own lines to stderr; what is wrong is worded by us.
        connection.execute("PRAGMA cipher_log_level = NONE")
        # The key comes before anything that reads the file.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in _settings(writes=writes) if settings else ():
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def _settings(*, writes: bool) -> list[str]:
    settings = [
        f"cache_size = -{CACHE_KIB}",
        "temp_store = MEMORY",  # nothing of a case ever reaches the disk in the clear
        "foreign_keys = ON",
    ]
    if not writes:
        return [*settings, "query_only = ON"]
    settings += [
        "journal_mode = WAL",
        "synchronous = FULL",  # what is confirmed survives a power cut
        f"journal_size_limit = {_WAL_BYTES}",
        # Nobody waits for the log to be folded into the file until it is as long as may be: with
        # SQLite's own bound of 1,000 pages each larger commit would.
        f"wal_autocheckpoint = {_WAL_BYTES // _PAGE_BYTES}",
        "secure_delete = ON",  # what was destroyed is overwritten, also for whoever holds the key
    ]
    if sys.platform == "darwin":
        # Plain fsync on macOS stops at the disk's own memory.
        settings += ["fullfsync = ON", "checkpoint_fullfsync = ON"]
    return settings


def _local(database: Path, key: bytes, *, writes: bool, mode: str) -> Engine:
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(database, key, writes=writes, mode=mode),
        poolclass=QueuePool,
        pool_size=1 if writes else READERS,
        max_overflow=0,
        hide_parameters=True,  # values are personal data: they stay out of tracebacks
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    def explain(context: ExceptionContext) -> BaseException | None:
        error = context.original_exception
        known = explain_unique(error) or explain_database(error, database)
        # A reader that writes is a fault of the program, not a disk that cannot be written.
        own_fault = not writes and known is not None and known.code == "database-read-only"
        return None if own_fault else known

    event.listen(engine, "begin", begin_transaction)
    event.listen(engine, "handle_error", explain)
    return engine


class _StillThere:
    """Stops all work once the path of an open database no longer means that file.

    Where it was removed, renamed or replaced, changes would go to a file that nobody finds again,
    and another connection would read another file.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._opened: tuple[int, int] | None = None

    def check(self, _connection: Connection) -> None:
        """Compare the file with the one of the first transaction; one call of the system."""
        present = identity(self._database)
        self._opened = self._opened or present
        if present is None or present != self._opened:
            raise DatabaseError("database-moved", file=str(self._database))
