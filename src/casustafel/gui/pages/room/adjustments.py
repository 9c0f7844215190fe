"""The five things a table may adjust, as values beside what was asked ([002] §1.5)."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from casustafel.domain import terms
from casustafel.domain.committees import AdjustmentReason
from casustafel.domain.outcomes import Adjustment, AdjustmentKind
from casustafel.gui.theme import theme
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import tr

#: The order of the picture: what is most often adjusted stands first.
ORDER = (
    AdjustmentKind.INTENSITY,
    AdjustmentKind.DURATION,
    AdjustmentKind.GOALS,
    AdjustmentKind.TRANSFER_MANNER,
    AdjustmentKind.TRANSFER_TIMING,
)
_ASKED_WIDTH = 104


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
        grid.addWidget(label(tr("geadviseerd"), "hint"), 0, 2)
        self._asked: dict[AdjustmentKind, str] = {}
        self._asked_labels: dict[AdjustmentKind, QLabel] = {}
        self.fields: dict[AdjustmentKind, QLineEdit] = {}
        self.whys: dict[AdjustmentKind, QComboBox] = {}
        for at, kind in enumerate(ORDER):
            row = 1 + 2 * at
            name = label(terms.ADJUSTMENT[kind], "label")
            asked = label("\N{EM DASH}")
            asked.setFixedWidth(px(_ASKED_WIDTH))
            field = LineField(parent=self)
            field.setAccessibleName(tr("{what}, geadviseerd").format(what=terms.ADJUSTMENT[kind]))
            field.textChanged.connect(lambda _text, kind=kind: self._typed(kind))
            why = QComboBox(self)
            why.setAccessibleName(tr("Waarom {what}").format(what=terms.ADJUSTMENT[kind]))
            why.currentIndexChanged.connect(lambda _at: self.changed.emit())
            why.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            why.hide()
            grid.addWidget(name, row, 0)
            grid.addWidget(asked, row, 1)
            grid.addWidget(field, row, 2)
            grid.addWidget(why, row + 1, 1, 1, 2)
            self._asked_labels[kind], self.fields[kind], self.whys[kind] = asked, field, why
        self.setFocusProxy(self.fields[ORDER[0]])

    def show_case(
        self, asked: Mapping[AdjustmentKind, str], reasons: Sequence[AdjustmentReason]
    ) -> None:
        """Show what a case asks, and offer the table's reasons to adjust."""
        self._asked = dict(asked)
        for kind in ORDER:
            text = asked.get(kind, "") or "\N{EM DASH}"
            shown = self._asked_labels[kind]
            shown.setText(
                shown.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, shown.width())
            )
            shown.setAccessibleName(text)
            tip(shown, text)
            why = self.whys[kind]
            why.blockSignals(True)
            why.clear()
            why.addItem(tr("waarom? (mag leeg)"), None)
            for reason in reasons:
                why.addItem(reason.label, reason.code)
            why.blockSignals(False)

    def set_adjustments(self, given: Sequence[Adjustment]) -> None:
        """Show adjustments that were filled in before."""
        known = {one.kind: one for one in given}
        for kind in ORDER:
            one = known.get(kind)
            self.fields[kind].setText(one.advised if one else "")
            why = self.whys[kind]
            why.blockSignals(True)
            why.setCurrentIndex(max(0, why.findData(one.reason if one else None)))
            why.blockSignals(False)

    def adjustments(self) -> tuple[Adjustment, ...]:
        """Return what was filled in."""
        return tuple(
            Adjustment(
                kind=kind,
                asked=self._asked.get(kind, ""),
                advised=self.fields[kind].text().strip(),
                reason=self.whys[kind].currentData(),
            )
            for kind in ORDER
            if self.fields[kind].text().strip()
        )

    def _typed(self, kind: AdjustmentKind) -> None:
        filled = bool(self.fields[kind].text().strip())
        self.whys[kind].setVisible(filled and self.whys[kind].count() > 1)
        self.changed.emit()
