"""Meetings as a calendar file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Event

from casustafel.calendar import frame
from casustafel.domain.meetings import Meeting, MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEntry:
    """A meeting with the name of its table and the numbers of its cases."""

    meeting: Meeting
    table: str
    numbers: tuple[str, ...] = ()


def meeting_ics(entries: Sequence[MeetingEntry], stamp: datetime) -> bytes:
    """Return meetings as an .ics file. `stamp`: the instant, in UTC, at which it is made.

    A meeting that was changed has a higher SEQUENCE and the same UID, so that a calendar moves
    it; one that was cancelled has so too, and goes out of the calendar.
    """
    return frame.calendar_file(_event(entry, stamp) for entry in entries)


def _event(entry: MeetingEntry, stamp: datetime) -> Event:
    meeting = entry.meeting
    made = frame.event(
        frame.unique_id("vergadering", meeting.id),
        sequence=meeting.sequence,
        stamp=stamp,
        summary=f"Vergadering {entry.table}",
    )
    zone = ZoneInfo(frame.AMSTERDAM)
    made.add("dtstart", datetime.combine(meeting.held_on, meeting.starts, zone))
    made.add("dtend", datetime.combine(meeting.held_on, meeting.ends, zone))
    if meeting.place:
        made.add("location", meeting.place)
    if entry.numbers:
        made.add("description", "Casussen: " + ", ".join(entry.numbers))
    cancelled = meeting.state is MeetingState.CANCELLED
    made.add("status", frame.CANCELLED if cancelled else frame.CONFIRMED)
    return made
