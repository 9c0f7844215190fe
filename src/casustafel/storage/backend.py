"""What differs between the databases that a workspace may stand in: SQLite and PostgreSQL.

Everything else is the same SQL on both, made by SQLAlchemy.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, func, select, text

from casustafel.domain.errors import DatabaseError
from casustafel.storage.engine import CACHE_KIB

#: What 100,000 cases fill: with less, pages are written out, read back and written again.
_ROOM_KIB = 256 * 1024
#: How many rows one INSERT takes: SQLite reads so long a statement once, and knows it by heart.
#: Its bound of variables, 32,766, leaves room for 160 columns.
_ROWS = 200
#: How often threads take turns while a list flows in, where they would once: one of them waits for
#: the other at each of a thousand statements.
_TURNS = 500
#: How many values are named one by one in a query: well under SQLite's bound of variables.
NAMED = 200


class Prepared(NamedTuple):
    """Rows as the driver takes them: values that all rows share come before those of each.

    `into` is the table with its columns in that order.
    """

    into: str
    same: tuple[Any, ...]
    rows: list[tuple[Any, ...]]


class Backend:
    """A database that needs none of what the others do."""

    #: Several types are read in one statement (`storage.ahead`).
    reads_ahead = False
    #: A text is looked up in an index of its own (`queries.text_search`).
    search_index = False
    #: The server makes the chain of the log.
    chains = False
    #: Who works is known by the account of the server.
    accounts = False

    def among(
        self, column: Column[Any], values: list[Any], turned: Callable[[], list[Any]]
    ) -> ColumnElement[bool]:
        """Return the condition that a column holds one of these values; `turned`: as kept."""
        return column.in_(values)

    def write(self, connection: Connection, prepared: Prepared) -> None:
        """Write many rows."""
        raise NotImplementedError

    def roomy(self, connection: Connection) -> AbstractContextManager[None]:
        """Keep the pages of a large list in memory until they are committed."""
        return nullcontext()

    def filled_at_the_end(self, connection: Connection) -> AbstractContextManager[None]:
        """Let the search index take all cases that are added meanwhile in one go.

        Meanwhile cases may be added but not searched or changed.
        """
        return nullcontext()

    def searched_anew(self, connection: Connection) -> AbstractContextManager[None]:
        """Let the search index be made anew of the cases that stay, where most of them go.

        Meanwhile cases may be deleted but not searched. Nothing of those that went is left in it.
        """
        return nullcontext()

    def wiped(self, connection: Connection) -> None:
        """Leave nothing of what was deleted outside the database, once the deletion lasts."""

    @contextmanager
    def migrating(self, connection: Connection) -> Iterator[None]:
        """Migrate within this, in one transaction that lasts when nothing is raised."""
        raise NotImplementedError

    @contextmanager
    def as_it_was(self, connection: Connection) -> Iterator[None]:
        """Take rows in as they are, those of the logs too, in the transaction of the owner."""
        yield

    def login(self, connection: Connection) -> str | None:
        """Return the account of a connection; None where there are no accounts."""
        return None

    def roles(self, connection: Connection, logins: Sequence[tuple[str, bool]]) -> str:
        """Return the SQL that makes the accounts, each active or no longer."""
        raise NotImplementedError

    def queue_up(self, connection: Connection) -> None:
        """Wait until no other unit of work writes; SQLite does so as a transaction begins."""

    def importing(self, connection: Connection) -> None:
        """Let others who have to wait for it see that this transaction takes a list in."""


class Sqlite(Backend):
    """A file under SQLCipher."""

    reads_ahead = True
    search_index = True

    def among(
        self, column: Column[Any], values: list[Any], turned: Callable[[], list[Any]]
    ) -> ColumnElement[bool]:
        """Say many values as one JSON text instead of a variable per value.

        SQLite has a bound, and SQLAlchemy would take longer over the variables than SQLite over
        the search.
        """
        if len(values) <= NAMED:
            return column.in_(values)
        given = func.json_each(json.dumps(turned()))
        return column.in_(select(given.table_valued("value").c.value))

    def write(self, connection: Connection, prepared: Prepared) -> None:
        """Write many rows with one statement, which is much faster."""
        into, same, rows = prepared
        numbered = [f"?{at}" for at in range(1, len(same) + 1)]
        marks = f"({', '.join([*numbered, *'?' * len(rows[0])])})"
        for start in range(0, len(rows), _ROWS):
            some = rows[start : start + _ROWS]
            many = f"INSERT INTO {into} VALUES {', '.join([marks] * len(some))}"
            connection.exec_driver_sql(many, (*same, *chain.from_iterable(some)))

    @contextmanager
    def roomy(self, connection: Connection) -> Iterator[None]:
        """Give more memory meanwhile."""
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_ROOM_KIB}")
        try:
            yield
        finally:
            # Pages that wait for the commit stay; it is the room for others that is given back.
            connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")

    @contextmanager
    def filled_at_the_end(self, connection: Connection) -> Iterator[None]:
        """Put its trigger away, which takes cases one by one.

        It writes parts of the index out with each statement, which costs more than twice as much.
        What is rolled back leaves trigger and index as they were.
        """
        last = connection.exec_driver_sql("SELECT max(row_key) FROM case_record").scalar_one() or 0
        with _without(connection, "case_search_insert"):
            yield
        connection.exec_driver_sql(
            "INSERT INTO case_search(rowid, search_text)"
            " SELECT row_key, search_text FROM case_record WHERE row_key > ?",
            (last,),
        )

    @contextmanager
    def searched_anew(self, connection: Connection) -> Iterator[None]:
        """Put its trigger away, and make the index anew."""
        with _without(connection, "case_search_delete"):
            yield
        connection.exec_driver_sql("INSERT INTO case_search(case_search) VALUES ('rebuild')")

    def wiped(self, connection: Connection) -> None:
        """Fold the write-ahead log into the file."""
        _tell_driver(connection, "PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def migrating(self, connection: Connection) -> Iterator[None]:
        """Turn foreign keys off, and look at all of them in the end.

        Rebuilding a table with them on would empty its children. SQLite ignores this setting
        inside a transaction, and every statement that SQLAlchemy runs begins one: so it goes to
        the driver.
        """
        _tell_driver(connection, "PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield
                self._refuse_broken(connection)
        finally:
            _tell_driver(connection, "PRAGMA foreign_keys = ON")

    def _refuse_broken(self, connection: Connection) -> None:
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            tables = ", ".join(sorted({str(row[0]) for row in broken}))
            raise DatabaseError("database-references", tables=tables, count=len(broken))


class Postgresql(Backend):
    """A database on a server."""

    accounts = True
    chains = True

    @contextmanager
    def migrating(self, connection: Connection) -> Iterator[None]:
        """Act as who owns the database, so that all tables are theirs."""
        from casustafel.storage.server import act_as_owner

        with connection.begin():
            act_as_owner(connection)
            yield

    @contextmanager
    def as_it_was(self, connection: Connection) -> Iterator[None]:
        """Let the server chain nothing meanwhile, and count on behind what came."""
        for table in ("audit_event", "login"):
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER chain")
        yield
        for table in ("audit_event", "login"):
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER chain")
        connection.exec_driver_sql(
            "SELECT setval(pg_get_serial_sequence('case_record', 'row_key'),"
            " coalesce((SELECT max(row_key) FROM case_record), 0) + 1, false)"
        )
        connection.exec_driver_sql("ANALYZE")

    def login(self, connection: Connection) -> str | None:
        """Ask the server, whatever role is taken."""
        return str(connection.execute(text("SELECT session_user")).scalar_one())

    def roles(self, connection: Connection, logins: Sequence[tuple[str, bool]]) -> str:
        """Make one group that may work in the database, and an account per person in it."""
        from casustafel.storage.accounts import roles_sql

        return roles_sql(connection, logins)

    def queue_up(self, connection: Connection) -> None:
        """Take the one lock that all writers take."""
        from casustafel.storage.server import queue_up

        queue_up(connection)

    def importing(self, connection: Connection) -> None:
        """Be called so until the transaction ends."""
        from casustafel.storage.server import IMPORTING

        connection.exec_driver_sql(f"SET LOCAL application_name = '{IMPORTING}'")

    def write(self, connection: Connection, prepared: Prepared) -> None:
        """Write many rows with COPY."""
        from casustafel.storage.server import explained_server

        into, same, rows = prepared
        driver: Any = connection.connection.driver_connection
        with (
            explained_server(connection.engine.url),
            driver.cursor() as cursor,
            cursor.copy(f"COPY {into} FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row((*same, *row))


_BY_NAME: dict[str, Backend] = {"sqlite": Sqlite(), "postgresql": Postgresql()}


def backend_of(connection: Connection) -> Backend:
    """Return what the database of a connection needs."""
    return _BY_NAME[connection.dialect.name]


@contextmanager
def _without(connection: Connection, trigger: str) -> Iterator[None]:
    """Put a trigger away; what is rolled back has it as before."""
    named = f"FROM sqlite_master WHERE type = 'trigger' AND name = '{trigger}'"
    made = connection.exec_driver_sql(f"SELECT sql {named}").scalar_one()
    connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    try:
        yield
    finally:
        connection.exec_driver_sql(made)


def _tell_driver(connection: Connection, statement: str) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute(statement)


@contextmanager
def short_turns() -> Iterator[None]:
    """Let two threads take turns much oftener: one that wrote waits less to go on."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / _TURNS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
