"""Leden en rollen: who sits at the tables, and who works with the program."""

from collections.abc import Sequence

from casustafel.domain.people import Right
from casustafel.gui.frame.own import PASSPHRASE
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.people.dialogs import passphrase_form
from casustafel.gui.pages.people.tabs import PersonsTab, SeatsTab
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import tabs
from casustafel.gui.words import tr
from casustafel.services.people import persons


class PeoplePage(Page):
    """Seats for everybody to see; persons for whoever manages them."""

    about = frozenset({"member", "person", "provider"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Leden en rollen"))
        if context.keys is not None:
            self.add_button(button(tr("Mijn wachtzin wijzigen…"), self._change_own))
        self.tabs = tabs(tr("Onderdelen"), self)
        self.seats = SeatsTab(context, self)
        self.tabs.addTab(self.seats, tr("Leden"))
        self.persons: PersonsTab | None = None
        if context.actor.may(Right.MANAGE_PEOPLE):
            self.persons = PersonsTab(context, self)
            self.tabs.addTab(self.persons, tr("Personen"))
        else:
            self.tabs.tabBar().hide()
        self.body.addWidget(self.tabs, 1)

    def open(self, argument: str) -> None:
        if argument == PASSPHRASE:
            self._change_own()

    def reload(self) -> None:
        self.seats.reload()
        if self.persons is not None:
            self.persons.reload()

    def keys(self) -> Sequence[KeyHint]:
        return self._shown().keys()

    def commands(self) -> Sequence[Command]:
        return self._shown().commands()

    def _shown(self) -> SeatsTab | PersonsTab:
        on_persons = self.persons is not None and self.tabs.currentWidget() is self.persons
        return self.persons if on_persons and self.persons is not None else self.seats

    def _change_own(self) -> None:
        ring = self.context.keys
        if ring is None:
            return
        asked = not ring.opened_with_recovery_key()
        title, verb = tr("Mijn wachtzin wijzigen"), tr("Wijzigen")
        self.ask(
            passphrase_form(self, title, verb, present_asked=asked),
            lambda uow, new: persons.change_own(
                uow, ring, new.get("present", ""), new["passphrase"]
            ),
            said=tr("Uw wachtzin is gewijzigd."),
        )
