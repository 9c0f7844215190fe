"""The persons with their roles, and the seats of the tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from casustafel.domain.people import Person, PersonRole, Role
from casustafel.gui.dialogs.ask import ask, sure
from casustafel.gui.frame.header import role_name
from casustafel.gui.lists import Act, ChipOf, ListPane
from casustafel.gui.lists.pane import Home
from casustafel.gui.page import Context
from casustafel.gui.pages.people.dialogs import (
    AllTeamsDialog,
    EndDialog,
    PassphraseDialog,
    RecoveryDialog,
    RolesDialog,
    SeatDialog,
    TeamDialog,
)
from casustafel.gui.problems import explain
from casustafel.gui.tables import Cell, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.words import day, tr
from casustafel.gui.work import Change
from casustafel.services.people import access, members, persons
from casustafel.services.people.members import SeatLine, SeatList
from casustafel.services.use_case import seen, shown


def seat_columns() -> list[Column[SeatLine]]:
    """Return what is shown of each seat; those that ended or have not begun are grey."""
    return [
        Column("role", tr("Rol"), 150, lambda line: line.member.role_name, show=_role),
        _grey("organisation", tr("Organisatie"), 150, lambda line: line.member.organisation),
        _grey("discipline", tr("Discipline"), 220, _discipline),
        _grey("independent", tr("Onafhankelijk"), 105, _independent),
        _grey("scope", tr("Waarvoor"), 120, lambda line: line.scope or tr("alles")),
        Column(
            "valid",
            tr("Geldig"),
            165,
            lambda line: _validity(line).text,
            show=_validity,
            sort=lambda line: line.member.valid_from or date.min,
        ),
        _grey("provider", tr("Werkt voor"), 120, lambda line: line.provider),
        _grey("person", tr("Persoon"), 130, lambda line: line.person),
    ]


def _grey(key: str, title: str, width: int, value: Callable[[SeatLine], str]) -> Column[SeatLine]:
    return Column(key, title, width, value, show=lambda line: Cell(value(line), muted=not line.now))


def _role(line: SeatLine) -> Cell:
    return Cell(line.member.role_name, bold=line.now, muted=not line.now)


def _discipline(line: SeatLine) -> str:
    if line.required:
        return tr("{name} (vereist)").format(name=line.discipline)
    return line.discipline


def _independent(line: SeatLine) -> str:
    return tr("ja") if line.member.independent else tr("nee")


def _validity(row: SeatLine) -> Cell:
    since, until = row.member.valid_from, row.member.valid_to
    if since is None and until is None:
        return Cell(tr("altijd"))
    words = f"{day(since) if since else '…'} t/m {day(until) if until else '…'}"
    if row.now:
        return Cell(words)
    return Cell(words, Tone.NEUTRAL, spoken=tr("{days}, geldt nu niet").format(days=words))


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with the roles in words, and whether there is an own passphrase (None: unknown)."""

    person: Person
    held: frozenset[tuple[Role, str | None]]
    roles: str
    access: bool | None
    self_: bool


def person_columns() -> list[Column[PersonLine]]:
    """Return what is shown of each person; who no longer works here is grey."""
    return [
        Column("name", tr("Naam"), 200, lambda line: line.person.name, show=_name),
        Column("roles", tr("Rollen"), 420, lambda line: line.roles, show=_roles),
        Column("team", tr("Team"), 150, lambda line: line.person.team, show=_team),
        Column("access", tr("Toegang"), 150, lambda line: _access(line).text, show=_access),
    ]


def _name(line: PersonLine) -> Cell:
    name = tr("{name} (u)").format(name=line.person.name) if line.self_ else line.person.name
    return Cell(name, bold=line.person.active, muted=not line.person.active)


def _roles(line: PersonLine) -> Cell:
    return Cell(line.roles or tr("geen rol"), muted=not line.person.active, tooltip=line.roles)


def _team(line: PersonLine) -> Cell:
    return Cell(line.person.team, muted=not line.person.active)


def _access(row: PersonLine) -> Cell:
    if not row.person.active:
        return Cell(tr("ingetrokken"), Tone.NEUTRAL)
    if row.access is None:
        return Cell(tr("via de database"), muted=True)
    return (
        Cell(tr("eigen wachtzin"), Tone.GOOD)
        if row.access
        else Cell(tr("nog geen wachtzin"), Tone.WARN)
    )


_PERSON_CHANGED = (Change("person"),)


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
            Act(tr("Wat indieners zien…"), page=self._edit_teams),
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
            changes=_PERSON_CHANGED,
        )

    def _edit_roles(self, line: PersonLine) -> None:
        person, committees = line.person, self._context.frame.committees()
        ask(
            self,
            RolesDialog(person.name, line.held, committees, self, own=line.self_),
            lambda uow, wanted: persons.set_roles(uow, person.id, wanted),
            changes=_PERSON_CHANGED,
        )

    def _edit_team(self, line: PersonLine) -> None:
        person = line.person
        at = seen(person.id, team=person.team)
        ask(
            self,
            TeamDialog(person.name, person.team, self),
            lambda uow, team: persons.set_team(uow, at, team),
            draft=f"team:{person.id}",
            changes=_PERSON_CHANGED,
        )

    def _edit_teams(self) -> None:
        self.work.read(persons.all_teams, then=self._ask_teams, owner=self, lane="teams")

    def _ask_teams(self, shared: bool) -> None:
        ask(
            self,
            AllTeamsDialog(shared, self),
            lambda uow, given: persons.set_all_teams(uow, shared=given),
            changes=(Change("person"), Change("case")),
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
            changes=_PERSON_CHANGED,
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
                changes=_PERSON_CHANGED,
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


_SEAT_CHANGED = (Change("member"),)


class SeatsTab(ListPane[SeatLine]):
    """Reads itself when the page says so."""

    def __init__(self, context: Context, home: Home, parent: QWidget | None = None) -> None:
        self._context = context
        self._list: SeatList | None = None
        super().__init__(
            home,
            tr("Zetels"),
            "seats",
            RowTableModel(seat_columns(), lambda line: line.member.id),
            chips=(
                ChipOf("now", tr("Nu"), lambda line: line.now),
                ChipOf("past", tr("Niet nu"), lambda line: not line.now),
                ChipOf("all", tr("Alle"), lambda _line: True),
            ),
            acts=(
                Act(tr("Beëindigen…"), self._ask_end),
                Act(tr("Wijzigen…"), self._edit, keys="F2", hint=tr("Zetel wijzigen"), opens=True),
                Act(tr("Nieuwe zetel"), page=self._add, keys="Ctrl+N", kind="primary"),
            ),
            may=lambda: self._list is not None and self._list.may_manage,
            empty=(
                tr("Nog geen zetels"),
                tr("Een zetel is een rol van een organisatie aan deze commissie."),
            ),
            parent=parent,
        )
        self.missing = Banner(self)
        self.content.insertWidget(1, self.missing)
        self.place_buttons(self.bar.add)

    def reload(self) -> None:
        """Read the seats of the table that is switched on."""
        committee = self._context.committee
        self.switch(committee)
        self.work.read(
            lambda reader: members.listed(reader, committee),
            then=self._show,
            owner=self,
            lane="seats",
        )

    def _show(self, found: SeatList) -> None:
        self._list = found
        if found.missing and found.lines:
            self.missing.say(
                tr("Voor een deel van de casussen ontbreekt: {names}.").format(
                    names=", ".join(found.missing)
                ),
                Tone.WARN,
                closable=False,
            )
        else:
            self.missing.clear()
        self.show_rows(found.lines)

    def _add(self) -> None:
        if self._list is not None:
            ask(
                self,
                SeatDialog(self._list, parent=self),
                members.add,
                draft=f"new-seat:{self._list.committee}",
                changes=_SEAT_CHANGED,
            )

    def _edit(self, line: SeatLine) -> None:
        if self._list is not None:
            ask(
                self,
                SeatDialog(self._list, line.member, self),
                lambda uow, seat: members.change(uow, line.member, seat),
                draft=f"seat:{line.member.id}",
                changes=_SEAT_CHANGED,
            )

    def _ask_end(self, line: SeatLine) -> None:
        ask(
            self,
            EndDialog(f"{line.member.role_name}, {line.member.organisation}", self),
            lambda uow, on: members.end(uow, shown(line.member, "valid_to"), on),
            changes=_SEAT_CHANGED,
        )
