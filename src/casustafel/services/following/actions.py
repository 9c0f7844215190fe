"""Actions, conditions, evaluations and transfers: made, followed, done."""

from dataclasses import replace
from datetime import date

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.errors import ConflictError, RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Meeting
from casustafel.services import places
from casustafel.services.readable import require_readable
from casustafel.services.use_case import Right, UnitOfWork, use_case


@use_case(Right.KEEP_ACTIONS, at=places.table)
def add(
    uow: UnitOfWork,
    committee: str,
    text: str,
    owner: str,
    *,
    due_on: date | None = None,
    kind: ActionKind = ActionKind.ACTION,
    proof: str = "",
    item_id: str | None = None,
    case_id: str | None = None,
) -> Action:
    """Write down something to do, by a role or organisation, before a day.

    Raises UsageError without text or owner; RuleError for a condition without deadline.
    """
    if not text.strip() or not owner.strip():
        raise UsageError("action-incomplete")
    if kind is ActionKind.CONDITION and due_on is None:
        raise RuleError("condition-needs-deadline")
    item = uow.get(AgendaItem, item_id) if item_id else None
    about = item.case_id if item and case_id is None else case_id
    require_readable(uow, [about] if about else [])
    action = Action(
        id=new_id(),
        committee=committee,
        text=text.strip(),
        owner=owner.strip(),
        kind=kind,
        due_on=due_on,
        proof=proof.strip(),
        meeting_id=uow.get(Meeting, item.meeting_id).id if item else None,
        item_id=item_id,
        case_id=about,
    )
    uow.add(action)
    return uow.log("action-added", action, committee=committee, kind=kind.value)


@use_case(Right.KEEP_ACTIONS, at=places.shown_action)
def change(uow: UnitOfWork, before: Action, after: Action) -> Action:
    """Change text, owner, day or proof of an action; calendars see a new sequence."""
    if not after.text.strip() or not after.owner.strip():
        raise UsageError("action-incomplete")
    moved = replace(after, sequence=before.sequence + 1)
    changes = uow.change(before, moved, case_id=before.case_id)
    uow.log("action-changed", before, changes)
    return moved


@use_case(Right.KEEP_ACTIONS, at=places.action)
def finish(uow: UnitOfWork, before: Action, note: str = "") -> Action:
    """Tick an action off. A condition needs a note that says how it was met."""
    if before.done_at is not None:
        raise RuleError("action-already-done")
    if before.kind is ActionKind.CONDITION and not note.strip():
        raise RuleError("condition-needs-proof")
    after = replace(before, done_at=uow.clock(), done_note=note.strip())
    changes = uow.change(before, after, case_id=before.case_id)
    uow.log("action-done", before, changes)
    return after


@use_case(Right.KEEP_ACTIONS, at=places.action)
def take_up_again(uow: UnitOfWork, before: Action) -> Action:
    """Open an action again that was ticked off by mistake."""
    after = replace(before, done_at=None)
    changes = uow.change(before, after, case_id=before.case_id)
    uow.log("action-reopened", before, changes)
    return after


@use_case(Right.KEEP_ACTIONS, at=places.action)
def delete(uow: UnitOfWork, before: Action) -> Action:
    """Take away an action that was written down by mistake; return it (see `put_back`)."""
    uow.delete(Action, id=before.id)
    return uow.log("action-deleted", before)


@use_case(Right.KEEP_ACTIONS, at=places.shown_action)
def drop(uow: UnitOfWork, before: Action) -> None:
    """Take away an action as it was shown. Raises ConflictError when somebody changed it since."""
    if uow.get(Action, before.id) != before:
        raise ConflictError("field-changed-meanwhile", field=before.text)
    delete.within(uow, before)


@use_case(Right.KEEP_ACTIONS, at=places.table)
def put_back(uow: UnitOfWork, committee: str, action: Action) -> None:
    """Write down again what was taken away a moment ago, as it was."""
    require_readable(uow, [action.case_id] if action.case_id else [])
    uow.add(replace(action, committee=committee))
    uow.log("action-added", action, committee=committee, kind=action.kind.value)
