"""Where a workspace is: a set of local files, or a shared PostgreSQL database."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from casustafel.domain.errors import UsageError

VARIABLE = "CASUSTAFEL_DATABASE"
DEFAULT_NAME = "casustafel.db"
_TAKEN = frozenset({".keys", ".lock", ".restore"})


@dataclass(frozen=True, slots=True)
class LocalFiles:
    """The files of one local workspace, all beside the database `<name>.db`."""

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
    path = Path(chosen).expanduser().absolute()
    if path.is_dir():
        path = path / DEFAULT_NAME
    if path.suffix in _TAKEN or not path.name:
        raise UsageError("database-name", file=path.name)
    return LocalFiles(path if path.suffix else path.with_suffix(".db"))


def _user_data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("casustafel", appauthor=False)
