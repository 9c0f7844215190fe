"""A backup: one file with an encrypted copy of the database, its keys, and what they are.

The file is a ZIP without compression (what is encrypted does not shrink): `manifest.json`,
`database`, `keys`. The copy is made page by page while others read and write, is encrypted under
the same key, and opens with the passphrases of that moment.
"""

import contextlib
import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from casustafel import __version__
from casustafel.domain.errors import DatabaseError, FileError
from casustafel.storage import atomic
from casustafel.storage.check import as_hex
from casustafel.storage.engine import connect
from casustafel.storage.faults import explain_database, explained
from casustafel.storage.key_header import Header, parse_header, read_header
from casustafel.storage.location import LocalFiles, is_other_file

FORMAT = "casustafel-backup"
VERSION = 1
MANIFEST, DATABASE, KEYS = "manifest.json", "database", "keys"

_SMALL = 1_000_000
_ZIP_ENCRYPTED = 1
_LAST_AUDIT_HASH = "SELECT hash FROM audit_event ORDER BY position DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    `made_at` is UTC; `revision` that of the tables; `audit_head` the hash of the last audit event
    in the copy (empty when it has none); sizes are in bytes, hashes SHA-256 in hexadecimal.
    """

    made_at: datetime
    program: str
    workspace: str
    revision: str
    audit_head: str
    database_size: int
    database_sha256: str
    keys_sha256: str


def back_up(
    files: LocalFiles,
    key: bytes,
    target: Path,
    *,
    now: datetime,
    source: Path | None = None,
    mode: str = "",
) -> Manifest:
    """Copy an open workspace to `target`, which must not be there yet, and read it back.

    `source` and `mode` are those of a workspace that is opened to read only. `target` appears
    whole or not at all. Raises FileError: 'backup-exists', 'disk-full',
    'file-no-access' and the like; DatabaseError('database-damaged') when the copy is not sound,
    which means that the database is not.
    """
    with explained(target), contextlib.ExitStack() as undo:
        if target.exists():
            raise FileError("backup-exists", file=str(target))
        if is_other_file(target.name):
            raise FileError("file-is-own", file=str(target))
        mark = read_header(files.keys).workspace[:8]
        atomic.clear_marked(target.parent, mark)
        copy, made = atomic.beside(target, mark), atomic.beside(target, mark)
        undo.callback(atomic.remove_files, copy, made)
        facts = copy_database(source or files.database, key, copy, key, mode)
        with copy.open("rb") as copied:
            digest = _sha256(copied)
        content = files.keys.read_bytes()  # after the copy: it may be newer, never older
        header = parse_header(content, files.keys.name)
        manifest = Manifest(
            made_at=now,
            program=__version__,
            workspace=header.workspace,
            database_size=copy.stat().st_size,
            database_sha256=digest,
            keys_sha256=hashlib.sha256(content).hexdigest(),
            **facts,
        )
        _write(made, manifest, copy, content)
        atomic.make_private(made)
        atomic.sync_file(made)
        read_backup(made)
        if target.exists():
            raise FileError("backup-exists", file=str(target))
        atomic.move(made, target)
    return manifest


def read_backup(file: Path) -> tuple[Manifest, Header]:
    """Read a backup in full and compare every part with the manifest.

    Raises FileError: 'backup-damaged', 'backup-newer', 'file-missing', 'file-no-access'.
    """
    with opened_backup(file) as (archive, manifest):
        content = archive.read(KEYS)
        with archive.open(DATABASE) as stored:
            same = _sha256(stored) == manifest.database_sha256
        if not same or hashlib.sha256(content).hexdigest() != manifest.keys_sha256:
            raise FileError("backup-damaged", file=str(file))
        try:
            return manifest, parse_header(content, file.name)
        except DatabaseError:
            raise FileError("backup-damaged", file=str(file)) from None


@contextlib.contextmanager
def opened_backup(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open a backup; give its archive and manifest. The parts are not compared yet.

    Errors as `read_backup`.
    """
    damaged = FileError("backup-damaged", file=str(file))
    try:
        with explained(file), zipfile.ZipFile(file) as archive:
            yield archive, _manifest(archive, file)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise damaged from error


def is_of(file: Path, workspace: str) -> bool:
    """Say whether a file is a backup of a workspace, by what it says itself."""
    with contextlib.suppress(FileError), opened_backup(file) as (_, manifest):
        return manifest.workspace == workspace
    return False


def newest_backup(
    folders: Iterable[Path], workspace: str, since: datetime | None = None
) -> tuple[Path, Manifest] | None:
    """Return the newest backup of a workspace in some folders, by what the backups say."""
    found = []
    for file in (file for folder in folders for file in folder.glob("*.backup")):
        with contextlib.suppress(FileError), opened_backup(file) as (_, manifest):
            if manifest.workspace == workspace and (since is None or manifest.made_at > since):
                found.append((file, manifest))
    return max(found, key=lambda one: one[1].made_at) if found else None


def copy_database(
    database: Path, key: bytes, copy: Path, new_key: bytes, mode: str = ""
) -> dict[str, str]:
    """Copy an open database page by page to a file of its own under a key; return what it says.

    Raises as `back_up`.
    """
    # Made by the system first, which says more plainly than SQLite why a place cannot be written.
    copy.touch(mode=0o600, exist_ok=False)
    with explained(database):
        source = connect(database, key, writes=False, mode=mode)
    try:
        target = connect(copy, new_key, settings=False)
        try:
            _copy_pages(source, target, database)
            # One file that stands alone: no log beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
    finally:
        source.close()
    return _facts_of_sound(copy, new_key, database.name)


def _copy_pages(source: Any, target: Any, database: Path) -> None:
    try:
        source.backup(target)
    except Exception as error:
        # A disk that is full is that of the copy; all else is wrong with the database.
        known = explain_database(error, database)
        if isinstance(known, DatabaseError):
            raise known from error
        raise


def _facts_of_sound(copy: Path, key: bytes, database: str) -> dict[str, str]:
    with explained(database), contextlib.closing(connect(copy, key, settings=False)) as connection:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if broken or connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise DatabaseError("database-damaged", file=database)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        return {
            "revision": _first(connection, "SELECT version_num FROM alembic_version"),
            "audit_head": _first(connection, _LAST_AUDIT_HASH) if "audit_event" in tables else "",
        }


def _first(connection: Any, query: str) -> str:
    row = connection.execute(query).fetchone()
    return as_hex(row[0]) if row else ""


def _write(made: Path, manifest: Manifest, copy: Path, keys: bytes) -> None:
    facts = asdict(manifest) | {"made_at": manifest.made_at.isoformat(timespec="seconds")}
    described = {"format": FORMAT, "version": VERSION, **facts}
    with zipfile.ZipFile(made, "x", zipfile.ZIP_STORED) as archive:
        archive.writestr(MANIFEST, json.dumps(described, indent=1))
        archive.writestr(KEYS, keys)
        archive.write(copy, DATABASE)


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    damaged = FileError("backup-damaged", file=str(file))
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    plain = all(
        info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & _ZIP_ENCRYPTED
        for info in archive.infolist()
    )
    if sizes.keys() != {MANIFEST, DATABASE, KEYS} or not plain:
        raise damaged
    if sizes[MANIFEST] > _SMALL or sizes[KEYS] > _SMALL:
        raise damaged
    try:
        read = json.loads(archive.read(MANIFEST))
        if read.pop("format") != FORMAT:
            raise damaged
        if read.pop("version") != VERSION:
            raise FileError("backup-newer", file=str(file))
        manifest = Manifest(**read | {"made_at": datetime.fromisoformat(read["made_at"])})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged from None
    if manifest.database_size != sizes[DATABASE]:
        raise damaged
    return manifest


def _sha256(stored: Any) -> str:
    return hashlib.file_digest(stored, "sha256").hexdigest()
