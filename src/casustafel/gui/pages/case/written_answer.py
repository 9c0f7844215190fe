"""What a missing discipline answered in writing on an outcome "onder voorbehoud"."""

from PySide6.QtWidgets import QWidget

from casustafel.domain.outcomes import Confirmation, Outcome
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.form import FormDialog, choice, days, lines
from casustafel.gui.page import Page
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, tr
from casustafel.gui.work import Change
from casustafel.services.case import case_outcomes
from casustafel.services.case.case_outcomes import AnswerDesk
from casustafel.services.meeting import outcomes

_YES = "yes"
_PLACES = {
    "confirmation-not-missing": "by",
    "confirmation-needs-text": "text",
    "confirmation-day-wrong": "on",
}


class WrittenAnswerDialog(FormDialog[Confirmation]):
    """Asks who answered, on which day, whether they agree, and in which words."""

    places = _PLACES

    def __init__(self, desk: AnswerDesk, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Schriftelijk antwoord vastleggen"),
            tr("Vastleggen"),
            parent,
            intro=tr(
                "{number}: {outcome}, onder voorbehoud. Antwoorden kan tot en met {day}."
            ).format(number=desk.case.number, outcome=desk.choice, day=day(desk.until)),
        )
        missing = [(one, one) for one in desk.outcome.unanswered]
        asked = choice(missing if len(missing) == 1 else [("", "–"), *missing])
        self.add("by", tr("&Wie heeft geantwoord?"), asked, required=True)
        on = days(desk.today)
        on.set_near(desk.held_on)
        self.add("on", tr("&Op welke dag?"), on, required=True, half=True)
        agrees = choice([("", "–"), (_YES, tr("ja")), ("no", tr("nee"))])
        self.add("agrees", tr("&Akkoord met de uitkomst?"), agrees, required=True, half=True)
        self.add(
            "text",
            tr("&Tekst van het antwoord"),
            lines(),
            tr("Bij nee is de casus meteen weer klaar voor agenda."),
            required=True,
        )

    @property
    def given(self) -> Confirmation:
        return Confirmation(
            by=self.text("by"),
            on=self.sure_day("on"),
            agrees=self.text("agrees") == _YES,
            text=self.text("text"),
        )


def ask_written_answer(page: Page, case_id: str) -> None:
    """Ask for the answer on a case that waits for one, and write it."""
    page.work.read(
        lambda reader: case_outcomes.answer_desk(reader, case_id),
        then=lambda desk: _open(page, desk),
        failed=lambda error: page.banner.say(explain(error), Tone.BAD),
        owner=page,
        lane="answer",
    )


def _open(page: Page, desk: AnswerDesk) -> None:
    item, number = desk.outcome.item_id, desk.case.number

    def told(after: Outcome) -> None:
        page.say(_become(after).format(number=number), Tone.GOOD)

    ask(
        page,
        WrittenAnswerDialog(desk, page),
        lambda uow, given: outcomes.confirm_in_writing(uow, item, given),
        draft=f"answer:{desk.case.id}",
        changes=[Change("case", desk.case.id), Change("meeting"), Change("minutes")],
        then=told,
    )


def _become(after: Outcome) -> str:
    """Say what the answer made of the outcome."""
    if after.followed_at is not None:
        return tr("Antwoord vastgelegd. {number} is weer klaar voor agenda.")
    if after.provisional:
        return tr("Antwoord vastgelegd. {number} wacht nog op een ander antwoord.")
    return tr("Antwoord vastgelegd. De uitkomst van {number} is nu definitief.")
