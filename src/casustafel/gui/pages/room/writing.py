"""What the room writes: each call is one use case, and every keystroke is kept as a draft first."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject

from casustafel.domain.errors import CasustafelError
from casustafel.gui.draft_keeper import DraftKeeper
from casustafel.gui.pages.room.attendance import PresenceChoice
from casustafel.gui.pages.room.case_pane import CasePane
from casustafel.gui.pages.room.outcome_panel import CORRECTION, OutcomePanel
from casustafel.gui.pages.room.steps import Settled
from casustafel.gui.shown import Shown
from casustafel.gui.work import Change, Work
from casustafel.services.agenda import guests
from casustafel.services.case import cases
from casustafel.services.meeting import outcomes, room
from casustafel.services.meeting.outcome_input import OutcomeInput, as_plain
from casustafel.services.meeting.room_desk import Sitting
from casustafel.services.upkeep import drafts
from casustafel.services.upkeep.ports import UnitOfWork
from casustafel.services.use_case import Seen, seen

T = TypeVar("T")
Refused = Callable[[CasustafelError], object]
Then = Callable[[object], object]


class RoomWriter:
    """Writes for one page and one meeting."""

    def __init__(self, work: Work, owner: QObject, refused: Refused) -> None:
        self._work = work
        self._owner = owner
        self._refused = refused
        self.shown = Shown()
        self.meeting = ""
        self.committee = ""

    def _write(
        self,
        task: Callable[[UnitOfWork], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Refused | None = None,
        changes: Sequence[str] = ("meeting",),
    ) -> None:
        self._work.write(
            task,
            then,
            owner=self._owner,
            failed=failed or self._refused,
            changes=self.told(changes),
        )

    def told(self, kinds: Sequence[str]) -> list[Change]:
        """Return changes of these kinds; of meetings only this one."""
        return [Change(kind, self.meeting if kind == "meeting" else None) for kind in kinds]

    def write(
        self,
        task: Callable[[UnitOfWork], T],
        then: Callable[[T], object],
        *,
        failed: Refused,
        changes: Sequence[str],
    ) -> None:
        """Run a use case of another part of the room."""
        self._write(task, then, failed=failed, changes=changes)

    def keep(self, item_id: str, field: str, value: object) -> None:
        """Keep what is being typed; nobody has to read anew for it."""
        self._write(lambda uow: drafts.keep(uow, room.DRAFTS, item_id, field, value), changes=())

    def drop(self, item_id: str, field: str) -> None:
        """Take a draft away; what is shown is read anew without it."""
        self._write(lambda uow: drafts.drop(uow, room.DRAFTS, item_id, field))

    def viewed(self, case_id: str) -> None:
        """Log that a case was opened."""
        self._write(lambda uow: cases.opened(uow, case_id), changes=())

    def open_meeting(self, held_on: date, then: Then) -> None:
        """Begin the meeting; `held_on` is the day that counts."""
        meeting = self.meeting
        self._write(
            lambda uow: room.open_meeting(uow, meeting, held_on), then, changes=("meeting", "case")
        )

    def unopen(self, then: Then) -> None:
        """Take the opening back."""
        meeting = self.meeting
        self._write(lambda uow: room.unopen(uow, meeting), then, changes=("meeting", "case"))

    def undo(self, item_id: str, then: Then) -> None:
        """Take back the outcome that was recorded last."""
        self._write(
            lambda uow: outcomes.undo(uow, item_id), then, changes=("meeting", "case", "action")
        )

    def pause(self) -> None:
        """Pause, or go on."""
        meeting = self.meeting
        self._write(lambda uow: room.pause(uow, meeting))

    def go_to(self, item_id: str, then: Then) -> None:
        """Make an item the current one."""
        self._write(
            lambda uow: room.go_to(uow, item_id), then, changes=("meeting", "case", "action")
        )

    def presence(self, *choices: PresenceChoice) -> None:
        """Say who is there; what is shown is read anew after the last of them."""
        meeting = self.meeting
        for at, choice in enumerate(choices, 1):
            self._write(
                lambda uow, choice=choice: room.set_presence(  # type: ignore[misc]
                    uow,
                    meeting,
                    choice.member_id,
                    choice.presence,
                    substitute=choice.substitute,
                    arrived=choice.arrived,
                    left=choice.left,
                    was_there=choice.was_there,
                ),
                changes=("meeting",) if at == len(choices) else (),
            )

    def guest_present(self, invitee_id: str, *, present: bool) -> None:
        """Say whether somebody came who was invited to one item."""
        self._write(lambda uow: guests.set_present(uow, invitee_id, present=present))

    def recuse(self, item_id: str, member_id: str, reason: str) -> None:
        """Record that a member does not take part in an item."""
        self._write(lambda uow: room.recuse(uow, item_id, member_id, reason))

    def rejoin(self, item_id: str, member_id: str) -> None:
        """Let a member take part again."""
        self._write(lambda uow: room.take_back_recusal(uow, item_id, member_id))

    def _overwrite(
        self,
        task: Callable[[UnitOfWork, Seen[str]], object],
        item_id: str,
        field: str,
        value: object,
        name: str,
    ) -> None:
        """Write a field of an item, comparing what stands there with what was shown."""
        at = seen(item_id, **{name: self.shown.seen((item_id, field))})
        answered = self.shown.send((item_id, field), value)

        def refused(error: CasustafelError) -> None:
            answered(False)
            self._refused(error)

        self._write(lambda uow: task(uow, at), lambda _done: answered(True), failed=refused)

    def answer(self, item_id: str, criterion: str, value: object) -> None:
        """Keep the table's answer on a criterion."""
        self._overwrite(
            lambda uow, at: room.answer(uow, at, criterion, value),
            item_id,
            f"value:{criterion}",
            value,
            "value",
        )

    def note_answer(self, item_id: str, criterion: str, text: str) -> None:
        """Keep what the table said beside an answer."""
        self._overwrite(
            lambda uow, at: room.note_answer(uow, at, criterion, text),
            item_id,
            f"note:{criterion}",
            text,
            "note",
        )

    def fill_table(self, item_id: str, criterion: str, rows: object) -> None:
        """Keep a table that the framework asks at the outcome, and let go of its draft."""
        self.answer(item_id, criterion, rows)

    def note(self, item_id: str, text: str) -> None:
        """Confirm the notes of an item."""
        self._overwrite(lambda uow, at: room.note(uow, at, text), item_id, "notes", text, "notes")

    def record(
        self, item_id: str, given: OutcomeInput, then: Then, failed: Refused, *, last: bool
    ) -> None:
        """Record an outcome. Unless it is the last item, going on tells the pages."""
        self._write(
            lambda uow: outcomes.record(uow, item_id, given),
            then,
            failed=failed,
            changes=("meeting", "case", "action") if last else (),
        )

    def correct(
        self, item_id: str, given: OutcomeInput, reason: str, then: Then, failed: Refused
    ) -> None:
        """Correct a recorded outcome."""
        self._write(
            lambda uow: outcomes.correct(uow, item_id, given, reason),
            then,
            failed=failed,
            changes=("meeting", "case", "action", "minutes"),
        )

    def settle(self, settled: Sequence[Settled], held_choice: str) -> None:
        """Hold over or carry over what was not decided, one after the other."""
        for one in settled:
            if not one.hold:
                self._write(lambda uow, one=one: room.carry_over(uow, one.item_id), changes=())  # type: ignore[misc]
            else:
                given = OutcomeInput(choice=held_choice, held_until=one.held_until)
                self._write(
                    lambda uow, one=one, given=given: outcomes.record(uow, one.item_id, given),  # type: ignore[misc]
                    changes=(),
                )


class Capture(QObject):
    """Stands between the fields of one item and the writer."""

    def __init__(
        self, pane: CasePane, panel: OutcomePanel, writer: RoomWriter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._panel = panel
        self._writer = writer
        self._item = ""
        self._sitting: Sitting | None = None
        self._keeper = DraftKeeper(writer.keep, self, drop=writer.drop)
        notes, criteria, extra = pane.notes, pane.criteria, pane.extra
        notes.typed.connect(lambda: self._keeper.typed("notes", lambda: notes.text))
        notes.confirmed.connect(self._confirm_notes)
        criteria.typed.connect(
            lambda code: self._keeper.typed(f"note:{code}", lambda: criteria.line_text)
        )
        criteria.answered.connect(self._answer)
        criteria.noted.connect(self._note_criterion)
        extra.typed.connect(
            lambda code: self._keeper.typed(f"table:{code}", extra.editors[code].typed_rows)
        )
        extra.answered.connect(self._fill_table)
        panel.changed.connect(self.outcome_typed)
        panel.correction_dropped.connect(lambda: self._keeper.let_go(CORRECTION))

    def show(self, sitting: Sitting) -> None:
        """Belong to the item that is shown now."""
        item = sitting.line.item.id if sitting.line else ""
        if item != self._item:
            self._keeper.begin(item, frozenset(sitting.typed))
            self._item = item
        self._sitting = sitting
        self._writer.shown.read(_fields(sitting))

    def flush(self) -> None:
        """Keep what is being typed now."""
        self._keeper.flush()

    def confirm_all(self) -> None:
        """Confirm every field that is being typed in, before going on."""
        self._pane.notes.confirm()
        if self._sitting is not None and self._sitting.desk is not None:
            self._pane.criteria.confirm()
            self._pane.extra.confirm_all()

    def outcome_typed(self) -> None:
        """Keep an outcome that is being filled in, or the correction of one that was recorded."""
        if self._panel.outcome is None:
            self._keeper.typed("outcome", lambda: as_plain(self._panel.given()))
        elif self._panel.correcting:
            self._keeper.typed(CORRECTION, self._panel.typed_correction)

    def outcome_recorded(self) -> None:
        """Forget the draft: the outcome is written down for good."""
        self._keeper.confirmed("outcome")
        self._keeper.confirmed(CORRECTION)

    def _answer(self, code: str, value: object) -> None:
        self._keeper.confirmed(f"note:{code}")
        self._writer.answer(self._item, code, value)

    def _fill_table(self, code: str, value: object) -> None:
        # A draft first: rows that the table refuses are not lost when the chair goes on.
        self._keeper.flush()
        self._writer.fill_table(self._item, code, value)

    def _note_criterion(self, code: str, text: str) -> None:
        self._keeper.confirmed(f"note:{code}")
        self._writer.note_answer(self._item, code, text)

    def _confirm_notes(self, text: str) -> None:
        self._keeper.confirmed("notes")
        if self._item:
            self._writer.note(self._item, text)


def _fields(sitting: Sitting) -> dict[tuple[str, str], object]:
    """Return what is shown of an item that its fields overwrite."""
    if sitting.line is None:
        return {}
    item = sitting.line.item
    shown: dict[tuple[str, str], object] = {(item.id, "notes"): item.notes}
    for code, one in (sitting.desk.answers if sitting.desk else {}).items():
        shown[item.id, f"value:{code}"] = one.value
        shown[item.id, f"note:{code}"] = one.note
    return shown
