"""Everybody involved in a case at the table: invited and present, heard, or why not.

Source: [002] 3.A1 («in aanwezigheid van alle betrokken professionals»); domain.md §9, Forms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from casustafel.domain.committees import Committee, Party
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import Invitee
from casustafel.domain.sizes import Text40, Text200


class Part(StrEnum):
    """How somebody who is involved takes part in an item."""

    PRESENT = "present"
    INVITED = "invited"
    HEARD = "heard"
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """What was recorded of one party at one item; `why` says why it was not there."""

    id: str
    item_id: str
    party: Text40
    part: Part
    why: Text200 = ""


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party of an item as it stands: recorded, or known from the seats and the invitees.

    `lacks` names who still has to consent before it may hear what the case is about. `recorded`:
    somebody filled it in.
    """

    party: Party
    part: Part | None
    why: str = ""
    lacks: tuple[str, ...] = ()
    recorded: bool = False

    @property
    def settled(self) -> bool:
        """Whether it is said how this party took part, or why not."""
        match self.part:
            case None:
                return False
            case Part.INVITED:
                return self.party.heard or bool(self.why)
            case Part.NOT:
                return bool(self.why)
        return True


def check_involvement(one: Involvement) -> None:
    """Raise RuleError unless it is said why somebody who is involved is not there."""
    if one.part is Part.NOT and not one.why.strip():
        raise RuleError("involved-needs-why")


def lines_of(
    committee: Committee,
    recorded: Mapping[str, Involvement],
    guests: Iterable[Invitee],
    seated: Iterable[str],
) -> tuple[PartyLine, ...]:
    """Return how each party of a table takes part; `seated` are the disciplines that sit.

    What was recorded goes before what seats and invitees say.
    """
    there = set(seated)
    invited: dict[str, bool] = {}
    for guest in guests:
        role = guest.role_name.casefold()
        invited[role] = invited.get(role, False) or guest.present
    return tuple(
        _line(party, recorded.get(party.code), invited, there) for party in committee.involved
    )


def _line(
    party: Party, kept: Involvement | None, invited: Mapping[str, bool], there: set[str]
) -> PartyLine:
    if kept is not None:
        return PartyLine(party, kept.part, kept.why, recorded=True)
    role = party.label.casefold()
    if invited.get(role) or (party.seat and party.seat in there):
        return PartyLine(party, Part.PRESENT)
    return PartyLine(party, Part.INVITED if role in invited else None)
