"""Who works in a shared database: persons with an account, which the keeper of its server makes."""

from collections.abc import Callable
from typing import Any

from casustafel.bootstrap import write_alone
from casustafel.domain.people import Person
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.files import export, pick
from casustafel.gui.lists import ListTab
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.services.people import accounts


def ask_account(tab: ListTab[Any], added: Callable[[Person], object]) -> None:
    """Ask who comes in; the program makes up the name of the account."""

    def done(person: Person) -> None:
        added(person)
        _tell_keeper(tab, tr("{name} krijgt het account {login}."), person)

    tab.ask(
        Form.of("new-account", tab),
        lambda uow, given: accounts.set_account(uow, **given, active=True),
        then=done,
    )


def change_account(tab: ListTab[Any], person: Person) -> None:
    """Take the access of somebody away, once that is sure, or give it back."""
    active = not person.active
    title = tr("Toegang van {name} intrekken?").format(name=person.name)
    words = tr(
        "De naam blijft in het logboek staan. Op de server kan het account nog inloggen tot de "
        "beheerder van de server het afsluit."
    )
    if active or sure(tab, title, words, tr("Intrekken"), no=tr("Niet doen")):
        said = tr("{name} heeft weer toegang.") if active else tr("{name} heeft geen toegang meer.")
        tab.write(
            lambda uow: accounts.set_account(uow, person.name, active=active),
            lambda changed: _tell_keeper(tab, said, changed),
        )


def save_accounts(tab: ListTab[Any]) -> None:
    """Save what makes the accounts of everybody, for the keeper of the server."""
    title, kinds = tr("Accounts opslaan"), tr("SQL (*.sql)")
    if (target := pick(tab, title, tr("accounts.sql"), kinds)) is not None:
        export(
            tab.page, target, lambda reader, path: write_alone(path, accounts.sql(reader).encode())
        )


def _tell_keeper(tab: ListTab[Any], said: str, person: Person) -> None:
    """Say what the keeper of the server has to do: the program makes no accounts itself."""
    words = tr(
        "Geef de beheerder van de server de accounts als SQL (Accounts opslaan); dan geldt dit ook "
        "op de server."
    )
    tab.say(f"{said.format(name=person.name, login=person.login)} {words}", Tone.INFO)
