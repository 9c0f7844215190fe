"""The persons who work with the program: roles per table, own passphrases, the recovery key."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casustafel.domain.people import Person, PersonRole, Role
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.sure import sure
from casustafel.gui.frame.roles import role_name
from casustafel.gui.lists import Act, ListPane
from casustafel.gui.lists.pane import Home
from casustafel.gui.page import Context
from casustafel.gui.pages.people.dialogs import (
    PassphraseDialog,
    RecoveryDialog,
    RolesDialog,
    TeamDialog,
)
from casustafel.gui.pages.people.models import PersonLine, person_columns
from casustafel.gui.problems import explain
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.people import access, persons
from casustafel.services.use_case import seen

_CHANGED = (Change("person"),)


class PersonsTab(ListPane[PersonLine]):
    """Shown to who manages people. `context.keys` is None for a shared database."""

    def __init__(self, context: Context, home: Home, parent: QWidget | None = None) -> None:
        self._context = context
        super().__init__(
            home,
            tr("Personen"),
            "persons",
            RowTableModel(person_columns(), lambda line: line.person.id),
            acts=self._offers(),
            empty=(tr("Nog geen personen"), tr("Voeg iemand toe die met dit programma werkt.")),
            parent=parent,
        )
        self.place_buttons(self.bar.add)

    def _offers(self) -> tuple[Act[PersonLine], ...]:
        keys = self._context.keys
        local = keys is not None
        return (
            Act(tr("Herstelsleutel vernieuwen…"), page=self._renew, may=lambda: local),
            Act(
                tr("Toegang intrekken…"),
                self._change_access,
                when=lambda rows: local and not rows[0].self_,
                words=lambda rows: (
                    tr("Toegang intrekken…")
                    if rows and rows[0].person.active and rows[0].access is not False
                    else tr("Wachtzin geven…")
                ),
            ),
            Act(tr("Team…"), self._edit_team),
            Act(tr("Rollen…"), self._edit_roles, opens=True),
            Act(tr("Persoon toevoegen…"), page=self._add, kind="primary", may=lambda: local),
        )

    def reload(self) -> None:
        """Read the persons with their roles."""
        self.work.read(persons.listed, then=self._show, owner=self, lane="persons")

    def _show(self, found: Sequence[tuple[Person, list[PersonRole]]]) -> None:
        self.show_rows([self._line(person, roles) for person, roles in found])

    def _line(self, person: Person, roles: Sequence[PersonRole]) -> PersonLine:
        held = frozenset((one.role, one.committee) for one in roles)
        keys = self._context.keys
        return PersonLine(
            person=person,
            held=held,
            roles=self._words(held),
            access=None if keys is None else keys.holds(person.name),
            self_=person.id == self._context.actor.person_id,
        )

    def _words(self, held: frozenset[tuple[Role, str | None]]) -> str:
        names = {each.key: each.name for each in self._context.frame.committees()}
        if {role for role, at in held if at is None} == set(Role):
            return tr("alle rollen bij alle commissies")
        words = []
        for role in Role:
            places = sorted(at or "" for one, at in held if one is role)
            if "" in places:
                words.append(tr("{role} (alle)").format(role=role_name(role)))
            elif places:
                at = ", ".join(names.get(place, place) for place in places)
                words.append(f"{role_name(role)} ({at})")
        return " · ".join(words)

    def _add(self) -> None:
        keys = self._context.keys
        if keys is None:
            return
        ask(
            self,
            PassphraseDialog(
                tr("Persoon toevoegen"),
                tr("Toevoegen"),
                self,
                tr("Laat de persoon de wachtzin zelf typen. Daarna kiest u de rollen."),
                name_asked=True,
            ),
            lambda uow, given: access.add_person(uow, keys, given.name, given.new),
            changes=_CHANGED,
        )

    def _edit_roles(self, line: PersonLine) -> None:
        person, committees = line.person, self._context.frame.committees()
        ask(
            self,
            RolesDialog(person.name, line.held, committees, self, own=line.self_),
            lambda uow, wanted: persons.set_roles(uow, person.id, wanted),
            changes=_CHANGED,
        )

    def _edit_team(self, line: PersonLine) -> None:
        person = line.person
        at = seen(person.id, team=person.team)
        ask(
            self,
            TeamDialog(person.name, person.team, self),
            lambda uow, team: persons.set_team(uow, at, team),
            draft=f"team:{person.id}",
            changes=_CHANGED,
        )

    def _change_access(self, line: PersonLine) -> None:
        keys = self._context.keys
        if keys is None:
            return
        if line.person.active and line.access:
            self._withdraw(line)
            return
        ask(
            self,
            PassphraseDialog(tr("Wachtzin geven"), tr("Opslaan"), self, line.person.name),
            lambda uow, given: access.give(uow, keys, line.person.id, given.new),
            changes=_CHANGED,
        )

    def _withdraw(self, line: PersonLine) -> None:
        keys = self._context.keys
        agreed = keys is not None and sure(
            self,
            tr("Toegang van {name} intrekken?").format(name=line.person.name),
            tr(
                "De wachtzin opent deze werkruimte dan niet meer. Een kopie die eerder is gemaakt, "
                "blijft er wel mee te openen."
            ),
            tr("Intrekken"),
        )
        if agreed and keys is not None:
            self.work.write(
                lambda uow: access.withdraw(uow, keys, line.person.id),
                owner=self,
                failed=lambda error: self.say(explain(error), Tone.BAD),
                changes=_CHANGED,
            )

    def _renew(self) -> None:
        keys = self._context.keys
        agreed = keys is not None and sure(
            self,
            tr("Herstelsleutel vernieuwen?"),
            tr("De oude herstelsleutel opent de werkruimte dan niet meer."),
            tr("Vernieuwen"),
        )
        if agreed and keys is not None:
            self.work.write(
                lambda uow: access.renew_recovery_key(uow, keys),
                then=self._show_key,
                owner=self,
                changes=[Change("log")],
            )

    def _show_key(self, recovery_key: str) -> None:
        RecoveryDialog(recovery_key, self).open()
