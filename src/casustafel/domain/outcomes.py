"""The outcome of a case: what the table says of it, why, and what it changed in what was asked.

A table's outcome is an advice; the formal beschikking is recorded by reference (domain.md §7).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from casustafel.domain.alike import alike
from casustafel.domain.plain import AS_IT_IS
from casustafel.domain.sizes import Small, Text20, Text40, Text80, Text120, Text200

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

    @property
    def sends_elsewhere(self) -> bool:
        """Whether other help has to come: then it is said which, and who calls (domain.md §9)."""
        return self in (OutcomeKind.REFUSED, OutcomeKind.ELSEWHERE)

    @property
    def case_by_case(self) -> bool:
        """Whether each case needs its own beschikking, or the offer of one (domain.md §9)."""
        return self.sends_elsewhere or self is OutcomeKind.GRANTED_ADJUSTED


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

    @property
    def pledged(self) -> bool:
        """Whether it is a promise (*toezegging*) of a school or under a law of others."""
        return self.law in _OF_OTHERS


#: Laws under which no college decides: what comes by them is promised (domain.md §9, Forms).
_OF_OTHERS = frozenset({"onderwijs", "wlz", "zvw"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What a missing discipline answered in writing on an outcome "onder voorbehoud".

    `by` is the discipline as `Outcome.missing` names it, `on` the day of its answer.
    """

    by: str
    on: date
    agrees: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeInput:
    """What is filled in for an outcome. Codes are those of the table.

    `held_until` left empty means the next planned meeting, or the table's own term while none is
    planned, for a case that is held over. `provisional` means recorded without quorum.
    """

    choice: Text40
    reasons: tuple[str, ...] = ()
    motivation: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    vote: Vote = Vote.CONSENSUS
    dissent: str = ""
    valid_until: date | None = None
    evaluation_on: date | None = None
    transfer_to: Text200 = ""
    transfer_on: date | None = None
    held_until: date | None = None
    provisional: bool = False

    def in_full(self) -> "OutcomeInput":
        """Return it as it is kept: nothing blank around words, adjustments with their unit."""
        return replace(
            self,
            motivation=self.motivation.strip(),
            dissent=self.dissent.strip(),
            adjustments=tuple(one.in_full() for one in self.adjustments),
        )


def as_plain(given: OutcomeInput) -> dict[str, Any]:
    """Return what is being filled in as JSON-able values."""
    plain: dict[str, Any] = AS_IT_IS.plain(given)
    return plain


def from_plain(plain: Mapping[str, Any]) -> OutcomeInput:
    """Return the input again. What an older version of the program kept is read as far as known."""
    known = {one.name for one in fields(OutcomeInput)} & plain.keys()
    return AS_IT_IS.typed({"choice": "", **{name: plain[name] for name in known}}, OutcomeInput)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(OutcomeInput):
    """What the table said of a case in one meeting, beside what was filled in for it.

    `revision` counts from 1; correcting makes a new revision and keeps the old one. `missing` names
    the disciplines that were missing, `confirmations` what they answered in writing.
    `on_behalf_of_chair`: recorded by the secretary. `asked` is what was asked when it was recorded
    (see `asked.frozen`). `corrected_at`: when a slip was mended, for `correction_reason`.
    `followed_at` and `followed_why`: the case went to the table anew since.
    """

    id: str
    case_id: str
    item_id: str
    committee: Text20
    kind: OutcomeKind
    decided_at: datetime
    recorded_by: Text120
    revision: Small = 1
    current: bool = True
    missing: tuple[str, ...] = ()
    on_behalf_of_chair: bool = False
    correction_reason: str = ""
    asked: Mapping[str, object] = field(default_factory=dict)
    confirmations: tuple[Confirmation, ...] = ()
    corrected_at: datetime | None = None
    followed_at: datetime | None = None
    followed_why: str = ""

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The missing disciplines that did not agree in writing yet."""
        agreed = {one.by for one in self.confirmations if one.agrees}
        return tuple(label for label in self.missing if label not in agreed)


def input_of(outcome: Outcome) -> OutcomeInput:
    """Return what was filled in for an outcome that was recorded, to correct it."""
    return alike(OutcomeInput, outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalDecision:
    """The beschikking by reference: its kenmerk, date, who took it and where it departs.

    Or why there is none; after a no, less than asked or another law when and by whom the resident
    was pointed to the right to one, and does not want it (`offered_on`, `offered_by`).
    """

    id: str
    case_id: str
    reference: Text80 = ""
    decided_on: date | None = None
    decided_by: Text200 = ""
    departs: bool = False
    departs_why: str = ""
    none_because: str = ""
    objection_until: date | None = None
    offered_on: date | None = None
    offered_by: Text200 = ""
    objected_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """To whom the outcome was told, on which day and by which channel.

    `outcome_id` is what was told, an outcome or an urgent decision, `said` that in words;
    `provisional`: told as "onder voorbehoud".
    """

    id: str
    case_id: str
    told_to: Text200
    told_on: date
    channel: Text40
    outcome_id: str | None = None
    said: Text200 = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """After a no: which help fits instead, where and since when, and who calls the resident.

    `calls` is a function, never a name; `check_on` the day on which it is asked whether that help
    began, `landed` the answer.
    """

    id: str
    case_id: str
    help: Text200
    place: Text200
    begins_on: date | None
    calls: Text200
    phone: Text40
    call_before: date
    check_on: date
    action_id: str | None = None
    landed: bool | None = None
    landed_on: date | None = None
