"""Writing down what was told to whom, and the beschikking by reference."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from typing import ClassVar

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.domain.follow_up import RESIDENT, objection_until
from casustafel.domain.outcomes import FormalDecision
from casustafel.gui.dates import PAST
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.drafting import ticked
from casustafel.gui.dialogs.form import FormDialog, Part, choice, days, line, lines, proposals, tick
from casustafel.gui.page import Page
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.layout import beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, tr
from casustafel.gui.work import Change
from casustafel.services.case.case_desk import CasePage
from casustafel.services.following import feedback, feedback_desk
from casustafel.services.following.feedback import AFTER, FeedbackInput
from casustafel.services.use_case import seen

#: Who is usually told, by role: the first is ticked beforehand.
RECIPIENTS = ("Verwijzer", RESIDENT, "Zorgaanbieder", "School", "Wijkteam")

_WITH = ("reference", "decided_on", "decided_by", "objection_until", "departs_why")


class FeedbackDialog(FormDialog[FeedbackInput]):
    """Asks to whom, when and how; the same for all cases it is about."""

    places: ClassVar = {
        "feedback-needs-recipient": "other",
        "feedback-needs-channel": "channel",
        "feedback-ahead": "told_on",
    }

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
        told_on = days(today, back=PAST)
        self.add("told_on", tr("&Wanneer?"), told_on, required=True, half=True)
        self.add(
            "channel", tr("&Hoe?"), choice(list(terms.CHANNEL.items())), required=True, half=True
        )

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

    places: ClassVar = {
        "beschikking-needs-reference": "reference",
        "beschikking-needs-date": "decided_on",
        "beschikking-ahead": "decided_on",
        "beschikking-needs-decider": "decided_by",
        "beschikking-departs-why": "departs_why",
        "beschikking-objection-early": "objection_until",
    }

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
        self._decided = days(known.decided_on, back=PAST)
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
        self._objection.follow(self._decided)
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


def ask_feedback(page: Page, cases: Mapping[str, str], today: date) -> None:
    """Ask to whom the outcomes of these cases (number by id) were told, and write it."""
    one, more = tr("Terugkoppeling vastgelegd."), tr("{n} terugkoppelingen vastgelegd.")
    ask(
        page,
        FeedbackDialog(list(cases.values()), today, page),
        lambda uow, given: feedback.report(uow, list(cases), given),
        draft=f"told:{_together(cases)}",
        changes=[Change("case", key) for key in cases],
        said=one if len(cases) == 1 else more.format(n=len(cases)),
    )


def _together(cases: Iterable[str]) -> str:
    """Name a set of cases by one key of 32 signs, so that their draft comes back to all of them."""
    return sha256(" ".join(sorted(cases)).encode()).hexdigest()[:32]


def ask_decision(page: Page, case_id: str, number: str, outcome: str, today: date) -> None:
    """Ask the beschikking of a case, as it stands when it was recorded before, and write it."""

    def opened(before: FormalDecision | None) -> None:
        at = seen(case_id, **{name: getattr(before, name, None) for name in feedback.DECISION})
        ask(
            page,
            DecisionDialog(number, outcome, today, before, page),
            lambda uow, given: feedback.decide(uow, at, given),
            draft=f"decision:{case_id}",
            changes=[Change("case", case_id)],
            said=tr("Beschikking vastgelegd."),
        )

    page.work.read(
        lambda reader: feedback_desk.decision_of(reader, case_id),
        then=opened,
        owner=page,
        lane="decision",
    )


def close_case(page: Page, case_id: str, number: str) -> None:
    """Close a case that is followed up; why it cannot be is said above the page."""

    said = tr("Casus {number} gesloten.").format(number=number)
    page.work.write(
        lambda uow: feedback.close(uow, case_id),
        then=lambda _closed: page.say(said, Tone.GOOD),
        failed=lambda error: page.say(explain(error), Tone.WARN),
        owner=page,
        changes=[Change("case", case_id)],
    )


def feedback_card(page: Page, found: CasePage) -> Card | None:
    """Return the card of a case that the table spoke of for good; None before that."""
    case = found.view.case
    if case.status not in AFTER:
        return None
    card = Card(tr("Terugkoppeling en beschikking"))
    told = [
        (day(one.told_on), f"{one.told_to} ({terms.CHANNEL.get(one.channel, one.channel)})")
        for one in found.feedback
    ]
    card.body.addWidget(KeyValues().fill([*told, *_decision_rows(found.decision)]))
    if not found.adopted:
        words = tr("Eerst worden de notulen met deze uitkomst vastgesteld.")
        card.body.addWidget(label(words, "hint", wrap=True))
    elif found.may_decide:
        card.body.addLayout(_buttons(page, found))
    return card


def _decision_rows(decision: FormalDecision | None) -> list[tuple[str, str]]:
    if decision is None:
        return []
    if decision.none_because:
        return [(tr("Beschikking"), tr("geen: {why}").format(why=decision.none_because))]
    when = day(decision.decided_on) if decision.decided_on else ""
    until = decision.objection_until
    return [
        (tr("Beschikking"), f"{decision.reference}, {when}"),
        (tr("Genomen door"), decision.decided_by),
        (tr("Wijkt af"), decision.departs_why if decision.departs else ""),
        (tr("Bezwaar t/m"), day(until) if until is not None else ""),
    ]


def _buttons(page: Page, found: CasePage) -> QHBoxLayout:
    case, today = found.view.case, found.detail.today
    final = found.said[0].outcome
    outcome = found.committee.outcome(final.choice).label
    told = button(tr("Terugkoppeling…"), partial(ask_feedback, page, {case.id: case.number}, today))
    told.setAccessibleName(tr("Terugkoppeling vastleggen"))
    decide = button(
        tr("Beschikking…"), partial(ask_decision, page, case.id, case.number, outcome, today)
    )
    decide.setAccessibleName(tr("Beschikking vastleggen"))
    row = beside(told, decide)
    if case.status is CaseStatus.FOLLOW_UP:
        row.addWidget(button(tr("Casus sluiten"), partial(close_case, page, case.id, case.number)))
    row.addStretch(1)
    return row
