"""Making and opening a workspace; every way in which that can fail."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from storage_support import CHEAP, PASSPHRASE, OpenAgain, names, rename

from casustafel.domain.errors import CasustafelError, DatabaseError
from casustafel.storage import keys
from casustafel.storage.engine import Engines
from casustafel.storage.location import LocalFiles
from casustafel.storage.migrations import Scripts
from casustafel.storage.place import Facts
from casustafel.storage.workspace import OpenWorkspace, create_workspace


def test_that_what_was_put_in_is_there_at_the_next_opening(
    workspace: OpenWorkspace, open_again: OpenAgain
) -> None:
    workspace.close()

    opened = open_again(person="Anna Voorbeeld")

    assert names(opened) == ["Gezin Duidelijk"]
    assert opened.unlocked is not None
    assert opened.unlocked.person == "Anna Voorbeeld"
    assert opened.migrated_from is None


def test_that_a_new_workspace_is_a_database_its_keys_and_a_lock(
    workspace: OpenWorkspace, files: LocalFiles
) -> None:
    workspace.close()

    assert sorted(path.name for path in files.database.parent.iterdir()) == [
        "cases.db",
        "cases.keys",
        "cases.lock",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards files by other means")
def test_that_only_the_user_may_read_its_files(workspace: OpenWorkspace, files: LocalFiles) -> None:
    assert names(workspace) == ["Gezin Duidelijk"]

    for path in (files.database, files.keys, *files.journals):
        assert path.stat().st_mode & 0o077 == 0


def test_that_a_first_filling_that_fails_leaves_nothing(
    files: LocalFiles, scripts: Scripts, now: datetime, fit_place: Facts
) -> None:
    def fill(_engines: Engines) -> None:
        raise LookupError("no norms")

    with pytest.raises(LookupError):
        create_workspace(
            files, "Anna", PASSPHRASE, now=now, fill=fill, cost=CHEAP, scripts=scripts,
            facts=fit_place,
        )  # fmt: skip

    assert [path.name for path in files.database.parent.iterdir()] == ["cases.lock"]


def test_that_an_existing_workspace_is_never_made_anew(
    workspace: OpenWorkspace,
    files: LocalFiles,
    scripts: Scripts,
    now: datetime,
    fit_place: Facts,
    open_again: OpenAgain,
) -> None:
    workspace.close()

    with pytest.raises(DatabaseError, match="database-exists"):
        create_workspace(
            files, "Bram", "drie gele boten", now=now, cost=CHEAP, scripts=scripts, facts=fit_place
        )

    assert names(open_again()) == ["Gezin Duidelijk"]


def test_that_keys_whose_database_was_moved_away_are_kept(
    workspace: OpenWorkspace, files: LocalFiles, scripts: Scripts, now: datetime, fit_place: Facts
) -> None:
    workspace.close()
    files.database.unlink()
    before = files.keys.read_bytes()

    create_workspace(
        files, "Bram", "drie gele boten", now=now, cost=CHEAP, scripts=scripts, facts=fit_place
    ).close()

    kept = files.keys.with_name("cases.keys.20260302T093000")
    assert kept.read_bytes() == before
    assert keys.unlock(kept, PASSPHRASE).person == "Anna Voorbeeld"


def test_that_the_wrong_passphrase_opens_nothing_and_lets_go_of_the_lock(
    workspace: OpenWorkspace, open_again: OpenAgain
) -> None:
    workspace.close()

    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        open_again("drie gele boten")

    assert names(open_again()) == ["Gezin Duidelijk"]


def test_that_an_open_workspace_is_not_opened_twice(
    workspace: OpenWorkspace, open_again: OpenAgain
) -> None:
    with pytest.raises(DatabaseError, match="database-in-use"):
        open_again()

    assert names(workspace) == ["Gezin Duidelijk"]


def test_that_a_missing_database_is_told_and_leaves_no_trace(
    files: LocalFiles, open_again: OpenAgain
) -> None:
    with pytest.raises(DatabaseError, match="database-missing"):
        open_again()

    assert list(files.database.parent.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite format 3\x00" + b"\0" * 4080, b"%PDF-1.7\n", b"name;number\n" * 1000],
    ids=["empty", "plain sqlite", "pdf", "csv"],
)
def test_that_a_file_that_is_no_database_is_told_and_left_alone(
    files: LocalFiles, open_again: OpenAgain, content: bytes
) -> None:
    files.database.write_bytes(content)

    with pytest.raises(DatabaseError, match="database-not-ours"):
        open_again()

    assert files.database.read_bytes() == content
    assert list(files.database.parent.iterdir()) == [files.database]


def test_that_a_database_without_its_keys_is_told(
    workspace: OpenWorkspace, files: LocalFiles, open_again: OpenAgain
) -> None:
    workspace.close()
    files.keys.unlink()

    with pytest.raises(DatabaseError, match="keys-missing"):
        open_again()


def test_that_keys_of_another_workspace_do_not_open_this_one(
    workspace: OpenWorkspace, files: LocalFiles, open_again: OpenAgain, now: datetime
) -> None:
    workspace.close()
    files.keys.write_bytes(keys.make_keys("Anna", PASSPHRASE, now=now, cost=CHEAP)[0])

    with pytest.raises(DatabaseError, match="database-key-mismatch"):
        open_again()


@pytest.mark.parametrize("place", [0, 40, 4096 + 100])
def test_that_a_damaged_database_is_told(
    workspace: OpenWorkspace, files: LocalFiles, open_again: OpenAgain, place: int
) -> None:
    workspace.close()
    content = bytearray(files.database.read_bytes())
    content[place] ^= 1
    files.database.write_bytes(content)

    with pytest.raises(CasustafelError) as caught:
        open_again()
    assert caught.value.code in ("database-key-mismatch", "database-damaged")
    assert files.database.read_bytes() == bytes(content)


def test_that_a_database_cut_off_is_told(
    workspace: OpenWorkspace, files: LocalFiles, open_again: OpenAgain
) -> None:
    workspace.close()
    content = files.database.read_bytes()
    files.database.write_bytes(content[: len(content) // 2 + 100])

    with pytest.raises(CasustafelError) as caught:
        names(open_again())
    assert caught.value.code in ("database-key-mismatch", "database-damaged", "database-not-ours")


def test_that_a_folder_is_no_database(files: LocalFiles, open_again: OpenAgain) -> None:
    files.database.mkdir()

    with pytest.raises(DatabaseError, match="database-not-ours"):
        open_again()


def test_that_a_network_drive_is_refused_before_anything_is_made(
    files: LocalFiles, scripts: Scripts, now: datetime
) -> None:
    facts = Facts(sys.platform, mounts=(("/", "nfs4"),), drive_kind=lambda _drive: 4)

    with pytest.raises(DatabaseError, match="place-network"):
        create_workspace(
            files, "Anna", PASSPHRASE, now=now, cost=CHEAP, scripts=scripts, facts=facts
        )

    assert list(files.database.parent.iterdir()) == []


def test_that_other_ways_to_close_do_no_harm(workspace: OpenWorkspace) -> None:
    workspace.close()
    workspace.close()

    assert workspace.lock is not None


needs_mount = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="needs the right to mount a small disk"
)


@pytest.fixture
def small_disk(tmp_path: Path) -> object:
    """A disk of 600 KiB of its own; skips where it cannot be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)], check=False
    )
    if mounted.returncode:
        pytest.skip("a disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def on_disk(
    disk: Path, scripts: Scripts, now: datetime, facts: Facts
) -> tuple[LocalFiles, OpenWorkspace]:
    files = LocalFiles(disk / "cases.db")
    made = create_workspace(
        files, "Anna", PASSPHRASE, now=now, cost=CHEAP, scripts=scripts, facts=facts
    )
    with made.engines.writer.begin() as connection:
        connection.execute(text("INSERT INTO parent VALUES (1, 'Gezin Duidelijk')"))
    return files, made


@needs_mount
def test_that_on_a_read_only_disk_one_reads_and_a_change_is_refused_in_words(
    small_disk: Path, scripts: Scripts, now: datetime, fit_place: Facts
) -> None:
    from casustafel.storage.workspace import open_workspace

    files, made = on_disk(small_disk, scripts, now, fit_place)
    made.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with open_workspace(files, PASSPHRASE, now=now, scripts=scripts, facts=fit_place) as opened:
        assert names(opened) == ["Gezin Duidelijk"]
        with pytest.raises(DatabaseError, match="database-read-only"):
            rename(opened, "Anders")

    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    with open_workspace(files, PASSPHRASE, now=now, scripts=scripts, facts=fit_place) as opened:
        assert names(opened) == ["Gezin Duidelijk"]


@needs_mount
def test_that_a_full_disk_is_told_and_everything_confirmed_is_whole(
    small_disk: Path, scripts: Scripts, now: datetime, fit_place: Facts
) -> None:
    from casustafel.storage.workspace import open_workspace

    files, made = on_disk(small_disk, scripts, now, fit_place)
    confirmed = 1
    with pytest.raises(CasustafelError) as caught:
        for number in range(2, 5000):
            with made.engines.writer.begin() as connection:
                row = {"id": number, "name": f"Gezin {number} " + "x" * 900}
                connection.execute(text("INSERT INTO parent VALUES (:id, substr(:name,1,50))"), row)
                connection.execute(text("INSERT INTO child VALUES (:id, :id, 7)"), row)
            confirmed = number
    assert caught.value.code == "disk-full"
    made.close()
    (small_disk / "cases.lock").touch()

    with open_workspace(files, PASSPHRASE, now=now, scripts=scripts, facts=fit_place) as opened:
        assert len(names(opened)) == confirmed
        with opened.engines.reader.connect() as connection:
            children = connection.execute(text("SELECT count(*) FROM child")).scalar_one()
    assert confirmed > 1
    assert children == confirmed - 1


@needs_mount
def test_that_no_workspace_is_made_on_a_full_disk(
    small_disk: Path, scripts: Scripts, now: datetime, fit_place: Facts
) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 580_000)

    with pytest.raises(CasustafelError) as caught:
        on_disk(small_disk, scripts, now, fit_place)

    assert caught.value.code == "disk-full"
    assert {path.name for path in small_disk.iterdir()} <= {"ballast", "cases.lock"}
