"""What a new workspace begins with: its first person and the three tables."""

from dataclasses import replace

from casustafel.assets import asset
from casustafel.domain import committee_file
from casustafel.domain.framework_file import load
from casustafel.domain.ids import new_id
from casustafel.domain.people import Actor, Person, PersonRole, Role
from casustafel.domain.records import Setting
from casustafel.services.definitions.tables import MUNICIPALITY, read_definition
from casustafel.services.use_case import part
from casustafel.storage import committees as kept
from casustafel.storage.unit_of_work import UnitOfWork

STANDARD = ("cpv", "zbo", "doorbraak")


def founder(name: str) -> Actor:
    """Return the person who makes the workspace, with all roles at all tables."""
    return Actor(new_id(), name.strip(), frozenset((role, None) for role in Role))


@part
def fill(uow: UnitOfWork, municipality: str) -> None:
    """Put in the founder, the standard tables and their frameworks (voorbeeld)."""
    person = Person(id=uow.actor.person_id, name=uow.actor.name)
    uow.add(person)
    uow.add_all([PersonRole(id=new_id(), person_id=person.id, role=role) for role in Role])
    uow.add(Setting(name=MUNICIPALITY, value=municipality))
    for code in STANDARD:
        definition = asset("resources", "committees", f"{code}.json").read_text("utf-8")
        table = committee_file.parse(read_definition(definition))
        kept.save_committee(uow.connection, table)
        framework = load(asset("resources", "frameworks", f"{code}.json").read_text("utf-8"))
        kept.add_framework(uow.connection, replace(framework, committee=code))
    uow.audit("workspace-made", "workspace", person.id)
    uow.commit()
