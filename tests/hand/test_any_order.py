"""Whoever only looks, in whatever order, changes nothing: keys and the wheel without a choice."""

import random

import pytest

from hand.person import ABSENT, CHANGEABLE, Person

pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"there is no {', '.join(ABSENT)} here")

TO_A_PAGE = tuple(f"ctrl+{number}" for number in range(1, 10))
ROUND = ("Tab", "Tab", "Tab", "shift+Tab", "Escape", "Page_Down", "Page_Up", "F1", "ctrl+f")
WORDS = ("spoed", "waal", "cpv-2026-0009", "3-12", "1", "j n x", "sluiten")
STEPS = 120


def look_around(person: Person, chance: random.Random) -> None:
    """Do one thing that asks for nothing."""
    match chance.randrange(10):
        case 0 | 1:
            person.press("Escape")
            person.press(chance.choice(TO_A_PAGE))
        case 2:
            person.press("Escape")
            person.press("ctrl+k")
            person.type(chance.choice(WORDS))
            person.press("Escape")
        case 3 | 4:
            fields = person.ask("fields", kinds=CHANGEABLE)
            if fields:
                _name, _kind, across, down = chance.choice(fields)
                person.x("mousemove", across, down)
                person.wheel()
        case 5:
            person.x("mousemove", chance.randrange(1366), chance.randrange(768))
            person.wheel()
        case _:
            person.press(chance.choice(ROUND))


def walk(person: Person, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    before = len(person.unlock().now["log"])
    for _step in range(steps):
        look_around(person, chance)
    assert person.done(before) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_that_looking_around_in_any_order_changes_nothing(person: Person, seed: int) -> None:
    walk(person, seed, STEPS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 23))
def test_that_looking_around_for_long_in_any_order_changes_nothing(
    person: Person, seed: int
) -> None:
    walk(person, seed, 5 * STEPS)
