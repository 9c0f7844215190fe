"""kill -9 in a meeting: every confirmed change is found back, with its event in the log."""

from collections.abc import Callable
from pathlib import Path

import pytest
from killing import Found, Tally, kill_again_and_again

from casustafel import bootstrap
from casustafel.domain.actions import Action
from casustafel.domain.records import AuditEvent
from casustafel.services.upkeep import upkeep
from workspaces import PASSPHRASE, Table

CHILD = Path(__file__).with_name("kill_meeting_child.py")


def kill(table: Table, kills: int) -> Tally:
    _, items = table.opened(1)
    table.workspace.close()

    def look() -> Found:
        with bootstrap.open_workspace(str(table.path), PASSPHRASE) as workspace:
            with workspace.reading() as reader:
                actions = {int(one.text) for one in reader.find(Action, item_id=items[0].id)}
                logged = {
                    int(str(event.details["number"]))
                    for event in reader.find(AuditEvent, action="notes-kept")
                    if "number" in event.details
                }
            assert upkeep.check(workspace.storage, workspace.reading) == []
        return Found(frozenset(actions & logged), frozenset(actions ^ logged))

    arguments = [str(table.path), PASSPHRASE, items[0].id]
    return kill_again_and_again(CHILD, arguments, look, kills=kills, seed=11)


@pytest.mark.where("file", "these are the pages of a file")
def test_that_a_killed_meeting_loses_nothing_that_was_confirmed(
    table: Table, record_property: Callable[[str, object], None]
) -> None:
    tally = kill(table, kills=5)
    record_property("kill -9", str(tally))
    assert (tally.lost, tally.halves) == (0, 0)
    assert tally.confirmed > 0


@pytest.mark.slow
def test_that_a_meeting_killed_a_hundred_times_loses_nothing(
    table: Table, record_property: Callable[[str, object], None]
) -> None:
    tally = kill(table, kills=100)
    record_property("kill -9", str(tally))
    assert (tally.lost, tally.halves) == (0, 0)
    assert tally.within > 0
