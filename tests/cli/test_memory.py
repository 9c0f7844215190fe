"""What a crash may leave of the memory of the program."""

import subprocess
import sys

import pytest

LOOK = (
    "import ctypes, resource; from casustafel.__main__ import no_core_dump; no_core_dump();"
    "print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
)


@pytest.mark.skipif(sys.platform != "linux", reason="asked of the system in Linux' own way")
def test_that_no_crash_writes_the_key_to_the_disk() -> None:
    """S10c: systemd-coredump takes a dump whatever the limit is."""
    ended = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.split() == ["0", "0"]
