"""What all commands share: where the database is, who works, and how errors are told."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from casustafel import bootstrap
from casustafel.domain.errors import DatabaseError, FileError, UsageError
from casustafel.windows import is_console

F = TypeVar("F", bound=Callable[..., Any])

PASSPHRASE = "CASUSTAFEL_PASSPHRASE"
PERSON = "CASUSTAFEL_PERSON"
#: So much is shown of what was typed and is not known.
_SHOWN = 40


@dataclass(slots=True)
class Connection:
    """How a command reaches the workspace; later options win over earlier ones."""

    database: str | None = None
    passphrase_file: Path | None = None
    person: str | None = None

    def passphrase(self) -> str:
        """Return the passphrase from the file, the environment, or a prompt.

        Raises DatabaseError('passphrase-missing') where nobody can be asked.
        """
        if self.passphrase_file is not None:
            try:
                return self.passphrase_file.read_text("utf-8-sig").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise FileError("passphrase-file", file=str(self.passphrase_file)) from error
        given = os.environ.get(PASSPHRASE)
        if given:
            return given
        if sys.stdin is not None and is_terminal(sys.stdin):
            return str(click.prompt("Passphrase", hide_input=True, err=True))
        raise DatabaseError("passphrase-missing")

    def who(self) -> str | None:
        """Return the person that was named, if any."""
        return self.person or os.environ.get(PERSON) or None

    def open(self, *, behind: bool = False) -> bootstrap.Workspace:
        """Open the workspace, `behind` or not. Raises the errors of `bootstrap.open_workspace`."""
        secret = self.password() if self.shared else self.passphrase()
        return bootstrap.open_workspace(self.database, secret, self.who(), behind=behind)

    @property
    def shared(self) -> bool:
        """Whether the workspace stands on a server."""
        return bootstrap.is_shared(self.database)

    def password(self) -> str:
        """Return what was given as passphrase as the password of an account on a server.

        Nobody is asked: the system's own login, PGPASSFILE or a certificate may do without.
        """
        given = self.passphrase_file is not None or os.environ.get(PASSPHRASE)
        return self.passphrase() if given else ""


def is_terminal(stream: TextIO) -> bool:
    """Say whether a person can answer; on Windows NUL calls itself a terminal, and is none."""
    try:
        return stream.isatty() and is_console(stream.fileno())
    except (OSError, ValueError):  # a stream that is no file, or is closed
        return False


_OPTIONS = (
    click.option("--database", metavar="PATH-or-URL", help="Where the database is."),
    click.option(
        "--passphrase-file",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="A file that holds the passphrase (or set CASUSTAFEL_PASSPHRASE).",
    ),
    click.option("--person", metavar="NAME", help="Who works; may be left out while there is one."),
)


def connected(function: F) -> F:
    """Give a command the options that reach a workspace, as its first argument."""

    def command(**given: Any) -> Any:
        connection = click.get_current_context().ensure_object(Connection)
        update(connection, given)
        return function(connection, **given)

    command.__name__ = function.__name__
    command.__doc__ = function.__doc__
    wrapped: Any = command
    wrapped.__click_params__ = getattr(function, "__click_params__", [])
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[no-any-return]


def update(connection: Connection, given: dict[str, Any]) -> None:
    """Take the shared options out of what was given and keep those that say something."""
    for name in ("database", "passphrase_file", "person"):
        value = given.pop(name, None)
        if value is not None:
            setattr(connection, name, value)


def table_option(*, with_all: bool = False, required: bool = False) -> Callable[[F], F]:
    """Return the option --table; which tables there are is known once the workspace is open."""
    metavar = "TABLE|all" if with_all else "TABLE"
    return click.option(
        "--table", metavar=metavar, required=required, help="cpv, zbo, doorbraak or your own."
    )


def known_table(reader: Any, table: str) -> str:
    """Return the code of a table. Raises UsageError that names those there are."""
    from casustafel.services.definitions import tables

    codes = [committee.code for committee in tables.listed(reader)]
    if table not in codes:
        raise UsageError("table-unknown", table=table[:_SHOWN], tables=", ".join(codes))
    return table


def as_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their heads, in columns of fitting width."""
    widths = [max(len(line[place]) for line in [heads, *rows]) for place in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [heads, *rows]
    ]
    return "\n".join(lines)
