"""A workspace for the hand: the example, made once and copied for each walk."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casustafel import bootstrap
from hand.person import Person, sitting_down


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace as `casustafel demo` makes it, on the day of the walks."""
    from hand import watched

    folder = tmp_path_factory.mktemp("example")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "utc_now", lambda: watched.MORNING)
        patch.setitem(bootstrap.create_workspace.__kwdefaults__, "clock", lambda: watched.MORNING)
        for _line in bootstrap.make_example(folder / "casustafel.db"):
            pass
    return folder


@pytest.fixture
def workspace(example: Path, tmp_path: Path) -> Path:
    """A copy of the example for this walk."""
    shutil.copytree(example, tmp_path / "workspace")
    return tmp_path / "workspace" / "casustafel.db"


@pytest.fixture
def person(workspace: Path, tmp_path: Path) -> Iterator[Person]:
    """Somebody at a laptop of 1366x768."""
    with sitting_down(workspace, tmp_path / "home") as somebody:
        yield somebody
