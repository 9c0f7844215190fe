"""The right side while a decision outside the meeting waits: bekrachtigen, or not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from casustafel.gui.pages.urgent.facts import urgent_facts
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.key_values import KeyValues
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label
from casustafel.services.sitting import Desk, Sitting


class UrgentSide(QFrame):
    """Shows what was decided; the page writes what the table says of it."""

    ratify_wanted = Signal()
    refuse_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomePanel")
        px = theme().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(14), px(12), px(14), px(12))
        outer.setSpacing(px(8))
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Spoedbesluit ter bekrachtiging"), "heading"))
        head.addStretch(1)
        head.addWidget(StatusPill(self.tr("⚑ spoed"), Tone.BAD, self))
        outer.addLayout(head)
        outer.addWidget(
            label(
                self.tr("Buiten de vergadering is al besloten. Neemt de commissie dit over?"),
                "muted",
                wrap=True,
            )
        )
        outer.addWidget(self._make_facts(), 1)
        self.provisional = QCheckBox(self.tr("Onder voorbehoud bekrachtigen"), self)
        self.provisional.setAccessibleName(self.provisional.text())
        self._provisional_field = FormField("", self.provisional, required=True)
        outer.addWidget(self._provisional_field)
        self.error = Banner(self)
        outer.addWidget(self.error)
        outer.addLayout(self._make_foot())
        self._item = ""

    def _make_facts(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, theme().px(4), theme().px(8), 0)
        self._facts = KeyValues(1, content)
        layout.addWidget(self._facts)
        layout.addStretch(1)
        area.setWidget(content)
        return area

    def _make_foot(self) -> QHBoxLayout:
        foot = self.foot = QHBoxLayout()
        self.refuse = button(self.tr("Niet bekrachtigen…"), self.refuse_wanted.emit)
        self.ratify = button(
            self.tr("Bekrachtigen"),
            self.ratify_wanted.emit,
            keys="Ctrl+Return",
            kind="primary",
        )
        foot.addWidget(self.refuse)
        foot.addStretch(1)
        foot.addWidget(self.ratify)
        return foot

    def show_case(self, sitting: Sitting, desk: Desk, *, editable: bool) -> None:
        """Show the decision that waits at this item."""
        decision, line = desk.to_ratify, sitting.line
        if decision is None or line is None:
            return
        if line.item.id != self._item:
            self._item = line.item.id
            self.provisional.setChecked(False)
            self.error.clear()
        self._facts.clear()
        for name, value in urgent_facts(decision, sitting.board.committee):
            self._facts.add_row(name, value)
        missing = line.quorum.missing_labels if line.quorum and not line.quorum.enough else ()
        self._provisional_field.setVisible(bool(missing))
        words = self.tr("Mist: {who}. Zonder hen is de uitkomst onder voorbehoud.")
        hint = words.format(who=", ".join(missing)) if missing else ""
        self._provisional_field.describe("", hint, required=True)
        self.provisional.setAccessibleName(self.provisional.text())
        for each in (self.refuse, self.ratify):
            each.setVisible(editable)
