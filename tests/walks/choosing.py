"""How a step of a walk chooses what it is about: by numbers, so that a walk can be taken again."""

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from typing import TypeVar

T = TypeVar("T")

#: What a step is: its name, and the numbers by which it chooses.
Step = tuple[str, tuple[int, ...]]

#: How many numbers a step is given, and below what they lie.
NUMBERS, BELOW = 8, 24


class NothingThereError(Exception):
    """There is nothing that the step could be about."""


class Choosing:
    """Gives the numbers of a step one after another."""

    def __init__(self, numbers: Sequence[int] = (0,)) -> None:
        self.numbers = cycle(numbers)

    def number(self) -> int:
        return next(self.numbers)

    def pick(self, among: Sequence[T]) -> T:
        if not among:
            raise NothingThereError
        return among[self.number() % len(among)]


def steps_of(
    known: Mapping[str, Callable[..., object]], often: Mapping[str, int], seed: int, count: int
) -> list[Step]:
    """Return `count` steps of the walk with this seed; `often` weighs them, else 2."""
    at = random.Random(seed)
    names = sorted(known)
    weights = [often.get(name, 2) for name in names]
    return [
        (name, tuple(at.randrange(BELOW) for _ in range(NUMBERS)))
        for name in at.choices(names, weights, k=count)
    ]


def shortest(steps: list[Step], breaks: Callable[[list[Step]], bool]) -> list[Step]:
    """Leave out steps as long as it still breaks."""
    size = len(steps)
    while size:
        at = 0
        while at < len(steps):
            fewer = steps[:at] + steps[at + size :]
            if breaks(fewer):
                steps = fewer
            else:
                at += size
        size //= 2
    return steps
