"""Writing a file so that after a crash either the old or the new one stands there, whole."""

import contextlib
import os
import re
import secrets
import sys
from glob import escape
from pathlib import Path

from casustafel import windows

_HEX = "[0-9a-f]" * 8
_BESIDE = re.compile(r"\.(.+)\.(?:[0-9a-f]{8}){1,2}\.tmp")


def sync_file(path: Path) -> None:
    """Wait until the bytes of `path` are on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk; Windows does that by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def beside(path: Path, mark: str = "") -> Path:
    """Return a new name in the folder of `path`, for a file that is still being made.

    `mark` are eight signs that say whose it is, for `clear_marked`.
    """
    return path.with_name(f".{path.name}.{mark}{secrets.token_hex(4)}.tmp")


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at `path` from every other on this computer; None for none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def shown_name(path: Path) -> str:
    """Return the name to tell a person: that of the file meant, also for one still being made."""
    unfinished = _BESIDE.fullmatch(path.name)
    return unfinished[1] if unfinished else path.name


def make_private(path: Path) -> None:
    """Let only this user read `path`, where the disk knows of users (a USB stick may not)."""
    with contextlib.suppress(OSError):
        path.chmod(0o600)


def clear_unfinished(path: Path) -> None:
    """Remove what a killed process left unfinished `beside` the file `path`; the lock is held."""
    _remove_all(path.parent, f".{escape(path.name)}.{_HEX}.tmp*")


def clear_marked(folder: Path, mark: str) -> None:
    """Remove what a killed process left in a folder for the workspace of `mark`; it is locked."""
    _remove_all(folder, f".*.{mark}{_HEX}.tmp*")


def _remove_all(folder: Path, pattern: str) -> None:
    with contextlib.suppress(OSError):
        for left in folder.glob(pattern):
            remove(left)


def remove(path: Path) -> None:
    """Delete a file, also one that another program holds for a moment."""
    windows.patiently(path.unlink)


def remove_files(*paths: Path) -> None:
    """Delete what is there of these files."""
    for path in paths:
        with contextlib.suppress(OSError):
            remove(path)


def move(source: Path, target: Path) -> None:
    """Put `source` in the place of `target` in one step, and make that last."""
    windows.patiently(lambda: windows.replace(source, target))
    sync_folder(target.parent)


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write `content` to `path` in one step. `private`: only this user may read it.

    Raises OSError; then `path` is as it was.
    """
    made = beside(path)
    try:
        handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move(made, path)
    except BaseException:
        remove_files(made)
        raise
