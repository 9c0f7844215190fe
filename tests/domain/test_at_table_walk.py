"""Walks over the pure value of the case at a table: thousands, with a way out after each step.

The steps stand in `walks.pure`, the promises in `domain.at_table` and `walks.promises`;
`python -m walks.pure_figures` counts them (in `tests`).
"""

from collections.abc import Callable

import pytest
from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from walks.choosing import BELOW, NUMBERS, steps_of
from walks.pure import OFTEN, STEPS, Walk
from walks.pure_figures import faults_of, walked

CHOICES = strategies.tuples(*[strategies.integers(0, BELOW - 1)] * NUMBERS)


class PureWalk(RuleBasedStateMachine):
    """Meetings and cases on which each step is a rule; see `_as_rule`. `taken` counts them."""

    taken = 0

    def __init__(self) -> None:
        super().__init__()
        self.walk = Walk()

    def take(self, name: str, numbers: tuple[int, ...]) -> None:
        if self.walk.do((name, numbers)):
            PureWalk.taken += 1
            found = faults_of(self.walk.world, on=True)
            assert not found, "\n".join([*self.walk.told, str(found)])


def _as_rule(name: str) -> Callable[..., None]:
    def taken(self: PureWalk, numbers: tuple[int, ...]) -> None:
        self.take(name, numbers)

    taken.__name__ = name
    return rule(numbers=CHOICES)(taken)


for _name in STEPS:
    setattr(PureWalk, _name, _as_rule(_name))


def test_that_no_steps_over_the_pure_value_break_a_promise_or_bar_the_way_out() -> None:
    """Hypothesis looks for steps that do, and makes them few."""
    run_state_machine_as_test(
        PureWalk,
        settings=settings(
            max_examples=60, stateful_step_count=30, derandomize=True, deadline=None, database=None
        ),
    )
    assert PureWalk.taken > 60


@pytest.mark.parametrize("count", [400, pytest.param(20_000, marks=pytest.mark.slow)])
def test_that_walks_over_the_pure_value_keep_every_promise(count: int) -> None:
    broken = {
        seed: walk
        for seed in range(count)
        if (walk := walked(steps_of(STEPS, OFTEN, seed, 40))).found
    }
    assert broken == {}
