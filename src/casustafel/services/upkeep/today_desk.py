"""What waits today, per table and for whom: the first page of a working day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from casustafel.domain.cases import BEFORE, CaseStatus
from casustafel.domain.committees import Committee
from casustafel.domain.meetings import AgendaItem, Meeting, MeetingState, Member, room_for
from casustafel.domain.minutes import MinutesState
from casustafel.domain.people import Person, Right, Role
from casustafel.domain.urgent import UrgentDecision
from casustafel.services.agenda import meetings_desk
from casustafel.services.agenda.meetings_desk import MeetingLine
from casustafel.services.case import case_steps
from casustafel.services.definitions import tables
from casustafel.services.following import actions_desk
from casustafel.services.following.actions_desk import ActionLine
from casustafel.services.following.feedback_desk import STEPS, Step
from casustafel.services.queue import queue
from casustafel.services.register import register
from casustafel.services.use_case import Reading, read
from casustafel.storage.ahead import of
from casustafel.storage.queries import feedback, longlist
from casustafel.storage.queries import queue as rows
from casustafel.storage.queries.feedback import ToldRow
from casustafel.storage.queries.queue import QueueQuery, QueueRow

#: More urgent cases than this are not named one by one.
_MOST_URGENT = 5
#: An action is due soon when its day comes within so many days.
_SOON_DAYS = 7


class TaskKind(StrEnum):
    """What waits. The order is that of the page: what cannot wait stands first."""

    IN_SESSION = "in_session"
    NOT_HELD = "not_held"
    URGENT = "urgent"
    ACTIONS_LATE = "actions_late"
    NEW = "new"
    PRESCAN = "prescan"
    INCOMPLETE = "incomplete"
    RETURNING = "returning"
    PROVISIONAL = "provisional"
    TOLD_OTHERWISE = "told_otherwise"
    NOT_REPORTED = "not_reported"
    NO_DECISION = "no_decision"
    MINUTES_CONCEPT = "minutes_concept"
    MINUTES_FOR_ADOPTION = "minutes_for_adoption"
    ACTIONS_SOON = "actions_soon"
    LONGLIST = "longlist"


_SECRETARY = frozenset({Role.SECRETARY})
_INTAKE = frozenset({Role.SECRETARY, Role.SUBMITTER})
_CHAIR = frozenset({Role.CHAIR, Role.SECRETARY})

#: On which page each is done, and by whom.
_DONE: dict[TaskKind, tuple[str, frozenset[Role]]] = {
    TaskKind.IN_SESSION: ("room", _CHAIR),
    TaskKind.NOT_HELD: ("agenda", _CHAIR),
    TaskKind.URGENT: ("case", _INTAKE | _CHAIR),
    TaskKind.ACTIONS_LATE: ("actions", _INTAKE | _CHAIR | {Role.MEMBER}),
    TaskKind.NEW: ("queue", _INTAKE),
    TaskKind.PRESCAN: ("selection", _INTAKE),
    TaskKind.INCOMPLETE: ("queue", _INTAKE),
    TaskKind.RETURNING: ("queue", _SECRETARY),
    TaskKind.PROVISIONAL: ("queue", _CHAIR),
    TaskKind.TOLD_OTHERWISE: ("feedback", _SECRETARY),
    TaskKind.NOT_REPORTED: ("feedback", _SECRETARY),
    TaskKind.NO_DECISION: ("feedback", _SECRETARY),
    TaskKind.MINUTES_CONCEPT: ("minutes", _SECRETARY),
    TaskKind.MINUTES_FOR_ADOPTION: ("minutes", _CHAIR),
    TaskKind.ACTIONS_SOON: ("actions", _INTAKE | _CHAIR | {Role.MEMBER}),
    TaskKind.LONGLIST: ("selection", _SECRETARY),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits, and the page where it is done.

    `count` says how many; `day` since or until when; `label` names one case; `own` how many of
    them are this person's; `told` who was told what of them that does not stand; `late` that the
    day has passed; `apart` when a meeting begins, where its table holds another that day.
    """

    kind: TaskKind
    argument: str
    count: int = 1
    day: date | None = None
    late: bool = False
    own: int = 0
    label: str = ""
    apart: time | None = None
    told: tuple[ToldRow, ...] = ()

    @property
    def page(self) -> str:
        """Where it is done; one case that waits for an answer is opened itself."""
        one = self.kind is TaskKind.PROVISIONAL and self.count == 1
        return "case" if one else _DONE[self.kind][0]

    @property
    def roles(self) -> frozenset[Role]:
        """Who does it."""
        return _DONE[self.kind][1]


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes first, with the cases that are ready and how many still fit.

    `back` of its cases come back from an earlier meeting: held over or carried over.
    """

    line: MeetingLine
    ready: int
    room: int
    back: int = 0


@dataclass(frozen=True, slots=True)
class TableToday:
    """What waits at one table. `mine` are the tasks of the roles that this person holds.

    `carried` cases were carried over and come back as soon as a meeting is planned.
    """

    code: str
    name: str
    meeting: NextMeeting | None
    ready: int
    tasks: tuple[Task, ...]
    mine: tuple[Task, ...]
    carried: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """All tables that this person may read.

    `due_back`: cases that were held over until a day that has come, or of which no answer came in
    writing; `norms`: norms at which a step is due; `in_need`: persons given access by one alone.
    """

    day: date
    tables: tuple[TableToday, ...]
    due_back: int
    norms: int
    in_need: int = 0


@read(Right.READ_CASES)
def today(reader: Reading) -> Today:
    """Return what waits at each table that the person may read. Raises RightError at none."""
    day = reader.today
    own = [
        one for one in tables.all_committees(reader) if reader.actor.may(Right.READ_CASES, one.code)
    ]
    codes = [one.code for one in own]
    norms = register.asked_of() if reader.actor.may(Right.READ_NORMS) else ()
    reader.ahead(
        *meetings_desk.asked_of(),
        *case_steps.asked_of(codes),
        of(Member, committee=codes),
        of(Person, active=True),
        *norms,
    )
    lines = meetings_desk.meetings(reader)
    counts = rows.count_by_table(reader.connection, reader.actor, codes)
    told = feedback.counted(reader.connection, reader.actor, codes, list(_AFTER))
    stale = feedback.stale(reader.connection, reader.actor, codes)
    seats = reader.find(Member, "role_name", committee=codes)
    promised = actions_desk.lines_of(reader, codes, seats)
    found = [
        _table(
            reader,
            _Known(
                committee=one,
                lines=[line for line in lines if line.committee == one.code],
                counts=counts[one.code],
                told=told[one.code],
                stale=tuple(row for row in stale if row.committee == one.code),
                promised=[line for line in promised[one.code] if line.open],
            ),
            day,
        )
        for one in own
    ]
    return Today(
        day=day,
        tables=tuple(found),
        due_back=rows.due_back(reader.connection, codes, day)
        + sum(until < day for _said, until in case_steps.waiting_for_answer(reader, *codes)),
        norms=register.needing_attention(reader),
        in_need=sum(bool(one.need) for one in reader.find(Person, active=True)),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read for all tables at once: meetings, cases, what was told, open promises."""

    committee: Committee
    lines: Sequence[MeetingLine]
    counts: Mapping[CaseStatus, int]
    told: Mapping[CaseStatus, tuple[int, date]]
    stale: tuple[ToldRow, ...]
    promised: Sequence[ActionLine]


def _table(reader: Reading, known: _Known, day: date) -> TableToday:
    committee, lines, code = known.committee, known.lines, known.committee.code
    counts = known.counts
    ready = counts.get(CaseStatus.READY, 0)
    tasks = [
        *_meeting_tasks(lines, day),
        *_case_tasks(reader, known, day),
        *_action_tasks(reader, known, day),
    ]
    tasks.sort(key=lambda task: list(TaskKind).index(task.kind))
    held = reader.actor.roles_at(code)
    return TableToday(
        code=code,
        name=committee.short_name,
        meeting=_next_meeting(reader, committee, lines, ready, day),
        ready=ready,
        tasks=tuple(tasks),
        mine=tuple(task for task in tasks if task.roles & held),
        carried=queue.carried_over(reader, code, counts.get(CaseStatus.SCHEDULED, 0)),
    )


def _next_meeting(
    reader: Reading, committee: Committee, lines: Iterable[MeetingLine], ready: int, day: date
) -> NextMeeting | None:
    ahead = [line for line in lines if line.state is MeetingState.PLANNED and line.held_on >= day]
    if not ahead:
        return None
    line = min(ahead, key=lambda one: (one.held_on, one.starts))
    items = reader.find(AgendaItem, "position", meeting_id=line.id)
    meeting = reader.get(Meeting, line.id)
    room = room_for(meeting, items, committee.terms.minutes_per_item)
    return NextMeeting(line, ready, room, sum(item.from_item_id is not None for item in items))


def _meeting_tasks(lines: Iterable[MeetingLine], day: date) -> Iterator[Task]:
    for line in sorted(lines, key=lambda one: (one.held_on, one.starts)):
        kind = _meeting_step(line, day)
        if kind is not None:
            late = kind is TaskKind.NOT_HELD
            yield Task(kind, line.id, day=line.held_on, late=late, apart=line.apart)


def _meeting_step(line: MeetingLine, day: date) -> TaskKind | None:
    match line.state:
        case MeetingState.IN_SESSION:
            return TaskKind.IN_SESSION
        case MeetingState.PLANNED if line.held_on < day:
            return TaskKind.NOT_HELD
        case MeetingState.CLOSED if line.minutes is MinutesState.FOR_ADOPTION:
            return TaskKind.MINUTES_FOR_ADOPTION
        case MeetingState.CLOSED if line.minutes is not MinutesState.ADOPTED:
            return TaskKind.MINUTES_CONCEPT
    return None


def _case_tasks(reader: Reading, known: _Known, day: date) -> Iterator[Task]:
    code, counts = known.committee.code, known.counts
    if any(counts.get(status) for status in BEFORE):
        yield from _urgent(reader, code, day)
    # What comes from a long list waits for the pre-scan, and then for who completes it.
    new, submitted, judged = TaskKind.NEW, counts.get(CaseStatus.SUBMITTED, 0), 0
    if known.committee.selection is not None:
        new = TaskKind.PRESCAN
        judged = min(submitted, longlist.judged(reader.connection, code)) if submitted else 0
    for kind, status, count in (
        (new, CaseStatus.SUBMITTED, submitted - judged),
        (TaskKind.INCOMPLETE, CaseStatus.SUBMITTED, judged),
        (TaskKind.INCOMPLETE, CaseStatus.INCOMPLETE, counts.get(CaseStatus.INCOMPLETE, 0)),
        (TaskKind.LONGLIST, CaseStatus.DRAFT, counts.get(CaseStatus.DRAFT, 0)),
    ):
        if count:
            since = rows.oldest(reader.connection, reader.actor, code, [status])
            yield Task(kind, status.value, count, since)
    if counts.get(CaseStatus.PROVISIONAL, 0):
        yield from _provisional(reader, code)
    yield from _after_the_minutes(known)
    if count := counts.get(CaseStatus.DEFERRED, 0):
        first = rows.first_return(reader.connection, code)
        late = first is not None and first < day
        yield Task(TaskKind.RETURNING, CaseStatus.DEFERRED.value, count, first, late)


def _provisional(reader: Reading, code: str) -> Iterator[Task]:
    """What waits for a written answer, with the first day on which that can no longer come."""
    waiting = case_steps.waiting_for_answer(reader, code)
    if not waiting:
        return
    about = waiting[0][0].case_id if len(waiting) == 1 else CaseStatus.PROVISIONAL.value
    first = min(until for _said, until in waiting)
    yield Task(TaskKind.PROVISIONAL, about, len(waiting), first)


#: What was said and waits to be told, or for the beschikking that follows.
_AFTER = {CaseStatus.DECIDED: TaskKind.NOT_REPORTED, CaseStatus.REPORTED: TaskKind.NO_DECISION}


def _after_the_minutes(known: _Known) -> Iterator[Task]:
    if known.stale:
        cases = {row.case_id for row in known.stale}
        yield Task(TaskKind.TOLD_OTHERWISE, Step.AGAIN.value, len(cases), told=known.stale)
    for status, (count, oldest) in known.told.items():
        yield Task(_AFTER[status], STEPS[status].value, count, oldest)


def _urgent(reader: Reading, code: str, day: date) -> Iterator[Task]:
    query = QueueQuery(committee=code, statuses=BEFORE, urgent=True, reader=reader.actor)
    found = rows.page(reader.connection, query, offset=0, limit=_MOST_URGENT * 4)
    if not found:
        return
    ids = [row.id for row in found]
    decided = {one.case_id for one in reader.find(UrgentDecision, case_id=ids, ratified=None)}
    waiting = sorted((row for row in found if row.id not in decided), key=_latest)
    for row in waiting[:_MOST_URGENT]:
        late = row.urgent_before is not None and row.urgent_before < day
        yield Task(TaskKind.URGENT, row.id, 1, row.urgent_before, late, label=row.number)


def _latest(row: QueueRow) -> tuple[date, date]:
    return (row.urgent_before or date.max, row.received)


def _action_tasks(reader: Reading, known: _Known, day: date) -> Iterator[Task]:
    if not reader.actor.may(Right.KEEP_ACTIONS, known.committee.code):
        return
    lines = known.promised
    late = [line for line in lines if line.days_late]
    soon = [
        line
        for line in lines
        if line.row.due_on is not None and 0 <= (line.row.due_on - day).days <= _SOON_DAYS
    ]
    for kind, found in ((TaskKind.ACTIONS_LATE, late), (TaskKind.ACTIONS_SOON, soon)):
        if found:
            due, own = found[0].row.due_on, sum(line.mine for line in found)
            yield Task(kind, "", len(found), due, kind is TaskKind.ACTIONS_LATE, own)
