"""Putting a backup back in place, so that a crash halfway is finished at the next opening."""

import contextlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from casustafel.domain.errors import CasustafelError, DatabaseError, FileError
from casustafel.storage import atomic
from casustafel.storage.faults import explained
from casustafel.storage.keys import Unlocked, unlock, unlock_header
from casustafel.storage.location import LocalFiles
from casustafel.storage.lock import ProcessLock
from casustafel.storage.place import Facts, refuse_unfit_place

if TYPE_CHECKING:
    from casustafel.storage.backup import Manifest

_JOURNAL_VERSION = 1


@dataclass(frozen=True, slots=True)
class Restored:
    """When the backup was made (UTC), and the folder where the former files are kept, if any."""

    made_at: datetime
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Copy:
    """The database of a backup before it is put in place, opened by a passphrase of its day.

    `former` is the last position and hash of the log that it replaces, None when that cannot be
    read; `destroyed` are salt and mark of each case that was destroyed by then.
    """

    database: Path
    unlocked: Unlocked
    manifest: "Manifest"
    former: tuple[int, str] | None
    destroyed: list[tuple[str, str]]


def restore(
    file: Path,
    files: LocalFiles,
    secret: str,
    person: str | None = None,
    *,
    now: datetime,
    prepare: Callable[[Copy], None] = lambda _copy: None,
    replace: bool = False,
    facts: Facts | None = None,
) -> Restored:
    """Put the workspace in the backup `file` in the place of `files`.

    `secret` is a passphrase of the day of the backup, or its recovery key. `prepare` does what is
    to be done in the copy before it is put in place; when it raises, nothing is changed.

    The former files are kept in a folder beside it. Only with `replace` is a workspace that is
    there put aside. It opens with the passphrases of the day of the backup.
    Raises FileError: 'backup-damaged', 'backup-newer', 'restore-target-exists', 'disk-full' and
    the like; DatabaseError: 'passphrase-wrong' and the like, 'database-in-use', 'place-network',
    'place-synced'. Until the last check has passed nothing is changed.
    """
    from casustafel.storage.backup import DATABASE, KEYS, opened_backup, read_backup

    refuse_unfit_place(files.database, facts)
    manifest, header = read_backup(file)
    unlocked = unlock_header(header, secret, person)
    with explained(files.database), contextlib.ExitStack() as undo:
        files.database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        undo.enter_context(ProcessLock.take(files.lock))
        _finish_or_forget(files, forget=replace)
        there = any(path.exists() for path in (files.database, files.keys, *files.journals))
        if there and not replace:
            raise FileError("restore-target-exists", file=str(files.database))
        database, keys = atomic.beside(files.database), atomic.beside(files.keys)
        cleaning = undo.enter_context(contextlib.ExitStack())
        cleaning.callback(atomic.remove_files, database, *LocalFiles(database).journals, keys)
        with opened_backup(file) as (archive, _):
            for part, made in ((DATABASE, database), (KEYS, keys)):
                with archive.open(part) as source, made.open("xb") as target:
                    shutil.copyfileobj(source, target, 1024 * 1024)
                atomic.make_private(made)
                atomic.sync_file(made)
        former = _former(files, unlocked, secret, person, file)
        prepare(Copy(database, unlocked, manifest, *former))
        atomic.sync_file(database)
        kept = _new_folder(files, now) if there else None
        plan(files, database, keys, kept)
        cleaning.pop_all()  # from here on a crash is finished, not undone
        finish_pending(files)
    return Restored(manifest.made_at, kept)


def plan(files: LocalFiles, database: Path, keys: Path, kept: Path | None) -> None:
    """Write down that these files take the place of a workspace, for `finish_pending`.

    The former ones go to the folder `kept`, or nowhere: then the database was folded whole.
    """
    journal = {
        "version": _JOURNAL_VERSION,
        "database": database.name,
        "keys": keys.name,
        "kept": kept.name if kept else None,
    }
    atomic.write_whole(files.pending_restore, json.dumps(journal).encode())


def finish_pending(files: LocalFiles) -> bool:
    """Finish a restore that was cut off; say whether there was one. The lock is held.

    Each step looks at what is there, so that it can be done again after any crash.
    Raises DatabaseError('restore-unfinished') when its files are gone.
    """
    if not files.pending_restore.exists():
        return False
    folder = files.database.parent
    try:
        journal = json.loads(files.pending_restore.read_bytes())
        database, keys = (
            folder / Path(journal["database"]).name,
            folder / Path(journal["keys"]).name,
        )
        kept = folder / Path(journal["kept"]).name if journal["kept"] else None
    except (ValueError, KeyError, TypeError):
        raise DatabaseError("restore-unfinished", file=str(files.pending_restore)) from None
    if database.exists():
        # The log belongs to the former database: it goes before the new one comes.
        for path in (*files.journals, files.database):
            _put_aside(path, kept)
        atomic.remove_files(*files.journals)
        atomic.move(database, files.database)
    if keys.exists():
        _put_aside(files.keys, kept)
        atomic.move(keys, files.keys)
    if not (files.database.exists() and files.keys.exists()):
        raise DatabaseError("restore-unfinished", file=str(files.pending_restore))
    atomic.remove(files.pending_restore)
    atomic.sync_folder(folder)
    return True


_Former = tuple[tuple[int, str] | None, list[tuple[str, str]]]


def _former(
    files: LocalFiles, unlocked: Unlocked, secret: str, person: str | None, file: Path
) -> _Former:
    """Return how the log ends that is about to be replaced, and what was destroyed by then.

    Where it cannot be read, the newest backup beside that one still knows what was destroyed.
    """
    from casustafel.storage.check import destroyed_marks, log_end

    keys = [unlocked.key]
    with contextlib.suppress(CasustafelError):
        keys.append(unlock(files.keys, secret, person).key)
    for each in keys if files.database.exists() else ():
        with contextlib.suppress(Exception):  # it is restored because it cannot be read, perhaps
            return log_end(files.database, each), destroyed_marks(files.database, each)
    return None, _destroyed_by_newest(file, files, unlocked)


def _destroyed_by_newest(
    file: Path, files: LocalFiles, unlocked: Unlocked
) -> list[tuple[str, str]]:
    from casustafel.storage.backup import DATABASE, newest_backup, opened_backup
    from casustafel.storage.check import destroyed_marks

    newest = newest_backup({file.parent, files.backups}, unlocked.workspace)
    if newest is None or newest[0] == file:
        return []
    with (
        contextlib.suppress(Exception),  # another key, perhaps
        tempfile.TemporaryDirectory(prefix="casustafel-") as folder,
        opened_backup(newest[0]) as (archive, _),
    ):
        return destroyed_marks(Path(archive.extract(DATABASE, folder)), unlocked.key)
    return []


def put_foreign_log_aside(files: LocalFiles, lock: ProcessLock, now: datetime) -> None:
    """Put a write-ahead log aside that a killed program left and that is of another database.

    So it is where another copy was put in the place of the database while that was open: SQLite
    would write the changes of the one into the other. Where both are others than those of the
    note, the folder was copied as a whole, and they belong together.
    """
    database, log = (atomic.identity(path) for path in (files.database, files.journals[0]))
    noted = lock.note.split()
    same_log = log is not None and len(noted) == 2 and noted[1] == as_note(log)
    if same_log and noted[0] != as_note(database):
        kept = _new_folder(files, now)
        for path in files.journals:
            _put_aside(path, kept)


def note_files(files: LocalFiles, lock: ProcessLock) -> None:
    """Write into the lock file which files are open, for `put_foreign_log_aside`."""
    lock.write(
        " ".join(as_note(atomic.identity(path)) for path in (files.database, files.journals[0]))
    )


def as_note(found: tuple[int, int] | None) -> str:
    """Return an identity as one word."""
    return "-" if found is None else f"{found[0]}:{found[1]}"


def _finish_or_forget(files: LocalFiles, *, forget: bool) -> None:
    # An earlier restore that cannot be finished must not stand in the way of this one.
    try:
        finish_pending(files)
    except DatabaseError:
        if not forget:
            raise
        atomic.remove(files.pending_restore)


def _put_aside(path: Path, kept: Path | None) -> None:
    if kept is not None and path.exists():
        atomic.move(path, kept / path.name)


def _new_folder(files: LocalFiles, now: datetime) -> Path:
    name = f"{files.database.stem}-before-restore-{now:%Y%m%dT%H%M%SZ}"
    for number in range(1, 1000):
        folder = files.database.with_name(name if number == 1 else f"{name}-{number}")
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            return folder
    raise FileError("restore-target-exists", file=str(files.database))
