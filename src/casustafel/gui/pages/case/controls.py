"""A control per kind of item or field: it shows a value, and says when the user has left it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from casustafel.domain.frameworks import SCALE, Item, ItemKind
from casustafel.gui.dialogs.form import choice, days, line, part_of, proposals, show_in, text_of
from casustafel.gui.pages.room.rows_editor import ItemTable, RowsEditor
from casustafel.gui.widgets.chips import Chip, ToggleChips
from casustafel.gui.widgets.fields import DateField, GrowingText
from casustafel.gui.words import decimal, tr

#: No value equals it.
_REFUSED = object()


class Control(QObject):
    """A widget with a value. `left` comes when it was changed and left; `value` may be None."""

    left = Signal()
    typed = Signal()
    """Something was typed that is not left yet."""
    unchanged = Signal()
    """It was left as it had been."""

    def __init__(
        self,
        widget: QWidget,
        value: object,
        read: Callable[[], Any] | None = None,
        write: Callable[[Any], object] | None = None,
    ) -> None:
        """Without a way to `read` and `write` of its own a widget holds a text or nothing."""
        super().__init__(widget)
        self.widget = widget
        self.value = read or (lambda: text_of(widget) or None)
        self._write = write or (lambda given: show_in(widget, str(given or "")))
        self._write(value)
        self._shown = self.value()
        self._restored = False
        self._part = getattr(widget, "part", None) or part_of(widget)
        self._listen()

    def _listen(self) -> None:
        widget = self.widget
        if isinstance(widget, QComboBox):
            widget.activated.connect(lambda _at: self.leave())
            if (edit := widget.lineEdit()) is not None:
                edit.editingFinished.connect(self.leave)
                edit.textEdited.connect(lambda _text: self.typed.emit())
        elif isinstance(widget, QLineEdit):
            widget.editingFinished.connect(self.leave)
            widget.textEdited.connect(lambda _text: self.typed.emit())
        elif isinstance(widget, GrowingText):
            widget.left.connect(self.leave)
            widget.textChanged.connect(self._text_typed)
        elif isinstance(widget, RowsEditor):
            widget.left.connect(self.leave)
            widget.changed.connect(self.typed)
        elif isinstance(widget, ToggleChips):
            widget.toggled.connect(lambda _key, _on: self.leave())

    def leave(self) -> None:
        """Say that the user left it, if the value is another one."""
        value = self.value()
        self._restored = False
        if value != self._shown:
            self._shown = value
            self.left.emit()
        else:
            self.unchanged.emit()

    def _text_typed(self) -> None:
        if self.widget.hasFocus():
            self.typed.emit()

    def draft(self) -> object:
        """Return what stands here as it is being typed, also where it has no value yet."""
        return self._part.read() if self._part is not None else None

    def show_draft(self, typed: Any) -> None:
        """Show what was being typed before the program stopped; leaving the field keeps it."""
        if self._part is not None:
            self._part.show(typed)
        self._restored = True

    def refused(self) -> None:
        """The value was not kept: leaving the field again tries once more."""
        self._shown = _REFUSED

    def show_value(self, value: object) -> bool:
        """Show what is kept, unless the user is at work in it; say whether it is shown.

        Nothing is announced.
        """
        focus = QApplication.focusWidget()
        here = focus is self.widget or (focus is not None and self.widget.isAncestorOf(focus))
        if self._restored or (here and self.value() != self._shown):
            return False
        if here:
            return self.value() == value
        self._write(value)
        self._shown = self.value()
        return True


def control_for(item: Item, value: object) -> Control:
    """Return the control for an item of the framework, showing its answer."""
    match item.kind:
        case ItemKind.CHOICE:
            return chooser([(one.code, one.label) for one in item.options], value)
        case ItemKind.SCALE:
            return chooser([(one, one) for one in SCALE], value)
        case ItemKind.YES_NO:
            return yes_no(value)
        case ItemKind.DATE:
            return day_control(value)
        case ItemKind.NUMBER:
            return number_control(value)
        case ItemKind.MULTI:
            return multi_control(item, value)
        case ItemKind.TABLE:
            return rows_control(item, value)
    return text_control(value, item.text)


def chooser(options: Sequence[tuple[str, str]], chosen: object) -> Control:
    """Return a list to choose one of, with a first entry that chooses nothing.

    A value that is no choice, such as "n.v.t.: reden", is offered as it stands.
    """
    return _one_of(options, chosen, {})


def yes_no(value: object) -> Control:
    """Return a choice of yes and no, with True, False or None as its value."""
    return _one_of([("ja", tr("ja")), ("nee", tr("nee"))], value, {"ja": True, "nee": False})


def _one_of(
    options: Sequence[tuple[str, str]], chosen: object, means: Mapping[str, bool]
) -> Control:
    box = choice([("", "–"), *options])

    def read() -> bool | str | None:
        key = str(box.currentData() or "")
        return means.get(key, key or None)

    def write(value: object) -> None:
        key = next((key for key, one in means.items() if one is value), str(value or ""))
        if box.findData(key) < 0:
            box.addItem(key, key)
        box.setCurrentIndex(box.findData(key))

    return Control(box, chosen, read, write)


def day_control(value: object) -> Control:
    """Return a field for a day; a text that is no day stays, and is refused when it is kept."""
    field: DateField = days()

    def read() -> date | str | None:
        return field.text().strip() if field.unreadable else field.day

    return Control(field, value, read, lambda given: field.set_day(_day(given)))


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def number_control(value: object) -> Control:
    """Return a field for a number with a decimal comma; what is no number stays as typed."""
    field = line(longest=20)

    def read() -> Decimal | str | None:
        text = field.text().strip()
        found = decimal(text)
        return found if found is not None else text or None

    return Control(field, value, read, lambda given: field.setText(_comma(given)))


def _comma(value: object) -> str:
    shown = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value or "")
    return shown.replace(".", ",")


def text_control(value: object, name: str) -> Control:
    """Return a field for sentences that grows with them."""
    field = GrowingText(name, framed=True)
    return Control(field, value, write=lambda given: field.show_text(str(given or "")))


def line_control(value: object, longest: int = 200) -> Control:
    """Return a field for one line."""
    return Control(line(longest=longest), value)


def proposal_control(texts: Sequence[str], value: str) -> Control:
    """Return a field that proposes texts while one types; another text may be typed too."""
    return Control(proposals(texts), value)


def multi_control(item: Item, value: object) -> Control:
    """Return chips of which any number is on."""
    chips = ToggleChips(item.text)

    def write(given: object) -> None:
        on = [str(one) for one in given] if isinstance(given, list | tuple) else []
        chips.set_chips([Chip(one.code, one.label) for one in item.options], on)

    return Control(chips, value, lambda: chips.on() or None, write)


def rows_control(item: Item, value: object) -> Control:
    """Return a small table to type in, with a column per column of the item."""
    table = ItemTable(item)
    editor = RowsEditor(item.text, table.columns)
    return Control(
        editor,
        value,
        lambda: table.answer(editor.rows()),
        lambda given: editor.set_rows(table.rows(given)),
    )
