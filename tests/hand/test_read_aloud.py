"""What a screen reader hears of each page, asked over AT-SPI as a screen reader does."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hand.person import ABSENT, Person, sitting_down
from hand.test_chair import NEXT, bring_to_the_table, open_the_meeting, ratify

pytest.importorskip("jeepney", reason="there is no jeepney here")

from hand.aloud import FOCUSABLE, LAUNCHER, Part, Reader, listening

MISSING = [
    *ABSENT,
    *(["dbus-daemon"] if shutil.which("dbus-daemon") is None else []),
    *([] if LAUNCHER.exists() else ["at-spi2-core"]),
]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"there is no {', '.join(MISSING)} here")

NUMBERED = range(1, 10)
OTHER_TABLES = ("ZBO-commissie", "Doorbraakteam")
#: What opens a dialog, page by page.
ASKING = (
    ("F1",),
    ("ctrl+2", "ctrl+n"),
    ("ctrl+3", "ctrl+n"),
    ("ctrl+3", "F2"),
    ("ctrl+5", "ctrl+n"),
    ("ctrl+5", "F2"),
    ("ctrl+6", "t"),
    ("ctrl+6", "b"),
    ("ctrl+8", "ctrl+n"),
    ("ctrl+9", "ctrl+n"),
)
STOPS = 8
#: Roles that say nothing of what something is or does.
SILENT = {"filler", "invalid", "unknown", "redundant object", "extended", "panel"}
#: Groups of which one is on: the table, the page, the filter of the list.
ONE_OF = ("Commissie", "Pagina's", "Wachtrij")
CODE = re.compile(r"\w+_\w+|[a-z]+(-[a-z]+)+")
#: Words, and names of programs on the page about this one.
WORDS = {"e-mail", "python-calamine", "msoffcrypto-tool"}
MARKUP = re.compile(r"</?[a-z]+[^>]*>|&[a-z]+;")
#: For so many seconds nobody does anything: the clock of the item shows another second.
QUIET = 2.5


@pytest.fixture
def heard(workspace: Path, tmp_path: Path) -> Iterator[tuple[Person, Reader]]:
    """Somebody at the keyboard and somebody who hears what the program says."""
    with (
        listening(tmp_path / "buses") as (reader, around),
        sitting_down(workspace, tmp_path / "home", more=around) as person,
    ):
        yield person, reader


def said(reader: Reader, part: Part) -> str:
    """Return what is read of a part: a choice bears its value, and its label beside it."""
    return reader.label_of(part) if part.role == "combo box" else part.name


def faults(reader: Reader, page: str) -> Iterator[str]:
    """Yield what a screen reader could not make something of on this page."""
    for part in reader.walk():
        name = part.name
        if part.has(FOCUSABLE) and part.role != "cell":  # a cell is named by its data
            if not said(reader, part).strip(" :"):
                yield f"{page}: no name for {part}"
            if part.role in SILENT:
                yield f"{page}: no role for {part}"
        if part.role == "label" and not name.strip(" :"):
            yield f"{page}: nothing to read in {part}"
        if (
            (CODE.fullmatch(name) and name not in WORDS)
            or MARKUP.search(name)
            or name.startswith(":")
        ):
            yield f"{page}: no words in {part}"


def headless(reader: Reader, page: str) -> Iterator[str]:
    """Say that nothing that is shown is a heading."""
    if not any(part.role == "heading" and part.name for part in reader.walk()):
        yield f"{page}: no heading"


def test_that_every_page_can_be_heard(heard: tuple[Person, Reader]) -> None:
    """Names and roles on each page of the menu, a case, an agenda and the room."""
    person, reader = heard
    person.unlock()
    reader.meet()
    found: list[str] = []
    for number in NUMBERED:
        person.press(f"ctrl+{number}")
        found += faults(reader, person.now["page"])
    for keys in (("ctrl+2", "Down", "Return"), ("ctrl+3", "Return"), (NEXT,)):
        person.press(*keys)
        found += faults(reader, person.now["page"])
    bring_to_the_table(person)
    ratify(person)
    for outcome in "123":
        person.press(outcome)
        found += faults(reader, f"room, {outcome}")
    assert not found, "\n".join(found)


def test_that_all_pages_and_those_of_other_tables_can_be_heard(
    heard: tuple[Person, Reader],
) -> None:
    """Each is read with its name, and its title is a heading (H40)."""
    person, reader = heard
    person.unlock()
    reader.meet()
    found: list[str] = []
    pages = person.ask("pages")
    assert {"house", "monitoring", "whatif", "manual", "about"} <= set(pages)
    for page in pages:
        person.ask("open", page=page)
        person.look(page)
        assert not person.now["on_page"], person.told(page, "it has no first place (H5)")
        found += [*faults(reader, page), *headless(reader, page)]
    for table in OTHER_TABLES:
        person.press("ctrl+1").click(table)
        for number in (1, 2, 3, 4, 5, 6, 9):
            person.press(f"ctrl+{number}")
            found += faults(reader, f"{table}, {person.now['page']}")
        person.press("ctrl+3", "Return")
        found += faults(reader, f"{table}, {person.now['page']}")
    assert not found, "\n".join(found)
    # The program ends well, which `person` looks at, with something said above a page.
    person.ask("open", page="monitoring")
    person.ask("say", text="Opgeslagen.")


def test_that_what_is_asked_can_be_heard_and_escape_closes_it(heard: tuple[Person, Reader]) -> None:
    """Names, roles and a heading in the dialogs that a key opens; Escape changes nothing."""
    person, reader = heard
    person.unlock()
    reader.meet()
    found: list[str] = []
    for keys in ASKING:
        person.press(*keys)
        title = person.now["dialog"]
        assert title, keys
        found += [*faults(reader, title), *headless(reader, title)]
        person.press("Escape")
        assert not person.now["dialog"], keys
    assert not found, "\n".join(found)


def test_that_the_tables_pages_and_filters_are_one_of_a_group(heard: tuple[Person, Reader]) -> None:
    person, reader = heard
    person.unlock().press("ctrl+2")
    reader.meet()
    # The heading of some pages of the menu stands among them, and a table has a list's name too.
    parts = [part for part in reader.walk() if part.role not in {"heading", "table"}]
    for group in ONE_OF:
        roles = {part.role for part in parts if part.under and part.under[-1] == group}
        roles -= {"cell", "column header", "panel"}
        assert roles == {"radio button"}, group


def test_that_each_stop_of_the_tab_key_is_told_with_a_name(heard: tuple[Person, Reader]) -> None:
    person, reader = heard
    person.unlock()
    reader.meet()
    mute: list[str] = []
    for number in NUMBERED:
        person.press(f"ctrl+{number}")
        reader.since()
        for _stop in range(STOPS):
            before = person.now["focus"]
            person.press("Tab")
            came = reader.focused()
            if came is None and person.now["focus"] == before:
                continue
            if came is None or not said(reader, came):
                mute.append(f"{person.now['page']}: {person.now['focus']!r}, told: {came}")
    assert not mute, "\n".join(mute)


def test_that_the_clock_of_the_room_says_nothing_while_nobody_does_anything(
    heard: tuple[Person, Reader],
) -> None:
    person, reader = heard
    open_the_meeting(person)
    reader.meet()
    ratify(person)
    assert reader.since(), "a step of the meeting is told"
    assert reader.within(QUIET) == []
