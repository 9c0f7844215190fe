"""One process at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from casustafel.domain.errors import DatabaseError
from casustafel.storage.lock import ProcessLock

HOLDER = (
    "import sys, pathlib; from casustafel.storage.lock import ProcessLock;"
    "lock = ProcessLock.take(pathlib.Path(sys.argv[1])); print('held', flush=True);"
    "sys.stdin.readline()"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cases.lock"


def start_holder(path: Path) -> "subprocess.Popen[str]":
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_that_a_second_process_is_refused_while_the_first_runs(path: Path) -> None:
    with start_holder(path) as holder:
        with pytest.raises(DatabaseError) as caught:
            ProcessLock.take(path)
        holder.communicate("done\n", timeout=20)

    assert caught.value.code == "database-in-use"
    assert caught.value.values["file"] == "cases"


def test_that_the_lock_ends_with_a_killed_process(path: Path) -> None:
    with start_holder(path) as holder:
        holder.kill()
        holder.wait(20)

        with ProcessLock.take(path):
            assert path.exists()


def test_that_a_second_window_of_the_same_process_is_refused(path: Path) -> None:
    with ProcessLock.take(path), pytest.raises(DatabaseError, match="database-in-use"):
        ProcessLock.take(path)


def test_that_a_released_lock_can_be_taken_again(path: Path) -> None:
    lock = ProcessLock.take(path)
    lock.release()
    lock.release()

    with ProcessLock.take(path):
        assert path.exists()
