"""Compleet voor agenda: the points that must be there before a case may be listed."""

from collections.abc import Mapping
from dataclasses import dataclass

from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee, CompletenessPoint
from casustafel.domain.framework_answers import filled

_CASE = "case."


@dataclass(frozen=True, slots=True)
class Completeness:
    """How complete a case is: shown as "4 van 6" with what is missing."""

    met: tuple[CompletenessPoint, ...]
    missing: tuple[CompletenessPoint, ...]

    @property
    def of(self) -> int:
        """How many points there are."""
        return len(self.met) + len(self.missing)


def completeness(committee: Committee, case: Case, answers: Mapping[str, object]) -> Completeness:
    """Judge a case by the points of its table. Answers are by item of the framework."""
    met: list[CompletenessPoint] = []
    missing: list[CompletenessPoint] = []
    for point in committee.points:
        there = case.referrer_type in point.not_referrers or all(
            filled(
                getattr(case, need.removeprefix(_CASE))
                if need.startswith(_CASE)
                else answers.get(need)
            )
            for need in point.needs
        )
        (met if there else missing).append(point)
    return Completeness(tuple(met), tuple(missing))


def request_text(committee: Committee, case_number: str, state: Completeness) -> str:
    """Return a ready text for the referrer that asks for what is missing (u-vorm, B1).

    It holds the case number and no other personal data, so that it can be sent by mail.
    """
    asked = "\n".join(f"- {point.ask or point.label}" for point in state.missing)
    return (
        f"Beste verwijzer,\n\n"
        f"U hebt casus {case_number} voorgelegd aan {committee.noun} ({committee.name}). "
        f"De casus kan nog niet op de agenda, want er ontbreekt informatie.\n\n"
        f"Wilt u dit aanvullen?\n{asked}\n\n"
        f"Schrijf alleen op wat nodig is. Is een vraag niet van toepassing, schrijf dan "
        f"'n.v.t.' met de reden. Zet geen namen of BSN in een gewone e-mail.\n\n"
        f"Met vriendelijke groet,\nhet secretariaat van {committee.noun}"
    )
