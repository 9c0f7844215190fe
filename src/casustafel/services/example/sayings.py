"""What the tables of the example say of their cases, from `resources/examples`. All invented."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from casustafel.assets import asset
from casustafel.domain.cases import Case, Phase
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, Contribution, Vote
from casustafel.services.case import cases as use_cases
from casustafel.services.meeting.outcome_input import OutcomeInput
from casustafel.services.use_case import unseen

if TYPE_CHECKING:
    from casustafel.services.example.work import Opened

K = AdjustmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One way in which a table treats a case; days count from the meeting."""

    choice: str
    note: str
    minutes: float
    reasons: tuple[str, ...] = ()
    motivation: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    adjustments: tuple[tuple[AdjustmentKind, str], ...] = ()
    valid_days: int | None = None
    evaluation_days: int | None = None
    transfer_to: str = ""
    contributions: tuple[tuple[str, str, str, int, str], ...] = ()
    vote: Vote = Vote.CONSENSUS
    dissent: str = ""
    promises: tuple[tuple[str, str, int], ...] = ()

    def outcome(self, day: date, case: Case) -> OutcomeInput:
        """Return what the chair fills in for a case on the day of the meeting."""
        asked = {
            K.INTENSITY: f"{case.hours_per_week} uur per week".replace(".", ",")
            if case.hours_per_week is not None
            else "niet ingevuld",
            K.DURATION: f"tot en met {case.ends_on:%d-%m-%Y}" if case.ends_on else "niet ingevuld",
        }
        return OutcomeInput(
            choice=self.choice,
            reasons=self.reasons,
            motivation=self.motivation,
            adjustments=tuple(
                Adjustment(kind=kind, asked=asked.get(kind, "niet gepland"), advised=advised)
                for kind, advised in self.adjustments
            ),
            contributions=tuple(
                Contribution(
                    party=party, task=task, hours=hours, until=day + timedelta(days=days), law=law
                )
                for party, task, hours, days, law in self.contributions
            ),
            vote=self.vote,
            dissent=self.dissent,
            valid_until=_later(day, self.valid_days),
            evaluation_on=_later(day, self.evaluation_days),
            transfer_to=self.transfer_to,
            transfer_on=_later(day, self.valid_days) if self.transfer_to else None,
        )


def _later(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)


def _saying(plain: dict[str, Any]) -> Saying:
    given: dict[str, Any] = {
        name: tuple(map(_whole, value)) if isinstance(value, list) else value
        for name, value in plain.items()
    }
    kinds = tuple((K(kind), advised) for kind, advised in given.get("adjustments", ()))
    vote = Vote(given.get("vote", Vote.CONSENSUS))
    return Saying(**{**given, "adjustments": kinds, "vote": vote})


def _whole(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_FILE: dict[str, Any] = tomllib.loads(
    asset("resources", "examples", "sayings.toml").read_text("utf-8")
)
_PRESCAN: dict[str, object] = _FILE.pop("prescan")
SAYINGS: dict[str, tuple[Saying, ...]] = {
    code: tuple(map(_saying, sayings)) for code, sayings in _FILE.items()
}


def prescan(workspace: "Opened", count: int) -> None:
    """Do the pre-scan of the first cases of the frozen list, so that they get ready."""
    with workspace.reading() as reader:
        listed = reader.find(Case, "rank", "law", committee="doorbraak", phase=Phase.PRE_SCAN)
    for case in listed[:count]:
        for item, value in _PRESCAN.items():
            with workspace.writing() as uow:
                use_cases.answer(uow, unseen(case.id), item, value)
