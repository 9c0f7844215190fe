"""What the next meeting must speak of: former minutes, urgent decisions, what was left over.

A meeting that is planned gets it at once; one that was planned earlier gets what came up since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem, ItemKind, ItemState, Meeting, MeetingState
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import tables
from casustafel.services.agenda_items import agenda, new_item, put_in_order
from casustafel.services.moves import move_case
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork

#: How a case that was decided on in urgency gets to an agenda, from each state it may stand in.
_STEPS: dict[CaseStatus, tuple[CaseStatus, ...]] = {
    CaseStatus.SUBMITTED: (CaseStatus.READY, CaseStatus.SCHEDULED),
    CaseStatus.INCOMPLETE: (CaseStatus.SUBMITTED, CaseStatus.READY, CaseStatus.SCHEDULED),
    CaseStatus.READY: (CaseStatus.SCHEDULED,),
    CaseStatus.DEFERRED: (CaseStatus.READY, CaseStatus.SCHEDULED),
    CaseStatus.SCHEDULED: (),
}

#: States of an item that still has to be dealt with.
_WAITING = (ItemState.OPEN, ItemState.CURRENT)


def next_planned(reader: Reader, committee: str, today: date) -> Meeting | None:
    """Return the first meeting of a table that is planned for `today` or later."""
    planned = reader.find(
        Meeting, "held_on", "starts", committee=committee, state=MeetingState.PLANNED
    )
    return next((one for one in planned if one.held_on >= today), None)


def unadopted(reader: Reader, committee: str) -> list[Meeting]:
    """Return the closed meetings of a table whose minutes wait for adoption, oldest first."""
    closed = reader.find(Meeting, "held_on", committee=committee, state=MeetingState.CLOSED)
    adopted = {
        minutes.meeting_id
        for minutes in reader.find(
            Minutes, meeting_id=[meeting.id for meeting in closed], state=MinutesState.ADOPTED
        )
    }
    return [meeting for meeting in closed if meeting.id not in adopted]


def minutes_title(meeting: Meeting) -> str:
    """Return how an agenda calls the minutes of a former meeting."""
    return f"Notulen {meeting.held_on:%d-%m-%Y}"


def bring_in_next(uow: UnitOfWork, committee: str) -> Meeting | None:
    """Put what comes back on the next planned meeting of a table; the caller commits."""
    meeting = next_planned(uow, committee, uow.today)
    if meeting is not None:
        bring_in(uow, meeting)
    return meeting


def bring_in(uow: UnitOfWork, meeting: Meeting) -> None:
    """Put what is not on a planned meeting yet on it; the caller commits.

    First the minutes that wait for adoption, then urgent decisions that wait for ratification,
    then the cases that were not discussed or wait for a quorum, before the other cases.
    """
    items = agenda(uow, meeting.id)
    items = _with_minutes(uow, meeting, items)
    items = _with_urgent(uow, meeting, items)
    items = _with_left_over(uow, meeting, items)
    put_in_order(uow, items)


def _with_minutes(uow: UnitOfWork, meeting: Meeting, items: list[AgendaItem]) -> list[AgendaItem]:
    titles = {item.title for item in items if item.kind is ItemKind.PREVIOUS_MINUTES}
    added = [
        new_item(meeting, ItemKind.PREVIOUS_MINUTES, minutes_title(earlier), 0)
        for earlier in unadopted(uow, meeting.committee)
        if earlier.held_on <= meeting.held_on and minutes_title(earlier) not in titles
    ]
    uow.add_all(added)
    return _inserted(items, added, _after_minutes(items))


def _with_urgent(uow: UnitOfWork, meeting: Meeting, items: list[AgendaItem]) -> list[AgendaItem]:
    """Put each urgent decision that waits before the other cases, the oldest first."""
    waiting = uow.find(
        UrgentDecision, "recorded_at", "id", committee=meeting.committee, ratified=None
    )
    to_ratify = {one.case_id: None for one in waiting}
    framework = tables.framework_in_force(uow, meeting.committee, meeting.held_on)
    here = {item.case_id: item for item in items if item.case_id}
    minutes = tables.terms(uow, meeting.committee).minutes_per_item
    chosen = []
    for case in _in_order(uow.by_ids(Case, to_ratify), to_ratify):
        if case.status not in _STEPS or _stands_sooner(uow, case.id, meeting):
            continue
        item = here.get(case.id) or _moved_here(uow, case, meeting)
        if item is None:
            item = new_item(meeting, ItemKind.CASE, case.number, minutes)
            item = replace(item, case_id=case.id, framework_id=framework)
            uow.add(item)
        for status in _STEPS[case.status]:
            case = move_case(uow, case, status, incomplete=True)
        chosen.append(item)
    ids = {item.id for item in chosen}
    rest = [item for item in items if item.id not in ids]
    return _inserted(rest, chosen, _after_minutes(rest))


def put_at_table(uow: UnitOfWork, meeting: Meeting, case: Case) -> AgendaItem:
    """Put a case on a meeting that is going on, right behind the current item; no commit."""
    items = agenda(uow, meeting.id)
    minutes = tables.terms(uow, meeting.committee).minutes_per_item
    item = replace(
        new_item(meeting, ItemKind.CASE, case.number, minutes),
        case_id=case.id,
        framework_id=tables.framework_in_force(uow, meeting.committee, meeting.held_on),
    )
    for status in _STEPS[case.status]:
        case = move_case(uow, case, status, incomplete=True)
    uow.add(item)
    ids = [one.id for one in items]
    at = ids.index(meeting.current_item_id) + 1 if meeting.current_item_id in ids else 0
    put_in_order(uow, _inserted(items, [item], at))
    return item


def _in_order(cases: dict[str, Case], ids: Iterable[str]) -> list[Case]:
    return [cases[key] for key in ids if key in cases]


def _stands_sooner(uow: UnitOfWork, case_id: str, meeting: Meeting) -> bool:
    """Say whether a case stands on a meeting that is going on, or that comes before this one."""
    items = uow.find(AgendaItem, case_id=case_id, state=list(_WAITING))
    meetings = uow.by_ids(Meeting, [item.meeting_id for item in items])
    today, here = uow.today, _when(meeting)
    return any(
        one.state is MeetingState.IN_SESSION
        or (one.state is MeetingState.PLANNED and today <= one.held_on and _when(one) < here)
        for one in meetings.values()
    )


def _when(meeting: Meeting) -> tuple[date, time]:
    return meeting.held_on, meeting.starts


def _moved_here(uow: UnitOfWork, case: Case, meeting: Meeting) -> AgendaItem | None:
    """Take a case over from the agenda of a later meeting, with its invitees and advices."""
    for item in uow.find(AgendaItem, case_id=case.id, state=ItemState.OPEN):
        former = uow.get(Meeting, item.meeting_id)
        if former.state is MeetingState.PLANNED and former.id != meeting.id:
            # A calendar sees the sequences of both together, and they must not fall by the move.
            sequence = item.sequence + max(former.sequence - meeting.sequence, 0) + 1
            moved = replace(item, meeting_id=meeting.id, starts=None, sequence=sequence)
            uow.replace_all([moved], ["meeting_id", "starts", "sequence"])
            put_in_order(uow, agenda(uow, former.id))
            return moved
    return None


def _with_left_over(uow: UnitOfWork, meeting: Meeting, items: list[AgendaItem]) -> list[AgendaItem]:
    earlier = uow.find(Meeting, "held_on", committee=meeting.committee, state=MeetingState.CLOSED)
    left = uow.find(
        AgendaItem,
        "id",
        meeting_id=[one.id for one in earlier],
        kind=ItemKind.CASE,
        state=[ItemState.CARRIED_OVER, ItemState.DONE],
    )
    latest = {item.case_id: item for item in left if item.case_id}
    waiting = {CaseStatus.SCHEDULED, CaseStatus.PROVISIONAL}
    planned = {
        item.case_id for item in uow.find(AgendaItem, kind=ItemKind.CASE, state=ItemState.OPEN)
    }
    framework = tables.framework_in_force(uow, meeting.committee, meeting.held_on)
    added = []
    for case in uow.by_ids(Case, [key for key in latest if key]).values():
        if case.status not in waiting or case.id in planned:
            continue
        if case.status is CaseStatus.PROVISIONAL:
            move_case(uow, case, CaseStatus.SCHEDULED)
        origin = latest[case.id]
        item = new_item(meeting, ItemKind.CASE, case.number, origin.budget)
        added.append(replace(item, case_id=case.id, from_item_id=origin.id, framework_id=framework))
    uow.add_all(added)
    return _inserted(items, added, _before_cases(uow, items))


def _inserted(
    items: Sequence[AgendaItem], added: Sequence[AgendaItem], at: int
) -> list[AgendaItem]:
    return [*items[:at], *added, *items[at:]]


def _after_minutes(items: Sequence[AgendaItem]) -> int:
    """Return the place behind the opening and the minutes of former meetings."""
    first = (ItemKind.OPENING, ItemKind.PREVIOUS_MINUTES)
    return max((at for at, item in enumerate(items, 1) if item.kind in first), default=0)


def _before_cases(uow: UnitOfWork, items: Sequence[AgendaItem]) -> int:
    """Return the place before the ordinary cases, else before the items that close the agenda."""
    ids = [item.case_id for item in items if item.case_id]
    urgent = {one.case_id for one in uow.find(UrgentDecision, case_id=ids, ratified=None)}
    for at, item in enumerate(items):
        if item.kind is ItemKind.CASE and item.case_id not in urgent:
            return at
    last = len(items)
    while last and items[last - 1].kind is ItemKind.OTHER:
        last -= 1
    return last
