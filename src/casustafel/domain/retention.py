"""How long each kind of record is kept, and what is asked by or about the person it concerns.

Sources: domain.md §5 (Selectielijst 2020), §8 (Rights of the person) and §9 (Paper and archive:
the program proposes a category, the archivist confirms it once; until then nothing is destroyed).
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from casustafel.domain.cases import Case, CaseStatus, Phase
from casustafel.domain.errors import RuleError
from casustafel.domain.local_time import add_months
from casustafel.domain.outcomes import Outcome, OutcomeKind
from casustafel.domain.sizes import Hash, Small, Text20, Text40, Text120, Text200


class RecordKind(StrEnum):
    """What has a term of its own. Those from ADVICE on are parts that go before their case does."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RESERVE = "reserve"
    ADVICE = "advice"
    URGENT_NOTES = "urgent_notes"
    NOTES = "notes"
    DRAFTS = "drafts"
    FINDINGS = "findings"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """The term of a kind of record at a table, as the archivist confirmed it.

    `category` is that of the selection list; it is kept `years` and `days`, or for good when it is
    `permanent`. `reference` is the kenmerk of the archivist's word.
    """

    id: str
    committee: Text20
    kind: RecordKind
    category: Text20
    years: Small
    days: Small
    permanent: bool
    reference: Text120
    confirmed_on: date
    confirmed_by: Text120


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the program proposes for a kind of record."""

    category: str
    years: int = 0
    days: int = 0
    permanent: bool = False


_PROPOSED = {
    RecordKind.GRANTED: Proposal("21.1", years=5),
    RecordKind.REFUSED: Proposal("8.2", years=5),
    RecordKind.WITHDRAWN: Proposal("8.4.1", days=42),
    RecordKind.RESERVE: Proposal("8.4.1", days=91),
    RecordKind.ADVICE: Proposal("20.1.5", years=1),
    RecordKind.URGENT_NOTES: Proposal("20.1.5", years=1),
    RecordKind.NOTES: Proposal("20.1.5", years=1),
    RecordKind.DRAFTS: Proposal("20.1.5", days=90),
    RecordKind.FINDINGS: Proposal("20.1.5", days=182),
    RecordKind.MINUTES: Proposal("19.1.7", permanent=True),
}
_CONSULTATION = Proposal("19.1.11", years=5)


def proposed(ranks: bool) -> dict[RecordKind, Proposal]:
    """Return what is proposed for a table; one that `ranks` a list consults with third parties."""
    if not ranks:
        return {kind: one for kind, one in _PROPOSED.items() if kind is not RecordKind.RESERVE}
    return _PROPOSED | dict.fromkeys((RecordKind.GRANTED, RecordKind.REFUSED), _CONSULTATION)


def over_on(rule: RetentionRule, ended: date) -> date | None:
    """Return the first day on which what ended then may go; None when it is kept for good."""
    if rule.permanent:
        return None
    try:
        later = ended.replace(year=ended.year + rule.years)
    except ValueError:  # 29 February
        later = date(ended.year + rule.years, 3, 1)
    return later + timedelta(days=rule.days + 1)


_GIVES = frozenset({OutcomeKind.GRANTED, OutcomeKind.GRANTED_ADJUSTED, OutcomeKind.CHANGED})


def kept_as(outcome: Outcome | None) -> RecordKind:
    """Return what a case with this outcome is to the archive once it is closed."""
    gives = outcome is not None and outcome.kind in _GIVES
    return RecordKind.GRANTED if gives else RecordKind.REFUSED


def record_kind(case: Case, outcome: Outcome | None) -> RecordKind | None:
    """Return what a case is to the archive; None while it runs."""
    match case.status:
        case CaseStatus.WITHDRAWN | CaseStatus.NOT_NEEDED:
            return RecordKind.WITHDRAWN
        case CaseStatus.CLOSED:
            return kept_as(outcome)
        case CaseStatus.DRAFT if case.phase is Phase.LONGLIST:
            return RecordKind.RESERVE
        case _:
            return None


def ended_on(case: Case, changed: date, outcome: Outcome | None) -> date:
    """Return the day from which the term counts: what was granted may run on after that."""
    running = [outcome.valid_until] if outcome is not None and outcome.kind in _GIVES else []
    return max([changed, *(day for day in running if day is not None)])


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """A case that stays whatever its term, as for a bezwaar, until it is lifted."""

    id: str
    case_id: str
    reason: Text200
    since: date
    set_by: Text120
    lifted_on: date | None = None
    lifted_by: Text120 = ""


@dataclass(frozen=True, slots=True)
class DestroyedLine:
    """A line of a list to destroy; `number` is that of a case, empty for what is only counted."""

    kind: str
    committee: str
    category: str
    number: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """A list to destroy, proposed by one person and approved by another; then it is a statement.

    `marks` are salted hashes of the ids that went, so that a restore can do it again; `lines` are
    what the statement names (kind, category, number, count) and `left` what left the program
    before. It is kept for good (19.1.18).
    """

    id: str
    proposed_by_id: str
    proposed_by: Text120
    proposed_at: datetime
    salt: Hash
    lines: tuple[DestroyedLine, ...]
    marks: tuple[str, ...]
    approved_by: Text120 = ""
    approved_at: datetime | None = None
    reference: Text120 = ""
    left: tuple[str, ...] = ()
    out_of_backups_on: date | None = None


def mark_of(salt: str, key: str) -> str:
    """Return the salted hash by which what was destroyed is known again."""
    return hashlib.sha256(f"{salt}{key}".encode()).hexdigest()


#: A request is answered within a month (AVG 12 lid 3).
ANSWER_MONTHS = 1


class RequestKind(StrEnum):
    """What the person asks (AVG 15, 16, 17, 18, 21)."""

    ACCESS = "access"
    RECTIFY = "rectify"
    DESTROY = "destroy"
    RESTRICT = "restrict"
    OBJECT = "object"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRequest:
    """A request in the register: who asks in what capacity, identity seen, answer and ground.

    `number` is that of a case of the person; it is no link, for the case may be destroyed.
    """

    id: str
    kind: RequestKind
    received_on: date
    due_on: date
    asker: Text120
    capacity: Text120
    number: Text40
    identity_seen_on: date | None = None
    answered_on: date | None = None
    answer: Text200 = ""
    ground: Text200 = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientStatement:
    """What the person adds to a case in own words (cliëntverklaring): it goes and stays with it."""

    id: str
    case_id: str
    received_on: date
    text: str
    kept_by: Text120


def due_on(received: date) -> date:
    """Return the last day of the month within which is answered."""
    return add_months(received, ANSWER_MONTHS)


def require_second(destruction: Destruction, person_id: str) -> None:
    """Raise RuleError unless somebody else than who proposed it approves, once."""
    if destruction.approved_at is not None:
        raise RuleError("destruction-done")
    if destruction.proposed_by_id == person_id:
        raise RuleError("destruction-needs-second")
