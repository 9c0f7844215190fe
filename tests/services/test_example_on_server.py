"""The example works alike on a file and on a server: the same queues and the same minutes."""

import re
from datetime import UTC, datetime
from pathlib import Path

from casustafel import bootstrap
from casustafel.bootstrap import Workspace
from casustafel.domain.minutes import Minutes
from casustafel.services import example
from casustafel.services.queue import queue
from casustafel.services.upkeep import upkeep
from casustafel.storage import audit
from casustafel.storage.check import Fault
from casustafel.storage.queries.queue import QueueQuery
from casustafel.storage.schema import metadata
from servers import Server
from workspaces import CHEAP, PASSPHRASE

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
#: What has another id or another moment of another clock on each.
_OWN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{64}\b")


def told(workspace: Workspace) -> dict[str, object]:
    """Return what a reader sees of each queue, and the minutes without their ids and hashes."""
    with workspace.reading() as reader:
        queues = {
            (table, sort, down): [
                (row.number, row.surname, row.status, row.provider, row.received)
                for row in queue.page(
                    reader, QueueQuery(committee=table, sort=sort, descending=down), limit=400
                ).rows
            ]
            for table in ("cpv", "zbo", "doorbraak")
            for sort in ("received", "client_sort", "provider_sort", "rank", "urgency")
            for down in (False, True)
        }
        papers = sorted(_OWN.sub("-", one.content or "") for one in reader.find(Minutes))
        return {"queues": queues, "minutes": papers, "events": audit.end(reader.connection)[0]}


def faults(workspace: Workspace) -> list[Fault]:
    return upkeep.check(workspace.storage, workspace.reading)


def worked_in(place: str, secret: str, folder: Path) -> dict[str, object]:
    folder.mkdir()
    clock = example.StoryClock(NOW)
    made = bootstrap.create_workspace(place, secret, "Anna", clock=clock, cost=CHEAP)
    with made.workspace as workspace:
        for _line in example.work_in(workspace, clock, folder):
            pass
        assert faults(workspace) == []
        return told(workspace)


def test_that_the_example_gives_the_same_queues_and_minutes_on_both(
    server: Server, tmp_path: Path
) -> None:
    """2.11: import, freezing, three meetings, minutes and an urgent decision on each database."""
    with server.database() as name:
        shared = worked_in(server.place(name), "", tmp_path / "server")
        rows = {
            table: server.run(f'SELECT count(*) FROM "{table}"', name)[0][0]
            for table in metadata.tables
        }
    local = worked_in(str(tmp_path / "file.db"), PASSPHRASE, tmp_path / "file")
    assert shared == local
    assert sum(rows.values()) > 1_000
