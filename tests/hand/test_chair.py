"""The chair's meeting with a real hand: letters, digits, the wheel and the second screen."""

from collections.abc import Sequence

import pytest

from hand.person import ABSENT, CHANGEABLE, Person

pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"there is no {', '.join(ABSENT)} here")

NEXT = "ctrl+Return"
ANSWERED, BEGUN = "criterion-answered", "item-begun"
MEMBERS = 8
ADJUSTMENTS = 5


def open_the_meeting(person: Person) -> None:
    """Open the meeting of today with all members, and bring its first case to the table."""
    person.unlock().press("ctrl+3", "Return", NEXT)
    assert person.now["page"] == "room"
    bring_to_the_table(person)


def bring_to_the_table(person: Person) -> None:
    """In the room: tick all members, open the meeting, and begin with its first case."""
    person.press("e", log=["attendance"] * MEMBERS)
    person.press(NEXT, log=["meeting-opened"])
    person.press(NEXT, log=[BEGUN, "case-viewed"])


def ratify(person: Person) -> None:
    """Ratify the urgent decision that comes first, and go on to the first case to decide on."""
    person.press("k")
    person.press("j", log=[ANSWERED]).press("j", log=[ANSWERED])
    person.press(NEXT, log=["urgent-ratified", BEGUN, "case-viewed"])


def chosen(person: Person) -> str:
    """Return which outcome is chosen."""
    return str(person.ask("chosen"))


def done(person: Person, keys: Sequence[str]) -> list[str]:
    """Press keys without saying what each brings about; return what the log says of them all."""
    before = len(person.now["log"])
    for key in keys:
        person.x("key", key)
        person.now = person.ask("state")
    return person.done(before)


def test_that_a_plain_grant_takes_five_keys_and_records_only_what_was_chosen(
    person: Person,
) -> None:
    open_the_meeting(person)
    ratify(person)
    keys = ["j", "j", "1", "space", NEXT]
    assert done(person, keys) == [ANSWERED, ANSWERED, "outcome-recorded", BEGUN]
    person.press("ctrl+z", log=["outcome-undone"])


def test_that_the_wheel_over_the_room_and_tab_through_it_record_nothing(person: Person) -> None:
    """H1, H8: with the largest form of outcome open."""
    open_the_meeting(person)
    ratify(person)
    person.press("2")
    for _name, _kind, across, down in person.ask("fields", kinds=CHANGEABLE):
        person.x("mousemove", across, down)
        person.wheel()
    before = len(person.now["log"])
    for _stop in range(40):
        person.press("Tab", log=())
    assert person.done(before) == []


def test_that_letters_lead_to_their_part_in_sight_from_wherever_nothing_is_typed(
    person: Person,
) -> None:
    """H1, H15: from the table of criteria, a chip, the agenda."""
    open_the_meeting(person)
    ratify(person)
    person.press("2", "Escape")
    for letter, place in (("k", "Afwegingskader"), ("s", "Consensus"), ("m", "Motivering")):
        person.press(letter)
        assert person.now["focus"] == place, person.told(letter, "it led elsewhere")
        if place == "Motivering":
            person.press("Escape")


def test_that_a_number_typed_never_chooses_an_outcome(person: Person) -> None:
    """H14, H15: the five numbers follow each other; only after them come lists and chips."""
    open_the_meeting(person)
    ratify(person)
    person.press("2")
    typed = 0
    while person.now["kind"] == "LineField":
        person.type("13")
        assert chosen(person) == "2", person.told("13", "the outcome changed")
        person.press("Tab")
        typed += 1
    assert typed >= ADJUSTMENTS


def test_that_the_second_screen_leaves_the_keys_and_the_lock_to_the_room(person: Person) -> None:
    """H13: digits choose, Ctrl+L locks, while the second screen is shown."""
    open_the_meeting(person)
    ratify(person)
    person.press("F9", "3")
    assert chosen(person) == "3"
    person.press("ctrl+l")
    assert person.now["shown"] == "UnlockPage"
    person.unlock()
    assert person.now["page"] == "room"
