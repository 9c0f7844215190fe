"""Who may open a shared database: persons with an account of its server."""

from dataclasses import replace
from datetime import date

from casustafel.domain.errors import UsageError
from casustafel.domain.people import Actor, Person, Right
from casustafel.services.people.logins import login_for
from casustafel.services.people.persons import acting, create, set_active
from casustafel.services.use_case import Reader, Reading, UnitOfWork, part, read, use_case


@part
def logged_in(reader: Reader, name: str | None, today: date) -> Actor:
    """Return who acts today on a shared database: the person of the account, and nobody else.

    Raises UsageError: 'login-unknown', 'login-of-another' or 'access-over'.
    """
    login = reader.backend.login(reader.connection)
    person = reader.first(Person, login=login, active=True)
    if person is None:
        raise UsageError("login-unknown", login=login)
    if name is not None and name.casefold() != person.name.casefold():
        raise UsageError("login-of-another", login=login, person=person.name)
    return acting(reader, person.name, today)


@read(Right.MANAGE_PEOPLE)
def sql(reader: Reading) -> str:
    """Return the SQL that makes the accounts of all who may open a shared database.

    Raises UsageError('roles-of-local') for a local file.
    """
    if not reader.backend.accounts:
        raise UsageError("roles-of-local")
    held = [(one.login, one.active) for one in reader.find(Person, "name") if one.login]
    return reader.backend.roles(reader.connection, held)


@use_case(Right.MANAGE_PEOPLE)
def set_account(uow: UnitOfWork, name: str, *, active: bool) -> Person:
    """Let a person into a shared database with an account, or no longer; add who is not there.

    Raises UsageError('roles-of-local') for a local file, which asks a passphrase for that.
    """
    if not uow.backend.accounts:
        raise UsageError("roles-of-local")
    known = [one for one in uow.find(Person) if one.name.casefold() == name.strip().casefold()]
    if not known:
        if not active:
            raise UsageError("person-unknown-here", person=name)
        return create(uow, name)
    person = set_active(uow, known[0].id, active=active)
    if person.login is None:
        before, person = person, replace(person, login=login_for(uow, person.name))
        uow.change(before, person)
    return uow.log("access-given" if active else "access-ended", person)
