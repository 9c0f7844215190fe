"""Migrations happen wholly or not at all; the same on each backend."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError
from storage_support import CHEAP, FAILING, FIRST, PASSPHRASE, SECOND, OpenAgain, make_scripts

from casustafel.domain.errors import DatabaseError, UsageError
from casustafel.storage import migrations
from casustafel.storage.backup import read_backup
from casustafel.storage.engine import Engines
from casustafel.storage.location import LocalFiles
from casustafel.storage.migrations import Scripts
from casustafel.storage.place import Facts
from casustafel.storage.workspace import create_workspace


def fill(engines: Engines) -> None:
    with engines.writer.begin() as connection:
        connection.execute(text("INSERT INTO parent VALUES (1, 'Gezin Duidelijk')"))
        connection.execute(text("INSERT INTO child VALUES (1, 1, 10), (2, 1, 20)"))


def children(engines: Engines) -> list[int]:
    with engines.reader.connect() as connection:
        return list(connection.execute(text("SELECT number FROM child ORDER BY id")).scalars())


def test_that_the_head_that_the_program_knows_is_the_head_of_its_scripts() -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(migrations.configuration())

    assert scripts.get_heads() == [migrations.HEAD]


def test_that_an_empty_database_is_brought_to_head(
    empty_engines: Engines, scripts: Scripts
) -> None:
    assert migrations.current_revision(empty_engines.writer) is None

    came_from = migrations.bring_to_head(empty_engines.writer, scripts)

    assert came_from is None
    assert migrations.current_revision(empty_engines.reader) == "t2"


def test_that_a_database_at_head_is_left_alone_without_loading_alembic(
    engines: Engines, scripts: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "upgrade", pytest.fail)

    assert migrations.bring_to_head(engines.writer, scripts) is None


def test_that_rebuilding_a_parent_keeps_its_children(
    empty_engines: Engines, first_scripts: Scripts, scripts: Scripts
) -> None:
    migrations.upgrade(empty_engines.writer, first_scripts)
    fill(empty_engines)

    assert migrations.bring_to_head(empty_engines.writer, scripts) == "t1"

    assert children(empty_engines) == [10, 20]
    with pytest.raises((IntegrityError, UsageError)), empty_engines.writer.begin() as connection:
        connection.execute(text("INSERT INTO parent VALUES (2, '')"))


def test_that_a_migration_can_be_taken_back_with_data_in_it(
    engines: Engines, scripts: Scripts
) -> None:
    fill(engines)

    migrations.downgrade(engines.writer, "t1", scripts)
    assert migrations.current_revision(engines.reader) == "t1"
    migrations.upgrade(engines.writer, scripts)

    assert children(engines) == [10, 20]


def test_that_references_are_guarded_again_after_a_migration(engines: Engines) -> None:
    with pytest.raises((IntegrityError, UsageError)), engines.writer.begin() as connection:
        connection.execute(text("INSERT INTO child VALUES (9, 99, 1)"))


def test_that_a_failing_step_changes_nothing(engines: Engines, tmp_path: Path) -> None:
    fill(engines)
    steps = {"t1": FIRST, "t2": SECOND, "t3": FAILING.format(fault="raise LookupError")}
    failing = make_scripts(tmp_path / "failing", steps, "t3")

    with pytest.raises(LookupError):
        migrations.bring_to_head(engines.writer, failing)

    assert migrations.current_revision(engines.reader) == "t2"
    assert "halfway" not in inspect(engines.reader).get_table_names()
    with engines.reader.connect() as connection:
        assert connection.execute(text("SELECT name FROM parent")).scalar() == "Gezin Duidelijk"


def test_that_a_step_that_leaves_rows_pointing_at_nothing_is_taken_back(
    engines: Engines, tmp_path: Path
) -> None:
    if engines.writer.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps references guarded during a migration")
    fill(engines)
    steps = {"t1": FIRST, "t2": SECOND, "t3": FAILING.format(fault="op.drop_table('parent')")}
    failing = make_scripts(tmp_path / "failing", steps, "t3")

    with pytest.raises(DatabaseError) as caught:
        migrations.bring_to_head(engines.writer, failing)

    assert caught.value.code == "database-references"
    assert caught.value.values == {"tables": "child", "count": 2}
    assert migrations.current_revision(engines.reader) == "t2"
    assert children(engines) == [10, 20]
    with pytest.raises((IntegrityError, UsageError)), engines.writer.begin() as connection:
        connection.execute(text("INSERT INTO child VALUES (9, 99, 1)"))


def test_that_a_newer_database_is_refused_and_left_alone(
    engines: Engines, first_scripts: Scripts
) -> None:
    fill(engines)

    with pytest.raises(DatabaseError, match="database-newer"):
        migrations.bring_to_head(engines.writer, first_scripts)

    assert migrations.current_revision(engines.reader) == "t2"
    assert children(engines) == [10, 20]


def test_that_tables_of_another_program_are_refused(
    empty_engines: Engines, scripts: Scripts
) -> None:
    with empty_engines.writer.begin() as connection:
        connection.execute(text("CREATE TABLE invoices (id INTEGER)"))

    with pytest.raises(DatabaseError, match="database-foreign"):
        migrations.bring_to_head(empty_engines.writer, scripts)

    assert inspect(empty_engines.reader).get_table_names() == ["invoices"]


def test_that_an_older_workspace_is_backed_up_before_it_is_migrated(
    files: LocalFiles,
    first_scripts: Scripts,
    now: datetime,
    fit_place: Facts,
    open_again: OpenAgain,
) -> None:
    create_workspace(
        files,
        "Anna Voorbeeld",
        PASSPHRASE,
        now=now,
        fill=fill,
        cost=CHEAP,
        scripts=first_scripts,
        facts=fit_place,
    ).close()

    opened = open_again()

    assert opened.migrated_from == "t1"
    assert children(opened.engines) == [10, 20]
    (kept,) = files.backups.iterdir()
    assert kept.name == "cases-20260302T093000Z-before-migration-from-t1.backup"
    assert read_backup(kept)[0].revision == "t1"


def test_that_nothing_is_migrated_when_the_backup_cannot_be_made(
    files: LocalFiles,
    first_scripts: Scripts,
    now: datetime,
    fit_place: Facts,
    open_again: OpenAgain,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    create_workspace(
        files,
        "Anna Voorbeeld",
        PASSPHRASE,
        now=now,
        fill=fill,
        cost=CHEAP,
        scripts=first_scripts,
        facts=fit_place,
    ).close()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("casustafel.storage.atomic.sync_file", full)
    with pytest.raises(Exception, match="disk-full"):
        open_again()
    monkeypatch.undo()

    with open_again(scripts=first_scripts) as opened:
        assert migrations.current_revision(opened.engines.reader) == "t1"
        assert list(files.backups.iterdir()) == []
