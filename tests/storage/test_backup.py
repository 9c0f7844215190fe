"""Backups, restoring them, and looking for faults."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from storage_support import CHEAP, PASSPHRASE, OpenAgain

from casustafel.domain.errors import CasustafelError, DatabaseError, FileError
from casustafel.storage import atomic, keys, restore
from casustafel.storage.backup import back_up, read_backup
from casustafel.storage.check import check_backup, check_database
from casustafel.storage.keys import Unlocked
from casustafel.storage.location import LocalFiles
from casustafel.storage.migrations import HEAD
from casustafel.storage.place import Facts
from casustafel.storage.workspace import OpenWorkspace, create_workspace

LATER = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def unlocked(workspace: OpenWorkspace) -> Unlocked:
    assert workspace.unlocked is not None
    return workspace.unlocked


def rename(workspace: OpenWorkspace, name: str) -> None:
    with workspace.engines.writer.begin() as connection:
        connection.execute(text("UPDATE parent SET name = :name"), {"name": name})


def names(workspace: OpenWorkspace) -> list[str]:
    with workspace.engines.reader.connect() as connection:
        return list(connection.execute(text("SELECT name FROM parent")).scalars())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder / "monday.backup"


@pytest.fixture
def backup(workspace: OpenWorkspace, files: LocalFiles, target: Path, now: datetime) -> Path:
    back_up(files, unlocked(workspace).key, target, now=now)
    return target


def test_that_a_backup_says_what_it_holds(
    workspace: OpenWorkspace, files: LocalFiles, target: Path, now: datetime
) -> None:
    with workspace.engines.writer.begin() as connection:
        connection.execute(text("CREATE TABLE audit_event (position INTEGER, hash TEXT)"))
        connection.execute(text("INSERT INTO audit_event VALUES (1, 'aa'), (2, 'bb')"))

    made = back_up(files, unlocked(workspace).key, target, now=now)

    manifest, header = read_backup(target)
    assert manifest == made
    assert manifest.made_at == now
    assert manifest.revision == "t2"
    assert manifest.audit_head == "bb"
    assert manifest.workspace == header.workspace == unlocked(workspace).workspace


def test_that_a_backup_of_an_open_database_holds_what_is_confirmed_and_nothing_else(
    workspace: OpenWorkspace, files: LocalFiles, target: Path, now: datetime
) -> None:
    rename(workspace, "Gezin Bevestigd")
    with workspace.engines.writer.connect() as connection:
        connection.execute(text("UPDATE parent SET name = 'Gezin Onbevestigd'"))
        back_up(files, unlocked(workspace).key, target, now=now)
    workspace.close()

    restore.restore(target, files, now=LATER, replace=True, facts=Facts("linux"))
    with OpenWorkspace(files, _engines(files, workspace)) as opened:
        assert names(opened) == ["Gezin Bevestigd"]


def _engines(files: LocalFiles, workspace: OpenWorkspace) -> object:
    from casustafel.storage.engine import local_engines

    return local_engines(files.database, unlocked(workspace).key)


def test_that_a_backup_shows_nothing_and_needs_the_passphrase(
    workspace: OpenWorkspace, backup: Path
) -> None:
    content = backup.read_bytes()

    for clear in (b"Gezin", b"Duidelijk", b"Anna", b"CREATE TABLE", b"SQLite format"):
        assert clear not in content
    assert unlocked(workspace).key not in content
    assert [fault.code for fault in check_backup(backup, "drie gele boten")] == ["passphrase-wrong"]


def test_that_the_copy_in_a_backup_is_sealed_apart_from_the_original(
    workspace: OpenWorkspace, backup: Path, files: LocalFiles
) -> None:
    workspace.close()
    with zipfile.ZipFile(backup) as archive:
        copy = archive.read("database")

    # Another salt and other nonces: equal pages do not look equal.
    assert copy[:16] != files.database.read_bytes()[:16]


def test_that_a_backup_never_overwrites_a_file(
    workspace: OpenWorkspace, files: LocalFiles, target: Path, now: datetime
) -> None:
    target.write_text("minutes")

    with pytest.raises(FileError, match="backup-exists"):
        back_up(files, unlocked(workspace).key, target, now=now)

    assert target.read_text() == "minutes"
    assert list(target.parent.iterdir()) == [target]


def test_that_a_backup_that_cannot_be_finished_leaves_nothing(
    workspace: OpenWorkspace,
    files: LocalFiles,
    target: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(FileError, match="disk-full"):
        back_up(files, unlocked(workspace).key, target, now=now)

    assert list(target.parent.iterdir()) == []
    assert names(workspace) == ["Gezin Duidelijk"]


def test_that_a_backup_into_a_folder_that_is_not_there_is_told(
    workspace: OpenWorkspace, files: LocalFiles, tmp_path: Path, now: datetime
) -> None:
    with pytest.raises(CasustafelError) as caught:
        back_up(files, unlocked(workspace).key, tmp_path / "no" / "a.backup", now=now)

    assert caught.value.code in ("file-missing", "database-no-access")


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

    restored = restore.restore(backup, files, now=LATER, replace=True, facts=fit_place)

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
    kept = restore.restore(backup, files, now=LATER, replace=True, facts=fit_place).kept
    assert kept is not None

    former = LocalFiles(kept / "cases.db")
    opened = keys.unlock(former.keys, PASSPHRASE)
    with OpenWorkspace(former, _engines(former, workspace)) as again:  # type: ignore[arg-type]
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

    kept = restore.restore(backup, files, now=LATER, replace=True, facts=fit_place).kept

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
        restore.restore(backup, files, now=LATER, facts=fit_place)

    assert names(open_again()) == ["Gezin Later"]


def test_that_an_open_workspace_is_not_replaced(
    workspace: OpenWorkspace, backup: Path, files: LocalFiles, fit_place: Facts
) -> None:
    with pytest.raises(DatabaseError, match="database-in-use"):
        restore.restore(backup, files, now=LATER, replace=True, facts=fit_place)

    assert names(workspace) == ["Gezin Duidelijk"]


def test_that_a_backup_is_restored_where_nothing_was(
    backup: Path, tmp_path: Path, fit_place: Facts
) -> None:
    files = LocalFiles(tmp_path / "new" / "computer" / "mine.db")

    restored = restore.restore(backup, files, now=LATER, facts=fit_place)

    assert restored.kept is None
    assert check_database(files, keys.unlock(files.keys, PASSPHRASE).key, head="t2") == []
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

    restore.restore(backup, files, now=LATER, replace=True, facts=fit_place)

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
        restore.restore(backup, files, now=LATER, replace=True, facts=fit_place)

    assert [fault.code for fault in check_backup(backup)] == ["backup-damaged"]
    assert names(open_again()) == ["Gezin Later"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"x" * 100_000])
def test_that_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(content)

    with pytest.raises(FileError, match="backup-damaged"):
        read_backup(file)


def test_that_a_backup_cut_off_is_refused(backup: Path) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: len(content) // 2])

    with pytest.raises(FileError, match="backup-damaged"):
        read_backup(backup)


def test_that_a_missing_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="file-missing"):
        read_backup(tmp_path / "nothing.backup")


def _rewritten(backup: Path, compression: int = zipfile.ZIP_STORED, **changes: object) -> None:
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | changes).encode()
    with zipfile.ZipFile(backup, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"version": 2}, "backup-newer"),
        ({"format": "other"}, "backup-damaged"),
        ({"made_at": "yesterday"}, "backup-damaged"),
        ({"database_sha256": "0" * 64}, "backup-damaged"),
        ({"keys_sha256": "0" * 64}, "backup-damaged"),
        ({"database_size": 1}, "backup-damaged"),
        ({"more": 1}, "backup-damaged"),
        ({"compression": zipfile.ZIP_DEFLATED}, "backup-damaged"),
    ],
)
def test_that_a_manifest_that_does_not_fit_is_refused(
    backup: Path, changes: dict[str, object], code: str
) -> None:
    _rewritten(backup, **changes)  # type: ignore[arg-type]

    with pytest.raises(FileError, match=code):
        read_backup(backup)


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

    monkeypatch.setattr(restore, "move", cut_off)
    monkeypatch.setattr(atomic, "move", cut_off)
    cut = True
    try:
        restore.restore(backup, files, now=LATER, replace=True, facts=fit_place)
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
    restore.restore(backup, files, now=LATER, replace=True, facts=fit_place)

    assert names(open_again()) == ["Gezin Duidelijk"]


def test_that_a_sound_database_and_backup_show_no_fault(
    workspace: OpenWorkspace, backup: Path, files: LocalFiles
) -> None:
    assert check_database(files, unlocked(workspace).key, head="t2") == []
    assert check_backup(backup) == []
    assert check_backup(backup, PASSPHRASE, "Anna Voorbeeld") == []


def test_that_a_database_of_another_revision_is_a_fault(
    workspace: OpenWorkspace, files: LocalFiles
) -> None:
    (fault,) = check_database(files, unlocked(workspace).key, head="t9")

    assert fault.code == "fault-revision"
    assert fault.values == {"present": "t2", "expected": "t9"}


def test_that_a_row_that_points_at_nothing_is_a_fault(
    workspace: OpenWorkspace, files: LocalFiles
) -> None:
    from casustafel.storage.engine import connect

    connection = connect(files.database, unlocked(workspace).key)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM parent")
    connection.close()

    (fault,) = check_database(files, unlocked(workspace).key, head="t2")

    assert fault.code == "fault-reference"
    assert fault.values == {"table": "child", "parent": "parent", "count": 2}


def test_that_a_flipped_bit_in_the_database_is_a_fault_and_no_backup_is_made_of_it(
    workspace: OpenWorkspace, files: LocalFiles, target: Path
) -> None:
    workspace.close()
    content = bytearray(files.database.read_bytes())
    content[-100] ^= 1
    files.database.write_bytes(content)

    faults = check_database(files, unlocked(workspace).key, head="t2")

    assert faults
    assert {fault.code for fault in faults} <= {"fault-page", "fault-structure", "database-damaged"}
    with pytest.raises(CasustafelError):
        back_up(files, unlocked(workspace).key, target, now=LATER)
    assert list(target.parent.iterdir()) == []


def test_that_a_check_finds_no_fault_while_others_read(
    workspace: OpenWorkspace, files: LocalFiles
) -> None:
    with workspace.engines.reader.connect() as connection:
        connection.execute(text("SELECT * FROM parent")).all()

        assert check_database(files, unlocked(workspace).key, head="t2") == []


def test_that_the_programs_own_tables_are_sound_from_the_first_day_and_can_be_backed_up(
    files: LocalFiles, target: Path, now: datetime, fit_place: Facts
) -> None:
    with create_workspace(
        files, "Anna Voorbeeld", PASSPHRASE, now=now, cost=CHEAP, facts=fit_place
    ) as made:
        assert check_database(files, unlocked(made).key) == []

        manifest = back_up(files, unlocked(made).key, target, now=now)

    assert manifest.revision == HEAD
    assert check_backup(target, PASSPHRASE) == []
