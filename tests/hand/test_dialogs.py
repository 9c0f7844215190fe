"""Letters and digits typed at every stop of every dialog are text there, and nothing else."""

import pytest

from hand.person import ABSENT, Person
from hand.test_chair import open_the_meeting, ratify

pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"there is no {', '.join(ABSENT)} here")

SIGNS = "a1"
#: Stops of a dialog; then it has been gone round.
MOST = 40
#: What opens a dialog in the room, each from the room itself.
IN_THE_ROOM = (("a",), ("w",), ("l",), ("u",), ("p", "x"), ("p", "v"), ("ctrl+shift+Return",))


def type_at_every_stop(person: Person) -> None:
    """Type at each stop of the dialog that is open, go round once, and close it by Escape."""
    title, been = person.now["dialog"], set()
    for _stop in range(MOST):
        at = person.now["focus"], person.now["kind"]
        if at in been:
            break
        been.add(at)
        before = person.ask("typed")
        person.type(SIGNS)
        assert person.now["dialog"] == title, person.told(SIGNS, "the dialog went")
        if before is not None and at[1] != "DateField":
            assert SIGNS in person.ask("typed"), person.told(SIGNS, "it was not typed")
        if at[1] == "DateField":  # words are said to be no day, and keep the keyboard
            person.press("ctrl+a", "BackSpace")
        person.press("Tab")
    for _window in range(3):
        if person.now["dialog"]:
            person.press("Escape")
    assert person.now["dialog"] == "", person.told("Escape", "it stays")


def ask_everything(person: Person, page: str, argument: str = "") -> int:
    """Click each button of a page that asks something; return how many dialogs that were."""
    tried = 0
    person.ask("open", page=page, argument=argument)
    person.now = person.ask("state")
    for name in person.ask("asking"):
        person.click(name, kind="KeyHintButton")
        if person.now["kind"] == "QFileDialog" or "file" in person.now["focus"].casefold():
            person.press("Escape")
        elif person.now["dialog"]:
            type_at_every_stop(person)
            tried += 1
        person.ask("open", page=page, argument=argument)
        person.now = person.ask("state")
    return tried


@pytest.mark.slow
@pytest.mark.parametrize("table", ["CPV", "ZBO-commissie", "Doorbraakteam"])
def test_that_letters_and_digits_typed_in_any_dialog_of_a_page_do_nothing_else(
    person: Person, table: str
) -> None:
    person.unlock().click(table)
    assert sum(ask_everything(person, page) for page in person.ask("pages")) > 10


def test_that_letters_and_digits_typed_in_a_dialog_of_the_room_do_nothing_else(
    person: Person,
) -> None:
    open_the_meeting(person)
    ratify(person)
    for keys in IN_THE_ROOM:
        person.press("Escape")
        person.press(*keys)
        assert person.now["dialog"], keys
        type_at_every_stop(person)
