"""On a server the account is the person, the log only grows, and the server chains it itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from casustafel import bootstrap
from casustafel.domain.errors import CasustafelError, RightError, UsageError
from casustafel.domain.people import Role
from casustafel.domain.records import AuditEvent
from casustafel.services.people import accounts, persons
from casustafel.storage import audit
from servers import Server
from workspaces import Clock, Table

OWNER, ANNA = f"eigenaar_{uuid4().hex[:8]}", f"anna_{uuid4().hex[:8]}"
BRAM = "bram.voorbeeld"


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty database whose owner cannot log in, and Anna who may act as that owner."""
    server.run(f"CREATE ROLE {OWNER} NOLOGIN; CREATE ROLE {ANNA} LOGIN IN ROLE {OWNER}")
    with server.database() as name:
        server.run(f"ALTER DATABASE {name} OWNER TO {OWNER}")
        yield name
    server.run(f'DROP ROLE IF EXISTS "{BRAM}"; DROP ROLE IF EXISTS casustafel_{name}')
    server.run(f"DROP ROLE {ANNA}; DROP ROLE {OWNER}")


@pytest.fixture
def team(server: Server, database: str, clock: Clock) -> Iterator[Table]:
    """A workspace of Anna in which Bram is secretaris, with the accounts that the keeper made."""
    made = bootstrap.create_workspace(server.place(database, ANNA), "", "Anna", clock=clock)
    with made.workspace as workspace:
        table = Table(workspace, clock, None)  # type: ignore[arg-type]
        bram = table.do(persons.add, "Bram Voorbeeld")
        assert bram.login == BRAM
        table.do(persons.grant, bram.id, Role.SECRETARY, None)
        give_accounts(server, database, table)
        yield table


def give_accounts(server: Server, database: str, table: Table) -> None:
    """Run what `casustafel roles --sql` prints, as the keeper of the server does with psql."""
    said = table.ask(accounts.sql)
    server.run("\n".join(one for one in said.splitlines() if not one.startswith("\\")), database)


def test_that_who_logs_in_acts_and_nobody_else(server: Server, database: str, team: Table) -> None:
    """P5: connected as one account, anybody could act as the secretaris."""
    place = server.place(database, BRAM)
    with bootstrap.open_workspace(place, "", clock=team.clock) as opened:
        assert opened.actor.name == "Bram Voorbeeld"
        table = Table(opened, team.clock, None)  # type: ignore[arg-type]
        assert table.case(1).number == "CPV-2026-0001"
        with pytest.raises(RightError):
            table.do(persons.add, "Iemand Anders")
    with pytest.raises(UsageError, match="login-of-another"):
        bootstrap.open_workspace(place, "", "Anna", clock=team.clock)
    assert team.workspace.actor.name == "Anna"
    assert team.ask(lambda reader: audit.first_break(reader.connection)) is None


def test_that_who_left_is_kept_out_by_program_and_server(
    server: Server, database: str, team: Table
) -> None:
    team.do(accounts.set_account, "bram voorbeeld", active=False)
    place = server.place(database, BRAM)
    with pytest.raises(UsageError, match="login-unknown"):
        bootstrap.open_workspace(place, "", clock=team.clock)
    give_accounts(server, database, team)
    with pytest.raises(CasustafelError, match="login-refused"):
        bootstrap.open_workspace(place, "", clock=team.clock)


EVENT = (
    "INSERT INTO audit_event (position, id, at, person_id, person, roles, action, subject,"
    " subject_id, fields, digest, previous, hash, details)"
    " SELECT 1, gen_random_uuid(), now(), id, name, '', 'case-new', 'case', 'x', '[]', '', '', '',"
    " '{}' FROM person WHERE name = "
)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_event SET person = 'Iemand'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DELETE FROM login",
        "ALTER TABLE audit_event DISABLE TRIGGER chain",
        "DROP TRIGGER chain ON audit_event",
        "SELECT app.remove_log('events', 3)",
        "UPDATE alembic_version SET version_num = '1'",
        "DELETE FROM case_counter",
        "SET ROLE OWNER",
        "CREATE FUNCTION public.app() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        EVENT + "'Anna'",
    ],
)
def test_that_an_account_cannot_change_the_log_or_write_as_another(
    server: Server, database: str, team: Table, attack: str
) -> None:
    """P5, P8: who has psql and an ordinary account rewrites nothing."""
    with pytest.raises(Exception, match=r"permission denied|must be owner|somebody else|not over"):
        server.run(attack.replace("OWNER", OWNER), database, BRAM)
    assert team.ask(lambda reader: audit.first_break(reader.connection)) is None


def test_that_an_event_bears_the_name_of_its_account_whatever_was_said(
    server: Server, database: str, team: Table
) -> None:
    """P5: the id was the own one, and the name beside it somebody else's."""
    server.run(EVENT.replace("id, name,", "id, 'Anna',") + "'Bram Voorbeeld'", database, BRAM)
    last = team.ask(lambda reader: reader.first(AuditEvent, "-position"))
    assert last is not None
    assert last.person == "Bram Voorbeeld"
    assert team.ask(lambda reader: audit.first_break(reader.connection)) is None


def test_that_only_the_owner_brings_a_database_to_a_newer_version(
    server: Server, database: str, team: Table
) -> None:
    """P7."""
    server.run("UPDATE alembic_version SET version_num = '0020'", database)
    with pytest.raises(RightError, match="server-not-owner"):
        bootstrap.upgrade_workspace(server.place(database, BRAM))


AWKWARD = 'é "aanhaling" \\ terug / \t tab \x01 \x1f \x7f \u2028 \U0001f600 <&> \n regel'


def test_that_the_server_seals_byte_for_byte_as_the_program_does(shared: Table) -> None:
    """P8: the chain is the server's, and `check` reads it as any other."""
    for microsecond in (0, 1, 120000, 999999):
        shared.clock.now = datetime(2026, 11, 26, 9, 4, 5, microsecond, tzinfo=UTC)
        with shared.workspace.writing() as uow:
            given = {
                "word": AWKWARD,
                "none": None,
                "share": 0.5,
                "many": ["a", AWKWARD],
                "n": 10**12,
            }
            uow.audit("case-new", AWKWARD[:30], AWKWARD[:30], committee="cpv", changes={"x": 1})
            uow.audit("case-new", "case", str(uuid4()), **given)
            assert uow.audit_head() == audit.head(uow.connection)
            uow.commit()
    for chain in audit.CHAINS:
        assert shared.ask(lambda r, chain=chain: audit.first_break(r.connection, chain)) is None
    last = shared.ask(lambda reader: reader.first(AuditEvent, "-position"))
    assert last is not None
    assert audit.seal(vars_of(last)) == last.hash


def vars_of(event: AuditEvent) -> dict[str, object]:
    return {name: getattr(event, name) for name in audit.FORMAT_1}


def test_that_each_event_is_told_to_who_listens_without_what_it_says(
    server: Server, shared: Table
) -> None:
    """C6: every account may listen, so it hears a kind and a UUID."""
    import psycopg

    with psycopg.connect(server.place(shared.path.name), autocommit=True) as listening:
        listening.execute("LISTEN casustafel")
        meeting = shared.meeting()
        heard = [one.payload for one in listening.notifies(timeout=5, stop_after=1)]
    assert heard == [f"meeting {meeting.id}"]
