"""The actions of a table to look at: what is open, what is overdue, what is mine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casustafel.domain.meetings import Member
from casustafel.domain.people import Actor, Right, Role
from casustafel.services import places
from casustafel.services.use_case import Free, Reading, part, read
from casustafel.storage.queries.actions import ActionRow, of_committees

#: The roles under which somebody who holds no seat still owns actions.
_ROLE_OWNERS = {
    Role.SECRETARY: "secretaris",
    Role.CHAIR: "voorzitter",
    Role.ADMINISTRATOR: "beheerder",
}


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action with how it stands today. `days_late` is 0 while it is in time or done."""

    row: ActionRow
    mine: bool
    days_late: int

    @property
    def open(self) -> bool:
        """Whether it still has to happen."""
        return self.row.done_at is None


@dataclass(frozen=True, slots=True)
class ActionList:
    """All actions of a table, and who may own a new one."""

    lines: tuple[ActionLine, ...]
    owners: tuple[str, ...]
    may_keep: bool


@read(Right.KEEP_ACTIONS, at=places.table)
def listed(reader: Reading, committee: str) -> ActionList:
    """Return the actions of a table, open ones first by their day. Raises RightError."""
    seats = reader.find(Member, "role_name", committee=committee)
    lines = lines_of(reader, [committee], seats)[committee]
    names = [name for seat in seats for name in (seat.role_name, seat.organisation)]
    owners = dict.fromkeys([*names, *(line.row.owner for line in lines)])
    return ActionList(lines, tuple(owners), reader.actor.may(Right.KEEP_ACTIONS, committee))


@part
def lines_of(
    reader: Reading, committees: Sequence[str], seats: Sequence[Member]
) -> dict[str, tuple[ActionLine, ...]]:
    """Return the actions of tables, each with how it stands today; `seats` are those of them."""
    today = reader.today
    found = of_committees(reader.connection, reader.actor, committees)
    lines = {}
    for code, rows in found.items():
        mine = _own_names(reader, code, [seat for seat in seats if seat.committee == code])
        lines[code] = tuple(
            ActionLine(row, row.owner.casefold() in mine, _days_late(row, today)) for row in rows
        )
    return lines


@read(Free("counts nothing without the right"))
def overdue_count(reader: Reading, actor: Actor, committee: str) -> int:
    """Return how many actions of a table should have been done by now; 0 without the right."""
    if not actor.may(Right.KEEP_ACTIONS, committee):
        return 0
    today = reader.today
    found = of_committees(reader.connection, reader.actor, [committee])[committee]
    return sum(_days_late(row, today) > 0 for row in found)


def _days_late(row: ActionRow, today: date) -> int:
    if row.done_at is not None or row.due_on is None:
        return 0
    return max(0, (today - row.due_on).days)


def _own_names(reader: Reading, committee: str, seats: Sequence[Member]) -> set[str]:
    """Return the roles and organisations under which this person owns actions.

    Owners are roles or organisations, never persons (design.md), so "mine" follows from the
    seats and roles of the person.
    """
    names = {
        name.casefold()
        for seat in seats
        if seat.person_id == reader.actor.person_id
        for name in (seat.role_name, seat.organisation)
    }
    roles = reader.actor.roles_at(committee)
    return names | {name for role, name in _ROLE_OWNERS.items() if role in roles}
