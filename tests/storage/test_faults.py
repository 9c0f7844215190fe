"""What SQLite and the operating system complain about, and the words for it."""

import errno
import sqlite3
from pathlib import Path

import pytest

from casustafel.domain.errors import DatabaseError, FileError
from casustafel.storage import faults
from casustafel.storage.faults import Asked, explain_database, explain_system, explained


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("from SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        (sqlite3.SQLITE_NOTADB, DatabaseError, "database-key-mismatch"),
        (sqlite3.SQLITE_CORRUPT, DatabaseError, "database-damaged"),
        (sqlite3.SQLITE_CORRUPT | 1 << 8, DatabaseError, "database-damaged"),
        (sqlite3.SQLITE_FULL, FileError, "disk-full"),
        (sqlite3.SQLITE_READONLY, DatabaseError, "database-read-only"),
        (sqlite3.SQLITE_READONLY | 5 << 8, DatabaseError, "database-read-only"),
        (sqlite3.SQLITE_BUSY, DatabaseError, "database-busy"),
        (sqlite3.SQLITE_LOCKED, DatabaseError, "database-busy"),
        (sqlite3.SQLITE_CANTOPEN, DatabaseError, "database-no-access"),
        (sqlite3.SQLITE_IOERR | 4 << 8, DatabaseError, "disk-failing"),
    ],
)
def test_that_a_complaint_of_sqlite_gets_a_code_and_the_name_of_the_file(
    tmp_path: Path, code: int, kind: type, expected: str
) -> None:
    error = explain_database(sqlite_error(code), tmp_path / "cases.db")

    assert isinstance(error, DatabaseError | FileError)
    assert error.code == expected
    assert error.values["file"] == "cases.db"


def test_that_a_complaint_without_a_number_is_known_by_its_sentence(tmp_path: Path) -> None:
    copying = sqlite3.OperationalError("database or disk is full")

    error = explain_database(copying, tmp_path / ".cases.db.0123abcd.tmp")

    assert isinstance(error, FileError)
    assert (error.code, error.values["file"]) == ("disk-full", "cases.db")


def test_that_an_input_error_on_a_full_disk_is_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 100})
    monkeypatch.setattr(faults.shutil, "disk_usage", lambda _: usage)

    error = explain_database(sqlite_error(sqlite3.SQLITE_IOERR), tmp_path / "cases.db")

    assert error is not None
    assert error.code == "disk-full"


@pytest.mark.parametrize("code", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT])
def test_that_our_own_faults_are_not_explained_away(tmp_path: Path, code: int) -> None:
    assert explain_database(sqlite_error(code), tmp_path) is None
    assert explain_database(ValueError("ours"), tmp_path) is None
    with pytest.raises(sqlite3.OperationalError), explained(tmp_path):
        raise sqlite_error(code)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.ENOENT, "file-missing"),
        (errno.ENOTDIR, "file-missing"),
        (errno.EISDIR, "file-is-folder"),
        (errno.EACCES, "file-no-access"),
        (errno.EROFS, "file-no-access"),
        (errno.EIO, "disk-failing"),
        (errno.ENAMETOOLONG, "file-name-too-long"),
    ],
)
def test_that_a_complaint_of_the_system_gets_a_code(number: int, expected: str) -> None:
    error = explain_system(OSError(number, "from the system"), "cases.xlsx")

    assert isinstance(error, FileError)
    assert error.code == expected
    assert error.values == {"file": "cases.xlsx"}


@pytest.mark.parametrize(("number", "expected"), [(112, "disk-full"), (32, "file-in-use")])
def test_that_windows_own_numbers_are_known(number: int, expected: str) -> None:
    error = OSError(errno.EINVAL, "from Windows")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]

    found = explain_system(error, "cases.xlsx", Asked())

    assert found is not None
    assert found.code == expected


@pytest.mark.parametrize(
    ("refusal", "programs", "expected"),
    [
        (32, ("Microsoft Excel",), "file-in-use-by"),
        (33, (), "file-in-use"),
        (5, (), "file-no-access"),
        (0, (), "file-no-access"),
    ],
)
def test_that_a_file_that_another_program_holds_is_no_lack_of_rights(
    refusal: int, programs: tuple[str, ...], expected: str
) -> None:
    """W3: to C both are errno 13; Windows is asked once more, and who holds it."""
    asked = Asked(lambda _file: refusal, lambda _file: programs)
    found = explain_system(PermissionError(errno.EACCES, "from Windows"), "lijst.xlsx", asked)

    assert found is not None
    assert found.code == expected
    assert found.values.get("program", "Microsoft Excel") == "Microsoft Excel"


def test_that_a_folder_is_told_as_one_where_windows_calls_it_a_lack_of_rights(
    tmp_path: Path,
) -> None:
    """W10."""
    asked = Asked(lambda _file: 5, lambda _file: ())
    found = explain_system(PermissionError(errno.EACCES, "from Windows"), str(tmp_path), asked)
    assert found is not None
    assert found.code == "file-is-folder"


@pytest.mark.parametrize(
    ("error", "number", "file", "expected"),
    [
        (OSError(errno.EINVAL, "x"), 123, "vraag?.pdf", "file-name-wrong"),
        (OSError(errno.EINVAL, "x"), None, "CON.pdf", "file-name-wrong"),
        (OSError(errno.EINVAL, "x"), 206, "lang.pdf", "file-name-too-long"),
        (FileNotFoundError(errno.ENOENT, "x"), 3, "m" * 300, "file-name-too-long"),
        (FileNotFoundError(errno.ENOENT, "x"), 3, "weg.pdf", "file-missing"),
    ],
)
def test_that_a_name_that_windows_refuses_is_said_to_be_the_fault(
    error: OSError, number: int | None, file: str, expected: str
) -> None:
    """W11."""
    if number is not None:
        error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    found = explain_system(error, file, Asked())
    assert found is not None
    assert found.code == expected


def test_that_an_unknown_complaint_stays_as_it_was() -> None:
    with pytest.raises(OSError, match="strange"), explained("cases.db"):
        raise OSError(errno.EXDEV, "strange")


def test_that_a_disk_that_cannot_be_written_is_a_database_that_cannot_be_opened() -> None:
    with pytest.raises(DatabaseError, match="database-read-only"), explained("a.db", opening=True):
        raise OSError(errno.EROFS, "read only")


@pytest.mark.parametrize(
    ("number", "code", "named"),
    [
        (errno.EACCES, "file-no-access", "a.keys"),
        (errno.EISDIR, "file-is-folder", "a.lock"),
        (errno.ENOSPC, "disk-full", "a.lock"),
    ],
)
def test_that_what_goes_wrong_at_opening_names_the_file_that_it_is(
    number: int, code: str, named: str
) -> None:
    """S16b: unreadable keys were "database in a place that cannot be written"."""
    with pytest.raises(FileError) as caught, explained("a.db", opening=True):
        raise OSError(number, "refused", named)
    assert (caught.value.code, caught.value.values["file"]) == (code, named)
