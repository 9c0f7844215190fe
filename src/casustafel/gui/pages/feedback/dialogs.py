"""Writing down what was told to whom, and the beschikking by reference."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from casustafel.domain.follow_up import CHANNELS, RESIDENT, objection_until
from casustafel.domain.outcomes import FormalDecision
from casustafel.gui.dialogs.drafting import ticked
from casustafel.gui.dialogs.form import FormDialog, Part, choice, days, line, lines, proposals, tick
from casustafel.gui.theme import theme
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.following.feedback import FeedbackInput

#: Who is usually told, by role: the first is ticked beforehand.
RECIPIENTS = ("Verwijzer", RESIDENT, "Zorgaanbieder", "School", "Wijkteam")

_TOLD_PLACES = {
    "feedback-needs-recipient": "other",
    "feedback-needs-channel": "channel",
    "feedback-ahead": "told_on",
}
_DECISION_PLACES = {
    "beschikking-needs-reference": "reference",
    "beschikking-needs-date": "decided_on",
    "beschikking-ahead": "decided_on",
    "beschikking-needs-decider": "decided_by",
    "beschikking-departs-why": "departs_why",
    "beschikking-objection-early": "objection_until",
}
_WITH = ("reference", "decided_on", "decided_by", "objection_until", "departs_why")


class FeedbackDialog(FormDialog[FeedbackInput]):
    """Asks to whom, when and how; the same for all cases it is about."""

    places = _TOLD_PLACES

    def __init__(self, numbers: Sequence[str], today: date, parent: QWidget | None = None) -> None:
        about = numbers[0] if len(numbers) == 1 else tr("{n} casussen").format(n=len(numbers))
        super().__init__(
            tr("Terugkoppeling vastleggen"),
            tr("Vastleggen"),
            parent,
            intro=tr("{about}. Leg vast aan wie de uitkomst is verteld, zonder namen.").format(
                about=about
            ),
        )
        self.add_wide(label(tr("Aan wie?"), "label"))
        self.boxes = {name: tick(name, on=at == 0) for at, name in enumerate(RECIPIENTS)}
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(14))
        for at, box in enumerate(self.boxes.values()):
            grid.addWidget(box, at // 2, at % 2)
        self.add_wide(held)
        self.add("other", tr("&Iemand anders"), line(), tr("Een rol of organisatie."))
        told_on = days(today)
        told_on.set_near(today)
        self.add("told_on", tr("&Wanneer?"), told_on, required=True, half=True)
        self.add("channel", tr("&Hoe?"), choice(list(CHANNELS.items())), required=True, half=True)

    @property
    def parts(self) -> dict[str, Part]:
        """What is chosen beside the fields: who was told."""
        return {name: ticked(box) for name, box in self.boxes.items()}

    @property
    def given(self) -> FeedbackInput:
        """What was filled in."""
        told = [name for name, box in self.boxes.items() if box.isChecked()]
        day = self.day("told_on")
        assert day is not None
        return FeedbackInput(
            told_to=(*told, self.text("other")), told_on=day, channel=self.text("channel")
        )


class DecisionDialog(FormDialog[FormalDecision]):
    """Asks the beschikking by reference, or why there is none."""

    places = _DECISION_PLACES

    def __init__(
        self,
        number: str,
        outcome: str,
        today: date,
        before: FormalDecision | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Beschikking vastleggen"),
            tr("Vastleggen"),
            parent,
            intro=tr(
                "{number}. De commissie adviseerde: {outcome}. De beschikking zelf staat in het "
                "zaaksysteem; hier staat alleen de verwijzing."
            ).format(number=number, outcome=outcome),
        )
        known = before or FormalDecision(id="", case_id="")
        self.add(
            "reference", tr("&Kenmerk"), line(known.reference, longest=80), required=True, half=True
        )
        self._decided = days(known.decided_on)
        self._decided.set_near(today)
        self.add("decided_on", tr("&Datum"), self._decided, required=True, half=True)
        deciders = (tr("Team Toegang"), tr("BJG"), tr("Gemeente"))
        self.add(
            "decided_by",
            tr("&Genomen door"),
            proposals(deciders, known.decided_by),
            tr("Een rol of organisatie."),
            required=True,
            half=True,
        )
        self._objection = days(known.objection_until)
        self._objection.set_near(today)
        self.add(
            "objection_until",
            tr("Be&zwaar tot en met"),
            self._objection,
            tr("Zes weken na de bekendmaking."),
            half=True,
        )
        self.departs = tick(tr("De beschikking wijkt af van de uitkomst"), on=known.departs)
        self.add_wide(self.departs)
        self.add(
            "departs_why", tr("Waarom &wijkt die af?"), lines(known.departs_why), required=True
        )
        self.none = tick(tr("Er komt geen beschikking"), on=bool(known.none_because))
        self.add_wide(self.none)
        self.add("none_because", tr("Waarom &niet?"), lines(known.none_because), required=True)
        self._decided.day_changed.connect(self._propose_objection)
        self.departs.toggled.connect(lambda _on: self._fit())
        self.none.toggled.connect(lambda _on: self._fit())
        self._fit()

    @property
    def parts(self) -> dict[str, Part]:
        """What is chosen beside the fields: whether it departs, and whether there is none."""
        return {"departs": ticked(self.departs), "none": ticked(self.none)}

    @property
    def given(self) -> FormalDecision:
        """What was filled in."""
        none = self.none.isChecked()
        return FormalDecision(
            id="",
            case_id="",
            reference=self.text("reference"),
            decided_on=self.day("decided_on"),
            decided_by=self.text("decided_by"),
            departs=self.departs.isChecked(),
            departs_why=self.text("departs_why"),
            none_because=self.text("none_because") if none else "",
            objection_until=self.day("objection_until"),
        )

    def _propose_objection(self, day: object) -> None:
        if isinstance(day, date):
            self._objection.set_day(objection_until(day))

    def _fit(self) -> None:
        """Show what belongs together: a beschikking, or why there is none."""
        none = self.none.isChecked()
        for key in _WITH:
            self.fields[key].setVisible(not none)
        self.fields["departs_why"].setVisible(not none and self.departs.isChecked())
        self.departs.setVisible(not none)
        self.fields["none_because"].setVisible(none)
        if self.isVisible():
            self.fit(less=True)
