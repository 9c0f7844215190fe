"""How the database is reached; the same on each backend."""

import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from storage_support import engines_at

from casustafel.domain.errors import CasustafelError, DatabaseError, FileError, UsageError
from casustafel.storage.engine import READERS, Engines, local_engines

ADD = text("INSERT INTO parent (id, name) VALUES (:id, :name)")
COUNT = text("SELECT count(*) FROM parent")


def add(engines: Engines, number: int, name: str = "Gezin Duidelijk") -> None:
    with engines.writer.begin() as connection:
        connection.execute(ADD, {"id": number, "name": name})


def count(engines: Engines) -> int:
    with engines.reader.connect() as connection:
        return int(connection.execute(COUNT).scalar_one())


def test_that_what_was_committed_is_read_by_another_connection(engines: Engines) -> None:
    add(engines, 1)

    assert count(engines) == 1


def test_that_what_was_not_committed_is_rolled_back(engines: Engines) -> None:
    with engines.writer.connect() as connection:
        connection.execute(ADD, {"id": 1, "name": "Gezin Duidelijk"})

    assert count(engines) == 0


def test_that_a_reader_does_not_see_what_is_not_committed(engines: Engines) -> None:
    with engines.writer.begin() as connection:
        connection.execute(ADD, {"id": 1, "name": "Gezin Duidelijk"})
        assert count(engines) == 0

    assert count(engines) == 1


def test_that_an_error_rolls_the_whole_transaction_back(engines: Engines) -> None:
    with pytest.raises(IntegrityError), engines.writer.begin() as connection:
        connection.execute(ADD, {"id": 1, "name": "Gezin Duidelijk"})
        connection.execute(ADD, {"id": 1, "name": "Gezin Helder"})

    assert count(engines) == 0


def test_that_tables_made_in_a_transaction_are_rolled_back_too(engines: Engines) -> None:
    with engines.writer.connect() as connection:
        connection.execute(text("CREATE TABLE made (id INTEGER)"))

    with pytest.raises(DBAPIError), engines.reader.connect() as connection:
        connection.execute(text("SELECT * FROM made"))


def test_that_a_row_cannot_point_at_nothing_which_is_said_in_words(engines: Engines) -> None:
    with pytest.raises(UsageError, match="record-missing"), engines.writer.begin() as connection:
        connection.execute(text("INSERT INTO child (id, parent_id, number) VALUES (1, 99, 1)"))


def test_that_a_reader_cannot_write(engines: Engines) -> None:
    with pytest.raises(DBAPIError), engines.reader.begin() as connection:
        connection.execute(ADD, {"id": 1, "name": "Gezin Duidelijk"})

    assert count(engines) == 0


def test_that_a_writer_in_another_thread_waits_its_turn(engines: Engines) -> None:
    inside, done = threading.Event(), threading.Event()

    def write_second() -> None:
        inside.wait(10)
        with engines.writer.begin() as connection:
            seen = connection.execute(COUNT).scalar_one()
            connection.execute(ADD, {"id": 2, "name": f"Gezin na {seen}"})
        done.set()

    thread = threading.Thread(target=write_second)
    thread.start()
    with engines.writer.begin() as connection:
        inside.set()
        connection.execute(ADD, {"id": 1, "name": "Gezin Duidelijk"})
        assert not done.is_set()
    thread.join(10)

    with engines.reader.connect() as connection:
        names = connection.execute(text("SELECT name FROM parent ORDER BY id")).scalars().all()
    assert names == ["Gezin Duidelijk", "Gezin na 1"]


def test_that_several_readers_read_at_the_same_time(engines: Engines) -> None:
    add(engines, 1)
    connections = [engines.reader.connect() for _ in range(READERS)]

    assert [each.execute(COUNT).scalar_one() for each in connections] == [1] * READERS
    for each in connections:
        each.close()


@pytest.fixture
def key() -> bytes:
    return os.urandom(32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a folder with # and % and ë" / "cases.db"


@pytest.fixture
def local(path: Path, key: bytes) -> Engines:
    path.parent.mkdir()
    engines = local_engines(path, key)
    with engines.writer.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)"))
    return engines


def test_that_the_files_show_nothing_of_what_they_hold(local: Engines, path: Path) -> None:
    add(local, 1, "Onmiskenbaar")
    open_files = b"".join(file.read_bytes() for file in path.parent.iterdir())
    local.close()
    closed = path.read_bytes()

    assert len(open_files) > 8192
    for content in (open_files, closed):
        assert b"Onmiskenbaar" not in content
        assert b"CREATE TABLE" not in content
        assert b"SQLite format" not in content


def test_that_closing_leaves_one_file(local: Engines, path: Path) -> None:
    add(local, 1)
    count(local)
    local.close()

    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("cache_size", -65536),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("query_only", 0),
    ],
)
def test_that_the_writer_has_its_settings(local: Engines, setting: str, value: object) -> None:
    with local.writer.connect() as connection:
        assert connection.execute(text(f"PRAGMA {setting}")).scalar_one() == value
    local.close()


@pytest.mark.parametrize("setting", ["query_only", "foreign_keys"])
def test_that_the_reader_has_its_settings(local: Engines, setting: str) -> None:
    with local.reader.connect() as connection:
        assert connection.execute(text(f"PRAGMA {setting}")).scalar_one() == 1
    local.close()


def test_that_another_key_opens_nothing(local: Engines, path: Path) -> None:
    local.close()
    with local_engines(path, os.urandom(32)) as other, pytest.raises(DatabaseError) as caught:
        count(other)

    assert caught.value.code == "database-key-mismatch"
    assert caught.value.values["file"] == "cases.db"


def test_that_a_reader_that_writes_is_a_fault_of_the_program_and_not_of_the_disk(
    local: Engines,
) -> None:
    with pytest.raises(DBAPIError), local.reader.begin() as connection:
        connection.execute(ADD, {"id": 1, "name": "Gezin Duidelijk"})
    local.close()


def test_that_a_full_disk_is_told_and_what_was_there_stays(local: Engines) -> None:
    add(local, 1)
    with local.writer.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 1}"))

    with pytest.raises(FileError, match="disk-full"):
        add(local, 2, "x" * 100_000)

    assert count(local) == 1
    add(local, 3)
    assert count(local) == 2
    local.close()


def test_that_a_writer_elsewhere_makes_it_busy_and_not_broken(
    local: Engines, path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casustafel.storage.engine._BUSY_SECONDS", 0.05)
    with (
        local_engines(path, key) as other,
        local.writer.begin(),
        pytest.raises(DatabaseError, match="database-busy"),
    ):
        add(other, 1)
    local.close()


def test_that_a_damaged_page_is_told_and_never_read_as_data(local: Engines, path: Path) -> None:
    with local.writer.begin() as connection:
        rows = [{"id": number, "name": "Gezin " * 50} for number in range(500)]
        connection.execute(ADD, rows)
    local.close()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    with pytest.raises(CasustafelError) as caught, local.reader.connect() as connection:
        connection.execute(text("SELECT * FROM parent")).all()
    assert caught.value.code in ("database-damaged", "database-key-mismatch", "disk-failing")
    local.close()


def test_that_postgresql_without_its_driver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)

    with pytest.raises(DatabaseError, match="postgresql-not-installed"):
        engines_at("postgresql://localhost/cases")
