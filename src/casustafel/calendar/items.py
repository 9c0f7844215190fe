"""One item of the agenda as a calendar file, for whoever is invited to that item only (ZBO)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from casustafel.calendar import frame
from casustafel.domain.meetings import AgendaItem, Meeting, MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEntry:
    """An item with its meeting, the name of its table, and who is invited by role.

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


def item_ics(entry: ItemEntry, stamp: datetime) -> bytes:
    """Return the item as an .ics file. `stamp`: the instant, in UTC, at which it is made.

    Its SEQUENCE rises when the item or its meeting moves; a cancelled meeting cancels it too, and
    so does taking it off the agenda.
    """
    item, meeting = entry.item, entry.meeting
    made = frame.event(
        frame.unique_id("agendapunt", item.id),
        sequence=item.sequence + meeting.sequence,
        stamp=stamp,
        summary=f"{entry.table}: {entry.number}",
    )
    begins = datetime.combine(meeting.held_on, entry.starts, ZoneInfo(frame.AMSTERDAM))
    made.add("dtstart", begins)
    made.add("dtend", begins + timedelta(minutes=max(item.budget, 1)))
    if meeting.place:
        made.add("location", meeting.place)
    if entry.guests:
        made.add("description", "Genodigd: " + "; ".join(entry.guests))
    cancelled = entry.taken_off or meeting.state is MeetingState.CANCELLED
    made.add("status", frame.CANCELLED if cancelled else frame.CONFIRMED)
    return frame.calendar_file([made])
