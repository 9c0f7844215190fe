"""The work of the example: lists come in, meetings are held, minutes are written."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from casustafel.assets import asset
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.house_style import HouseStyle
from casustafel.domain.insight.reports import half_years
from casustafel.domain.local_time import local_day, moment_of
from casustafel.domain.meetings import AgendaItem, Attendance, ItemKind, Meeting, Presence
from casustafel.domain.outcomes import FormalDecision, Outcome, OutcomeInput
from casustafel.services import importing
from casustafel.services.agenda import meetings
from casustafel.services.case import cases
from casustafel.services.documents import house
from casustafel.services.example.sayings import (
    SAYINGS,
    Saying,
    fill_register,
    prescan,
    seat_members,
)
from casustafel.services.following import actions as promises
from casustafel.services.following import after_no, feedback
from casustafel.services.following.after_no import LandingInput
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.insight import council
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from casustafel.services.minutes import minutes
from casustafel.services.selection import freezing
from casustafel.services.upkeep import retention
from casustafel.services.use_case import Reading, UnitOfWork, unseen

T = TypeVar("T")

#: So many outcomes are told, and so many of those have a beschikking already.
_TOLD, _DECIDED = 4, 2


class Opened(Protocol):
    """What the example needs of an open workspace."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Give a read of one use case."""

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """Give the unit of work of one use case."""


class StoryClock:
    """The time in the example: it moves on as the meetings do."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, day: date, at: time) -> None:
        """Put the clock on a local time in Amsterdam."""
        self.now = moment_of(day, at)

    def forward(self, minutes: float) -> None:
        """Let minutes pass."""
        self.now += timedelta(minutes=minutes)


#: Table, weekday of its meeting (0 = Monday), begin, end, place, how many cases it takes.
_MEETINGS = (
    ("cpv", 3, time(9), time(10, 30), "kamer 2.14", 8),
    ("zbo", 1, time(13), time(15), "kamer 1.02", 5),
    ("doorbraak", 2, time(10), time(12), "kamer 2.14", 4),
)


def work_in(workspace: Opened, clock: StoryClock, folder: Path) -> Iterator[str]:
    """Do the work of the example and say, line by line, what was made.

    The workspace is new and empty and goes by `clock`; minutes are written as PDF into `folder`.
    """
    present = clock.now
    today = local_day(present)
    clock.set(_weekday_before(today, 0) - timedelta(days=7), time(9))
    settle_papers(workspace)
    for table, *_ in _MEETINGS:
        _do(workspace, seat_members, table)
    _do(workspace, fill_register, today.year if today.month > 9 else today.year - 1)
    for table, *_ in _MEETINGS:
        yield _take_in(workspace, table)
    frozen = _do(workspace, freezing.freeze, "doorbraak", reference="2026/7")
    yield (
        f"Froze the longlist of the Doorbraakteam: {frozen.kept} cases entered the queue, "
        f"{frozen.deleted} were deleted."
    )
    prescan(workspace, 7)
    for table, weekday, starts, ends, place, count in _MEETINGS:
        day = _weekday_before(today, weekday)
        clock.set(day - timedelta(days=3), time(14))
        meeting = _plan(workspace, table, day, starts, ends, place, count)
        clock.set(day, starts)
        told = _hold(workspace, clock, meeting, SAYINGS[table])
        yield f"Held the meeting of {table} on {day}: {told}."
        yield f"Wrote {_write_minutes(workspace, meeting, folder, adopt=table == 'cpv')}"
    for table in ("cpv", "zbo"):
        begin_granted_care(workspace, table, today)
    clock.now = present
    for table, *_, count in _MEETINGS:
        yield _plan_following(workspace, table, count)
    yield tell_some(workspace, "cpv", today)
    if waiting := _ready(workspace, "cpv"):
        yield decide_in_urgency(workspace, waiting[-1], today)
    yield _report(workspace, folder, today)


def _report(workspace: Opened, folder: Path, today: date) -> str:
    """Write the report to the council on the half year that runs: a concept."""
    first, last = next(half_years(today, today))
    path = folder / f"{today:%Y-%m-%d}_rapport-raad-concept.pdf"
    _do(workspace, council.export, None, first, last, path)
    return f"Wrote {path.name}"


def _do(workspace: Opened, use_case: Callable[..., T], *args: object, **given: object) -> T:
    """Do one use case, in a step of its own."""
    with workspace.writing() as uow:
        return use_case(uow, *args, **given)


def _weekday_before(today: date, weekday: int) -> date:
    """Return the last such weekday before today (0 = Monday)."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _take_in(workspace: Opened, table: str) -> str:
    path = asset("resources", "examples", f"{table}.xlsx")
    with workspace.writing() as uow:
        given = importing.read_list(path, table, today=uow.today)
        rows = importing.run(uow, table, given).rows
    counts = ", ".join(f"{count} {name}" for name, count in rows.items() if name != "read")
    return f"Read {rows['read']} rows of {path.name}: {counts}."


def _ready(workspace: Opened, table: str) -> list[Case]:
    with workspace.reading() as reader:
        return reader.find(
            Case, "-urgent", "received", "number", committee=table, status=CaseStatus.READY
        )


def _plan(
    workspace: Opened, table: str, day: date, starts: time, ends: time, place: str, count: int
) -> Meeting:
    chosen = [case.id for case in _ready(workspace, table)[:count]]
    meeting = _do(
        workspace, meetings.plan, table, held_on=day, starts=starts, ends=ends, place=place
    )
    _do(workspace, meetings.schedule, meeting.id, chosen)
    return meeting


def _hold(workspace: Opened, clock: StoryClock, meeting: Meeting, sayings: Sequence[Saying]) -> str:
    _do(workspace, room.open_meeting, meeting.id)
    with workspace.reading() as reader:
        attending = reader.find(Attendance, "id", meeting_id=meeting.id)
        items = [i for i in meetings.agenda(reader, meeting.id) if i.kind is ItemKind.CASE]
    for one in attending:
        _do(workspace, room.set_presence, unseen(meeting.id), one.member_id, Presence.PRESENT)
    clock.forward(4)
    told = []
    for place, item in enumerate(items):
        saying = sayings[place % len(sayings)]
        last = place == len(items) - 1 and len(items) > 3
        told.append(_decide(workspace, clock, meeting, item, None if last else saying))
    clock.forward(3)
    _do(workspace, room.close_meeting, meeting.id)
    return ", ".join(f"{told.count(what)} {what}" for what in dict.fromkeys(told))


def _decide(
    workspace: Opened, clock: StoryClock, meeting: Meeting, item: AgendaItem, saying: Saying | None
) -> str:
    _do(workspace, room.go_to, item.id)
    if saying is None:
        clock.forward(1)
        _do(workspace, room.carry_over, item.id)
        return "carried over"
    clock.forward(saying.minutes)
    for criterion, value in saying.answers.items():
        _do(workspace, room.answer, unseen(item.id), criterion, value)
    _do(workspace, room.note, unseen(item.id), saying.note)
    with workspace.reading() as reader:
        given = saying.outcome(meeting.held_on, reader.get(Case, item.case_id or ""))
    _do(workspace, outcomes.record, item.id, given)
    for text, owner, days in saying.promises:
        due = meeting.held_on + timedelta(days=days)
        what = (meeting.committee, text, owner)
        _do(workspace, promises.add, *what, due_on=due, item_id=item.id)
    return saying.choice.replace("_", " ")


def _write_minutes(workspace: Opened, meeting: Meeting, folder: Path, *, adopt: bool) -> Path:
    _do(workspace, minutes.put_up, meeting.id)
    if adopt:
        _do(workspace, minutes.adopt, meeting.id)
    with workspace.reading() as reader:
        target = folder / minutes.file_name(reader, meeting.id)
    _do(workspace, minutes.export, meeting.id, target)
    return target


def _plan_following(workspace: Opened, table: str, count: int) -> str:
    """Plan the next meeting of the series and put some cases on its agenda."""
    with workspace.reading() as reader:
        last = meetings.listed(reader, table)[0]
    following = _do(workspace, meetings.plan_next, last.id)
    waiting = [case.id for case in _ready(workspace, table)[: count // 2]]
    if waiting:
        _do(workspace, meetings.schedule, following.id, waiting)
    return f"Planned the next meeting of {table} on {following.held_on}."


def settle_papers(workspace: Opened) -> None:
    """Choose a house style, and let the archivist of the example confirm every category."""
    _do(workspace, house.save_style, HouseStyle(phone="024 000 00 00"))
    with workspace.reading() as reader:
        lines = retention.rules(reader)
    for line in lines:
        given = (line.committee, line.kind, line.proposal, "voorbeeld")
        _do(workspace, retention.confirm, *given)


def tell_some(workspace: Opened, committee: str, today: date) -> str:
    """Tell some outcomes; the others still wait for it."""
    with workspace.reading() as reader:
        decided = reader.find(Case, "number", committee=committee, status=CaseStatus.DECIDED)
        ready = [one.id for one in decided if feedback.adopted(reader, one.id)][:_TOLD]
        said = {key: feedback.final_outcome(reader, key) for key in ready}
    elsewhere = LandingInput(
        help="Basishulp",
        place="Buurtteam Jeugd en Gezin",
        calls="Gezinswerker BJG",
        phone="024 000 00 00",
        call_before=today + timedelta(days=5),
    )
    for key, outcome in said.items():
        if outcome is not None and outcome.kind.sends_elsewhere:
            _do(workspace, after_no.record, unseen(key), elsewhere)
    given = FeedbackInput(told_to=("Verwijzer", "Zorgaanbieder"), told_on=today, channel="email")
    _do(workspace, feedback.report, ready, given)
    for number, case_id in enumerate(ready[:_DECIDED], 118):
        decision = FormalDecision(
            id="",
            case_id=case_id,
            reference=f"Z-{today.year}-{number:04}",
            decided_on=today,
            decided_by="Team Toegang",
            objection_until=today + timedelta(weeks=6),
        )
        _do(workspace, feedback.decide, unseen(case_id), decision)
    return f"Told the outcomes of {len(ready)} cases of {committee} to referrer and provider."


def decide_in_urgency(workspace: Opened, case: Case, today: date) -> str:
    """Record for one case what could not wait for the next meeting, which has to ratify it."""
    wanted = UrgentInput(
        reason="De huidige plek is na deze week niet meer beschikbaar.",
        latest=today + timedelta(days=2),
        decider="Voorzitter",
        consulted="Zorgexpert, BJG",
        given=OutcomeInput(
            choice="toegekend",
            reasons=("TK6",),
            motivation="Vier weken zoals gevraagd; daarna beslist de commissie over het vervolg.",
            valid_until=today + timedelta(weeks=4),
        ),
    )
    _do(workspace, urgent.record, case.id, wanted)
    return f"Recorded an urgent decision on {case.number}; the next meeting ratifies it."


def begin_granted_care(workspace: Opened, table: str, today: date) -> None:
    """Let new care that a table granted begin the day after, at the latest today."""
    with workspace.reading() as reader:
        granted = [
            (reader.get(Case, one.case_id), local_day(one.decided_at))
            for one in reader.find(Outcome, "decided_at", committee=table, current=True)
            if one.kind.grants
        ]
    for case, day in granted:
        if case.request_kind == "nieuw":
            begins = min(day + timedelta(days=1), today)
            with workspace.writing() as uow:
                kept = uow.get(Case, case.id)
                cases.edit(uow, kept, {"starts_on": begins}, reason="De zorg is begonnen.")
