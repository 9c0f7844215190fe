"""Routing undecided cases anew when the norm register changes, visibly (domain.md §8, Route)."""

from collections.abc import Collection
from dataclasses import dataclass

from casustafel.domain.case_routing import route_from_text
from casustafel.domain.cases import OPEN, Case, CaseStatus
from casustafel.domain.routing_facts import Decision, Route
from casustafel.domain.wording.phrases import word_route
from casustafel.services.case import intake
from casustafel.services.case.intake import move_case
from casustafel.services.definitions import tables
from casustafel.services.use_case import UnitOfWork, part

#: States of a case that is on its way through a meeting: its route is told, its place is kept.
_AT_THE_TABLE = frozenset({CaseStatus.SCHEDULED, CaseStatus.IN_SESSION, CaseStatus.PROVISIONAL})

_TO_A_TABLE = frozenset({Decision.CPV, Decision.ZBO})

#: After an edit nobody may know any more that a case is not needed: then somebody must look.
TO_BE_JUDGED = _TO_A_TABLE | {Decision.UNKNOWN}


@dataclass(frozen=True, slots=True)
class ReroutedCase:
    """A case that goes another way than before the change."""

    number: str
    committee: str
    before: Decision | None
    after: Decision
    was: CaseStatus
    now: CaseStatus


@dataclass(frozen=True, slots=True)
class Rerouted:
    """What a change of the register did to the undecided cases."""

    cases: tuple[ReroutedCase, ...] = ()

    def __len__(self) -> int:
        return len(self.cases)

    @property
    def to_queue(self) -> int:
        """How many cases came (back) into the queue."""
        return sum(one.was is CaseStatus.NOT_NEEDED is not one.now for one in self.cases)

    @property
    def not_needed(self) -> int:
        """How many cases no longer need a table."""
        return sum(one.now is CaseStatus.NOT_NEEDED is not one.was for one in self.cases)

    @property
    def at_the_table(self) -> tuple[str, ...]:
        """The numbers of cases that stand on an agenda and keep their place; somebody must look."""
        return tuple(one.number for one in self.cases if one.now in _AT_THE_TABLE)


@part
def reroute(
    uow: UnitOfWork, subject: str, subject_id: str, providers: Collection[str] | None = None
) -> Rerouted:
    """Route undecided cases anew; the caller commits.

    `subject` and `subject_id` name what changed, for the log. `providers` limits it to the cases
    of these providers and those whose provider is not known; None takes all. Lines of a
    Doorbraak list do not depend on the register.
    """
    changed: list[ReroutedCase] = []
    for table in tables.all_committees(uow):
        if table.selection is not None:
            continue
        given = intake.context(uow, table.code)
        routed: list[tuple[Case, Case, Route]] = []
        for case in uow.find(Case, "sequence", committee=table.code, status=sorted(OPEN)):
            if providers is not None and case.provider_id and case.provider_id not in providers:
                continue
            fresh, answer = intake.routed(case, given)
            if fresh.route_reasons != case.route_reasons:
                routed.append((case, fresh, answer))
        answers = intake.answers_of(uow, [case.id for case, _, _ in routed])
        quiet: list[Case] = []
        for case, fresh, answer in routed:
            fresh = intake.judged(fresh, given, answers.get(case.id, {}))
            quiet.append(fresh)
            before = route_from_text(case.route_reasons) if case.route_reasons else None
            if before is None or answer.differs_from(before):
                changed.append(_moved(uow, case, fresh, before, answer, (subject, subject_id)))
        uow.replace_all(quiet, ("route", "route_reasons", "points_met", "points_of"))
    return Rerouted(tuple(changed))


def _moved(
    uow: UnitOfWork,
    case: Case,
    fresh: Case,
    before: Route | None,
    answer: Route,
    subject: tuple[str, str],
) -> ReroutedCase:
    """Move a case as its new route says, and log why."""
    was = before.decision if before else None
    uow.log(
        "case-rerouted",
        case,
        number=case.number,
        came_from=was.value if was else None,
        goes=answer.decision.value,
        reasons=[reason.code for reason in answer.reasons],
        because=subject[0],
        because_id=subject[1],
    )
    after = intake.settled(uow, settled(uow, fresh, was, answer))
    return ReroutedCase(
        case.number, case.committee, was, answer.decision, case.status, after.status
    )


@part
def settled(
    uow: UnitOfWork,
    case: Case,
    was: Decision | None,
    answer: Route,
    *,
    back: Collection[Decision] = _TO_A_TABLE,
) -> Case:
    """Return the case in the state that fits its new route; the caller commits.

    See `next_moves`, also for `back`.
    """
    for to, reason in next_moves(case, was, answer, back=back):
        case = move_case(uow, case, to, reason=reason)
    return case


def next_moves(
    case: Case, was: Decision | None, answer: Route, *, back: Collection[Decision] = _TO_A_TABLE
) -> list[tuple[CaseStatus, str | None]]:
    """Return the states that a case goes through after its route became `answer`, with reasons.

    `back` are the decisions that bring a case back that was not needed. A case that somebody put
    aside by hand stays aside, and one that somebody put back in the queue stays there: only the
    router's own "niet nodig" is given and taken back by the router.
    """
    if case.status is CaseStatus.NOT_NEEDED:
        if was is not Decision.NOT_NEEDED or answer.decision not in back:
            return []
        complete = case.points_met >= case.points_of
        ready: list[tuple[CaseStatus, str | None]] = [(CaseStatus.READY, None)] if complete else []
        return [(CaseStatus.SUBMITTED, None), *ready]
    if answer.decision is not Decision.NOT_NEEDED or was is Decision.NOT_NEEDED:
        return []
    needless = (CaseStatus.NOT_NEEDED, word_route(answer, "nl"))
    if case.status is CaseStatus.INCOMPLETE:
        # What was asked of the referrer is no longer needed either.
        return [(CaseStatus.SUBMITTED, None), needless]
    return [needless] if case.status in (CaseStatus.SUBMITTED, CaseStatus.READY) else []
