"""The meeting room: who is there, where the chair is, what the table answers, notes and time."""

from dataclasses import replace
from datetime import datetime, time

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.framework_answers import check_answer
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    CommitteeAnswer,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Member,
    Presence,
    Recusal,
    require_state,
    undecided,
)
from casustafel.domain.minutes import Minutes, MinutesState, require_open
from casustafel.domain.people import Right
from casustafel.services import coming_back, drafts, meetings, tables
from casustafel.services.moves import move_case
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork

#: Subject of the drafts of an item: fields ``notes``, ``outcome`` and ``note:<criterion>``.
DRAFTS = "agenda_item"


def open_meeting(uow: UnitOfWork, meeting_id: str) -> Meeting:
    """Begin a planned meeting; the first item becomes the current one."""
    meeting = uow.get(Meeting, meeting_id)
    uow.actor.require(Right.RUN_MEETINGS, meeting.committee)
    require_state(meeting, MeetingState.PLANNED)
    opened = replace(meeting, state=MeetingState.IN_SESSION, opened_at=uow.clock())
    uow.change(meeting, opened)
    uow.audit("meeting-opened", "meeting", meeting_id, committee=meeting.committee)
    items = meetings.agenda(uow, meeting_id)
    if items:
        opened = _go_to(uow, opened, items[0])
    uow.commit()
    return opened


def set_presence(
    uow: UnitOfWork,
    meeting_id: str,
    member_id: str,
    presence: Presence,
    *,
    substitute: str = "",
    arrived: time | None = None,
    left: time | None = None,
) -> Attendance:
    """Say whether a member takes part; a substitute stands in by name of role.

    A member who joins later than the planning is added to the meeting.
    """
    meeting = uow.get(Meeting, meeting_id)
    uow.actor.require(Right.RUN_MEETINGS, meeting.committee)
    require_open(minutes_of(uow, meeting_id))
    before = uow.first(Attendance, meeting_id=meeting_id, member_id=member_id)
    if before is None:
        uow.get(Member, member_id)
        before = Attendance(id=new_id(), meeting_id=meeting_id, member_id=member_id)
        uow.add(before)
    after = replace(before, presence=presence, substitute=substitute, arrived=arrived, left=left)
    changes = uow.change(before, after)
    uow.audit("attendance", "meeting", meeting_id, committee=meeting.committee, changes=changes)
    uow.commit()
    return after


def recuse(uow: UnitOfWork, item_id: str, member_id: str, reason: str) -> Recusal:
    """Record that a member does not take part in an item, and why.

    Raises RuleError without a reason: the minutes say it.
    """
    item, meeting = _item_in(uow, item_id)
    if not reason.strip():
        raise RuleError("recusal-needs-reason")
    if uow.first(Recusal, item_id=item_id, member_id=member_id):
        raise RuleError("recusal-exists")
    recusal = Recusal(id=new_id(), item_id=item_id, member_id=member_id, reason=reason.strip())
    uow.add(recusal)
    uow.audit("recused", "agenda_item", item.id, committee=meeting.committee)
    uow.commit()
    return recusal


def take_back_recusal(uow: UnitOfWork, item_id: str, member_id: str) -> None:
    """Let a member take part again."""
    item, meeting = _item_in(uow, item_id)
    if not uow.delete(Recusal, item_id=item_id, member_id=member_id):
        raise UsageError("record-missing", kind="Recusal")
    uow.audit("recusal-taken-back", "agenda_item", item.id, committee=meeting.committee)
    uow.commit()


def go_to(uow: UnitOfWork, item_id: str) -> Meeting:
    """Make an item the current one; its case comes under discussion and its clock runs."""
    item, meeting = _item_in(uow, item_id)
    require_state(meeting, MeetingState.IN_SESSION)
    meeting = _go_to(uow, meeting, item)
    uow.commit()
    return meeting


def _go_to(uow: UnitOfWork, meeting: Meeting, item: AgendaItem) -> Meeting:
    if meeting.current_item_id == item.id:
        return meeting
    now = uow.clock()
    leave_item(uow, meeting, now)
    state = ItemState.CURRENT if item.state is ItemState.OPEN else item.state
    current = replace(item, current_since=None if meeting.paused_at else now, state=state)
    uow.change(item, current)
    if item.case_id and item.state is ItemState.OPEN:
        case = uow.get(Case, item.case_id)
        if case.status is CaseStatus.SCHEDULED:
            move_case(uow, case, CaseStatus.IN_SESSION)
    moved = replace(meeting, current_item_id=item.id)
    uow.change(meeting, moved)
    return moved


def leave_item(uow: UnitOfWork, meeting: Meeting, now: datetime) -> None:
    """Stop the clock of the current item; an item that is no case is done when it is left."""
    if meeting.current_item_id is None:
        return
    item = uow.first(AgendaItem, id=meeting.current_item_id)
    if item is None:
        return
    plain = item.kind is not ItemKind.CASE and item.state is ItemState.CURRENT
    left = replace(
        item,
        spent_seconds=seconds_spent(item, now),
        current_since=None,
        state=ItemState.DONE if plain else item.state,
    )
    uow.change(item, left)


def seconds_spent(item: AgendaItem, now: datetime) -> int:
    """Return how long an item has taken so far, in whole seconds."""
    running = 0 if item.current_since is None else int((now - item.current_since).total_seconds())
    return item.spent_seconds + max(0, running)


def pause(uow: UnitOfWork, meeting_id: str) -> Meeting:
    """Pause the meeting, or go on after a pause; the clock of the item stands still meanwhile."""
    meeting = uow.get(Meeting, meeting_id)
    uow.actor.require(Right.RUN_MEETINGS, meeting.committee)
    require_state(meeting, MeetingState.IN_SESSION)
    now = uow.clock()
    item = uow.first(AgendaItem, id=meeting.current_item_id) if meeting.current_item_id else None
    if meeting.paused_at is None:
        after = replace(meeting, paused_at=now)
        if item:
            stopped = replace(item, spent_seconds=seconds_spent(item, now), current_since=None)
            uow.change(item, stopped)
    else:
        after = replace(meeting, paused_at=None)
        if item:
            uow.change(item, replace(item, current_since=now))
    uow.change(meeting, after)
    uow.audit(
        "meeting-paused" if after.paused_at else "meeting-resumed",
        "meeting",
        meeting_id,
        committee=meeting.committee,
    )
    uow.commit()
    return after


def answer(
    uow: UnitOfWork, item_id: str, criterion: str, value: object, note: str | None = None
) -> CommitteeAnswer:
    """Keep the table's answer on one criterion of the framework of this item.

    `note` None leaves the note as it is. Raises RuleError when the criterion does not take
    this value.
    """
    item, meeting = _item_in(uow, item_id)
    framework = tables.framework(uow, item.framework_id or "")
    checked = check_answer(framework.item(criterion), value)
    before = uow.first(CommitteeAnswer, item_id=item_id, criterion=criterion)
    if before is None:
        after = CommitteeAnswer(
            id=new_id(), item_id=item_id, criterion=criterion, value=checked, note=note or ""
        )
        uow.add(after)
        changes: dict[str, object] = {criterion: checked}
    else:
        after = replace(before, value=checked, note=before.note if note is None else note)
        changes = uow.change(before, after, case_id=item.case_id)
    typed = drafts.forget(uow, DRAFTS, item_id, f"note:{criterion}")
    if changes:
        uow.audit(
            "criterion-answered",
            "agenda_item",
            item_id,
            committee=meeting.committee,
            changes=changes,
            criterion=criterion,
        )
    if changes or typed:
        uow.commit()
    return after


def note(uow: UnitOfWork, item_id: str, text: str) -> AgendaItem:
    """Keep the notes for the minutes of an item."""
    item, meeting = _item_in(uow, item_id)
    after = replace(item, notes=text)
    changes = uow.change(item, after, case_id=item.case_id)
    typed = drafts.forget(uow, DRAFTS, item_id, "notes")
    if changes:
        uow.audit(
            "notes-kept", "agenda_item", item_id, committee=meeting.committee, changes=changes
        )
    if changes or typed:
        uow.commit()
    return after


def carry_over(uow: UnitOfWork, item_id: str) -> AgendaItem:
    """Carry a case that was not discussed over to the next meeting; it stays scheduled.

    When the meeting closes it is put on the next one, or as soon as that is planned.
    """
    item, meeting = _item_in(uow, item_id)
    require_state(meeting, MeetingState.IN_SESSION)
    if item.kind is not ItemKind.CASE or item.state not in (ItemState.OPEN, ItemState.CURRENT):
        raise RuleError("item-stays", title=item.title)
    case = uow.get(Case, item.case_id or "")
    if case.status is CaseStatus.IN_SESSION:
        move_case(uow, case, CaseStatus.SCHEDULED)
    after = _finish(uow, item, ItemState.CARRIED_OVER)
    uow.audit("item-carried-over", "agenda_item", item_id, committee=meeting.committee)
    uow.commit()
    return after


def _finish(uow: UnitOfWork, item: AgendaItem, state: ItemState) -> AgendaItem:
    now = uow.clock()
    done = replace(item, state=state, spent_seconds=seconds_spent(item, now), current_since=None)
    uow.change(item, done)
    return done


def close_meeting(uow: UnitOfWork, meeting_id: str) -> Minutes:
    """Close the meeting and begin its minutes as a concept; who was expected until now was absent.

    Raises RuleError while a case is neither decided, held over nor carried over.
    """
    meeting = uow.get(Meeting, meeting_id)
    uow.actor.require(Right.RUN_MEETINGS, meeting.committee)
    require_state(meeting, MeetingState.IN_SESSION)
    items = meetings.agenda(uow, meeting_id)
    waiting = undecided(items)
    if waiting:
        numbers = ", ".join(item.title for item in waiting)
        raise RuleError("meeting-has-undecided", count=len(waiting), numbers=numbers)
    leave_item(uow, meeting, uow.clock())
    for one in uow.find(Attendance, meeting_id=meeting_id, presence=Presence.EXPECTED):
        uow.change(one, replace(one, presence=Presence.ABSENT))
    closed = replace(
        meeting,
        state=MeetingState.CLOSED,
        closed_at=uow.clock(),
        current_item_id=None,
        paused_at=None,
    )
    uow.change(meeting, closed)
    minutes = Minutes(
        id=new_id(),
        meeting_id=meeting_id,
        state=MinutesState.CONCEPT,
        version=1,
        changed_at=uow.clock(),
    )
    uow.add(minutes)
    uow.audit("meeting-closed", "meeting", meeting_id, committee=meeting.committee)
    coming_back.bring_in_next(uow, meeting.committee)
    uow.commit()
    return minutes


def minutes_of(reader: Reader, meeting_id: str) -> Minutes | None:
    """Return the minutes of a meeting; None before it is closed."""
    return reader.first(Minutes, meeting_id=meeting_id)


def _item_in(uow: UnitOfWork, item_id: str) -> tuple[AgendaItem, Meeting]:
    """Return an item with its meeting, for who may run it while its minutes are open."""
    item = uow.get(AgendaItem, item_id)
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.RUN_MEETINGS, meeting.committee)
    require_open(minutes_of(uow, meeting.id))
    return item, meeting
