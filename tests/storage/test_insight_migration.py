"""The step to indicators and council reports, on a workspace of the version before it."""

from decimal import Decimal

import pytest

from casustafel.domain.insight.indicators import HandValue
from casustafel.services.insight import by_hand, figures
from casustafel.storage.migrations import downgrade, upgrade
from workspaces import Table

BEFORE = "0016"


@pytest.mark.where("file", "a step back takes the accounts of a server away")
def test_that_what_was_there_is_counted_after_the_step(table: Table) -> None:
    """2.10: cases of before count, and numbers of others can be filled in."""
    case = table.case()
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    upgrade(writer)
    period = (case.received, table.today)
    assert table.ask(figures.section, "cpv", *period).count("requests") == 1
    table.do(by_hand.fill_in, "hand_ggz", *period, Decimal("12.5"), "ROB", table.today)
    (kept,) = table.ask(lambda reader: reader.find(HandValue))
    assert kept.value == Decimal("12.5")
