"""The step to interventions and statements of clients, on a workspace of the version before it."""

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.retention import ClientStatement
from casustafel.services.following import actions
from casustafel.storage.migrations import downgrade, upgrade
from workspaces import Table

BEFORE = "0017"


def test_that_actions_stay_through_the_step_to_interventions(table: Table) -> None:
    """2.9, 2.6: what was an action stays one, and an intervention can be kept from then on."""
    table.do(actions.add, "doorbraak", "Een plan maken", "BJG")
    before = table.ask(lambda reader: reader.find(Action, "id"))
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    upgrade(writer)
    assert table.ask(lambda reader: reader.find(Action, "id")) == before
    made = table.do(actions.add, "doorbraak", "Uren minderen", "BJG", kind=ActionKind.INTERVENTION)
    assert table.ask(lambda reader: reader.get(Action, made.id)) == made
    assert table.ask(lambda reader: reader.find(ClientStatement)) == []
    downgrade(writer, BEFORE)
    upgrade(writer)
    assert table.ask(lambda reader: reader.get(Action, made.id)).kind is ActionKind.ACTION
