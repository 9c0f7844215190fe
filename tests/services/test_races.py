"""Two people at one moment: nothing is lost, nothing breaks, and the second hears of the first.

Short by default; `pytest -m slow tests/services/test_races.py` tries each race 100 times.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from casustafel.domain.cases import Case
from casustafel.domain.frameworks import FrameworkState
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Presence
from casustafel.domain.minutes import ItemText
from casustafel.domain.outcomes import OutcomeInput
from casustafel.services.agenda import meetings
from casustafel.services.definitions import tables
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.storage import audit
from servers import Server
from workspaces import Table

CHILD = Path(__file__).with_name("race_child.py")
GRANTED = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
CONFLICT = "field-changed-meanwhile"


class Desk:
    """Somebody at a desk of their own: a process."""

    def __init__(self, place: str, who: int) -> None:
        command = [sys.executable, str(CHILD), place, str(who)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    def tell(self, **what: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()

    def hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def leave(self) -> None:
        self._process.communicate()


@pytest.fixture
def desks(server: Server, shared: Table) -> Iterator[tuple[Desk, Desk]]:
    place = server.place(shared.path.name)
    both = Desk(place, 1), Desk(place, 2)
    for desk in both:
        assert desk.hear() == "open"
    yield both
    for desk in both:
        desk.leave()


class Try:
    """One try of a race: what is there before it, and what must be there after it."""

    def __init__(self, table: Table, at: int) -> None:
        self.table, self.at = table, at
        self.cases_before = len(self._cases())

    def _cases(self) -> list[Case]:
        return self.table.ask(lambda reader: reader.find(Case))

    def a_case(self) -> dict[str, Any]:
        return {"case": self.table.case(1).id}

    def an_item(self) -> dict[str, Any]:
        return {"item": self._held()[1]}

    def _meeting(self) -> Meeting:
        """Plan a meeting of today, at a time of its own."""
        many = len(self.table.ask(lambda reader: reader.find(Meeting)))
        times = {"starts": time(many // 60, many % 60), "ends": time(23, 59)}
        return self.table.do(meetings.plan, "cpv", held_on=self.table.today, **times)

    def _held(self) -> tuple[str, str]:
        meeting = self._meeting()
        (item,) = self.table.do(meetings.schedule, meeting.id, [self.table.case(1).id])
        self.table.do(room.open_meeting, meeting.id)
        return meeting.id, item.id

    def minutes(self) -> dict[str, Any]:
        meeting, item = self._held()
        for seat in self.table.ask(lambda r: r.find(Attendance, meeting_id=meeting)):
            self.table.do(room.set_presence, meeting, seat.member_id, Presence.PRESENT)
        self.table.weighed(self.table.ask(lambda reader: reader.get(AgendaItem, item)))
        self.table.do(outcomes.record, item, GRANTED)
        self.table.do(room.close_meeting, meeting)
        return {"meeting": meeting, "item": item}

    def put_up(self) -> dict[str, Any]:
        keys = self.minutes()
        self.table.do(minutes.put_up, keys["meeting"])
        return keys

    def planned(self) -> dict[str, Any]:
        return {"meeting": self._meeting().id}

    def two_meetings(self) -> dict[str, Any]:
        both = [self._meeting().id for _ in range(2)]
        return {"meetings": both, **self.a_case()}

    def concept(self) -> dict[str, Any]:
        versions = self.table.ask(tables.framework_versions, "zbo")
        found = [key for key, one in versions if one.state is FrameworkState.CONCEPT]
        key = found[0] if found else self.table.do(tables.begin_version, "zbo")
        return {"framework": key, "at": self.at}

    def numbered(self) -> dict[str, Any]:
        return {"at": self.at}


def one_said(tried: Try, keys: dict[str, Any]) -> None:
    case = tried.table.ask(lambda reader: reader.get(Case, keys["case"]))
    assert case.remark in ("van 1", "van 2")


def both_said(tried: Try, keys: dict[str, Any]) -> None:
    case = tried.table.ask(lambda reader: reader.get(Case, keys["case"]))
    assert (case.remark, case.dossier_number) == ("van 1", "van 2")


def one_note(tried: Try, keys: dict[str, Any]) -> None:
    item = tried.table.ask(lambda reader: reader.get(AgendaItem, keys["item"]))
    assert item.notes in ("van 1", "van 2")


def one_text(tried: Try, keys: dict[str, Any]) -> None:
    (text,) = tried.table.ask(lambda reader: reader.find(ItemText, item_id=keys["item"]))
    assert text.text in ("van 1", "van 2")


def on_one_agenda(tried: Try, keys: dict[str, Any]) -> None:
    assert len(tried.table.ask(lambda r: r.find(AgendaItem, case_id=keys["case"]))) == 1


def two_cases(tried: Try, keys: dict[str, Any]) -> None:
    numbers = [case.number for case in tried._cases()]
    assert len(set(numbers)) == len(numbers) == tried.cases_before + 2


def list_and_remark(tried: Try, keys: dict[str, Any]) -> None:
    assert len(tried._cases()) == tried.cases_before + 21
    assert tried.table.ask(lambda r: r.get(Case, keys["case"])).remark == "van 2"


def nothing_more(tried: Try, keys: dict[str, Any]) -> None:
    """What both said says it all."""


#: What is there before, what the second may hear (None: both are kept), and what is there after.
RACES: dict[str, tuple[Callable[[Try], dict[str, Any]], str | None, Callable[..., None]]] = {
    "same field": (Try.a_case, CONFLICT, one_said),
    "different fields": (Try.a_case, None, both_said),
    "note": (Try.an_item, CONFLICT, one_note),
    "minutes text": (Try.minutes, CONFLICT, one_text),
    "framework": (Try.concept, "framework-changed-meanwhile", nothing_more),
    "start": (Try.planned, "meeting-state-refuses", nothing_more),
    "adopt": (Try.put_up, "minutes-move-refused", nothing_more),
    "schedule": (Try.two_meetings, "case-on-agenda", on_one_agenda),
    "new case": (Try.numbered, None, two_cases),
    "import against edit": (lambda one: one.a_case() | one.numbered(), None, list_and_remark),
}


def run(table: Table, desks: tuple[Desk, Desk], race: str, tries: int) -> set[str]:
    """Let both do their part at one moment, again and again; return what the second ones heard."""
    before, _second, after = RACES[race]
    heard: set[str] = set()
    for at in range(tries):
        tried = Try(table, at)
        keys = before(tried)
        for desk in desks:
            desk.tell(look=race, keys=keys)
        assert [desk.hear() for desk in desks] == ["seen", "seen"]
        for desk in desks:
            desk.tell(go=True)
        said = [desk.hear() for desk in desks]
        assert "kept" in said, (race, at, said)
        said.remove("kept")
        heard |= set(said)
        after(tried, keys)
    assert table.ask(lambda reader: audit.first_break(reader.connection)) is None
    return heard


def test_that_two_people_at_one_moment_lose_nothing(
    shared: Table, desks: tuple[Desk, Desk]
) -> None:
    """P1, P2, P3, P4: 40 of 40 lost, and the chain of the log broke by itself."""
    heard = {race: run(shared, desks, race, 2) for race in RACES}
    assert heard == {race: {second or "kept"} for race, (_, second, _) in RACES.items()}


@pytest.mark.slow
@pytest.mark.parametrize("race", RACES)
def test_that_a_hundred_tries_of_each_race_lose_nothing(
    shared: Table, desks: tuple[Desk, Desk], race: str
) -> None:
    """The long form: `pytest -m slow tests/services/test_races.py -n 0`."""
    assert run(shared, desks, race, 100) == {RACES[race][1] or "kept"}
