"""What goes into a calendar file: meetings, items of their agendas, and actions.

Each names the instant at which the file is made as `stamp`, in UTC. What was changed has a higher
SEQUENCE and the same UID, so that a calendar moves it; what was cancelled goes out of the calendar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event

from casustafel.calendar import frame
from casustafel.domain.meetings import AgendaItem, Meeting, MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEntry:
    """A meeting with the name of its table and the numbers of its cases."""

    meeting: Meeting
    table: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEntry:
    """An item with its meeting, for whoever is invited, by role, to that item only (ZBO).

    The item is known by its case number alone; `starts` is a local time. `taken_off`: it stands
    on the agenda no more.
    """

    item: AgendaItem
    meeting: Meeting
    starts: time
    table: str
    number: str
    guests: tuple[str, ...] = ()
    taken_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEntry:
    """An action: what sort of promise, of which role or organisation, for which case if any.

    Its own text stays behind: somebody may have written a name in it.
    """

    id: str
    kind: str
    owner: str
    due_on: date
    sequence: int = 0
    table: str = ""
    case_number: str | None = None


def meeting_ics(entries: Sequence[MeetingEntry], stamp: datetime) -> bytes:
    """Return meetings as an .ics file."""
    return frame.calendar_file(_meeting(entry, stamp) for entry in entries)


def _meeting(entry: MeetingEntry, stamp: datetime) -> Event:
    meeting, told = entry.meeting, ", ".join(entry.numbers)
    uid, summary = frame.unique_id("vergadering", meeting.id), f"Vergadering {entry.table}"
    made = frame.event(uid, sequence=meeting.sequence, stamp=stamp, summary=summary)
    made.add("dtend", _moment(meeting, meeting.ends))
    gone = meeting.state is MeetingState.CANCELLED
    return _at(made, meeting, meeting.starts, told and f"Casussen: {told}", gone=gone)


def item_ics(entry: ItemEntry, stamp: datetime) -> bytes:
    """Return an item as an .ics file.

    Its SEQUENCE rises when the item or its meeting moves; a cancelled meeting cancels it too, and
    so does taking it off the agenda.
    """
    item, meeting, told = entry.item, entry.meeting, "; ".join(entry.guests)
    uid, summary = frame.unique_id("agendapunt", item.id), f"{entry.table}: {entry.number}"
    sequence = item.sequence + meeting.sequence
    made = frame.event(uid, sequence=sequence, stamp=stamp, summary=summary)
    lasts = timedelta(minutes=max(item.budget, 1))
    made.add("dtend", _moment(meeting, entry.starts) + lasts)
    gone = entry.taken_off or meeting.state is MeetingState.CANCELLED
    return frame.calendar_file(
        [_at(made, meeting, entry.starts, told and f"Genodigd: {told}", gone=gone)]
    )


def action_ics(entries: Sequence[ActionEntry], stamp: datetime) -> bytes:
    """Return actions as an .ics file: a whole day each, on the day by which they must be done."""
    return frame.calendar_file(_action(entry, stamp) for entry in entries)


def _action(entry: ActionEntry, stamp: datetime) -> Event:
    about = entry.case_number or entry.table
    summary = f"{entry.kind} {about}: {entry.owner}".replace("  ", " ")
    uid = frame.unique_id("actie", entry.id)
    made = frame.event(uid, sequence=entry.sequence, stamp=stamp, summary=summary)
    made.add("dtstart", entry.due_on)
    made.add("dtend", entry.due_on + timedelta(days=1))
    made.add("description", "Uiterlijk vandaag. Wat er moet gebeuren staat in Casustafel.")
    # The day stays free: it is a deadline, not an appointment.
    made.add("transp", "TRANSPARENT")
    return made


def _at(made: Event, meeting: Meeting, starts: time, told: str, *, gone: bool) -> Event:
    """Return an event at a time and the place of a meeting, or one that goes out of a calendar."""
    made.add("dtstart", _moment(meeting, starts))
    if meeting.place:
        made.add("location", meeting.place)
    if told:
        made.add("description", told)
    made.add("status", frame.CANCELLED if gone else frame.CONFIRMED)
    return made


def _moment(meeting: Meeting, at: time) -> datetime:
    return datetime.combine(meeting.held_on, at, ZoneInfo(frame.AMSTERDAM))
