"""Backups, and looking for faults."""

import json
import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from storage_support import CHEAP, LATER, PASSPHRASE, names, unlocked

from casustafel.domain.errors import CasustafelError, DatabaseError, FileError
from casustafel.storage.backup import back_up, read_backup
from casustafel.storage.check import check_backup, check_database
from casustafel.storage.location import LocalFiles
from casustafel.storage.migrations import HEAD
from casustafel.storage.place import Facts
from casustafel.storage.workspace import OpenWorkspace, create_workspace


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
    with pytest.raises(FileError, match="file-missing"):
        back_up(files, unlocked(workspace).key, tmp_path / "no" / "a.backup", now=now)


def test_that_the_backup_of_a_damaged_database_names_the_database(
    workspace: OpenWorkspace, files: LocalFiles, target: Path, now: datetime
) -> None:
    key = unlocked(workspace).key
    workspace.close()
    with files.database.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(os.urandom(4096))

    with pytest.raises(DatabaseError, match="database-damaged") as caught:
        back_up(files, key, target, now=now)

    assert caught.value.values["file"] == files.database.name
    assert list(target.parent.iterdir()) == []


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
    _rewritten(backup, **changes)

    with pytest.raises(FileError, match=code):
        read_backup(backup)


def test_that_a_sound_database_and_backup_show_no_fault(
    workspace: OpenWorkspace, backup: Path, files: LocalFiles
) -> None:
    assert check_database(files.database, unlocked(workspace).key, head="t2") == []
    assert check_backup(backup) == []
    assert check_backup(backup, PASSPHRASE, "Anna Voorbeeld") == []


def test_that_a_database_of_another_revision_is_a_fault(
    workspace: OpenWorkspace, files: LocalFiles
) -> None:
    (fault,) = check_database(files.database, unlocked(workspace).key, head="t9")

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

    (fault,) = check_database(files.database, unlocked(workspace).key, head="t2")

    assert fault.code == "fault-reference"
    assert fault.values == {"table": "child", "parent": "parent", "count": 2}


def test_that_a_flipped_bit_in_the_database_is_a_fault_and_no_backup_is_made_of_it(
    workspace: OpenWorkspace, files: LocalFiles, target: Path
) -> None:
    workspace.close()
    content = bytearray(files.database.read_bytes())
    content[-100] ^= 1
    files.database.write_bytes(content)

    faults = check_database(files.database, unlocked(workspace).key, head="t2")

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

        assert check_database(files.database, unlocked(workspace).key, head="t2") == []


def test_that_the_programs_own_tables_are_sound_from_the_first_day_and_can_be_backed_up(
    files: LocalFiles, target: Path, now: datetime, fit_place: Facts
) -> None:
    with create_workspace(
        files, "Anna Voorbeeld", PASSPHRASE, now=now, cost=CHEAP, facts=fit_place
    ) as made:
        assert check_database(files.database, unlocked(made).key) == []

        manifest = back_up(files, unlocked(made).key, target, now=now)

    assert manifest.revision == HEAD
    assert check_backup(target, PASSPHRASE) == []
