"""Looking for faults: in the open database, and in a backup."""

import contextlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casustafel.domain.errors import CasustafelError
from casustafel.storage.engine import connect
from casustafel.storage.faults import explain_database
from casustafel.storage.key_header import read_header
from casustafel.storage.keys import is_sealed
from casustafel.storage.location import LocalFiles
from casustafel.storage.migrations import HEAD

_SHOWN = 20
_DESTROYED = "SELECT salt, marks FROM destruction WHERE approved_at IS NOT NULL"
_LAST_EVENT = "SELECT position, hash FROM audit_event ORDER BY position DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code of the catalogue and its values."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def check_database(database: Path, key: bytes, *, head: str = HEAD, mode: str = "") -> list[Fault]:
    """Look at every page and row of an open local database; return what is wrong.

    Codes: 'fault-page' (a page fails its seal), 'fault-structure' (SQLite finds its own rules
    broken), 'fault-reference' (a row points at nothing), 'fault-revision' (the tables are not
    those of this program), or the code of the error that stops the check. Changes wait meanwhile.
    `mode` is that of a workspace that is opened to read only.
    """
    return _check_file(database, key, head, mode)


def check_keys(files: LocalFiles, key: bytes, counter: int) -> list[Fault]:
    """Look at the file of keys of an open database, which knows its number.

    Codes: 'keys-rolled-back' (an older one was put back), 'keys-damaged', 'keys-missing'.
    """
    try:
        header = read_header(files.keys)
    except CasustafelError as error:
        return [Fault(error.code, error.values)]
    if header.counter < counter:
        return [Fault("keys-rolled-back", {"file": files.keys.name})]
    if not is_sealed(header, key):
        return [Fault("keys-damaged", {"file": files.keys.name})]
    return []


def check_backup(file: Path, secret: str | None = None, person: str | None = None) -> list[Fault]:
    """Look at a backup; with a passphrase of its day also inside its database.

    Codes: 'backup-damaged', 'backup-newer', 'passphrase-wrong' and the like, and those of
    `check_database` except 'fault-revision': a backup may be older.
    """
    from casustafel.storage.backup import DATABASE, opened_backup, read_backup
    from casustafel.storage.keys import unlock_header

    try:
        manifest, header = read_backup(file)
        if secret is None:
            return []
        key = unlock_header(header, secret, person).key
        with (
            tempfile.TemporaryDirectory(prefix="casustafel-") as folder,
            opened_backup(file) as (archive, _),
        ):
            copy = Path(archive.extract(DATABASE, folder))  # still encrypted
            faults = _check_file(copy, key, manifest.revision)
            if not faults and log_end(copy, key)[1] != manifest.audit_head:
                faults.append(Fault("backup-damaged", {"file": str(file)}))
            return faults
    except CasustafelError as error:
        return [Fault(error.code, error.values)]


def as_hex(kept: str | bytes) -> str:
    """Return a hash as it is shown; versions before 0019 kept it so."""
    return kept.hex() if isinstance(kept, bytes) else kept


def log_end(database: Path, key: bytes) -> tuple[int, str]:
    """Return the last position and hash in the log of a local database; (0, "") without one.

    Raises what the database layer raises.
    """
    # A write-ahead log that a crash left is not folded in by looking.
    mode = "ro" if LocalFiles(database).journals[0].exists() else ""
    with contextlib.closing(connect(database, key, settings=False, mode=mode)) as connection:
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit_event'")
        if there.fetchone() is None:
            return 0, ""
        found = connection.execute(_LAST_EVENT).fetchone()
        return (int(found[0]), as_hex(found[1])) if found else (0, "")


def destroyed_marks(database: Path, key: bytes) -> list[tuple[str, str]]:
    """Return salt and mark of each case that a local database says was destroyed."""
    mode = "ro" if LocalFiles(database).journals[0].exists() else ""
    with contextlib.closing(connect(database, key, settings=False, mode=mode)) as connection:
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'destruction'")
        done = connection.execute(_DESTROYED).fetchall() if there.fetchone() else []
    return [(salt, mark) for salt, marks in done for mark in json.loads(marks)]


def _check_file(database: Path, key: bytes, head: str, mode: str = "") -> list[Fault]:
    faults: list[Fault] = []
    try:
        with contextlib.closing(connect(database, key, writes=not mode, mode=mode)) as connection:
            # With the write lock held nobody moves pages from the log into the file meanwhile.
            connection.execute("BEGIN" if mode else "BEGIN IMMEDIATE")
            faults += _faults(connection, database.name, head)
            connection.execute("ROLLBACK")
    except Exception as error:
        known = explain_database(error, database)
        if known is None:
            raise
        faults.append(Fault(known.code, known.values))
    return faults


def _faults(connection: Any, file: str, head: str) -> list[Fault]:
    pages = connection.execute("PRAGMA cipher_integrity_check").fetchmany(_SHOWN)
    found = [Fault("fault-page", {"file": file, "detail": str(row[0])}) for row in pages]
    rows = connection.execute(f"PRAGMA integrity_check({_SHOWN})").fetchall()
    if rows != [("ok",)]:
        found += [Fault("fault-structure", {"file": file, "detail": str(row[0])}) for row in rows]
    broken: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        broken[table, parent] = broken.get((table, parent), 0) + 1
    found += [
        Fault("fault-reference", {"table": table, "parent": parent, "count": count})
        for (table, parent), count in sorted(broken.items())
    ]
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None or row[0] != head:
        present = row[0] if row else "-"
        found.append(Fault("fault-revision", {"present": present, "expected": head}))
    return found
