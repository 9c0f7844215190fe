"""Vooradviezen: what members think of a case before the meeting, each on their own."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One member's vooradvies on a case, made with one version of the framework.

    `submitted_at` is empty while the member is still writing. It stays hidden from the other
    members until the meeting opens the case or all are in (issue: Vooradvies).
    """

    id: str
    case_id: str
    member_id: str
    framework_id: str
    submitted_at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceAnswer:
    """A member's answer on one criterion."""

    id: str
    advice_id: str
    criterion: str
    value: object
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPoint:
    """What was learned from a case, by theme, without personal data ([002] ch. 5)."""

    id: str
    committee: str
    theme: str
    text: str
    at: datetime
    case_id: str | None = None
