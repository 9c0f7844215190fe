"""On the page of a case: its outcomes, and what they wait for."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from casustafel.domain import terms
from casustafel.domain.cases import OPEN
from casustafel.gui.page import Page
from casustafel.gui.pages.case.written_answer import ask_written_answer
from casustafel.gui.pages.outcome_words import (
    again_words,
    answer_words,
    asked_words,
    choice_words,
    followed_words,
    missing_words,
    until_words,
    version_words,
)
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.key_values import KeyValues
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, told_apart, tr
from casustafel.services.case.case_desk import CasePage
from casustafel.services.case.case_outcomes import Said


def waiting_card(page: Page, found: CasePage) -> Card | None:
    """Return the card of a case that waits for an answer, or for the table anew; else None."""
    again = found.detail.again
    if again is not None and found.view.case.status in OPEN:
        card = Card(tr("Opnieuw naar de commissie"))
        card.body.addWidget(label(again_words(again), "note", wrap=True))
        return card
    for said in found.said:
        if said.until is not None:
            return _provisional(page, found, said)
    return None


def _provisional(page: Page, found: CasePage, said: Said) -> Card:
    case = found.view.case
    card = Card(tr("Onder voorbehoud"))
    facts = KeyValues()
    facts.add_row(tr("Ontbreekt"), missing_words(said))
    facts.add_row(tr("Antwoord"), until_words(said))
    card.body.addWidget(facts)
    words = tr("Zonder antwoord is de casus daarna weer klaar voor agenda.")
    card.body.addWidget(label(words, "hint", wrap=True))
    if found.may_answer:
        row = QHBoxLayout()
        ask = partial(ask_written_answer, page, case.id)
        row.addWidget(button(tr("Schriftelijk antwoord vastleggen…"), ask))
        row.addStretch(1)
        card.body.addLayout(row)
    return card


def outcome_facts(found: CasePage, said: Said) -> KeyValues:
    """Return one outcome: when, what, on which request, and what became of it."""
    outcome = said.outcome
    facts = KeyValues()
    facts.add_row(
        told_apart(day(said.meeting.held_on), said.apart), choice_words(found.committee, outcome)
    )
    rows = [
        (tr("Gevraagd"), asked_words(found.view.case, outcome)),
        (tr("Motivering"), outcome.motivation),
        *(
            (terms.ADJUSTMENT[change.kind], f"{change.advised} ({tr('gevraagd')}: {change.asked})")
            for change in outcome.adjustments
        ),
        (tr("Geldig t/m"), day(outcome.valid_until) if outcome.valid_until else ""),
        *((one.by, answer_words(one)) for one in outcome.confirmations),
        (tr("Versie"), version_words(outcome)),
        (tr("Opnieuw behandeld"), followed_words(outcome) if outcome.followed_at else ""),
    ]
    for name, value in rows:
        if value:
            facts.add_row(name, value)
    return facts


def version_lines(found: CasePage, said: Said) -> list[str]:
    """Return the versions before an outcome, each in a line."""
    lines = []
    for one in said.versions:
        what = ". ".join(
            part for part in (choice_words(found.committee, one), one.motivation) if part
        )
        lines.append(tr("{n}e versie: {what}").format(n=one.revision, what=what))
    return lines
