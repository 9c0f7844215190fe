"""Putting a backup back in place."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from storage_support import CHEAP, LATER, PASSPHRASE, OpenAgain, engines_of, names, rename, unlocked

from casustafel.domain.errors import DatabaseError, FileError
from casustafel.storage import atomic, keys, restore
from casustafel.storage.backup import back_up
from casustafel.storage.check import check_backup, check_database
from casustafel.storage.location import LocalFiles
from casustafel.storage.place import Facts
from casustafel.storage.workspace import OpenWorkspace


def test_that_a_backup_of_an_open_database_holds_what_is_confirmed_and_nothing_else(
    workspace: OpenWorkspace, files: LocalFiles, target: Path, now: datetime
) -> None:
    rename(workspace, "Gezin Bevestigd")
    with workspace.engines.writer.connect() as connection:
        connection.execute(text("UPDATE parent SET name = 'Gezin Onbevestigd'"))
        back_up(files, unlocked(workspace).key, target, now=now)
    workspace.close()

    restore.restore(target, files, PASSPHRASE, now=LATER, replace=True, facts=Facts("linux"))
    with OpenWorkspace(files, engines_of(files, workspace)) as opened:
        assert names(opened) == ["Gezin Bevestigd"]


def test_that_a_restored_workspace_is_as_it_was_and_the_former_is_kept(
    workspace: OpenWorkspace,
    backup: Path,
    files: LocalFiles,
    open_again: OpenAgain,
    fit_place: Facts,
    now: datetime,
) -> None:
    rename(workspace, "Gezin Later")
    workspace.close()

    restored = restore.restore(backup, files, PASSPHRASE, now=LATER, replace=True, facts=fit_place)

    assert restored.made_at == now
    assert names(open_again()) == ["Gezin Duidelijk"]
    assert restored.kept == files.database.with_name("cases-before-restore-20260309T080000Z")
    assert {path.name for path in restored.kept.iterdir()} >= {"cases.db", "cases.keys"}


def test_that_the_kept_former_workspace_still_opens(
    workspace: OpenWorkspace,
    backup: Path,
    files: LocalFiles,
    open_again: OpenAgain,
    fit_place: Facts,
) -> None:
    rename(workspace, "Gezin Later")
    workspace.close()
    kept = restore.restore(backup, files, PASSPHRASE, now=LATER, replace=True, facts=fit_place).kept
    assert kept is not None

    former = LocalFiles(kept / "cases.db")
    opened = keys.unlock(former.keys, PASSPHRASE)
    with OpenWorkspace(former, engines_of(former, workspace)) as again:
        assert names(again) == ["Gezin Later"]
    assert opened.key == unlocked(workspace).key


def test_that_a_log_left_by_a_crash_is_put_aside_with_its_own_database(
    workspace: OpenWorkspace,
    backup: Path,
    files: LocalFiles,
    open_again: OpenAgain,
    fit_place: Facts,
) -> None:
    rename(workspace, "Gezin Later")
    log = files.journals[0].read_bytes()
    workspace.close()
    files.journals[0].write_bytes(log)  # as after kill -9

    kept = restore.restore(backup, files, PASSPHRASE, now=LATER, replace=True, facts=fit_place).kept

    assert kept is not None
    assert (kept / "cases.db-wal").read_bytes() == log
    assert names(open_again()) == ["Gezin Duidelijk"]


def test_that_a_workspace_is_not_put_aside_unasked(
    workspace: OpenWorkspace,
    backup: Path,
    files: LocalFiles,
    open_again: OpenAgain,
    fit_place: Facts,
) -> None:
    rename(workspace, "Gezin Later")
    workspace.close()

    with pytest.raises(FileError, match="restore-target-exists"):
        restore.restore(backup, files, PASSPHRASE, now=LATER, facts=fit_place)

    assert names(open_again()) == ["Gezin Later"]


def test_that_an_open_workspace_is_not_replaced(
    workspace: OpenWorkspace, backup: Path, files: LocalFiles, fit_place: Facts
) -> None:
    with pytest.raises(DatabaseError, match="database-in-use"):
        restore.restore(backup, files, PASSPHRASE, now=LATER, replace=True, facts=fit_place)

    assert names(workspace) == ["Gezin Duidelijk"]


def test_that_a_backup_is_restored_where_nothing_was(
    backup: Path, tmp_path: Path, fit_place: Facts
) -> None:
    files = LocalFiles(tmp_path / "new" / "computer" / "mine.db")

    restored = restore.restore(backup, files, PASSPHRASE, now=LATER, facts=fit_place)

    assert restored.kept is None
    assert check_database(files.database, keys.unlock(files.keys, PASSPHRASE).key, head="t2") == []
    assert {path.name for path in files.database.parent.iterdir()} == {
        "mine.db",
        "mine.keys",
        "mine.lock",
    }


def test_that_a_backup_opens_with_the_passphrase_of_its_day(
    workspace: OpenWorkspace,
    backup: Path,
    files: LocalFiles,
    open_again: OpenAgain,
    fit_place: Facts,
) -> None:
    keys.change_passphrase(files.keys, unlocked(workspace), "iets nieuws", now=LATER, cost=CHEAP)
    workspace.close()

    restore.restore(backup, files, PASSPHRASE, now=LATER, replace=True, facts=fit_place)

    assert names(open_again(PASSPHRASE)) == ["Gezin Duidelijk"]
    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        keys.unlock(files.keys, "iets nieuws")


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.99])
def test_that_a_backup_with_a_flipped_bit_is_refused_and_nothing_changes(
    workspace: OpenWorkspace,
    backup: Path,
    files: LocalFiles,
    open_again: OpenAgain,
    fit_place: Facts,
    share: float,
) -> None:
    rename(workspace, "Gezin Later")
    workspace.close()
    content = bytearray(backup.read_bytes())
    content[int(len(content) * share)] ^= 1
    backup.write_bytes(content)

    with pytest.raises(FileError, match="backup-damaged"):
        restore.restore(backup, files, PASSPHRASE, now=LATER, replace=True, facts=fit_place)

    assert [fault.code for fault in check_backup(backup)] == ["backup-damaged"]
    assert names(open_again()) == ["Gezin Later"]


@pytest.mark.parametrize("step", range(1, 9))
def test_that_a_restore_cut_off_at_any_step_is_whole_afterwards(
    workspace: OpenWorkspace,
    backup: Path,
    files: LocalFiles,
    open_again: OpenAgain,
    fit_place: Facts,
    monkeypatch: pytest.MonkeyPatch,
    step: int,
) -> None:
    rename(workspace, "Gezin Later")
    workspace.close()
    left = step

    def cut_off(source: Path, target: Path) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt  # nothing but the power: no cleaning up is expected of it
        atomic.sync_folder(target.parent)
        source.replace(target)

    monkeypatch.setattr(atomic, "move", cut_off)
    cut = True
    try:
        restore.restore(backup, files, PASSPHRASE, now=LATER, replace=True, facts=fit_place)
        cut = False
    except KeyboardInterrupt:
        monkeypatch.undo()
    monkeypatch.undo()

    # The first step writes the plan: before it nothing happened, after it all of it does.
    expected = "Gezin Later" if step == 1 else "Gezin Duidelijk"
    opened = open_again()
    assert names(opened) == [expected]
    assert not files.pending_restore.exists()
    assert cut == (step <= 5)


def test_that_an_unfinished_restore_whose_files_are_gone_is_told_and_can_be_done_again(
    workspace: OpenWorkspace,
    backup: Path,
    files: LocalFiles,
    open_again: OpenAgain,
    fit_place: Facts,
) -> None:
    workspace.close()
    files.database.unlink()
    plan = {"version": 1, "database": "gone.tmp", "keys": "gone2.tmp", "kept": None}
    files.pending_restore.write_text(json.dumps(plan))

    with pytest.raises(DatabaseError, match="restore-unfinished"):
        open_again()
    restore.restore(backup, files, PASSPHRASE, now=LATER, replace=True, facts=fit_place)

    assert names(open_again()) == ["Gezin Duidelijk"]
