"""What use cases are about: each finder loads a key's place once, and gives it to the body.

A finder applies no rule of the field, since the right is asked after it; those stand below, for
`when=`. Nothing here imports another use case. What is found by its id alone is said as data:
`stored`, and where it was shown to whoever changes it `as_shown` or `beside_kept`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from casustafel.domain.actions import Action
from casustafel.domain.advice import LearningPoint
from casustafel.domain.at_table.value import AtTable, Place
from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import parse_case_number
from casustafel.domain.meetings import AgendaItem, Invitee, Meeting, Member
from casustafel.domain.minutes import Minutes
from casustafel.domain.norms import Norm
from casustafel.domain.people import Person
from casustafel.domain.records import ImportRecord
from casustafel.domain.registers import Provider
from casustafel.domain.stops import Toeleidingsstop
from casustafel.services.meeting.at_table import load
from casustafel.services.use_case import Finder, Found, Reading
from casustafel.storage import committees as kept_tables
from casustafel.storage.queries import at_table as rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown(Generic[T]):
    """A value as it was shown to whoever changes it, and as it is kept by now."""

    shown: T
    kept: T


def _found(value: T) -> Found[T]:
    """Return a stored value as a place: at its own table, about its own case, if it has any."""
    table = getattr(value, "committee", None)
    about = value.id if isinstance(value, Case) else getattr(value, "case_id", None)
    return Found(value, (table,) if table else (), (about,) if about else ())


def stored(kind: type[T], name: str) -> Finder[str, T]:
    """Return what finds a value of a type by its id; the name is that of the place."""

    def find(reader: Reading, key: str) -> Found[T]:
        return _found(reader.get(kind, key))

    find.__name__ = name
    return find


def beside_kept(kind: type[T], name: str) -> Finder[T, Shown[T]]:
    """Return what finds a value as it was shown, with that as it is kept."""

    def find(reader: Reading, shown: Any) -> Found[Shown[T]]:
        kept = reader.get(kind, shown.id)
        found = _found(kept)
        return Found(Shown(shown, kept), found.tables, found.cases)

    find.__name__ = name
    return find


def as_shown(kind: type[T], name: str) -> Finder[T, T]:
    """Return what finds a value as it was shown, at the place of that as it is kept."""

    def find(reader: Reading, shown: Any) -> Found[T]:
        return replace(_found(reader.get(kind, shown.id)), value=shown)

    find.__name__ = name
    return find


case = stored(Case, "case")
meeting = stored(Meeting, "meeting")
action = stored(Action, "action")
learning_point = stored(LearningPoint, "learning_point")
shown_point = as_shown(LearningPoint, "shown_point")
member = stored(Member, "member")
person = stored(Person, "person")
provider = stored(Provider, "provider")
norm = stored(Norm, "norm")
stop = stored(Toeleidingsstop, "stop")
imported = stored(ImportRecord, "imported")
shown_case = beside_kept(Case, "shown_case")
shown_meeting = beside_kept(Meeting, "shown_meeting")
shown_action = as_shown(Action, "shown_action")
shown_member = as_shown(Member, "shown_member")
shown_norm = as_shown(Norm, "shown_norm")
shown_stop = as_shown(Toeleidingsstop, "shown_stop")


def table(_reader: Reading, code: str) -> Found[str]:
    """A table by its code."""
    return Found(code, (code,))


def own_tables(reader: Reading, code: str | None) -> Found[tuple[str, ...]]:
    """The table that is named, or all at which this person has the right."""
    if code is not None:
        return Found((code,), (code,))
    codes = kept_tables.codes(reader.connection)
    return Found(codes, codes, narrowed=tuple)


def loaded_case(_reader: Reading, case: Case) -> Found[Case]:
    """A case that was read a moment ago."""
    return _found(case)


def numbered_case(reader: Reading, number: str) -> Found[Case]:
    """A case by its number. Raises UsageError."""
    parse_case_number(number)
    found = reader.first(Case, number=number.strip().upper())
    if found is None:
        raise UsageError("record-missing", kind="Case")
    return _found(found)


def cases(reader: Reading, case_ids: Sequence[str]) -> Found[tuple[Case, ...]]:
    """Several cases in the order that they are named: all of them or none."""
    known = reader.by_ids(Case, case_ids)
    if len(known) < len(set(case_ids)):
        raise UsageError("record-missing", kind="Case")
    found = tuple(known[key] for key in dict.fromkeys(case_ids))
    return Found(found, tuple(dict.fromkeys(one.committee for one in found)), tuple(known))


def at_table(reader: Reading, meeting_id: str) -> Found[AtTable]:
    """A meeting by its id with all that is on its agenda."""
    at = load(reader, meeting_id=meeting_id)
    return Found(at, (at.meeting.committee,))


def at_place(reader: Reading, item_id: str) -> Found["AtPlace"]:
    """An item by its id with its whole meeting."""
    at = load(reader, item_id=item_id)
    place = at.place(item_id)
    return Found(AtPlace(at, place), (at.meeting.committee,), _about(place.item))


@dataclass(frozen=True, slots=True)
class AtPlace:
    """A meeting at hand with the place of one of its items."""

    at: AtTable
    place: Place

    @property
    def item_id(self) -> str:
        """The id of the item."""
        return self.place.item.id


def item(reader: Reading, item_id: str) -> Found["AtItem"]:
    """An item by its id with its meeting."""
    found = reader.get(AgendaItem, item_id)
    around = rows.around(reader.connection, meeting_id=found.meeting_id)
    return Found(
        AtItem(found, around.meeting, around.fixed), (around.meeting.committee,), _about(found)
    )


def _about(item: AgendaItem) -> tuple[str, ...]:
    return (item.case_id,) if item.case_id else ()


@dataclass(frozen=True, slots=True)
class AtItem:
    """An item of a meeting; `fixed`: minutes of it were adopted, so it no longer changes."""

    item: AgendaItem
    meeting: Meeting
    fixed: bool


def minutes(reader: Reading, meeting_id: str) -> Found["AtMinutes"]:
    """A meeting by its id with its minutes, if they were begun."""
    found = reader.get(Meeting, meeting_id)
    kept = reader.first(Minutes, meeting_id=meeting_id)
    return Found(AtMinutes(found, kept), (found.committee,))


def item_minutes(reader: Reading, item_id: str) -> Found["AtMinutes"]:
    """An item by its id with the minutes of its meeting; about a case only as its number."""
    item = reader.get(AgendaItem, item_id)
    found = minutes(reader, item.meeting_id)
    return Found(replace(found.value, item=item), found.tables, _about(item))


@dataclass(frozen=True, slots=True)
class AtMinutes:
    """A meeting with its minutes, None before it was closed, and the item at hand if any."""

    meeting: Meeting
    minutes: Minutes | None
    item: AgendaItem | None = None

    @property
    def kept(self) -> Minutes:
        """The minutes, where a rule said that they were begun."""
        assert self.minutes is not None
        return self.minutes

    @property
    def about(self) -> AgendaItem:
        """The item that was asked for."""
        assert self.item is not None
        return self.item


def invitee(reader: Reading, invitee_id: str) -> Found["AtInvitee"]:
    """Somebody who was invited for one item."""
    guest = reader.get(Invitee, invitee_id)
    found = item(reader, guest.item_id)
    return Found(AtInvitee(guest, found.value), found.tables, found.cases)


@dataclass(frozen=True, slots=True)
class AtInvitee:
    """An invitee with the item that they were invited for."""

    guest: Invitee
    at: AtItem

    @property
    def fixed(self) -> bool:
        """Whether minutes of the meeting were adopted."""
        return self.at.fixed


def about_a_case(at: AtPlace) -> None:
    """Raise RuleError for an item that is about no case."""
    if at.place.case is None:
        raise RuleError("item-has-no-case", title=at.place.item.title)


class Minuted(Protocol):
    """A meeting of which is known whether minutes were adopted."""

    @property
    def fixed(self) -> bool:
        """Whether what was said no longer changes."""


def open_minutes(at: Minuted) -> None:
    """Raise RuleError once minutes of the meeting were adopted."""
    if at.fixed:
        raise RuleError("minutes-adopted")
