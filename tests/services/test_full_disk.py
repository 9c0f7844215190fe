"""A disk that is full or cannot be written: one still reads, and backs up elsewhere."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casustafel import bootstrap
from casustafel.domain.cases import Case
from casustafel.domain.errors import CasustafelError
from casustafel.domain.people import Person
from casustafel.services.upkeep import rota, upkeep
from casustafel.storage.check import check_backup
from workspaces import CHEAP, PASSPHRASE, PERSON, Clock, Table

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="needs the right to mount a small disk"
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB of its own; skips where it cannot be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if subprocess.run(command, check=False).returncode:
        pytest.skip("a disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def table(disk: Path) -> Iterator[Table]:
    """A workspace with a case on the small disk."""
    clock = Clock()
    made = bootstrap.create_workspace(
        str(disk / "proef.db"), PASSPHRASE, PERSON, clock=clock, cost=CHEAP
    )
    table = Table(made.workspace, clock, disk / "proef.db")
    table.case(1)
    yield table
    table.workspace.close()


#: Confirms a change and is killed before that is folded into the file.
_KILLED = """
import os, sys
from casustafel import bootstrap
from casustafel.services.people import persons
workspace = bootstrap.open_workspace(*sys.argv[1:])
with workspace.writing() as uow:
    persons.add(uow, "Bea Voorbeeld")
    os.kill(os.getpid(), 9)
"""


def fill(disk: Path) -> None:
    """Leave not one byte."""
    with (disk / "ballast").open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue


def lock_out(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def opened(table: Table) -> Table:
    table.workspace = bootstrap.open_workspace(str(table.path), PASSPHRASE, clock=table.clock)
    return table


@pytest.mark.parametrize(("spoil", "code"), [(fill, "disk-full"), (lock_out, "database-read-only")])
def test_that_one_reads_checks_and_backs_up_elsewhere(
    table: Table, disk: Path, tmp_path: Path, spoil: object, code: str
) -> None:
    """S14: the queue, `check`, minutes and a backup to another disk all refused."""
    cases = table.ask(lambda reader: reader.find(Case))
    table.workspace.close()
    spoil(disk)  # type: ignore[operator]
    opened(table)

    assert table.ask(lambda reader: reader.find(Case)) == cases
    assert upkeep.check(table.workspace.storage, table.workspace.reading) == []
    target = tmp_path / "elders.backup"
    workspace = table.workspace
    upkeep.back_up(workspace.storage, workspace.writing, target, workspace.clock())
    assert check_backup(target, PASSPHRASE) == []
    with pytest.raises(CasustafelError, match=code):
        table.case(2)
    with pytest.raises(CasustafelError):
        workspace.back_up(due=False)  # beside the database there is no room


def test_that_a_disk_that_fills_up_under_an_open_window_is_read_and_backed_up_elsewhere(
    table: Table, disk: Path, tmp_path: Path
) -> None:
    """S14: a backup began by writing to the log, on the disk that was full."""
    cases = table.ask(lambda reader: reader.find(Case))
    fill(disk)
    with pytest.raises(CasustafelError, match="disk-full"):
        for day in range(2, 28):
            table.case(day)
    assert table.ask(lambda reader: reader.find(Case))[: len(cases)] == cases
    workspace = table.workspace
    target = tmp_path / "elders.backup"
    upkeep.back_up(workspace.storage, workspace.writing, target, workspace.clock())
    assert check_backup(target, PASSPHRASE) == []


def test_that_changes_a_crash_left_in_the_log_are_read_too(table: Table, disk: Path) -> None:
    """S14: nothing can be written, and the write-ahead log holds what was confirmed last."""
    table.workspace.close()
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(table.path), PASSPHRASE], check=False, timeout=60
    )
    assert killed.returncode == -9
    log = table.path.with_name("proef.db-wal")
    assert log.stat().st_size
    lock_out(disk)
    opened(table)
    assert table.ask(lambda reader: reader.first(Person, name="Bea Voorbeeld")) is not None
    table.workspace.close()
    assert log.stat().st_size


def test_that_the_rota_backs_up_to_the_other_disk_that_was_chosen(
    table: Table, disk: Path, tmp_path: Path
) -> None:
    """S14: at opening, locking and closing too."""
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    table.do(rota.choose_place, str(elsewhere))
    table.workspace.close()
    lock_out(disk)
    table.clock.now += timedelta(days=2)
    opened(table)
    made = table.workspace.back_up()
    assert made is not None
    assert made.parent == elsewhere
