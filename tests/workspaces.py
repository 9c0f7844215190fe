"""Workspaces for tests: a real encrypted database with invented people, cases and a meeting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, event

from casustafel import bootstrap
from casustafel.bootstrap import Workspace
from casustafel.domain.cases import Case, Client
from casustafel.domain.frameworks import ItemKind
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Member, Presence
from casustafel.services.agenda import meetings
from casustafel.services.case import cases
from casustafel.services.definitions import tables
from casustafel.services.meeting import room
from casustafel.storage.keys import Cost

T = TypeVar("T")

PASSPHRASE = "een goede zin voor proeven"
PERSON = "Secretaris"

#: Deriving a key is made cheap: what the tests are about is not how long that takes.
CHEAP = Cost(memory_kib=8, iterations=1)

#: All points of completeness of a CPV case.
CPV_ANSWERS: dict[str, object] = {
    "help_question": "Structuur in de dag, thuis en op school.",
    "goals": [{"goal": "Dagstructuur"}, {"goal": "Ouders in regie"}],
    "vdb_place": "Een vaste groep met logopedie.",
    "vdb_education": "Nog niet; na de zomer naar speciaal onderwijs.",
    "vdb_apm": "Drie maanden geprobeerd.",
    "informed": "2026-11-10",
    "ground": "jw740",
    "resident_view": "Graag iemand die blijft.",
    "why_this_provider": "Ervaring met deze vraag.",
    "alternatives": [{"kind": "Rivierzorg, wachttijd 9 weken"}],
    "basic_help_weighed": "Meer dan 3 uur per week nodig.",
    "volume_reasoned": "4 uur per week in twee dagen.",
    "transfer_planned": "Warme overdracht na 13 weken.",
}

#: What a table says without a thought on a question of each kind that an outcome waits for.
PLAIN_ANSWERS: dict[ItemKind, object] = {
    ItemKind.SCALE: "ja",
    ItemKind.TEXT: "Naar school zonder hulp.",
    ItemKind.TABLE: [{"what": "Een plan met een regievoerder"}],
}


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Table:
    """An open workspace with shortcuts that each run one use case."""

    workspace: Workspace
    clock: Clock
    path: Path

    @property
    def today(self) -> date:
        """The day that it is in Amsterdam."""
        return local_day(self.clock())

    def do(self, use_case: Callable[..., T], *args: object, **given: object) -> T:
        """Run a writing use case with a unit of work of its own."""
        with self.workspace.writing() as uow:
            return use_case(uow, *args, **given)

    def ask(self, read: Callable[..., T], *args: object, **given: object) -> T:
        """Run a reading use case."""
        with self.workspace.reading() as reader:
            return read(reader, *args, **given)

    def case(
        self,
        day: int = 1,
        answers: dict[str, object] | None = None,
        provider: str = "Zorggroep Waal",
        **fields: object,
    ) -> Case:
        """Make a complete CPV case of an invented child, born on a day of January 2014."""
        client = Client(
            id=new_id(),
            surname=f"Voorbeeld{day}",
            given_names="Mila",
            birth_date=date(2014, 1, day),
            postcode="6511AB",
            house_number=str(day),
        )
        base: dict[str, object] = {
            "law": "jeugd",
            "care_form": "begeleiding_jeugd",
            "hours_per_week": Decimal(4),
            "ends_on": date(2027, 6, 1),
            "referrer_type": "bjg",
            "referrer_name": "BJG Noord",
            "received": date(2026, 11, 13),
        }
        given = CPV_ANSWERS if answers is None else answers
        return self.do(cases.new, "cpv", client, base | fields, given, provider=provider)

    def meeting(self, held_on: date = date(2026, 11, 26)) -> Meeting:
        """Plan a meeting of the CPV."""
        return self.do(
            meetings.plan,
            "cpv",
            held_on=held_on,
            starts=time(9),
            ends=time(10, 30),
            place="kamer 2.14",
        )

    def opened(self, count: int = 3, *, weighed: bool = True) -> tuple[Meeting, list[AgendaItem]]:
        """Hold a meeting of the CPV with complete cases and everybody present.

        `weighed`: the table has answered what a grant waits for.
        """
        made = [self.case(day) for day in range(1, count + 1)]
        meeting = self.meeting()
        items = self.do(meetings.schedule, meeting.id, [case.id for case in made])
        self.do(room.open_meeting, meeting.id)
        for one in self.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
            self.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
        for item in items if weighed else ():
            self.weighed(item)
        return meeting, items

    def weighed(self, item: AgendaItem) -> None:
        """Let the table answer what an outcome of the item waits for."""
        framework = self.ask(tables.framework, item.framework_id)
        for one in framework.items():
            if one.for_outcomes:
                self.do(room.answer, item.id, one.code, PLAIN_ANSWERS[one.kind])


def someone(mark: str) -> str:
    """Return the id of somebody who is in no list, as every database takes one."""
    return f"01940000-0000-7000-8000-{mark.encode().hex():0>12}"


def counted(connection: Connection) -> list[str]:
    """Return a list that fills with every statement on data that goes through a connection."""
    statements: list[str] = []

    def seen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(connection, "before_cursor_execute", seen)
    return statements


MEMBERS = (
    ("Voorzitter", "Gemeente", "voorzitter"),
    ("Zorgexpert", "Onafhankelijk", "zorgexpert"),
    ("Gezinswerker", "BJG", "bjg"),
)


@contextmanager
def new_table(folder: Path, clock: Clock | None = None, place: str = "") -> Iterator[Table]:
    """Make a workspace with the members of the CPV in it; `place`: in a database on a server."""
    clock = clock or Clock()
    path = folder / "proef.db"
    secret = "" if place else PASSPHRASE
    made = bootstrap.create_workspace(place or str(path), secret, PERSON, clock=clock, cost=CHEAP)
    with made.workspace as workspace:
        with workspace.writing() as uow:
            for role, organisation, discipline in MEMBERS:
                uow.add(
                    Member(
                        id=new_id(),
                        committee="cpv",
                        role_name=role,
                        organisation=organisation,
                        discipline=discipline,
                        independent=discipline == "zorgexpert",
                        secrecy_on=date(2026, 1, 5),
                    )
                )
            uow.commit()
        yield Table(workspace, clock, path)
