"""Making a workspace and opening it: place, lock, keys, engines and migrations in their order.

SQLAlchemy and Alembic are loaded inside the functions: the unlock page paints before them.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from casustafel.domain.errors import DatabaseError, FileError
from casustafel.storage import atomic
from casustafel.storage.faults import explained
from casustafel.storage.keys import Cost, Unlocked, make_keys, unlock
from casustafel.storage.location import LocalFiles, Location, SharedDatabase
from casustafel.storage.lock import ProcessLock
from casustafel.storage.place import Facts, refuse_unfit_place
from casustafel.storage.reading import ONLY_READ, open_reading
from casustafel.storage.restore import finish_pending, note_files, put_foreign_log_aside

if TYPE_CHECKING:
    from casustafel.storage.engine import Engines
    from casustafel.storage.migrations import Scripts

_PAGE = 4096
_PLAIN_SQLITE = b"SQLite format 3\x00"


@dataclass(slots=True)
class OpenWorkspace:
    """An open database. `unlocked` is None and nothing is locked when it is a shared one.

    `migrated_from` is the revision that it had before it was opened now, if that was older. Where
    nothing can be written, `source` is the file that is read, in SQLite's `mode`, and `leave` lets
    go of all.
    """

    location: Location
    engines: "Engines"
    unlocked: Unlocked | None = None
    migrated_from: str | None = None
    lock: ProcessLock | None = None
    source: Path | None = None
    mode: str = ""
    leave: Callable[[], None] = lambda: None

    def close(self) -> None:
        """Close all connections, then let go of the lock. A second time does nothing."""
        self.engines.close()
        self.leave()
        if self.lock is not None:
            self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def create_workspace(
    files: LocalFiles,
    person: str,
    passphrase: str,
    *,
    now: datetime,
    fill: "Callable[[Engines], None] | None" = None,
    cost: Cost | None = None,
    scripts: "Scripts | None" = None,
    facts: Facts | None = None,
) -> OpenWorkspace:
    """Make a new encrypted workspace and open it. It appears whole, or not at all.

    `fill` puts the first rows in; when it raises, nothing is made. `now` is UTC.
    Raises DatabaseError: 'database-exists', 'keys-of-another', 'database-in-use',
    'place-network', 'place-synced'; UsageError: 'person-empty', 'passphrase-unfit'; FileError
    when the disk refuses.
    """
    from casustafel.storage.engine import local_engines
    from casustafel.storage.migrations import current_revision, upgrade

    refuse_unfit_place(files.database, facts)
    with contextlib.ExitStack() as undo:
        undo.enter_context(explained(files.database))
        files.database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = undo.enter_context(ProcessLock.take(files.lock))
        if files.database.exists():
            raise DatabaseError("database-exists", file=str(files.database))
        if files.others:
            raise DatabaseError("keys-of-another", file=files.others[0].name)
        _clear(files)
        header, unlocked = make_keys(person, passphrase, now=now, cost=cost)
        made = LocalFiles(atomic.beside(files.database))
        undo.callback(atomic.remove_files, made.database, *made.journals)
        with local_engines(made.database, unlocked.key) as engines:
            upgrade(engines.writer, scripts)
            if fill is not None:
                fill(engines)
        atomic.make_private(made.database)
        atomic.sync_file(made.database)
        _keep_keys_without_database(files, now)
        atomic.write_whole(files.keys, header, private=True)
        atomic.move(made.database, files.database)
        undo.pop_all()
    engines = local_engines(files.database, unlocked.key)
    current_revision(engines.writer)
    note_files(files, lock)
    return OpenWorkspace(files, engines, unlocked=unlocked, lock=lock)


def open_workspace(
    location: Location,
    passphrase: str = "",
    person: str | None = None,
    *,
    now: datetime,
    scripts: "Scripts | None" = None,
    facts: Facts | None = None,
    behind: bool = False,
) -> OpenWorkspace:
    """Open a workspace, and migrate it when it is older than the program.

    A local one is backed up before it is migrated; on a disk that is full or cannot be written it
    is opened to read only. `passphrase` may be the recovery key. A shared database is opened as it
    is, with the account that its address or the system names, whose password it may be; `behind`:
    also where this computer saw more of it before. `now` is UTC.
    Raises DatabaseError: 'database-missing', 'database-in-use', 'passphrase-wrong',
    'person-unknown', 'recovery-key-mistyped', 'keys-missing', 'keys-damaged',
    'database-not-ours', 'database-key-mismatch', 'database-damaged', 'database-newer',
    'database-read-only', 'place-network' or 'place-synced'; FileError('disk-full').
    """
    if isinstance(location, SharedDatabase):
        return _open_shared(location, passphrase, behind=behind)
    refuse_unfit_place(location.database, facts)
    try:
        return _open_writing(location, passphrase, person, now, scripts)
    except (DatabaseError, FileError) as error:
        if error.code not in ONLY_READ:
            raise
        return open_reading(location, passphrase, person, error, scripts)


def _open_writing(
    location: LocalFiles,
    passphrase: str,
    person: str | None,
    now: datetime,
    scripts: "Scripts | None",
) -> OpenWorkspace:
    with contextlib.ExitStack() as undo:
        undo.enter_context(explained(location.database, opening=True))
        if not location.pending_restore.exists():
            _refuse_what_is_no_database(location)
        lock = undo.enter_context(ProcessLock.take(location.lock))
        finish_pending(location)
        _clear(location)
        put_foreign_log_aside(location, lock, now)
        if not os.access(location.database, os.W_OK):
            raise DatabaseError("database-read-only", file=str(location.database))
        if location.database.stat().st_nlink > 1:
            raise DatabaseError("database-linked", file=str(location.database))
        unlocked = unlock(location.keys, passphrase, person)
        workspace = _opened(location, unlocked, lock, now, scripts)
        undo.pop_all()
    return workspace


def _opened(
    files: LocalFiles,
    unlocked: Unlocked,
    lock: ProcessLock,
    now: datetime,
    scripts: "Scripts | None",
) -> OpenWorkspace:
    from casustafel.storage.engine import local_engines
    from casustafel.storage.migrations import bring_to_head

    def keep_former(revision: str) -> None:
        from casustafel.storage.backup import back_up

        files.backups.mkdir(mode=0o700, exist_ok=True)
        name = f"{files.database.stem}-{now:%Y%m%dT%H%M%SZ}-before-migration-from-{revision}.backup"
        back_up(files, unlocked.key, files.backups / name, now=now)

    for folder in (files.database.parent, files.backups):
        atomic.clear_marked(folder, unlocked.workspace[:8])
    engines = local_engines(files.database, unlocked.key)
    try:
        came_from = bring_to_head(
            engines.writer, scripts, name=files.database.name, before=keep_former
        )
    except BaseException:
        engines.close()
        raise
    note_files(files, lock)
    return OpenWorkspace(files, engines, unlocked, came_from, lock)


def create_shared(
    location: SharedDatabase, fill: "Callable[[Engines], None]", password: str = ""
) -> OpenWorkspace:
    """Make a workspace in an empty PostgreSQL database, for who may act as its owner.

    Raises DatabaseError: 'database-exists', 'database-foreign' and those of `storage.server`.
    """
    from casustafel.storage.migrations import bring_to_head, current_revision

    with _shared(location, password) as engines:
        if current_revision(engines.reader) is not None:
            raise DatabaseError("database-exists", file=location.shown)
        bring_to_head(engines.writer)
        fill(engines)
    return OpenWorkspace(location, engines)


def upgrade_shared(location: SharedDatabase, password: str = "") -> str | None:
    """Migrate a shared database, for who may act as its owner; return the former revision, if any.

    Raises as `open_workspace`.
    """
    from casustafel.storage.migrations import bring_to_head, current_revision

    with _shared(location, password) as engines, engines:
        if current_revision(engines.reader) is None:
            raise DatabaseError("server-empty", server=location.shown)
        return bring_to_head(engines.writer, name=location.shown)


def _open_shared(location: SharedDatabase, password: str, *, behind: bool) -> OpenWorkspace:
    from casustafel.storage.heads import looked
    from casustafel.storage.migrations import HEAD, current_revision, knows, own_scripts

    with _shared(location, password) as engines:
        present = current_revision(engines.reader)
        if present is None:
            raise DatabaseError("server-empty", server=location.shown)
        if present != HEAD and knows(own_scripts(), present):
            raise DatabaseError("server-older", server=location.shown)
        if present != HEAD:
            raise DatabaseError("database-newer", file=location.shown)
        if not behind:
            with engines.reader.connect() as connection:
                if (wrong := looked(connection, location)) is not None:
                    raise wrong
    return OpenWorkspace(location, engines)


@contextlib.contextmanager
def _shared(location: SharedDatabase, password: str) -> "Iterator[Engines]":
    """Give the engines of a fit server, which are closed where that or anything within fails."""
    from casustafel.storage.server import refuse_unfit, shared_engines

    engines = shared_engines(location, password)
    try:
        refuse_unfit(engines.reader)
        yield engines
    except BaseException:
        engines.close()
        raise


def _refuse_what_is_no_database(files: LocalFiles) -> None:
    shown = str(files.database)
    try:
        with files.database.open("rb") as file:
            start = file.read(len(_PLAIN_SQLITE))
            size = file.seek(0, os.SEEK_END)
    except (FileNotFoundError, NotADirectoryError):
        raise DatabaseError("database-missing", file=shown) from None
    except OSError as error:
        # Windows calls it a lack of rights to open a folder as a file.
        if not files.database.is_dir():
            raise
        raise DatabaseError("database-not-ours", file=shown) from error
    # An encrypted database looks like noise in whole pages; anything else is another file.
    if start == _PLAIN_SQLITE or size == 0 or (size % _PAGE and not files.keys.exists()):
        raise DatabaseError("database-not-ours", file=shown)


def _keep_keys_without_database(files: LocalFiles, now: datetime) -> None:
    # Its database may only have been moved away; without these keys nobody could read it again.
    if files.keys.exists():
        atomic.move(files.keys, files.keys.with_name(f"{files.keys.name}.{now:%Y%m%dT%H%M%S}"))


def _clear(files: LocalFiles) -> None:
    for path in (files.database, files.keys, files.pending_restore):
        atomic.clear_unfinished(path)
