"""The seats of a table, and the persons who open the workspace, as tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from casustafel.domain.people import Person, Role
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, tr
from casustafel.services.people.members import SeatLine


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
