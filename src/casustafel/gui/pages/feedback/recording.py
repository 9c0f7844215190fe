"""Writing down what was told to whom, and the beschikking by reference."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.domain.follow_up import RESIDENT, objection_until
from casustafel.domain.outcomes import FormalDecision
from casustafel.gui.dates import PAST
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import choice, days, line, lines, proposals, tick
from casustafel.gui.page import Page
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
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


def feedback_form(parent: QWidget, numbers: Sequence[str], today: date) -> Form:
    """Ask to whom, when and how it was told; the same for all cases it is about."""
    about = numbers[0] if len(numbers) == 1 else tr("{n} casussen").format(n=len(numbers))
    intro = tr("{about}. Leg vast aan wie de uitkomst is verteld, zonder namen.")
    told_on, channels = days(today, back=PAST), choice(list(terms.CHANNEL.items()))
    told = (
        Field(name, "", tick(name, on=at == 0), half=True) for at, name in enumerate(RECIPIENTS)
    )

    def makes(other: str, told_on: date, channel: str, **told: bool) -> FeedbackInput:
        who = (*(name for name, on in told.items() if on), other)
        return FeedbackInput(told_to=who, told_on=told_on, channel=channel)

    return Form(
        parent,
        tr("Terugkoppeling vastleggen"),
        tr("Vastleggen"),
        label(tr("Aan wie?"), "label"),
        *told,
        Field("other", tr("&Iemand anders"), line(), tr("Een rol of organisatie.")),
        Field("told_on", tr("&Wanneer?"), told_on, required=True, half=True),
        Field("channel", tr("&Hoe?"), channels, required=True, half=True),
        intro=intro.format(about=about),
        makes=makes,
    )


def decision_form(
    parent: QWidget, number: str, outcome: str, today: date, before: FormalDecision | None = None
) -> Form:
    """Ask for the beschikking by reference, or why there is none."""
    known = before or FormalDecision(id="", case_id="")
    intro = tr(
        "{number}. De commissie adviseerde: {outcome}. De beschikking zelf staat in het "
        "zaaksysteem; hier staat alleen de verwijzing."
    ).format(number=number, outcome=outcome)
    decided, objection = days(known.decided_on, back=PAST), days(known.objection_until)
    who = proposals((tr("Team Toegang"), tr("BJG"), tr("Gemeente")), known.decided_by)
    role, weeks = tr("Een rol of organisatie."), tr("Zes weken na de bekendmaking.")
    departs = tick(tr("De beschikking wijkt af van de uitkomst"), on=known.departs)
    none = tick(tr("Er komt geen beschikking"), on=bool(known.none_because))

    def is_one(_form: Form) -> bool:
        return not none.isChecked()

    def is_none(_form: Form) -> bool:
        return none.isChecked()

    def explains(_form: Form) -> bool:
        return departs.isChecked() and not none.isChecked()

    def propose(day: object) -> None:
        if isinstance(day, date):
            objection.set_day(objection_until(day))

    def makes(none: bool, none_because: str, **given: Any) -> FormalDecision:
        why = none_because if none else ""
        return FormalDecision(id="", case_id="", none_because=why, **given)

    decided.day_changed.connect(propose)
    one: dict[str, Any] = {"half": True, "when": is_one}
    must: dict[str, Any] = {"required": True, **one}
    why, why_not = lines(known.departs_why), lines(known.none_because)
    return Form(
        parent,
        tr("Beschikking vastleggen"),
        tr("Vastleggen"),
        Field("reference", tr("&Kenmerk"), line(known.reference, longest=80), **must),
        Field("decided_on", tr("&Datum"), decided, **must),
        Field("decided_by", tr("&Genomen door"), who, role, **must),
        Field(
            "objection_until",
            tr("Be&zwaar tot en met"),
            objection,
            weeks,
            after="decided_on",
            **one,
        ),
        Field("departs", "", departs, when=is_one),
        Field("departs_why", tr("Waarom &wijkt die af?"), why, required=True, when=explains),
        Field("none", "", none),
        Field("none_because", tr("Waarom &niet?"), why_not, required=True, when=is_none),
        intro=intro,
        makes=makes,
    )


def ask_feedback(page: Page, cases: Mapping[str, str], today: date) -> None:
    """Ask to whom the outcomes of these cases (number by id) were told, and write it."""
    one, more = tr("Terugkoppeling vastgelegd."), tr("{n} terugkoppelingen vastgelegd.")
    page.ask(
        feedback_form(page, list(cases.values()), today),
        lambda uow, given: feedback.report(uow, list(cases), given),
        f"told:{_together(cases)}",
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
        page.ask(
            decision_form(page, number, outcome, today, before),
            lambda uow, given: feedback.decide(uow, at, given),
            f"decision:{case_id}",
            changes=[Change("case", case_id)],
            said=tr("Beschikking vastgelegd."),
        )

    page.read(lambda reader: feedback_desk.decision_of(reader, case_id), opened, "decision")


def close_case(page: Page, case_id: str, number: str) -> None:
    """Close a case that is followed up; why it cannot be is said above the page."""
    said = tr("Casus {number} gesloten.").format(number=number)
    page.write(
        lambda uow: feedback.close(uow, case_id),
        lambda _closed: page.say(said, Tone.GOOD),
        failed=lambda error: page.say(explain(error), Tone.WARN),
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
