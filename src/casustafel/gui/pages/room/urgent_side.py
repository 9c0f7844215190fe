"""The right side while a decision outside the meeting waits: bekrachtigen, or not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.pages.urgent.facts import urgent_facts
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.key_values import KeyValues
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.scrolling_side import ScrollingSide
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Desk, Sitting


class UrgentSide(ScrollingSide):
    """Shows what was decided; the page writes what the table says of it."""

    ratify_wanted = Signal()
    refuse_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pill = StatusPill(tr("⚑ spoed"), Tone.BAD, self)
        self.add_head(tr("Spoedbesluit ter bekrachtiging"), pill)
        asked = tr("Buiten de vergadering is al besloten. Neemt de commissie dit over?")
        self.add_steady(label(asked, "muted", wrap=True))
        self._facts = KeyValues(1)
        self.inside.setContentsMargins(0, theme().px(4), self.inside.contentsMargins().right(), 0)
        self.inside.addWidget(self._facts)
        self.inside.addStretch(1)
        self.add_contents()
        self.provisional = QCheckBox(tr("Onder voorbehoud bekrachtigen"), self)
        self.provisional.setAccessibleName(self.provisional.text())
        self._provisional_field = FormField("", self.provisional, required=True)
        self.add_steady(self._provisional_field)
        self.error = Banner(self)
        self.add_steady(self.error)
        self._make_foot()
        self._judged: tuple[str, tuple[str, ...]] = ("", ())
        """The item that is shown and who was missing at it."""
        self.provisional.toggled.connect(lambda _on: self._provisional_field.clear_error())

    def _make_foot(self) -> None:
        self.foot = self.add_foot()
        self.refuse = button(tr("Niet bekrachtigen…"), self.refuse_wanted.emit)
        self.ratify = button(
            tr("Bekrachtigen"), self.ratify_wanted.emit, keys="Ctrl+Return", kind="primary"
        )
        self.foot.addWidget(self.refuse)
        self.foot.addStretch(1)
        self.foot.addWidget(self.ratify)

    def show_case(self, sitting: Sitting, desk: Desk, *, editable: bool) -> None:
        """Show the decision that waits at this item."""
        decision, line = desk.to_ratify, sitting.line
        if decision is None or line is None:
            return
        missing = line.quorum.missing_labels if line.quorum and not line.quorum.enough else ()
        if (line.item.id, missing) != self._judged:
            # What was said of the quorum is untrue once somebody comes in or leaves.
            other = line.item.id != self._judged[0]
            self._judged = line.item.id, missing
            if other or not missing:
                self.provisional.setChecked(False)
            self._provisional_field.clear_error()
            if other:
                self.error.clear()
        self._facts.clear()
        for name, value in urgent_facts(decision, sitting.board.committee):
            self._facts.add_row(name, value)
        self._provisional_field.setVisible(bool(missing))
        words = tr("Mist: {who}. Zonder hen is de uitkomst onder voorbehoud.")
        hint = words.format(who=", ".join(missing)) if missing else ""
        self._provisional_field.describe("", hint, required=True)
        self.provisional.setAccessibleName(self.provisional.text())
        for each in (self.refuse, self.ratify):
            each.setVisible(editable)

    def show_error(self, error: CasustafelError) -> None:
        """Say why it was not recorded; without a quorum at the box that lets it pass."""
        if error.code == "outcome-without-quorum":
            missing = error.values.get("missing", "")
            self._provisional_field.show_error(
                tr(
                    "Zonder {who} is er geen quorum. Vink aan dat u onder voorbehoud bekrachtigt, "
                    "of ga verder als zij er zijn."
                ).format(who=missing)
            )
        else:
            self.error.say(explain(error), Tone.BAD)
