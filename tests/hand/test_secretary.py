"""The secretary's day with a real hand: search, a case, days typed short, locking, planning."""

import pytest

from hand.person import ABSENT, Person

pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"there is no {', '.join(ABSENT)} here")

FIELD = "QLineEdit"
#: Keys to a list, the search, two questions, the menu of a row and a search field.
PLACES = (
    *(["ctrl+2"], ["ctrl+k"], ["ctrl+3", "ctrl+n"], ["F1"]),
    *(["ctrl+2", "Down", "Menu"], ["ctrl+6", "ctrl+f"]),
)


def open_by_search(person: Person, number: str) -> None:
    """Type a number in the search and take what it shows."""
    person.press("ctrl+k").type(number).press("Return")
    assert (person.now["page"], person.now["title"]) == ("case", number)


def test_that_enter_in_the_search_opens_the_case_that_it_shows_and_not_the_row_behind_it(
    person: Person,
) -> None:
    """H5, H12: with a row of the queue chosen, which Enter would open."""
    assert person.unlock().now["kind"] == "TaskRow"
    person.press("ctrl+2", "Down", "Down")
    open_by_search(person, "CPV-2026-0001")


def test_that_days_typed_short_lie_near_today_and_after_their_beginning(person: Person) -> None:
    """H9: on 26-11-2026 a start of 15-1 is in 2027, and an end of 13w counts from the start."""
    person.unlock()
    open_by_search(person, "CPV-2026-0001")
    person.click("Ingangsdatum", kind=FIELD).press("ctrl+a")
    person.type("15-1").press("Tab", log=["case-edited"])
    assert person.reads("Ingangsdatum") == "15-01-2027"
    person.type("13w").press("Tab", log=["case-edited"])
    assert person.reads("Einddatum") == "16-04-2027"


def test_that_a_field_refused_after_it_was_left_takes_no_keyboard_from_another_page(
    person: Person,
) -> None:
    """H1, H11: what is typed after Ctrl+L is the passphrase, and never lands in a hidden field."""
    person.unlock()
    open_by_search(person, "CPV-2026-0001")
    person.click("Einddatum", kind=FIELD).press("ctrl+a")
    person.type("over 4 uur").press("Tab")
    assert person.now["focus"] == "Einddatum"
    person.press("ctrl+l")
    assert person.now["focus"] == "Wachtzin"
    person.unlock()
    assert person.reads("Einddatum") == "over 4 uur"
    person.press("ctrl+3")
    assert person.now["focus"] == "Vergaderingen"


def test_that_a_meeting_on_a_short_day_is_planned_in_the_days_to_come(person: Person) -> None:
    """H9: 3-12 is next week, and the meeting planned is the one that is chosen."""
    person.unlock().press("ctrl+3", "ctrl+n", "ctrl+a").type("3-12").press("Tab")
    assert person.reads("Datum") == "03-12-2026"
    person.press("Return", log=["meeting-planned"])
    assert person.now["dialog"] == ""


def test_that_the_window_locks_from_a_search_a_dialog_and_a_list_and_comes_back_there(
    person: Person,
) -> None:
    """H13: Ctrl+L works from wherever the keyboard is."""
    person.unlock()
    for before in PLACES:
        person.press(*before)
        place = person.now["page"], person.now["dialog"]
        person.press("ctrl+l")
        assert person.now["shown"] == "UnlockPage", person.told("ctrl+l", "it did not lock")
        person.unlock()
        assert (person.now["page"], person.now["dialog"]) == place
        person.press("Escape")
