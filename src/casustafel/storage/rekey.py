"""A new key for a database that is open: what a removed slot opened is not this file any more."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from casustafel.storage.atomic import beside, make_private, remove_files, sync_file, write_whole
from casustafel.storage.backup import copy_database
from casustafel.storage.engine import Engines, local_engines
from casustafel.storage.faults import explained
from casustafel.storage.keys import Unlocked, rekeyed
from casustafel.storage.location import LocalFiles
from casustafel.storage.restore import finish_pending, note_files, plan

if TYPE_CHECKING:
    from casustafel.storage.workspace import OpenWorkspace


def rekey(workspace: "OpenWorkspace", prepare: Callable[[Engines, Unlocked], None]) -> None:
    """Write the database anew under a new key, sealed to all who have a key pair, and go on in it.

    Nobody reads or writes meanwhile; the lock is held. `prepare` does what is to be done in the
    copy before it is put in place. A kill leaves the former files or the new ones, whole.
    Raises FileError and the like; then the former ones are open as they were.
    """
    files, lock, unlocked = workspace.location, workspace.lock, workspace.unlocked
    assert isinstance(files, LocalFiles) and lock is not None and unlocked is not None
    mark = unlocked.workspace[:8]
    database, keys = beside(files.database, mark), beside(files.keys, mark)
    with explained(files.database), contextlib.ExitStack() as undo:
        undo.callback(remove_files, database, *LocalFiles(database).journals, keys)
        header, renewed = rekeyed(files.keys, unlocked)
        copy_database(files.database, unlocked.key, database, renewed.key)
        with local_engines(database, renewed.key) as engines:
            prepare(engines, renewed)
        make_private(database)
        sync_file(database)
        write_whole(keys, header, private=True)
        workspace.engines.close()
        plan(files, database, keys, kept=None)
        undo.pop_all()  # from here on a crash is finished, not undone
        finish_pending(files)
    workspace.engines, workspace.unlocked = local_engines(files.database, renewed.key), renewed
    with workspace.engines.reader.connect():
        note_files(files, lock)
