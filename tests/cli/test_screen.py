"""Whether a window can be shown, and what is said where the desktop lacks something."""

import errno
import io

import pytest

from casustafel.cli import common
from casustafel.cli.app import stopped_reading
from casustafel.cli.screen import refuse_missing_library
from casustafel.domain.errors import UsageError


def test_that_a_missing_library_of_the_desktop_is_named_with_its_package() -> None:
    """2.7: Qt would end the process with a core dump."""

    def load(_path: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file")

    with pytest.raises(UsageError, match="library-missing") as caught:
        refuse_missing_library(load)
    assert caught.value.values == {"library": "libxcb-cursor.so.0", "package": "libxcb-cursor0"}


def test_that_a_qt_that_lies_elsewhere_is_tried() -> None:
    asked: list[str] = []

    def load(path: str) -> None:
        asked.append(path)
        raise OSError(f"{path}: cannot open shared object file: No such file")

    refuse_missing_library(load)
    assert len(asked) == 1


def test_that_a_reader_that_stops_is_no_fault_on_windows_either() -> None:
    """windows.md C: there a closed pipe is errno 22 and not a broken pipe."""
    closed = OSError(errno.EINVAL, "Invalid argument")
    assert stopped_reading(closed, "win32")
    assert not stopped_reading(closed, "linux")
    assert not stopped_reading(OSError(errno.EINVAL, "Invalid argument", "lijst.xlsx"), "win32")


class Nul(io.StringIO):
    """NUL, which calls itself a terminal on Windows."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.handle

    handle = -1


def test_that_nobody_is_asked_where_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """W6: the task scheduler gives NUL, and a command would wait for ever."""
    stream = Nul()
    monkeypatch.setattr(common, "is_console", lambda _handle: False)
    assert not common.is_terminal(stream)
    monkeypatch.setattr(common, "is_console", lambda _handle: True)
    assert common.is_terminal(stream)
    assert not common.is_terminal(io.StringIO())
