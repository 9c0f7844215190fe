"""The seats of a table, and the persons who open the workspace, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from casustafel.domain.people import Person, Role
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, tr
from casustafel.services.members import SeatLine

ROLE, ORGANISATION, DISCIPLINE = range(3)
NAME, ROLES, ACCESS = range(3)


class SeatModel(RowTableModel[SeatLine]):
    """One row per seat; those that ended or have not begun are grey."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("role", tr("Rol"), 150),
                Column("organisation", tr("Organisatie"), 150),
                Column("discipline", tr("Discipline"), 220),
                Column("independent", tr("Onafhankelijk"), 105),
                Column("scope", tr("Waarvoor"), 120),
                Column("valid", tr("Geldig"), 165),
                Column("provider", tr("Werkt voor"), 120),
                Column("person", tr("Persoon"), 130),
            ),
            parent,
        )

    def key(self, row: SeatLine) -> str:
        return row.member.id

    def cells(self, row: SeatLine) -> Sequence[CellValue]:
        member, grey = row.member, not row.now
        needed = tr("{name} (vereist)") if row.required else "{name}"
        return (
            Cell(member.role_name, bold=row.now, muted=grey),
            Cell(member.organisation, muted=grey),
            Cell(needed.format(name=row.discipline), muted=grey),
            Cell(tr("ja") if member.independent else tr("nee"), muted=grey),
            Cell(row.scope or tr("alles"), muted=grey),
            _validity(row),
            Cell(row.provider, muted=grey),
            Cell(row.person, muted=grey),
        )


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


class PersonModel(RowTableModel[PersonLine]):
    """One row per person; who no longer works here is grey."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("name", tr("Naam"), 200),
                Column("roles", tr("Rollen"), 420),
                Column("access", tr("Toegang"), 150),
            ),
            parent,
        )

    def key(self, row: PersonLine) -> str:
        return row.person.id

    def cells(self, row: PersonLine) -> Sequence[CellValue]:
        name = tr("{name} (u)") if row.self_ else "{name}"
        grey = not row.person.active
        return (
            Cell(name.format(name=row.person.name), bold=not grey, muted=grey),
            Cell(row.roles or tr("geen rol"), muted=grey, tooltip=row.roles),
            _access(row),
        )


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
