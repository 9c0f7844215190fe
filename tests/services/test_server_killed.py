"""A server that is killed in a meeting: nothing that was confirmed is lost, nothing is doubled.

Short by default; `pytest -m slow tests/services/test_server_killed.py -n 0` kills it 50 times.
"""

import random
import threading
from pathlib import Path

import pytest

from casustafel.domain.actions import Action
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.records import AuditEvent
from casustafel.gui.line import patiently
from casustafel.services.following import actions
from casustafel.services.meeting import room
from casustafel.services.use_case import seen
from casustafel.storage import audit
from casustafel.storage.unit_of_work import Reading
from servers import available, killable
from workspaces import Clock, Table


class Secretary(threading.Thread):
    """Writes notes and actions one after the other, as the writer of the window does."""

    def __init__(self, table: Table, item: AgendaItem) -> None:
        super().__init__(daemon=True)
        self.table, self.item = table, item
        self.confirmed: list[str] = []
        self.errors: list[Exception] = []
        self.goes_on = threading.Event()
        self.ends = threading.Event()
        self.line = table.workspace.listen(*[lambda _told: None] * 3)

    def run(self) -> None:
        notes = ""
        while not self.ends.is_set():
            said = f"stap {len(self.confirmed)}"
            try:
                self._do(room.note, seen(self.item.id, notes=notes), said)
                notes = said
                self._do(actions.add, "cpv", said, "Secretaris")
            except Exception as error:  # noqa: BLE001
                self.errors.append(error)
                return
            self.confirmed.append(said)
            self.goes_on.set()

    def _do(self, use_case, *given):  # type: ignore[no-untyped-def]
        return patiently(lambda: self.table.do(use_case, *given), self.line, lambda: True)


def killed(folder: Path, clock: Clock, times: int) -> Secretary:
    """Let the server be killed again and again while somebody works, at any moment of that."""
    chance = random.Random(times)
    with killable() as (server, kill), server.table(folder, clock) as table:
        _meeting, (item, *_others) = table.opened(1)
        writes = Secretary(table, item)
        writes.start()
        for _time in range(times):
            writes.goes_on.clear()
            assert writes.goes_on.wait(60), writes.errors
            writes.ends.wait(chance.random() / 20)  # somewhere in what is done next
            kill()
        writes.goes_on.clear()
        assert writes.goes_on.wait(60), writes.errors
        writes.ends.set()
        writes.join(30)
        assert not writes.errors
        patiently(lambda: table.ask(look, item, writes.confirmed), writes.line, lambda: True)
    return writes


def look(reader: Reading, item: AgendaItem, confirmed: list[str]) -> None:
    """None is lost and none is there twice, in what is kept and in the log."""
    kept = [one.text for one in reader.find(Action) if one.text.startswith("stap")]
    assert sorted(kept) == sorted(confirmed)
    noted = reader.find(AuditEvent, subject_id=item.id, action="notes-kept")
    assert len(noted) == len(confirmed)
    assert reader.get(AgendaItem, item.id).notes == confirmed[-1]
    assert audit.first_break(reader.connection) is None


@pytest.mark.skipif(not available(), reason="no PostgreSQL server to test on")
def test_that_a_server_that_is_killed_in_a_meeting_loses_and_doubles_nothing(
    tmp_path: Path, clock: Clock
) -> None:
    killed(tmp_path, clock, 2)


@pytest.mark.slow
@pytest.mark.skipif(not available(), reason="no PostgreSQL server to test on")
def test_that_fifty_kills_in_a_meeting_lose_and_double_nothing(
    tmp_path: Path, clock: Clock, record_property
) -> None:
    writes = killed(tmp_path, clock, 50)
    record_property("confirmed over 50 kills", len(writes.confirmed))
