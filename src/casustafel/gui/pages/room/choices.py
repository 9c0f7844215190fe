"""The choice of an outcome: a button for each, by its digit."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from casustafel.domain.committees import OutcomeChoice
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import WrappingButton
from casustafel.gui.widgets.style import Group
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
        codes = tuple(choice.code for choice in choices)
        if codes == self._codes:
            return
        for each in self.buttons.values():
            self._grid.removeWidget(each)
            each.hide()
            each.deleteLater()
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
