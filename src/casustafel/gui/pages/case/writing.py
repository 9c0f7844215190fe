"""What the page of a case writes: a field that is left, and what is asked first."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from casustafel.domain import terms
from casustafel.domain.cases import Case, Client
from casustafel.domain.outcomes import Confirmation, Outcome
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.page import Page
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.words import day, tr
from casustafel.gui.work import Change
from casustafel.services.case import case_form, case_outcomes, cases
from casustafel.services.case.case_desk import CasePage
from casustafel.services.case.case_outcomes import AnswerDesk
from casustafel.services.case.cases import CaseView
from casustafel.services.meeting import outcomes
from casustafel.services.use_case import seen


def keeping(
    shown: CasePage, kind: str, name: str, value: object, reason: str = ""
) -> Callable[[Any], object]:
    """Return the task that keeps a value; `kind` is case, client or answer.

    `reason` says why a case that is settled is mended.
    """
    view = shown.view

    def task(uow: Any) -> object:
        if kind == "answer":
            at = seen(view.case.id, value=view.answers.get(name))
            return cases.answer(uow, at, name, value, reason=reason)
        if kind == "client":
            return case_form.edit_client_field(
                uow, view.case.id, view.client, name, value, reason=reason
            )
        if name == "provider":
            return case_form.set_provider(uow, view.case, str(value or ""), reason=reason)
        if name == "school":
            return case_form.set_school(uow, view.case, str(value or ""), reason=reason)
        return case_form.edit_field(uow, view.case, name, value, reason=reason)

    return task


def with_kept(shown: CasePage, name: str, kept: object) -> CasePage:
    """Return what is shown with what a task of `keeping` gave back, until it is read anew."""
    return replace(shown, detail=replace(shown.detail, view=_view(shown.view, name, kept)))


#: Where a field that shows a name is kept.
_KEPT_AS = {"provider": "provider_id", "school": "school_id"}


def as_seen(now: CasePage, before: CasePage, kind: str, name: str) -> CasePage:
    """Return what is shown now, with one field as it was shown before."""
    view, field = before.view, _KEPT_AS.get(name, name)
    if kind == "answer":
        return with_kept(now, name, view.answers.get(name))
    whole = now.view.client if kind == "client" else now.view.case
    former = view.client if kind == "client" else view.case
    return with_kept(now, name, replace(whole, **{field: getattr(former, field)}))


def _view(view: CaseView, name: str, kept: object) -> CaseView:
    if isinstance(kept, Case):
        return replace(view, case=kept)
    if isinstance(kept, Client):
        return replace(view, client=kept)
    return replace(view, answers={**view.answers, name: kept})


class SettledBar(Banner):
    """Says why nothing can be changed, and asks the reason once for as long as the page is open.

    `left` is called before the fields are closed again, `changed` when they were opened or closed
    (domain.md §9, Correcting).
    """

    def __init__(
        self, page: Page, left: Callable[[], object], changed: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._page, self._left, self._changed = page, left, changed
        self._key = self._number = self._status = ""
        self.reason = ""
        """Why the data are mended; empty while they are not."""

    def show_case(self, found: CasePage) -> None:
        """Show what holds for a case; nothing while what was asked may still change."""
        case = found.view.case
        self._key, self._number = case.id, case.number
        self._status = terms.STATUS[case.status]
        if found.settled and found.may_edit:
            self._say()
        else:
            self.reason = ""
            self.clear()

    def forget(self) -> None:
        """Close the fields: another case, or the same another time, asks its own reason."""
        self.reason = ""

    def _say(self) -> None:
        if self.reason:
            words = tr("U herstelt gegevens. Reden: {reason}. De oude waarde blijft bewaard.")
            self.say(
                words.format(reason=self.reason.rstrip(".")),
                Tone.WARN,
                action=tr("Klaar met herstellen"),
                do=self._done,
                closable=False,
            )
            return
        words = tr(
            "{status}: wat is gevraagd, staat vast. Zaaknummer, contact verwijzer en wat de "
            "inwoner is verteld, kunt u nog invullen."
        )
        self.say(
            words.format(status=self._status),
            Tone.INFO,
            action=tr("Gegevens herstellen…"),
            do=self._ask,
            closable=False,
        )

    def _ask(self) -> None:
        self._say()  # its button hides it
        form = Form.of("mend", self._page, words={"number": self._number})
        self._page.ask(form, lambda _uow, reason: reason, f"mend:{self._key}", then=self._begin)

    def _begin(self, reason: str) -> None:
        self.reason = reason
        self._say()
        self._changed()

    def _done(self) -> None:
        self._left()
        self._begin("")


def ask_anew(page: Page, case_id: str, number: str) -> None:
    """Ask why, then make the case ready for a next item; both outcomes are kept."""
    said = tr("{number} is klaar voor agenda. Zet de casus op een vergadering.")
    page.ask(
        Form.of("anew", page, words={"number": number}),
        lambda uow, reason: case_outcomes.deal_anew(uow, case_id, reason),
        f"anew:{case_id}",
        changes=[Change("case", case_id), Change("minutes")],
        said=said.format(number=number),
    )


def ask_written_answer(page: Page, case_id: str) -> None:
    """Ask for the answer on a case that waits for one, and write it."""

    def opened(desk: AnswerDesk) -> None:
        item, number = desk.outcome.item_id, desk.case.number
        words = {"number": number, "outcome": desk.choice, "day": day(desk.until)}
        missing = [(one, one) for one in desk.outcome.unanswered]
        page.ask(
            Form.of(
                "written-answer",
                page,
                {"on": desk.today},
                words=words,
                by=missing if len(missing) == 1 else [("", "–"), *missing],
                agrees=With(of="yes".__eq__),
                makes=Confirmation,
            ),
            lambda uow, given: outcomes.confirm_in_writing(uow, item, given),
            f"answer:{case_id}",
            changes=[Change("case", case_id), Change("meeting"), Change("minutes")],
            then=lambda after: page.say(_become(after).format(number=number), Tone.GOOD),
        )

    page.read(
        lambda reader: case_outcomes.answer_desk(reader, case_id),
        opened,
        "answer",
        failed=page.refused,
    )


def _become(after: Outcome) -> str:
    """Say what the answer made of the outcome."""
    if after.followed_at is not None:
        return tr("Antwoord vastgelegd. {number} is weer klaar voor agenda.")
    if after.provisional:
        return tr("Antwoord vastgelegd. {number} wacht nog op een ander antwoord.")
    return tr("Antwoord vastgelegd. De uitkomst van {number} is nu definitief.")
