"""On the page of a case: what was told, the beschikking, and what may be done next."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from casustafel.domain.cases import CaseStatus
from casustafel.domain.outcomes import FormalDecision
from casustafel.gui.page import Page
from casustafel.gui.pages.feedback.asking import ask_decision, ask_feedback, close_case
from casustafel.gui.pages.feedback.model import channel_words
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.key_values import KeyValues
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, tr
from casustafel.services.case.case_desk import CasePage
from casustafel.services.following.feedback import AFTER


def feedback_card(page: Page, found: CasePage) -> Card | None:
    """Return the card of a case that the table spoke of for good; None before that."""
    case = found.view.case
    if case.status not in AFTER:
        return None
    card = Card(tr("Terugkoppeling en beschikking"))
    facts = KeyValues()
    for one in found.feedback:
        facts.add_row(day(one.told_on), f"{one.told_to} ({channel_words(one.channel)})")
    for name, value in _decision_rows(found.decision):
        facts.add_row(name, value)
    card.body.addWidget(facts)
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
    rows = [
        (tr("Beschikking"), f"{decision.reference}, {when}"),
        (tr("Genomen door"), decision.decided_by),
    ]
    if decision.departs:
        rows.append((tr("Wijkt af"), decision.departs_why))
    if decision.objection_until is not None:
        rows.append((tr("Bezwaar t/m"), day(decision.objection_until)))
    return rows


def _buttons(page: Page, found: CasePage) -> QHBoxLayout:
    case, today = found.view.case, found.detail.today
    final = found.said[0].outcome
    outcome = found.committee.outcome(final.choice).label
    row = QHBoxLayout()
    told = button(tr("Terugkoppeling…"), partial(ask_feedback, page, {case.id: case.number}, today))
    told.setAccessibleName(tr("Terugkoppeling vastleggen"))
    decide = button(
        tr("Beschikking…"), partial(ask_decision, page, case.id, case.number, outcome, today)
    )
    decide.setAccessibleName(tr("Beschikking vastleggen"))
    row.addWidget(told)
    row.addWidget(decide)
    if case.status is CaseStatus.FOLLOW_UP:
        row.addWidget(button(tr("Casus sluiten"), partial(close_case, page, case.id, case.number)))
    row.addStretch(1)
    return row
