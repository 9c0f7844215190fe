"""Closing a meeting: each case that was not decided is held over or carried over first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.theme import theme
from casustafel.gui.widgets.date_field import DateField
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.sitting import ItemLine

CARRY = "carry"
HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Settled:
    """What happens to one undecided case: carried over, or held over until a day."""

    item_id: str
    held_until: date | None


class ClosingDialog(FormDialog[list[Settled]]):
    """Lists the undecided cases; the default button is Annuleren."""

    keys = "Ctrl+Return"

    def __init__(
        self, waiting: Sequence[ItemLine], returns_on: date, parent: QWidget | None = None
    ) -> None:
        words = (
            tr("Alle casussen hebben een uitkomst. Hierna maakt u de notulen af.")
            if not waiting
            else tr(
                "Nog niet besproken: {n}. Kies per casus wat er gebeurt. Doorgeschoven casussen "
                "komen vanzelf op de volgende agenda."
            ).format(n=len(waiting))
        )
        super().__init__(tr("Vergadering sluiten"), tr("Vergadering sluiten"), parent, words)
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setColumnStretch(0, 1)
        self.choices: dict[str, QComboBox] = {}
        self.days: dict[str, DateField] = {}
        for at, line in enumerate(waiting):
            self._add_line(grid, at, line, returns_on)
        self.add_wide(held)
        self.do.setDefault(False)
        self.cancel.setDefault(True)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            next(iter(self.choices.values()), self.cancel).setFocus()

    def _add_line(self, grid: QGridLayout, at: int, line: ItemLine, returns_on: date) -> None:
        name = line.row.number if line.row else line.item.title
        choice = QComboBox(self)
        choice.setAccessibleName(tr("Wat gebeurt er met {case}").format(case=name))
        choice.addItem(tr("Doorschuiven"), CARRY)
        if not line.to_ratify:  # what was decided in urgency cannot wait longer than that
            choice.addItem(tr("Aanhouden tot"), HOLD)
        day_field = DateField(tr("{case} aanhouden tot").format(case=name), self)
        day_field.set_near(returns_on)
        day_field.set_day(returns_on)
        day_field.setEnabled(False)
        choice.currentIndexChanged.connect(
            lambda _at: day_field.setEnabled(choice.currentData() == HOLD)
        )
        grid.addWidget(label(name, "label"), at, 0)
        grid.addWidget(choice, at, 1)
        grid.addWidget(day_field, at, 2)
        self.choices[line.item.id] = choice
        self.days[line.item.id] = day_field

    @property
    def given(self) -> list[Settled]:
        return [
            Settled(key, self.days[key].day if choice.currentData() == HOLD else None)
            for key, choice in self.choices.items()
        ]

    def check(self) -> bool:
        for key, choice in self.choices.items():
            if choice.currentData() == HOLD and self.days[key].day is None:
                self.say(tr("Vul de datum in waarop de casus terugkomt."))
                self.days[key].setFocus()
                return False
        return True
