"""Vooradviezen: what members think of a case before the meeting, each on their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casustafel.domain.sizes import Text20, Text60, Text80


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
    criterion: Text60
    value: object
    note: str = ""


class Agreement(StrEnum):
    """How far members think alike of a criterion: Eens, Verschil, Oneens, or nothing to compare.

    NONE: fewer than two members answered. OPPOSED: some say yes and some say no. DIFFERENT: other
    differences, such as ja and deels.
    """

    NONE = "none"
    ALIKE = "alike"
    DIFFERENT = "different"
    OPPOSED = "opposed"


_YES, _NO = frozenset({"ja", True}), frozenset({"nee", False})


def agreement(values: Iterable[object]) -> Agreement:
    """Compare the answers of members on one criterion; None means that somebody gave none."""
    given = [_comparable(value) for value in values if value is not None]
    if len(given) < 2:
        return Agreement.NONE
    said = set(given)
    if len(said) == 1:
        return Agreement.ALIKE
    return Agreement.OPPOSED if said & _YES and said & _NO else Agreement.DIFFERENT


def _comparable(value: object) -> object:
    # Lists and rows cannot stand in a set; how they look is enough to compare them by.
    return value if isinstance(value, str | bool) else repr(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPoint:
    """What was learned from a case, by theme and tags, without personal data ([002] ch. 5)."""

    id: str
    committee: Text20
    theme: Text80
    text: str
    at: datetime
    case_id: str | None = None
    tags: tuple[str, ...] = ()
