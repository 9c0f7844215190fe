"""Meetings at a glance: the list that the command line and the window show."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from casustafel.domain import terms
from casustafel.domain.alike import alike
from casustafel.domain.errors import UsageError
from casustafel.domain.meetings import (
    AgendaItem,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    minutes_budgeted,
)
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.domain.people import Actor, Right
from casustafel.services.agenda import meetings as planning
from casustafel.services.definitions import tables
from casustafel.services.use_case import Free, Reading, read
from casustafel.storage.ahead import Asked, of


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine(Meeting):
    """A meeting as a list shows it. `label` names it for people: CPV-2026-11-26.

    `apart` is when it begins, where its table holds another that day; its label then says so:
    CPV-2026-11-26-0900.
    """

    label: str
    cases: int
    decided: int
    budgeted: int
    minutes: MinutesState | None
    apart: time | None = None

    def as_json(self) -> dict[str, object]:
        """Return what `meetings --json` prints of it."""
        return {
            "meeting": self.label,
            "id": self.id,
            "table": self.committee,
            "date": self.held_on.isoformat(),
            "starts": self.starts.strftime("%H:%M"),
            "ends": self.ends.strftime("%H:%M"),
            "place": self.place,
            "status": self.state.value,
            "cases": self.cases,
            "decided": self.decided,
            "minutes": self.minutes.value if self.minutes else None,
        }

    def as_row(self) -> tuple[str, ...]:
        """Return what `meetings` prints of it."""
        return (
            self.label,
            self.committee,
            f"{self.held_on} {self.starts:%H:%M}-{self.ends:%H:%M}",
            self.state.value,
            f"{self.decided}/{self.cases}",
            self.minutes.value if self.minutes else "-",
        )

    @property
    def minutes_label(self) -> str:
        """Return the state of the minutes in Dutch; empty before there are any."""
        return terms.MINUTES_STATE[self.minutes] if self.minutes else ""


def asked_of(**equal: object) -> tuple[Asked, ...]:
    """Return what a list of meetings asks for, to be read at once; `equal` narrows it."""
    every = of(Meeting, **equal)
    return every, of(Minutes, meeting_id=every), of(AgendaItem, meeting_id=every)


@read(Free("gives the meetings of the own tables only"))
def meetings(reader: Reading, committee: str | None = None) -> list[MeetingLine]:
    """Return the meetings, newest first, at the tables where this person may see cases."""
    reader.ahead(*asked_of(**({} if committee is None else {"committee": committee})))
    found = [
        meeting
        for meeting in planning.listed(reader, committee)
        if reader.actor.may(Right.READ_CASES, meeting.committee)
    ]
    ids = [meeting.id for meeting in found]
    minutes = {one.meeting_id: one.state for one in reader.find(Minutes, meeting_id=ids)}
    items: dict[str, list[AgendaItem]] = {meeting_id: [] for meeting_id in ids}
    for item in reader.find(AgendaItem, meeting_id=ids):
        items[item.meeting_id].append(item)
    prefixes = {one.code: one.prefix for one in tables.all_committees(reader)}
    apart = _times_apart(one for one in found if one.state is not MeetingState.CANCELLED)
    return [
        _line(
            meeting,
            _named(prefixes[meeting.committee], meeting, apart),
            items[meeting.id],
            minutes.get(meeting.id),
            apart.get(meeting.id),
        )
        for meeting in found
    ]


def _times_apart(held: Iterable[Meeting]) -> dict[str, time]:
    held = tuple(held)
    days = Counter((one.committee, one.held_on) for one in held)
    return {one.id: one.starts for one in held if days[one.committee, one.held_on] > 1}


def _named(prefix: str, meeting: Meeting, apart: Mapping[str, time]) -> str:
    """Return a name for a meeting without spaces, with its time where a day has two."""
    starts = apart.get(meeting.id)
    day = f"{prefix}-{meeting.held_on}"
    return day if starts is None else f"{day}-{starts:%H%M}"


def _line(
    meeting: Meeting,
    label: str,
    items: list[AgendaItem],
    minutes: MinutesState | None,
    apart: time | None,
) -> MeetingLine:
    cases = [item for item in items if item.kind is ItemKind.CASE]
    return alike(
        MeetingLine,
        meeting,
        label=label,
        cases=len(cases),
        decided=sum(item.state is ItemState.DONE for item in cases),
        budgeted=minutes_budgeted(items),
        minutes=minutes,
        apart=apart,
    )


@read(Free("counts nothing without the right"))
def ahead(reader: Reading, *, actor: Actor, committee: str) -> int:
    """Return how many meetings of a table are planned or going on, for whoever may see them."""
    if not actor.may(Right.READ_CASES, committee):
        return 0
    states = [MeetingState.PLANNED, MeetingState.IN_SESSION]
    return len(reader.find(Meeting, committee=committee, state=states))


@read(Free("finds the meetings of the own tables only"))
def find_meeting(reader: Reading, name: str) -> MeetingLine:
    """Return the meeting with this label or id (or its beginning, while it is the only one).

    Raises UsageError: 'meeting-unknown', or 'meeting-ambiguous' when two begin on that day.
    """
    wanted = name.strip().casefold()
    found = [
        line
        for line in meetings(reader)
        if wanted in (line.label.casefold(), line.label.casefold().removesuffix(_time(line)))
        or (len(wanted) >= 8 and line.id.startswith(wanted))
    ]
    found = [line for line in found if line.label.casefold() == wanted] or found
    held = [line for line in found if line.state is not MeetingState.CANCELLED]
    found = held or found
    if not found:
        raise UsageError("meeting-unknown", meeting=name)
    if len(found) > 1:
        raise UsageError("meeting-ambiguous", meeting=name, count=len(found))
    return found[0]


def _time(line: MeetingLine) -> str:
    return f"-{line.apart:%H%M}" if line.apart is not None else ""
