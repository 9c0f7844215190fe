"""Nothing replaces a workspace's own files, and a path that means another file stops writing."""

import os
import shutil
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from storage_support import CHEAP, PASSPHRASE, OpenAgain, names, rename, unlocked

from casustafel.domain.errors import CasustafelError, DatabaseError, FileError
from casustafel.storage.atomic import beside
from casustafel.storage.backup import back_up
from casustafel.storage.check import check_database
from casustafel.storage.leaving import refuse_unwritable, write_out
from casustafel.storage.location import LocalFiles, locate
from casustafel.storage.migrations import Scripts
from casustafel.storage.place import Facts
from casustafel.storage.workspace import OpenWorkspace, create_workspace

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows holds an open file in place")
OWN = [
    *("cases.db", "cases.keys", "cases.lock", "cases.db-wal", "cases.restore", "week.backup"),
    *("cases-backups/any.pdf", "cases-before-restore-20260302T093000Z/cases.pdf"),
]


@pytest.mark.parametrize("name", OWN)
def test_that_no_file_that_leaves_replaces_one_of_the_program(
    workspace: OpenWorkspace, files: LocalFiles, name: str
) -> None:
    """S5: `--output casustafel.keys` took all keys, with exit 0."""
    names(workspace)
    target = files.database.parent / name
    target.parent.mkdir(exist_ok=True)
    before = target.read_bytes() if target.exists() else None

    for way in (refuse_unwritable, lambda path: write_out(path, b"%PDF-1.7")):
        with pytest.raises(FileError) as caught:
            way(target)
        assert caught.value.code == "file-is-own"

    assert (target.read_bytes() if target.exists() else None) == before


def test_that_a_database_of_another_ending_is_known_by_its_bytes(
    workspace: OpenWorkspace, files: LocalFiles, tmp_path: Path
) -> None:
    """S5, S11: a database made before may be called anything."""
    workspace.close()
    former = tmp_path / "werk.2025"
    shutil.copyfile(files.database, former)

    with pytest.raises(FileError, match="file-is-own"):
        write_out(former, b"%PDF-1.7")


@posix
def test_that_a_pipe_a_device_and_a_folder_are_left_as_they_are(tmp_path: Path) -> None:
    """S5: `--output /dev/full` made a plain file of the device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for target, code in (
        (pipe, "file-not-plain"),
        (Path(os.devnull), "file-not-plain"),
        (tmp_path, "file-is-folder"),
    ):
        with pytest.raises(FileError) as caught:
            write_out(target, b"%PDF-1.7")
        assert caught.value.code == code
    assert pipe.is_fifo()


@posix
def test_that_a_file_with_personal_data_is_for_its_owner_only(tmp_path: Path) -> None:
    """S5: exports were open to all, while the workspace was not."""
    paper, empty = tmp_path / "notulen.pdf", tmp_path / "sjabloon.xlsx"
    paper.touch(0o644)
    write_out(paper, b"%PDF-1.7")
    write_out(empty, b"PK", personal=False)

    assert paper.stat().st_mode & 0o077 == 0
    assert empty.stat().st_mode & 0o044


def test_that_a_file_of_the_users_own_beside_it_is_left_alone(tmp_path: Path) -> None:
    """S5: `findings.xlsx.part` was deleted."""
    own = tmp_path / "findings.xlsx.part"
    own.write_text("mine")
    refuse_unwritable(tmp_path / "findings.xlsx")
    write_out(tmp_path / "findings.xlsx", b"PK")

    assert own.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["findings.xlsx", own.name]


@posix
@pytest.mark.parametrize("how", ["removed", "renamed", "replaced"])
def test_that_a_database_that_was_taken_away_stops_writing_at_once(
    workspace: OpenWorkspace, files: LocalFiles, how: str
) -> None:
    """S4: changes were confirmed that went to a file without a name."""
    rename(workspace, "Gezin Een")
    names(workspace)
    copy = files.database.with_name("yesterday")
    shutil.copyfile(files.database, copy)
    if how == "removed":
        files.database.unlink()
    elif how == "renamed":
        files.database.rename(files.database.with_name("elsewhere.db"))
    else:
        copy.replace(files.database)

    for work in (lambda: rename(workspace, "Gezin Twee"), lambda: names(workspace)) * 2:
        with pytest.raises(DatabaseError) as caught:
            work()
        assert caught.value.code == "database-moved"


@posix
def test_that_a_change_that_was_begun_before_that_is_not_confirmed(
    workspace: OpenWorkspace, files: LocalFiles
) -> None:
    """S4: it is asked at the end of a transaction too, which may last."""
    away = files.database.with_name("away.db")
    with (
        pytest.raises(DatabaseError, match="database-moved"),
        workspace.engines.writer.begin() as connection,
    ):
        connection.execute(text("UPDATE parent SET name = 'Gezin Twee'"))
        files.database.rename(away)
    away.rename(files.database)
    assert names(workspace) == ["Gezin Duidelijk"]


@posix
@pytest.mark.parametrize("killed", [False, True])
def test_that_yesterdays_copy_put_in_place_is_whole_at_the_next_opening(
    workspace: OpenWorkspace, files: LocalFiles, open_again: OpenAgain, killed: bool
) -> None:
    """S4: the log of the former database was written into the copy, which `check` found damaged."""
    rename(workspace, "Gezin Een")
    workspace.close()
    copy = files.database.with_name("yesterday")
    shutil.copyfile(files.database, copy)
    second = open_again()
    for number in range(20):
        rename(second, f"Gezin {number}")
    log = files.journals[0].read_bytes()
    copy.replace(files.database)
    if killed:
        kept = files.journals[0].with_name("kept")
        os.link(files.journals[0], kept)
        second.close()
        if not files.journals[0].exists():
            kept.rename(files.journals[0])
        files.journals[0].write_bytes(log)
    else:
        second.close()

    third = open_again()

    assert names(third) == ["Gezin Een"]
    assert check_database(files.database, unlocked(third).key, head="t2") == []


@posix
def test_that_there_is_one_lock_whatever_link_leads_to_the_database(
    workspace: OpenWorkspace, files: LocalFiles, tmp_path: Path, open_again: OpenAgain
) -> None:
    """S12: two programs were open at once, and what one confirmed the other did not see."""
    linked = tmp_path / "elsewhere.db"
    linked.symlink_to(files.database)
    assert locate(str(linked)) == files

    workspace.close()
    os.link(files.database, tmp_path / "second.db")
    with pytest.raises(DatabaseError, match="database-linked"):
        open_again()


def test_that_each_name_has_keys_of_its_own(tmp_path: Path) -> None:
    """S11: `werk.2025` and `werk.2026` shared one file of keys."""
    found = [locate(str(tmp_path / name), {}) for name in ("werk.2025", "werk.2026", "werk")]

    assert all(isinstance(one, LocalFiles) for one in found)
    assert len({one.keys for one in found if isinstance(one, LocalFiles)}) == 3


def test_that_keys_that_another_database_uses_stay_where_they_are(
    workspace: OpenWorkspace, files: LocalFiles, scripts: Scripts, now: datetime, fit_place: Facts
) -> None:
    """S11: the keys of `werk.sqlite` were put aside for those of `werk.db`."""
    workspace.close()
    files.database.rename(files.database.with_suffix(".sqlite"))
    before = files.keys.read_bytes()

    with pytest.raises(CasustafelError) as caught:
        create_workspace(
            files, "Bram", PASSPHRASE, now=now, cost=CHEAP, scripts=scripts, facts=fit_place
        )

    assert caught.value.code == "keys-of-another"
    assert files.keys.read_bytes() == before


def test_that_the_next_backup_and_the_next_opening_clear_what_a_kill_left(
    workspace: OpenWorkspace, files: LocalFiles, target: Path, now: datetime, open_again: OpenAgain
) -> None:
    """S13: hidden copies of the whole database stayed in the folder of backups."""
    mark = unlocked(workspace).workspace[:8]
    files.backups.mkdir()
    left = [beside(folder / "k12.backup", mark) for folder in (target.parent, files.backups)]
    foreign = beside(target.parent / "k12.backup", "0" * 8)
    for path in (*left, foreign, left[0].with_name(f"{left[0].name}-journal")):
        path.write_bytes(b"noise")

    back_up(files, unlocked(workspace).key, target, now=now)
    assert {path.name for path in target.parent.iterdir()} == {target.name, foreign.name}
    workspace.close()
    open_again()
    assert not left[1].exists()


def test_that_a_backup_takes_no_name_of_the_programs_own_files(
    workspace: OpenWorkspace, files: LocalFiles, now: datetime
) -> None:
    """S5: a backup called `cases.restore` would be taken for a restore that was cut off."""
    with pytest.raises(FileError, match="file-is-own"):
        back_up(files, unlocked(workspace).key, files.pending_restore, now=now)
