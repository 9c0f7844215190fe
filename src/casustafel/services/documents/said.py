"""What a table said of a case, as it is told: an outcome, or what was decided in urgency."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from casustafel.domain.committees import Committee
from casustafel.domain.local_time import local_day
from casustafel.domain.outcomes import Adjustment, Contribution, Outcome, OutcomeKind
from casustafel.domain.urgent import UrgentDecision


@dataclass(frozen=True, slots=True)
class Said:
    """What can be told of a case: an outcome, or what was decided in urgency."""

    key: str
    kind: OutcomeKind
    choice: str
    label: str
    on: date
    motivation: str
    reasons: tuple[str, ...]
    adjustments: tuple[Adjustment, ...]
    contributions: tuple[Contribution, ...]
    until: date | None
    look_back: date | None
    transfer_to: str
    transfer_on: date | None
    held_until: date | None = None
    provisional: bool = False
    missing: tuple[str, ...] = ()
    asked: Mapping[str, object] | None = None
    urgent: UrgentDecision | None = None
    item_id: str | None = None


def said_by(table: Committee, outcome: Outcome) -> Said:
    """Return an outcome as it is told."""
    said = _said(table, outcome, local_day(outcome.decided_at), outcome.motivation)
    return replace(
        said,
        held_until=outcome.held_until,
        provisional=outcome.provisional,
        missing=outcome.unanswered,
        asked=outcome.asked,
        item_id=outcome.item_id,
    )


def said_in_urgency(table: Committee, one: UrgentDecision) -> Said:
    """Return what was decided in urgency as it is told."""
    return replace(_said(table, one, one.decided_on, one.decision), urgent=one)


def _said(table: Committee, one: Outcome | UrgentDecision, on: date, motivation: str) -> Said:
    choice = table.outcome(one.choice)
    return Said(
        key=one.id,
        kind=choice.kind,
        choice=choice.code,
        label=choice.on_paper,
        on=on,
        motivation=motivation,
        reasons=one.reasons,
        adjustments=one.adjustments,
        contributions=one.contributions,
        until=one.valid_until,
        look_back=one.evaluation_on,
        transfer_to=one.transfer_to,
        transfer_on=one.transfer_on,
    )
