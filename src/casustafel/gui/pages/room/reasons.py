"""The coded arguments of an outcome: those of its kind first, the others behind "+ meer"."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casustafel.domain.committees import Reason
from casustafel.domain.outcomes import OutcomeKind
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.gui.widgets.chips import FilterChip
from casustafel.gui.widgets.flow import FlowLayout
from casustafel.gui.widgets.style import tip
from casustafel.gui.words import tr


class ReasonChips(QWidget):
    """Any number of reasons is on; what is on is always shown."""

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

    def show_for(self, kind: OutcomeKind | None, on: Sequence[str]) -> None:
        """Offer the reasons of a kind of outcome with these on; nothing is announced."""
        self._kind, self._on = kind, list(on)
        self._all = False
        self._arrange()

    def show_more(self) -> None:
        """Show the reasons of other kinds too and put the keyboard on the first that is new."""
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
        hidden = 0
        for reason in self._reasons:
            chip = self.chips[reason.code]
            fits = self._kind is None or reason.fits(self._kind)
            shown = fits or self._all or reason.code in self._on
            hidden += not shown
            chip.blockSignals(True)
            chip.setChecked(reason.code in self._on)
            chip.blockSignals(False)
            chip.setVisible(shown)
        self.more.setVisible(hidden > 0)
        first = next((c for c in self.chips.values() if not c.isHidden()), None)
        if first is not None:
            self.setFocusProxy(first)
        self._flow.invalidate()
        self.updateGeometry()

    def _toggled(self, code: str, *, on: bool) -> None:
        if on and code not in self._on:
            self._on.append(code)
        elif not on and code in self._on:
            self._on.remove(code)
        self.changed.emit()
