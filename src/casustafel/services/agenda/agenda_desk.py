"""Making an agenda: what stands on it, what could be added, and what would go wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from casustafel.domain import meetings
from casustafel.domain.alike import grouped
from casustafel.domain.cases import CaseStatus
from casustafel.domain.committees import Committee
from casustafel.domain.involved import PartyLine
from casustafel.services import places
from casustafel.services.agenda import involved
from casustafel.services.definitions import tables
from casustafel.services.meeting.room_desk import ItemLine, Seated, asked_of, lines_of, seats_of
from casustafel.services.queue import queue
from casustafel.services.use_case import Reading, Right, read
from casustafel.storage.queries import queue as rows
from casustafel.storage.queries.queue import QueueQuery, QueueRow

#: More ready cases than this are never offered at once; the queue shows them all.
_MOST_READY = 300

#: Who counts while an agenda is made: all who did not say that they stay away.
_COMING = frozenset({meetings.Presence.EXPECTED, meetings.Presence.PRESENT})


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One item with the time at which it begins and what asks attention.

    `missing` names disciplines that the case asks for and that nobody who comes has;
    `own_provider` names members who work for the provider of the case; `before` says that the
    item comes from an earlier meeting. `involved` is who belongs there, at a table that asks.
    """

    line: ItemLine
    begins: time
    missing: tuple[str, ...]
    own_provider: tuple[str, ...]
    before: bool
    invitees: tuple[meetings.Invitee, ...]
    involved: tuple[PartyLine, ...] = ()

    @property
    def uninvited(self) -> tuple[str, ...]:
        """Who is involved and was not invited or heard yet."""
        return tuple(one.party.label for one in self.involved if one.part is None)

    @property
    def unagreed(self) -> tuple[str, ...]:
        """Who is involved and may not hear of the case without the consent that lacks."""
        return tuple(one.party.label for one in self.involved if one.lacks)


@dataclass(frozen=True, slots=True)
class AgendaDesk:
    """A planned meeting with the cases that are ready for it.

    `ready` are at most 300 of `ready_total`; `room` is how many of them fit before the end;
    `over` how many minutes the agenda is too long (0: it fits). `heavy_first` holds the ids of
    all items with the heavier cases first; empty when they stand so already. `pause` is when the
    table should have a pause, None in a meeting that is too short for one.
    """

    meeting: meetings.Meeting
    committee: Committee
    items: tuple[PlannedItem, ...]
    seats: tuple[Seated, ...]
    ready: tuple[QueueRow, ...]
    ready_total: int
    room: int
    budgeted: int
    over: int
    ends: time
    today: date
    heavy_first: tuple[str, ...] = ()
    pause: time | None = None

    @property
    def cases(self) -> int:
        """How many cases are on the agenda."""
        return sum(item.line.row is not None for item in self.items)

    @property
    def troubled(self) -> tuple[PlannedItem, ...]:
        """The items that ask attention before the meeting."""
        return tuple(item for item in self.items if item.missing or item.own_provider)


@read(Right.READ_CASES, at=places.meeting)
def desk(reader: Reading, meeting: meetings.Meeting) -> AgendaDesk:
    """Return what is needed to make the agenda of a meeting."""
    reader.ahead(*asked_of(meeting))
    committee = tables.committee(reader, meeting.committee)
    seats = seats_of(reader, meeting, committee)
    lines = lines_of(reader, meeting, committee, seats, counted=_COMING)
    items = [line.item for line in lines]
    ready = queue.page(
        reader,
        QueueQuery(committee=meeting.committee, statuses=frozenset({CaseStatus.READY})),
        limit=_MOST_READY,
    )
    begins = begin_times(meeting, items)
    budgeted = meetings.minutes_budgeted(items)
    shown = [line.item for line in lines if line.row is not None and not line.row.hidden]
    own = _own_provider(reader, committee, lines, seats)
    return AgendaDesk(
        meeting=meeting,
        committee=committee,
        items=_planned(
            reader, lines, begins, own, involved.asked_of_items(reader, committee, meeting, shown)
        ),
        seats=seats,
        ready=_urgent_first(ready.rows),
        ready_total=ready.total,
        room=meetings.room_for(meeting, items, committee.terms.minutes_per_item),
        budgeted=budgeted,
        over=max(0, budgeted - meeting.minutes_planned()),
        ends=_after(meeting.starts, budgeted),
        today=ready.today,
        heavy_first=heavy_first(lines),
        pause=pause_at(meeting, begins, committee.terms.pause_after_minutes),
    )


def heavy_first(lines: Sequence[ItemLine]) -> tuple[str, ...]:
    """Return the ids of the items with the heavier cases first, as a suggestion.

    Heavier is what was given more time, then what asks more hours a week. Urgent cases go before;
    items that are no case, have a start time of their own, wait for ratification or were dealt
    with stay where they are. Empty when nothing would move.
    """
    free = [
        at
        for at, line in enumerate(lines)
        if line.row is not None
        and line.item.starts is None
        and line.item.state is meetings.ItemState.OPEN
        and not line.to_ratify
    ]
    ordered = list(lines)
    for at, line in zip(free, sorted((lines[at] for at in free), key=_weight), strict=True):
        ordered[at] = line
    return () if ordered == list(lines) else tuple(line.item.id for line in ordered)


def _weight(line: ItemLine) -> tuple[bool, int, Decimal]:
    assert line.row is not None
    return not line.row.urgent, -line.item.budget, -(line.row.hours_per_week or Decimal(0))


def pause_at(meeting: meetings.Meeting, begins: Sequence[time], after: int) -> time | None:
    """Return when the first item begins that is `after` minutes or more from the start.

    The item that closes the agenda asks no pause before it.
    """
    due = _after(meeting.starts, after)
    return next((begun for begun in begins[:-1] if begun >= due), None)


def begin_times(meeting: meetings.Meeting, items: Sequence[meetings.AgendaItem]) -> list[time]:
    """Return when each item begins: its own start time where it has one, else after the former."""
    at, found = meeting.starts, []
    for item in items:
        begins = item.starts or at
        found.append(begins)
        at = _after(begins, item.budget)
    return found


def _after(start: time, minutes: int) -> time:
    return (datetime.combine(date.min, start) + timedelta(minutes=minutes)).time()


def _planned(
    reader: Reading,
    lines: Sequence[ItemLine],
    begins: Sequence[time],
    own: Mapping[str, tuple[str, ...]],
    parties: Mapping[str, tuple[PartyLine, ...]],
) -> tuple[PlannedItem, ...]:
    guests = reader.find(meetings.Invitee, "id", item_id=[line.item.id for line in lines])
    invited = grouped(guests, lambda one: one.item_id)
    return tuple(
        PlannedItem(
            line=line,
            begins=at,
            missing=line.quorum.missing_labels if line.quorum else (),
            own_provider=own.get(line.item.id, ()),
            before=line.item.from_item_id is not None,
            invitees=tuple(invited[line.item.id]),
            involved=parties.get(line.item.id, ()),
        )
        for line, at in zip(lines, begins, strict=True)
    )


def _own_provider(
    reader: Reading, committee: Committee, lines: Sequence[ItemLine], seats: Sequence[Seated]
) -> dict[str, tuple[str, ...]]:
    """Return per item who works for the provider, where the table proposes recusal for that."""
    if not committee.proposes_recusal:
        return {}
    providers = rows.provider_ids(
        reader.connection, [line.row.id for line in lines if line.row is not None]
    )
    found = {}
    for line in lines:
        provider = providers.get(line.row.id) if line.row else None
        own = tuple(
            seat.label
            for seat in seats
            if provider is not None
            and seat.member.provider_id == provider
            and seat.member.id not in line.recused
        )
        if own:
            found[line.item.id] = own
    return found


def _urgent_first(found: Sequence[QueueRow]) -> tuple[QueueRow, ...]:
    """Put urgent cases first, the earliest last day before the others; then the oldest."""
    return tuple(
        sorted(found, key=lambda row: (not row.urgent, row.urgent_before or date.max, row.received))
    )
