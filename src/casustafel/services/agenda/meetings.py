"""Planning: meetings, their members and their agenda, before anybody sits at the table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from casustafel.domain.at_table import on_agenda
from casustafel.domain.at_table.value import AtTable, Place
from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import (
    AgendaItem,
    Invitee,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    check_times,
    require_state,
)
from casustafel.domain.sizes import Count
from casustafel.services import places
from casustafel.services.agenda import coming_back, composition
from casustafel.services.agenda.coming_back import (
    TakenOff,
    let_actions_stay,
    new_item,
    new_place,
    put_in_order,
    put_on_again,
    take_off,
)
from casustafel.services.agenda.coming_back import agenda as agenda
from casustafel.services.case import consents
from casustafel.services.meeting.at_table import keep
from casustafel.services.places import AtInvitee, AtItem, AtPlace, Shown, open_minutes
from casustafel.services.readable import require_readable
from casustafel.services.use_case import Reader, Right, UnitOfWork, part, use_case

#: Minutes that the standing items take unless somebody gives them another budget.
OPENING_MINUTES = 4
CLOSING_MINUTES = 5


@use_case(Right.PLAN_MEETINGS, at=places.table)
def plan(
    uow: UnitOfWork,
    committee: str,
    *,
    held_on: date,
    starts: time,
    ends: time,
    place: str = "",
    last_id: str | None = None,
) -> Meeting:
    """Plan a meeting with the members who sit on that day and the standing items.

    `last_id` is the meeting of the series whose standing items it takes over; None takes the
    latest of the table. What comes back
    (see `coming_back`) is put on the agenda. Raises RuleError when the times do not fit or the
    table already meets at that moment.
    """
    check_times(starts, ends)
    meeting = Meeting(
        id=new_id(), committee=committee, held_on=held_on, starts=starts, ends=ends, place=place
    )
    composition.require_slot(uow, meeting)
    uow.add(meeting)
    composition.seat_members(uow, meeting)
    former = last_id or _last(uow, meeting)
    uow.add_all(_standing_items(meeting, agenda(uow, former) if former else []))
    coming_back.settle(uow, committee)
    return uow.log("meeting-planned", meeting, committee=committee, held_on=held_on)


def _last(reader: Reader, meeting: Meeting) -> str | None:
    known = reader.find(Meeting, "-held_on", "-starts", committee=meeting.committee)
    return next((one.id for one in known if one.id != meeting.id), None)


def _standing_items(meeting: Meeting, last: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Return the items that every meeting has, as they stood in the last one of the series."""
    kept = [item for item in last if item.standing]
    if not kept:
        kept = [
            new_item(meeting, ItemKind.OPENING, "Opening", OPENING_MINUTES),
            new_item(meeting, ItemKind.OTHER, "Rondvraag en sluiting", CLOSING_MINUTES),
        ]
    made = [new_item(meeting, item.kind, item.title, item.budget) for item in kept]
    return [replace(item, position=index, standing=True) for index, item in enumerate(made, 1)]


@use_case(Right.PLAN_MEETINGS, at=places.meeting)
def plan_next(uow: UnitOfWork, last: Meeting, *, weeks: Count = 1) -> Meeting:
    """Plan the next meeting of a series from the last: weekday, times, place, standing items."""
    return plan(
        uow,
        last.committee,
        held_on=last.held_on + timedelta(weeks=weeks),
        starts=last.starts,
        ends=last.ends,
        place=last.place,
        last_id=last.id,
    )


@use_case(Right.PLAN_MEETINGS, at=places.shown_meeting)
def change_meeting(uow: UnitOfWork, at: Shown[Meeting], after: Meeting) -> Meeting:
    """Change day, times or place of a planned meeting; calendars see a new sequence.

    It follows the rules of planning: the members of the new day are expected, and what comes back
    goes to the meeting that is the next one now. Raises RuleError when it began, when the times
    do not fit or the table already meets at that moment.
    """
    before = replace(at.shown, sequence=at.kept.sequence)
    require_state(at.kept, MeetingState.PLANNED)
    check_times(after.starts, after.ends)
    composition.require_slot(uow, after)
    moved = replace(after, sequence=before.sequence + 1)
    changes = uow.change(before, moved)
    composition.seat_members(uow, moved)
    coming_back.settle(uow, before.committee)
    uow.log("meeting-changed", before, changes)
    return moved


@use_case(Right.PLAN_MEETINGS, at=places.at_table)
def cancel(uow: UnitOfWork, at: AtTable) -> list[TakenOff]:
    """Cancel a planned meeting; its cases go back to the queue, or to the next one if they must.

    The meeting stays in the list, so that calendars can be told (see `calendars`). Returned is
    what was on its agenda, for whoever was invited for one case only. Raises RuleError once it has
    begun or was cancelled.
    """
    after = on_agenda.cancel(at, uow.clock())
    keep(uow, at, after)
    coming_back.settle(uow, at.meeting.committee)
    uow.log("meeting-cancelled", at.meeting)
    return [
        TakenOff(
            item=place.item,
            meeting=after.meeting,
            guests=tuple(uow.find(Invitee, "id", item_id=place.item.id)),
        )
        for place in after.places
        if place.case is not None
    ]


@use_case(Right.PLAN_MEETINGS, at=places.at_table)
def schedule(
    uow: UnitOfWork, at: AtTable, case_ids: Sequence[str], *, budget: int | None = None
) -> list[AgendaItem]:
    """Put cases on the agenda, urgent ones first and before the closing item.

    `budget` is in minutes per case; None takes the table's own. Raises RuleError when a case is
    not ready, stands at another table or on an agenda already; then none is put on.
    """
    after = at
    require_readable(uow, case_ids)
    cases = uow.by_ids(Case, case_ids)
    joined = []
    for case_id in case_ids:
        if case_id not in cases:
            raise UsageError("record-missing", kind="Case")
        case = cases[case_id]
        consents.require_informed(uow, case)
        joined.append(new_place(uow, at.meeting, case, budget))
        where = _place(after.places, urgent=case.urgent)
        after = on_agenda.put_on(after, joined[-1], where, uow.clock())
    keep(uow, at, after, joined)
    added = [place.item for place in after.places if place.item.case_id in cases]
    uow.log("agenda-extended", at.meeting, numbers=[item.title for item in added])
    order = list(case_ids)
    return sorted(added, key=lambda item: order.index(item.case_id or ""))


def _place(places: Sequence[Place], *, urgent: bool) -> int:
    """Return where a new case goes: before the closing item, an urgent one before the others."""
    last = len(places)
    while last and places[last - 1].item.kind is ItemKind.OTHER:
        last -= 1
    if not urgent:
        return last
    for index, place in enumerate(places):
        if place.item.state is ItemState.OPEN and place.case and not place.case.urgent:
            return index
    return last


@use_case(Right.PLAN_MEETINGS, at=places.meeting)
def reorder(uow: UnitOfWork, meeting: Meeting, item_ids: Sequence[str]) -> None:
    """Put the items in this order. Raises UsageError unless it names each item once."""
    require_state(meeting, MeetingState.PLANNED, MeetingState.IN_SESSION)
    items = {item.id: item for item in agenda(uow, meeting.id)}
    if sorted(items) != sorted(item_ids):
        raise UsageError("agenda-order-incomplete")
    put_in_order(uow, [items[item_id] for item_id in item_ids])
    uow.log("agenda-ordered", meeting)


@use_case(
    Right.PLAN_MEETINGS, at=places.item, overwrites=[(AgendaItem, "budget"), (AgendaItem, "starts")]
)
def set_budget(uow: UnitOfWork, at: AtItem, minutes: int, starts: time | None = None) -> None:
    """Give an item its time budget (0 to 600 minutes) and, for invitees, its start time."""
    item = at.item
    if not 0 <= minutes <= 600:
        raise UsageError("budget-out-of-range", minutes=minutes)
    moved = starts != item.starts or (starts is not None and minutes != item.budget)
    after = replace(item, budget=minutes, starts=starts, sequence=item.sequence + moved)
    changes = uow.change(item, after)
    uow.log("agenda-item-changed", item, changes, committee=at.meeting.committee)


@use_case(Right.PLAN_MEETINGS, at=places.item)
def invite(
    uow: UnitOfWork, at: AtItem, role_name: str, organisation: str, email: str = ""
) -> Invitee:
    """Invite somebody to one item only; role and organisation come on paper, the address not.

    Raises RuleError('consent-missing') for who may hear of the case with consent only.
    """
    if not role_name.strip():
        raise UsageError("invitee-needs-role")
    guest = Invitee(
        id=new_id(),
        item_id=at.item.id,
        role_name=role_name.strip(),
        organisation=organisation.strip(),
        email=email.strip(),
    )
    if at.item.case_id is not None:
        case = uow.get(Case, at.item.case_id)
        consents.require(uow, case, [guest.named], at.meeting.held_on)
    uow.add(guest)
    uow.log("invitee-added", at.item, committee=at.meeting.committee)
    return guest


@use_case(Right.PLAN_MEETINGS, at=places.invitee)
def uninvite(uow: UnitOfWork, here: AtInvitee) -> None:
    """Take an invitation back."""
    uow.delete(Invitee, id=here.guest.id)
    meeting = here.at.meeting
    uow.log("invitee-removed", here.at.item, committee=meeting.committee)


@use_case(Right.PLAN_MEETINGS, at=places.meeting)
def add_item(
    uow: UnitOfWork, meeting: Meeting, title: str, minutes: int = 5, *, standing: bool = False
) -> AgendaItem:
    """Put an item that is no case on the agenda, before the closing item.

    A `standing` item comes back at each next meeting of the series.
    """
    require_state(meeting, MeetingState.PLANNED, MeetingState.IN_SESSION)
    if not title.strip():
        raise UsageError("agenda-item-needs-title")
    items = agenda(uow, meeting.id)
    item = replace(new_item(meeting, ItemKind.OTHER, title.strip(), minutes), standing=standing)
    closing = items and items[-1].kind is ItemKind.OTHER
    uow.add(item)
    put_in_order(uow, [*items[:-1], item, items[-1]] if closing else [*items, item])
    uow.log("agenda-extended", meeting)
    return item


@use_case(Right.PLAN_MEETINGS, at=places.at_place, case=False)
def remove_item(uow: UnitOfWork, here: AtPlace) -> TakenOff:
    """Take an item off the agenda; a case goes back to the queue.

    What is returned is for those who were invited for it (see `calendars.export_taken_off`).
    """
    item, meeting = here.place.item, here.at.meeting
    if item.case_id is not None:
        return take_off(uow, here)
    if item.state is not ItemState.OPEN:
        raise RuleError("item-stays", title=item.title)
    promised = let_actions_stay(uow, item.id)
    uow.delete(AgendaItem, id=item.id)
    put_in_order(uow, agenda(uow, meeting.id))
    uow.log("agenda-shortened", meeting)
    return TakenOff(item=item, meeting=meeting, promised=promised)


@use_case(Right.PLAN_MEETINGS, at=places.at_table)
def put_back(uow: UnitOfWork, at: AtTable, gone: TakenOff) -> None:
    """Put an item back that was taken off a moment ago (see `put_on_again`)."""
    put_on_again(uow, at, gone)


@use_case(Right.PLAN_MEETINGS, at=places.at_table, case=False)
def unschedule_all(uow: UnitOfWork, at: AtTable, item_ids: Sequence[str]) -> None:
    """Take cases off again that were put on the agenda a moment ago, all of them or none."""
    for item_id in item_ids:
        take_off(uow, places.at_place(uow, item_id).value)


@part
def listed(reader: Reader, committee: str | None = None) -> list[Meeting]:
    """Return the meetings, newest first, of one table or of all."""
    if committee is None:
        return reader.find(Meeting, "-held_on", "-starts")
    return reader.find(Meeting, "-held_on", "-starts", committee=committee)


@use_case(
    Right.RUN_MEETINGS, at=places.invitee, when=[open_minutes], overwrites=[(Invitee, "present")]
)
def set_present(uow: UnitOfWork, here: AtInvitee, *, present: bool) -> Invitee:
    """Say whether an invitee came; the minutes tell it with their role and organisation.

    Raises RuleError once the minutes were adopted, UsageError for an invitee who is not there.
    """
    before, item, meeting = here.guest, here.at.item, here.at.meeting
    after = replace(before, present=present)
    changes = uow.change(before, after)
    if changes:
        uow.log("invitee-presence", item, changes, committee=meeting.committee)
    return after
