"""The step to access and roles that end on a day, on a workspace of the version before it."""

import pytest

from casustafel.domain.people import Person, PersonRole, Role
from casustafel.services.people import persons
from casustafel.storage.migrations import downgrade, upgrade
from workspaces import Table

BEFORE = "0011"


@pytest.mark.where("file", "a step back takes the accounts of a server away")
def test_that_who_had_access_keeps_it_without_an_end(table: Table) -> None:
    """2.6: what was given before was given for good."""
    person = table.do(persons.add, "Bea Voorbeeld")
    table.do(persons.set_roles, person.id, {(Role.MEMBER, "cpv")})
    held = table.ask(lambda reader: reader.find(PersonRole, "id"))
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    upgrade(writer)
    assert table.ask(lambda reader: reader.get(Person, person.id)) == person
    assert table.ask(lambda reader: reader.find(PersonRole, "id")) == held
    assert {(one.until, person.need, person.given_by_id) for one in held} == {(None, "", None)}
