"""The items of an agenda: read in order, made, numbered anew."""

from collections.abc import Sequence
from dataclasses import replace

from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, ItemKind, Meeting
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork


def agenda(reader: Reader, meeting_id: str) -> list[AgendaItem]:
    """Return the items of a meeting in order."""
    return reader.find(AgendaItem, "position", "id", meeting_id=meeting_id)


def new_item(meeting: Meeting, kind: ItemKind, title: str, budget: int) -> AgendaItem:
    """Return an item that has no place yet; `budget` is in minutes."""
    return AgendaItem(
        id=new_id(), meeting_id=meeting.id, position=0, kind=kind, title=title, budget=budget
    )


def put_in_order(uow: UnitOfWork, items: Sequence[AgendaItem]) -> None:
    """Number kept items by their place in the sequence."""
    numbered = [replace(item, position=index) for index, item in enumerate(items, 1)]
    uow.replace_all(numbered, ["position"])
