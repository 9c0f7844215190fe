"""What the example does around its meetings: outcomes are told, and something could not wait."""

from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Protocol

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.outcomes import FormalDecision
from casustafel.services.following import feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import urgent
from casustafel.services.meeting.outcome_input import OutcomeInput
from casustafel.services.meeting.urgent import UrgentInput
from casustafel.services.use_case import unseen
from casustafel.storage.unit_of_work import Reading, UnitOfWork

#: So many outcomes are told, and so many of those have a beschikking already.
_TOLD, _DECIDED = 4, 2


class Opened(Protocol):
    """What is needed of an open workspace."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Give a read of one use case."""

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """Give the unit of work of one use case."""


def tell_some(workspace: Opened, committee: str, today: date) -> str:
    """Tell some outcomes whose minutes were adopted; the others still wait for it."""
    with workspace.reading() as reader:
        decided = reader.find(Case, "number", committee=committee, status=CaseStatus.DECIDED)
        ready = [case.id for case in decided if feedback.adopted(reader, case.id)][:_TOLD]
    given = FeedbackInput(told_to=("Verwijzer", "Zorgaanbieder"), told_on=today, channel="email")
    with workspace.writing() as uow:
        feedback.report(uow, ready, given)
    for number, case_id in enumerate(ready[:_DECIDED], 118):
        decision = FormalDecision(
            id="",
            case_id=case_id,
            reference=f"Z-{today.year}-{number:04}",
            decided_on=today,
            decided_by="Team Toegang",
            objection_until=today + timedelta(weeks=6),
        )
        with workspace.writing() as uow:
            feedback.decide(uow, unseen(case_id), decision)
    return f"Told the outcomes of {len(ready)} cases of {committee} to referrer and provider."


def decide_in_urgency(workspace: Opened, case: Case, today: date) -> str:
    """Record for one case what could not wait for the next meeting, which has to ratify it."""
    wanted = UrgentInput(
        reason="De huidige plek is na deze week niet meer beschikbaar.",
        latest=today + timedelta(days=2),
        decider="Voorzitter",
        consulted="Zorgexpert, BJG",
        given=OutcomeInput(
            choice="toegekend",
            reasons=("TK6",),
            motivation="Vier weken zoals gevraagd; daarna beslist de commissie over het vervolg.",
            valid_until=today + timedelta(weeks=4),
        ),
    )
    with workspace.writing() as uow:
        urgent.record(uow, case.id, wanted)
    return f"Recorded an urgent decision on {case.number}; the next meeting ratifies it."
