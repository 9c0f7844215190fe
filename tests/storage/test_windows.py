"""What Windows answers, as far as that can be told on any system (W4, W6, W15)."""

import errno
import os
from pathlib import Path

import pytest

from casustafel import windows
from casustafel.storage.atomic import move, write_whole


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


def test_that_a_device_that_is_no_person_is_no_console() -> None:
    """W6: the task scheduler gives NUL; on every system a device without a person asks nobody."""
    handle = os.open(os.devnull, os.O_RDWR)
    try:
        assert not windows.is_console(handle)
    finally:
        os.close(handle)
