"""Keeping off the screen what a reader below Python prints when it trips over a damaged file.

Rust writes the place of a panic straight to the error stream, past Python, before anybody can
catch it. The user is told in words what is wrong with the file; that text helps nobody.
"""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

_STDERR = 2


class _ErrorStream:
    """The error stream of the process, which readers in several threads share."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers = 0
        self._panicked = False
        self._stream = -1
        self._held: IO[bytes] | None = None

    def hold(self) -> None:
        """Hold back what is written from now on."""
        with self._lock:
            self._readers += 1
            if self._readers > 1:
                return
            self._panicked = False
            try:
                self._stream = os.dup(_STDERR)
            except OSError:
                return  # a window without a console has no error stream
            self._held = tempfile.TemporaryFile()  # noqa: SIM115 - closed when released
            os.dup2(self._held.fileno(), _STDERR)

    def release(self, *, panicked: bool) -> None:
        """Give on what was held back, once nobody reads any more and nothing panicked."""
        with self._lock:
            self._readers -= 1
            self._panicked |= panicked
            if self._readers or self._held is None:
                return
            os.dup2(self._stream, _STDERR)
            os.close(self._stream)
            with self._held as held:
                held.seek(0)
                told = b"" if self._panicked else held.read()
            self._held = None
            if told:
                os.write(_STDERR, told)


_ERRORS = _ErrorStream()


@contextmanager
def without_panics() -> Iterator[None]:
    """Hold back what is written to the error stream; drop it after a panic, else give it on."""
    _ERRORS.hold()
    panicked = False
    try:
        yield
    except BaseException as error:
        panicked = is_panic(error)
        raise
    finally:
        _ERRORS.release(panicked=panicked)


def is_panic(error: BaseException) -> bool:
    """Say whether a reader below us gave up: no Exception, and no class that can be imported."""
    return type(error).__name__ == "PanicException"
