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
#: So few rows go as they are; more of them by a table of the session, see `Postgresql.write`.
_FEW = 20
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

    def forget_people(
        self, connection: Connection, people: list[str] | None, homes: list[str]
    ) -> bool:
        """Do what `Writer.forget_people` says (None: of all), where a server has to."""
        return False

    def used(self, connection: Connection, ids: list[str]) -> set[str]:
        """Return which organisations stand in a case that a server keeps from the account."""
        return set()

    def emptied(self, connection: Connection, table: str) -> AbstractContextManager[None]:
        """Let the indexes of a table be made anew of the rows that stay, where most of them go.

        Meanwhile its rows may be deleted but not searched. Nothing of those that went is left.
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

    def whole(self, connection: Connection) -> None:
        """Let this transaction read all rows. Raises RightError for who may not act as owner."""

    def unseen(self, connection: Connection, meeting_id: str) -> bool:
        """Say whether a meeting is about a case that the account may not read."""
        return False

    def roles(self, connection: Connection, logins: Sequence[tuple[str, bool]]) -> str:
        """Return the SQL that makes the accounts, each active or no longer."""
        raise NotImplementedError

    def queue_up(self, connection: Connection) -> str:
        """Wait until no other unit of work writes; SQLite does so as a transaction begins.

        Return the mark by which `came_in` knows the transaction afterwards, if it can.
        """
        return ""

    def came_in(self, connection: Connection, mark: str) -> bool | None:
        """Say whether a transaction whose end was not heard is kept; None: not settled yet."""
        raise NotImplementedError

    def leader(self, connection: Connection, meeting: str) -> str | None:
        """Return who leads a meeting at another desk, if anybody does."""
        return None

    def importing(self, connection: Connection) -> None:
        """Let others who have to wait for it see that this transaction takes a list in."""


class Sqlite(Backend):
    """A file under SQLCipher."""

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
    def emptied(self, connection: Connection, table: str) -> Iterator[None]:
        """Put its indexes away: a page that is dropped costs less than each row on it.

        One in which rows of the table itself refer to each other stays: it is asked for each row
        that goes. The trigger of the search index goes with those of the cases.
        """
        references = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").mappings()
        own = {str(one["from"]) for one in references if one["table"] == table}
        made = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
            " AND (type = 'index' OR name = 'case_search_delete')",
            (table,),
        ).all()
        names = [name for name, sql in made if not any(one in sql for one in own)]
        with _without(connection, *names):
            yield
        if "case_search_delete" in names:
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
        with connection.begin():
            self.whole(connection)
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

    def whole(self, connection: Connection) -> None:
        """Act as who owns the database."""
        from casustafel.storage.server import act_as_owner

        act_as_owner(connection)

    def forget_people(
        self, connection: Connection, people: list[str] | None, homes: list[str]
    ) -> bool:
        """Ask the server: whose last case went is not shown any more, nor are cases of others."""
        asked = text("SELECT app.forget_people(CAST(:people AS uuid[]), CAST(:homes AS uuid[]))")
        connection.execute(asked, {"people": people, "homes": homes})
        return True

    def used(self, connection: Connection, ids: list[str]) -> set[str]:
        """Ask the server."""
        asked = text("SELECT CAST(app.used(CAST(:ids AS uuid[])) AS text)")
        return set(connection.execute(asked, {"ids": ids}).scalars())

    def unseen(self, connection: Connection, meeting_id: str) -> bool:
        """Ask the server, which shows no such case."""
        asked = text("SELECT app.unseen(CAST(:meeting AS uuid))")
        return bool(connection.execute(asked, {"meeting": meeting_id}).scalar_one())

    def queue_up(self, connection: Connection) -> str:
        """Take the one lock that all writers take."""
        from casustafel.storage.server import queue_up

        return queue_up(connection)

    def came_in(self, connection: Connection, mark: str) -> bool | None:
        """Ask the server."""
        from casustafel.storage.server import came_in

        return came_in(connection, mark)

    def leader(self, connection: Connection, meeting: str) -> str | None:
        """Ask whose session holds that."""
        from casustafel.storage.server import leader

        return leader(connection, meeting)

    def importing(self, connection: Connection) -> None:
        """Be called so until the transaction ends."""
        from casustafel.storage.server import IMPORTING

        connection.exec_driver_sql(f"SET LOCAL application_name = '{IMPORTING}'")

    def write(self, connection: Connection, prepared: Prepared) -> None:
        """Write many rows with COPY.

        A table whose rows the server bounds (db/postgresql/rows.toml) takes no COPY itself: for an
        account they go by a table of the session.
        """
        from casustafel.storage.server import explained_server

        into, same, rows = prepared
        table, _, columns = into.partition(" ")
        driver: Any = connection.connection.driver_connection
        with explained_server(connection.engine.url), driver.cursor() as cursor:
            if len(rows) <= _FEW:
                marks = ", ".join(["%s"] * (len(same) + len(rows[0])))
                insert = f"INSERT INTO {into} VALUES ({marks})"
                cursor.executemany(insert, [(*same, *row) for row in rows])
                return
            bounded = cursor.execute("SELECT row_security_active(%s)", (table,)).fetchone()[0]
            beside = "flow_" + table.strip('"') if bounded else table
            if bounded:
                kept = f"SELECT * FROM {table} WITH NO DATA"
                cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {beside} ON COMMIT DROP AS {kept}")
            with cursor.copy(f"COPY {beside} {columns} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((*same, *row))
            if bounded:
                named = columns[1:-1]
                cursor.execute(f"INSERT INTO {into} SELECT {named} FROM {beside}")
                cursor.execute(f"TRUNCATE {beside}")


_BY_NAME: dict[str, Backend] = {"sqlite": Sqlite(), "postgresql": Postgresql()}


def backend_of(connection: Connection) -> Backend:
    """Return what the database of a connection needs."""
    return _BY_NAME[connection.dialect.name]


@contextmanager
def _without(connection: Connection, *names: str) -> Iterator[None]:
    """Put triggers and indexes away; what is rolled back has them as before."""
    made = []
    for name in names:
        named = "SELECT type, sql FROM sqlite_master WHERE name = ?"
        kind, sql = connection.exec_driver_sql(named, (name,)).one()
        connection.exec_driver_sql(f"DROP {kind} {name}")
        made.append(sql)
    try:
        yield
    finally:
        for sql in made:
            connection.exec_driver_sql(sql)


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
