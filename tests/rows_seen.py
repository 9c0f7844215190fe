"""What each role sees of each table with a program of its own: asked of a real server.

`docs/rights.md` prints it. The people have accounts that the keeper of a server made, and their
sessions know nothing of the program.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from casustafel import bootstrap
from casustafel.domain.actions import Action
from casustafel.domain.advice import Advice, AdviceAnswer
from casustafel.domain.cases import Case, Client
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Member
from casustafel.domain.people import Actor, Person, Role
from casustafel.services.case import cases
from casustafel.services.meeting import room
from casustafel.services.people import accounts, persons
from casustafel.storage.schema import metadata
from casustafel.storage.unit_of_work import UnitOfWork
from servers import Server
from workspaces import Clock, Table

#: Who has an account: what they are, at which table, and of which team.
PEOPLE: Mapping[str, tuple[Role, str | None, str]] = {
    "lid": (Role.MEMBER, "cpv", ""),
    "gewraakt lid": (Role.MEMBER, "cpv", ""),
    "lid elders": (Role.MEMBER, "zbo", ""),
    "indiener": (Role.SUBMITTER, "cpv", "noord"),
    "indiener elders": (Role.SUBMITTER, "cpv", "zuid"),
    "voorzitter": (Role.CHAIR, "cpv", ""),
    "secretaris": (Role.SECRETARY, "cpv", ""),
    "rapporteur": (Role.REPORTER, None, ""),
    "fg": (Role.DATA_PROTECTION_OFFICER, None, ""),
    "privacy officer": (Role.PRIVACY_OFFICER, None, ""),
    "contractmanager": (Role.CONTRACT_MANAGER, None, ""),
    "beheerder": (Role.ADMINISTRATOR, None, ""),
}
_GROUP = "casustafel_"


@dataclass
class Office:
    """A shared workspace with an account for each of `PEOPLE`."""

    server: Server
    database: str
    table: Table
    actors: dict[str, Actor]
    items: list[AgendaItem]

    def login(self, who: str) -> str:
        """Return the account of somebody, of this database alone."""
        return f"{who} {self.database}".replace(" ", ".")

    def psql(self, who: str, statement: str) -> list[tuple[object, ...]]:
        """Run SQL as somebody, past the program."""
        return self.server.run(statement, self.database, self.login(who))

    def place(self, who: str) -> str:
        """Return the address by which somebody opens it."""
        return self.server.place(self.database, self.login(who))

    @contextmanager
    def opened(self, who: str) -> Iterator[Table]:
        """Open the workspace as somebody does, in the program."""
        with bootstrap.open_workspace(self.place(who), "", clock=Clock()) as workspace:
            yield Table(workspace, Clock(), Path())

    @cached_property
    def seen(self) -> dict[str, dict[str, int]]:
        """How many rows each sees of each table; under "" how many there are."""
        every = {"": "postgres"} | {who: self.login(who) for who in PEOPLE}
        return {who: self._counts(login) for who, login in every.items()}

    def _counts(self, login: str) -> dict[str, int]:
        import psycopg

        with psycopg.connect(self.server.place(self.database, login)) as connection:
            connection.execute("SET jit = off")
            found = {}
            for name in metadata.tables:
                (found[name],) = connection.execute(
                    f'SELECT count(*) FROM "{name}"'.encode()
                ).fetchone() or (0,)
            return found


@contextmanager
def office(server: Server, folder: Path, clock: Clock) -> Iterator[Office]:
    """Give a workspace in which the CPV sits, and take its accounts away afterwards."""
    with server.table(folder, clock) as table:
        made = Office(server, table.path.name, table, {}, [])
        for who, (role, at, team) in PEOPLE.items():
            made.actors[who] = _person(made, who, role, at, team)
        _fill(made)
        server.run(said_by_keeper(table.ask(accounts.sql)), made.database)
        try:
            yield made
        finally:
            table.workspace.close()
            for who in PEOPLE:
                server.run(f'DROP OWNED BY "{made.login(who)}"', made.database)
            server.run(f'DROP OWNED BY "{_GROUP}{made.database}"', made.database)
            names = [*map(made.login, PEOPLE), f"{_GROUP}{made.database}"]
            server.run("; ".join(f'DROP ROLE "{one}"' for one in names))


@contextmanager
def account(server: Server, table: Table, role: Role) -> Iterator[Table]:
    """Give a workspace on a server to somebody who has an account and one role at every table."""
    made = Office(server, table.path.name, table, {}, [])
    _person(made, "iemand", role, None, "")
    server.run(said_by_keeper(table.ask(accounts.sql)), made.database)
    try:
        with made.opened("iemand") as opened:
            yield opened
    finally:
        names = [made.login("iemand"), f"{_GROUP}{made.database}"]
        for one in names:
            server.run(f'DROP OWNED BY "{one}"', made.database)
        server.run("; ".join(f'DROP ROLE "{one}"' for one in names))


def said_by_keeper(sql: str) -> str:
    """Return what `casustafel roles --sql` prints as a server takes it, without what psql reads."""
    return "\n".join(one for one in sql.splitlines() if not one.startswith("\\"))


def _person(made: Office, who: str, role: Role, at: str | None, team: str) -> Actor:
    person = made.table.do(persons.add, f"{who.title()} Voorbeeld")
    made.table.do(persons.grant, person.id, role, at)
    with made.table.workspace.writing() as uow:
        kept = uow.get(Person, person.id)
        uow.replace(kept, replace(kept, team=team, login=made.login(who)))
        uow.commit()
    return Actor(person.id, person.name, frozenset({(role, at)}))


def _fill(made: Office) -> None:
    table, actors = made.table, made.actors
    _meeting, made.items = table.opened(2)
    everything = table.workspace.actor
    table.workspace.actor = actors["indiener"]
    own = table.case(7)
    table.workspace.actor = everything
    client = Client(
        id=new_id(),
        surname="Elders",
        given_names="Noor",
        birth_date=date(1980, 1, 1),
        postcode="6511AB",
        house_number="1",
    )
    fields: dict[str, object] = {"law": "wmo", "hours_per_week": Decimal(2)}
    table.do(cases.new, "zbo", client, fields, {}, provider="Zorggroep Waal")
    with table.workspace.writing() as uow:
        _seats(uow, actors)
        uow.add(Action(id=new_id(), committee="cpv", case_id=own.id, text="Bellen", owner=""))
        about = made.items[0].case_id
        uow.add(Action(id=new_id(), committee="cpv", case_id=about, text="Vragen", owner=""))
        uow.commit()
    seats = {one.discipline: one for one in table.ask(lambda reader: reader.find(Member))}
    table.do(room.recuse, made.items[0].id, seats["bjg"].id, "Behandelt het gezin zelf.")
    _advise(made, seats["zorgexpert"])


def _seats(uow: UnitOfWork, actors: Mapping[str, Actor]) -> None:
    """Let two of the members be people who have an account."""
    for one in uow.find(Member):
        who = {"bjg": "gewraakt lid", "voorzitter": "voorzitter"}.get(one.discipline)
        if who is not None:
            uow.replace(one, replace(one, person_id=actors[who].person_id))


def _advise(made: Office, seat: Member) -> None:
    """Hand in a vooradvies on the second case, which others see once all are in."""
    item = made.items[1]
    given = Advice(
        id=new_id(),
        case_id=item.case_id or "",
        member_id=seat.id,
        framework_id=item.framework_id or "",
        submitted_at=made.table.clock(),
        remark="Nog verborgen.",
    )
    with made.table.workspace.writing() as uow:
        uow.add(given)
        uow.add(AdviceAnswer(id=new_id(), advice_id=given.id, criterion="help", value="ja"))
        uow.commit()


def case_of(made: Office, item: int) -> Case:
    """Return the case of an item."""
    found = made.table.ask(lambda reader: reader.get(Case, made.items[item].case_id or ""))
    assert isinstance(found, Case)
    return found


TITLE = "## What the server shows"
_WORDS = """
Row-level security, table by table: how many of the rows somebody sees with a program of their own
(`psql`), in a workspace where the CPV sits with two cases, an indiener has a third, and the ZBO has
one. The "gewraakt lid" does not take part in the first case; "elders" is another table or team. The
rules are data (`db/postgresql/rows.toml`), and what may be read of a case is the predicate of the
program itself. Made by `python tests/rights_page.py` where there is a server.
"""


def section(made: Office) -> str:
    """Return the section of the page."""
    seen = dict(made.seen)
    every = seen.pop("")
    lines = [TITLE, _WORDS, f"| Table | rows | {' | '.join(seen)} |"]
    lines.append("|---" * (len(seen) + 2) + "|")
    for name in sorted(every):
        if every[name] and any(one[name] < every[name] for one in seen.values()):
            cells = " | ".join(str(one[name] or "") for one in seen.values())
            lines.append(f"| {name} | {every[name]} | {cells} |")
    whole = [
        name
        for name in sorted(every)
        if every[name] and all(one[name] == every[name] for one in seen.values())
    ]
    lines += ["", f"All of them see all of: {', '.join(whole)}.", ""]
    return "\n".join(lines)
