"""PostgreSQL as the place of a workspace: the address, the two engines, and what goes wrong there.

psycopg is loaded when a shared database is opened, and not before.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from casustafel.domain.errors import CasustafelError, DatabaseError, RightError, UsageError
from casustafel.storage.engine import READERS, Engines
from casustafel.storage.location import SharedDatabase
from casustafel.storage.uniqueness import explain_unique

#: The oldest PostgreSQL that is tested.
OLDEST = 15
#: Who writes holds this, so that units of work queue up as on a local file. Of one database.
_LOCK = 20261130
#: Who leads a meeting holds a lock of its session: this, and the hash of the meeting's id.
LEADS = 20261201
LEADER = (
    "SELECT coalesce(p.name, a.usename) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
    " LEFT JOIN person p ON p.login = a.usename WHERE l.locktype = 'advisory' AND l.granted"
    " AND l.objsubid = 2 AND l.classid = {}::oid AND a.datname = current_database()"
    " AND l.objid = (hashtext({})::bigint & 4294967295)::oid"
)
#: How long a unit of work waits for another one, and may stand still itself.
_LOCK_SECONDS, _IDLE_SECONDS = 10, 30
_SETTINGS = {
    "lock_timeout": f"{_LOCK_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{_IDLE_SECONDS}s",
    "timezone": "UTC",
    # Making machine code of the policies takes longer than asking them.
    "jit": "off",
    "search_path": "public",
    # A laptop that went to sleep holds no lock, and leads no meeting, for longer than this.
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
#: What a session is called while a list comes in, for whoever waits for it.
IMPORTING = "casustafel: import"
_LIVING = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
_CONNECT_SECONDS = 10
#: What an address may say beside the place: which certificates are trusted, and nothing weaker.
_ALLOWED = frozenset({"sslrootcert", "sslmode", "host"})
#: By these the system may send a connection elsewhere than its address says.
_ELSEWHERE = frozenset({"PGHOSTADDR", "PGSERVICE"})
_HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})


def shared_engines(location: SharedDatabase, password: str = "") -> Engines:
    """Return the engines of a PostgreSQL database. Nothing is opened yet.

    Raises DatabaseError('postgresql-not-installed') without psycopg 3, and UsageError:
    'database-password' or 'server-unsafe'.
    """
    url = _address(location.url)
    pooled: Any = {"poolclass": QueuePool, "max_overflow": 0}
    given: Any = {
        "hide_parameters": True,
        "connect_args": {
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "casustafel",
            **({"password": password} if password else {}),
            "options": " ".join(f"-c {key}={value}" for key, value in _SETTINGS.items()),
            **_LIVING,
        },
    }
    try:
        writer = create_engine(
            url, pool_size=1, isolation_level="READ COMMITTED", **pooled, **given
        )
        line = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", **given)
        reader = create_engine(
            url,
            pool_size=READERS,
            # What a page and its count are read from is one moment.
            isolation_level="REPEATABLE READ",
            execution_options={"postgresql_readonly": True},
            **pooled,
            **given,
        )
    except ModuleNotFoundError as error:
        raise DatabaseError("postgresql-not-installed") from error
    for engine in (writer, reader, line):
        event.listen(engine, "handle_error", _explain)
    return Engines(writer, reader, line)


def _address(given: str) -> URL:
    """Return an address without a password that is safe to take. Raises UsageError."""
    url = make_url(given)
    if url.password is not None:
        raise UsageError("database-password")
    if more := url.query.keys() - _ALLOWED:
        raise UsageError("server-unsafe", setting=", ".join(sorted(more)))
    if "host" in url.query and (url.host or not str(url.query["host"]).startswith("/")):
        raise UsageError("server-unsafe", setting="host")
    host = url.host or str(url.query.get("host") or os.environ.get("PGHOST", ""))
    elsewhere = os.environ.keys() & _ELSEWHERE
    if not elsewhere and (host in _HERE or host.startswith("/")):
        return url
    if url.query.get("sslmode", "verify-full") != "verify-full":
        raise UsageError("server-unsafe", setting="sslmode")
    # The certificates that the system trusts, unless the keeper gave one of the municipality.
    trusted = {"sslmode": "verify-full", "sslrootcert": "system"} | dict(url.query)
    return url.set(query=trusted)


def queue_up(connection: Connection) -> str:
    """Wait until no other unit of work writes, as BEGIN IMMEDIATE does on a local file.

    Return the mark by which `came_in` knows this transaction.
    Raises DatabaseError('server-busy-writing' and the like), which say for whom; then the
    transaction is over.
    """
    try:
        locked = "SELECT pg_current_xact_id()::text FROM pg_advisory_xact_lock(%s)"
        return str(connection.exec_driver_sql(locked, (_LOCK,)).scalar_one())
    except DatabaseError as error:
        if error.code != "server-busy":
            raise
        connection.rollback()
        raise _busy(connection) from error


def came_in(connection: Connection, mark: str) -> bool | None:
    """Say whether a transaction whose end was not heard is kept; None while that is not settled.

    The server remembers the end of each transaction. One that it never had, as after a move to
    another machine, is not kept. Raises DatabaseError('connection-lost') and the like.
    """
    connection.rollback()
    try:
        asked = "SELECT pg_xact_status(%s::xid8)"
        found = connection.exec_driver_sql(asked, (mark,)).scalar()
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") != "22023":
            raise
        return False
    finally:
        connection.rollback()
    return None if found == "in progress" else found == "committed"


def leader(connection: Connection, meeting: str) -> str | None:
    """Return who leads a meeting now, in a program that is open."""
    asked = LEADER.format("%s", "%s")
    found = connection.exec_driver_sql(asked, (LEADS, meeting)).scalar()
    return str(found) if found else None


def _busy(connection: Connection) -> DatabaseError:
    query = text(
        "SELECT a.usename, a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
        " WHERE l.locktype = 'advisory' AND l.granted AND l.objid = :lock"
        " AND a.datname = current_database()"
    )
    row = connection.execute(query, {"lock": _LOCK}).first()
    if row is None:
        return DatabaseError("server-busy", server=SharedDatabase(str(connection.engine.url)).shown)
    named = text("SELECT name FROM person WHERE login = :login")
    person = connection.execute(named, {"login": row[0]}).scalar() or row[0]
    if row[1] == IMPORTING:
        return DatabaseError("server-busy-importing", person=person)
    return DatabaseError("server-busy-writing", person=person)


def _hush(error: BaseException | None) -> None:
    """Take away which row the server refused: that is personal data, and for no traceback."""
    if error is not None:
        error.args = tuple(
            _DETAIL.sub("", said) if isinstance(said, str) else said for said in error.args
        )


def _explain(context: ExceptionContext) -> BaseException | None:
    assert context.engine is not None
    error = context.original_exception
    for one in (error, context.sqlalchemy_exception):
        _hush(one)
    return explain_unique(error) or explain_server(error, context.engine.url)


#: What is said in words only, before there is a session: how it begins to look like a SQLSTATE.
_DETAIL = re.compile(r"\n(DETAIL|CONTEXT):.*")
_SAYS = (
    (re.compile(r"certificate|SSL|TLS"), "trust"),
    (re.compile(r'database ".*" does not exist'), "3D000"),
    (re.compile(r'password|authentication|pg_hba|role ".*" does not|log in'), "28000"),
    (re.compile(r"too many clients|remaining connection slots"), "53300"),
    (re.compile(r"server closed|connection is lost|connection is closed"), "08006"),
)


def explain_server(error: BaseException | None, url: URL) -> CasustafelError | None:
    """Return what an error of psycopg means, or None when it is a fault of the program."""
    import psycopg

    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate or ""
    if not state and isinstance(error, psycopg.OperationalError):
        said = (code for looks, code in _SAYS if looks.search(str(error)))
        state = next(said, "unreachable")
    return _of_state(state, SharedDatabase(url.render_as_string()).shown)


def _of_state(state: str, server: str) -> CasustafelError | None:
    if state == "42501":
        return RightError("server-not-allowed", server=server)
    if state == "53300":
        return DatabaseError("server-full", server=server)
    if state == "25P03" or state.startswith("57P"):
        return DatabaseError("connection-lost", server=server)
    if state in ("55P03", "40001", "40P01"):
        return DatabaseError("server-busy", server=server)
    match state[:2]:
        case "28":
            return DatabaseError("login-refused", server=server)
        case "3D":
            return DatabaseError("server-database-missing", server=server)
        case "08":
            return DatabaseError("connection-lost", server=server)
        case "53" | "58" | "XX":
            return DatabaseError("server-failing", server=server)
        case "tr":
            return DatabaseError("server-not-trusted", server=server)
        case "un":
            return DatabaseError("server-unreachable", server=server)
        case _:
            return None


@contextmanager
def explained_server(url: URL) -> Iterator[None]:
    """Turn what goes wrong with the driver itself inside into errors that the user can mend."""
    try:
        yield
    except Exception as error:
        _hush(error)
        known = explain_unique(error) or explain_server(error, url)
        if known is None:
            raise
        raise known from error


def refuse_unfit(engine: Engine) -> None:
    """Refuse a server or database on which texts would sort otherwise, or that is too old.

    Raises DatabaseError: 'server-too-old' or 'server-collation'.
    """
    query = text(
        "SELECT current_setting('server_version_num')::int / 10000, datcollate,"
        " pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
    )
    with engine.connect() as connection:
        version, collation, encoding = connection.execute(query).one()
    if version < OLDEST:
        raise DatabaseError("server-too-old", version=version, oldest=OLDEST)
    if collation not in ("C", "POSIX") or encoding != "UTF8":
        raise DatabaseError("server-collation", found=f"{encoding}, {collation}")


def act_as_owner(connection: Connection) -> str:
    """Take the role of who owns the database, for this transaction; return its name.

    Raises RightError('server-not-owner') for who may not.
    """
    query = text(
        "SELECT pg_get_userbyid(datdba), pg_has_role(datdba, 'MEMBER')"
        " FROM pg_database WHERE datname = current_database()"
    )
    owner, may = connection.execute(query).one()
    if not may:
        raise RightError("server-not-owner", owner=owner)
    quoted = connection.dialect.identifier_preparer.quote_identifier(owner)
    connection.exec_driver_sql(f"SET LOCAL ROLE {quoted}")
    return str(owner)
