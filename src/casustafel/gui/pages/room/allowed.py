"""What may be done in the room with a meeting as it stands. The services decide; this shows it."""

from dataclasses import dataclass

from casustafel.domain.meetings import ItemState, MeetingState
from casustafel.services.meeting.room_desk import Board

_SAID = (ItemState.HELD_OVER, ItemState.CARRIED_OVER)


@dataclass(frozen=True, slots=True)
class Allowed:
    """`prepare`: who is there. `note`: answers, notes, actions. `say`: outcomes, and taking them
    back. `correct`: mending a slip, also once the minutes were adopted. `reopen`: the meeting.
    `unopen`: take its opening back. `undo`: the item whose outcome can be undone, or nothing.
    """

    prepare: bool = False
    note: bool = False
    say: bool = False
    correct: bool = False
    reopen: bool = False
    unopen: bool = False
    undo: str = ""


def allowed(board: Board, *, may_run: bool) -> Allowed:
    """Return what somebody who runs this meeting may do; nothing for others."""
    if not may_run:
        return Allowed()
    meeting, fixed = board.meeting, board.fixed
    sits = meeting.state is MeetingState.IN_SESSION and not fixed
    closed = meeting.state is MeetingState.CLOSED
    silent = not any(line.outcome or line.item.state in _SAID for line in board.lines)
    return Allowed(
        prepare=not fixed,
        note=not fixed and meeting.state is not MeetingState.PLANNED,
        say=sits,
        correct=sits or closed,
        reopen=closed and not fixed,
        unopen=sits and silent and meeting.closed_at is None,
        undo=meeting.undo_item_id or "" if sits else "",
    )
