"""kill -9 between and within transactions: everything confirmed is found back, nothing half."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from killing import Found, Tally, kill_again_and_again
from sqlalchemy import inspect, text
from storage_support import (
    CHEAP,
    FAILING,
    FIRST,
    LATER,
    PASSPHRASE,
    SECOND,
    OpenAgain,
    make_scripts,
)

from casustafel.domain.errors import DatabaseError
from casustafel.storage import keys
from casustafel.storage.check import check_database
from casustafel.storage.engine import local_engines
from casustafel.storage.location import LocalFiles
from casustafel.storage.migrations import Scripts
from casustafel.storage.place import Facts
from casustafel.storage.workspace import OpenWorkspace, create_workspace

CHILD = Path(__file__).with_name("kill_child.py")
KEYS_CHILD = CHILD.with_name("kill_keys_child.py")


def kill(workspace: OpenWorkspace, files: LocalFiles, kills: int, seed: int) -> Tally:
    assert workspace.unlocked is not None
    key = workspace.unlocked.key
    with workspace.engines.writer.begin() as connection:
        connection.execute(text("DELETE FROM child"))
        connection.execute(text("DELETE FROM parent"))
    workspace.close()

    def look() -> Found:
        with local_engines(files.database, key) as engines, engines.reader.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT parent.id, count(child.id) FROM parent LEFT JOIN child"
                    " ON child.parent_id = parent.id GROUP BY parent.id"
                )
            ).all()
        whole = frozenset(number for number, children in rows if children == 2)
        return Found(whole, frozenset(number for number, _ in rows) - whole)

    tally = kill_again_and_again(
        CHILD, [str(files.database), key.hex()], look, kills=kills, seed=seed
    )
    assert check_database(files.database, key, head="t2") == []
    return tally


def assert_nothing_lost(tally: Tally) -> None:
    assert tally.lost == 0
    assert tally.halves == 0
    assert tally.confirmed > tally.kills
    assert 0 < tally.within < tally.kills


def test_that_a_killed_process_loses_nothing_confirmed_and_leaves_nothing_half(
    workspace: OpenWorkspace, files: LocalFiles, record_property: Callable[[str, object], None]
) -> None:
    tally = kill(workspace, files, kills=12, seed=1)

    record_property("kill -9", str(tally))
    assert_nothing_lost(tally)


@pytest.mark.slow
def test_that_two_hundred_kills_lose_nothing_confirmed_and_leave_nothing_half(
    workspace: OpenWorkspace, files: LocalFiles, record_property: Callable[[str, object], None]
) -> None:
    tally = kill(workspace, files, kills=200, seed=2)

    record_property("kill -9", str(tally))
    assert_nothing_lost(tally)


def test_that_a_killed_change_of_passphrase_leaves_the_old_or_the_new_one(
    tmp_path: Path, now: datetime
) -> None:
    path = tmp_path / "cases.keys"
    content, made = keys.make_keys("Anna Voorbeeld", "word 1", now=now, cost=CHEAP)
    path.write_bytes(content)
    number = 1
    for lines in (1, 2, 7, 20, 33, 54):
        child = subprocess.Popen(
            [sys.executable, str(KEYS_CHILD), str(path), str(number)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(lines)]
        child.kill()
        said += child.stdout.readlines()
        child.stdout.close()
        child.wait(30)
        confirmed = int([line for line in said if line.endswith("\n")][-1].split()[1])

        number = next(n for n in (confirmed, confirmed + 1) if opens(path, f"word {n}"))
        assert keys.unlock(path, f"word {number}").key == made.key


def opens(path: Path, passphrase: str) -> bool:
    try:
        keys.unlock(path, passphrase)
    except DatabaseError as error:
        assert error.code == "passphrase-wrong"
        return False
    return True


def kill_halfway(what: str, files: LocalFiles, scripts: Scripts) -> None:
    arguments = [what, str(files.database), str(scripts.folder), scripts.head]
    child = subprocess.Popen(
        [sys.executable, str(CHILD.with_name("kill_halfway_child.py")), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "inside\n"
    child.kill()
    child.communicate(timeout=30)


def test_that_a_workspace_whose_making_was_killed_can_be_made_again(
    files: LocalFiles, scripts: Scripts, now: datetime, fit_place: Facts
) -> None:
    kill_halfway("create", files, scripts)
    assert not files.database.exists()
    assert not files.keys.exists()

    create_workspace(
        files, "Anna", PASSPHRASE, now=now, cost=CHEAP, scripts=scripts, facts=fit_place
    ).close()

    # Nothing of the first attempt lies about.
    made = {path.name for path in files.database.parent.iterdir()}
    assert made == {"cases.db", "cases.keys", "cases.lock"}


def test_that_a_migration_that_was_killed_did_not_happen_and_happens_later(
    workspace: OpenWorkspace, files: LocalFiles, open_again: OpenAgain, tmp_path: Path
) -> None:
    workspace.close()
    steps = {"t1": FIRST, "t2": SECOND}
    fault = "import kill_halfway_child; kill_halfway_child.wait_for_the_end()"
    killed = {"t3": FAILING.format(fault=fault)}
    kill_halfway("open", files, make_scripts(tmp_path / "killed", steps | killed, "t3"))

    with open_again() as opened, opened.engines.reader.connect() as connection:
        assert connection.execute(text("SELECT name FROM parent")).scalar() == "Gezin Duidelijk"
        assert "halfway" not in inspect(connection).get_table_names()

    whole = {"t3": FAILING.format(fault="op.execute('SELECT 1')")}
    later = make_scripts(tmp_path / "later", steps | whole, "t3")
    with open_again(scripts=later, now=LATER) as opened:
        assert opened.migrated_from == "t2"
        with opened.engines.reader.connect() as connection:
            assert connection.execute(text("SELECT name FROM parent")).scalar() == "changed"
