"""Actions as a calendar file: a whole day each, on the day by which they must be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Event

from casustafel.calendar.frame import calendar_file, event, unique_id


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


def action_ics(entries: Sequence[ActionEntry], stamp: datetime) -> bytes:
    """Return actions as an .ics file. `stamp`: the instant, in UTC, at which it is made."""
    return calendar_file(_event(entry, stamp) for entry in entries)


def _event(entry: ActionEntry, stamp: datetime) -> Event:
    about = entry.case_number or entry.table
    made = event(
        unique_id("actie", entry.id),
        sequence=entry.sequence,
        stamp=stamp,
        summary=f"{entry.kind} {about}: {entry.owner}".replace("  ", " "),
    )
    made.add("dtstart", entry.due_on)
    made.add("dtend", entry.due_on + timedelta(days=1))
    made.add("description", "Uiterlijk vandaag. Wat er moet gebeuren staat in Casustafel.")
    # The day stays free: it is a deadline, not an appointment.
    made.add("transp", "TRANSPARENT")
    return made
