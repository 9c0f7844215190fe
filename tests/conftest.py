"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workspaces import Clock, Table, new_table


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(tmp_path: Path, clock: Clock) -> Iterator[Table]:
    """A workspace in which the CPV can meet."""
    with new_table(tmp_path, clock) as made:
        yield made
