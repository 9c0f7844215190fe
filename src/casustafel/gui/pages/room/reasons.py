"""The coded arguments of an outcome: those that fit its kind, the rarer ones behind "+ meer"."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casustafel.domain.committees import Reason
from casustafel.domain.outcomes import OutcomeKind
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.gui.widgets.chips import FilterChip
from casustafel.gui.widgets.flow import FlowLayout
from casustafel.gui.widgets.style import restyle, tip
from casustafel.gui.words import tr

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
        self._flow = FlowLayout(self, theme().px(6))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._reasons: tuple[Reason, ...] = ()
        self._kind: OutcomeKind | None = None
        self._on: list[str] = []
        self._proposed: tuple[str, ...] = ()
        self._all = False
        self.chips: dict[str, FilterChip] = {}
        self.more = KeyHintButton(tr("+ meer"), parent=self)
        self.more.setProperty("kind", "small")
        self.more.setAccessibleDescription(tr("Toets /"))
        self.more.clicked.connect(lambda _on=False: self.show_more())
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
        new = [code for code in self.chips if code not in before]
        if new:
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
        first = next(iter(self.chips.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def _arrange(self) -> None:
        fit = [one.code for one in self._reasons if self._kind and one.fits(self._kind)]
        most = len(fit) if self._all or len(fit) <= _SHOWN + 1 else _SHOWN
        shown = {*fit[:most], *self._on, *self._proposed}
        for code, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(code in self._on)
            chip.blockSignals(False)
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
