"""The larger fields of an outcome: which it is, what is adjusted, why, and who does what."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from casustafel.domain import terms
from casustafel.domain.asked import unit_asked, weeks_between, weeks_in, with_unit
from casustafel.domain.cases import Case
from casustafel.domain.committees import AdjustmentReason, OutcomeChoice, Reason
from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, Contribution, OutcomeKind
from casustafel.domain.wording.catalogue import places
from casustafel.gui.pages.room.rows_editor import FieldColumn
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import KeyHintButton, WrappingButton
from casustafel.gui.widgets.chips import FilterChip
from casustafel.gui.widgets.fields import ChoiceBox, DateField
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import beside, clear, wrapping
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.style import Group, label, restyle, tip
from casustafel.gui.words import tr

_COLUMNS = 2


class ChoiceButton(WrappingButton):
    """One outcome; on while it is chosen."""

    def __init__(self, digit: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, str(digit), parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(tr("Cijfer {n}").format(n=digit))


class ChoiceGrid(Group):
    """The outcomes of a table, two beside each other."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(6))
        self._codes: tuple[str, ...] = ()
        self.buttons: dict[str, ChoiceButton] = {}
        self.setAccessibleName(tr("Uitkomst"))

    def set_choices(self, choices: Sequence[OutcomeChoice]) -> None:
        """Offer the outcomes of a table."""
        if (codes := tuple(choice.code for choice in choices)) == self._codes:
            return
        clear(self._grid)
        self._codes = codes
        self.buttons = {}
        for at, choice in enumerate(choices):
            made = ChoiceButton(at + 1, choice.verb, self)
            made.clicked.connect(lambda _on=False, code=choice.code: self._clicked(code))
            self._grid.addWidget(made, at // _COLUMNS, at % _COLUMNS)
            made.show()
            self.buttons[choice.code] = made

    def show_choice(self, code: str) -> None:
        """Show which outcome is chosen; empty for none."""
        for key, each in self.buttons.items():
            each.setAutoExclusive(False)  # or the one that is on would stay so
            each.setChecked(key == code)
        for each in self.buttons.values():
            each.setAutoExclusive(True)

    def choose_number(self, number: int) -> bool:
        """Choose the outcome with this digit; say whether there is one."""
        if not 0 < number <= len(self._codes) or not self.isEnabled():
            return False
        self._clicked(self._codes[number - 1])
        return True

    def _clicked(self, code: str) -> None:
        self.show_choice(code)
        self.chosen.emit(code)


#: The order of the picture: what is most often adjusted stands first.
ORDER = (
    AdjustmentKind.INTENSITY,
    AdjustmentKind.DURATION,
    AdjustmentKind.GOALS,
    AdjustmentKind.TRANSFER_MANNER,
    AdjustmentKind.TRANSFER_TIMING,
)
_ASKED_WIDTH, _UNIT_WIDTH = 104, 58


class AdjustmentsEditor(QWidget):
    """A row per thing: asked, advised, and once it is filled why."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Aanpassingen"))
        px = theme().px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(3))
        grid.setColumnStretch(2, 1)
        grid.addWidget(label(tr("gevraagd"), "hint"), 0, 1)
        grid.addWidget(label(tr("advies"), "hint"), 0, 2)
        self._asked: dict[AdjustmentKind, str] = {}
        self._units: dict[AdjustmentKind, QLabel] = {}
        self._asked_labels: dict[AdjustmentKind, QLabel] = {}
        self.fields: dict[AdjustmentKind, QLineEdit] = {}
        self.whys: dict[AdjustmentKind, QComboBox] = {}
        for at, kind in enumerate(ORDER):
            row = 1 + 2 * at
            name = label(terms.ADJUSTMENT[kind], "label")
            asked = label("\N{EM DASH}", wrap=True)
            asked.setFixedWidth(px(_ASKED_WIDTH))
            unit = self._units[kind] = label("", "hint", wrap=True)
            unit.setFixedWidth(px(_UNIT_WIDTH))
            field = LineField(parent=self)
            field.setAccessibleName(tr("{what}, advies").format(what=terms.ADJUSTMENT[kind]))
            field.textChanged.connect(lambda _text, kind=kind: self._typed(kind))
            why = ChoiceBox(self)
            why.setAccessibleName(tr("Waarom {what}").format(what=terms.ADJUSTMENT[kind]))
            why.currentIndexChanged.connect(lambda _at: self.changed.emit())
            why.hide()
            grid.addWidget(name, row, 0)
            grid.addWidget(asked, row, 1)
            grid.addLayout(beside((field, 1), unit, gap=6), row, 2)
            grid.addWidget(why, row + 1, 1, 1, 2)
            self._asked_labels[kind], self.fields[kind], self.whys[kind] = asked, field, why
        # The numbers after each other; why comes after the last of them (H15).
        way = [*self.fields.values(), *self.whys.values()]
        for before, after in pairwise(way):
            QWidget.setTabOrder(before, after)
        self.setFocusProxy(self.fields[ORDER[0]])

    def show_case(
        self, asked: Mapping[AdjustmentKind, str], reasons: Sequence[AdjustmentReason]
    ) -> None:
        """Show what a case asks, and offer the table's reasons to adjust."""
        self._asked = dict(asked)
        for kind in ORDER:
            self._asked_labels[kind].setText(asked.get(kind, "") or "\N{EM DASH}")
            self._units[kind].setText(unit_asked(kind, asked.get(kind, "")))
            self._fit_unit(kind)
            why = self.whys[kind]
            with QSignalBlocker(why):
                why.clear()
                why.addItem(tr("waarom? (mag leeg)"), None)
                for reason in reasons:
                    why.addItem(reason.label, reason.code)

    def set_adjustments(self, given: Sequence[Adjustment]) -> None:
        """Show adjustments that were filled in before."""
        known = {one.kind: one for one in given}
        for kind in ORDER:
            one = known.get(kind)
            unit = self._units[kind].text()
            self.fields[kind].setText(one.advised.removesuffix(f" {unit}") if one else "")
            why = self.whys[kind]
            with QSignalBlocker(why):
                why.setCurrentIndex(max(0, why.findData(one.reason if one else None)))

    def adjustments(self) -> tuple[Adjustment, ...]:
        """Return what was filled in."""
        return tuple(
            Adjustment(
                kind=kind,
                asked=self._asked.get(kind, ""),
                advised=with_unit(self.fields[kind].text().strip(), self._units[kind].text()),
                reason=self.whys[kind].currentData(),
            )
            for kind in ORDER
            if self.fields[kind].text().strip()
        )

    def _fit_unit(self, kind: AdjustmentKind) -> None:
        """Show in what a number is meant; words have the room for themselves."""
        unit, text = self._units[kind], self.fields[kind].text().strip()
        meant = not text or with_unit(text, unit.text()) != text
        unit.setVisible(bool(unit.text()) and meant)

    def _typed(self, kind: AdjustmentKind) -> None:
        self._fit_unit(kind)
        filled = bool(self.fields[kind].text().strip())
        self.whys[kind].setVisible(filled and self.whys[kind].count() > 1)
        self.changed.emit()


#: So many are shown at once; one more than that needs no "+ meer".
_SHOWN = 5


class ReasonChips(QWidget):
    """Any number of reasons is on; what is on is always shown.

    What is proposed is outlined, and counts only once a person switched it on.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Argumentatie"))
        self._flow = wrapping(gap=6, of=self)
        self._reasons: tuple[Reason, ...] = ()
        self._kind: OutcomeKind | None = None
        self._on: list[str] = []
        self._proposed: tuple[str, ...] = ()
        self._all = False
        self.chips: dict[str, FilterChip] = {}
        self.more = KeyHintButton(tr("+ meer"), kind="small", parent=self)
        self.more.clicked.connect(lambda _on=False: self.show_more())
        self.more.setAccessibleDescription(tr("Toets /"))
        self.more.hide()

    @property
    def on(self) -> tuple[str, ...]:
        """The codes that are on, in the order in which they were chosen."""
        return tuple(self._on)

    def set_reasons(self, reasons: Sequence[Reason]) -> None:
        """Take the reasons of a table."""
        if tuple(reasons) != self._reasons:
            self._reasons = tuple(reasons)
            self._rebuild()

    def show_for(
        self, kind: OutcomeKind | None, on: Sequence[str], proposed: Sequence[str] = ()
    ) -> None:
        """Offer the reasons of a kind of outcome with these on; nothing is announced."""
        self._kind, self._on, self._proposed = kind, list(on), tuple(proposed)
        self._all = False
        self._arrange()

    def show_more(self) -> None:
        """Show all reasons of this kind and put the keyboard on the first that is new."""
        before = [code for code, chip in self.chips.items() if not chip.isHidden()]
        self._all = True
        self._arrange()
        if new := [code for code in self.chips if code not in before]:
            self.chips[new[0]].setFocus()

    def _rebuild(self) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.more)
        self.chips = {}
        for reason in self._reasons:
            chip = FilterChip(reason.label, self)
            tip(chip, reason.code)
            chip.toggled.connect(lambda state, code=reason.code: self._toggled(code, on=state))
            self._flow.addWidget(chip)
            self.chips[reason.code] = chip
        self._flow.addWidget(self.more)

    def _arrange(self) -> None:
        fit = [one.code for one in self._reasons if self._kind and one.fits(self._kind)]
        most = len(fit) if self._all or len(fit) <= _SHOWN + 1 else _SHOWN
        shown = {*fit[:most], *self._on, *self._proposed}
        for code, chip in self.chips.items():
            with QSignalBlocker(chip):
                chip.setChecked(code in self._on)
            chip.setVisible(code in shown)
        self._mark()
        self.more.setVisible(not shown.issuperset(fit))
        first = next((code for code in (*self._proposed, *self.chips) if code in shown), None)
        if first is not None:
            self.setFocusProxy(self.chips[first])
        self._flow.invalidate()
        self.updateGeometry()

    def _mark(self) -> None:
        """Outline what is proposed, while nothing was chosen."""
        for code, chip in self.chips.items():
            proposed = code in self._proposed and not self._on
            restyle(chip, "proposed", proposed)
            chip.setAccessibleDescription(tr("Voorstel: spatie kiest") if proposed else "")

    def _toggled(self, code: str, *, on: bool) -> None:
        if on and code not in self._on:
            self._on.append(code)
        elif not on and code in self._on:
            self._on.remove(code)
        self._mark()
        self.changed.emit()


class ValidityField(FormField):
    """Until when: follows what is advised, asked or usual until somebody says a day (H10)."""

    def __init__(self, day: DateField, parent: QWidget | None = None) -> None:
        super().__init__(tr("Geldig t/m"), day, required=True, parent=parent)
        self._day = day
        self._starts_on, self._weeks = date(2026, 1, 1), 0
        self._proposed: date | None = None
        day.day_changed.connect(lambda _day: self._mark())

    def show_case(self, case: Case, held_on: date, usual: int) -> None:
        """Belong to a case: its help begins at the meeting, or later as it asks."""
        starts, ends = case.starts_on, case.ends_on
        self._starts_on = max(starts or held_on, held_on)
        self._weeks = weeks_between(starts, ends) if starts and ends else usual
        self._proposed = None

    def propose(self, advised: Sequence[Adjustment]) -> None:
        """Show the day that follows, unless somebody said another."""
        if not self._day.text() or self._day.day == self._proposed:
            self._proposed = self._follows(advised)
            self._day.set_day(self._proposed)
        self._mark()

    def recognise(self, advised: Sequence[Adjustment]) -> None:
        """See whether the day that was filled in before is the one that follows."""
        if self._day.day == self._follows(advised):
            self._proposed = self._day.day
        self._mark()

    def _follows(self, advised: Sequence[Adjustment]) -> date:
        said = (one.advised for one in advised if one.kind is AdjustmentKind.DURATION)
        weeks = weeks_in(next(said, "")) or self._weeks
        return self._starts_on + timedelta(weeks=weeks)

    def _mark(self) -> None:
        proposed = self._proposed is not None and self._day.day == self._proposed
        self.describe(tr("Geldig t/m"), tr("voorstel") if proposed else "", required=True)


class TogetherField(FormField):
    """The other children of a provider for whom an outcome may hold too (T4)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        hint = tr("De uitkomst en de antwoorden van de commissie gelden dan ook daar.")
        super().__init__(tr("Ook bij"), QWidget(), hint, parent=parent)
        self._flow = wrapping(gap=6, of=self.control)
        self._chips: dict[str, FilterChip] = {}
        self.hide()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The items that are on."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def offer(self, items: Sequence[AgendaItem]) -> None:
        """Offer these items; those that were on stay so."""
        if [item.id for item in items] == list(self._chips):
            return
        on = self.chosen
        clear(self._flow)
        self._chips = {item.id: FilterChip(item.title) for item in items}
        for key, chip in self._chips.items():
            chip.setChecked(key in on)
            self._flow.addWidget(chip)
        self.setVisible(bool(items))


def place_of(error: CasustafelError) -> str:
    """Return the field of the outcome that an error is about; empty when it is none."""
    named = str(error.values.get("field", ""))
    return places().get(error.code) or {"contribution_until": "contributions"}.get(named, named)


def contribution_columns() -> tuple[FieldColumn, ...]:
    """Return what is asked of each who does something."""
    return (
        FieldColumn("party", tr("Wie"), 3),
        FieldColumn("task", tr("Doet wat"), 4),
        FieldColumn("hours", tr("Uur/week"), 2, line=1),
        FieldColumn("until", tr("Tot"), 3, is_day=True, line=1),
        FieldColumn("law", tr("Wet"), 2, choices=tuple(terms.CONTRIBUTION_LAW.items()), line=1),
    )


_WRITTEN = ("party", "task", "hours", "law")


def contribution_row(one: Contribution) -> dict[str, str]:
    """Return who does what as the fields of a row hold it."""
    until = one.until.isoformat() if one.until else ""
    return {key: getattr(one, key) for key in _WRITTEN} | {"until": until}


def contribution_of(row: Mapping[str, str]) -> Contribution:
    """Return who does what from the fields of a row."""
    until = date.fromisoformat(row["until"]) if row.get("until") else None
    return Contribution(**{key: row.get(key, "") for key in _WRITTEN}, until=until)
