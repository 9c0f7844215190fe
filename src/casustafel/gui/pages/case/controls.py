"""A control per kind of item or field: it shows a value, and says when the user has left it."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from casustafel.domain.frameworks import SCALE, Item, ItemKind
from casustafel.gui.dialogs.form import choice, days, line
from casustafel.gui.widgets.date_field import DateField
from casustafel.gui.widgets.growing_text import GrowingText


def _tr(text: str) -> str:
    return QCoreApplication.translate("case", text)


class Control(QObject):
    """A widget with a value. `left` comes when it was changed and left; `value` may be None."""

    left = Signal()

    def __init__(self, widget: QWidget, read: Callable[[], Any]) -> None:
        super().__init__(widget)
        self.widget = widget
        self.value = read
        self._shown = read()
        if isinstance(widget, QComboBox):
            widget.activated.connect(lambda _at: self.leave())
        elif isinstance(widget, QLineEdit):
            widget.editingFinished.connect(self.leave)
        elif isinstance(widget, GrowingText):
            widget.left.connect(self.leave)

    def leave(self) -> None:
        """Say that the user left it, if the value is another one."""
        value = self.value()
        if value != self._shown:
            self._shown = value
            self.left.emit()


def control_for(item: Item, value: object) -> Control:
    """Return the control for an item of the framework, showing its answer."""
    match item.kind:
        case ItemKind.CHOICE:
            return chooser([(one.code, one.label) for one in item.options], str(value or ""))
        case ItemKind.SCALE:
            return chooser([(one, one) for one in SCALE], str(value or ""))
        case ItemKind.YES_NO:
            shown = {True: "ja", False: "nee"}.get(value, "") if isinstance(value, bool) else ""
            made = chooser([("ja", _tr("ja")), ("nee", _tr("nee"))], shown)
            read = made.value
            made.value = lambda: {"ja": True, "nee": False}.get(read() or "")
            return made
        case ItemKind.DATE:
            return day_control(value)
        case ItemKind.NUMBER:
            return number_control(value)
        case ItemKind.TABLE:
            return rows_control(item, value)
    return text_control(_multi(item, value) if item.kind is ItemKind.MULTI else value, item.text)


def _multi(item: Item, value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else ""


def chooser(options: Sequence[tuple[str, str]], chosen: str) -> Control:
    """Return a list to choose one of, with a first entry that chooses nothing."""
    box = choice([("", "–"), *options], chosen)
    return Control(box, lambda: str(box.currentData() or "") or None)


def day_control(value: object) -> Control:
    """Return a field for a day; `value` is a date or its ISO text."""
    shown = date.fromisoformat(value) if isinstance(value, str) and value else value
    field: DateField = days(shown if isinstance(shown, date) else None)
    return Control(field, lambda: field.day)


def number_control(value: object) -> Control:
    """Return a field for a number with a decimal comma; what is no number stays as typed."""
    field = line("" if value is None else f"{value}".replace(".", ","), longest=20)

    def read() -> Decimal | str | None:
        text = field.text().strip().replace(",", ".")
        try:
            return Decimal(text) if text else None
        except InvalidOperation:
            return field.text().strip()

    return Control(field, read)


def text_control(value: object, name: str) -> Control:
    """Return a field for sentences that grows with them."""
    field = GrowingText(name, framed=True)
    field.show_text(str(value or ""))
    return Control(field, lambda: field.toPlainText().strip() or None)


def line_control(value: object, longest: int = 200) -> Control:
    """Return a field for one line."""
    field = line(str(value or ""), longest=longest)
    return Control(field, lambda: field.text().strip() or None)


def rows_control(item: Item, value: object) -> Control:
    """Return a field in which each line is one row; further columns stand behind a semicolon."""
    keys = [column.code for column in item.columns if column.kind is ItemKind.TEXT]
    main = keys[0] if keys else item.columns[0].code
    kept = value if isinstance(value, list) else []
    texts = [str(row.get(main, "")) for row in kept if isinstance(row, dict)]
    if isinstance(value, str):
        texts = [value]
    field = GrowingText(item.text, framed=True)
    field.suggest(_tr("Eén per regel"))
    field.show_text("\n".join(texts))

    def read() -> object:
        lines = [one.strip(" -•") for one in field.toPlainText().splitlines()]
        wanted = [one for one in lines if one]
        if len(wanted) == 1 and wanted[0].casefold().startswith("n.v.t."):
            return wanted[0]
        known = {str(row.get(main)): row for row in kept if isinstance(row, dict)}
        # A row that is still there keeps its other columns.
        return [dict(known.get(one, {})) | {main: one} for one in wanted] or None

    return Control(field, read)
