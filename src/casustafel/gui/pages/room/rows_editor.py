"""A small table that is typed in: who does what, goals, an intervention."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from casustafel.domain.framework_answers import not_applicable
from casustafel.domain.frameworks import Item, ItemColumn, ItemKind
from casustafel.domain.meetings import CommitteeAnswer
from casustafel.gui.dialogs.form import Part
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import BY_KEY, KeyHintButton, button
from casustafel.gui.widgets.fields import TYPED, ChoiceBox, DateField
from casustafel.gui.widgets.layout import below, beside
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import tr


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column: its key, title, whether it holds a day, and a fixed list of choices if any.

    `line` 1 puts it below the others of its row, where there is little room beside them; the
    titles then stand in the empty fields.
    """

    key: str
    title: str
    stretch: int = 1
    is_day: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    line: int = 0


Row = dict[str, str]


class RowsEditor(QWidget):
    """Rows of fields; there is always an empty row below the last one."""

    changed = Signal()
    """Something was typed."""
    left = Signal()
    """The keyboard left the table: what stands there can be confirmed."""

    def __init__(
        self, name: str, columns: Sequence[FieldColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._near = date(2026, 1, 1)
        self._stacked = any(column.line for column in self._columns)
        self._rows: list[tuple[list[QWidget], KeyHintButton]] = []
        self._quiet = False
        self._locked: frozenset[str] = frozenset()
        self.setAccessibleName(name)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(4))
        self._grid.setVerticalSpacing(theme().px(3))
        for number in (0, 1) if self._stacked else ():
            titles = beside(gap=4)
            for column in self._columns:
                if column.line == number:
                    titles.addWidget(label(column.title, "hint"), column.stretch)
            self._grid.addLayout(titles, number, 0)
        if not self._stacked:
            for at, column in enumerate(self._columns):
                self._grid.addWidget(label(column.title, "hint"), 0, at)
                self._grid.setColumnStretch(at, column.stretch)
        below(self._grid, of=self)
        self._add_row({})

    def set_near(self, near: date) -> None:
        """Say from which day on days without a year count."""
        self._near = near

    def set_rows(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Show other rows; nothing is announced."""
        self._quiet = True
        gone = len(self._rows)
        for row in (*rows, {}):
            self._add_row(row)
        for fields, remove in self._rows[:gone]:
            self._take_out(*fields, remove)
        del self._rows[:gone]
        self._quiet = False

    def _take_out(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def lock(self, *keys: str) -> None:
        """Leave these columns and the number of rows as they are; none locks nothing."""
        self._locked = frozenset(keys)
        for fields, remove in self._rows:
            self._fit_lock(fields, remove)

    def _fit_lock(self, fields: Sequence[QWidget], remove: QWidget) -> None:
        locked = bool(self._locked)
        filled = self._filled(fields)
        for column, field in zip(self._columns, fields, strict=True):
            field.setEnabled(column.key not in self._locked)
            field.setVisible(filled or not locked)
        remove.setVisible(filled and not locked)

    def rows(self) -> list[Row]:
        """Return the rows in which something stands; days as yyyy-mm-dd."""
        return self._read(self._value)

    @property
    def part(self) -> Part:
        """How the rows are kept while somebody types."""
        return Part(self.typed_rows, self.set_rows, self.changed)

    def typed_rows(self) -> list[Row]:
        """Return the rows as they are being typed: a day that cannot be read yet as its text."""
        return self._read(
            lambda field, column: (
                field.text()
                if isinstance(field, DateField) and field.unreadable
                else self._value(field, column)
            )
        )

    def _read(self, value: Callable[[QWidget, FieldColumn], str]) -> list[Row]:
        rows = [
            {
                column.key: text
                for column, field in zip(self._columns, fields, strict=True)
                if (text := value(field, column))
            }
            for fields, _remove in self._rows
        ]
        return [row for row in rows if row]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns in their order."""
        return tuple(column.key for column in self._columns)

    def field(self, at: int, key: str) -> QWidget:
        """Return the field of a row and column; row -1 is the empty one below the others."""
        return self._rows[at][0][self.keys.index(key)]

    def focus_empty(self) -> None:
        """Put the keyboard on the first field of the row that is still empty."""
        self._rows[-1][0][0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and not self._quiet:
            self.left.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = next((fields for fields, _remove in self._rows if watched in fields), None)
            if row is not None and event.key() == Qt.Key.Key_Delete and self._gone(watched, event):
                self._remove(row)
                return True
        return super().eventFilter(watched, event)

    def _gone(self, field: QObject, event: QKeyEvent) -> bool:
        """Say whether Delete takes the row away: where it has no text to take, or with Ctrl."""
        if self._locked:
            return False
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return held or not isinstance(field, QLineEdit) or not field.text()

    def _add_row(self, values: Mapping[str, str]) -> None:
        at = self._grid.rowCount()
        fields = [self._field(column, values.get(column.key, "")) for column in self._columns]
        remove = button("×", lambda: self._remove(fields), kind="link")
        # Shown without a parent it would be a window of its own and take the keyboard.
        remove.setParent(self)
        # A digit that is meant for the next row must not be pressed on a button (H14).
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        remove.setProperty(BY_KEY, True)
        remove.setMinimumSize(theme().px(24), theme().px(24))
        remove.setAccessibleName(tr("Rij weghalen"))
        tip(remove, tr("Rij weghalen (Ctrl Delete)"))
        remove.setVisible(bool(values))
        if self._stacked:
            self._place_stacked(at, fields, remove)
        else:
            for place, part in enumerate((*fields, remove)):
                self._grid.addWidget(part, at, place)
        before = self._rows[-1][0][-1] if self._rows else fields[0]
        self._rows.append((fields, remove))
        for field in fields:
            if field is not before:
                QWidget.setTabOrder(before, field)
            before = field
        if self._locked:
            self._fit_lock(fields, remove)

    def _place_stacked(self, at: int, fields: list[QWidget], remove: QWidget) -> None:
        """Put the fields of one row on two lines."""
        for number in (0, 1):
            line = beside(gap=4)
            for column, field in zip(self._columns, fields, strict=True):
                if column.line == number:
                    line.addWidget(field, column.stretch)
            if number == 0:
                line.addWidget(remove)
            self._grid.addLayout(line, at + number, 0)
        self._grid.setRowMinimumHeight(at + 2, theme().px(5))

    def _field(self, column: FieldColumn, value: str) -> QWidget:
        name = f"{self.accessibleName()}: {column.title}"
        if column.choices:
            box = ChoiceBox(self)
            box.addItem(column.title if self._stacked else "", "")
            for key, text in column.choices:
                box.addItem(text, key)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.setProperty(TYPED, True)
            box.currentIndexChanged.connect(lambda _at: self._typed())
            made: QWidget = box
        elif column.is_day:
            day_field = DateField(name, self)
            day_field.set_near(self._near)
            day_field.setMinimumWidth(theme().px(96))
            _show_day(day_field, value)
            day_field.day_changed.connect(lambda _day: self._typed())
            made = day_field
        else:
            line = LineField(value, self)
            line.textChanged.connect(lambda _text: self._typed())
            made = line
        if self._stacked and isinstance(made, QLineEdit):
            made.setPlaceholderText(column.title)
        made.setAccessibleName(name)
        made.installEventFilter(self)
        made.show()
        return made

    def _value(self, field: QWidget, column: FieldColumn) -> str:
        if isinstance(field, QComboBox):
            return str(field.currentData() or "")
        if isinstance(field, DateField):
            return field.day.isoformat() if field.day else ""
        return field.text().strip() if isinstance(field, QLineEdit) else ""

    def _filled(self, fields: Sequence[QWidget]) -> bool:
        pairs = zip(self._columns, fields, strict=True)
        return any(self._value(field, column) for column, field in pairs)

    def _typed(self) -> None:
        if self._quiet:
            return
        fields, remove = self._rows[-1]
        if self._filled(fields) and not self._locked:
            remove.show()
            self._add_row({})
        self.changed.emit()

    def _remove(self, fields: list[QWidget]) -> None:
        at = next(place for place, row in enumerate(self._rows) if row[0] is fields)
        if at == len(self._rows) - 1:
            return  # the one below the others is empty and stays
        _fields, remove = self._rows.pop(at)
        self._quiet = True
        self._take_out(*fields, remove)
        self._quiet = False
        self._rows[min(at, len(self._rows) - 1)][0][0].setFocus()
        self.changed.emit()
        self.left.emit()


def _show_day(field: DateField, value: str) -> None:
    """Show a day, or the text that was being typed before it became one."""
    try:
        field.set_day(date.fromisoformat(value) if value else None)
    except ValueError:
        field.setText(value)


class ItemTable:
    """How an item of kind table stands in rows of fields, and how the rows become its answer.

    "n.v.t." with its reason stands in the first text field, and is the answer when it is alone.
    """

    def __init__(self, item: Item) -> None:
        self.columns = [_field_column(column) for column in item.columns]
        texts = [column.code for column in item.columns if column.kind is ItemKind.TEXT]
        self._main = texts[0] if texts else item.columns[0].code
        self._truths = {one.code for one in item.columns if one.kind is ItemKind.YES_NO}

    def rows(self, value: object) -> list[Row]:
        """Return the rows of an answer."""
        if isinstance(value, str):
            return [{self._main: value}]
        kept = value if isinstance(value, list | tuple) else ()
        return [
            {code: _shown(cell) for code, cell in row.items()}
            for row in kept
            if isinstance(row, Mapping)
        ]

    def answer(self, rows: Sequence[Row]) -> list[Mapping[str, object]] | str | None:
        """Return rows as a framework keeps them: yes and no are truth values there."""
        if len(rows) == 1 and set(rows[0]) == {self._main}:
            alone = rows[0][self._main]
            if not_applicable(alone) is not None:
                return alone
        return [
            {key: cell == "ja" if key in self._truths else cell for key, cell in row.items()}
            for row in rows
        ] or None


#: How columns share the width: what is written in needs most.
_STRETCH = {ItemKind.TEXT: 4, ItemKind.DATE: 2, ItemKind.CHOICE: 2}
_YES_NO = (("ja", "ja"), ("nee", "nee"))


def _field_column(column: ItemColumn) -> FieldColumn:
    choices = tuple((option.code, option.label) for option in column.options)
    return FieldColumn(
        column.code,
        column.label,
        stretch=_STRETCH.get(column.kind, 1),
        is_day=column.kind is ItemKind.DATE,
        choices=_YES_NO if column.kind is ItemKind.YES_NO else choices,
    )


def _shown(cell: object) -> str:
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    return "" if cell is None else str(cell)


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
        self._tables: dict[str, ItemTable] = {}

    def show_items(
        self,
        items: Sequence[Item],
        answers: Mapping[str, CommitteeAnswer],
        typed: Mapping[str, object],
        near: date,
    ) -> None:
        """Show the tables with what was answered, or by code what was being typed after it."""
        content = QWidget()
        layout = below(edges=(12, 10), of=content)
        self.editors, self._kept, self._tables = {}, {}, {}
        for item in items:
            layout.addWidget(label(item.text, "heading"))
            if item.help:
                layout.addWidget(label(item.help, "hint", wrap=True))
            table = self._tables[item.code] = ItemTable(item)
            columns = [replace(column, stretch=1) for column in table.columns]
            editor = RowsEditor(item.text, columns, content)
            editor.set_near(near)
            known, draft = answers.get(item.code), typed.get(item.code)
            rows = table.rows(known.value if known else None)
            editor.set_rows(rows if draft is None else table.rows(draft))
            editor.changed.connect(lambda code=item.code: self.typed.emit(code))
            editor.left.connect(lambda code=item.code: self.confirm(code))
            layout.addWidget(editor)
            self.editors[item.code] = editor
            self._kept[item.code] = rows
        layout.addStretch(1)
        self.setWidget(content)

    def focus_first(self) -> None:
        """Put the keyboard on the first empty field of the first table."""
        if (editor := next(iter(self.editors.values()), None)) is not None:
            editor.focus_empty()

    def confirm(self, code: str) -> None:
        """Hand a table on if it is another than was kept."""
        if (rows := self.editors[code].rows()) != self._kept[code]:
            self._kept[code] = rows
            self.answered.emit(code, self._tables[code].answer(rows))

    def confirm_all(self) -> None:
        """Hand on what stands in every table."""
        for code in self.editors:
            self.confirm(code)
