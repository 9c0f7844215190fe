"""Reading vooradviezen: which cases a member still has to advise on, a form, and all together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from casustafel.domain.advice import Advice, AdviceAnswer, Agreement, agreement
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.framework_answers import facts_of, filled, shown_answer
from casustafel.domain.frameworks import SCALE, Framework, Item, ItemKind
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    ItemState,
    Meeting,
    MeetingState,
    Member,
    Presence,
    Recusal,
)
from casustafel.domain.meetings import ItemKind as AgendaKind
from casustafel.domain.people import Actor, Right, Role
from casustafel.services import places
from casustafel.services.case import cases
from casustafel.services.definitions import tables
from casustafel.services.meeting import room_desk
from casustafel.services.meeting.room_desk import Seated
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Found, Free, Reader, Reading, part, read
from casustafel.storage.queries import queue as rows
from casustafel.storage.queries.queue import QueueRow

#: Subject of the drafts of a form: fields ``remark`` and ``note:<criterion>``.
DRAFTS = "advice"

#: States of an item in which the meeting has opened its case.
OPENED = frozenset({ItemState.CURRENT, ItemState.DONE, ItemState.HELD_OVER})
_AWAY = frozenset({Presence.ABSENT, Presence.EXCUSED})
_AHEAD = (MeetingState.PLANNED, MeetingState.IN_SESSION)


class AdviceState(StrEnum):
    """How a member's vooradvies stands: te doen, bezig, ingediend, ligt op tafel, neemt niet deel.

    CLOSED: the meeting opened the case or all are in, so nothing changes any more.
    """

    TO_DO = "to_do"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    CLOSED = "closed"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class Round:
    """All about the vooradviezen on one item: who is asked, what is in, and who may see it."""

    item: AgendaItem
    meeting: Meeting
    case: Case
    committee: Committee
    seats: tuple[Seated, ...]
    recused: frozenset[str]
    advices: Mapping[str, Advice]
    shown_before: bool

    @property
    def asked(self) -> tuple[Seated, ...]:
        """The members whose vooradvies is waited for: those who come, count and take part."""
        return tuple(
            seat
            for seat in self.seats
            if seat.attendance.presence not in _AWAY
            and seat.member.id not in self.recused
            and self.committee.counting([seat.member.discipline])
        )

    @property
    def all_in(self) -> bool:
        """Whether every member who is asked has handed in."""
        return bool(self.asked) and all(self.submitted(seat.member.id) for seat in self.asked)

    @property
    def opened(self) -> bool:
        """Whether the meeting opened the case."""
        return self.item.state in OPENED

    @property
    def revealed(self) -> bool:
        """Whether members may see each other's (issue: the case is opened, or all are in)."""
        return self.opened or self.all_in or self.shown_before

    @property
    def fixed(self) -> bool:
        """Whether nothing changes any more. What an earlier meeting saw may be reconsidered."""
        return self.opened or (self.all_in and not self.shown_before)

    def submitted(self, member_id: str) -> bool:
        """Say whether a member has handed in."""
        found = self.advices.get(member_id)
        return found is not None and found.submitted_at is not None

    def state(self, member_id: str) -> AdviceState:
        """Say how the vooradvies of a member stands."""
        if member_id in self.recused:
            return AdviceState.RECUSED
        if self.fixed:
            return AdviceState.CLOSED
        if self.submitted(member_id):
            return AdviceState.SUBMITTED
        return AdviceState.DRAFT if member_id in self.advices else AdviceState.TO_DO


@part
def round_of(reader: Reader, item_id: str) -> Round:
    """Return the round of an item of an agenda. Raises RuleError when it is about no case."""
    item = reader.get(AgendaItem, item_id)
    if item.case_id is None:
        raise RuleError("item-has-no-case", title=item.title)
    meeting = reader.get(Meeting, item.meeting_id)
    committee = tables.committee(reader, meeting.committee)
    others = reader.find(AgendaItem, case_id=item.case_id, state=sorted(OPENED))
    return Round(
        item=item,
        meeting=meeting,
        case=reader.get(Case, item.case_id),
        committee=committee,
        seats=room_desk.seats_of(reader, meeting, committee),
        recused=frozenset(one.member_id for one in reader.find(Recusal, item_id=item_id)),
        advices=_advices(reader, item.case_id),
        shown_before=any(other.id != item_id for other in others),
    )


def _advices(reader: Reader, case_id: str) -> dict[str, Advice]:
    """Return the vooradviezen on a case; of what a server hides only that it was handed in."""
    shown = reader.find(Advice, case_id=case_id)
    given: list[Advice] = []
    if reader.backend.accounts:
        given = reader.told(Advice, "handed_in(CAST(:about AS uuid))", about=case_id)
    return {one.member_id: one for one in (*given, *shown)}


def in_round(reader: Reading, item_id: str) -> Found[Round]:
    """The round of an item by its id: a place of use cases."""
    asked = round_of(reader, item_id)
    return Found(asked, (asked.meeting.committee,), (asked.case.id,))


def may_write_for(actor: Actor, member: Member) -> bool:
    """Say whether somebody may fill in the vooradvies of a member.

    The own one; and the secretaris for a member who does not use the program.
    """
    if member.person_id is not None:
        return member.person_id == actor.person_id and actor.may(
            Right.GIVE_ADVICE, member.committee
        )
    return Role.SECRETARY in actor.roles_at(member.committee)


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One case on the list of a member. `answered` of `of` criteria have an answer."""

    item: AgendaItem
    meeting: Meeting
    row: QueueRow
    state: AdviceState
    answered: int
    of: int
    given: int
    asked: int


@dataclass(frozen=True, slots=True)
class AdviceDesk:
    """The list of a member. `seats` are those that the person may write for, the own one first."""

    seats: tuple[tuple[Member, str], ...]
    member: Member | None
    own: bool
    lines: tuple[AdviceLine, ...]


@read(Right.READ_CASES, at=places.table)
def desk(reader: Reading, committee: str, member_id: str = "") -> AdviceDesk:
    """Return the cases of the coming meetings that a member is asked about.

    `member_id` is one of the seats that the person may write for; empty takes the first.
    """
    table = tables.committee(reader, committee)
    today = reader.today
    members = [
        member
        for member in reader.find(Member, "id", committee=committee)
        if member.sits_on(today)
        and table.counting([member.discipline])
        and may_write_for(reader.actor, member)
    ]
    members.sort(key=lambda one: (one.person_id is None, one.role_name, one.organisation))
    chosen = next((one for one in members if one.id == member_id), members[0] if members else None)
    own = chosen is not None and chosen.person_id == reader.actor.person_id
    seats = tuple((one, _seat_label(one, members)) for one in members)
    lines = () if chosen is None else tuple(_lines(reader, committee, chosen))
    return AdviceDesk(seats, chosen, own, lines)


def _seat_label(member: Member, members: list[Member]) -> str:
    twice = sum(one.role_name == member.role_name for one in members) > 1
    return f"{member.role_name} ({member.organisation})" if twice else member.role_name


def _lines(reader: Reading, committee: str, member: Member) -> Iterator[AdviceLine]:
    ahead = reader.find(Meeting, "held_on", "starts", committee=committee, state=list(_AHEAD))
    seats = reader.find(Attendance, meeting_id=[one.id for one in ahead], member_id=member.id)
    asked_at = {one.meeting_id for one in seats if one.presence not in _AWAY}
    for meeting in ahead:
        if meeting.id not in asked_at:
            continue
        of_cases = {"meeting_id": meeting.id, "kind": AgendaKind.CASE}
        items = reader.find(AgendaItem, "position", "id", **of_cases)
        ids = [item.case_id for item in items if item.case_id]
        known = {row.id: row for row in rows.by_ids(reader.connection, reader.actor, ids)}
        for item in items:
            if item.case_id in known:
                yield _line(reader, item, meeting, known[item.case_id].masked(), member)


def _line(
    reader: Reading, item: AgendaItem, meeting: Meeting, row: QueueRow, member: Member
) -> AdviceLine:
    asked = round_of(reader, item.id)
    advice = asked.advices.get(member.id)
    criteria = _framework(reader, asked, advice).criteria(facts_of(asked.case))
    codes = {one.code for one in criteria}
    answers = reader.find(AdviceAnswer, advice_id=advice.id) if advice else []
    return AdviceLine(
        item=replace(item, notes="") if row.hidden else item,
        meeting=meeting,
        row=row,
        state=asked.state(member.id),
        answered=sum(one.criterion in codes and filled(one.value) for one in answers),
        of=len(criteria),
        given=sum(asked.submitted(seat.member.id) for seat in asked.asked),
        asked=len(asked.asked),
    )


def _framework(reader: Reader, asked: Round, advice: Advice | None) -> Framework:
    """Return the version that an advice was made with; for a new one that of the item."""
    return tables.framework(
        reader, advice.framework_id if advice else asked.item.framework_id or ""
    )


@read(Free("counts nothing without the right"))
def waiting(reader: Reading, actor: Actor, committee: str) -> int:
    """Return on how many cases of the coming meetings somebody's own vooradvies is not in."""
    if not actor.may(Right.GIVE_ADVICE, committee):
        return 0
    answer = desk(reader, committee)
    open_states = (AdviceState.TO_DO, AdviceState.DRAFT)
    return sum(line.state in open_states for line in answer.lines) if answer.own else 0


@dataclass(frozen=True, slots=True)
class AdviceForm:
    """The form of one member on one case; `typed` is what was being typed in it."""

    item_id: str
    member: Member
    view: cases.CaseView
    framework: Framework
    criteria: tuple[Item, ...]
    answers: Mapping[str, AdviceAnswer]
    remark: str
    state: AdviceState
    typed: Mapping[str, object]


def draft_key(item_id: str, member_id: str) -> str:
    """Return under which id drafts of a member's form are kept."""
    return f"{item_id}:{member_id}"


@read(Right.READ_CASES, at=in_round)
def form(reader: Reading, asked: Round, member_id: str) -> AdviceForm:
    """Return a form as far as it was filled in.

    Raises RightError for somebody else's, RuleError for a member who takes no part.
    """
    item_id = asked.item.id
    member = reader.get(Member, member_id)
    require_writer(reader.actor, asked, member)
    advice = asked.advices.get(member_id)
    framework = _framework(reader, asked, advice)
    answers = reader.find(AdviceAnswer, advice_id=advice.id) if advice else []
    return AdviceForm(
        item_id=item_id,
        member=member,
        view=cases.view(reader, asked.case.id),
        framework=framework,
        criteria=framework.criteria(facts_of(asked.case)),
        answers={one.criterion: one for one in answers},
        remark=advice.remark if advice else "",
        state=asked.state(member_id),
        typed=drafts.kept(reader, DRAFTS, draft_key(item_id, member_id)),
    )


def require_writer(actor: Actor, asked: Round, member: Member) -> None:
    """Raise RightError or RuleError unless somebody may fill in the form of a member."""
    if member.committee != asked.meeting.committee or not may_write_for(actor, member):
        raise RightError("advice-not-yours")
    if member.id in asked.recused:
        raise RuleError("advice-member-recused", member=member.role_name, number=asked.case.number)


@dataclass(frozen=True, slots=True)
class JointAnswer:
    """What one member said on a criterion, as people read it."""

    who: str
    said: str
    note: str


@dataclass(frozen=True, slots=True)
class JointLine:
    """One criterion: how often each answer was given, in the order of the form, and by whom."""

    item: Item
    counts: tuple[tuple[str, int], ...]
    answers: tuple[JointAnswer, ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class JointView:
    """All vooradviezen on a case. While they are hidden `lines` and `remarks` are empty."""

    revealed: bool
    given: tuple[str, ...]
    waiting: tuple[str, ...]
    lines: tuple[JointLine, ...]
    remarks: tuple[JointAnswer, ...]


@read(Right.READ_CASES, at=in_round)
def joint(reader: Reading, asked: Round) -> JointView:
    """Return the vooradviezen on the case of an item beside each other."""
    labels = {seat.member.id: seat.label for seat in asked.seats}
    # Who is not at this meeting may have handed in: what is in counts, whoever comes.
    gone = reader.by_ids(Member, set(asked.advices) - set(labels))
    labels |= {key: member.role_name for key, member in gone.items()}
    handed = (key for key in asked.advices if asked.submitted(key) and key not in asked.recused)
    given = {key: asked.advices[key] for key in handed}
    waiting_for = tuple(s.label for s in asked.asked if s.member.id not in given)
    order = [key for key in labels if key in given]
    names = tuple(labels[key] for key in order)
    if not asked.revealed:
        return JointView(False, names, waiting_for, (), ())
    said: dict[str, list[tuple[str, AdviceAnswer]]] = {}
    for key in order:
        for one in reader.find(AdviceAnswer, advice_id=given[key].id):
            said.setdefault(one.criterion, []).append((labels[key], one))
    framework = tables.framework(reader, asked.item.framework_id or "")
    lines = tuple(
        _joint_line(item, said.get(item.code, []))
        for item in framework.criteria(facts_of(asked.case))
    )
    remarks = tuple(
        JointAnswer(labels[key], "", given[key].remark) for key in order if given[key].remark
    )
    return JointView(True, names, waiting_for, lines, remarks)


def _joint_line(item: Item, given: list[tuple[str, AdviceAnswer]]) -> JointLine:
    answers = tuple(JointAnswer(who, shown_answer(item, one.value), one.note) for who, one in given)
    words = [one.said for one in answers if one.said]
    order = list(SCALE) if item.kind is ItemKind.SCALE else [one.label for one in item.options]
    open_question = item.kind in (ItemKind.TEXT, ItemKind.TABLE)
    distinct = sorted(set(words), key=lambda word: order.index(word) if word in order else 99)
    return JointLine(
        item=item,
        counts=() if open_question else tuple((word, words.count(word)) for word in distinct),
        answers=answers,
        # Nobody writes the same sentence as somebody else: of open answers there is no agreement.
        agreement=Agreement.NONE if open_question else agreement(one.value for _, one in given),
    )
