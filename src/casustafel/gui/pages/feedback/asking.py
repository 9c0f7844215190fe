"""Opens the dialogs over a page and writes what was filled in."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from casustafel.domain.errors import CasustafelError
from casustafel.domain.outcomes import FormalDecision
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.page import Page
from casustafel.gui.pages.feedback.dialogs import DecisionDialog, FeedbackDialog
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.following import feedback, feedback_desk
from casustafel.services.use_case import seen


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

    def refused(error: CasustafelError) -> None:
        page.banner.say(explain(error), Tone.WARN)

    def done(_closed: object) -> None:
        page.banner.say(tr("Casus {number} gesloten.").format(number=number), Tone.GOOD)

    page.work.write(
        lambda uow: feedback.close(uow, case_id),
        then=done,
        failed=refused,
        owner=page,
        changes=[Change("case", case_id)],
    )
