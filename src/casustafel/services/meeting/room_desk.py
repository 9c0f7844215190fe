"""A meeting as its room shows it: the agenda with who is there, and the case at the table."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from casustafel.domain.actions import Action
from casustafel.domain.advice import LearningPoint
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee, Quorum
from casustafel.domain.frameworks import Facts, Framework, Item, Stage
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    CommitteeAnswer,
    Invitee,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Member,
    Presence,
    Recusal,
)
from casustafel.domain.minutes import MinutesState
from casustafel.domain.norms import CareForm, Norm
from casustafel.domain.outcomes import Outcome
from casustafel.domain.registers import Provider
from casustafel.domain.stops import Register, Toeleidingsstop
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.agenda import composition, meetings
from casustafel.services.case import cases
from casustafel.services.definitions import tables
from casustafel.services.learning import equal
from casustafel.services.learning.equal import Beside
from casustafel.services.meeting import outcomes, room
from casustafel.services.meeting.room import DRAFTS
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Reader, Reading, Right, part, read
from casustafel.storage.ahead import Asked, of
from casustafel.storage.queries import at_table
from casustafel.storage.queries import queue as rows
from casustafel.storage.queries.queue import QueueRow


@dataclass(frozen=True, slots=True)
class Seated:
    """A member of the table at one meeting."""

    member: Member
    attendance: Attendance
    label: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the agenda; `row` and `quorum` are there when it is about a case.

    `recused` holds the members who do not take part in it, with the reason; `to_ratify` says
    that it was decided on outside a meeting.
    """

    item: AgendaItem
    row: QueueRow | None
    outcome: Outcome | None
    quorum: Quorum | None
    recused: Mapping[str, str]
    to_ratify: bool = False

    @property
    def finished(self) -> bool:
        """Whether the item keeps the meeting no longer."""
        return self.item.state not in (ItemState.OPEN, ItemState.CURRENT)


@dataclass(frozen=True, slots=True)
class Board:
    """The meeting around the case.

    `fixed` says that minutes of it were adopted, so that only slips are mended; `next_day` is
    when the table meets next, None while that is not planned.
    """

    meeting: Meeting
    committee: Committee
    lines: tuple[ItemLine, ...]
    seats: tuple[Seated, ...]
    minutes: MinutesState | None
    fixed: bool = False
    next_day: date | None = None

    @property
    def present(self) -> int:
        """How many members are there."""
        return sum(composition.takes_part(seat.attendance) for seat in self.seats)

    @property
    def finished(self) -> int:
        """How many items are dealt with."""
        return sum(line.finished for line in self.lines)

    @property
    def returns_on(self) -> date:
        """When a case that is held over now comes back by itself."""
        return outcomes.return_day(self.committee, self.meeting, self.next_day)

    def line(self, item_id: str | None) -> ItemLine | None:
        """Return the line of an item."""
        return next((line for line in self.lines if line.item.id == item_id), None)

    def missing(self, line: ItemLine | None) -> tuple[tuple[str, str], ...]:
        """Return who is missing at an item, named as the members are, each with the id of a member.

        Where more members could fill the place, or none, the id is empty (H36).
        """
        if line is None or line.quorum is None or line.quorum.enough:
            return ()
        found, rest = [], len(line.quorum.missing)
        for code, label in zip(line.quorum.missing, line.quorum.missing_labels, strict=False):
            seats = [seat for seat in self.seats if seat.member.discipline == code]
            names = [
                f"{seat.label} ({seat.member.organisation})"
                if seat.member.organisation not in seat.label
                else seat.label
                for seat in seats
            ]
            only = seats[0].member.id if len(seats) == 1 else ""
            found.append((" of ".join(names) or label, only))
        return (*found, *((label, "") for label in line.quorum.missing_labels[rest:]))

    def next_open(self, item_id: str | None, *said: str) -> AgendaItem | None:
        """Return the item to go on with, but for those `said`: the next, else the first left."""
        ids = [line.item.id for line in self.lines]
        at = ids.index(item_id) + 1 if item_id in ids else 0
        for line in (*self.lines[at:], *self.lines[:at]):
            if not line.finished and line.item.id not in (item_id, *said):
                return line.item
        return None


@dataclass(frozen=True, slots=True)
class Desk:
    """The case at the table with everything the table weighs."""

    item: AgendaItem
    view: cases.CaseView
    framework: Framework
    criteria: tuple[Item, ...]
    extra: tuple[Item, ...]
    answers: Mapping[str, CommitteeAnswer]
    stops: tuple[Toeleidingsstop, ...]
    earlier: tuple[Outcome, ...]
    actions: tuple[Action, ...]
    learnt: tuple[LearningPoint, ...]
    invitees: tuple[Invitee, ...]
    proposed: tuple[tuple[Member, str], ...]
    provider_names: Mapping[str, str]
    beside: Beside
    urgent: tuple[UrgentDecision, ...] = ()

    @property
    def to_ratify(self) -> UrgentDecision | None:
        """The decision outside a meeting that the table still has to judge."""
        return next((one for one in self.urgent if one.ratified is None), None)

    @property
    def judged(self) -> UrgentDecision | None:
        """The decision outside a meeting that the table judged at this item."""
        return next((one for one in self.urgent if one.item_id == self.item.id), None)


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the room shows: `desk` is None at items without a case.

    `former` is the meeting whose minutes are up for adoption at this item, `adoptable` whether
    they still wait for it. `hidden` says that
    the person who looks does not take part in this case, and so does not see it (design.md).
    """

    board: Board
    line: ItemLine | None
    desk: Desk | None
    typed: Mapping[str, object]
    now: datetime
    hidden: bool = False
    former: str | None = None
    adoptable: bool = False

    @property
    def today(self) -> date:
        """The day that it is in Amsterdam."""
        return local_day(self.now)


def asked_of(meeting: Meeting) -> tuple[Asked, ...]:
    """Return what pages about a meeting ask for, to be read at once."""
    items = of(AgendaItem, meeting_id=meeting.id)
    attendance = of(Attendance, "member_id", meeting_id=meeting.id)
    return (
        items,
        attendance,
        of(Member, id=attendance),
        of(Outcome, item_id=items, current=True),
        of(Recusal, item_id=items),
        of(Invitee, item_id=items),
        of(UrgentDecision, case_id=replace(items, take="case_id")),
    )


@read(Right.READ_CASES, at=places.meeting)
def sitting(reader: Reading, meeting: Meeting, item_id: str | None = None) -> Sitting:
    """Return a meeting with one of its items, by default the one the chair is at."""
    here = item_id or meeting.current_item_id
    reader.ahead(
        *asked_of(meeting),
        of(CommitteeAnswer, item_id=here),
        of(Action, item_id=here),
        drafts.asked_of(reader, DRAFTS, here or ""),
    )
    around = board.within(reader, meeting)
    line = around.line(here)
    if line is None:
        return Sitting(around, None, None, {}, reader.clock())
    hidden = line.row is not None and bool(line.row.hidden)
    desk = None
    if line.item.case_id is not None and not hidden:
        desk = _desk(reader, around, line.item)
    typed = drafts.kept(reader, DRAFTS, line.item.id)
    former = line.item.of_meeting_id
    minutes = room.minutes_of(reader, former) if former else None
    waits = minutes is not None and minutes.state is not MinutesState.ADOPTED
    return Sitting(around, line, desk, typed, reader.clock(), hidden, former, waits)


@read(Right.READ_CASES, at=places.meeting)
def board(reader: Reading, meeting: Meeting) -> Board:
    """Return the agenda and who is there."""
    around = at_table.around(reader.connection, meeting_id=meeting.id)
    committee = tables.committee(reader, meeting.committee)
    seats = seats_of(reader, meeting, committee)
    return Board(
        meeting,
        committee,
        lines_of(reader, meeting, committee, seats, counted=_counted(meeting)),
        seats,
        around.minutes,
        around.fixed,
        around.next_day,
    )


def _counted(meeting: Meeting) -> frozenset[Presence]:
    """Return who counts for a quorum: before the opening also who is expected."""
    if meeting.state is MeetingState.PLANNED:
        return frozenset({Presence.PRESENT, Presence.EXPECTED})
    return frozenset({Presence.PRESENT})


@part
def seats_of(reader: Reader, meeting: Meeting, committee: Committee) -> tuple[Seated, ...]:
    """Return the members of a meeting in the order of the table's seats."""
    attendance = reader.find(Attendance, "id", meeting_id=meeting.id)
    members = reader.by_ids(Member, [one.member_id for one in attendance])
    order = {seat.code: at for at, seat in enumerate(committee.seats)}
    roles = [members[one.member_id].role_name for one in attendance]
    seats = [_seated(members[one.member_id], one, roles) for one in attendance]
    seats.sort(key=lambda seat: (order.get(seat.member.discipline, 99), _natural(seat.label)))
    seats.sort(key=lambda seat: "voorzitter" not in seat.label.casefold())
    return tuple(seats)


def _natural(label: str) -> list[str | int]:
    """Return what labels are sorted by: team 2 before team 10 (H28)."""
    parts = re.split(r"(\d+)", label.casefold())
    return [int(part) if at % 2 else part for at, part in enumerate(parts)]


def _seated(member: Member, attendance: Attendance, roles: list[str]) -> Seated:
    """Tell equal roles apart by their organisation."""
    twice = roles.count(member.role_name) > 1 and member.organisation
    label = f"{member.role_name} {member.organisation}" if twice else member.role_name
    return Seated(member, attendance, label)


@part
def lines_of(
    reader: Reading,
    meeting: Meeting,
    committee: Committee,
    seats: Iterable[Seated],
    *,
    counted: frozenset[Presence],
) -> tuple[ItemLine, ...]:
    """Return the agenda; members whose presence is in `counted` count for the quorum."""
    items = meetings.agenda(reader, meeting.id)
    ids = [item.id for item in items]
    about = [item.case_id for item in items if item.case_id]
    case_rows = {row.id: row for row in rows.by_ids(reader.connection, reader.actor, about)}
    said = {one.item_id: one for one in reader.find(Outcome, item_id=ids, current=True)}
    recused: dict[str, dict[str, str]] = {}
    for one in reader.find(Recusal, item_id=ids):
        recused.setdefault(one.item_id, {})[one.member_id] = one.reason
    there = [
        seat.member
        for seat in seats
        if seat.attendance.presence in counted and seat.attendance.left is None
    ]
    waiting = reader.find(UrgentDecision, case_id=about, ratified=None)
    urgent = {one.case_id for one in waiting}
    lines = []
    for item in items:
        row = case_rows.get(item.case_id or "")
        if row is None and item.case_id is not None:
            row = QueueRow.unseen(item.case_id, item.title, meeting.committee, meeting.held_on)
        away = recused.get(item.id, {})
        taking_part = [member for member in there if member.id not in away]
        enough = composition.quorum_with(committee, meeting, row, taking_part) if row else None
        outcome = said.get(item.id)
        waits = item.case_id in urgent and outcome is None
        if row is not None and row.hidden:
            item, outcome = replace(item, notes=""), None
        lines.append(ItemLine(item, row and row.masked(), outcome, enough, away, waits))
    return tuple(lines)


def _desk(reader: Reading, around: Board, item: AgendaItem) -> Desk:
    # That this person may read it is known by its line (`hidden`).
    case = reader.get(Case, item.case_id or "")
    norms = of(Norm, provider_id=case.provider_id)
    reader.ahead(*cases.asked_of(case), norms, of(LearningPoint, case_id=case.id))
    view = cases.view.within(reader, case)
    framework = tables.framework(reader, item.framework_id or "")
    facts = Facts(law=case.law, care_form=case.care_form, referrer_type=case.referrer_type)
    line = around.line(item.id)
    away = line.recused if line else {}
    members = [seat.member for seat in around.seats]
    proposed = composition.proposed_recusals(around.committee, members, case)
    return Desk(
        item=item,
        view=view,
        framework=framework,
        criteria=framework.criteria(facts),
        extra=tuple(
            one for part in framework.sections_for(facts, Stage.OUTCOME) for one in part.items
        ),
        answers={one.criterion: one for one in reader.find(CommitteeAnswer, item_id=item.id)},
        stops=stops_of(reader, case, around.meeting.held_on),
        earlier=_earlier(reader, view),
        actions=tuple(reader.find(Action, "due_on", "id", item_id=item.id)),
        learnt=tuple(
            one
            for one in reader.find(LearningPoint, "at", "id", case_id=case.id)
            if local_day(one.at) >= around.meeting.held_on  # earlier meetings keep theirs
        ),
        invitees=tuple(reader.find(Invitee, "id", item_id=item.id)),
        proposed=tuple((member, why) for member, why in proposed if member.id not in away),
        provider_names=_provider_names(reader, view),
        urgent=tuple(reader.find(UrgentDecision, "-recorded_at", case_id=case.id)),
        beside=equal.beside(reader, case, view.client),
    )


@part
def stops_of(reader: Reading, case: Case, on: date) -> tuple[Toeleidingsstop, ...]:
    """Return the toeleidingsstops that hit a case on a day."""
    known = case.care_form in set(CareForm)
    if case.provider_id is None or not known:
        return ()
    register = Register(
        reader.find(Norm, provider_id=case.provider_id),
        reader.find(Toeleidingsstop, provider_id=case.provider_id),
    )
    return register.stops_in_force(case.provider_id, CareForm(case.care_form), on)


def _earlier(reader: Reading, view: cases.CaseView) -> tuple[Outcome, ...]:
    """Return what tables said before of the same client, newest first."""
    ids = [view.case.id, *(other.id for other in view.others)]
    found = reader.find(Outcome, "-decided_at", case_id=ids, current=True)
    return tuple(one for one in found if one.case_id != view.case.id)


def _provider_names(reader: Reading, view: cases.CaseView) -> dict[str, str]:
    ids = {line.provider_id for line in view.lines if line.provider_id}
    return {key: one.name for key, one in reader.by_ids(Provider, ids).items()}


def undecided(around: Board) -> list[ItemLine]:
    """Return the cases that keep the meeting from closing."""
    return [line for line in around.lines if line.item.kind is ItemKind.CASE and not line.finished]
