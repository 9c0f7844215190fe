"""The outcome of a case: what the table says of it, why, and what it changed in what was asked.

A table's outcome is an advice; the formal beschikking is recorded by reference (domain.md §7).
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from casustafel.domain.errors import RuleError

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_COUNTED = re.compile(r"\d+(?:[.,]\d+)? (\D+)")
_OF_ONE = {"weken": "week", "dagen": "dag", "dagdelen": "dagdeel", "doelen": "doel"}


class AdjustmentKind(StrEnum):
    """The five things a table may change in a request ([002] §1.5, literally)."""

    GOALS = "zorgdoelen"
    DURATION = "duur"
    INTENSITY = "intensiteit"
    TRANSFER_MANNER = "overdracht_manier"
    TRANSFER_TIMING = "overdracht_timing"


class OutcomeKind(StrEnum):
    """What an outcome of any table comes down to; the table's own choices carry one of these."""

    GRANTED = "granted"
    GRANTED_ADJUSTED = "granted_adjusted"
    REFUSED = "refused"
    HELD_OVER = "held_over"
    """The table says nothing yet."""
    CHANGED = "changed"
    """Running help becomes other help or less: an intervention of the Doorbraakteam."""
    UNCHANGED = "unchanged"
    """Running help stays as it is."""
    ELSEWHERE = "elsewhere"
    """Another party or another law has to act, such as the school ([002] 3.A1)."""
    OTHER = "other"
    """What a table that a municipality added says, and none of the above."""

    @property
    def grants(self) -> bool:
        """Whether it gives what was asked, as asked or adjusted."""
        return self in _GRANTS


_GRANTS = frozenset({OutcomeKind.GRANTED, OutcomeKind.GRANTED_ADJUSTED})


class Vote(StrEnum):
    """How the table came to its outcome."""

    CONSENSUS = "consensus"
    MAJORITY = "majority"
    DISSENT = "dissent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """One change beside what was asked; `reason` is a code of the table's adjustment reasons."""

    kind: AdjustmentKind
    asked: str
    advised: str
    reason: str | None = None

    def in_full(self) -> "Adjustment":
        """Return it with the unit of what was asked behind a bare number: "3" of "4 uur per week".

        The minutes are read by who did not see the field beside it.
        """
        unit = _COUNTED.fullmatch(self.asked)
        number = self.advised.strip()
        if unit is None or _NUMBER.fullmatch(number) is None:
            return self
        thing, _, rest = unit[1].partition(" ")
        if number == "1":
            thing = _OF_ONE.get(thing, thing)
        return replace(self, advised=" ".join(part for part in (number, thing, rest) if part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """Who does what, how many hours a week, until when, under which law (ZBO, domain.md §8)."""

    party: str
    task: str
    hours: str = ""
    until: date | None = None
    law: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the table said of a case in one meeting.

    `choice` is a code of the table's outcomes. `revision` counts from 1; correcting makes a new
    revision and keeps the old one. `provisional` means recorded without quorum; `missing` names
    the disciplines that were missing. `on_behalf_of_chair`: recorded by the secretary.
    """

    id: str
    case_id: str
    item_id: str
    committee: str
    choice: str
    kind: OutcomeKind
    decided_at: datetime
    recorded_by: str
    revision: int = 1
    current: bool = True
    reasons: tuple[str, ...] = ()
    motivation: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    vote: Vote = Vote.CONSENSUS
    dissent: str = ""
    valid_until: date | None = None
    evaluation_on: date | None = None
    transfer_to: str = ""
    transfer_on: date | None = None
    held_until: date | None = None
    provisional: bool = False
    missing: tuple[str, ...] = ()
    on_behalf_of_chair: bool = False
    correction_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalDecision:
    """The beschikking by reference: its kenmerk, date, who took it and where it departs."""

    id: str
    case_id: str
    reference: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    departs: bool = False
    departs_why: str = ""
    none_because: str = ""
    objection_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """To whom the outcome was told, on which day and by which channel."""

    id: str
    case_id: str
    told_to: str
    told_on: date
    channel: str


@dataclass(frozen=True, slots=True)
class OutcomeRules:
    """What a table asks of one of its outcome choices (from the committee's own data)."""

    kind: OutcomeKind
    needs_motivation: bool
    needs_validity: bool
    known_reasons: frozenset[str]
    needs_contributions: bool = False
    needs_adjustment: bool = False


def check_outcome(outcome: Outcome, rules: OutcomeRules, quorum_enough: bool) -> None:
    """Raise RuleError with the first rule that the outcome breaks.

    Every outcome carries a reason code; a motivation is required unless plainly granted;
    adjustments are there exactly when the outcome says so; an outcome without quorum can only
    be provisional (issue: onder voorbehoud); held over carries a date (domain.md §7). Where it
    is asked, the outcome says who does what, how many hours and until when (§8, Meeting).
    """
    if rules.kind is OutcomeKind.HELD_OVER:
        if outcome.held_until is None:
            raise RuleError("outcome-needs-return-date")
        return
    if not outcome.reasons:
        raise RuleError("outcome-needs-reason")
    unknown = [code for code in outcome.reasons if code not in rules.known_reasons]
    if unknown:
        raise RuleError("outcome-reason-unknown", reason=unknown[0])
    if rules.needs_motivation and not outcome.motivation.strip():
        raise RuleError("outcome-needs-motivation")
    if rules.needs_adjustment and not outcome.adjustments:
        raise RuleError("outcome-needs-adjustment")
    if outcome.adjustments and not rules.needs_adjustment:
        raise RuleError("outcome-has-adjustment")
    if rules.needs_validity and outcome.valid_until is None:
        raise RuleError("outcome-needs-validity")
    if rules.needs_contributions and not _says_who_does_what(outcome.contributions):
        raise RuleError("outcome-needs-contribution")
    if outcome.vote is Vote.DISSENT and not outcome.dissent.strip():
        raise RuleError("outcome-needs-dissent")
    if not quorum_enough and not outcome.provisional:
        raise RuleError("outcome-without-quorum", missing=", ".join(outcome.missing) or "-")


def _says_who_does_what(contributions: tuple[Contribution, ...]) -> bool:
    """Say whether there are contributions, each with a party, a task, hours and a last day."""
    return bool(contributions) and all(
        one.party.strip() and one.task.strip() and one.hours.strip() and one.until
        for one in contributions
    )
