"""One example workspace for all tests of the command line that only read it."""

from pathlib import Path

import pytest
from program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A workspace of one person."""
    made = Program(tmp_path)
    ended = made.run("init", "--person", "Secretaris")
    assert ended.code == 0, ended.err
    return made


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The example workspace, worked in by `casustafel demo`; tests only read it."""
    made = Program(tmp_path_factory.mktemp("demo"))
    ended = made.run("demo", "voorbeeld", "--no-window")
    assert ended.code == 0, ended.err
    made.database = made.folder / "voorbeeld" / "casustafel.db"
    (made.folder / "gezegd.txt").write_text(ended.out, "utf-8")
    return made
