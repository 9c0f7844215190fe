"""Step 2: which column of the list is which field."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casustafel.domain.findings import Finding, Severity
from casustafel.gui.pages.importing.columns_model import (
    UNKNOWN_ORDER,
    ColumnRow,
    mapping_columns,
    order_choice,
    recognition,
)
from casustafel.gui.pages.importing.parts import FieldBox, column_letter, whole
from casustafel.gui.settings import Settings
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.importing.on_screen import shown_example
from casustafel.services.importing.preview import CaseList
from casustafel.services.importing.profiles import Choices, DateOrder, Understood

#: Findings that say that nobody can tell day and month apart in a column.
_ASSUMED, _MIXED = "date-order-assumed", "date-order-mixed"
#: What says that one value turned a whole column to month-day.
_FOUND = "date-order-found"

#: Findings on the list as a whole: something lies beside what is read.
_OF_SHEET = frozenset(
    {
        *("sheets-hidden", "sheets-other", "rows-hidden", "second-table"),
        *("list-without-rows", "list-of-other-table"),
        "rows-no-case",
    }
)


class ColumnsStep(QWidget):
    """The columns in a table; the one under the cursor is changed in the card beside it."""

    header_wanted = Signal()
    """The user says that the names of the columns stand in another row."""
    choices_changed = Signal()
    other_table_wanted = Signal(str)
    """The list is to be read for the table that it seems to be for."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ColumnRow] = []
        self._wanted: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._profile = ""
        self._header_row: int | None = None
        self._of_sheet: Sequence[Finding] = ()
        self._elsewhere = ("", "")
        self._dates: frozenset[str] = frozenset()
        self.changed = False
        self.asked = False
        self.note = Banner(self)
        across = Columns(self)
        columns = mapping_columns()
        self.model = RowTableModel(columns, lambda row: str(row.index), self, sortable=False)
        self.table = TableView(self.model, tr("Kolommen van de lijst"), settings, "import-columns")
        self.table.current_row_changed.connect(lambda _row: self._show_current())
        self.table.row_opened.connect(lambda _row: self._open_fields())
        across.add(self.table, needs=420)
        across.add(self._side(), width=280)
        below(self.note, (across, 1), gap=10, of=self)

    def _side(self) -> Card:
        card = Card(tr("Kolom"), self)
        self._card = card
        self._header = label("", wrap=True)
        self._pill = StatusPill("", parent=card)
        self._examples = label("", "muted", wrap=True)
        self.field = FieldBox(card)
        self.field.activated.connect(lambda at: self._chosen(self.field.itemData(at)))
        self.order = FieldBox(card)
        self.order.setPlaceholderText(tr("Kies…"))
        self.order.addItem("", "dmy")
        self.order.addItem("", "mdy")
        self.order.activated.connect(lambda at: self.choose_order(self.order.itemData(at)))
        hint = tr("Enter in de lijst opent dit. Typ de eerste letters van het veld.")
        self._field_box = FormField(tr("&Veld in Casustafel"), self.field, hint, required=True)
        self._order_box = FormField(tr("&Datums staan er als"), self.order, " ", required=True)
        self.source = FieldBox(card)
        self.source.setPlaceholderText(tr("Kies…"))
        self.source.activated.connect(lambda at: self._give(self.source.itemData(at)))
        self._source_box = FormField(tr("&Kolom in de lijst"), self.source, " ")
        boxes = (self._field_box, self._order_box, self._source_box)
        for part in (self._header, self._pill, self._examples, *boxes):
            card.body.addWidget(part)
        card.body.addStretch(1)
        self.other_header = button(tr("Andere rij als kop…"), self.header_wanted.emit)
        card.body.addWidget(self.other_header)
        return card

    def show_list(
        self,
        understood: Understood,
        fields: tuple[tuple[str, str, bool], ...],
        elsewhere: tuple[str, str] = ("", ""),
    ) -> None:
        """Show a list that was read anew; choices of an older one are gone.

        `elsewhere` is the table that the list seems to be for, with what the button to go there
        says.
        """
        self._elsewhere = elsewhere
        self._labels = {key: text for key, text, _is_date in fields}
        self._dates = frozenset(key for key, _text, is_date in fields if is_date)
        self.changed = False
        given, kept = understood.given, understood.choices.date_orders
        unsure = _unsure(understood)
        orders: dict[str, str] = unsure | dict(kept)
        self.asked = bool(unsure)
        self._rows = [
            ColumnRow(
                index=one.index,
                header=" ".join(one.header.split()),
                examples=tuple(
                    shown_example(one.field, text, typed=bool(given.sheet)) for text in one.examples
                ),
                field=one.field or "",
                label=self._labels.get(one.field or "", ""),
                how="profile" if understood.profile and one.field else one.how,
                order=orders.get(one.field or "", ""),
            )
            for one in given.columns
            if one.header or one.examples
        ]
        self._wanted = wanted_fields(understood.given)
        self.field.clear()
        self.field.addItem(tr("Niet inlezen"), "")
        for key, text in sorted(self._labels.items(), key=lambda each: each[1].casefold()):
            self.field.addItem(text, key)
        self._show_rows()
        first = next((row for row in self._rows if row.order or row.how == "likeness"), None)
        start = first or next(iter(self._rows), None)
        self.table.select_key(str(start.index if start else 0))
        self._profile = understood.profile
        self._header_row = understood.choices.header_row
        whole_list = [one for one in given.findings if one.code in _OF_SHEET]
        # What the button beside it is about comes first.
        self._of_sheet = sorted(whole_list, key=lambda one: one.code != "list-of-other-table")
        self._say()

    def _show_rows(self) -> None:
        """Show the columns, and below them the wanted fields that none holds."""
        there = {row.field for row in self._rows}
        if "product_category" in there:
            there.add("care_form")
        missing = [
            ColumnRow(-at, "", (), key, self._labels.get(key, key), how)
            for at, (key, how) in enumerate(self._wanted.items(), 1)
            if key not in there
        ]
        self.model.set_rows([*self._rows, *missing])

    def _give(self, index: int) -> None:
        """Read a column as the wanted field under the cursor."""
        row = self._current()
        if row is not None and row.index < 0 and self.table.select_key(str(index)):
            self._chosen(row.field)

    def ask_orders(self, understood: Understood) -> bool:
        """Ask for the order of dates in columns that were chosen later; say whether it asks."""
        known = {row.field for row in self._rows if row.order}
        unsure = {key: order for key, order in _unsure(understood).items() if key not in known}
        for row in [one for one in self._rows if one.field in unsure]:
            self._put(replace(row, order=unsure[row.field]))
        if unsure:
            self._show_unanswered()
            self._show_current()
            self._say()
        return bool(unsure)

    @property
    def unanswered(self) -> bool:
        """Whether somebody still has to say how the dates of a column are written."""
        return any(row.order == UNKNOWN_ORDER for row in self._rows)

    def _show_unanswered(self) -> None:
        row = next((one for one in self._rows if one.order == UNKNOWN_ORDER), None)
        if row is not None:
            self.table.select_key(str(row.index))

    @property
    def known(self) -> tuple[int, int]:
        """How many columns are read, and how many there are."""
        return sum(bool(row.field) for row in self._rows), len(self._rows)

    @property
    def choices(self) -> Choices:
        """What now holds for every column."""
        orders: dict[str, DateOrder] = {
            row.field: "mdy" if row.order == "mdy" else "dmy"
            for row in self._rows
            if row.order not in ("", UNKNOWN_ORDER)
        }
        return Choices({row.index: row.field for row in self._rows}, orders, self._header_row)

    def _open_fields(self) -> None:
        row = self._current()
        box = self.source if row is not None and row.index < 0 else self.field
        box.setFocus()
        box.showPopup()

    def _chosen(self, key: str) -> None:
        self.choose(key)
        self.table.setFocus()

    def choose(self, key: str) -> None:
        """Read the column under the cursor as another field; "" leaves it out."""
        if (current := self._current()) is None or key == current.field:
            return
        others = [row for row in self._rows if key and row.field == key]
        for row in others:
            self._put(replace(row, field="", label="", how="", order=""))
            self.note.say(
                tr("{field} is nu kolom {new}. Kolom {old} wordt niet meer ingelezen.").format(
                    field=self._labels[key],
                    new=column_letter(current.index),
                    old=column_letter(row.index),
                ),
                Tone.INFO,
            )
        order = current.order if key in self._dates else ""
        changed = replace(
            current, field=key, label=self._labels.get(key, ""), how="user", order=order
        )
        self._put(changed)
        self.changed = True
        self._show_rows()
        self._show_current()
        if not others:
            self._say()
        self.choices_changed.emit()

    def choose_order(self, order: str) -> None:
        """Read the dates of the column under the cursor in another order."""
        if (current := self._current()) is not None and current.order and current.order != order:
            self._put(replace(current, order=order))
            self.changed = True
            self._say()
            self.choices_changed.emit()

    def _put(self, row: ColumnRow) -> None:
        at = next(at for at, old in enumerate(self._rows) if old.index == row.index)
        self._rows[at] = row
        self.model.update_row(row)

    def _current(self) -> ColumnRow | None:
        row = self.table.current_row()
        return row if isinstance(row, ColumnRow) else None

    def _show_current(self) -> None:
        if (row := self._current()) is None:
            return
        text, tone = recognition(row)
        self._pill.show_status(text, tone)
        for box, shown in ((self._source_box, row.index < 0), (self._field_box, row.index >= 0)):
            box.setVisible(shown)
        if row.index < 0:
            self._show_wanted(row)
            return
        letter = column_letter(row.index)
        self._card.set_title(tr("Kolom {letter}").format(letter=letter))
        self._header.setText(row.header or tr("Deze kolom heeft geen kop."))
        self._examples.setText("\n".join(row.examples) or tr("De kolom is leeg."))
        self.field.setCurrentIndex(max(0, self.field.findData(row.field)))
        self.field.setAccessibleName(
            tr("Veld voor kolom {letter}, {header}").format(letter=letter, header=row.header)
        )
        self._order_box.setVisible(bool(row.order))
        hint = tr("In deze kolom is niet te zien of de dag of de maand vooraan staat.")
        if row.order == UNKNOWN_ORDER:
            hint = tr("In deze kolom staan beide door elkaar. Kies hoe de andere datums er staan.")
        self._order_box.describe(tr("&Datums staan er als"), hint, required=True)
        for at, order in enumerate(("dmy", "mdy")):
            self.order.setItemText(at, order_choice(order, row.examples))
        self.order.setCurrentIndex(self.order.findData(row.order))

    def _show_wanted(self, row: ColumnRow) -> None:
        """Ask which column holds a wanted field."""
        self._card.set_title(row.label)
        self._header.setText(tr("Staat dit in de lijst? Kies dan de kolom."))
        self._examples.setText("")
        self._order_box.hide()
        self.source.clear()
        for one in self._rows:
            text = f"{column_letter(one.index)} · {one.header or tr('(geen kop)')}"
            self.source.addItem(f"{text} → {one.label}" if one.field else text, one.index)
        self.source.setCurrentIndex(-1)
        self.source.setAccessibleName(tr("Kolom voor {field}").format(field=row.label))

    def _say(self) -> None:
        """Say above the table what asks attention, one sentence per line."""
        profile, of_sheet = self._profile, self._of_sheet
        unsure = sum(bool(row.order) for row in self._rows)
        alike = sum(row.how == "likeness" for row in self._rows)
        lines = [whole(one) for one in of_sheet]
        only_notices = all(one.severity == Severity.NOTICE for one in of_sheet)
        told = len(lines)
        held = {row.field for row in self._rows}
        lacking = [k for k, how in self._wanted.items() if how == "missing" and k not in held]
        if lacking:
            named = ", ".join(self._labels.get(key, key) for key in lacking)
            lines.append(tr("Er is geen kolom gekozen voor: {fields}.").format(fields=named))
        if self.unanswered:
            text = tr("Kies eerst hoe de datums er staan in de kolom met “dag of maand?”.")
            lines.append(text)
        elif unsure and not profile:
            text = tr("Controleer de datums: bij {n} kolommen kan de maand vooraan staan.")
            if unsure == 1:
                text = tr("Controleer de datums: bij 1 kolom kan de maand vooraan staan.")
            lines.append(text.format(n=unsure))
        if alike:
            text = tr("Controleer de kolommen met een kop die alleen lijkt op een bekende naam.")
            lines.append(text)
        tone = Tone.WARN if lines else Tone.GOOD
        if lines and only_notices and len(lines) == told:
            tone = Tone.INFO
        if profile:
            text = tr(
                "Een lijst met deze kolommen is eerder ingelezen. Die koppeling is weer gebruikt."
            )
            lines.insert(0, text)
        if lines:
            table, action = self._elsewhere
            self.note.say(
                "\n".join(lines),
                tone,
                action=action,
                do=lambda: self.other_table_wanted.emit(table),
            )
        else:
            self.note.clear()


def wanted_fields(given: CaseList) -> dict[str, str]:
    """Return the fields that a list should bring, each with whether it can be filled in later."""
    return {
        key: "missing" if one.code == "columns-missing" else "later"
        for one in given.findings
        if one.code in ("columns-missing", "columns-later")
        for key in str(one.values["keys"]).split()
    }


def _unsure(understood: Understood) -> dict[str, str]:
    """Return the fields of which the dates may be read in two ways, with the likely order.

    A column that mixes both has none: somebody has to say it.
    """
    orders = {}
    for one in understood.given.findings:
        if one.code == _MIXED:
            orders[one.field] = UNKNOWN_ORDER
        elif one.code in (_ASSUMED, _FOUND):
            orders[one.field] = "mdy" if one.values.get("order") == "mm-dd" else "dmy"
    return orders
