"""The table of criteria with the line for a note, in the room and in the form of a member."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import Item, ItemKind
from casustafel.gui.pages.room.criteria import (
    Counts,
    CriteriaModel,
    CriteriaTable,
    CriterionRow,
    keys_of,
)
from casustafel.gui.widgets.layout import below, beside
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr


class Answered(Protocol):
    """An answer on a criterion, of the table or of one member."""

    @property
    def value(self) -> object:
        """The answer as it is kept."""

    @property
    def note(self) -> str:
        """What was said beside it."""


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
        self.table = CriteriaTable(self.model, self)
        self._said: Mapping[str, Counts] = {}
        self.table.digits = digits
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.table.answered.connect(self.answered)
        self.table.note_wanted.connect(self._go_to_line)
        self.table.current_row_changed.connect(lambda _row: self._row_changed())
        self.fault = label("", "error", wrap=True)
        self.fault.hide()
        self._line_name = label("", "label")
        self.line = LineField(parent=self)
        self.line.textEdited.connect(self._line_typed)
        self.line.editingFinished.connect(self.confirm)
        self._line_name.setBuddy(self.line)
        with_name = beside(self._line_name, (self.line, 1), gap=8)
        below((self.table, 1), self.fault, with_name, gap=6, edges=(0, 6, 0, 4), of=self)
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
            note, said = known.note if known else "", self._said.get(item.code, ())
            rows.append(CriterionRow(at, item, value, note, said))
        self.model.show_rows(rows)
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

    def show_said(self, said: Mapping[str, Counts]) -> None:
        """Show beside each criterion, by its code, how often members gave each answer."""
        self._said = said
        rows = [row for at in range(self.model.total) if (row := self.model.row_at(at))]
        self.model.show_rows([replace(row, said=said.get(row.item.code, ())) for row in rows])
        self.table.show_said(shown=any(said.values()))

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
            if (row := self.model.row_at(at)) is not None and row.value is None:
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
        if (row := self.table.current_row()) is None:
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
        self.line.setPlaceholderText(keys_of(row.item, digits=self.table.digits))
