"""Walks over the use cases of a table: whatever the steps, no promise breaks, and there is a way.

The promises stand in `walks.promises`, the steps in `walks.over_services`;
`python -m walks.figures` counts them (in `tests`).
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from walks.choosing import BELOW, NUMBERS
from walks.figures import counted
from walks.table import STEPS, begun, template
from walks.way_out import way_on, way_out

CHOICES = strategies.tuples(*[strategies.integers(0, BELOW - 1)] * NUMBERS)


class TableWalk(RuleBasedStateMachine):
    """A workspace on which each step of a meeting is a rule, `taken` so often; see `_as_rule`."""

    start: ClassVar[Path]
    taken: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        folder = self._open.enter_context(tempfile.TemporaryDirectory())
        self.walk = self._open.enter_context(begun(self.start, Path(folder) / "walk"))
        self.whole = True

    def take(self, name: str, numbers: tuple[int, ...]) -> None:
        broken = self.walk.do((name, numbers))
        TableWalk.taken += 1
        self.whole = not broken
        assert not broken, "\n".join([*self.walk.told, str(broken)])

    def teardown(self) -> None:
        with self._open:
            if self.whole:
                way_out(self.walk.table)
                way_on(self.walk.table)


def _as_rule(name: str) -> Callable[..., None]:
    def taken(self: TableWalk, numbers: tuple[int, ...]) -> None:
        self.take(name, numbers)

    taken.__name__ = name
    return rule(numbers=CHOICES)(taken)


for _name in STEPS:
    setattr(TableWalk, _name, _as_rule(_name))


@pytest.fixture(scope="module", autouse=True)
def _start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    TableWalk.start = template(tmp_path_factory.mktemp("start"))
    yield


def test_that_no_steps_at_a_table_break_what_is_promised_of_it() -> None:
    """The short form; Hypothesis looks for steps that break something and makes them few."""
    run_state_machine_as_test(
        TableWalk,
        settings=settings(
            max_examples=10,
            stateful_step_count=25,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert TableWalk.taken > 100


@pytest.mark.slow
def test_that_three_hundred_walks_of_thirty_steps_break_no_promise() -> None:
    figures = counted(walks=300, steps=30)
    print(figures)
    assert figures.whole == figures.walks == 300, figures.first
