"""A workspace on a disk that is full or cannot be written: it is read, and backed up elsewhere."""

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from casustafel.domain.errors import CasustafelError
from casustafel.storage.faults import explained
from casustafel.storage.keys import unlock
from casustafel.storage.location import LocalFiles
from casustafel.storage.lock import ProcessLock

if TYPE_CHECKING:
    from casustafel.storage.migrations import Scripts
    from casustafel.storage.workspace import OpenWorkspace

#: What refuses every change, but no reading.
ONLY_READ = frozenset({"disk-full", "database-read-only"})
#: SQLite's own way to read a file that cannot change: without a log, its index or a lock.
_AS_IT_IS = "ro&immutable=1"


def open_reading(
    files: LocalFiles,
    passphrase: str,
    person: str | None,
    why: CasustafelError,
    scripts: "Scripts | None" = None,
) -> "OpenWorkspace":
    """Open a workspace to read only, `why` nothing can be written; that is raised where it cannot.

    Where a crash left changes in the write-ahead log, a copy of both is read, on the disk for
    temporary files: it is as encrypted as they are.
    """
    from casustafel.storage.engine import local_engines
    from casustafel.storage.migrations import HEAD, current_revision
    from casustafel.storage.workspace import OpenWorkspace

    if files.pending_restore.exists():
        raise why
    with contextlib.ExitStack() as undo, explained(files.database, opening=True):
        lock = _lock_if_possible(files)
        if lock is not None:
            undo.callback(lock.release)
        unlocked = unlock(files.keys, passphrase, person)
        left = [path for path in files.journals[:1] if path.exists() and path.stat().st_size]
        aside = Path(tempfile.mkdtemp(prefix="casustafel-")) if left else None
        if aside is not None:
            undo.callback(shutil.rmtree, aside, ignore_errors=True)
            for path in (files.database, *left):
                shutil.copyfile(path, aside / path.name)
        source = aside / files.database.name if aside else files.database
        mode = "" if aside else _AS_IT_IS
        engines = local_engines(source, unlocked.key, mode)
        undo.callback(engines.close)
        if current_revision(engines.reader) != (scripts.head if scripts else HEAD):
            raise why
        engines.stop_writing(why.code, **why.values)
        kept = undo.pop_all()
    return OpenWorkspace(
        files, engines, unlocked, lock=lock, source=source, mode=mode, leave=kept.close
    )


def _lock_if_possible(files: LocalFiles) -> ProcessLock | None:
    with contextlib.suppress(OSError):
        return ProcessLock.take(files.lock)
    return None
