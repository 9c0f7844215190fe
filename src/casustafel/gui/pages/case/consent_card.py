"""Beside a case: who may hear of it, as whom agreed, and who still has to."""

from functools import partial

from casustafel.domain.consent import Consent, Giver
from casustafel.domain.wording.catalogue import label as words_of
from casustafel.domain.wording.catalogue import term
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.page import Page
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.layout import STRETCH, beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, tr
from casustafel.gui.work import Change
from casustafel.services.case import consents
from casustafel.services.case.case_desk import CasePage
from casustafel.services.case.consents import ConsentInput, Held
from casustafel.services.use_case import seen


def consent_card(page: Page, found: CasePage) -> Card:
    """Return the card of who may hear of a case with consent only."""
    held, case = found.consent, found.view.case
    card = Card(tr("Toestemming"))
    card.body.addWidget(KeyValues().fill(_rows(held, asked=bool(found.committee.involved))))
    hint = tr("Wie hier staat, hoort pas over de casus als wie moet toestemmen dat deed.")
    card.body.addWidget(label(hint, "hint", wrap=True))
    if found.may_edit:
        give = button(tr("Toestemming…"), partial(_ask, page, case.id, held))
        give.setAccessibleName(tr("Toestemming vastleggen"))
        buttons = [give]
        if running := [one for one in held.given if one.withdrawn_on is None]:
            back = button(tr("Intrekken…"), partial(_ask_back, page, case.id, running))
            back.setAccessibleName(tr("Toestemming intrekken"))
            buttons.append(back)
        card.body.addLayout(beside(*buttons, STRETCH))
    return card


def _rows(held: Held, *, asked: bool) -> list[tuple[str, str]]:
    """Return per recipient who agreed and who lacks; who was never asked only where it matters."""
    rows = []
    for name in held.recipients:
        given = [_words(one) for one in held.given if one.recipient == name]
        lacks = held.lacks.get(name, ())
        if lacks and (given or (asked and name in ("School", "Stroomland"))):
            given.append(tr("ontbreekt: {who}").format(who=", ".join(lacks)))
        told = held.sent.get(name, ())
        if told and any(one.withdrawn_on for one in held.given if one.recipient == name):
            sent = ", ".join(f"{one.said} ({day(one.told_on)})" for one in told)
            given.append(tr("al verteld: {what}").format(what=sent))
        rows.append((name, "; ".join(given)))
    return rows


def _words(one: Consent) -> str:
    said = f"{term(one.giver, 'nl')} {day(one.given_on)}"
    if one.withdrawn_on is None:
        return said
    return tr("{said}, ingetrokken {day}").format(said=said, day=day(one.withdrawn_on))


def _ask(page: Page, case_id: str, held: Held) -> None:
    """Ask who may hear of the case, and who said so on which day."""
    page.ask(
        Form.of("consent", page, recipient=held.recipients, giver=Giver, makes=ConsentInput),
        lambda uow, given: consents.give(uow, case_id, given),
        f"consent:{case_id}",
        changes=[Change("case", case_id)],
        said=tr("Toestemming vastgelegd."),
    )


def _ask_back(page: Page, case_id: str, running: list[Consent]) -> None:
    """Ask which consent was withdrawn, and since when; say what was told before that."""
    options = [
        (one.id, f"{one.recipient}: {words_of(one.giver)}, {day(one.given_on)}") for one in running
    ]
    page.ask(
        Form.of("consent-back", page, which=options),
        lambda uow, given: consents.withdraw(
            uow, seen(given["which"], withdrawn_on=None), given["on"]
        ),
        changes=[Change("case", case_id)],
        said=tr("Toestemming ingetrokken."),
    )
