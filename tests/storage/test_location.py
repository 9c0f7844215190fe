"""What `--database` means."""

from pathlib import Path

import pytest

from casustafel.domain.errors import UsageError
from casustafel.storage.location import LocalFiles, SharedDatabase, locate


def test_that_the_long_form_of_a_local_path_of_windows_is_the_path(tmp_path: Path) -> None:
    """windows.md C: SQLite's addresses cannot hold it; a share in that form stays a share."""
    plain, long = locate("C:\\map\\casus.db", {}), locate("\\\\?\\C:\\map\\casus.db", {})
    assert plain == long


def test_that_a_path_is_a_local_database_with_its_files_beside_it(tmp_path: Path) -> None:
    files = locate(str(tmp_path / "cases.db"), {})

    assert isinstance(files, LocalFiles)
    assert files.database == tmp_path / "cases.db"
    assert files.keys == tmp_path / "cases.keys"
    assert files.lock == tmp_path / "cases.lock"
    assert files.backups == tmp_path / "cases-backups"
    assert [path.name for path in files.journals] == ["cases.db-wal", "cases.db-shm"]


def test_that_a_name_without_an_extension_gets_one(tmp_path: Path) -> None:
    assert locate(str(tmp_path / "cases"), {}) == LocalFiles(tmp_path / "cases.db")


def test_that_a_folder_means_the_usual_name_in_it(tmp_path: Path) -> None:
    assert locate(str(tmp_path), {}) == LocalFiles(tmp_path / "casustafel.db")


def test_that_a_relative_path_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert locate("cases.db", {}) == LocalFiles(tmp_path / "cases.db")


def test_that_the_option_wins_from_the_variable(tmp_path: Path) -> None:
    environment = {"CASUSTAFEL_DATABASE": str(tmp_path / "variable.db")}

    assert locate(None, environment) == LocalFiles(tmp_path / "variable.db")
    assert locate(str(tmp_path / "option.db"), environment) == LocalFiles(tmp_path / "option.db")


@pytest.mark.parametrize("environment", [{}, {"CASUSTAFEL_DATABASE": ""}])
def test_that_without_either_it_is_in_the_users_own_data_folder(
    environment: dict[str, str],
) -> None:
    files = locate(None, environment)

    assert isinstance(files, LocalFiles)
    assert files.database.is_absolute()
    assert files.database.name == "casustafel.db"
    assert files.database.parent.name == "casustafel"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_that_an_address_is_a_shared_database(scheme: str) -> None:
    shared = locate(f"{scheme}://anna@db.example:5433/cases", {})

    assert shared == SharedDatabase("postgresql+psycopg://anna@db.example:5433/cases")


def test_that_a_password_in_an_address_is_never_shown() -> None:
    shared = locate("postgresql://anna:geheim@db.example:5433/cases", {})

    assert shared.shown == "postgresql://anna@db.example:5433/cases"
    assert "geheim" not in repr(shared)


@pytest.mark.parametrize("address", ["mysql://host/cases", "sqlite:///cases.db", "postgresql://"])
def test_that_another_kind_of_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="database-address"):
        locate(address, {})


@pytest.mark.parametrize("name", ["cases.keys", "cases.lock", "cases.restore"])
def test_that_a_name_of_one_of_its_other_files_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="database-name"):
        locate(str(tmp_path / name), {})
