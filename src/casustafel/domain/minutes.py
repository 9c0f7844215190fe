"""The minutes of a meeting: their states and what must be in order before each."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from casustafel.domain.errors import RuleError
from casustafel.domain.sizes import Hash, Small, Whole


class MinutesState(StrEnum):
    """Concept, Ter vaststelling, Vastgesteld."""

    CONCEPT = "concept"
    FOR_ADOPTION = "for_adoption"
    ADOPTED = "adopted"


_MOVES: dict[MinutesState, frozenset[MinutesState]] = {
    MinutesState.CONCEPT: frozenset({MinutesState.FOR_ADOPTION}),
    MinutesState.FOR_ADOPTION: frozenset({MinutesState.CONCEPT, MinutesState.ADOPTED}),
    MinutesState.ADOPTED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of one meeting. Once adopted they are read-only.

    `content` is the canonical content in JSON and `content_hash` its SHA-256 in hex; the PDF
    bytes and their hash are kept when the minutes are adopted (design.md). Until then `content` is
    what had been captured when they were last put up, to tell what changed since. `audit_head` is
    the head of the audit chain at that moment. `adopted_versions` counts the versions that were
    adopted before this one: a slip that was mended after adoption makes a next version.
    """

    id: str
    meeting_id: str
    state: MinutesState
    version: Small
    changed_at: datetime
    content: Whole | None = None
    content_hash: Hash | None = None
    pdf: bytes | None = None
    pdf_hash: Hash | None = None
    adopted_at: datetime | None = None
    audit_head: Hash | None = None
    adopted_versions: Small = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedVersion:
    """A version of minutes as it was adopted, kept when a next one was made; see `Minutes`."""

    id: str
    minutes_id: str
    version: Small
    content: Whole
    content_hash: Hash
    pdf: bytes
    pdf_hash: Hash
    adopted_at: datetime
    audit_head: Hash


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText:
    """The secretary's own text for one item: generating again never overwrites it."""

    id: str
    item_id: str
    text: str


def move_minutes(minutes: Minutes, to: MinutesState, at: datetime) -> Minutes:
    """Return the minutes in their new state. Raises RuleError when the move is not allowed."""
    if to not in _MOVES[minutes.state]:
        raise RuleError("minutes-move-refused", state=minutes.state, to=to)
    return replace(minutes, state=to, changed_at=at)
