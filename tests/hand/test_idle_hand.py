"""H1, H4, H5, H8: a hand that looks around changes nothing and always sees where it is."""

from pathlib import Path

import pytest

from hand.person import ABSENT, CHANGEABLE, Person, sitting_down

pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"there is no {', '.join(ABSENT)} here")

#: The pages that a number opens, in the order of the menu.
NUMBERED = range(1, 10)
#: How many stops of the keyboard a page is tried for; a page may have fewer.
STOPS = pytest.mark.parametrize("stops", [10, pytest.param(25, marks=pytest.mark.slow)])


def turn_the_wheel_over_every_field(person: Person) -> None:
    """Turn the wheel over all that a wheel could change, where it stands now."""
    for _name, _kind, across, down in person.ask("fields", kinds=CHANGEABLE):
        person.x("mousemove", across, down)
        person.wheel()


def walk_with_tab(person: Person, stops: int) -> None:
    """Go through the page with Tab and back; each stop is looked at."""
    been = set()
    for key in ("Tab", "shift+Tab"):
        for _stop in range(stops):
            been.add(person.press(key, log=()).now["focus"])
    assert len(been) > 2, person.told("Tab", f"it goes nowhere but {been}")


@STOPS
@pytest.mark.parametrize("table", ["CPV", "ZBO-commissie", "Doorbraakteam"])
def test_that_looking_around_on_every_page_changes_nothing_and_keeps_the_keyboard_in_sight(
    person: Person, table: str, stops: int
) -> None:
    person.unlock().click(table)
    for number in NUMBERED:
        person.press(f"ctrl+{number}")
        assert not person.now["on_page"], person.told("begin", "the page has no first place (H5)")
        turn_the_wheel_over_every_field(person)
        walk_with_tab(person, stops)


def test_that_a_case_is_looked_through_by_wheel_and_tab_without_a_change(person: Person) -> None:
    person.unlock().press("ctrl+2", "Down", "Return")
    assert person.now["page"] == "case"
    for _screen in range(4):
        turn_the_wheel_over_every_field(person)
        person.wheel_down()
    for _stop in range(60):
        person.press("Tab", log=())


@STOPS
@pytest.mark.parametrize(("size", "scale"), [((1024, 600), 1), ((1920, 1080), 2)])
def test_that_on_a_small_or_enlarged_screen_the_keyboard_stays_in_sight_on_every_page(
    workspace: Path, tmp_path: Path, size: tuple[int, int], scale: int, stops: int
) -> None:
    with sitting_down(workspace, tmp_path / "home", size, scale) as person:
        person.unlock()
        for number in NUMBERED:
            person.press(f"ctrl+{number}")
            walk_with_tab(person, stops)
