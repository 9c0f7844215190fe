"""The items of an agenda: read in order, made, numbered anew."""

from collections.abc import Sequence
from dataclasses import replace

from casustafel.domain.at_table import Place
from casustafel.domain.cases import Case
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, ItemKind, Meeting
from casustafel.services.definitions import tables
from casustafel.services.meeting.at_table import asked_of, places_of
from casustafel.services.use_case import part
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork


@part
def agenda(reader: Reader, meeting_id: str) -> list[AgendaItem]:
    """Return the items of a meeting in order."""
    return reader.find(AgendaItem, "position", "id", meeting_id=meeting_id)


def new_item(meeting: Meeting, kind: ItemKind, title: str, budget: int) -> AgendaItem:
    """Return an item that has no place yet; `budget` is in minutes."""
    return AgendaItem(
        id=new_id(), meeting_id=meeting.id, position=0, kind=kind, title=title, budget=budget
    )


@part
def new_place(reader: Reader, meeting: Meeting, case: Case, budget: int | None = None) -> Place:
    """Return a place on the agenda for a case, with all that was said of it.

    `budget` is in minutes; None takes the table's own. The item follows that of the meeting which
    dealt with the case before.
    """
    minutes = tables.terms(reader, meeting.committee).minutes_per_item
    item = new_item(meeting, ItemKind.CASE, case.number, minutes if budget is None else budget)
    framework = tables.framework_in_force(reader, meeting.committee, meeting.held_on)
    item = replace(item, case_id=case.id, framework_id=framework)
    reader.ahead(*asked_of([case.id]))
    (place,) = places_of(reader, [item], meeting.id)
    if place.earlier:
        place = replace(place, item=replace(item, from_item_id=place.earlier[-1].item_id))
    return place


@part
def put_in_order(uow: UnitOfWork, items: Sequence[AgendaItem]) -> None:
    """Number kept items by their place in the sequence."""
    numbered = [replace(item, position=index) for index, item in enumerate(items, 1)]
    uow.replace_all(numbered, ["position"])
