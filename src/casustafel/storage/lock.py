"""One process at a time for one local database.

The lock is one of the operating system, so that it ends with the process, however that ends. The
lock file itself stays: removing it would let two processes each hold "the" lock.
"""

import contextlib
import errno
import os
from pathlib import Path
from typing import Self

from casustafel import windows
from casustafel.domain.errors import DatabaseError

_LONGEST_NOTE = 200
_HELD = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
"""What the systems answer when somebody else holds it (Windows: EACCES, EDEADLK)."""


class ProcessLock:
    """The lock on one workspace, held from `take` until `release` or the end of the process."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> Self:
        """Take the lock at `path`, which is made when it is not there.

        Raises DatabaseError('database-in-use') when another process, or another part of this
        one, holds it; OSError when the folder cannot be written.
        """
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            windows.lock(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in _HELD:
                raise DatabaseError("database-in-use", file=path.stem) from error
            raise
        return cls(handle)

    @property
    def note(self) -> str:
        """What the last holder wrote into the lock file; a crash leaves it."""
        assert self._handle is not None
        os.lseek(self._handle, 0, os.SEEK_SET)
        return os.read(self._handle, _LONGEST_NOTE).decode("ascii", "replace")

    def write(self, note: str) -> None:
        """Write a note into the lock file, in place of the former one."""
        assert self._handle is not None
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, note.encode("ascii").ljust(_LONGEST_NOTE))

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            windows.unlock(self._handle)
        os.close(self._handle)
        self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()
