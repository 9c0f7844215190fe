"""What the minutes of one meeting say: plain values, ready to be put on paper.

Minutes name roles and organisations, never members or clients (design.md); a case is its number.
The text here is what is adopted: `canonical` writes it as the one sequence of bytes whose SHA-256
stands on the paper and is kept in the archive. A file cannot hold its own hash, so the hash is
taken over this content and not over the PDF.

What was adopted is proven by the bytes that were kept, never by writing them anew: a field that
is added here, with a default that tells what was so before, leaves them as they are. See
`docs/decisions/frozen-formats.md`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from typing import Any

from casustafel.domain.meetings import ItemKind as ItemKind
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import AdjustmentKind, Contribution, Vote
from casustafel.domain.plain import from_canonical, to_canonical
from casustafel.domain.wording.catalogue import columns

#: What is written from now on.
FORMAT = "casustafel-minutes/2"
#: What is read. Format 1 is frozen: no minutes are written in it any more, and it knows the fields
#: of then only.
FORMATS = frozenset({"casustafel-minutes/1", FORMAT})


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceLine:
    """One seat at the table. `presence` as shown ("ja", "nee", "bericht van verhindering").

    `remark` is anything else, such as "vanaf 09.20 uur". `only_items` are the numbers of the items
    that a guest was invited for; empty for whoever sits through it all. For which items a seat
    does not take part follows from the recusals of the items and is not repeated here. A guest
    who is not `named` has its organisation in the extract only: in the minutes that would say
    whose school or provider a case is about (domain.md §9, Paper).
    """

    role: str
    organisation: str
    presence: str
    remark: str = ""
    only_items: tuple[int, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalLine:
    """A seat that does not take part in one item ("neemt niet deel", domain.md §8)."""

    role: str
    organisation: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionAnswer:
    """The table's answer to one criterion: ja, deels, nee, n.v.t., or a value of its own kind."""

    criterion: str
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentLine:
    """One of the five adjustments of [002] §1.5, beside what was asked."""

    kind: AdjustmentKind
    asked: str
    advised: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """A reason with its code from the table's own list, such as TK1 Expertise."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLine:
    """Something that must be met, by whom (role or organisation) and before which day."""

    text: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """Something to do, by a role or an organisation. `number` as the actions list counts it."""

    number: int
    text: str
    owner: str
    due: date | None = None
    case_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationLine:
    """What a missing discipline answered in writing, on which day, and whether it agreed."""

    by: str
    on: date
    agrees: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """A slip that was mended after the outcome was said, and why."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopeningLine:
    """A meeting that was closed and opened again: when, why, and until when."""

    on: date
    start: time
    reason: str
    end: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerVersion:
    """A version of these minutes that was adopted before; `content_hash` is its SHA-256 in hex.

    `changed` says in words what the next version says otherwise; why stands at the item.
    """

    version: int
    adopted_on: date
    content_hash: str
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeContent:
    """What the table said of a case, worded as the paper says it.

    `code` and `label` are the table's own choice ("toegekend met aanpassing"). `missing` names the
    disciplines without which it is only "onder voorbehoud". `held_until` is the day on which a
    case that was held over comes back.
    """

    code: str
    label: str
    reasons: tuple[ReasonLine, ...] = ()
    motivation: str = ""
    adjustments: tuple[AdjustmentLine, ...] = ()
    vote: Vote = Vote.CONSENSUS
    dissent: str = ""
    conditions: tuple[ConditionLine, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    valid_until: date | None = None
    evaluation_on: date | None = None
    transfer_to: str = ""
    transfer_on: date | None = None
    provisional: bool = False
    missing: tuple[str, ...] = ()
    held_until: date | None = None
    confirmations: tuple[ConfirmationLine, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentLine:
    """What was decided on a case outside the meeting, and what the meeting said of it.

    `choice` is the table's own word for it, `text` says so in full. `ratified` is None while the
    meeting did not speak of it; when it did not ratify, `refused_why`, `ends_on` (the last day of
    the help) and `bridging` say why and what then.
    """

    decided_on: date
    decider: str
    choice: str
    text: str
    reason: str
    consulted: str = ""
    ratified: bool | None = None
    refused_why: str = ""
    ends_on: date | None = None
    bridging: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """What was asked when the table said its outcome, without anything of the client.

    `care_form`, `triggers` (why it came to the table), `amount` and `period` in words. `provider`
    is named in the extract, and in the list of outcomes where `named`: at a table with everybody
    involved minutes say "de aanbieder" (domain.md §9, Paper and archive). `running`: nobody asked,
    the team chose from a list of help that runs.
    """

    care_form: str
    triggers: str = ""
    amount: str = ""
    period: str = ""
    provider: str = ""
    named: bool = False
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesItem:
    """One item of the agenda. Only an item of kind CASE has a case number and an outcome.

    `urgent` is there when the case was decided on outside the meeting. `framework` names the
    afwegingskader with its version. `carried_over` says that the item was not discussed and goes
    to the next meeting; it then has no outcome.
    """

    number: int
    kind: ItemKind
    title: str
    case_number: str | None = None
    paragraphs: tuple[str, ...] = ()
    framework: str = ""
    answers: tuple[CriterionAnswer, ...] = ()
    outcome: OutcomeContent | None = None
    actions: tuple[ActionLine, ...] = ()
    recusals: tuple[RecusalLine, ...] = ()
    carried_over: bool = False
    urgent: UrgentLine | None = None
    asked: AskedLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesContent:
    """The minutes of one meeting. Dates and times are those of Europe/Amsterdam.

    `committee` is its full name, `abbreviation` the short one. The actual times are empty until
    the meeting was opened and closed. `earlier_actions` are open actions of earlier meetings,
    `loose_actions` those of this one whose item left the agenda.
    `audit_head` is the head of the audit chain (hex) at the moment of adoption. `recorded_on` is
    there when the meeting was recorded on a later day than it was held; its times are then those
    that were planned. `former` are the versions that this one comes after.
    """

    municipality: str
    committee: str
    abbreviation: str
    meeting_date: date
    planned_start: time
    planned_end: time
    state: MinutesState
    version: int
    actual_start: time | None = None
    actual_end: time | None = None
    place: str = ""
    adopted_on: date | None = None
    classification: str = "Vertrouwelijk"
    attendance: tuple[AttendanceLine, ...] = ()
    items: tuple[MinutesItem, ...] = ()
    earlier_actions: tuple[ActionLine, ...] = ()
    audit_head: str = ""
    recorded_on: date | None = None
    reopenings: tuple[ReopeningLine, ...] = ()
    former: tuple[FormerVersion, ...] = ()
    loose_actions: tuple[ActionLine, ...] = ()

    @property
    def decided(self) -> tuple[tuple[MinutesItem, OutcomeContent], ...]:
        """The items with an outcome, in the order of the agenda: the outcome list."""
        return tuple((item, item.outcome) for item in self.items if item.outcome is not None)

    @property
    def urgent(self) -> tuple[tuple[MinutesItem, UrgentLine], ...]:
        """The items that were decided on outside the meeting, for it to ratify."""
        return tuple((item, item.urgent) for item in self.items if item.urgent is not None)

    @property
    def returning(self) -> tuple[MinutesItem, ...]:
        """The items that come back: not discussed, or held over until a day."""
        return tuple(
            item
            for item in self.items
            if item.carried_over or (item.outcome is not None and item.outcome.held_until)
        )

    def all_actions(self) -> Iterator[ActionLine]:
        """Yield the open actions of earlier meetings, then those of this one: the action list."""
        yield from self.earlier_actions
        for item in self.items:
            yield from item.actions
        yield from self.loose_actions

    def item_of(self, case_number: str) -> MinutesItem | None:
        """Return the item of a case, or None when the case is not in these minutes."""
        return next((item for item in self.items if item.case_number == case_number), None)


#: What people write themselves, by the field that holds it.
_WRITTEN = frozenset(
    {
        *("paragraphs", "answer", "note", "motivation", "dissent", "text", "owner"),
        *("party", "task", "asked", "advised", "by", "reason", "decider", "consulted"),
        *("refused_why", "bridging", "transfer_to"),
    }
)


def written(part: Any) -> Iterator[str]:
    """Yield what people wrote themselves in minutes or a part of them."""
    for one in fields(part):
        value = getattr(part, one.name)
        for found in value if isinstance(value, tuple) else (value,):
            if is_dataclass(found):
                yield from written(found)
            elif one.name in _WRITTEN and isinstance(found, str):
                yield found


def differences(before: MinutesContent, after: MinutesContent) -> Iterator[tuple[str, str]]:
    """Yield what was captured otherwise since: the title of the item ("" for none) and of what."""
    was, now = ({_key(item): item for item in one.items} for one in (before, after))
    for key, item in now.items():
        parts = _differing(was[key], item) if key in was else ["nieuw punt"]
        if parts:
            yield item.title, ", ".join(parts)
    yield from ((item.title, "van de agenda") for key, item in was.items() if key not in now)
    if whole := _differing(before, after):
        yield "", ", ".join(whole)


def _key(item: MinutesItem) -> str:
    """Return what an item is known by: its case, or its place on the agenda."""
    return item.case_number or f"{item.number} {item.title}"


def _differing(before: object, after: object) -> list[str]:
    said = (
        part
        for name, part in columns()["minutes-part"].items()
        if getattr(before, name, 0) != getattr(after, name, 0)
    )
    return list(dict.fromkeys(said))


def canonical(content: MinutesContent) -> bytes:
    """Return the content as UTF-8 JSON with sorted keys: the same content, the same bytes."""
    return to_canonical(content, FORMAT)


def content_hash(content: MinutesContent) -> str:
    """Return the SHA-256 of content that was not kept yet, in lower-case hex.

    Of adopted minutes only the kept bytes count; see `kept_hash`.
    """
    return hashlib.sha256(canonical(content)).hexdigest()


def kept_hash(text: str) -> str:
    """Return the SHA-256 of canonical content as it was kept, in lower-case hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def parse_canonical(data: bytes) -> MinutesContent:
    """Read what `canonical` wrote, now or in an earlier version, in any of FORMATS.

    Raises FileError with code `content-damaged` when it is not that.
    """
    return from_canonical(data, MinutesContent, FORMATS)
