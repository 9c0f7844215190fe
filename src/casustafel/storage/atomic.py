"""Writing a file so that after a crash either the old or the new one stands there, whole."""

import contextlib
import os
import re
import secrets
import sys
from glob import escape
from pathlib import Path

_BESIDE = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp")


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


def beside(path: Path) -> Path:
    """Return a new name in the folder of `path`, for a file that is still being made."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


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
    for left in path.parent.glob(f".{escape(path.name)}.{'[0-9a-f]' * 8}.tmp*"):
        with contextlib.suppress(OSError):
            left.unlink()


def move(source: Path, target: Path) -> None:
    """Put `source` in the place of `target` in one step, and make that last."""
    source.replace(target)
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
        with contextlib.suppress(OSError):
            made.unlink()
        raise
