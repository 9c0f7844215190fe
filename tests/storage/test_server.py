"""A workspace on a server: which addresses are taken, which databases, and what goes wrong."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError
from storage_support import engines_at

from casustafel import bootstrap
from casustafel.domain.actions import Action
from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import CasustafelError
from casustafel.domain.ids import new_id
from casustafel.domain.wording import word_error
from casustafel.storage.location import SharedDatabase
from casustafel.storage.migrations import downgrade
from casustafel.storage.schema import TABLES
from casustafel.storage.server import queue_up
from casustafel.storage.store import values_of
from casustafel.storage.unit_of_work import Reading
from servers import Server
from workspaces import PERSON, Table


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect an error of ours, that is said in words."""
    with pytest.raises(CasustafelError) as caught:
        yield
    assert caught.value.code == code
    for language in ("nl", "en"):
        said = word_error(caught.value, language)  # type: ignore[arg-type]
        assert said.what
        assert "{" not in said.what + said.do


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("postgresql://anna:geheim@localhost/casus", "database-password"),
        ("postgresql://anna:@localhost/casus", "database-password"),
        ("postgresql://anna@db.gemeente.example/casus?sslmode=require", "server-unsafe"),
        ("postgresql://anna@localhost/casus?options=-c", "server-unsafe"),
        ("postgresql://anna@localhost/casus?host=elders.example", "server-unsafe"),
    ],
)
def test_that_an_address_with_a_password_or_a_weaker_connection_is_refused(
    place: str, code: str
) -> None:
    """P12: the password stood in `ps`, and TLS was taken without looking at the server."""
    with refused(code):
        bootstrap.open_workspace(place, "")


@pytest.mark.parametrize(
    ("place", "settings"),
    [
        ("postgresql://anna@db.gemeente.example/casus", {}),
        ("postgresql:///casus", {"PGHOST": "db.gemeente.example"}),
        ("postgresql://anna@localhost/casus", {"PGHOSTADDR": "192.0.2.7"}),
    ],
)
def test_that_a_server_elsewhere_must_prove_itself(
    place: str, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """P12: sslmode was "prefer"."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with engines_at(place) as engines:
        query = dict(engines.writer.url.query)
    assert query == {"sslmode": "verify-full", "sslrootcert": "system"}


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("postgresql://anna@localhost:1/casus", "server-unreachable"),
        ("DATABASE-geen", "server-database-missing"),
        ("LOGIN-niemand", "login-refused"),
    ],
)
def test_that_what_is_wrong_with_the_server_is_said_in_words(
    server: Server, place: str, code: str
) -> None:
    """P9: "failed unexpectedly (OperationalError)", exit 1."""
    with server.database() as name:
        kind, _, rest = place.partition("-")
        at = {"DATABASE": server.place(rest), "LOGIN": server.place(name, rest)}.get(kind, place)
        with refused(code):
            bootstrap.open_workspace(at, "")


def test_that_only_a_fit_and_empty_database_becomes_a_workspace(server: Server) -> None:
    """C2: collation C, so that lists sort alike on both; what is there already stays."""
    with server.database(collation="C.UTF-8") as name, refused("server-collation"):
        bootstrap.create_workspace(server.place(name), "", PERSON)
    with server.database() as name:
        with refused("server-empty"):
            bootstrap.open_workspace(server.place(name), "")
        server.run("CREATE TABLE van_een_ander (x int)", name)
        with refused("database-foreign"):
            bootstrap.create_workspace(server.place(name), "", PERSON)


def test_that_an_older_database_waits_for_its_owner_and_a_newer_one_for_the_program(
    server: Server, shared: Table
) -> None:
    """P7: whoever opened it first migrated it, and locked the others out."""
    place, name = shared.workspace.storage.location, shared.path.name
    assert isinstance(place, SharedDatabase)
    shared.workspace.close()
    with refused("database-exists"):
        bootstrap.create_workspace(place.url, "", PERSON)
    with engines_at(place.url) as engines:
        downgrade(engines.writer, "0020")
    with refused("server-older"):
        bootstrap.open_workspace(place.url, "")
    assert bootstrap.upgrade_workspace(place.url) == "0020"
    assert bootstrap.upgrade_workspace(place.url) is None
    server.run("UPDATE person SET login = 'postgres'", name)
    bootstrap.open_workspace(place.url, "").close()
    server.run("UPDATE alembic_version SET version_num = '9999'", name)
    with refused("database-newer"):
        bootstrap.open_workspace(place.url, "")


def test_that_a_restart_of_the_server_is_said_and_overcome(server: Server, shared: Table) -> None:
    """P9, 57P01: the session was ended; the next one is a new one."""
    shared.case(1)
    others = "pid <> pg_backend_pid() AND datname = current_database()"
    with refused("connection-lost"), shared.workspace.reading() as reader:
        reader.find(Case)
        server.run(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}",
            shared.path.name,
        )
        reader.find(Case)
    assert len(shared.ask(lambda reader: reader.find(Case))) == 1


def test_that_every_kind_of_value_comes_back_as_it_went_by_copy(shared: Table) -> None:
    """C2: many rows go with COPY, which takes texts of every kind."""
    client = shared.case(1)
    plain = 'tab\t, terug\\n, "aanhaling", regel\nverder, é, \\., \\N'
    actions = [
        Action(
            id=f"01940000-0000-7000-8000-{at:012d}",
            committee="cpv",
            case_id=client.id,
            text=plain,
            owner="",
            due_on=date(2026, 12, at) if at % 2 else None,
            done_at=datetime(2026, 12, 1, 9, 5, tzinfo=UTC),
        )
        for at in range(1, 400 // 16)
    ]
    with shared.workspace.writing() as uow:
        uow.add_all(actions)
        uow.commit()
    assert shared.ask(lambda reader: reader.find(Action, "id")) == actions
    assert client.hours_per_week == Decimal(4)


def test_that_what_is_empty_sorts_first_as_on_sqlite(shared: Table, table: Table) -> None:
    """P11: NULLs stood last on PostgreSQL."""
    for one in (shared, table):
        one.case(1)
        one.case(2, ends_on=None)
        for order in ("ends_on", "-ends_on"):
            found = one.ask(lambda reader, order=order: reader.find(Case, order))
            assert (found[0].ends_on is None) == (order == "ends_on")


def test_that_a_reader_sees_one_moment_and_cannot_write(shared: Table) -> None:
    """P11: page and count could differ within one read."""
    with shared.workspace.reading() as reader:
        before = len(reader.find(Case))
        shared.case(1)
        assert len(reader.find(Case)) == before
        with pytest.raises(Exception, match="read-only"):
            reader.connection.execute(text("DELETE FROM draft"))


def test_that_an_error_of_the_server_tells_nothing_of_a_person(shared: Table) -> None:
    """A row that was refused came whole into the message, name and BSN included."""
    client = Client(
        id=new_id(),
        surname="Geheimpje",
        given_names="Mila",
        birth_date=None,  # type: ignore[arg-type]
        postcode="6511AB",
        house_number="1",
    )
    with pytest.raises(DBAPIError) as caught, shared.workspace.writing() as uow:
        uow.connection.execute(
            insert(TABLES[Client]), [values_of(client) | {"surname": None, "given_names": "Geheim"}]
        )
    assert "Geheim" not in "".join(traceback.format_exception(caught.value))
    assert "surname" in str(caught.value)


def test_that_who_waits_too_long_hears_for_whom(server: Server, shared: Table) -> None:
    """C4: "Anna leest een lijst in"."""
    place = server.place(shared.path.name)
    with engines_at(place) as engines, engines.writer.connect() as waiting:
        waiting.execute(text("SET lock_timeout = '50ms'"))
        with shared.workspace.writing() as uow:
            uow.next_numbers("cpv", 2026)
            with pytest.raises(CasustafelError) as caught:
                queue_up(waiting)
            assert word_error(caught.value, "nl").what == f"{PERSON} bewaart iets dat lang duurt."
        with shared.workspace.writing() as uow:
            uow.next_numbers("cpv", 2026)
            uow.backend.importing(uow.connection)
            waiting.execute(text("SET lock_timeout = '50ms'"))
            with pytest.raises(CasustafelError) as caught:
                queue_up(waiting)
            assert word_error(caught.value, "nl").what == f"{PERSON} leest een lijst in."


def test_that_who_types_waits_for_nobody(server: Server, shared: Table) -> None:
    """C4: a keystroke would wait for a whole list."""
    from casustafel.services.upkeep import drafts

    with bootstrap.open_workspace(server.place(shared.path.name), "") as other:
        with shared.workspace.writing() as uow:
            uow.next_numbers("cpv", 2026)
            with other.writing() as typing:
                drafts.keep(typing, "case", "x", "remark", "een begin")
        with other.reading() as reader:
            assert drafts.kept(reader, "case", "x") == {"remark": "een begin"}


@pytest.mark.where("file", "it is about a file")
def test_that_a_local_file_has_no_accounts_and_is_brought_up_by_itself(table: Table) -> None:
    from casustafel.services.people import accounts

    with refused("upgrade-of-local"):
        bootstrap.upgrade_workspace(str(table.path))
    with refused("roles-of-local"), table.workspace.reading() as reader:
        accounts.sql(reader)


def test_that_a_text_is_found_without_an_index_of_the_program(shared: Table) -> None:
    """C2: the example reads of the queue, searched and counted, answer alike."""
    from casustafel.services.queue import queue
    from casustafel.storage.queries.queue import QueueQuery

    for day in range(1, 4):
        shared.case(day)

    def listed(reader: Reading, text: str) -> list[str]:
        rows = queue.page(reader, QueueQuery(committee="cpv", text=text)).rows
        return sorted(row.number for row in rows)

    assert len(shared.ask(listed, "zorggroep")) == 3
    assert shared.ask(listed, "voorbeeld2") == ["CPV-2026-0002"]
    assert shared.ask(listed, "100%_zeker") == []
