"""The attacks of the review run again: kills at each operation, flipped bits, old keys (S8, S13).

In short by default; whole (200 kills per operation, 360 flipped bits) by `pytest -m slow
tests/services/test_attack_list.py -n 0`, which takes about an hour.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from attack_child import ROWS, passphrase_of
from killing import KILLED

from casustafel import bootstrap
from casustafel.domain.cases import Case
from casustafel.domain.errors import CasustafelError, DatabaseError
from casustafel.domain.records import AuditEvent
from casustafel.services.upkeep import upkeep
from casustafel.storage.check import check_backup
from workspaces import PASSPHRASE, Table

CHILD = Path(__file__).with_name("attack_child.py")
LONG = 60.0
OPERATIONS = ("import", "passphrase", "backup", "restore", "rekey")


def struck(arguments: list[str], after: float | None) -> tuple[bool, float]:
    """Run the operation, killed so many seconds after it began; say if it was, and how long."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "begun\n"
    began = time.perf_counter()
    if after is None:
        assert child.stdout.readline() == "done\n"
    took = time.perf_counter() - began
    ended = 0
    try:
        child.wait(LONG if after is None else after)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait(LONG)
        ended = KILLED
    child.stdout.close()
    assert child.returncode in (0, ended)
    return child.returncode != 0, took


class Attack:
    """One operation on one workspace, again and again."""

    def __init__(self, table: Table, operation: str) -> None:
        self.table, self.operation, self.number = table, operation, 0
        self.path, self.passphrase = table.path, PASSPHRASE
        workspace = table.workspace
        target = self.path.with_name("eerste.backup")
        upkeep.back_up(workspace.storage, workspace.writing, target, workspace.clock())
        table.workspace.close()

    def run(self, after: float | None) -> tuple[bool, float]:
        """Strike once and look: it opens, `check` is content, and it was done or it was not."""
        self.number += 1
        killed, took = struck(
            [self.operation, str(self.path), self.passphrase, str(self.number)], after
        )
        with self._opened() as workspace:
            assert upkeep.check(workspace.storage, workspace.reading) == []
            with workspace.reading() as reader:
                cases = len(reader.find(Case))
                events = [one.action for one in reader.find(AuditEvent)]
        assert cases % ROWS == 1, "an import is there whole or not at all"
        changes = events.count("passphrase-changed") + events.count("keys-ahead")
        assert changes == self._changes(), "the log knows each change of keys"
        for backup in self.path.parent.glob("*.backup"):
            assert check_backup(backup, PASSPHRASE) == [] or self.operation == "passphrase"
        assert not list(self.path.parent.glob("*.tmp")), "what a kill left was cleared"
        return killed, took

    def _opened(self) -> bootstrap.Workspace:
        if self.operation == "passphrase":
            try:
                opened = bootstrap.open_workspace(str(self.path), passphrase_of(self.number))
            except DatabaseError:
                pass
            else:
                self.passphrase = passphrase_of(self.number)
                self._changed = self._changes() + 1
                return opened
        return bootstrap.open_workspace(str(self.path), self.passphrase)

    _changed = 0

    def _changes(self) -> int:
        return self._changed


@pytest.mark.where("file", "of a server the keeper makes dumps")
@pytest.mark.parametrize("kills", [2, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_that_a_kill_leaves_the_operation_done_or_not_begun_and_the_log_true(
    table: Table, operation: str, kills: int
) -> None:
    """S8, S13, S10b: 180 kills of the review, and a new key of the database."""
    table.case(1)
    attack = Attack(table, operation)
    chance = random.Random(14)
    _, whole = attack.run(None)
    killed = sum(attack.run(whole * chance.uniform(0, 1.1))[0] for _ in range(kills))
    sys.stdout.write(f"{operation}: {killed} of {kills} killed within {whole:.2f} s\n")


@pytest.mark.where("file", "of a server the keeper makes dumps")
@pytest.mark.parametrize("flips", [12, pytest.param(360, marks=pytest.mark.slow)])
def test_that_every_flipped_bit_of_a_database_or_a_backup_is_noticed(
    table: Table, tmp_path: Path, flips: int
) -> None:
    """All 360 of the review were noticed; so are those of a database under a new key."""
    table.case(1)
    workspace = table.workspace
    backup = tmp_path / "een.backup"
    upkeep.back_up(workspace.storage, workspace.writing, backup, workspace.clock())
    table.workspace.close()
    chance = random.Random(14)
    for at in range(flips):
        file = (table.path, backup)[at % 2]
        whole = file.read_bytes()
        place = chance.randrange(len(whole))
        file.write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]
        )
        assert _noticed(table, file, backup), (file.name, place)
        file.write_bytes(whole)


def _noticed(table: Table, file: Path, backup: Path) -> bool:
    if file == backup:
        return check_backup(backup, PASSPHRASE) != []
    try:
        with bootstrap.open_workspace(str(table.path), PASSPHRASE) as opened:
            return upkeep.check(opened.storage, opened.reading) != []
    except CasustafelError:
        return True
