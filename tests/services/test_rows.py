"""Row-level security: with a program of their own nobody sees or writes more than with this one."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select

import rights_page
import rows_seen
import rows_sql
from case_lists import refused_for_another
from casustafel import bootstrap
from casustafel.domain.errors import RightError
from casustafel.domain.meetings import ItemState
from casustafel.domain.people import Right
from casustafel.services import importing
from casustafel.services.advice.advice_desk import OPENED
from casustafel.services.case import case_steps
from casustafel.services.upkeep import today_desk
from casustafel.services.use_case import Reading
from casustafel.storage.queries.readable import readable
from casustafel.storage.schema import metadata
from casustafel.storage.schema.tables import case_record
from rows_seen import PEOPLE, Office
from servers import Server
from workspaces import CHEAP, PASSPHRASE, Clock

READERS = [who for who, (role, _at, _team) in PEOPLE.items() if role in rows_sql.WHOLE]
BRING_IN = [who for who in PEOPLE if who.startswith("indiener")]
BEYOND = ["rapporteur", "fg", "lid elders"]


@pytest.fixture(scope="module")
def office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with rows_seen.office(server, tmp_path_factory.mktemp("rows"), Clock()) as made:
        assert made.seen  # before any test writes
        yield made


def test_that_every_table_stands_in_the_rules_once() -> None:
    """C6: a table that nobody thought of would be seen by all."""
    tables = {*metadata.tables, "alembic_version"}
    reads, opened = set(rows_sql.RULES["read"]), set(rows_sql.RULES["open"])
    assert not reads & opened
    assert reads | opened == tables
    assert set(rows_sql.RULES["write"]) == tables
    assert all(len(why) > 10 for why in rows_sql.RULES["open"].values())


def test_that_the_policies_are_made_of_the_rules_and_of_the_programs_own_predicate() -> None:
    assert rows_sql.PAGE.read_text("utf-8") == rows_sql.page()
    assert rows_sql.TAKEN.read_text("utf-8") == rows_sql.taken()


def test_that_the_page_shows_what_a_server_shows(office: Office) -> None:
    """The matrix of docs/rights.md, table by table and role by role."""
    assert rights_page.PAGE.read_text("utf-8").endswith(rows_seen.section(office))


@pytest.mark.parametrize("who", [*READERS, *BRING_IN, *BEYOND])
def test_that_who_reads_past_the_program_sees_the_same_cases(office: Office, who: str) -> None:
    """C6: table, team and recusal, by the predicate of `may_read`."""
    actor = office.actors[who]

    def allowed(reader: Reading) -> set[str]:
        query = select(case_record.c.number).where(readable(actor))
        return set(reader.connection.execute(query).scalars())

    shown = {number for (number,) in office.psql(who, "SELECT number FROM case_record")}
    assert shown == office.table.ask(allowed)
    assert bool(shown) == (who not in ("rapporteur", "fg", "indiener elders"))
    every = set(
        office.table.ask(lambda r: r.connection.execute(select(case_record.c.number)).scalars())
    )
    assert shown < every


@pytest.mark.parametrize(
    "table", sorted({t.name for t in metadata.sorted_tables if "case_id" in t.c})
)
def test_that_who_takes_no_part_finds_nothing_of_the_case_in_any_table(
    office: Office, table: str
) -> None:
    """S1: `recusal` and `agenda_item` still told its number and the reason."""
    about = office.items[0].case_id
    query = f"SELECT count(*) FROM {table} WHERE case_id = '{about}'"
    assert office.psql("gewraakt lid", query) == [(0,)]


def test_that_who_takes_no_part_finds_no_word_of_the_case(office: Office) -> None:
    case = rows_seen.case_of(office, 0)
    for query in (
        f"SELECT count(*) FROM client WHERE id = '{case.client_id}'",
        "SELECT count(*) FROM recusal",
        f"SELECT count(*) FROM committee_answer WHERE item_id = '{office.items[0].id}'",
        f"SELECT count(*) FROM audit_event WHERE subject_id = '{case.id}'",
        "SELECT count(*) FROM app.found(ARRAY['voorbeeld1'], 9)",
    ):
        assert office.psql("gewraakt lid", query) == [(0,)], query
        assert office.psql("secretaris", query) != [(0,)], query


@pytest.mark.parametrize("who", ["lid", "voorzitter", "gewraakt lid", "indiener", "fg"])
def test_that_a_vooradvies_stays_hidden_until_all_are_in(office: Office, who: str) -> None:
    """trust.md: who has not handed in yet would be led by it."""
    assert office.psql(who, "SELECT remark FROM advice") == []
    assert office.psql(who, "SELECT value FROM advice_answer") == []
    shown = office.psql(who, f"SELECT remark FROM app.handed_in('{office.items[1].case_id}')")
    assert set(shown) <= {("",)}


@pytest.mark.parametrize("state", sorted(OPENED))
def test_that_a_vooradvies_is_shown_once_the_table_came_to_its_case(
    office: Office, state: ItemState
) -> None:
    """To who reads the case, and to nobody else."""
    item = office.items[1]
    put = "UPDATE agenda_item SET state = '{}' WHERE id = '{}'"
    (was,) = office.server.run(
        f"SELECT state FROM agenda_item WHERE id = '{item.id}'", office.database
    )[0]
    office.server.run(put.format(state, item.id), office.database)
    try:
        shown = {who: office.psql(who, "SELECT remark FROM advice") for who in PEOPLE}
    finally:
        office.server.run(put.format(was, item.id), office.database)
    known = {*READERS, "privacy officer", "contractmanager", "beheerder"}
    assert {who for who, rows in shown.items() if rows} == known - {"lid elders"}


@pytest.mark.parametrize("who", ["fg", "rapporteur"])
def test_that_the_fg_and_the_rapporteur_see_no_case(office: Office, who: str) -> None:
    """C6: the one sees the log, the other numbers of ten and more, by a function."""
    seen = office.seen
    about_cases = [name for name in rows_sql.RULES["read"] if name not in ("audit_event", "login")]
    assert {name for name in about_cases if seen[who][name]} == set()
    assert bool(seen[who]["audit_event"]) == (who == "fg")


def test_that_a_rapporteur_hears_no_number_of_fewer_than_ten(office: Office) -> None:
    ask = (
        "SELECT line, cases FROM app.counted('received', 'cpv', '2026-01-01', '2026-12-31',"
        """ '[{"by": "stream", "kinds": []}]')"""
    )
    assert office.psql("secretaris", ask) == [("jeugd", 3)]
    assert office.psql("rapporteur", ask) == [("jeugd", None)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        office.psql("lid", ask)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        office.psql(
            "rapporteur", "SELECT * FROM app.rows_received('cpv', '2026-1-1', '2026-12-31')"
        )


ATTACKS = {
    "UPDATE case_record SET remark = 'x'": "lid",
    "DELETE FROM case_record": "lid",
    "UPDATE case_record SET remark = 'y'": "rapporteur",
    "DELETE FROM client": "lid",
    "UPDATE client SET surname = 'x'": "fg",
    "DELETE FROM recusal": "gewraakt lid",
    "UPDATE person_role SET role = 'secretaris'": "lid",
    "UPDATE person SET team = 'zuid'": "indiener",
    "UPDATE setting SET value = 'true'": "lid",
    "DELETE FROM outcome": "indiener elders",
    "UPDATE norm SET amount = 1": "secretaris",
    "DELETE FROM log_seal": "secretaris",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_that_nobody_writes_what_is_not_theirs(office: Office, attack: str) -> None:
    """C6: writing only at a table where one has a writing role."""
    assert office.psql(
        ATTACKS[attack], f"WITH x AS ({attack} RETURNING 1) SELECT count(*) FROM x"
    ) == [(0,)]


@pytest.mark.parametrize("who", ["secretaris", "voorzitter", "beheerder"])
def test_that_who_records_a_bezwaar_holds_the_case(office: Office, who: str) -> None:
    """The policy knew of who keeps the terms alone, so that no secretaris could note a bezwaar."""
    about = office.items[1].case_id
    hold = (
        "INSERT INTO legal_hold (id, case_id, reason, since, set_by, lifted_by)"
        f" VALUES (gen_random_uuid(), '{about}', 'Bezwaar', current_date, '', '');"
    )
    assert office.psql(who, f"{hold} DELETE FROM legal_hold RETURNING reason") == [("Bezwaar",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        office.psql("lid", hold)


def test_that_who_has_a_seat_writes_its_vooradvies_and_who_keeps_the_register_moves_seats(
    office: Office,
) -> None:
    """Refused were an indiener with a seat, and a contractmanager who made two providers one."""
    touched = "WITH x AS (UPDATE {} RETURNING 1) SELECT count(*) FROM x"
    remark, seats = (touched.format(one) for one in ("advice SET remark = remark", SEATS))
    me = office.actors["indiener"].person_id
    sits = "UPDATE member SET person_id = {} WHERE discipline = 'zorgexpert'"
    brought = "UPDATE case_record SET entered_by = {} WHERE id = '{}'"
    about = office.items[1].case_id
    asked = f"SELECT entered_by FROM case_record WHERE id = '{about}'"
    ((was,),) = office.server.run(asked, office.database)
    office.server.run(brought.format(f"'{me}'", about), office.database)
    assert office.psql("indiener", remark) == [(0,)]
    office.server.run(sits.format(f"'{me}'"), office.database)
    try:
        assert office.psql("indiener", remark) == [(1,)]
    finally:
        office.server.run(sits.format("NULL"), office.database)
        office.server.run(brought.format(f"'{was}'", about), office.database)
    ((moved,),) = office.psql("contractmanager", seats)
    assert moved
    assert office.psql("lid", seats) == [(0,)]


SEATS = "member SET provider_id = provider_id"
FORGED = (
    "INSERT INTO log_seal (id, log, position, hash, count, until, sealed_at)"
    " VALUES (gen_random_uuid(), 'events', 1, '00', 1, '2000-01-01', now())"
)
ROLE = (
    "INSERT INTO person_role (id, person_id, role) SELECT gen_random_uuid(), app.me(), 'beheerder'"
)


@pytest.mark.parametrize(
    ("who", "attack"),
    [
        ("secretaris", FORGED),
        ("beheerder", f"{FORGED}; SELECT app.remove_log('events', 1)"),
        ("secretaris", ROLE),
        ("lid", "INSERT INTO household (id, key) VALUES (gen_random_uuid(), 'x')"),
        ("beheerder", "DELETE FROM audit_event"),
        ("beheerder", "UPDATE audit_event SET person = 'x'"),
        ("beheerder", "ALTER TABLE case_record DISABLE ROW LEVEL SECURITY"),
        ("beheerder", "SET row_security = off; SELECT * FROM audit_event; SELECT * FROM advice"),
        ("indiener", "SELECT app.rows_decided('cpv', '2026-1-1', '2026-12-31')"),
    ],
)
def test_that_what_may_never_be_is_refused(office: Office, who: str, attack: str) -> None:
    with pytest.raises(
        psycopg.Error, match=r"row-level security|permission|must be owner|not over"
    ):
        office.psql(who, attack)


def test_that_an_event_bears_the_moment_of_the_server(office: Office) -> None:
    """C5: a laptop whose clock was set back would write yesterday's log."""
    with office.opened("secretaris") as table:
        table.case(9)
    late = (
        "SELECT count(*) FROM audit_event WHERE at > now() AT TIME ZONE 'UTC' - interval '1 hour'"
    )
    assert office.server.run(late, office.database) != [(0,)]


@pytest.mark.parametrize("who", PEOPLE)
def test_that_everybody_opens_it_with_the_program(office: Office, who: str) -> None:
    """What an opening does by itself waits for somebody whose account may write it."""
    with office.opened(who) as table:
        assert table.workspace.actor.roles == {PEOPLE[who][:2]}
        table.workspace.let_expire()
        table.do(case_steps.bring_back_due)
        if table.workspace.actor.may(Right.READ_CASES):
            table.ask(today_desk.today)


def test_that_a_list_of_another_team_changes_nothing_and_makes_no_case_twice(
    office: Office, tmp_path: Path
) -> None:
    """C6: the server hid the case, so that a second one came beside it."""
    with office.opened("indiener") as one, office.opened("indiener elders") as other:
        own, theirs = refused_for_another(lambda: one, lambda: other, tmp_path)
        with pytest.raises(RightError, match="import-of-others"):
            other.do(importing.undo, own)
        one.do(importing.undo, own)
        other.do(importing.undo, theirs)
    people = "SELECT surname FROM client WHERE bsn IS NOT NULL"
    assert office.server.run(people, office.database) == []


@pytest.mark.parametrize("who", ["lid", "fg", "rapporteur"])
def test_that_nobody_lets_go_of_people_who_writes_no_cases(office: Office, who: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        office.psql(who, "SELECT app.forget_people(NULL, NULL)")
    assert office.psql(who, "SELECT app.taken('cpv', '[]')") == []


@pytest.mark.parametrize("who", ["indiener", "secretaris"])
def test_that_nobody_goes_of_whom_there_is_a_case(office: Office, who: str) -> None:
    """Whom no case shows any more no account could delete: they stayed for ever."""
    count = "SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM case_record)"
    before = office.server.run(count, office.database)
    office.psql(who, "SELECT app.forget_people(NULL, NULL)")
    assert office.server.run(count, office.database) == before


def test_that_who_sees_a_part_makes_no_copy_of_it(office: Office, tmp_path: Path) -> None:
    """A backup that lacks what its maker may not read would be found out years later."""
    file = str(tmp_path / "kopie.db")
    with office.opened("secretaris") as table, pytest.raises(RightError, match="server-not-owner"):
        bootstrap.move_workspace(table.workspace, file, PASSPHRASE, stays=True, cost=CHEAP)
