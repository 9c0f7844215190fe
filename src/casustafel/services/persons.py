"""Who works with the program: persons, their roles, and on whose behalf a use case runs."""

from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.people import Actor, Person, PersonRole, Right, Role
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork


def acting(reader: Reader, name: str | None) -> Actor:
    """Return who acts. `name` may be left out while there is one person.

    Raises UsageError: 'person-needed' or 'person-unknown-here'.
    """
    persons = reader.find(Person, "name", active=True)
    if name is not None:
        persons = [person for person in persons if person.name.casefold() == name.casefold()]
        if not persons:
            raise UsageError("person-unknown-here", person=name)
    if len(persons) != 1:
        raise UsageError("person-needed", count=len(persons))
    person = persons[0]
    roles = reader.find(PersonRole, person_id=person.id)
    return Actor(person.id, person.name, frozenset((role.role, role.committee) for role in roles))


def listed(reader: Reader) -> list[tuple[Person, list[PersonRole]]]:
    """Return all persons with their roles, by name."""
    roles = reader.find(PersonRole, "role")
    return [
        (person, [role for role in roles if role.person_id == person.id])
        for person in reader.find(Person, "name")
    ]


def add(uow: UnitOfWork, name: str) -> Person:
    """Add a person. Raises UsageError for an empty name or one that is there already."""
    uow.actor.require(Right.MANAGE_PEOPLE)
    if not name.strip():
        raise UsageError("person-empty")
    if any(one.name.casefold() == name.strip().casefold() for one in uow.find(Person)):
        raise UsageError("person-exists", person=name.strip())
    person = Person(id=new_id(), name=name.strip())
    uow.add(person)
    uow.audit("person-added", "person", person.id)
    uow.commit()
    return person


def grant(uow: UnitOfWork, person_id: str, role: Role, committee: str | None) -> None:
    """Give a person a role at a table (None: at all tables). A second time does nothing."""
    uow.actor.require(Right.MANAGE_PEOPLE)
    held = uow.find(PersonRole, person_id=person_id, role=role)
    if any(one.committee == committee for one in held):
        return
    uow.add(PersonRole(id=new_id(), person_id=person_id, role=role, committee=committee))
    uow.audit("role-granted", "person", person_id, committee=committee, role=role.value)
    uow.commit()


def withdraw(uow: UnitOfWork, person_id: str, role: Role, committee: str | None) -> None:
    """Take a role away. Raises RuleError for the last beheerder: somebody must keep the keys."""
    uow.actor.require(Right.MANAGE_PEOPLE)
    held = [one for one in uow.find(PersonRole, role=role) if one.committee == committee]
    mine = [one for one in held if one.person_id == person_id]
    if role is Role.ADMINISTRATOR and len(held) == len(mine) == 1:
        raise RuleError("last-administrator")
    for one in mine:
        uow.delete(PersonRole, id=one.id)
        uow.audit("role-withdrawn", "person", person_id, committee=committee, role=role.value)
    uow.commit()
