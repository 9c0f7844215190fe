"""What the room writes: each call is one use case, and every keystroke is kept as a draft first."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from casustafel.domain.errors import CasustafelError
from casustafel.domain.outcomes import as_plain
from casustafel.gui.draft_keeper import DraftKeeper
from casustafel.gui.pages.room.attendance import PresenceChoice
from casustafel.gui.pages.room.case_pane import CasePane
from casustafel.gui.pages.room.outcome_panel import CORRECTION, OutcomePanel
from casustafel.gui.shown import Shown, presence_of
from casustafel.gui.work import Change, Kind, Work
from casustafel.services.meeting import room
from casustafel.services.meeting.room_desk import Sitting
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Seen, seen

T = TypeVar("T")
Refused = Callable[[CasustafelError], object]
Then = Callable[[object], object]

MOVES: Sequence[Kind] = ("meeting", "case", "action")


class RoomWriter(DraftKeeper):
    """All that stands between a key and the database, for one page and one meeting.

    What is typed is kept as a draft of the item within a second. A field that is left and a choice
    are written at once, with what its writer saw; writes go one after the other, as they came.
    """

    def __init__(
        self, work: Work, owner: QObject, refused: Refused, passed: Callable[[], object]
    ) -> None:
        """`passed` is called when something else went well: what was wrong before is past."""
        super().__init__(self.keep, owner, drop=self.drop)
        self._work, self._owner, self._refused, self._passed = work, owner, refused, passed
        self._shown = Shown()
        self._at_case = False
        self.meeting = self.committee = ""

    def listen(self, pane: CasePane, panel: OutcomePanel) -> None:
        """Hear what is typed and left in the fields of an item."""
        self._pane, self._panel = pane, panel
        notes, criteria, extra = pane.notes, pane.criteria, pane.extra
        notes.typed.connect(lambda: self.typed("notes", lambda: notes.text))
        notes.confirmed.connect(self._note)
        criteria.typed.connect(lambda code: self.typed(f"note:{code}", lambda: criteria.line_text))
        criteria.answered.connect(self._answer)
        criteria.noted.connect(self._note_answer)
        extra.typed.connect(
            lambda code: self.typed(f"table:{code}", extra.editors[code].typed_rows)
        )
        extra.answered.connect(self._fill_table)
        panel.changed.connect(self.outcome_typed)
        panel.correction_dropped.connect(lambda: self.let_go(CORRECTION))

    def show(self, sitting: Sitting) -> None:
        """Belong to the item that is shown now."""
        item = sitting.line.item.id if sitting.line else ""
        if item != self._subject:
            self.begin(item, frozenset(sitting.typed))
        self._at_case = sitting.desk is not None
        names = (each.replace("table:", "value:") for each in self.typing)
        self._shown.read(_fields(sitting), [(item, name) for name in names])
        if item and not sitting.hidden:
            self._pane.notes.stands(item, str(self._shown.seen((item, "notes")) or ""))

    def confirm_all(self) -> None:
        """Confirm every field that is being typed in, before going on."""
        self._pane.notes.confirm()
        if self._at_case:
            self._pane.criteria.confirm()
            self._pane.extra.confirm_all()

    def leave(self) -> None:
        """Confirm what can be confirmed, and keep the rest."""
        self.confirm_all()
        self.flush()

    def outcome_typed(self) -> None:
        """Keep an outcome that is being filled in, or the correction of one that was recorded."""
        if self._panel.outcome is None:
            self.typed("outcome", lambda: as_plain(self._panel.given()))
        elif self._panel.correcting:
            self.typed(CORRECTION, self._panel.typed_correction)

    def write(
        self,
        task: Callable[[Any], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Refused | None = None,
        changes: Sequence[Kind] = ("meeting",),
    ) -> None:
        """Run a use case; what it changes is told by kind, of meetings only this one."""

        def done(answer: T) -> None:
            if changes:
                self._passed()
            if then is not None:
                then(answer)

        self._work.write(
            task,
            done,
            owner=self._owner,
            failed=failed or self._refused,
            changes=self.told(changes),
        )

    def told(self, kinds: Sequence[Kind]) -> list[Change]:
        """Return changes of these kinds; of meetings only this one."""
        return [Change(kind, self.meeting if kind == "meeting" else None) for kind in kinds]

    def keep(self, item_id: str, field: str, value: object) -> None:
        """Keep what is being typed; nobody has to read anew for it."""
        self.write(lambda uow: drafts.keep(uow, room.DRAFTS, item_id, field, value), changes=())

    def drop(self, item_id: str, field: str) -> None:
        """Take a draft away; what is shown is read anew without it."""
        self.write(lambda uow: drafts.drop(uow, room.DRAFTS, item_id, field))

    def _overwrite(
        self,
        field: str,
        value: object,
        task: Callable[[Any, Seen[str]], object],
        again: Callable[[], object] = lambda: None,
    ) -> None:
        """Write a field of the item, comparing what stands there with what was shown.

        `again` is called when it was refused: what was typed is still to be kept.
        """
        key = self._subject, field
        at = seen(self._subject, **{field.partition(":")[0]: self._shown.seen(key)})
        sent = self._shown.send(key, value)

        def answered(kept: bool) -> None:
            sent(kept)
            if not kept:
                again()

        self._sent(lambda uow: task(uow, at), answered)

    def _sent(
        self,
        task: Callable[[Any], object],
        answered: Callable[[bool], None],
        changes: Sequence[Kind] = ("meeting",),
        then: Then | None = None,
    ) -> None:
        """Write what was sent; `answered` hears whether it was kept, `then` that it was."""

        def refused(error: CasustafelError) -> None:
            answered(False)
            self._refused(error)

        def kept(answer: object) -> None:
            answered(True)
            if then is not None:
                then(answer)

        self.write(task, kept, failed=refused, changes=changes)

    def _answer(self, code: str, value: object) -> None:
        """Keep the table's answer on a criterion."""
        self.confirmed(f"note:{code}")
        self._overwrite(f"value:{code}", value, lambda uow, at: room.answer(uow, at, code, value))

    def _fill_table(self, code: str, value: object) -> None:
        """Keep a table that the framework asks at the outcome, and let go of its draft."""
        # A draft first: rows that the table refuses are not lost when the chair goes on.
        self.flush()
        self._overwrite(f"value:{code}", value, lambda uow, at: room.answer(uow, at, code, value))

    def _note_answer(self, code: str, text: str) -> None:
        """Keep what the table said beside an answer."""
        self.confirmed(f"note:{code}")
        self._overwrite(f"note:{code}", text, lambda uow, at: room.note_answer(uow, at, code, text))

    def _note(self, text: str) -> None:
        """Keep the notes of the item."""
        self.confirmed("notes")
        if item := self._subject:
            again = partial(self._pane.notes.not_kept, item)
            self._overwrite("notes", text, lambda uow, at: room.note(uow, at, text), again)

    def pause(self) -> None:
        """Pause, or go on."""
        meeting = self.meeting
        self.write(lambda uow: room.pause(uow, meeting))

    def presence(self, *choices: PresenceChoice, then: Then) -> None:
        """Say who is there; what is shown is read anew after the last of them."""
        for choice in choices:
            last = choice is choices[-1]
            new = {name: getattr(choice, name) for name in ("presence", "substitute", "left")}
            at, answered = self._shown.overwriting(self.meeting, choice.member_id, new)
            task = partial(choice.keep, at)
            self._sent(task, answered, ("meeting",) if last else (), then if last else None)

    def recorded(self) -> None:
        """An outcome is recorded now: its drafts go with that."""
        self.confirmed("outcome")
        self.confirmed(CORRECTION)


def _fields(sitting: Sitting) -> dict[tuple[str, str], object]:
    """Return what is shown of an item that its fields overwrite."""
    shown = presence_of(sitting.board.seats)
    if sitting.line is None:
        return shown
    item = sitting.line.item
    shown[item.id, "notes"] = item.notes
    for code, one in (sitting.desk.answers if sitting.desk else {}).items():
        shown[item.id, f"value:{code}"] = one.value
        shown[item.id, f"note:{code}"] = one.note
    return shown
