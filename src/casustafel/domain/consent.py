"""Consent to break secrecy: who hears of a case with it only, and who has to give it.

It is no ground of the processing, which is kept apart. Sources: Jeugdwet 7.3.4, 7.3.5 and 7.3.11;
domain.md §9, Consent and ground.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casustafel.domain.cases import age_on
from casustafel.domain.errors import RuleError
from casustafel.domain.sizes import Text80, Text200


class Giver(StrEnum):
    """Who gives consent, or who does so in their place."""

    PARENT = "parent"
    OTHER_PARENT = "other_parent"
    GUARDIAN = "guardian"
    SELF = "self"
    CURATOR = "curator"
    MENTOR = "mentor"
    PROXY = "proxy"
    COURT = "court"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """That somebody may hear of a case, as one giver said on a day.

    `alone`: no other giver is needed, as `note` says why: the only parent with gezag, or a
    jeugdige of 12 to 15 by the exceptions of Jw 7.3.4 lid 2. `withdrawn_on`: from that day no more.
    """

    id: str
    case_id: str
    recipient: Text80
    giver: Giver
    given_on: date
    alone: bool = False
    note: Text200 = ""
    withdrawn_on: date | None = None


#: Who hears of a case with consent only, whoever referred it.
WITH_CONSENT = ("School", "Stroomland", "Welzijn")
#: These too, unless they are the referrer themselves: each with the code of a referrer.
UNLESS_REFERRER = {
    "Huisarts": "huisarts",
    "Jeugdarts": "jeugdarts",
    "Medisch specialist": "medisch_specialist",
}
#: Who may hear without consent that help comes to the class, since when and how many hours.
MAY_KNOW_OF_HELP = frozenset({"School", "Stroomland"})


#: How each of them is called otherwise, as a word of what somebody typed.
_CALLED = {
    "School": ("school", "basisschool", "leerkracht", "kwaliteitscoördinator", "intern", "ib"),
    "Stroomland": ("stroomland",),
    "Welzijn": ("welzijn", "welzijnswerk", "jongerenwerk"),
    "Huisarts": ("huisarts", "huisartsenpraktijk", "poh", "poh-j"),
    "Jeugdarts": ("jeugdarts",),
    "Medisch specialist": ("specialist",),
}
_WORD = re.compile(r"[\w-]+")


def kind_of(recipient: str) -> str:
    """Return which of those who need consent somebody is, however it was typed; else as typed."""
    words = set(_WORD.findall(recipient.casefold()))
    for kind, called in _CALLED.items():
        if not words.isdisjoint(called):
            return kind
    return recipient


def needs_consent(recipient: str, referrer: str | None) -> bool:
    """Say whether somebody hears of a case with consent only."""
    kind = kind_of(recipient)
    return kind in WITH_CONSENT or UNLESS_REFERRER.get(kind, referrer) != referrer


#: The ages at which somebody else has to give consent.
_BORDERS = (12, 16, 18)


def _phase(born: date | None, on: date) -> int:
    """Return which of the four phases of life; somebody without a birth date is taken as 12."""
    age = age_on(born, on)
    return 1 if age is None else sum(age >= border for border in _BORDERS)


#: Who gives it for somebody of 16 or older.
_OWN = frozenset({Giver.SELF, Giver.CURATOR, Giver.MENTOR, Giver.PROXY})
_PARENTS = (Giver.PARENT, Giver.OTHER_PARENT)


def lacking(
    given: Iterable[Consent], born: date | None, on: date, *, adult: bool = False
) -> tuple[Giver, ...]:
    """Return who still has to give consent on a day; nobody when it is enough.

    Until 12 each parent with gezag or a guardian, from 12 the jeugdige too, from 16 only they. What
    was given before somebody became 12, 16 or 18 is asked anew. A court decides instead of all.
    `adult`: the law is one for adults, whatever is known of the age.
    """
    phase = 3 if adult else _phase(born, on)
    held = {
        one.giver: one
        for one in given
        if one.given_on <= on
        and (one.withdrawn_on is None or one.withdrawn_on > on)
        and (adult or _phase(born, one.given_on) == phase)
    }
    alone = {giver for giver, one in held.items() if one.alone}
    if Giver.COURT in held or (phase == 1 and Giver.SELF in alone):
        return ()
    if phase >= 2:
        return () if _OWN & held.keys() else (Giver.SELF,)
    enough = Giver.GUARDIAN in held or not alone.isdisjoint(_PARENTS)
    parents = () if enough else tuple(one for one in _PARENTS if one not in held)
    child = (Giver.SELF,) if phase == 1 and Giver.SELF not in held else ()
    return (*parents, *child)


def check_consent(one: Consent, today: date) -> None:
    """Raise RuleError unless it is said for whom, on which day up to today, and why alone."""
    if not one.recipient.strip():
        raise RuleError("consent-needs-recipient")
    if one.given_on > today:
        raise RuleError("consent-ahead", date=one.given_on)
    if one.alone and not one.note.strip():
        raise RuleError("consent-alone-why")
    if one.withdrawn_on is not None and not one.given_on <= one.withdrawn_on <= today:
        raise RuleError("consent-withdrawn-wrong", date=one.withdrawn_on)
