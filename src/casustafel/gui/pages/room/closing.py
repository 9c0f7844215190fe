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
from casustafel.services.meeting.room_desk import ItemLine
from casustafel.services.meeting.unanswered import OpenQuestions

CARRY = "carry"
HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Settled:
    """What happens to one undecided case: carried over, or with `hold` held over.

    Held over without a day it comes back with the next meeting.
    """

    item_id: str
    hold: bool
    held_until: date | None


class ClosingDialog(FormDialog[list[Settled]]):
    """Lists the undecided cases; the default button is Annuleren."""

    keys = "Ctrl+Return"

    def __init__(
        self,
        waiting: Sequence[ItemLine],
        still_open: Sequence[OpenQuestions],
        returns: str,
        parent: QWidget | None = None,
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
            self._add_line(grid, at, line)
        self.add_wide(held)
        self._back = label(tr("Zonder datum: {when}.").format(when=returns), "hint", wrap=True)
        self._back.hide()
        self.add_wide(self._back)
        self._name_open(still_open)
        self.do.setDefault(False)
        self.cancel.setDefault(True)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            next(iter(self.choices.values()), self.cancel).setFocus()

    def _name_open(self, still_open: Sequence[OpenQuestions]) -> None:
        """Name what was not answered; it never keeps a meeting open (domain.md §9, Forms)."""
        if not still_open:
            return
        self.add_wide(label(tr("Nog niet beantwoord (sluiten kan toch)"), "label"))
        for one in still_open:
            asked = "; ".join(item.text for item in one.items)
            self.add_wide(label(f"{one.number}: {asked}", "muted", wrap=True))

    def _add_line(self, grid: QGridLayout, at: int, line: ItemLine) -> None:
        name = line.row.number if line.row else line.item.title
        choice = QComboBox(self)
        choice.setAccessibleName(tr("Wat gebeurt er met {case}").format(case=name))
        choice.addItem(tr("Doorschuiven"), CARRY)
        if not line.to_ratify:  # what was decided in urgency cannot wait longer than that
            choice.addItem(tr("Aanhouden"), HOLD)
        day_field = DateField(tr("{case} aanhouden tot").format(case=name), self)
        day_field.setEnabled(False)
        choice.currentIndexChanged.connect(lambda _at: self._chosen())
        grid.addWidget(label(name, "label"), at, 0)
        grid.addWidget(choice, at, 1)
        grid.addWidget(day_field, at, 2)
        self.choices[line.item.id] = choice
        self.days[line.item.id] = day_field

    def _holds(self, key: str) -> bool:
        return bool(self.choices[key].currentData() == HOLD)

    def _chosen(self) -> None:
        for key, field in self.days.items():
            field.setEnabled(self._holds(key))
        self._back.setVisible(any(map(self._holds, self.choices)))

    @property
    def given(self) -> list[Settled]:
        return [
            Settled(key, self._holds(key), field.day if self._holds(key) else None)
            for key, field in self.days.items()
        ]

    def check(self) -> bool:
        for key, field in self.days.items():
            if self._holds(key) and field.unreadable:
                self.say(tr("Dit is geen datum. Schrijf die als dd-mm-jjjj."))
                field.setFocus()
                return False
        return True
