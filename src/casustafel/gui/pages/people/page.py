"""Leden en rollen: who sits at the tables, and who works with the program."""

from typing import Any

from casustafel.domain.people import Right
from casustafel.gui.frame.own import PASSPHRASE
from casustafel.gui.lists import TabsPage
from casustafel.gui.page import Context
from casustafel.gui.pages.people.dialogs import passphrase_form
from casustafel.gui.pages.people.tabs import PersonsTab, SeatsTab
from casustafel.gui.widgets.buttons import button
from casustafel.gui.words import tr
from casustafel.services.people import persons


class PeoplePage(TabsPage):
    """Seats for everybody to see; persons for whoever manages them."""

    about = frozenset({"member", "person", "provider"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Leden en rollen"))
        if context.keys is not None:
            self.add_button(button(tr("Mijn wachtzin wijzigen…"), self._change_own))
        self.seats = SeatsTab(self)
        manages = context.actor.may(Right.MANAGE_PEOPLE)
        self.persons = PersonsTab(self) if manages else None
        persons_tab = [(self.persons, tr("Personen"))] if self.persons is not None else []
        self.lay_out(tr("Onderdelen"), (self.seats, tr("Leden")), *persons_tab)

    def open(self, argument: str) -> None:
        if argument == PASSPHRASE:
            self._change_own()

    def _change_own(self) -> None:
        if (ring := self.context.keys) is None:
            return
        left_out: dict[str, Any] = {"present": None} if ring.opened_with_recovery_key() else {}
        self.ask(
            passphrase_form("own-passphrase", self, **left_out),
            lambda uow, new: persons.change_own(
                uow, ring, new.get("present", ""), new["passphrase"]
            ),
            said=tr("Uw wachtzin is gewijzigd."),
        )
