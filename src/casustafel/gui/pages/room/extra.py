"""Tables that a framework asks at the outcome, such as the intervention of the Doorbraakteam."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from casustafel.domain.frameworks import Item, ItemColumn, ItemKind
from casustafel.domain.meetings import CommitteeAnswer
from casustafel.gui.pages.room.rows_editor import FieldColumn, Row, RowsEditor
from casustafel.gui.theme import theme
from casustafel.gui.widgets.style import label


class ExtraItems(QScrollArea):
    """One editor per table; leaving one confirms it."""

    answered = Signal(str, object)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.editors: dict[str, RowsEditor] = {}
        self._kept: dict[str, list[Row]] = {}
        self._items: dict[str, Item] = {}

    def show_items(
        self,
        items: Sequence[Item],
        answers: Mapping[str, CommitteeAnswer],
        typed: Mapping[str, object],
        near: date,
    ) -> None:
        """Show the tables with what was answered, or by code what was being typed after it."""
        px = theme().px
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(px(12), px(10), px(12), px(10))
        self.editors, self._kept, self._items = {}, {}, {}
        for item in items:
            layout.addWidget(label(item.text, "heading"))
            if item.help:
                layout.addWidget(label(item.help, "hint", wrap=True))
            editor = RowsEditor(item.text, [_column(one) for one in item.columns], content)
            editor.set_near(near)
            known = answers.get(item.code)
            rows = _rows(known.value if known else None)
            draft = typed.get(item.code)
            editor.set_rows(rows if draft is None else _rows(draft))
            editor.changed.connect(lambda code=item.code: self.typed.emit(code))
            editor.left.connect(lambda code=item.code: self.confirm(code))
            layout.addWidget(editor)
            self.editors[item.code] = editor
            self._kept[item.code] = rows
            self._items[item.code] = item
        layout.addStretch(1)
        self.setWidget(content)

    def focus_first(self) -> None:
        """Put the keyboard on the first empty field of the first table."""
        editor = next(iter(self.editors.values()), None)
        if editor is not None:
            editor.focus_empty()

    def confirm(self, code: str) -> None:
        """Hand a table on if it is another than was kept."""
        rows = self.editors[code].rows()
        if rows != self._kept[code]:
            self._kept[code] = rows
            answer = [_answer(self._items[code], row) for row in rows]
            self.answered.emit(code, answer or None)

    def confirm_all(self) -> None:
        """Hand on what stands in every table."""
        for code in self.editors:
            self.confirm(code)


def _column(column: ItemColumn) -> FieldColumn:
    choices = tuple((option.code, option.label) for option in column.options)
    if column.kind is ItemKind.YES_NO:
        choices = (("ja", "ja"), ("nee", "nee"))
    return FieldColumn(
        column.code, column.label, is_day=column.kind is ItemKind.DATE, choices=choices
    )


def _answer(item: Item, row: Row) -> dict[str, object]:
    """Return a typed row as a framework keeps it: yes and no are truth values there."""
    yes_no = {column.code for column in item.columns if column.kind is ItemKind.YES_NO}
    return {key: cell == "ja" if key in yes_no else cell for key, cell in row.items()}


def _rows(value: object) -> list[Row]:
    if not isinstance(value, list):
        return []
    words = {True: "ja", False: "nee"}
    return [
        {key: words[cell] if isinstance(cell, bool) else str(cell) for key, cell in row.items()}
        for row in value
    ]
