"""A workspace moves to a server and back, and nothing of it changes on the way."""

from pathlib import Path

import pytest
from sqlalchemy import select

from casustafel import bootstrap
from casustafel.bootstrap import Workspace
from casustafel.domain.errors import DatabaseError, RightError
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.services.people import persons
from casustafel.services.upkeep import upkeep
from casustafel.storage import audit
from casustafel.storage.schema import metadata
from servers import Server
from workspaces import CHEAP, PASSPHRASE, PERSON, Table

#: Of these moving adds or changes rows: what it logs, who came in, and the accounts.
OWN = {"audit_event", "login", "person", "setting"}


def rows(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    with workspace.reading() as reader:
        return {
            table.name: [
                tuple(row)
                for row in reader.connection.execute(
                    select(table).order_by(*table.primary_key.columns)
                )
            ]
            for table in metadata.sorted_tables
            if table.name not in OWN
        }


def heads(workspace: Workspace) -> list[str]:
    with workspace.reading() as reader:
        return [one.hash for one in reader.find(AuditEvent, "position")]


@pytest.mark.where("file", "it goes from a file to a server")
def test_that_a_workspace_goes_to_a_server_and_back_unchanged(
    server: Server, table: Table, tmp_path: Path
) -> None:
    """C9: each table, the chain of the log and its head, there and back."""
    table.opened(3)
    table.do(persons.add, "Bram Voorbeeld")
    before, chain = rows(table.workspace), heads(table.workspace)
    with server.database() as name:
        place = server.place(name)
        with bootstrap.move_workspace(table.workspace, place, "").workspace as shared:
            assert rows(shared) == before
            assert heads(shared)[: len(chain)] == chain
            assert upkeep.check(shared.storage, shared.reading) == []
            there = Table(shared, table.clock, tmp_path)
            assert there.case(9).number == "CPV-2026-0004"
            logins = {one.name: one.login for one, _ in there.ask(persons.listed)}
            assert logins == {PERSON: "postgres", "Bram Voorbeeld": "bram.voorbeeld"}
            after, chain = rows(shared), heads(shared)
            back = str(tmp_path / "terug.db")
            again = bootstrap.move_workspace(shared, back, PASSPHRASE, cost=CHEAP).workspace
        with again:
            assert rows(again) == after
            assert heads(again)[: len(chain)] == chain
            assert upkeep.check(again.storage, again.reading) == []
            home = Table(again, table.clock, tmp_path)
            assert {one.login for one, _ in home.ask(persons.listed)} == {None}
            assert home.case(10).number == "CPV-2026-0005"


def test_that_what_was_left_is_read_and_no_longer_changed(server: Server, table: Table) -> None:
    """C9: two workspaces that go on beside each other are worse than none."""
    path = table.workspace.shown
    with server.database() as name:
        bootstrap.move_workspace(table.workspace, server.place(name), "").workspace.close()
        table.workspace.close()
        table.workspace = bootstrap.open_workspace(path, PASSPHRASE, clock=table.clock)
        assert table.ask(audit_end)
        with pytest.raises(DatabaseError, match="workspace-moved"):
            table.case(1)


def audit_end(reader: object) -> tuple[int, str]:
    return audit.end(reader.connection)  # type: ignore[attr-defined]


def test_that_a_move_that_is_refused_leaves_all_as_it_was(server: Server, table: Table) -> None:
    before = table.ask(audit_end)
    with server.database() as name:
        server.run("CREATE TABLE van_een_ander (x int)", name)
        with pytest.raises(DatabaseError, match="database-foreign"):
            bootstrap.move_workspace(table.workspace, server.place(name), "")
    mine = table.workspace.actor
    table.workspace.actor = Actor(mine.person_id, mine.name, frozenset({(Role.MEMBER, "cpv")}))
    with server.database() as name, pytest.raises(RightError):
        bootstrap.move_workspace(table.workspace, server.place(name), "")
    assert table.ask(audit_end) == before
    table.workspace.actor = mine
    assert table.case(1).number == "CPV-2026-0001"


def test_that_a_copy_opens_by_itself_while_the_workspace_stays_in_use(
    shared: Table, tmp_path: Path
) -> None:
    """C9: the backup of a shared database is a local workspace."""
    shared.opened(2)
    copy = str(tmp_path / "kopie.db")
    made = bootstrap.move_workspace(shared.workspace, copy, PASSPHRASE, stays=True, cost=CHEAP)
    with made.workspace as local:
        assert rows(local) == rows(shared.workspace)
        assert upkeep.check(local.storage, local.reading) == []
    assert shared.case(9).number == "CPV-2026-0003"
    bootstrap.open_workspace(copy, PASSPHRASE, clock=shared.clock).close()
