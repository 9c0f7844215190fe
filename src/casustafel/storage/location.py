"""Where a workspace is: a set of local files, or a shared PostgreSQL database."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from casustafel.domain.errors import UsageError

VARIABLE = "CASUSTAFEL_DATABASE"
DEFAULT_NAME = "casustafel.db"
PAGE = 4096
#: How files begin that the program writes for people; a database begins with noise.
#: One sign would not do: noise begins with a brace once in 256 times.
_DOCUMENTS = (
    *(b"SQLite format 3\x00", b"%PDF-", b"PK\x03\x04", b"BEGIN:VCALENDAR"),
    *(b'{"', b"{\n", b"{}", b"[{", b"[\n", b"[]", b'["'),
)
_LONGEST = max(map(len, _DOCUMENTS))
_OTHER_FILE = re.compile(r".+(\.(keys|lock|restore)|-(wal|shm|journal))", re.IGNORECASE)


def is_other_file(name: str) -> bool:
    """Say whether a file of this name is one that stands beside a database."""
    return _OTHER_FILE.fullmatch(name) is not None


def is_database(path: Path) -> bool:
    """Say whether a file looks like an encrypted database: noise in whole pages."""
    try:
        with path.open("rb") as file:
            start, size = file.read(_LONGEST), file.seek(0, os.SEEK_END)
    except OSError:
        return False
    return size > 0 and size % PAGE == 0 and not start.startswith(_DOCUMENTS)


@dataclass(frozen=True, slots=True)
class LocalFiles:
    """The files of one local workspace, all beside the database `<name>.db`.

    New databases end in `.db`, so that each name has files of its own. One of before that ends in
    something else keeps the files that it had.
    """

    database: Path

    @property
    def keys(self) -> Path:
        """The database key, wrapped per person."""
        return self.database.with_suffix(".keys")

    @property
    def lock(self) -> Path:
        """Held while a process works with the database."""
        return self.database.with_suffix(".lock")

    @property
    def pending_restore(self) -> Path:
        """Stands there while a restore is putting files in place."""
        return self.database.with_suffix(".restore")

    @property
    def journals(self) -> tuple[Path, Path]:
        """SQLite's own files: the write-ahead log, which holds confirmed changes, and its index."""
        name = self.database.name
        return self.database.with_name(f"{name}-wal"), self.database.with_name(f"{name}-shm")

    @property
    def backups(self) -> Path:
        """Folder of the backups that the program makes by itself."""
        return self.database.with_name(f"{self.database.stem}-backups")

    @property
    def others(self) -> list[Path]:
        """Databases of other names that have the same file of keys, made by former versions."""
        found = self.database.parent.glob(f"{escape(self.database.stem)}.*")
        return [
            path
            for path in found
            if path != self.database and LocalFiles(path).keys == self.keys and is_database(path)
        ]

    @property
    def shown(self) -> str:
        """What is shown to people."""
        return str(self.database)


@dataclass(frozen=True, slots=True)
class SharedDatabase:
    """A PostgreSQL database: `url` as SQLAlchemy takes it, with psycopg 3."""

    url: str

    @property
    def shown(self) -> str:
        """What is shown to people: the address without a password."""
        parts = urlsplit(self.url)
        host = parts.hostname or "localhost"
        port = f":{parts.port}" if parts.port else ""
        user = f"{parts.username}@" if parts.username else ""
        return urlunsplit(
            (parts.scheme.partition("+")[0], f"{user}{host}{port}", parts.path, "", "")
        )

    def __repr__(self) -> str:
        return f"SharedDatabase({self.shown!r})"


Location = LocalFiles | SharedDatabase


def locate(given: str | None = None, environment: Mapping[str, str] | None = None) -> Location:
    """Say what `--database` means: a path, a folder, or a PostgreSQL address.

    Without `given` the variable CASUSTAFEL_DATABASE counts, and without that the user's own data
    folder. In a folder the database is `casustafel.db`.
    Raises UsageError: 'database-address' or 'database-name'.
    """
    chosen = given or (os.environ if environment is None else environment).get(VARIABLE)
    if not chosen:
        return LocalFiles(_user_data_folder() / DEFAULT_NAME)
    scheme, separator, rest = chosen.partition("://")
    if separator:
        if scheme not in ("postgresql", "postgres", "postgresql+psycopg") or not rest:
            raise UsageError("database-address", scheme=scheme)
        return SharedDatabase(f"postgresql+psycopg://{rest}")
    # A local path in the long form of Windows, which SQLite's addresses cannot hold.
    chosen = re.sub(r"^\\\\[?.]\\(?=[A-Za-z]:)", "", chosen)
    path = Path(chosen).expanduser().absolute()
    if path.is_dir():
        path = path / DEFAULT_NAME
    if is_other_file(path.name) or not path.name:
        raise UsageError("database-name", file=path.name)
    there = path.exists() or LocalFiles(path).pending_restore.exists()
    if path.suffix != ".db" and not there:
        path = path.with_name(f"{path.name}.db")
    # A link is another name of the same files: there is one lock on them.
    return LocalFiles(path.resolve())


def _user_data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("casustafel", appauthor=False)
