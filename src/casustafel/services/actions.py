"""Actions, conditions, evaluations and transfers: made, followed, done."""

from dataclasses import replace
from datetime import date

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Meeting
from casustafel.domain.people import Right
from casustafel.storage.unit_of_work import UnitOfWork


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
    uow.actor.require(Right.KEEP_ACTIONS, committee)
    if not text.strip() or not owner.strip():
        raise UsageError("action-incomplete")
    if kind is ActionKind.CONDITION and due_on is None:
        raise RuleError("condition-needs-deadline")
    item = uow.get(AgendaItem, item_id) if item_id else None
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
        case_id=item.case_id if item and case_id is None else case_id,
    )
    uow.add(action)
    uow.audit("action-added", "action", action.id, committee=committee, kind=kind.value)
    uow.commit()
    return action


def change(uow: UnitOfWork, before: Action, after: Action) -> Action:
    """Change text, owner, day or proof of an action; calendars see a new sequence."""
    uow.actor.require(Right.KEEP_ACTIONS, before.committee)
    if not after.text.strip() or not after.owner.strip():
        raise UsageError("action-incomplete")
    moved = replace(after, sequence=before.sequence + 1)
    changes = uow.change(before, moved, case_id=before.case_id)
    uow.audit("action-changed", "action", before.id, committee=before.committee, changes=changes)
    uow.commit()
    return moved


def finish(uow: UnitOfWork, action_id: str, note: str = "") -> Action:
    """Tick an action off. A condition needs a note that says how it was met."""
    before = uow.get(Action, action_id)
    uow.actor.require(Right.KEEP_ACTIONS, before.committee)
    if before.done_at is not None:
        raise RuleError("action-already-done")
    if before.kind is ActionKind.CONDITION and not note.strip():
        raise RuleError("condition-needs-proof")
    after = replace(before, done_at=uow.clock(), done_note=note.strip())
    changes = uow.change(before, after, case_id=before.case_id)
    uow.audit("action-done", "action", action_id, committee=before.committee, changes=changes)
    uow.commit()
    return after


def take_up_again(uow: UnitOfWork, action_id: str) -> Action:
    """Open an action again that was ticked off by mistake."""
    before = uow.get(Action, action_id)
    uow.actor.require(Right.KEEP_ACTIONS, before.committee)
    after = replace(before, done_at=None)
    changes = uow.change(before, after, case_id=before.case_id)
    uow.audit("action-reopened", "action", action_id, committee=before.committee, changes=changes)
    uow.commit()
    return after


def delete(uow: UnitOfWork, action_id: str) -> None:
    """Take away an action that was written down by mistake."""
    before = uow.get(Action, action_id)
    uow.actor.require(Right.KEEP_ACTIONS, before.committee)
    uow.delete(Action, id=action_id)
    uow.audit("action-deleted", "action", action_id, committee=before.committee)
    uow.commit()
