"""The persons with their roles, and the seats of the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from casustafel.domain.people import Person, PersonRole, Role
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.frame.header import role_name
from casustafel.gui.lists import Act, ChipOf, ListTab
from casustafel.gui.page import Page
from casustafel.gui.pages.people import accounts, dialogs
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.words import day, tr
from casustafel.gui.work import Change
from casustafel.services.people import access, keyring, members, persons
from casustafel.services.people.members import SeatLine, SeatList
from casustafel.services.upkeep import log
from casustafel.services.use_case import seen, shown


def seat_columns() -> list[Column[SeatLine]]:
    """Return what is shown of each seat; those that ended or have not begun are grey."""
    return [
        Column("role", tr("Rol"), 150, lambda line: line.member.role_name, bold=_now, muted=_gone),
        Column("organisation", tr("Organisatie"), 150, _organisation, muted=_gone),
        Column("discipline", tr("Discipline"), 220, _discipline, muted=_gone),
        Column("independent", tr("Onafhankelijk"), 105, _independent, muted=_gone),
        Column("scope", tr("Waarvoor"), 120, lambda line: line.scope or tr("alles"), muted=_gone),
        Column("valid", tr("Geldig"), 165, _validity, sort=_begin),
        Column("provider", tr("Werkt voor"), 120, lambda line: line.provider, muted=_gone),
        Column("person", tr("Persoon"), 130, lambda line: line.person, muted=_gone),
    ]


def _now(line: SeatLine) -> bool:
    return line.now


def _gone(line: SeatLine) -> bool:
    return not line.now


def _begin(line: SeatLine) -> date:
    return line.member.valid_from or date.min


def _organisation(line: SeatLine) -> str:
    return line.member.organisation


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
        Column("team", tr("Team"), 150, lambda line: line.person.team, muted=_left),
        Column("access", tr("Toegang"), 150, _access),
    ]


def _name(line: PersonLine) -> Cell:
    name = tr("{name} (u)").format(name=line.person.name) if line.self_ else line.person.name
    return Cell(name, bold=line.person.active, muted=not line.person.active)


def _roles(line: PersonLine) -> Cell:
    return Cell(line.roles or tr("geen rol"), muted=not line.person.active, tooltip=line.roles)


def _left(line: PersonLine) -> bool:
    return not line.person.active


def _access(row: PersonLine) -> Cell:
    if not row.person.active:
        return Cell(tr("ingetrokken"), Tone.NEUTRAL)
    if row.access is None:  # on a server, whose keeper makes the accounts
        login = row.person.login
        return Cell(tr("account {login}").format(login=login) if login else tr("geen account"))
    if row.person.until is not None:
        return Cell(tr("in nood t/m {day}").format(day=day(row.person.until)), Tone.WARN)
    return (
        Cell(tr("eigen wachtzin"), Tone.GOOD)
        if row.access
        else Cell(tr("nog geen wachtzin"), Tone.WARN)
    )


def _stands_in(roles: Sequence[PersonRole]) -> str:
    """Say until when somebody stands in."""
    ends = sorted({one.until for one in roles if one.until is not None})
    days = ", ".join(day(one) for one in ends)
    return tr(" · waarneming t/m {days}").format(days=days) if days else ""


def _why(given: dict[str, str]) -> dict[str, str]:
    return {name: given[name] for name in ("reference", "need")}


class PersonsTab(ListTab[PersonLine]):
    """Shown to whoever manages people. `context.keys` is None for a shared database."""

    writes = (Change("person"),)

    def __init__(self, page: Page) -> None:
        self._context = page.context
        self._new = ""
        super().__init__(
            page,
            tr("Personen"),
            "persons",
            person_columns(),
            lambda line: line.person.id,
            acts=self._offers(),
        )
        self.due = Banner(self)
        self.content.insertWidget(1, self.due)

    def _offers(self) -> tuple[Act[PersonLine], ...]:
        keys = self._context.keys
        local = keys is not None
        text = tr("Toegang bevestigen…")
        return (
            Act(tr("Databasesleutel vernieuwen…"), page=self._rekey, may=lambda: local),
            Act(tr("Herstelsleutel vernieuwen…"), page=self._renew, may=lambda: local),
            Act(
                tr("Toegang intrekken…"),
                self._change_access,
                when=lambda rows: not rows[0].self_,
                words=lambda rows: (
                    tr("Toegang intrekken…")
                    if rows and rows[0].person.active and rows[0].access is not False
                    else tr("Wachtzin geven…")
                    if local
                    else tr("Weer toegang geven")
                ),
            ),
            Act(
                tr("Accounts opslaan…"),
                page=partial(accounts.save_accounts, self),
                may=lambda: not local,
            ),
            Act(text, self._confirm, when=lambda rows: bool(rows[0].person.need)),
            Act(tr("Wat indieners zien…"), page=self._edit_teams),
            Act(tr("Team…"), self._edit_team),
            Act(tr("Rollen…"), self._edit_roles, opens=True),
            Act(tr("Persoon toevoegen…"), page=self._add, kind="primary"),
        )

    @property
    def _ring(self) -> keyring.KeyRing:
        """The keys of the file; what asks for them is not offered where there are none."""
        assert self._context.keys is not None
        return self._context.keys

    def reload(self) -> None:
        """Read the persons with their roles."""
        self.read(persons.listed, self._show)
        self.read(access.rekey_due, self._show_due, "due")

    def _show_due(self, due: bool) -> None:
        if not due:
            self.due.clear()
            return
        words = tr(
            "Er is toegang ingetrokken. Met een oud sleutelbestand opent die wachtzin de database "
            "nog: vernieuw de databasesleutel."
        )
        self.due.say(words, Tone.WARN, closable=False)

    def _show(self, found: Sequence[tuple[Person, list[PersonRole]]]) -> None:
        self.show_rows([self._line(person, roles) for person, roles in found])
        row = self.current()
        if self._new and row is not None and row.person.id == self._new:
            self._new = ""
            self._edit_roles(row)

    def _line(self, person: Person, roles: Sequence[PersonRole]) -> PersonLine:
        held = frozenset((one.role, one.committee) for one in roles)
        keys = self._context.keys
        return PersonLine(
            person=person,
            held=held,
            roles=self._words(held) + _stands_in(roles),
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
        if (keys := self._context.keys) is None:
            accounts.ask_account(self, self._added)
            return
        self.ask(
            dialogs.passphrase_form("new-person", self),
            lambda uow, new: persons.add_person(
                uow, keys, new["present"], new["name"], new["passphrase"], **_why(new)
            ),
            then=self._added,
        )

    def _added(self, person: Person) -> None:
        """Choose who is new, and ask for the roles as soon as the list shows them (H43)."""
        self.select(person.id)
        self._new = person.id

    def _edit_roles(self, line: PersonLine) -> None:
        person, committees = line.person, self._context.frame.committees()
        form = dialogs.roles_form(self, person.name, line.held, committees, own=line.self_)
        self.ask(form, lambda uow, wanted: persons.set_roles(uow, person.id, *wanted))

    def _confirm(self, line: PersonLine) -> None:
        person = line.person
        self.ask(
            Form.of("confirm-access", self, words={"name": person.name, "why": person.need}),
            lambda uow, given: persons.confirm_access(uow, person.id, **given),
        )

    def _edit_team(self, line: PersonLine) -> None:
        person = line.person
        at = seen(person.id, team=person.team)
        teams = sorted({one.person.team for one in self.rows} - {""}, key=str.casefold)
        form = Form.of("team", self, person, words={"name": person.name}, team=teams)
        self.ask(form, lambda uow, given: persons.set_team(uow, at, **given), f"team:{person.id}")

    def _edit_teams(self) -> None:
        self.read(persons.all_teams, self._ask_teams, "teams")

    def _ask_teams(self, shared: bool) -> None:
        self.ask(
            Form.of("all-teams", self, {"shared": shared}),
            lambda uow, given: persons.set_all_teams(uow, **given),
            changes=(Change("person"), Change("case")),
        )

    def _change_access(self, line: PersonLine) -> None:
        if (keys := self._context.keys) is None:
            accounts.change_account(self, line.person)
            return
        if line.person.active and line.access:
            self._withdraw(line, keys)
            return
        self.ask(
            dialogs.passphrase_form("give-passphrase", self, line.person.name, name=None),
            lambda uow, new: persons.give(
                uow, keys, new["present"], line.person.id, new["passphrase"], **_why(new)
            ),
        )

    def _withdraw(self, line: PersonLine, keys: keyring.KeyRing) -> None:
        title = tr("Toegang van {name} intrekken?").format(name=line.person.name)
        words = tr(
            "De wachtzin opent deze werkruimte dan niet meer. Met een oud sleutelbestand nog wel, "
            "tot de database een nieuwe sleutel krijgt: dat is de volgende vraag."
        )
        if sure(self, title, words, tr("Intrekken"), no=tr("Niet doen")):
            self.write(
                lambda uow: persons.withdraw(uow, keys, line.person.id), lambda _gone: self._rekey()
            )

    def _rekey(self) -> None:
        keys = self._ring
        self.ask(
            dialogs.rekey_form(self, keys.others, keys.shut_out),
            lambda uow, given: access.ask_rekey(uow, keys, given.pop("present"), **given),
            then=lambda _asked: self._context.frame.close_up(),
        )

    def _renew(self) -> None:
        keys = self._ring
        self.ask(
            Form.of("recovery-key", self),
            lambda uow, given: persons.renew_recovery_key(uow, keys, given["present"]),
            changes=[Change("log")],
            then=self._show_key,
        )

    def _show_key(self, recovery_key: str) -> None:
        name = self._context.actor.name
        kept = partial(dialogs.RecoveryDialog, recovery_key, name)
        self.read(log.head, lambda head: kept(head, self).open())


class SeatsTab(ListTab[SeatLine]):
    """Reads itself when the page says so."""

    writes = (Change("member"),)

    def __init__(self, page: Page) -> None:
        self._context = page.context
        self._list: SeatList | None = None
        super().__init__(
            page,
            tr("Leden"),
            "seats",
            seat_columns(),
            lambda line: line.member.id,
            chips=(
                ChipOf("now", tr("Nu"), lambda line: line.now),
                ChipOf("past", tr("Niet nu"), lambda line: not line.now),
                ChipOf("all", tr("Alle"), lambda _line: True),
            ),
            acts=(
                Act(tr("Beëindigen…"), self._ask_end),
                Act(tr("Wijzigen…"), self._edit, "F2", tr("Lid wijzigen"), opens=True),
                Act(tr("Nieuw lid"), page=self._add, keys="Ctrl+N", kind="primary"),
            ),
            may=lambda: self._list is not None and self._list.may_manage,
        )
        self.missing = Banner(self)
        self.content.insertWidget(1, self.missing)

    def reload(self) -> None:
        """Read the seats of the table that is switched on."""
        committee = self._context.committee
        self.switch(committee)
        self.read(lambda reader: members.listed(reader, committee), self._show)

    def _show(self, found: SeatList) -> None:
        self._list = found
        if found.missing and found.lines:
            words = tr("Voor een deel van de casussen ontbreekt: {names}.")
            self.missing.say(
                words.format(names=", ".join(found.missing)), Tone.WARN, closable=False
            )
        else:
            self.missing.clear()
        self.show_rows(found.lines)

    def _add(self) -> None:
        if self._list is not None:
            form, draft = dialogs.seat_form(self, self._list), f"new-seat:{self._list.committee}"
            self.ask(form, members.add, draft)

    def _edit(self, line: SeatLine) -> None:
        if self._list is not None:
            self.ask(
                dialogs.seat_form(self, self._list, line.member),
                lambda uow, seat: members.change(uow, line.member, seat),
                f"seat:{line.member.id}",
            )

    def _ask_end(self, line: SeatLine) -> None:
        at = shown(line.member, "valid_to")
        name = f"{line.member.role_name}, {line.member.organisation}"
        form = Form.of("end-seat", self, words={"name": name})
        self.ask(form, lambda uow, given: members.end(uow, at, *given.values()))
