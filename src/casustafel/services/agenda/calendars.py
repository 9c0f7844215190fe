"""Calendar files: meetings, actions and items to put into somebody's own calendar.

Of a case that came to another agenda, who was invited for it knows a time that is no more.
"""

from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from casustafel.calendar.entries import (
    ActionEntry,
    ItemEntry,
    MeetingEntry,
    action_ics,
    item_ics,
    meeting_ics,
)
from casustafel.domain.actions import Action
from casustafel.domain.alike import alike
from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import AgendaItem, Invitee, ItemState, Meeting, MeetingState
from casustafel.domain.wording.catalogue import label
from casustafel.services import places
from casustafel.services.agenda import meetings
from casustafel.services.agenda.agenda_desk import begin_times
from casustafel.services.agenda.coming_back import TakenOff, agenda
from casustafel.services.case import consents
from casustafel.services.definitions import tables
from casustafel.services.places import AtItem
from casustafel.services.readable import readable_of
from casustafel.services.use_case import Found, Reader, Reading, Right, UnitOfWork, read, use_case
from casustafel.storage.leaving import write_out

#: States of a meeting that belong in somebody's calendar.
_TOLD = (MeetingState.PLANNED, MeetingState.CANCELLED)


def taken_off(_reader: Reading, gone: TakenOff) -> Found[TakenOff]:
    """A case that was on an agenda: kept nowhere else, so its number is all that is asked of it."""
    return Found(gone, (gone.meeting.committee,))


@use_case(Right.READ_CASES, at=places.meeting)
def export_meeting(uow: UnitOfWork, meeting: Meeting, target: Path) -> None:
    """Write one meeting to an .ics file and log it. Raises FileError; then nothing is logged."""
    content = meeting_ics([_meeting(uow, meeting)], uow.clock())
    _write(uow, target, content, "meeting", meeting.id, meeting.committee)


@use_case(Right.READ_CASES, at=places.table)
def export_meetings(uow: UnitOfWork, committee: str, target: Path) -> int:
    """Write the planned meetings of a table to one file; return how many.

    Those to come that were cancelled are in it too, so that they leave a calendar that knows
    them. Raises RuleError when there are none.
    """
    today = uow.today
    known = uow.find(Meeting, "held_on", "starts", committee=committee, state=list(_TOLD))
    planned = [one for one in known if one.state is MeetingState.PLANNED or one.held_on >= today]
    if not planned:
        raise RuleError("calendar-no-meetings")
    content = meeting_ics([_meeting(uow, one) for one in planned], uow.clock())
    _write(uow, target, content, "committee", committee, committee)
    return len(planned)


@use_case(Right.PLAN_MEETINGS, at=places.item)
def export_item(uow: UnitOfWork, at: AtItem, target: Path) -> None:
    """Write one case of an agenda to a file for its invitees, who are named by role.

    Raises RuleError while it has no start time of its own (the time of another item may change),
    and while somebody who is invited may not hear of the case yet.
    """
    item, meeting = at.item, at.meeting
    if item.case_id is None:
        raise RuleError("item-has-no-case", title=item.title)
    if item.starts is None:
        raise RuleError("calendar-item-no-time", title=item.title)
    guests = uow.find(Invitee, "id", item_id=item.id)
    case = uow.get(Case, item.case_id)
    consents.require(uow, case, [one.named for one in guests], meeting.held_on)
    entry = ItemEntry(
        item=item,
        meeting=meeting,
        starts=item.starts,
        table=tables.committee(uow, meeting.committee).short_name,
        number=case.number,
        guests=tuple(guest.named for guest in guests),
    )
    content = item_ics(entry, uow.clock())
    _write(uow, target, content, "agenda_item", item.id, meeting.committee)


@use_case(Right.PLAN_MEETINGS, at=taken_off)
def export_taken_off(uow: UnitOfWork, gone: TakenOff, target: Path) -> None:
    """Write the file that takes a case out of the calendars of those who were invited for it."""
    item, meeting = gone.item, gone.meeting
    entry = ItemEntry(
        item=item,
        meeting=meeting,
        # A calendar knows it by its UID; the time it once had may have been taken away since.
        starts=item.starts or meeting.starts,
        table=tables.committee(uow, meeting.committee).short_name,
        number=gone.number,
        guests=tuple(guest.named for guest in gone.guests),
        taken_off=True,
    )
    content = item_ics(entry, uow.clock())
    _write(uow, target, content, "agenda_item", item.id, meeting.committee)


@use_case(Right.KEEP_ACTIONS, at=places.table)
def export_actions(
    uow: UnitOfWork, committee: str, target: Path, action_ids: tuple[str, ...] = ()
) -> int:
    """Write open actions that have a day to one file; return how many.

    `action_ids` limits it to these; empty takes all of the table. Those about a case that this
    person may not read are left out. Raises RuleError when none is left.
    """
    promised = uow.find(Action, "due_on", "id", committee=committee, done_at=None)
    about = uow.by_ids(Case, [one.case_id for one in promised if one.case_id])
    numbers = {case.id: case.number for case in readable_of(uow, list(about.values()))}
    wanted = [
        action
        for action in promised
        if action.due_on is not None
        and (not action_ids or action.id in action_ids)
        and (action.case_id is None or action.case_id in numbers)
    ]
    if not wanted:
        raise RuleError("calendar-no-actions")
    table = tables.committee(uow, committee).short_name
    entries = [
        alike(
            ActionEntry,
            one,
            kind=label(one.kind),
            table=table,
            case_number=numbers.get(one.case_id or ""),
        )
        for one in wanted
        if one.due_on is not None
    ]
    _write(uow, target, action_ics(entries, uow.clock()), "committee", committee, committee)
    return len(entries)


def _meeting(reader: Reader, meeting: Meeting) -> MeetingEntry:
    cancelled = meeting.state is MeetingState.CANCELLED
    items = [] if cancelled else meetings.agenda(reader, meeting.id)
    numbers = [item.title for item in items if item.case_id]
    name = tables.committee(reader, meeting.committee).short_name
    return MeetingEntry(meeting=meeting, table=name, numbers=tuple(numbers))


def _write(
    uow: UnitOfWork, target: Path, content: bytes, subject: str, key: str, committee: str
) -> None:
    write_out(target, content)
    uow.audit("calendar-exported", subject, key, committee=committee)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A case without the time that its `guests` were told; `starts`: when its turn is now."""

    item: AgendaItem
    meeting: Meeting
    starts: time
    guests: tuple[Invitee, ...]

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.item.title

    @property
    def in_calendars(self) -> bool:
        """Whether somebody's calendar may know it: it had a start time before it was moved."""
        return self.item.sequence > 1


@read(Right.READ_CASES, at=places.case)
def moved(reader: Reading, case: Case) -> Moved | None:
    """Return a case on a planned agenda whose invitees were told another time, else None."""
    for item in reader.find(AgendaItem, "id", case_id=case.id, state=ItemState.OPEN):
        meeting = reader.get(Meeting, item.meeting_id)
        guests = tuple(reader.find(Invitee, "id", item_id=item.id))
        told = item.sequence > 0 and item.starts is None
        if told and guests and meeting.state is MeetingState.PLANNED:
            return Moved(
                item=item, meeting=meeting, starts=_begins(reader, meeting, item), guests=guests
            )
    return None


@use_case(Right.PLAN_MEETINGS, at=places.item, sets=[(AgendaItem, "starts")])
def export_moved(uow: UnitOfWork, at: AtItem, target: Path) -> None:
    """Write the new time of a case for its invitees; from then on it begins at that time.

    Raises what `calendars.export_item` does; then nothing is changed.
    """
    item, meeting = at.item, at.meeting
    if item.starts is None:
        timed = replace(item, starts=_begins(uow, meeting, item))
        changes = uow.change(item, timed)
        at = replace(at, item=timed)
        uow.log("agenda-item-changed", item, changes, committee=meeting.committee)
    export_item.within(uow, at, target)


def _begins(reader: Reader, meeting: Meeting, item: AgendaItem) -> time:
    items = agenda(reader, meeting.id)
    times = dict(zip((one.id for one in items), begin_times(meeting, items), strict=True))
    return times[item.id]
