"""What use cases are about: each finder loads a key's place once, and gives it to the body.

A finder applies no rule of the field, since the right is asked after it; those stand below, for
`when=`. Nothing here imports another use case.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from casustafel.domain.actions import Action
from casustafel.domain.at_table import AtTable, Place
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
from casustafel.services.use_case import Found
from casustafel.storage import committees as kept_tables
from casustafel.storage.queries import at_table as rows
from casustafel.storage.unit_of_work import Reading


def table(_reader: Reading, code: str) -> Found[str]:
    """A table by its code."""
    return Found(code, (code,))


def own_tables(reader: Reading, code: str | None) -> Found[tuple[str, ...]]:
    """The table that is named, or all at which this person has the right."""
    if code is not None:
        return Found((code,), (code,))
    codes = kept_tables.codes(reader.connection)
    return Found(codes, codes, narrowed=tuple)


def case(reader: Reading, case_id: str) -> Found[Case]:
    """A case by its id."""
    found = reader.get(Case, case_id)
    return Found(found, (found.committee,), (found.id,))


def loaded_case(_reader: Reading, case: Case) -> Found[Case]:
    """A case that was read a moment ago."""
    return Found(case, (case.committee,), (case.id,))


def numbered_case(reader: Reading, number: str) -> Found[Case]:
    """A case by its number. Raises UsageError."""
    parse_case_number(number)
    found = reader.first(Case, number=number.strip().upper())
    if found is None:
        raise UsageError("record-missing", kind="Case")
    return Found(found, (found.committee,), (found.id,))


def cases(reader: Reading, case_ids: Sequence[str]) -> Found[tuple[Case, ...]]:
    """Several cases in the order that they are named: all of them or none."""
    known = reader.by_ids(Case, case_ids)
    if len(known) < len(set(case_ids)):
        raise UsageError("record-missing", kind="Case")
    found = tuple(known[key] for key in dict.fromkeys(case_ids))
    return Found(found, tuple(dict.fromkeys(one.committee for one in found)), tuple(known))


def shown_case(reader: Reading, shown: Case) -> Found["ShownCase"]:
    """A case as it was shown to who changes it."""
    kept = reader.get(Case, shown.id)
    return Found(ShownCase(shown, kept), (kept.committee,), (kept.id,))


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case as it was shown, and as it is kept by now."""

    shown: Case
    kept: Case


def meeting(reader: Reading, meeting_id: str) -> Found[Meeting]:
    """A meeting by its id."""
    found = reader.get(Meeting, meeting_id)
    return Found(found, (found.committee,))


def shown_meeting(reader: Reading, shown: Meeting) -> Found["ShownMeeting"]:
    """A meeting as it was shown to who changes it."""
    kept = reader.get(Meeting, shown.id)
    return Found(ShownMeeting(shown, kept), (kept.committee,))


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting as it was shown, and as it is kept by now."""

    shown: Meeting
    kept: Meeting


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


def action(reader: Reading, action_id: str) -> Found[Action]:
    """Something to do, with the case that it is about if any."""
    found = reader.get(Action, action_id)
    return Found(found, (found.committee,), (found.case_id,) if found.case_id else ())


def shown_action(reader: Reading, shown: Action) -> Found[Action]:
    """Something to do as it was shown to who changes it."""
    found = action(reader, shown.id)
    return Found(shown, found.tables, found.cases)


def member(reader: Reading, member_id: str) -> Found[Member]:
    """A seat at a table by its id."""
    found = reader.get(Member, member_id)
    return Found(found, (found.committee,))


def shown_member(reader: Reading, shown: Member) -> Found[Member]:
    """A seat as it was shown to who changes it."""
    return Found(shown, member(reader, shown.id).tables)


def person(reader: Reading, person_id: str) -> Found[Person]:
    """A person by its id."""
    return Found(reader.get(Person, person_id))


def provider(reader: Reading, provider_id: str) -> Found[Provider]:
    """A provider by its id."""
    return Found(reader.get(Provider, provider_id))


def norm(reader: Reading, norm_id: str) -> Found[Norm]:
    """A norm by its id."""
    return Found(reader.get(Norm, norm_id))


def shown_norm(reader: Reading, shown: Norm) -> Found[Norm]:
    """A norm as it was shown to who changes it."""
    reader.get(Norm, shown.id)
    return Found(shown)


def stop(reader: Reading, stop_id: str) -> Found[Toeleidingsstop]:
    """A toeleidingsstop by its id."""
    return Found(reader.get(Toeleidingsstop, stop_id))


def shown_stop(reader: Reading, shown: Toeleidingsstop) -> Found[Toeleidingsstop]:
    """A toeleidingsstop as it was shown to who changes it."""
    reader.get(Toeleidingsstop, shown.id)
    return Found(shown)


def imported(reader: Reading, import_id: str) -> Found[ImportRecord]:
    """A list that came in, by its id."""
    found = reader.get(ImportRecord, import_id)
    return Found(found, (found.committee,))


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
