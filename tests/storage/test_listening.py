"""What others change on a server is heard; a line that is cut loses and doubles nothing."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
import pytest

from casustafel import bootstrap
from casustafel.domain.cases import Case
from casustafel.domain.errors import ConflictError, DatabaseError
from casustafel.domain.records import AuditEvent
from casustafel.gui.line import patiently
from casustafel.services.case import cases
from casustafel.services.meeting import room
from casustafel.services.upkeep import upkeep
from casustafel.storage import audit, heads, listening
from ears import SOON, Ears
from servers import Server
from workspaces import Table


@pytest.fixture
def other(server: Server, shared: Table) -> Iterator[Table]:
    """The same workspace at another desk."""
    place = server.place(shared.path.name)
    with bootstrap.open_workspace(place, "", clock=shared.clock) as workspace:
        yield Table(workspace, shared.clock, shared.path)


def end_all(server: Server, shared: Table) -> None:
    server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{shared.path.name}'"
    )


def test_that_what_others_change_is_heard_and_what_one_does_oneself_is_not(
    shared: Table, other: Table
) -> None:
    """C8."""
    ears = Ears()
    ears.on(shared.workspace)
    shared.case(1)
    made = other.case(2)
    assert ("case", made.id) in ears.heard.get(timeout=SOON)
    assert ears.heard.empty()


def test_that_a_look_is_logged_and_makes_nobody_read_anew(shared: Table, other: Table) -> None:
    """Each case that somebody opened had all lists of others read again."""
    ears = Ears()
    looked_at, edited = other.case(1), other.case(2)
    ears.on(shared.workspace)
    other.do(cases.opened, looked_at.id)
    other.do(cases.edit, edited, {"remark": "gezien"})
    assert ears.heard.get(timeout=SOON) == {("case", edited.id)}
    assert ears.heard.empty()
    looks = shared.ask(lambda reader: reader.find(AuditEvent, action="case-viewed"))
    assert [one.subject_id for one in looks] == [looked_at.id]


def test_that_a_line_that_was_cut_is_said_and_said_to_be_back(
    server: Server, shared: Table, other: Table
) -> None:
    """C8."""
    ears = Ears()
    listener = ears.on(shared.workspace)
    end_all(server, shared)
    assert ears.cut_off() == "connection-lost"
    assert ears.cut.get(timeout=SOON) is None
    assert ears.heard.get(timeout=SOON) is None
    assert listener.present


def test_that_a_line_that_is_frozen_is_noticed_and_whoever_waits_on_it_is_freed(
    server: Server, shared: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C8: TCP notices nothing, and whoever waits on such a line waits for minutes."""
    monkeypatch.setattr(listening, "BEAT", 0.1)
    monkeypatch.setattr(listening, "PATIENCE", 0.3)
    ears = Ears()
    ears.on(shared.workspace)
    asked = f"SELECT pid FROM pg_stat_activity WHERE datname = '{shared.path.name}'"
    with shared.workspace.reading() as reader:
        assert reader.find(Case) == []
        frozen = [pid for (pid,) in server.run(asked)]
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        try:
            with pytest.raises(DatabaseError, match="connection-lost"):
                reader.find(Case)
            assert ears.cut_off() == "connection-lost"
            assert shared.ask(lambda again: again.find(Case)) == []
        finally:
            for pid in frozen:
                os.kill(pid, signal.SIGCONT)
    assert ears.cut.get(timeout=SOON) is None


@contextmanager
def cut_at_the_end(table: Table, *, arrives: bool) -> Iterator[list[str]]:
    """Cut the line at the next commit: before it `arrives` at the server, or after it."""
    dialect = table.workspace.storage.engines.writer.dialect
    commit, cut = dialect.do_commit, []

    def cuts(connection: Any) -> None:
        if cut:
            commit(connection)
            return
        cut.append("cut")
        if arrives:
            commit(connection)
        connection.driver_connection.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    dialect.do_commit = cuts  # type: ignore[method-assign]
    try:
        yield cut
    finally:
        dialect.do_commit = commit  # type: ignore[method-assign]


@pytest.mark.parametrize("arrives", [True, False])
def test_that_what_was_being_kept_when_the_line_was_cut_is_done_once(
    shared: Table, *, arrives: bool
) -> None:
    """C8: the answer got lost; whether it came in is asked of the server."""
    listener = Ears().on(shared.workspace)
    with cut_at_the_end(shared, arrives=arrives) as cut:
        made = patiently(lambda: shared.case(1), listener, lambda: True)
    assert cut == ["cut"]
    assert [case.id for case in shared.ask(lambda reader: reader.find(Case))] == [made.id]
    assert shared.ask(lambda reader: audit.first_break(reader.connection)) is None


def test_that_a_command_says_that_it_does_not_know_and_does_nothing_twice(
    shared: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casustafel.storage.server.came_in", lambda *_asked: None)
    monkeypatch.setattr("casustafel.storage.unit_of_work._BETWEEN", 0)
    with cut_at_the_end(shared, arrives=True), pytest.raises(DatabaseError, match="commit-unknown"):
        shared.case(1)
    assert len(shared.ask(lambda reader: reader.find(Case))) == 1


def test_that_a_write_waits_for_a_server_that_is_gone_and_comes_in_once_it_is_back(
    server: Server, shared: Table
) -> None:
    """C8: what is typed comes in afterwards, once and in order."""
    ears = Ears()
    listener = ears.on(shared.workspace)
    case, name = shared.case(1), shared.path.name
    server.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    end_all(server, shared)
    edit = partial(shared.do, cases.edit, case, {"remark": "getypt zonder lijn"})
    with ThreadPoolExecutor() as writer:
        typed = writer.submit(patiently, edit, listener, lambda: True)
        ears.cut_off()
        server.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        typed.result(timeout=3 * SOON)
    look = partial(shared.ask, lambda r: r.find(AuditEvent, action="case-edited"))
    edits = patiently(look, listener, lambda: True)
    assert shared.ask(lambda reader: reader.get(Case, case.id)).remark == "getypt zonder lijn"
    assert [one.subject_id for one in edits] == [case.id]


def test_that_a_second_chair_hears_who_leads_and_takes_over_when_that_desk_is_gone(
    shared: Table, other: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P3: a second chair started the same meeting 40 of 40 times."""
    monkeypatch.setattr(listening, "BEAT", 0.1)
    monkeypatch.setattr(listening, "_AFTER", 0.5)
    first, second = Ears(), Ears()
    leading, waiting = first.on(shared.workspace), second.on(other.workspace)
    meeting = shared.meeting()
    shared.do(room.open_meeting, meeting.id)
    leading.lead(meeting.id)
    assert first.led.get(timeout=SOON) == (meeting.id, "")
    waiting.lead(meeting.id)
    assert second.led.get(timeout=SOON) == (meeting.id, "Secretaris")
    with pytest.raises(ConflictError, match="meeting-led"):
        other.do(room.open_meeting, meeting.id)
    waiting.take_lead()
    second.until(second.led, (meeting.id, ""))
    first.until(first.led, (meeting.id, "Secretaris"))
    waiting.stop()
    first.until(first.led, (meeting.id, ""))


def test_that_a_server_that_is_behind_is_refused_until_a_beheerder_says_why(
    server: Server, shared: Table
) -> None:
    """C9: a copy of yesterday looks sound by itself."""
    place, name = server.place(shared.path.name), shared.path.name
    shared.case(1)
    with bootstrap.open_workspace(place, "", clock=shared.clock):
        pass
    location = shared.workspace.storage.location
    seen = heads.seen(location)  # type: ignore[arg-type]
    assert seen is not None
    server.run(f"DELETE FROM audit_event WHERE position = {seen.position}", name)
    with pytest.raises(DatabaseError, match="server-behind"):
        bootstrap.open_workspace(place, "", clock=shared.clock)
    # Others went on from the copy: as long, and something else.
    shared.case(2)
    with pytest.raises(DatabaseError, match="server-behind"):
        bootstrap.open_workspace(place, "", clock=shared.clock)
    ears = Ears()
    shared.workspace.listen(ears.heard.put, ears.cut.put, ears.led.put)
    assert ears.cut_off() == "server-behind"
    with pytest.raises(DatabaseError, match="server-behind"):
        shared.case(3)
    opened = bootstrap.open_workspace(place, "", clock=shared.clock, behind=True)
    with opened, opened.writing() as uow:
        upkeep.server_restored(uow, bootstrap.last_seen(place))
    with bootstrap.open_workspace(place, "", clock=shared.clock) as opened:
        Table(opened, shared.clock, shared.path).case(4)
