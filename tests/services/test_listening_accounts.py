"""Accounts that the server bounds hear, lead, and notice a server that is behind as any does."""

from collections.abc import Iterator

import psycopg
import pytest

import rows_seen
from casustafel import bootstrap
from casustafel.domain.errors import ConflictError, DatabaseError, RightError
from casustafel.services.meeting import room
from casustafel.services.upkeep import upkeep
from casustafel.storage import heads, listening
from casustafel.storage.heads import Head
from casustafel.storage.location import SharedDatabase, locate
from ears import SOON, Ears
from rows_seen import PEOPLE, Office
from servers import Server
from workspaces import Clock


@pytest.fixture(scope="module")
def office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with rows_seen.office(server, tmp_path_factory.mktemp("listens"), Clock()) as made:
        yield made


@pytest.mark.parametrize("who", PEOPLE)
def test_that_every_account_hears_what_others_change_and_keeps_the_head(
    office: Office, who: str
) -> None:
    """C8, C9: the functions of the server are asked by who may read no log and no case."""
    with office.opened(who) as table:
        ears = Ears()
        ears.on(table.workspace)
        made = office.table.case(3)
        assert ("case", made.id) in ears.heard.get(timeout=SOON)
    kept = heads.seen(located(office, who))
    last = office.server.run("SELECT max(position) FROM audit_event", office.database)
    assert kept is not None
    assert kept.position <= last[0][0]
    with office.opened(who):
        assert heads.seen(located(office, who)) == Head(last[0][0], *told(office))


def told(office: Office) -> tuple[str]:
    """Return the hash of the last event."""
    last = "SELECT encode(hash, 'hex') FROM audit_event ORDER BY position DESC LIMIT 1"
    return (str(office.server.run(last, office.database)[0][0]),)


def located(office: Office, who: str) -> SharedDatabase:
    found = locate(office.place(who))
    assert isinstance(found, SharedDatabase)
    return found


@pytest.mark.parametrize(
    ("first", "second"), [("voorzitter", "secretaris"), ("secretaris", "voorzitter")]
)
def test_that_who_runs_meetings_leads_and_takes_over_and_a_second_chair_starts_nothing(
    office: Office, first: str, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P3, as ordinary accounts: the name of who leads is shown to each."""
    monkeypatch.setattr(listening, "BEAT", 0.1)
    monkeypatch.setattr(listening, "_AFTER", 0.5)
    meeting = office.items[0].meeting_id  # which goes on
    with office.opened(first) as one, office.opened(second) as other:
        here, there = Ears(), Ears()
        leading, waiting = here.on(one.workspace), there.on(other.workspace)
        leading.lead(meeting)
        assert here.led.get(timeout=SOON) == (meeting, "")
        waiting.lead(meeting)
        assert there.led.get(timeout=SOON) == (meeting, f"{first.title()} Voorbeeld")
        with pytest.raises(ConflictError, match="meeting-led"):
            other.do(room.open_meeting, meeting)
        waiting.take_lead()
        there.until(there.led, (meeting, ""))
        here.until(here.led, (meeting, f"{second.title()} Voorbeeld"))
        waiting.stop()
        here.until(here.led, (meeting, ""))


@pytest.mark.parametrize("who", PEOPLE)
def test_that_every_account_is_refused_on_a_server_that_is_behind(office: Office, who: str) -> None:
    """C9: whoever saw more knows, also who may not read the log."""
    location = located(office, who)
    with office.opened(who):
        seen = heads.seen(location)
    assert seen is not None
    heads.keep(location, Head(seen.position + 3, "00" * 32, seen.restores))
    try:
        with pytest.raises(DatabaseError, match="server-behind"):
            bootstrap.open_workspace(office.place(who), "", clock=Clock())
        opened = bootstrap.open_workspace(office.place(who), "", clock=Clock(), behind=True)
        with opened, opened.writing() as uow:
            if who == "beheerder":
                upkeep.server_restored(uow, bootstrap.last_seen(office.place(who)))
            else:
                with pytest.raises(RightError, match="right-missing"):
                    upkeep.server_restored(uow, bootstrap.last_seen(office.place(who)))
        if who == "beheerder":
            with office.opened("lid"):
                assert heads.seen(location) != seen
    finally:
        heads.keep(location, seen)


def test_that_no_account_ends_the_session_of_who_leads(office: Office) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        office.psql(
            "lid",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
        )
