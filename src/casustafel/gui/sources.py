"""What the frame asks of the services; each runs in a reader's thread."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from casustafel.domain.people import Actor
from casustafel.gui.page import Committee, FoundHit
from casustafel.services.definitions import tables


def last_backup(reader: Any) -> datetime | None:
    """Return when a backup was last made."""
    from casustafel.services.upkeep import upkeep

    return upkeep.last_backup(reader)


def committees(reader: Any, actor: Actor) -> Sequence[Committee]:
    """Return the tables at which the person has a role."""
    return [
        Committee(each.code, each.short_name)
        for each in tables.listed(reader)
        if actor.roles_at(each.code)
    ]


#: The icon of a hit by the page that it opens.
_ICONS = {
    "case": "cases",
    "agenda": "meetings",
    "minutes": "minutes",
    "actions": "actions",
    "providers": "providers",
}


def find(reader: Any, text: str, actor: Actor) -> Sequence[FoundHit]:
    """Return what the command box finds in the database; pages come from the frame itself."""
    from casustafel.services.case import cases_desk

    return [
        FoundHit(hit.group, hit.text, hit.note, hit.page, hit.argument, _ICONS[hit.page])
        for hit in cases_desk.find(reader, text)
    ]
