"""Planning: meetings, their members and their agenda, before anybody sits at the table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    Invitee,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Member,
    check_times,
    require_state,
)
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.domain.people import Right
from casustafel.services import tables
from casustafel.services.moves import move_case
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork

#: Minutes that the standing items take unless somebody gives them another budget.
OPENING_MINUTES = 4
CLOSING_MINUTES = 5


def plan(
    uow: UnitOfWork,
    committee: str,
    *,
    held_on: date,
    starts: time,
    ends: time,
    place: str = "",
) -> Meeting:
    """Plan a meeting with the members who sit on that day and the standing items.

    Minutes that still wait for adoption come first on the agenda. Raises RuleError when the
    times do not fit or the table already meets at that moment.
    """
    uow.actor.require(Right.PLAN_MEETINGS, committee)
    check_times(starts, ends)
    if uow.first(Meeting, committee=committee, held_on=held_on, starts=starts):
        raise RuleError("meeting-exists", date=held_on)
    meeting = Meeting(
        id=new_id(), committee=committee, held_on=held_on, starts=starts, ends=ends, place=place
    )
    uow.add(meeting)
    members = [m for m in uow.find(Member, "id", committee=committee) if m.sits_on(held_on)]
    uow.add_all(
        [Attendance(id=new_id(), meeting_id=meeting.id, member_id=member.id) for member in members]
    )
    uow.add_all(_standing_items(uow, meeting))
    _place_carried_over(uow, meeting)
    uow.audit("meeting-planned", "meeting", meeting.id, committee=committee, held_on=held_on)
    uow.commit()
    return meeting


def _standing_items(uow: UnitOfWork, meeting: Meeting) -> list[AgendaItem]:
    items = [_item(meeting, ItemKind.OPENING, "Opening", OPENING_MINUTES)]
    for earlier in unadopted(uow, meeting.committee):
        title = f"Notulen {earlier.held_on:%d-%m-%Y}"
        items.append(_item(meeting, ItemKind.PREVIOUS_MINUTES, title, 0))
    items.append(_item(meeting, ItemKind.OTHER, "Rondvraag en sluiting", CLOSING_MINUTES))
    return [replace(item, position=index) for index, item in enumerate(items, 1)]


def _item(meeting: Meeting, kind: ItemKind, title: str, budget: int) -> AgendaItem:
    return AgendaItem(
        id=new_id(), meeting_id=meeting.id, position=0, kind=kind, title=title, budget=budget
    )


def _place_carried_over(uow: UnitOfWork, meeting: Meeting) -> None:
    """Put on the cases that were not discussed or wait for a quorum: they come back first."""
    earlier = uow.find(Meeting, "held_on", committee=meeting.committee, state=MeetingState.CLOSED)
    left = uow.find(
        AgendaItem,
        "id",
        meeting_id=[one.id for one in earlier],
        kind=ItemKind.CASE,
        state=[ItemState.CARRIED_OVER, ItemState.DONE],
    )
    latest = {item.case_id: item for item in left if item.case_id}
    waiting = {CaseStatus.SCHEDULED, CaseStatus.PROVISIONAL}
    planned = {
        item.case_id
        for item in uow.find(AgendaItem, kind=ItemKind.CASE, state=ItemState.OPEN)
        if item.case_id
    }
    framework = tables.framework_in_force(uow, meeting.committee, meeting.held_on)
    items = agenda(uow, meeting.id)
    added = []
    for case in uow.by_ids(Case, [key for key in latest if key]).values():
        if case.status not in waiting or case.id in planned:
            continue
        if case.status is CaseStatus.PROVISIONAL:
            move_case(uow, case, CaseStatus.SCHEDULED)
        origin = latest[case.id]
        added.append(
            replace(
                _item(meeting, ItemKind.CASE, case.number, origin.budget),
                case_id=case.id,
                from_item_id=origin.id,
                framework_id=framework,
            )
        )
    first = next((n for n, item in enumerate(items) if item.kind is ItemKind.OTHER), len(items))
    uow.add_all(added)
    _renumber(uow, [*items[:first], *added, *items[first:]])


def unadopted(reader: Reader, committee: str) -> list[Meeting]:
    """Return the closed meetings of a table whose minutes wait for adoption, oldest first."""
    closed = reader.find(Meeting, "held_on", committee=committee, state=MeetingState.CLOSED)
    adopted = {
        minutes.meeting_id
        for minutes in reader.find(
            Minutes, meeting_id=[meeting.id for meeting in closed], state=MinutesState.ADOPTED
        )
    }
    return [meeting for meeting in closed if meeting.id not in adopted]


def plan_next(uow: UnitOfWork, last_id: str, *, weeks: int = 1) -> Meeting:
    """Plan the next meeting of a series from the last one: same weekday, times and place."""
    last = uow.get(Meeting, last_id)
    return plan(
        uow,
        last.committee,
        held_on=last.held_on + timedelta(weeks=weeks),
        starts=last.starts,
        ends=last.ends,
        place=last.place,
    )


def change_meeting(uow: UnitOfWork, before: Meeting, after: Meeting) -> Meeting:
    """Change day, times or place of a planned meeting; calendars see a new sequence."""
    uow.actor.require(Right.PLAN_MEETINGS, before.committee)
    require_state(before, MeetingState.PLANNED)
    check_times(after.starts, after.ends)
    moved = replace(after, sequence=before.sequence + 1)
    changes = uow.change(before, moved)
    uow.audit("meeting-changed", "meeting", before.id, committee=before.committee, changes=changes)
    uow.commit()
    return moved


def cancel(uow: UnitOfWork, meeting_id: str) -> None:
    """Take a planned meeting away; its cases go back to the queue."""
    meeting = uow.get(Meeting, meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    require_state(meeting, MeetingState.PLANNED)
    items = uow.find(AgendaItem, meeting_id=meeting_id)
    for case in uow.by_ids(Case, [item.case_id for item in items if item.case_id]).values():
        move_case(uow, case, CaseStatus.READY)
    uow.delete(Meeting, id=meeting_id)
    uow.audit("meeting-cancelled", "meeting", meeting_id, committee=meeting.committee)
    uow.commit()


def schedule(
    uow: UnitOfWork, meeting_id: str, case_ids: Sequence[str], *, budget: int | None = None
) -> list[AgendaItem]:
    """Put cases on the agenda, urgent ones first and before the closing item.

    `budget` is in minutes per case; None takes the table's own. Raises RuleError when a case is
    not ready or stands at another table; then none is put on.
    """
    meeting = uow.get(Meeting, meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    require_state(meeting, MeetingState.PLANNED, MeetingState.IN_SESSION)
    minutes = tables.terms(uow, meeting.committee).minutes_per_item if budget is None else budget
    framework = tables.framework_in_force(uow, meeting.committee, meeting.held_on)
    cases = uow.by_ids(Case, case_ids)
    items = agenda(uow, meeting_id)
    added = []
    for case_id in case_ids:
        case = cases.get(case_id)
        if case is None:
            raise UsageError("record-missing", kind="Case")
        if case.committee != meeting.committee:
            raise RuleError("case-of-other-table", number=case.number)
        move_case(uow, case, CaseStatus.SCHEDULED)
        item = replace(_item(meeting, ItemKind.CASE, case.number, minutes), case_id=case.id)
        added.append(replace(item, framework_id=framework))
        items.insert(_place(items, cases, urgent=case.urgent), added[-1])
    uow.add_all(added)
    _renumber(uow, items)
    uow.audit(
        "agenda-extended",
        "meeting",
        meeting_id,
        committee=meeting.committee,
        numbers=[item.title for item in added],
    )
    uow.commit()
    return added


def _place(items: Sequence[AgendaItem], cases: dict[str, Case], *, urgent: bool) -> int:
    """Return where a new case goes: before the closing item, an urgent one before the others."""
    last = len(items)
    while last and items[last - 1].kind is ItemKind.OTHER:
        last -= 1
    if not urgent:
        return last
    for index, item in enumerate(items):
        waits = item.kind is ItemKind.CASE and item.state is ItemState.OPEN
        known = cases.get(item.case_id or "")
        if waits and not (known and known.urgent):
            return index
    return last


def _renumber(uow: UnitOfWork, items: Sequence[AgendaItem]) -> None:
    numbered = [replace(item, position=index) for index, item in enumerate(items, 1)]
    uow.replace_all(numbered, ["position"])


def agenda(reader: Reader, meeting_id: str) -> list[AgendaItem]:
    """Return the items of a meeting in order."""
    return reader.find(AgendaItem, "position", "id", meeting_id=meeting_id)


def unschedule(uow: UnitOfWork, item_id: str) -> None:
    """Take a case off the agenda of a meeting; it goes back to the queue."""
    item = uow.get(AgendaItem, item_id)
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    if item.case_id is None or item.state is not ItemState.OPEN:
        raise RuleError("item-stays", title=item.title)
    move_case(uow, uow.get(Case, item.case_id), CaseStatus.READY)
    uow.delete(AgendaItem, id=item_id)
    _renumber(uow, agenda(uow, meeting.id))
    uow.audit("agenda-shortened", "meeting", meeting.id, committee=meeting.committee)
    uow.commit()


def reorder(uow: UnitOfWork, meeting_id: str, item_ids: Sequence[str]) -> None:
    """Put the items in this order. Raises UsageError unless it names each item once."""
    meeting = uow.get(Meeting, meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    require_state(meeting, MeetingState.PLANNED, MeetingState.IN_SESSION)
    items = {item.id: item for item in agenda(uow, meeting_id)}
    if sorted(items) != sorted(item_ids):
        raise UsageError("agenda-order-incomplete")
    _renumber(uow, [items[item_id] for item_id in item_ids])
    uow.audit("agenda-ordered", "meeting", meeting_id, committee=meeting.committee)
    uow.commit()


def set_budget(uow: UnitOfWork, item_id: str, minutes: int, starts: time | None = None) -> None:
    """Give an item its time budget (0 to 600 minutes) and, for invitees, its start time."""
    item = uow.get(AgendaItem, item_id)
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    if not 0 <= minutes <= 600:
        raise UsageError("budget-out-of-range", minutes=minutes)
    changes = uow.change(item, replace(item, budget=minutes, starts=starts))
    uow.audit(
        "agenda-item-changed", "agenda_item", item_id, committee=meeting.committee, changes=changes
    )
    uow.commit()


def invite(
    uow: UnitOfWork, item_id: str, role_name: str, organisation: str, email: str = ""
) -> Invitee:
    """Invite somebody to one item only; role and organisation come on paper, the address not."""
    meeting = uow.get(Meeting, uow.get(AgendaItem, item_id).meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    if not role_name.strip():
        raise UsageError("invitee-needs-role")
    guest = Invitee(
        id=new_id(),
        item_id=item_id,
        role_name=role_name.strip(),
        organisation=organisation.strip(),
        email=email.strip(),
    )
    uow.add(guest)
    uow.audit("invitee-added", "agenda_item", item_id, committee=meeting.committee)
    uow.commit()
    return guest


def uninvite(uow: UnitOfWork, invitee_id: str) -> None:
    """Take an invitation back."""
    guest = uow.get(Invitee, invitee_id)
    meeting = uow.get(Meeting, uow.get(AgendaItem, guest.item_id).meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    uow.delete(Invitee, id=invitee_id)
    uow.audit("invitee-removed", "agenda_item", guest.item_id, committee=meeting.committee)
    uow.commit()


def add_item(uow: UnitOfWork, meeting_id: str, title: str, minutes: int = 5) -> AgendaItem:
    """Put an item that is no case on the agenda, before the closing item."""
    meeting = uow.get(Meeting, meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    require_state(meeting, MeetingState.PLANNED, MeetingState.IN_SESSION)
    if not title.strip():
        raise UsageError("agenda-item-needs-title")
    items = agenda(uow, meeting_id)
    item = _item(meeting, ItemKind.OTHER, title.strip(), minutes)
    closing = items and items[-1].kind is ItemKind.OTHER
    uow.add(item)
    _renumber(uow, [*items[:-1], item, items[-1]] if closing else [*items, item])
    uow.audit("agenda-extended", "meeting", meeting_id, committee=meeting.committee)
    uow.commit()
    return item


def remove_item(uow: UnitOfWork, item_id: str) -> None:
    """Take an item off the agenda; a case goes back to the queue (see `unschedule`)."""
    item = uow.get(AgendaItem, item_id)
    if item.case_id is not None:
        unschedule(uow, item_id)
        return
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.PLAN_MEETINGS, meeting.committee)
    if item.state is not ItemState.OPEN:
        raise RuleError("item-stays", title=item.title)
    uow.delete(AgendaItem, id=item_id)
    _renumber(uow, agenda(uow, meeting.id))
    uow.audit("agenda-shortened", "meeting", meeting.id, committee=meeting.committee)
    uow.commit()


def listed(reader: Reader, committee: str | None = None) -> list[Meeting]:
    """Return the meetings, newest first, of one table or of all."""
    if committee is None:
        return reader.find(Meeting, "-held_on", "-starts")
    return reader.find(Meeting, "-held_on", "-starts", committee=committee)
