"""Who works with the program: persons, roles, who acts, and with which keys they come in."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from casustafel.domain import people
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.passphrases import refuse_weak
from casustafel.domain.people import Actor, Person, PersonRole, Right, Role
from casustafel.domain.sizes import Secret, Text120, Text200
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.people.keyring import KeyRing, ask_again
from casustafel.services.people.logins import login_for
from casustafel.services.use_case import Free, Reader, Reading, UnitOfWork, part, read, use_case
from casustafel.storage import keys
from casustafel.storage.queries.readable import ALL_TEAMS


@part
def acting(reader: Reader, name: str | None, today: date, *, emergency: bool = False) -> Actor:
    """Return who acts today. `name` may be left out while there is one person.

    `emergency`: with the recovery key, which gives no more than restoring and giving access.
    Raises UsageError: 'person-needed', 'person-unknown-here' or 'access-over'.
    """
    persons = reader.find(Person, "name", active=True)
    if name is not None:
        persons = [person for person in persons if person.name.casefold() == name.casefold()]
        if not persons:
            raise UsageError("person-unknown-here", person=name)
    if len(persons) != 1:
        raise UsageError("person-needed", count=len(persons))
    person = persons[0]
    if emergency:
        return people.emergency(person)
    if person.until is not None and person.until < today:
        raise UsageError("access-over", person=person.name, day=person.until)
    held = reader.find(PersonRole, person_id=person.id)
    now = [one for one in held if one.until is None or one.until >= today]
    if held and not now:
        last = max(one.until for one in held if one.until is not None)
        raise UsageError("access-over", person=person.name, day=last)
    roles = frozenset((one.role, one.committee) for one in now)
    days = [day for day in (person.until, *(one.until for one in now)) if day is not None]
    return Actor(person.id, person.name, roles, until=min(days, default=None))


@read(Right.MANAGE_PEOPLE)
def listed(reader: Reading) -> list[tuple[Person, list[PersonRole]]]:
    """Return all persons with their roles, by name."""
    roles = reader.find(PersonRole, "role")
    return [
        (person, [role for role in roles if role.person_id == person.id])
        for person in reader.find(Person, "name")
    ]


@use_case(Right.MANAGE_PEOPLE)
def add(uow: UnitOfWork, name: str) -> Person:
    """Add a person. Raises UsageError for an empty name or one that is there already."""
    return create(uow, name)


@part
def create(uow: UnitOfWork, name: str) -> Person:
    """As `add`, for a use case that goes on with the person."""
    if not name.strip():
        raise UsageError("person-empty")
    if any(one.name.casefold() == name.strip().casefold() for one in uow.find(Person)):
        raise UsageError("person-exists", person=name.strip())
    person = uow.add(Person(id=new_id(), name=name.strip(), login=login_for(uow, name)))
    return uow.log("person-added", person)


@use_case(Right.MANAGE_PEOPLE)
def grant(
    uow: UnitOfWork, person_id: str, role: Role, committee: str | None, until: date | None = None
) -> None:
    """Give a person a role at a table (None: at all tables). A second time does nothing.

    Who stands in for somebody has it `until` a day.
    """
    _grant(uow, person_id, role, committee, until)
    _refuse_many(uow, person_id)


@use_case(Right.MANAGE_PEOPLE)
def set_roles(
    uow: UnitOfWork,
    person_id: str,
    wanted: Collection[tuple[Role, str | None]],
    until: date | None = None,
) -> None:
    """Let a person hold just these roles, each at a table or (None) at all of them.

    What is new is held `until` a day, by who stands in for somebody.
    Raises RuleError: 'last-administrator', or 'need-one-role' for who has access in need.
    """
    uow.get(Person, person_id)
    held = {(one.role, one.committee) for one in uow.find(PersonRole, person_id=person_id)}
    for role, committee in sorted(held - set(wanted), key=_place):
        _withdraw(uow, person_id, role, committee)
    for role, committee in sorted(set(wanted) - held, key=_place):
        _grant(uow, person_id, role, committee, until)
    _require_administrator(uow)
    _refuse_many(uow, person_id)


@part
def set_active(uow: UnitOfWork, person_id: str, *, active: bool) -> Person:
    """Let a person work here, or no longer. The name stays in the log.

    Raises RuleError for the person who acts, and when nobody would be beheerder any more.
    """
    before = uow.get(Person, person_id)
    if not active and person_id == uow.actor.person_id:
        raise RuleError("person-own-access")
    after = replace(before, active=active)
    uow.change(before, after)
    _require_administrator(uow)
    return after


def _place(role: tuple[Role, str | None]) -> tuple[str, str]:
    return role[0].value, role[1] or ""


def _grant(
    uow: UnitOfWork, person_id: str, role: Role, committee: str | None, until: date | None
) -> None:
    held = uow.find(PersonRole, person_id=person_id, role=role)
    if any(one.committee == committee for one in held):
        return
    one = PersonRole(id=new_id(), person_id=person_id, role=role, committee=committee, until=until)
    uow.add(one)
    details: dict[str, Any] = {"until": until} if until is not None else {}
    uow.audit("role-granted", "person", person_id, committee=committee, role=role.value, **details)


def _refuse_many(uow: UnitOfWork, person_id: str) -> None:
    """Refuse more than one role for who has access in need."""
    if uow.get(Person, person_id).need and len(uow.find(PersonRole, person_id=person_id)) > 1:
        raise RuleError("need-one-role")


def _withdraw(uow: UnitOfWork, person_id: str, role: Role, committee: str | None) -> None:
    for one in uow.find(PersonRole, person_id=person_id, role=role):
        if one.committee == committee:
            uow.delete(PersonRole, id=one.id)
            uow.audit("role-withdrawn", "person", person_id, committee=committee, role=role.value)


def _require_administrator(uow: UnitOfWork) -> None:
    active = {person.id for person in uow.find(Person, active=True)}
    keepers = uow.find(PersonRole, role=Role.ADMINISTRATOR, until=None)
    if not any(one.person_id in active and one.committee is None for one in keepers):
        raise RuleError("last-administrator")


@read(Right.MANAGE_PEOPLE)
def all_teams(reader: Reading) -> bool:
    """Say whether who only brings cases in reads those of all teams; at first just the own one."""
    return reader.setting(ALL_TEAMS) is True


@use_case(Right.MANAGE_PEOPLE)
def set_all_teams(uow: UnitOfWork, *, shared: bool) -> None:
    """Let who only brings cases in read those of all teams at their tables, or the own team's."""
    uow.choose(ALL_TEAMS, shared)
    uow.audit("teams-shared", "workspace", ALL_TEAMS, shared=shared)


@use_case(Right.MANAGE_PEOPLE, at=places.person, overwrites=[(Person, "team")])
def set_team(uow: UnitOfWork, before: Person, team: str) -> Person:
    """Say with whom a person shares cases: who only brings cases in reads those of the team.

    `team` is a name; empty takes the person out of it. One that somebody is in already keeps the
    way in which it was written first: it is one team, however it was typed.
    """
    others = (one.team for one in uow.find(Person, "-id") if one.id != before.id)
    known = {one.casefold(): one for one in others}
    name = " ".join(team.split())
    after = replace(before, team=known.get(name.casefold(), name))
    if changes := uow.change(before, after):
        uow.log("team-set", before, changes)
    return after


#: For how long access holds that one person gave alone, until somebody else confirms it.
NEED_DAYS = 14
#: Whether the database is to get a new key: at the next opening, or since access was taken away.
REKEY = "rekey"
ASKED, DUE = "asked", "due"


@use_case(Right.MANAGE_PEOPLE)
def add_person(
    uow: UnitOfWork,
    ring: KeyRing,
    present: Secret,
    name: str,
    passphrase: Secret,
    *,
    reference: Text120 = "",
    need: Text200 = "",
) -> Person:
    """Add a person with an own passphrase, after the `present` one of who gives it was typed.

    A second person signed for it, by the `reference` of that list; without one it is access in
    `need`: with that reason, for one role and a fortnight, until `confirm_access`.
    Raises UsageError: 'passphrase-present-wrong', 'person-empty', 'person-exists' or
    'passphrase-unfit'; RuleError('access-alone'); RightError.
    """
    ask_again(ring, present)
    return _give(uow, ring, create(uow, name), passphrase, reference, need)


@use_case(Right.MANAGE_PEOPLE)
def give(
    uow: UnitOfWork,
    ring: KeyRing,
    present: Secret,
    person_id: str,
    passphrase: Secret,
    *,
    reference: Text120 = "",
    need: Text200 = "",
) -> Person:
    """Give a person who has none an own passphrase, and let that person work here again.

    Raises as `add_person`.
    """
    ask_again(ring, present)
    person = set_active(uow, person_id, active=True)
    return _give(uow, ring, person, passphrase, reference, need)


@use_case(Right.MANAGE_PEOPLE, at=places.person)
def confirm_access(uow: UnitOfWork, person: Person, reference: Text120 = "") -> Person:
    """Confirm access that one person gave alone in need: it lasts from now on.

    Somebody else does, or who gave it with the `reference` of a signed list.
    Raises RuleError: 'need-none' or 'access-alone'.
    """
    if not person.need:
        raise RuleError("need-none")
    if person.given_by_id == uow.actor.person_id and not reference.strip():
        raise RuleError("access-alone")
    after = replace(person, need="", until=None)
    uow.change(person, after)
    uow.audit("access-confirmed", "person", person.id, reference=reference.strip())
    return after


@use_case(Right.MANAGE_PEOPLE)
def withdraw(uow: UnitOfWork, ring: KeyRing, person_id: str) -> Person:
    """Take a person's passphrase away; the person no longer works here, the log keeps the name.

    With an old file of keys that passphrase still opens the database, until it has a new key
    (`access.ask_rekey`).
    Raises RuleError for the own access and for the last beheerder; UsageError('slot-last').
    """
    person = set_active(uow, person_id, active=False)
    _take_away(uow, ring, person)
    return person


def _take_away(uow: UnitOfWork, ring: KeyRing, person: Person) -> None:
    slot = ring.slot_of(person.name) if ring.available else None
    if slot is None:
        uow.audit("passphrase-withdrawn", "person", person.id)
        return

    def write() -> dict[str, object]:
        return ring.keep(keys.remove_slot(ring.path, ring.unlocked, slot.id))

    uow.beside("passphrase-withdrawn", "person", person.id, write)
    uow.choose(REKEY, DUE)


@part
def over(reader: Reader, ring: KeyRing, today: date) -> list[Person]:
    """Return who still opens the file, while the last day of all that was given is past."""
    held: dict[str, list[PersonRole]] = {}
    for role in reader.find(PersonRole):
        held.setdefault(role.person_id, []).append(role)

    def ended(person: Person) -> bool:
        days = [one.until for one in held.get(person.id, ())]
        past = bool(days) and all(day is not None and day < today for day in days)
        return past or (person.until is not None and person.until < today)

    persons = reader.find(Person, "name", active=True)
    return [one for one in persons if ring.holds(one.name) and ended(one)]


@use_case(Free("the last day was set by who gave the access"))
def end_over(uow: UnitOfWork, ring: KeyRing) -> None:
    """Take away the passphrases of whose last day is past; then the database waits for a key."""
    for person in over(uow, ring, uow.today):
        if person.id != uow.actor.person_id:
            uow.change(person, replace(person, active=False, need=""))
            _take_away(uow, ring, person)


@use_case(Free("everybody may change their own"))
def change_own(uow: UnitOfWork, ring: KeyRing, present: Secret, passphrase: Secret) -> None:
    """Give the person who works here another passphrase, after the present one was typed.

    Raises UsageError: 'passphrase-present-wrong', 'passphrase-unfit', 'passphrase-weak', or
    'recovery-key-is-renewed' when the workspace was opened with the recovery key.
    """
    if ring.opened_with_recovery_key():
        raise UsageError("recovery-key-is-renewed")
    ask_again(ring, present)
    _refuse_unfit(uow, ring.unlocked.person or "", passphrase)

    def write() -> dict[str, object]:
        unlocked, now = ring.unlocked, uow.clock()
        changed = keys.change_passphrase(ring.path, unlocked, passphrase, now=now, cost=ring.cost)
        return ring.keep(changed)

    uow.beside("passphrase-changed", "person", uow.actor.person_id, write)


@use_case(Right.MANAGE_PEOPLE)
def renew_recovery_key(uow: UnitOfWork, ring: KeyRing, present: Secret) -> str:
    """Make a new recovery key and return it as printed: it is shown once. The old one is void.

    Raises UsageError('passphrase-present-wrong') unless the `present` passphrase was typed.
    """
    ask_again(ring, present)
    printed = keys.new_recovery_key()

    def write() -> dict[str, object]:
        now = uow.clock()
        _, renewed = keys.renew_recovery_key(
            ring.path, ring.unlocked, now=now, cost=ring.cost, printed=printed
        )
        return ring.keep(renewed)

    uow.beside("recovery-key-renewed", "workspace", uow.actor.person_id, write)
    return printed


def _refuse_unfit(uow: UnitOfWork, name: str, passphrase: str) -> None:
    keys.refuse_unfit(name, passphrase)
    names = [person.name for person in uow.find(Person)]
    refuse_weak(passphrase, [tables.municipality(uow), *names, name])


def _give(
    uow: UnitOfWork, ring: KeyRing, person: Person, passphrase: str, reference: str, need: str
) -> Person:
    """Write the slot once the person is kept; who has none after a kill is given one again."""
    if not reference.strip() and not need.strip():
        raise RuleError("access-alone")
    alone = not reference.strip()
    until = uow.today + timedelta(days=NEED_DAYS) if alone else None
    by = uow.actor.person_id
    after = replace(person, until=until, need=need.strip() if alone else "", given_by_id=by)
    uow.change(person, after)
    _refuse_many(uow, person.id)
    uow.audit("access-given", "person", person.id, reference=reference.strip(), alone=alone)
    _refuse_unfit(uow, person.name, passphrase)
    if ring.holds(person.name):
        raise UsageError("person-has-slot", person=person.name)

    def write() -> dict[str, object]:
        now = uow.clock()
        given = keys.add_person(
            ring.path, ring.unlocked, person.name, passphrase, now=now, cost=ring.cost
        )
        return ring.keep(given)

    uow.beside("passphrase-given", "person", person.id, write)
    return after
