"""Fixtures of the storage tests: one workspace, one pair of engines, on every backend."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from storage_support import (
    CHEAP,
    FIRST,
    PASSPHRASE,
    SECOND,
    OpenAgain,
    engines_at,
    make_scripts,
    unlocked,
)

from casustafel.storage.backup import back_up
from casustafel.storage.engine import Engines, local_engines
from casustafel.storage.location import LocalFiles
from casustafel.storage.migrations import Scripts, upgrade
from casustafel.storage.place import Facts
from casustafel.storage.workspace import OpenWorkspace, create_workspace, open_workspace
from servers import Server


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def fit_place() -> Facts:
    """A computer without network drives, wherever the tests run."""
    return Facts(platform="linux")


@pytest.fixture(scope="session")
def first_scripts(tmp_path_factory: pytest.TempPathFactory) -> Scripts:
    folder = tmp_path_factory.mktemp("first") / "db"
    return make_scripts(folder, {"t1": FIRST}, "t1")


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Scripts:
    folder = tmp_path_factory.mktemp("scripts") / "db"
    return make_scripts(folder, {"t1": FIRST, "t2": SECOND}, "t2")


@pytest.fixture(params=["sqlcipher", "postgresql"])
def empty_engines(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engines]:
    """Engines of an empty database, on each backend that is there."""
    if request.param == "sqlcipher":
        with local_engines(tmp_path / "empty.db", os.urandom(32)) as engines:
            yield engines
        return
    server: Server = request.getfixturevalue("server")
    with server.database() as name, engines_at(server.place(name)) as engines:
        yield engines


@pytest.fixture
def engines(empty_engines: Engines, scripts: Scripts) -> Engines:
    """Engines of a database with the tables `parent` and `child`."""
    upgrade(empty_engines.writer, scripts)
    return empty_engines


@pytest.fixture
def files(tmp_path: Path) -> LocalFiles:
    return LocalFiles(tmp_path / "cases.db")


@pytest.fixture
def open_again(
    files: LocalFiles, scripts: Scripts, now: datetime, fit_place: Facts
) -> Iterator[OpenAgain]:
    """Open the workspace of `files`; it is closed after the test."""
    opened: list[OpenWorkspace] = []

    def do(secret: str = PASSPHRASE, person: str | None = None, **other: object) -> OpenWorkspace:
        settings = {"scripts": scripts, "facts": fit_place, "now": now} | other
        workspace = open_workspace(files, secret, person, **settings)  # type: ignore[arg-type]
        opened.append(workspace)
        return workspace

    yield do
    for workspace in opened:
        workspace.close()


@pytest.fixture
def workspace(
    files: LocalFiles, scripts: Scripts, now: datetime, fit_place: Facts
) -> Iterator[OpenWorkspace]:
    """A new open workspace of Anna Voorbeeld with one parent and two children."""

    def fill(engines: Engines) -> None:
        with engines.writer.begin() as connection:
            connection.execute(text("INSERT INTO parent VALUES (1, 'Gezin Duidelijk')"))
            connection.execute(text("INSERT INTO child VALUES (1, 1, 10), (2, 1, 20)"))

    made = create_workspace(
        files,
        "Anna Voorbeeld",
        PASSPHRASE,
        now=now,
        fill=fill,
        cost=CHEAP,
        scripts=scripts,
        facts=fit_place,
    )
    with made:
        yield made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder / "monday.backup"


@pytest.fixture
def backup(workspace: OpenWorkspace, files: LocalFiles, target: Path, now: datetime) -> Path:
    back_up(files, unlocked(workspace).key, target, now=now)
    return target
