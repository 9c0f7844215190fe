"""What Windows answers, as far as that can be told on any system (W4, W6, W15)."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from casustafel import windows
from casustafel.domain.errors import FileError
from casustafel.storage.atomic import move, remove, write_whole
from casustafel.storage.faults import explained

_ON_WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="asks Windows itself")
_READ, _ALL = 1, 7


def from_windows(number: int) -> OSError:
    """Return an error as Windows gives it."""
    error = PermissionError(errno.EACCES, "from Windows")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


class Held:
    """A file that another program holds for so many tries."""

    def __init__(self, tries: int, number: int) -> None:
        self.tries, self.number, self.waited = tries, number, list[float]()

    def act(self) -> str:
        """Refuse, until nobody holds it any more."""
        if self.tries:
            self.tries -= 1
            raise from_windows(self.number)
        return "gedaan"


@pytest.mark.parametrize("number", [5, 32, 33])
def test_that_what_a_scanner_holds_for_a_moment_is_tried_again(number: int) -> None:
    """W4: scanners, the search index and OneDrive hold files for up to half a second."""
    held = Held(4, number)
    assert windows.patiently(held.act, held.waited.append) == "gedaan"
    assert len(held.waited) == 4


def test_that_a_file_that_stays_held_is_told_after_about_two_seconds() -> None:
    held = Held(1000, 32)
    with pytest.raises(PermissionError):
        windows.patiently(held.act, held.waited.append)
    assert 1.5 < sum(held.waited) < 3


def test_that_any_other_refusal_is_final_at_once() -> None:
    held = Held(1, 112)
    with pytest.raises(PermissionError):
        windows.patiently(held.act, held.waited.append)
    assert held.waited == []


def test_that_a_file_is_replaced_through_the_patient_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W4: exports, keys and restores all go by `move`."""
    target, held = tmp_path / "lijst.xlsx", Held(2, 32)
    target.write_bytes(b"oud")
    replace = windows.replace

    def refuse_first(source: Path, target: Path) -> None:
        held.act()
        replace(source, target)

    monkeypatch.setattr(windows, "replace", refuse_first)
    write_whole(target, b"nieuw")
    assert target.read_bytes() == b"nieuw"
    assert [each.name for each in tmp_path.iterdir()] == ["lijst.xlsx"]
    held.tries = 1
    (tmp_path / "ander").write_bytes(b"ander")
    move(tmp_path / "ander", target)
    assert target.read_bytes() == b"ander"


def test_that_what_is_cleared_away_is_tried_again_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W4: a restore that was whole ended in words when a scanner still looked at its plan."""
    left, held, unlink = tmp_path / "a.restore", Held(2, 32), Path.unlink
    left.touch()

    def refuse_first(path: Path) -> None:
        held.act()
        unlink(path)

    monkeypatch.setattr(Path, "unlink", refuse_first)
    remove(left)
    assert not left.exists()


@pytest.mark.parametrize(
    ("profile", "clears_roaming", "gone"),
    [(0, True, False), (1, False, True), (4, False, True), (2, False, False), (2, True, True)],
)
def test_that_a_profile_that_does_not_last_is_known(
    profile: int, clears_roaming: bool, gone: bool
) -> None:
    """2.7: temporary, mandatory, and roaming where Windows clears what it kept here."""
    assert windows.thrown_away(profile, clears_roaming=clears_roaming) is gone


def test_that_a_device_that_is_no_person_is_no_console() -> None:
    """W6: the task scheduler gives NUL; on every system a device without a person asks nobody."""
    handle = os.open(os.devnull, os.O_RDWR)
    try:
        assert not windows.is_console(handle)
    finally:
        os.close(handle)


@contextmanager
def opened(path: Path, share: int, seconds: float | None = None) -> Iterator[None]:
    """Hold a file as another program does, which lets others `share` it; for so long at most."""
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32")
    kernel.CreateFileW.restype = wintypes.HANDLE
    held = kernel.CreateFileW(str(path), 0x80000000, share, None, 3, 0, None)
    assert held not in (None, wintypes.HANDLE(-1).value)
    let_go = Timer(seconds or 60, kernel.CloseHandle, [wintypes.HANDLE(held)])
    let_go.start()
    try:
        yield
    finally:
        if seconds is None:
            let_go.cancel()
            kernel.CloseHandle(wintypes.HANDLE(held))
        let_go.join()


@_ON_WINDOWS
@pytest.mark.parametrize("share", [_READ, _ALL])
def test_that_a_file_held_for_a_moment_is_replaced_all_the_same(tmp_path: Path, share: int) -> None:
    """W4, as a scanner holds it: 300 ms."""
    target = tmp_path / "lijst €é.xlsx"
    target.write_bytes(b"oud")
    with opened(target, share, 0.3):
        write_whole(target, b"nieuw")
    assert target.read_bytes() == b"nieuw"


@_ON_WINDOWS
def test_that_a_file_that_stays_open_elsewhere_is_told_so(tmp_path: Path) -> None:
    """W3: as Excel and Acrobat hold theirs; it was told as a lack of rights."""
    target = tmp_path / "notulen.pdf"
    target.write_bytes(b"oud")
    with opened(target, _READ), pytest.raises(FileError, match="file-in-use"), explained(target):
        write_whole(target, b"nieuw")
    assert target.read_bytes() == b"oud"
    assert [each.name for each in tmp_path.iterdir()] == ["notulen.pdf"]


@_ON_WINDOWS
def test_that_windows_is_asked_why_a_file_cannot_be_opened(tmp_path: Path) -> None:
    """W3: what a list that comes in is asked too."""
    held = tmp_path / "lijst.xlsx"
    held.write_bytes(b"PK")
    assert windows.held_by(str(held)) is None
    with opened(held, 0):
        assert windows.held_by(str(held)) is not None


@_ON_WINDOWS
def test_that_a_library_of_teams_is_known_by_what_onedrive_wrote_down(tmp_path: Path) -> None:
    """W2: whatever it is called."""
    import winreg

    place = r"Software\SyncEngines\Providers\OneDrive\casustafel-test"
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, place) as key:
        winreg.SetValueEx(key, "MountPoint", 0, winreg.REG_SZ, str(tmp_path))
    try:
        assert (str(tmp_path), "OneDrive") in windows.synced_folders()
        assert windows.drive_kind("C:\\") == 3
    finally:
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, place)
