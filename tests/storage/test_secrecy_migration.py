"""The step to the day of the geheimhoudingsverklaring, on a workspace of the version before it."""

from dataclasses import replace

from casustafel.domain.meetings import Member
from casustafel.storage.migrations import downgrade, upgrade
from workspaces import Table

BEFORE = "0013"


def test_that_seats_stay_and_nobody_is_said_to_have_promised(table: Table) -> None:
    """2.8: of who sat before the day is not known, so a pack waits until it is filled in."""
    seats = table.ask(lambda reader: reader.find(Member, "id"))
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    upgrade(writer)
    after = table.ask(lambda reader: reader.find(Member, "id"))
    assert after == [replace(one, secrecy_on=None) for one in seats]
