"""What is typed in the room: kept as drafts at once, confirmed when a field is left."""

from PySide6.QtCore import QObject

from casustafel.gui.draft_keeper import DraftKeeper
from casustafel.gui.pages.room.case_pane import CasePane
from casustafel.gui.pages.room.outcome_panel import CORRECTION, OutcomePanel
from casustafel.gui.pages.room.writer import RoomWriter
from casustafel.services.meeting.outcome_input import as_plain
from casustafel.services.meeting.room_desk import Sitting


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
