"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from office import Office
from workspaces import Clock, Table, new_table


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(tmp_path: Path, clock: Clock) -> Iterator[Table]:
    """A workspace in which the CPV can meet."""
    with new_table(tmp_path, clock) as made:
        yield made


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, started once per format for all tests; see `office.ABSENT`."""
    return Office(tmp_path_factory.mktemp("office"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long forms to those who ask for them with `-m slow`."""
    if "slow" in config.option.markexpr:
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="the long form runs with -m slow"))
