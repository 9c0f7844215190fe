"""Writing down what was told to whom, help after a no, and the beschikking by reference."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.domain.consent import MAY_KNOW_OF_HELP
from casustafel.domain.follow_up import (
    LANDING_WEEKS,
    NONE_BECAUSE,
    deciders,
    objection_until,
    recipients,
)
from casustafel.domain.outcomes import Feedback, FormalDecision, Landing, OutcomeKind
from casustafel.domain.people import Right
from casustafel.gui.dates import PAST
from casustafel.gui.dialogs.ask import Undo
from casustafel.gui.dialogs.fields import Field, Form, With
from casustafel.gui.dialogs.form import days, tick
from casustafel.gui.dialogs.mail import SendingDialog
from casustafel.gui.files import pick, unsealed
from casustafel.gui.page import Page
from casustafel.gui.pages.taking_back import taken_back
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.layout import STRETCH, wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, day, tr
from casustafel.gui.work import Change
from casustafel.services.case.case_desk import CasePage
from casustafel.services.case.case_steps import Request
from casustafel.services.documents import telling
from casustafel.services.following import after_no, feedback, feedback_desk, objection
from casustafel.services.following.after_no import LandingInput
from casustafel.services.following.feedback import AFTER, FeedbackInput
from casustafel.services.use_case import seen

#: Who calls the resident after a no, by function.
_CALLERS = ("Gezinswerker BJG", "Medewerker BTV", "Secretaris", "Verwijzer")


def feedback_form(parent: QWidget, numbers: Sequence[str], today: date) -> Form:
    """Ask to whom, when and how it was told; the same for all cases it is about."""
    about = numbers[0] if len(numbers) == 1 else tr("{n} casussen").format(n=len(numbers))
    told = [
        Field(name, "", tick(name, on=at == 0), half=True) for at, name in enumerate(recipients())
    ]

    def makes(
        other: str, told_on: date, channel: str, only_help: bool, **told: bool
    ) -> FeedbackInput:
        who = (*(name for name, on in told.items() if on), other)
        return FeedbackInput(told_to=who, told_on=told_on, channel=channel, only_help=only_help)

    def to_class(form: Form) -> bool:
        return any(form.value(name) for name in MAY_KNOW_OF_HELP)

    return Form.of(
        "told",
        parent,
        {"told_on": today, "only_help": True},
        words={"about": about},
        makes=makes,
        recipients=told,
        only_help=With(when=to_class),
    )


def decision_form(
    parent: QWidget, number: str, outcome: str, before: FormalDecision | None, kind: OutcomeKind
) -> Form:
    """Ask for the beschikking by reference, or why there is none.

    After a no, less than asked or another law also by whom the resident was pointed to the right
    to one (domain.md §9, Telling).
    """
    known = {name: getattr(before, name, None) for name in feedback.DECISION}
    decided, objection = days(known["decided_on"], back=PAST), days(known["objection_until"])

    def propose(day: object) -> None:
        if isinstance(day, date):
            objection.set_day(objection_until(day))

    def makes(none: bool, none_because: str, **given: Any) -> FormalDecision:
        if not none:
            given |= {"offered_on": None, "offered_by": ""}
        why = none_because if none else ""
        return FormalDecision(id="", case_id="", none_because=why, **given)

    decided.day_changed.connect(propose)
    by_case = kind.case_by_case
    offered: dict[str, Any] = {"offered_by": deciders()} if by_case else {"offered_by": None}
    return Form.of(
        "decision",
        parent,
        known | {"none": known["none_because"]},
        words={"number": number, "outcome": outcome},
        makes=makes,
        decided_on=decided,
        decided_by=deciders(),
        objection_until=objection,
        none_because=() if by_case else NONE_BECAUSE,
        offered_on=With() if by_case else None,
        **offered,
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


def ask_by_mail(page: Page, cases: Mapping[str, str], today: date) -> None:
    """Show a mail to each contact person; those of which it was taken were told by it."""

    def write(ids: list[str], then: Callable[[object], None]) -> None:
        told = FeedbackInput(told_to=recipients()[:1], told_on=today, channel="email")
        page.write(
            lambda uow: feedback.report(uow, ids, told),
            then,
            changes=[Change("case", key) for key in ids],
            said=count_of(
                len(ids), tr("Terugkoppeling vastgelegd."), tr("{n} terugkoppelingen vastgelegd.")
            ),
        )

    def show(letters: Sequence[Request]) -> None:
        hint = tr(
            "Kopieer of bewaar de tekst voor uw e-mail; de brieven zelf gaan via de beveiligde "
            "mail. Met Vastleggen staat bij de casussen van die tekst dat de verwijzer het hoorde."
        )
        title, verb, subject = (
            tr("Bericht aan verwijzers"),
            tr("Vastleggen"),
            tr("Er is een uitkomst"),
        )
        SendingDialog(title, hint, letters, verb, write, parent=page, subject=subject).open()

    page.read(
        lambda reader: telling.drafts(reader, list(cases)), show, "mails", failed=page.refused
    )


def _together(cases: Iterable[str]) -> str:
    """Name a set of cases by one key of 32 signs, so that their draft comes back to all of them."""
    return sha256(" ".join(sorted(cases)).encode()).hexdigest()[:32]


def landing_form(parent: QWidget, number: str, today: date, before: Landing | None) -> Form:
    """Ask after a no which help fits instead, who calls before when, and when it is looked at."""
    call = today + timedelta(days=7)
    usual = {"call_before": call, "check_on": call + timedelta(weeks=LANDING_WEEKS)}
    words = {"number": number}
    return Form.of(
        "landing", parent, before or usual, words=words, makes=LandingInput, calls=_CALLERS
    )


def ask_landing(
    page: Page, case_id: str, number: str, then: Callable[[], object] = lambda: None
) -> None:
    """Ask which help there is after a no, as it was recorded before, and write it."""

    def opened(answer: tuple[Landing | None, date]) -> None:
        before, today = answer
        at = seen(case_id, **{name: getattr(before, name, None) for name in after_no.FILLED})
        page.ask(
            landing_form(page, number, today, before),
            lambda uow, given: after_no.record(uow, at, given),
            f"landing:{case_id}",
            changes=[Change("case", case_id), Change("action")],
            said=tr("Vastgelegd welke hulp er wel is."),
            then=lambda _done: then(),
        )

    page.read(lambda reader: (after_no.of_case(reader, case_id), reader.today), opened, "landing")


def ask_landed(page: Page, landing: Landing | None) -> None:
    """Ask whether the help after a no began, and tick off its action."""
    if landing is None:
        return
    words = {"help": landing.help, "place": landing.place}
    page.ask(
        Form.of("landed", page, words=words, began=With(of="yes".__eq__)),
        lambda uow, given: after_no.landed(uow, landing.case_id, **given),
        changes=[Change("case", landing.case_id), Change("action")],
        said=tr("Het antwoord is vastgelegd."),
    )


def ask_no_decision(page: Page, cases: Sequence[str]) -> None:
    """Ask why no beschikking follows on these cases, and write it on all of them."""
    known, words = {"because": NONE_BECAUSE[0]}, {"n": len(cases)}
    page.ask(
        Form.of("no-decision", page, known, words=words, because=NONE_BECAUSE),
        lambda uow, given: feedback.decide_none(uow, list(cases), **given),
        changes=[Change("case", key) for key in cases],
        said=tr("Vastgelegd dat er geen beschikking komt."),
    )


def ask_decision(
    page: Page, case_id: str, number: str, outcome: str, kind: OutcomeKind = OutcomeKind.GRANTED
) -> None:
    """Ask the beschikking of a case, as it stands when it was recorded before, and write it."""

    def opened(before: FormalDecision | None) -> None:
        at = seen(case_id, **{name: getattr(before, name, None) for name in feedback.DECISION})
        page.ask(
            decision_form(page, number, outcome, before, kind),
            lambda uow, given: feedback.decide(uow, at, given),
            f"decision:{case_id}",
            changes=[Change("case", case_id)],
            said=tr("Beschikking vastgelegd."),
        )

    page.read(lambda reader: feedback_desk.decision_of(reader, case_id), opened, "decision")


def save_bundle(page: Page, case_id: str, number: str) -> None:
    """Ask where the papers of a case for a bezwaar go, and write them."""
    title, kind = tr("Stukken bij bezwaar opslaan"), tr("PDF (*.pdf)")
    if (target := pick(page, title, f"bezwaar-{number.lower()}.pdf", kind)) is not None:
        page.write(
            lambda uow: objection.bundle(uow, case_id, target),
            lambda _done: page.say(unsealed(target), Tone.GOOD),
            failed=lambda error: page.say(explain(error), Tone.WARN),
        )


def close_case(page: Page, case_id: str, number: str) -> None:
    """Close a case that is followed up; why it cannot be is said above the page."""

    def back(_closed: object) -> Undo:
        # Who records outcomes may not change the state of a case otherwise.
        may = page.context.may(Right.EDIT_CASES)
        was, now = [CaseStatus.FOLLOW_UP], CaseStatus.CLOSED
        return taken_back([case_id], was, now) if may else None

    page.write(
        lambda uow: feedback.close(uow, case_id),
        failed=lambda error: page.say(explain(error), Tone.WARN),
        changes=[Change("case", case_id)],
        said=tr("Casus {number} gesloten.").format(number=number),
        undo=back,
    )


def feedback_card(page: Page, found: CasePage) -> Card | None:
    """Return the card of a case that the table spoke of for good; None before that."""
    case = found.view.case
    if case.status not in AFTER and not found.tellable:
        return None
    card = Card(tr("Terugkoppeling en beschikking"))
    told = [(day(one.told_on), _told(one)) for one in found.feedback]
    card.body.addWidget(KeyValues().fill([*told, *_decision_rows(found.decision)]))
    if not found.tellable:
        words = tr("Na het sluiten van de vergadering kan de uitkomst worden verteld.")
        card.body.addWidget(label(words, "hint", wrap=True))
    elif found.may_decide:
        card.body.addLayout(_buttons(page, found))
    return card


def _told(one: Feedback) -> str:
    """Return who was told what, and how."""
    how = terms.CHANNEL.get(one.channel, one.channel)
    return f"{one.told_to} ({how}): {one.said}" if one.said else f"{one.told_to} ({how})"


def _decision_rows(decision: FormalDecision | None) -> list[tuple[str, str]]:
    if decision is None:
        return []
    objected = (tr("Bezwaar van"), day(decision.objected_on) if decision.objected_on else "")
    if decision.none_because:
        return [(tr("Beschikking"), tr("geen: {why}").format(why=decision.none_because)), objected]
    when = day(decision.decided_on) if decision.decided_on else ""
    until = decision.objection_until
    return [
        (tr("Beschikking"), f"{decision.reference}, {when}"),
        (tr("Genomen door"), decision.decided_by),
        (tr("Wijkt af"), decision.departs_why if decision.departs else ""),
        (tr("Bezwaar t/m"), day(until) if until is not None else ""),
        objected,
    ]


def _buttons(page: Page, found: CasePage) -> QLayout:
    case, today = found.view.case, found.detail.today
    said = found.said[0].outcome if found.said else None
    about = (page, case.id, case.number)
    told = button(tr("Terugkoppeling…"), partial(ask_feedback, page, {case.id: case.number}, today))
    told.setAccessibleName(tr("Terugkoppeling vastleggen"))
    row = [told]
    if said is not None and case.status in AFTER:
        outcome = found.committee.outcome(said.choice).on_paper
        decide = button(tr("Beschikking…"), partial(ask_decision, *about, outcome, said.kind))
        decide.setAccessibleName(tr("Beschikking vastleggen"))
        row.append(decide)
        if said.kind.sends_elsewhere:
            row.append(button(tr("Hulp hierna…"), partial(ask_landing, *about)))
    if found.decision is not None and found.decision.objected_on is not None:
        row.append(button(tr("Stukken bij bezwaar…"), partial(save_bundle, *about)))
    if case.status is CaseStatus.FOLLOW_UP:
        row.append(button(tr("Casus sluiten"), partial(close_case, *about)))
    return wrapping(*row, STRETCH, gap=8)
