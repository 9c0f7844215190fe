"""Compleet voor agenda: the points that must be there before a case may be listed."""

from collections.abc import Mapping
from dataclasses import dataclass

from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee, CompletenessPoint
from casustafel.domain.framework_answers import filled

#: How a point names a field of the case instead of an item of the framework.
CASE_FIELD = "case."


@dataclass(frozen=True, slots=True)
class Completeness:
    """How complete a case is: shown as "4 van 6" with what is missing."""

    met: tuple[CompletenessPoint, ...]
    missing: tuple[CompletenessPoint, ...]

    @property
    def of(self) -> int:
        """How many points there are."""
        return len(self.met) + len(self.missing)

    @property
    def complete(self) -> bool:
        """Whether the case may go on an agenda."""
        return not self.missing

    def __str__(self) -> str:
        return f"{len(self.met)} van {self.of}"


def completeness(committee: Committee, case: Case, answers: Mapping[str, object]) -> Completeness:
    """Judge a case by the points of its table. Answers are by item of the framework.

    Called for each row of a list, so it does no more than look the needs up.
    """
    met: list[CompletenessPoint] = []
    missing: list[CompletenessPoint] = []
    for point in committee.points:
        there = case.referrer_type in point.not_referrers or _met(point, case, answers)
        (met if there else missing).append(point)
    return Completeness(tuple(met), tuple(missing))


def _met(point: CompletenessPoint, case: Case, answers: Mapping[str, object]) -> bool:
    for need in point.needs:
        if need.startswith(CASE_FIELD):
            value = getattr(case, need[len(CASE_FIELD) :])
        else:
            value = answers.get(need)
        if not filled(value):
            return False
    return True


def request_text(committee: Committee, case_number: str, state: Completeness) -> str:
    """Return a ready text for the referrer that asks for what is missing (u-vorm, B1).

    It holds the case number and no other personal data, so that it can be sent by mail. For a
    complete case, of which somebody wants to know more, the question is left to fill in.
    """
    asks = [point.ask or point.label for point in state.missing] or ["[vul hier uw vraag in]"]
    asked = "\n".join(f"- {ask}" for ask in asks)
    return (
        f"Beste verwijzer,\n\n"
        f"U hebt casus {case_number} voorgelegd aan {committee.noun} ({committee.name}). "
        f"De casus kan nog niet op de agenda, want er ontbreekt informatie.\n\n"
        f"Wilt u dit aanvullen?\n{asked}\n\n"
        f"Schrijf alleen op wat nodig is. Is een vraag niet van toepassing? Schrijf dan "
        f"'n.v.t.' met de reden. Zet geen namen of BSN in een gewone e-mail.\n\n"
        f"Met vriendelijke groet,\nhet secretariaat van {committee.noun}"
    )
