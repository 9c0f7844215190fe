"""Spoed: a case that was decided outside a meeting, and what the next meeting says of that.

Source: domain.md §8, Meeting: spoed records reason, latest date, decider and who was consulted;
"niet bekrachtigd" gives an end date and a bridging plan.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from casustafel.domain.errors import RuleError
from casustafel.domain.outcomes import Adjustment, Contribution
from casustafel.domain.sizes import Text20, Text40, Text200


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentDecision:
    """What was decided before the table could meet.

    `latest` is the last day on which it had to be decided. `decider` and `consulted` are roles or
    organisations, never names. `ratified` is None until a meeting spoke of it (`item_id`: the item
    it did so under). When it was not ratified, `ends_on` is the last day of the help and `bridging`
    says what comes instead.
    """

    id: str
    case_id: str
    committee: Text20
    recorded_at: datetime
    decided_on: date
    reason: str
    latest: date
    decider: Text200
    decision: str
    consulted: Text200 = ""
    choice: Text40 = ""
    reasons: tuple[str, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    valid_until: date | None = None
    evaluation_on: date | None = None
    transfer_to: Text200 = ""
    transfer_on: date | None = None
    ratified: bool | None = None
    item_id: str | None = None
    refused_why: str = ""
    ends_on: date | None = None
    bridging: str = ""


def check_urgent(decision: UrgentDecision, today: date) -> None:
    """Raise RuleError when something is missing of what spoed must record, or lies ahead."""
    parts = (
        (decision.reason, "reason"),
        (decision.decider, "decider"),
        (decision.choice, "choice"),
        (decision.decision, "decision"),
    )
    for text, part in parts:
        if not text.strip():
            raise RuleError(f"urgent-needs-{part}")
    if decision.decided_on > today:
        raise RuleError("urgent-decided-ahead", date=decision.decided_on)


def ratify(decision: UrgentDecision, item_id: str) -> UrgentDecision:
    """Return the decision as the table took it over. Raises RuleError when it was judged before."""
    _require_open(decision)
    return replace(decision, ratified=True, item_id=item_id)


def take_back(decision: UrgentDecision) -> UrgentDecision:
    """Return a ratified decision as one that waits again: its outcome was reopened."""
    return replace(decision, ratified=None, item_id=None)


def refuse(
    decision: UrgentDecision, item_id: str, *, why: str, ends_on: date | None, bridging: str
) -> UrgentDecision:
    """Return the decision as not taken over; it needs a reason, an end date and a bridging plan."""
    _require_open(decision)
    if not why.strip():
        raise RuleError("urgent-needs-why")
    if ends_on is None:
        raise RuleError("urgent-needs-end")
    if not bridging.strip():
        raise RuleError("urgent-needs-bridging")
    return replace(
        decision,
        ratified=False,
        item_id=item_id,
        refused_why=why.strip(),
        ends_on=ends_on,
        bridging=bridging.strip(),
    )


def _require_open(decision: UrgentDecision) -> None:
    if decision.ratified is not None:
        raise RuleError("urgent-judged")
