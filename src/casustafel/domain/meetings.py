"""Meetings of a table: members, attendance, agenda, and what may happen when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated

from casustafel.domain.errors import RuleError
from casustafel.domain.sizes import Between, Small, Text20, Text40, Text60, Text120, Text200


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    IN_SESSION = "in_session"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What an item of the agenda is about."""

    OPENING = "opening"
    PREVIOUS_MINUTES = "previous_minutes"
    CASE = "case"
    OTHER = "other"


class ItemState(StrEnum):
    """Where an item of the agenda stands; all but OPEN and CURRENT let the meeting close."""

    OPEN = "open"
    CURRENT = "current"
    DONE = "done"
    HELD_OVER = "held_over"
    CARRIED_OVER = "carried_over"


class Presence(StrEnum):
    """Whether a member takes part."""

    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A seat at a table: a role of an organisation, never a name on paper.

    `discipline` is a code of the table's composition; `scope` holds the laws or care forms the
    member is for ("" = all), separated by spaces. `person_id` links the person who uses the
    program, if any. `provider_id` is the provider the member works for, from which "neemt niet
    deel" is proposed (domain.md §8, Meeting). `secrecy_on`: the geheimhoudingsverklaring was
    signed; without it there is no pack (domain.md §9).
    """

    id: str
    committee: Text20
    role_name: Text120
    organisation: Text200
    discipline: Text40
    independent: bool = False
    scope: Text200 = ""
    valid_from: date | None = None
    valid_to: date | None = None
    person_id: str | None = None
    provider_id: str | None = None
    voting: bool = True
    secrecy_on: date | None = None

    def sits_on(self, day: date) -> bool:
        """Say whether the seat holds on a day (both border days count)."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """A meeting that was closed and opened again: when, why, and when it was closed once more."""

    at: datetime
    reason: str
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One sitting of a table. `starts` and `ends` are local times in Europe/Amsterdam.

    `opened_at`, `closed_at` are instants in UTC; `closed_at` stays the first closing when the
    meeting is opened again (`reopenings`). `current_item_id` is where the chair is; `paused_at` an
    instant while the meeting pauses. `undo_item_id` is the item whose outcome was the last step
    at the table, and so can still be undone.
    """

    id: str
    committee: Text20
    held_on: date
    starts: time
    ends: time
    place: Text200 = ""
    state: MeetingState = MeetingState.PLANNED
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    current_item_id: str | None = None
    paused_at: datetime | None = None
    sequence: int = 0
    undo_item_id: str | None = None
    reopenings: tuple[Reopening, ...] = ()

    def minutes_planned(self) -> int:
        """Return the length from start to end in minutes."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item of a meeting's agenda. `budget` is in minutes, `spent_seconds` what it took.

    `starts` is a local time that invitees of this item are asked for (ZBO, domain.md §8).
    `standing`: an item that is no case and comes back at each meeting of the series. `sequence`
    counts changes of its time, for the calendars of its invitees. `from_item_id` is the item of an
    earlier meeting that it follows; `of_meeting_id` the meeting whose minutes it is about.
    """

    id: str
    meeting_id: str
    position: Small
    kind: ItemKind
    title: Text200 = ""
    case_id: str | None = None
    budget: Annotated[int, Between(0, 600)] = 0
    starts: time | None = None
    state: ItemState = ItemState.OPEN
    notes: str = ""
    spent_seconds: int = 0
    current_since: datetime | None = None
    from_item_id: str | None = None
    framework_id: str | None = None
    standing: bool = False
    sequence: int = 0
    of_meeting_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Whether a member takes part in a meeting. A substitute stands in by name of role."""

    id: str
    meeting_id: str
    member_id: str
    presence: Presence = Presence.EXPECTED
    substitute: Text120 = ""
    arrived: time | None = None
    left: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """A member who does not take part in one item (neemt niet deel), and why."""

    id: str
    item_id: str
    member_id: str
    reason: Text200


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Somebody invited to one item only (ZBO: everyone involved at the table)."""

    id: str
    item_id: str
    role_name: Text120
    organisation: Text200
    email: Text200 = ""
    present: bool = False

    @property
    def named(self) -> str:
        """How an invitee is named: by role and organisation."""
        return ", ".join(filter(None, (self.role_name, self.organisation)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeAnswer:
    """The table's own answer on one criterion of the framework."""

    id: str
    item_id: str
    criterion: Text60
    value: object
    note: str = ""


def require_state(meeting: Meeting, *states: MeetingState) -> None:
    """Raise RuleError unless the meeting stands in one of the states."""
    if meeting.state not in states:
        raise RuleError("meeting-state-refuses", state=meeting.state, date=meeting.held_on)


def why_not_cancelled(state: MeetingState, held_on: date) -> RuleError | None:
    """Return why a meeting cannot be called off; None while it is planned."""
    match state:
        case MeetingState.IN_SESSION:
            return RuleError("meeting-cancel-begun", date=held_on)
        case MeetingState.CLOSED:
            return RuleError("meeting-cancel-held", date=held_on)
        case MeetingState.CANCELLED:
            return RuleError("meeting-cancel-twice", date=held_on)
    return None


def check_times(starts: time, ends: time) -> None:
    """Raise RuleError unless the meeting ends after it starts."""
    if ends <= starts:
        raise RuleError(
            "meeting-times-wrong", starts=starts.strftime("%H:%M"), ends=ends.strftime("%H:%M")
        )


def minutes_budgeted(items: Sequence[AgendaItem]) -> int:
    """Return the sum of the time budgets in minutes."""
    return sum(item.budget for item in items)


def room_for(meeting: Meeting, items: Sequence[AgendaItem], minutes_per_case: int) -> int:
    """Return how many more cases fit before the end time ("14 klaar, ruimte voor 9")."""
    left = meeting.minutes_planned() - minutes_budgeted(items)
    return max(0, left // minutes_per_case) if minutes_per_case else 0
