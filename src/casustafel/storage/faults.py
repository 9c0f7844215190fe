"""What SQLite and the operating system complain about, as errors the user can mend.

A fault that is not known here is a fault of the program, and stays as it was raised.
"""

import errno
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from casustafel import windows
from casustafel.domain.errors import CasustafelError, DatabaseError, FileError
from casustafel.storage.atomic import shown_name

# Windows answers with numbers of its own besides errno.
_WINDOWS_DISK_FULL = frozenset({39, 112})
_WINDOWS_NAME_WRONG = frozenset({123, 161})
_WINDOWS_NAME_TOO_LONG = frozenset({111, 206})
_WINDOWS_LONGEST_PATH = 260

# Copying a database page by page raises SQLite's own sentence without its number.
_SENTENCES = {
    "database or disk is full": sqlite3.SQLITE_FULL,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "file is not a database": sqlite3.SQLITE_NOTADB,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
}

_ROOM = 64 * 1024
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_BROKEN = frozenset({errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE})


def explain_database(error: BaseException | None, path: Path) -> CasustafelError | None:
    """Return what a DBAPI error of the local file `path` means, or None when it is our own."""
    code = getattr(error, "sqlite_errorcode", _SENTENCES.get(str(error)))
    if not isinstance(code, int):
        return None
    database = shown_name(path)
    match code & 0xFF:
        case sqlite3.SQLITE_NOTADB:
            return DatabaseError("database-key-mismatch", file=database)
        case sqlite3.SQLITE_CORRUPT:
            return DatabaseError("database-damaged", file=database)
        case sqlite3.SQLITE_FULL:
            return FileError("disk-full", file=database)
        case sqlite3.SQLITE_READONLY:
            return DatabaseError("database-read-only", file=database)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseError("database-busy", file=database)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return DatabaseError("database-no-access", file=database)
        case sqlite3.SQLITE_IOERR:
            # Growing the index of the log fails so when the disk is full.
            if _hardly_any_room(path):
                return FileError("disk-full", file=database)
            return DatabaseError("disk-failing", file=database)
        case _:
            return None


def _hardly_any_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Asked:
    """What Windows says of a file when it is asked once more: for errno, all refusals are alike.

    `refusal` answers with Windows' own number and `holders` with names of programs.
    """

    refusal: Callable[[str], int] = windows.refusal
    holders: Callable[[str], tuple[str, ...]] = windows.holders


_ASKED = Asked() if sys.platform == "win32" else None


def explain_system(
    error: OSError, file: str, asked: Asked | None = _ASKED
) -> CasustafelError | None:
    """Return what an error of the operating system on `file` means, or None when not known.

    `asked` is Windows, on Windows.
    """
    number = getattr(error, "winerror", None)
    if error.errno in _DISK_FULL or number in _WINDOWS_DISK_FULL:
        return FileError("disk-full", file=file)
    if asked is not None:
        said = _explain_windows(error, file, number, asked)
        if said is not None:
            return said
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FileError("file-missing", file=file)
    if isinstance(error, IsADirectoryError):
        return FileError("file-is-folder", file=file)
    if error.errno in _READ_ONLY:
        return FileError("file-no-access", file=file)
    if error.errno == errno.ENAMETOOLONG:
        return FileError("file-name-too-long", file=file)
    if error.errno in _BROKEN:
        return FileError("disk-failing", file=file)
    return None


def _explain_windows(
    error: OSError, file: str, number: int | None, asked: Asked
) -> CasustafelError | None:
    refused = isinstance(error, PermissionError)
    if number in windows.IN_USE or (refused and asked.refusal(file) in windows.IN_USE):
        return FileError.in_use(file, asked.holders(file))
    if refused and Path(file).is_dir():
        return FileError("file-is-folder", file=file)
    missing = isinstance(error, FileNotFoundError)
    if number in _WINDOWS_NAME_TOO_LONG or (missing and len(file) >= _WINDOWS_LONGEST_PATH):
        return FileError("file-name-too-long", file=file)
    if number in _WINDOWS_NAME_WRONG or windows.refuses_name(PureWindowsPath(file).name):
        return FileError("file-name-wrong", file=file)
    return None


@contextmanager
def explained(file: Path | str, *, opening: bool = False) -> Iterator[None]:
    """Turn what goes wrong with `file` inside into errors that the user can mend.

    `opening` says that `file` is the database and that it is being opened: a disk that cannot be
    written then is a database that cannot be opened.
    """
    try:
        yield
    except OSError as error:
        named = str((opening and error.filename) or file)
        known = explain_system(error, named)
        readable = not named.endswith(".keys")  # what is only read there need not be written
        if opening and readable and known and known.code == "file-no-access":
            known = DatabaseError("database-read-only", file=str(file))
        if known is None:
            raise
        raise known from error
    except Exception as error:
        known = explain_database(error, Path(file))
        if known is None:
            raise
        raise known from error
