"""One example workspace for all tests of the command line that only read it."""

import shutil
from pathlib import Path

import pytest
from program import Program


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A new workspace of one person, which nobody uses: `program` copies it."""
    made = Program(tmp_path_factory.mktemp("fresh"))
    ended = made.run("init", "--person", "Secretaris")
    assert ended.code == 0, ended.err
    return made


@pytest.fixture
def program(fresh: Program, tmp_path: Path) -> Program:
    """A workspace of one person, of each test its own."""
    shutil.copytree(fresh.folder, tmp_path, dirs_exist_ok=True)
    return Program(tmp_path)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The example workspace, worked in by `casustafel demo`; tests only read it."""
    made = Program(tmp_path_factory.mktemp("demo"))
    ended = made.run("demo", "voorbeeld", "--no-window")
    assert ended.code == 0, ended.err
    made.database = made.folder / "voorbeeld" / "casustafel.db"
    (made.folder / "gezegd.txt").write_text(ended.out, "utf-8")
    return made
