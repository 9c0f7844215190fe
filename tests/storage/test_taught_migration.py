"""The step to agreements and reasons of frameworks, on a workspace of the version before it."""

from casustafel.domain.advice import LearningPoint
from casustafel.domain.ids import new_id
from casustafel.domain.taught import Agreement
from casustafel.services.definitions import learning
from casustafel.services.learning import agreements
from casustafel.storage.migrations import downgrade, upgrade
from workspaces import Table

BEFORE = "0019"


def test_that_what_was_learnt_before_comes_along(table: Table) -> None:
    point = table.do(learning.add, "cpv", "toeleiding", "Eerder bellen.")
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    upgrade(writer)
    assert table.ask(lambda reader: reader.find(LearningPoint)) == [point]
    assert table.ask(lambda reader: reader.find(Agreement)) == []
    made = Agreement(
        id=new_id(),
        committee="cpv",
        network="Netwerk",
        agreed_on=table.today,
        text="Eerder bellen.",
        owner="BJG",
    )
    table.do(agreements.add, "cpv", made)
    assert table.ask(lambda reader: reader.find(Agreement)) == [made]
