"""The meeting room: who is there, where the chair is, what the table answers, notes and time."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from casustafel.domain.at_table import sitting
from casustafel.domain.at_table.value import AtTable
from casustafel.domain.errors import ConflictError, RuleError, UsageError
from casustafel.domain.framework_answers import check_answer
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local_time
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    CommitteeAnswer,
    Meeting,
    MeetingState,
    Member,
    Presence,
    Recusal,
)
from casustafel.domain.minutes import Minutes
from casustafel.services import places
from casustafel.services.agenda import coming_back, composition
from casustafel.services.definitions import tables
from casustafel.services.meeting.at_table import keep
from casustafel.services.places import AtItem, AtPlace
from casustafel.services.selection import followed
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Reader, Right, UnitOfWork, part, use_case

#: Subject of the drafts of an item: fields ``notes``, ``outcome`` and ``note:<criterion>``.
DRAFTS = "agenda_item"


@use_case(Right.RUN_MEETINGS, at=places.at_table, sets=[(Meeting, "held_on")])
def open_meeting(uow: UnitOfWork, at: AtTable, held_on: date | None = None) -> Meeting:
    """Begin a planned meeting; the first item becomes the current one.

    On another day than planned `held_on` says which day counts: today, and the meeting is moved
    to it; or the planned day, when that has passed and the meeting is recorded afterwards. Raises
    RuleError (see `at_table.open_meeting`), and ConflictError('meeting-led') while another leads.
    """
    if at.meeting.state is MeetingState.IN_SESSION:
        leader = uow.backend.leader(uow.connection, at.meeting.id)
        if leader is not None:
            raise ConflictError("meeting-led", person=leader)
    after = sitting.open_meeting(at, uow.clock(), uow.today, held_on)
    if after.meeting.held_on != at.meeting.held_on:
        composition.require_slot(uow, after.meeting)
    composition.seat_members(uow, after.meeting)
    return _keep(uow, at, after, "meeting-opened", held_on=after.meeting.held_on)


@use_case(
    Right.RUN_MEETINGS,
    at=places.at_table,
    sets=[(Attendance, "arrived"), (Attendance, "left"), (Meeting, "held_on")],
)
def unopen(uow: UnitOfWork, at: AtTable) -> Meeting:
    """Undo the opening of a meeting ("toch niet openen"). Raises RuleError once it said something.

    Who was ticked stays ticked, and is taken to have been there from the start. What came back
    while it sat is put on it again, as on any meeting that is the next one.
    """
    after = sitting.unopen(at, uow.clock())
    for one in uow.find(Attendance, meeting_id=at.meeting.id):
        uow.change(one, replace(one, arrived=None, left=None))
    meeting = _keep(uow, at, after, "meeting-unopened")
    coming_back.settle(uow, meeting.committee)
    return meeting


@use_case(Right.RUN_MEETINGS, at=places.at_table)
def reopen_meeting(uow: UnitOfWork, at: AtTable, reason: str) -> Meeting:
    """Open a closed meeting again, with a reason, until its minutes are adopted.

    Only so can an outcome of it be reopened; the minutes say when and why. Raises RuleError.
    """
    after = sitting.reopen_meeting(at, reason, uow.clock())
    return _keep(uow, at, after, "meeting-reopened")


@use_case(
    Right.RUN_MEETINGS,
    at=places.at_table,
    when=[places.open_minutes],
    overwrites=[(Attendance, name) for name in ("presence", "substitute", "left")],
    # When somebody came in follows from the tick itself.
    sets=[(Attendance, "arrived")],
)
def set_presence(
    uow: UnitOfWork,
    at: AtTable,
    member_id: str,
    presence: Presence,
    *,
    substitute: str = "",
    arrived: time | None = None,
    left: time | None = None,
    was_there: bool = False,
) -> Attendance:
    """Say whether a member takes part; a substitute stands in by name of role.

    A member who joins later than the planning is added to the meeting. Somebody who is said to be
    present once the meeting went past its opening came in then; `was_there` says that they were
    there before.
    """
    meeting_id = at.meeting.id
    before = uow.first(Attendance, meeting_id=meeting_id, member_id=member_id)
    if before is None:
        uow.get(Member, member_id)
        before = uow.add(Attendance(id=new_id(), meeting_id=meeting_id, member_id=member_id))
    comes = presence is Presence.PRESENT is not before.presence
    if comes and arrived is None and not was_there and sitting.under_way(at):
        arrived = local_time(uow.clock())
    after = replace(before, presence=presence, substitute=substitute, arrived=arrived, left=left)
    changes = uow.change(before, after)
    uow.audit("attendance", "meeting", meeting_id, committee=at.meeting.committee, changes=changes)
    return after


@use_case(Right.RUN_MEETINGS, at=places.item, when=[places.open_minutes], case=False)
def recuse(uow: UnitOfWork, at: AtItem, member_id: str, reason: str) -> Recusal:
    """Record that a member does not take part in an item, and why.

    Raises RuleError without a reason: the minutes say it.
    """
    item_id = at.item.id
    if not reason.strip():
        raise RuleError("recusal-needs-reason")
    if uow.first(Recusal, item_id=item_id, member_id=member_id):
        raise RuleError("recusal-exists")
    recusal = Recusal(id=new_id(), item_id=item_id, member_id=member_id, reason=reason.strip())
    uow.add(recusal)
    uow.audit("recused", "agenda_item", item_id, committee=at.meeting.committee)
    return recusal


@use_case(Right.RUN_MEETINGS, at=places.item, when=[places.open_minutes], case=False)
def take_back_recusal(uow: UnitOfWork, at: AtItem, member_id: str) -> None:
    """Let a member take part again."""
    if not uow.delete(Recusal, item_id=at.item.id, member_id=member_id):
        raise UsageError("record-missing", kind="Recusal")
    uow.log("recusal-taken-back", at.item, committee=at.meeting.committee)


@use_case(Right.RUN_MEETINGS, at=places.at_place, case=False)
def go_to(uow: UnitOfWork, here: AtPlace) -> Meeting:
    """Make an item the current one; its case comes under discussion and its clock runs."""
    at, item_id = here.at, here.item_id
    after = sitting.go_to(at, item_id, uow.clock())
    if after is at:
        return at.meeting
    return _keep(uow, at, after, "item-begun", subject=("agenda_item", item_id))


@use_case(Right.RUN_MEETINGS, at=places.at_table)
def pause(uow: UnitOfWork, at: AtTable) -> Meeting:
    """Pause the meeting, or go on after a pause; the clock of the item stands still meanwhile."""
    after = sitting.pause(at, uow.clock())
    action = "meeting-paused" if after.meeting.paused_at else "meeting-resumed"
    return _keep(uow, at, after, action)


@use_case(
    Right.RUN_MEETINGS,
    at=places.item,
    when=[places.open_minutes],
    overwrites=[(CommitteeAnswer, "value"), (CommitteeAnswer, "note")],
)
def answer(
    uow: UnitOfWork, at: AtItem, criterion: str, value: object, note: str | None = None
) -> CommitteeAnswer:
    """Keep the table's answer on one criterion of the framework of this item.

    `note` None leaves the note as it is. Raises RuleError when the criterion does not take
    this value.
    """
    framework = tables.framework(uow, at.item.framework_id or "")
    checked = check_answer(framework.item(criterion), value)
    return _answered(
        uow, at, criterion, {"value": checked} | ({} if note is None else {"note": note})
    )


@use_case(
    Right.RUN_MEETINGS,
    at=places.item,
    when=[places.open_minutes],
    overwrites=[(CommitteeAnswer, "note")],
)
def note_answer(uow: UnitOfWork, at: AtItem, criterion: str, text: str) -> CommitteeAnswer:
    """Keep what the table said beside an answer; the answer stays as it is."""
    return _answered(uow, at, criterion, {"note": text})


def _answered(uow: UnitOfWork, at: AtItem, criterion: str, new: dict[str, Any]) -> CommitteeAnswer:
    before = uow.first(CommitteeAnswer, item_id=at.item.id, criterion=criterion)
    if before is None:
        empty = CommitteeAnswer(id=new_id(), item_id=at.item.id, criterion=criterion, value=None)
        after = uow.add(replace(empty, **new))
        changes: dict[str, object] = {criterion: after.value}
    else:
        after = replace(before, **new)
        changes = uow.change(before, after, case_id=at.item.case_id)
    drafts.forget(uow, DRAFTS, at.item.id, f"note:{criterion}", f"table:{criterion}")
    if criterion == followed.INTERVENTION:
        followed.keep_interventions(uow, at.item)
    if changes:
        uow.log(
            "criterion-answered",
            at.item,
            changes,
            committee=at.meeting.committee,
            criterion=criterion,
        )
    return after


@use_case(
    Right.RUN_MEETINGS,
    at=places.item,
    when=[places.open_minutes],
    overwrites=[(AgendaItem, "notes")],
)
def note(uow: UnitOfWork, at: AtItem, text: str) -> AgendaItem:
    """Keep the notes for the minutes of an item."""
    after = replace(at.item, notes=text)
    changes = uow.change(at.item, after, case_id=at.item.case_id)
    drafts.forget(uow, DRAFTS, at.item.id, "notes")
    if changes:
        uow.log("notes-kept", at.item, changes, committee=at.meeting.committee)
    return after


@use_case(Right.RUN_MEETINGS, at=places.at_place, case=False)
def carry_over(uow: UnitOfWork, here: AtPlace) -> AgendaItem:
    """Carry a case that was not discussed over to the next meeting; it stays scheduled.

    When the meeting closes it is put on the next one, or as soon as that is planned.
    """
    at, item_id = here.at, here.item_id
    after = sitting.carry_over(at, item_id, uow.clock())
    _keep(uow, at, after, "item-carried-over", subject=("agenda_item", item_id))
    return after.place(item_id).item


@use_case(Right.RUN_MEETINGS, at=places.at_table, sets=[(Attendance, "presence")])
def close_meeting(uow: UnitOfWork, at: AtTable) -> Minutes:
    """Close the meeting and begin its minutes as a concept; who was expected until now was absent.

    Raises RuleError while a case is neither decided, held over nor carried over.
    """
    meeting_id = at.meeting.id
    after = sitting.close(at, uow.clock())
    for one in uow.find(Attendance, meeting_id=meeting_id, presence=Presence.EXPECTED):
        uow.change(one, replace(one, presence=Presence.ABSENT))
    keep(uow, at, after)
    coming_back.settle(uow, at.meeting.committee)
    uow.audit("meeting-closed", "meeting", meeting_id, committee=at.meeting.committee)
    minutes = minutes_of(uow, meeting_id)
    assert minutes is not None
    return minutes


@part
def minutes_of(reader: Reader, meeting_id: str) -> Minutes | None:
    """Return the minutes of a meeting; None before it is closed."""
    return reader.first(Minutes, meeting_id=meeting_id)


def _keep(
    uow: UnitOfWork,
    before: AtTable,
    after: AtTable,
    action: str,
    *,
    subject: tuple[str, str] | None = None,
    **details: Any,
) -> Meeting:
    kind, key = subject or ("meeting", after.meeting.id)
    keep(uow, before, after)
    uow.audit(action, kind, key, committee=after.meeting.committee, **details)
    return after.meeting
