"""The criteria of the afwegingskader with the table's answers, given by single keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import SCALE, Item, ItemKind
from casustafel.gui.tables import Cell, Column, RowTableModel, TableView
from casustafel.gui.tables.delegate import PADDING
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.layout import below, beside
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr

#: Keys of a scale, beside the digits where those choose nothing else: ja, deels, nee, n.v.t.
_LETTERS = {"j": "ja", "d": "deels", "n": "nee", "x": "n.v.t."}
CRITERION, ANSWER, NOTE = range(3)
#: From this width of the table on (as for `theme().px`) the notes have a column.
_NOTES_FROM = 560
_ANSWER_WIDTH = 100
_TONES = {"ja": Tone.GOOD, "deels": Tone.WARN, "nee": Tone.BAD, "n.v.t.": Tone.NEUTRAL}


class Answered(Protocol):
    """An answer on a criterion, of the table or of one member."""

    @property
    def value(self) -> object:
        """The answer as it is kept."""

    @property
    def note(self) -> str:
        """What was said beside it."""


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with what the table answered."""

    at: int
    item: Item
    value: object
    note: str


def value_of_key(item: Item, text: str, *, digits: bool = True) -> object:
    """Return the answer that a key gives on an item, or None: 1-4, j, d, n, x; 1-9 of a choice.

    Without `digits` they answer choices only.
    """
    if text.isdigit() and not digits and item.kind is not ItemKind.CHOICE:
        return None
    if item.kind is ItemKind.SCALE:
        if text in ("1", "2", "3", "4"):
            return SCALE[int(text) - 1]
        return _LETTERS.get(text.casefold())
    if item.kind is ItemKind.YES_NO:
        return {"1": True, "j": True, "2": False, "n": False}.get(text.casefold())
    if item.kind is ItemKind.CHOICE and text.isdigit() and 0 < int(text) <= len(item.options):
        return item.options[int(text) - 1].code
    return None


def keys_of(item: Item, *, digits: bool = True) -> str:
    """Return in words which keys answer an item."""
    if item.kind is ItemKind.SCALE:
        if not digits:
            return tr("J ja, D deels, N nee, X n.v.t.; Enter: toelichting")
        return tr("1 of J ja, 2 of D deels, 3 of N nee, 4 of X n.v.t.")
    if item.kind is ItemKind.YES_NO:
        return tr("1 of J ja, 2 of N nee") if digits else tr("J ja, N nee; Enter: toelichting")
    if item.kind is ItemKind.CHOICE:
        return ", ".join(f"{at} {one.label}" for at, one in enumerate(item.options, 1))
    return tr("Enter: typen")


class CriteriaModel(RowTableModel[CriterionRow]):
    """One row per criterion."""

    def __init__(self, parent: QObject | None = None, who: str = "") -> None:
        columns = [
            Column("criterion", tr("Criterium"), 420, _text, show=_criterion, sortable=False),
            Column(
                "answer",
                who or tr("Commissie"),
                100,
                lambda row: shown_answer(row.item, row.value),
                show=_answer,
                sortable=False,
                firm=True,
            ),
            Column(
                "note",
                tr("Toelichting"),
                160,
                lambda row: row.note,
                show=lambda row: Cell(row.note, muted=True, tooltip=row.note),
                sortable=False,
            ),
        ]
        super().__init__(columns, lambda row: row.item.code, parent)


def _text(row: CriterionRow) -> str:
    return f"{row.at}. {row.item.text}"


def _criterion(row: CriterionRow) -> Cell:
    return Cell(
        _text(row), tooltip="\n".join(part for part in (row.item.text, row.item.help) if part)
    )


def _answer(row: CriterionRow) -> Cell:
    shown = shown_answer(row.item, row.value)
    if not shown:
        return Cell("\N{EM DASH}", muted=True, spoken=tr("geen antwoord"))
    return Cell(shown, Tone.INFO if row.item.kind is ItemKind.CHOICE else _TONES.get(shown))


class CriteriaTable(TableView):
    """Digits and letters answer the row under the cursor and go on to the next."""

    answered = Signal(str, object)
    note_wanted = Signal()
    digits = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row is not None and plain and text:
            value = value_of_key(row.item, text, digits=self.digits)
            if value is not None:
                self.answered.emit(row.item.code, value)
                self._go_on()
                return
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.answered.emit(row.item.code, None)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.note_wanted.emit()
                return
        if text and text.isprintable():
            event.ignore()  # "/" and the like are for the page
            return
        super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        """Give the question the room that is left; the note stands in the line below too."""
        if self._memory.by_hand:
            return
        px, room = theme().px, self.viewport().width()
        with_note = room >= px(_NOTES_FROM)
        answer = max(px(_ANSWER_WIDTH), room // 6)
        note = (room - answer) // 4 if with_note else 0
        self.setColumnHidden(NOTE, not with_note)
        for at, width in ((CRITERION, room - answer - note), (ANSWER, answer), (NOTE, note)):
            self.setColumnWidth(at, width)

    def shortened(self) -> bool:
        """Say whether the question under the cursor is longer than its column."""
        index = self.currentIndex().siblingAtColumn(CRITERION)
        words = QFontMetrics(theme().font()).horizontalAdvance(str(index.data() or ""))
        return words > self.columnWidth(CRITERION) - 2 * theme().px(PADDING)

    def _go_on(self) -> None:
        below = self.currentIndex().row() + 1
        if below < self.model().rowCount():
            self.selectRow(below)


class CriteriaPane(QWidget):
    """The table with a line below it for the note, or for the answer of an open question."""

    answered = Signal(str, object)
    """Code of the criterion and its value; None takes the answer away."""
    noted = Signal(str, str)
    """Code and note, when the field is left."""
    typed = Signal(str)
    """The code of the criterion whose line is being typed in."""

    def __init__(
        self, parent: QWidget | None = None, who: str = "", *, digits: bool = True
    ) -> None:
        """`who` stands above the answers; empty says that they are the table's.

        Where digits choose an outcome they answer no scale.
        """
        super().__init__(parent)
        self.model = CriteriaModel(self, who)
        self.table = CriteriaTable(self.model, tr("Afwegingskader"), parent=self)
        self.table.digits = digits
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.table.answered.connect(self.answered)
        self.table.note_wanted.connect(self._go_to_line)
        self.table.current_row_changed.connect(lambda _row: self._row_changed())
        self.fault = label("", "error", wrap=True)
        self.fault.hide()
        self._whole = label("", "muted", wrap=True)
        self._whole.hide()
        self._line_name = label("", "label")
        self.line = LineField(parent=self)
        self.line.textEdited.connect(self._line_typed)
        self.line.editingFinished.connect(self.confirm)
        self._line_name.setBuddy(self.line)
        with_name = beside(self._line_name, (self.line, 1), gap=8)
        self.keys_hint = label("", "hint")
        below(
            (self.table, 1),
            self.fault,
            self._whole,
            with_name,
            self.keys_hint,
            gap=6,
            edges=(0, 8, 0, 0),
            of=self,
        )
        self._code = ""
        self._dirty = False
        self._typed_notes: dict[str, str] = {}
        self._wanted = ""

    @property
    def line_text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def show_criteria(
        self,
        criteria: Sequence[Item],
        answers: Mapping[str, Answered],
        typed: Mapping[str, str],
        *,
        fresh: bool,
        editable: bool,
    ) -> None:
        """Show criteria, of another case when `fresh`.

        `typed` holds notes that were not confirmed yet, by code.
        """
        known = answers.get(self._wanted)
        if fresh or (known is not None and known.value is not None):
            self.fault.hide()
        if fresh:
            self._dirty, self._code = False, ""
        self._typed_notes = dict(typed)
        rows = []
        for at, item in enumerate(criteria, 1):
            known = answers.get(item.code)
            value = known.value if known else None
            rows.append(CriterionRow(at, item, value, known.note if known else ""))
        self.model.set_rows(rows)
        if rows and (fresh or self.table.current_row() is None):
            codes = [item.code for item in criteria]
            # Where somebody was typing when the program stopped, else at the top.
            at = next((at for at, code in enumerate(codes) if code in typed), 0)
            self.table.selectRow(at)
            if not at:
                self.table.scrollToTop()
        self.table.setEnabled(editable)
        self.line.setEnabled(editable)
        if not self._dirty:
            self._show_line()

    def show_fault(self, text: str, code: str) -> bool:
        """Say what is missing, with the keyboard on this criterion; False where it is not here."""
        at = self.model.find(code)
        if self.model.row_at(at) is None:
            return False
        self._wanted = code
        self.fault.setText(text)
        self.fault.show()
        self.table.selectRow(at)
        self.table.setFocus()
        return True

    def focus_criteria(self) -> None:
        """Put the keyboard on the first criterion without an answer."""
        for at in range(self.model.total):
            row = self.model.row_at(at)
            if row is not None and row.value is None:
                self.table.selectRow(at)
                break
        self.table.setFocus()

    def confirm(self) -> None:
        """Hand on what stands in the line."""
        if not self._dirty or not self._code:
            return
        self._dirty = False
        text = self.line.text().strip()
        self._typed_notes.pop(self._code, None)
        row = self._row(self._code)
        if row is not None and row.item.kind in (ItemKind.TEXT, ItemKind.NUMBER):
            self.answered.emit(self._code, text or None)
        else:
            self.noted.emit(self._code, text)

    def _go_to_line(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def _row(self, code: str) -> CriterionRow | None:
        return self.model.row_at(self.model.find(code))

    def _line_typed(self) -> None:
        self._dirty = True
        self.typed.emit(self._code)

    def _row_changed(self) -> None:
        """Let the line follow the cursor; rows that are read anew leave what is typed alone."""
        row = self.table.current_row()
        if not (self._dirty and row is not None and row.item.code == self._code):
            self._show_line()

    def _show_line(self) -> None:
        """Let the line belong to the criterion under the cursor."""
        row = self.table.current_row()
        if row is None:
            return
        if row.item.code != self._code:
            self.confirm()
        self._code = row.item.code
        self._dirty = False
        open_question = row.item.kind in (ItemKind.TEXT, ItemKind.NUMBER)
        name = tr("Antwoord bij {n}") if open_question else tr("Toelichting bij {n}")
        self._line_name.setText(name.format(n=row.at))
        self.line.setAccessibleName(self._line_name.text())
        kept = shown_answer(row.item, row.value) if open_question else row.note
        typed = self._typed_notes.get(row.item.code)
        self.line.setText(kept if typed is None else typed)
        self._dirty = typed is not None and typed != kept
        self.keys_hint.setText(keys_of(row.item, digits=self.table.digits))
        self._show_whole()

    def _show_whole(self) -> None:
        """Write the question under the cursor out where the table has no room for it."""
        row = self.table.current_row()
        self._whole.setText(f"{row.at}. {row.item.text}" if row is not None else "")
        self._whole.setVisible(row is not None and self.table.shortened())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whole()
