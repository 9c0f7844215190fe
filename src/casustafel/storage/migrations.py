"""Bringing the tables of a database to what this program knows.

Whether that is needed is one SELECT against `HEAD`; Alembic and its scripts are only loaded when
it is. All steps run in one transaction with foreign keys off (rebuilding a table with them on
would empty its children) and end with a check of all references: a migration happens wholly or
not at all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from casustafel.assets import asset
from casustafel.domain.errors import DatabaseError
from casustafel.storage.backend import backend_of

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0025"
"""The newest revision in `db/versions`; a test keeps the two equal."""


@dataclass(frozen=True, slots=True)
class Scripts:
    """A folder of Alembic scripts and its newest revision."""

    folder: Path
    head: str


def own_scripts() -> Scripts:
    """Return the scripts that ship with the program."""
    return Scripts(asset("db"), HEAD)


def current_revision(engine: Engine) -> str | None:
    """Return the revision that the database is at, or None when it has none. One SELECT."""
    with engine.connect() as connection:
        try:
            found = connection.execute(text("SELECT version_num FROM alembic_version"))
            return found.scalars().one_or_none()
        except (OperationalError, ProgrammingError):  # the table is not there
            return None


def bring_to_head(
    writer: Engine,
    scripts: Scripts | None = None,
    *,
    name: str = "",
    before: Callable[[str], None] | None = None,
) -> str | None:
    """Migrate where that is needed; return the revision that it came from, or None.

    `name` is what errors call the database; without it the name on the server.
    `before` is called with the present revision when a database that holds data is about to be
    migrated: there the backup is made. When it raises, nothing is migrated.
    Raises DatabaseError: 'database-newer' for a revision that this program does not know,
    'database-foreign' for tables of another program, 'database-references' when rows would
    point at nothing afterwards.
    """
    chosen = scripts or own_scripts()
    present = current_revision(writer)
    if present == chosen.head:
        return None
    if present is None:
        if _has_tables(writer):
            raise DatabaseError("database-foreign")
    else:
        if not knows(chosen, present):
            raise DatabaseError("database-newer", file=name or writer.url.database or "")
        if before is not None:
            before(present)
    upgrade(writer, chosen)
    return present


def upgrade(writer: Engine, scripts: Scripts | None = None, revision: str = "head") -> None:
    """Run the steps up to `revision`, in one transaction."""
    from alembic import command

    with _one_transaction(writer, scripts) as config:
        command.upgrade(config, revision)


def downgrade(writer: Engine, revision: str, scripts: Scripts | None = None) -> None:
    """Run the steps back to `revision` ("base": to nothing), in one transaction. For tests."""
    from alembic import command

    with _one_transaction(writer, scripts) as config:
        command.downgrade(config, revision)


def configuration(scripts: Scripts | None = None, connection: Connection | None = None) -> "Config":
    """Return Alembic's settings for a folder of scripts; `db/env.py` takes the connection."""
    from alembic.config import Config

    config = Config()
    folder = str((scripts or own_scripts()).folder)
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _one_transaction(writer: Engine, scripts: Scripts | None) -> Iterator["Config"]:
    with writer.connect() as connection:
        backend = backend_of(connection)
        with backend.migrating(connection):
            yield configuration(scripts, connection)


def _has_tables(engine: Engine) -> bool:
    return bool(inspect(engine).get_table_names())


def knows(scripts: Scripts, revision: str) -> bool:
    """Say whether a revision is one of these scripts, or of before them."""
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        ScriptDirectory.from_config(configuration(scripts)).get_revision(revision)
    except CommandError:
        return False
    return True
