"""Which cases of a long list a table looks at: what counts, the rank, top and reserve, the doors.

All of it is data of a table (`resources/committees`): the Doorbraakteam takes the clients with most
begeleiding per law ([002] 2.D1), another table those who are in care longest per provider ([002]
3.C5). Nothing is summed over laws: a client has a place per law (domain.md §8, §9).
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from casustafel.domain.alike import grouped
from casustafel.domain.cases import CareLine, Phase
from casustafel.domain.local_time import add_months
from casustafel.domain.sizes import Count, CountOrNone, Large, Small, Text20, Text80, Text200

#: Of a category of products two signs; a code begins with them (iJw JZ020, iWmo WMO020).
_CATEGORY = 2
_DAYS_PER_MONTH = Decimal("30.4375")


class Measure(StrEnum):
    """By what a list is ranked, the most first."""

    HOURS = "hours"
    EUROS = "euros"
    MONTHS = "months"
    """Since the first help that counts began."""


class Per(StrEnum):
    """Of what there is a list of its own."""

    LAW = "law"
    PROVIDER = "provider"


class Door(StrEnum):
    """By which way a case came on the frozen list."""

    TOP = "top"
    REFILLED = "refilled"
    """From the reserve, in the place of one that left in the pre-scan."""
    SCHEMES = "schemes"
    """Five or more schemes, money worries and two laws; apart from the rank."""


class Verdict(StrEnum):
    """What the pre-scan says of whether there is something to gain."""

    YES = "ja"
    DOUBT = "twijfel"
    NO = "nee"


#: The items of a framework that the pre-scan answers, and nothing else does for a listed case.
PROMISING, PROMISING_WHY, AFTER_RESIDENTIAL = "promising", "promising_why", "after_residential"
PRESCAN = frozenset({PROMISING, PROMISING_WHY, AFTER_RESIDENTIAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What counts under one law, and how many cases of each list are taken.

    `products` are categories or codes; none: all count. `outside_residential`: who has help with
    verblijf is left out («buiten verblijfssettings»).
    """

    law: Text20
    top: CountOrNone
    products: tuple[Text20, ...] = ()
    outside_residential: bool = False

    def counts(self, line: CareLine) -> bool:
        """Say whether a line counts for the rank."""
        if line.law != self.law:
            return False
        category = line.product_category or (line.product_code or "")[:_CATEGORY]
        return not self.products or not {category, line.product_code}.isdisjoint(self.products)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why the pre-scan says no; `residential` is one of (post-)verblijf."""

    code: Text20
    label: Text80
    residential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """How a table makes its list; `residential` are the categories of products with verblijf.

    The reserve is so many percent of the top, kept until the pre-scan is done and for
    `reserve_weeks` at most. The second door asks `schemes` schemes and `laws` laws; 0 closes it.
    `follow_up_months`: when it is looked at what changed. `fte_tenths`: how many people do this.
    """

    parts: tuple[Part, ...]
    grounds: tuple[Ground, ...] = ()
    measure: Measure = Measure.HOURS
    per: Per = Per.LAW
    residential: tuple[Text20, ...] = ()
    reserve_percent: CountOrNone = 50
    reserve_weeks: Count = 13
    schemes: CountOrNone = 5
    laws: CountOrNone = 2
    follow_up_months: tuple[int, ...] = (3, 6, 12)
    fte_tenths: CountOrNone = 25

    def part(self, law: str) -> Part | None:
        """Return what counts under a law; None where the table has no list of it."""
        return next((one for one in self.parts if one.law == law), None)

    def reserve(self, part: Part) -> int:
        """Return how many of each list are kept behind the top."""
        return -(-part.top * self.reserve_percent // 100)

    def ground(self, code: str) -> Ground | None:
        """Return a ground by its code."""
        return next((one for one in self.grounds if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Sums:
    """What the lines of one client come to under one law; `hours` and `cents` of what counts."""

    hours: Decimal | None
    cents: int | None
    weekly: Decimal | None
    months: int | None
    measure: int | None
    """By which it is ranked, as a whole number; None leaves it without a place."""


def summed(lines: Sequence[CareLine], part: Part, terms: Selection, on: date) -> Sums:
    """Return the sums of a client's lines; those that count alone, of this law."""
    counted = [line for line in lines if part.counts(line)]
    hours = [line.annual_hours for line in counted if line.annual_hours is not None]
    cents = [line.annual_cents for line in counted if line.annual_cents is not None]
    weekly = [line.hours_per_week for line in counted if line.hours_per_week is not None]
    begun = [day for line in counted if (day := line.first_help_on or line.starts_on) is not None]
    months = max(0, int((on - min(begun)).days / _DAYS_PER_MONTH)) if begun else None
    all_hours = sum(hours, Decimal(0)) if hours else None
    all_cents = sum(cents) if cents else None
    found = {
        Measure.HOURS: None if all_hours is None else int(all_hours * 100),
        Measure.EUROS: all_cents,
        Measure.MONTHS: months,
    }[terms.measure]
    left_out = part.outside_residential and any(
        line.residential for line in lines if line.law == part.law
    )
    weeks = sum(weekly, Decimal(0)) if weekly else None
    return Sums(all_hours, all_cents, weeks, months, None if left_out or not found else found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case of a long list with its place; `running` is one that the table has in hand already."""

    case_id: str
    client_id: str
    law: str
    provider_id: str | None
    measure: int | None
    rank: int | None
    running: bool = False


@dataclass(frozen=True, slots=True)
class Picked:
    """The cases that are taken and those that are kept behind them, in the order of their lists."""

    top: tuple[Candidate, ...]
    reserve: tuple[Candidate, ...]


def group_of(one: Candidate, terms: Selection) -> Hashable:
    """Return of which list a case is."""
    return (one.law, one.provider_id) if terms.per is Per.PROVIDER else one.law


def placed(
    listed: Iterable[Candidate], running: Iterable[Candidate], terms: Selection
) -> list[Candidate]:
    """Return all with their places among each other; who is running stands before its equals."""
    beside = [one for one in running if one.measure is not None]
    lists = grouped((*beside, *listed), lambda one: group_of(one, terms))
    touched = {group_of(one, terms) for one in beside}
    found: list[Candidate] = []
    for group, some in lists.items():
        if group in touched:
            ranked = [one for one in some if one.measure is not None]
            ranked.sort(key=lambda one: (-(one.measure or 0), not one.running, one.rank or 0))
            some = [replace(one, rank=at) for at, one in enumerate(ranked, 1)]
        found += some
    return found


def rank_among(
    one: Candidate,
    running: Iterable[Candidate],
    others: Iterable[tuple[str, str | None, int]],
    terms: Selection,
) -> int | None:
    """Return the place of a case in hand among all of its list: law, provider and measure."""
    if one.measure is None:
        return None
    own = group_of(one, terms)
    beside = ((each.law, each.provider_id, each.measure or 0) for each in running)
    return 1 + sum(
        measure > one.measure and (law if terms.per is Per.LAW else (law, provider)) == own
        for law, provider, measure in (*others, *beside)
    )


def pick(candidates: Iterable[Candidate], terms: Selection) -> Picked:
    """Return who is taken of each list and who is its reserve; who is running keeps its place."""
    ranked = (one for one in candidates if one.rank is not None and terms.part(one.law))
    lists = grouped(ranked, lambda one: group_of(one, terms))
    top: list[Candidate] = []
    behind: list[Candidate] = []
    for found in lists.values():
        part = terms.part(found[0].law)
        assert part is not None
        found.sort(key=lambda one: one.rank or 0)
        top += [one for one in found[: part.top] if not one.running]
        waiting = [one for one in found[part.top :] if not one.running]
        behind += waiting[: terms.reserve(part)]
    return Picked(tuple(top), tuple(behind))


# What is kept of a list once it is frozen.


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A case of a frozen list as it came on it; unchanged as long as the case is kept (§9).

    `rank` is the place at freezing, `measure` what it was ranked by. `ground` is the legal ground
    of the second door. A `reserve` waits for a place. `verdict`, `why` (a ground) and `note` are of
    the pre-scan.
    """

    id: str
    case_id: str
    freeze_id: str
    law: Text20
    rank: int | None
    measure: Large | None
    annual_hours: Decimal | None
    annual_cents: Large | None
    door: Door
    ground: Text200 = ""
    reserve: bool = False
    also_schemes: bool = False
    entered_on: date | None = None
    verdict: Verdict | None = None
    why: Text20 = ""
    note: Text200 = ""
    judged_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """One time a list was frozen: its numbers stay when its lines are gone (domain.md §9).

    `terms` is the selection as it was; `figures` holds counts and concentration, never a person.
    """

    id: str
    committee: Text20
    period: Text80
    frozen_on: date
    frozen_by: Text200
    kept: int
    reserve: int
    deleted: int
    lines_deleted: int
    terms: dict[str, object] = field(default_factory=dict)
    figures: dict[str, object] = field(default_factory=dict)
    reserve_until: date | None = None
    reserve_gone_on: date | None = None
    out_of_backups_on: date | None = None

    @property
    def months(self) -> tuple[int, ...]:
        """When it is looked at what changed, by its terms."""
        kept = self.terms.get("follow_up_months")
        return tuple(int(one) for one in kept) if isinstance(kept, list) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a case that the table has in hand stands on a later list, or what was filled in.

    `rank` and `measure` are those of the list of that period. `moment`: the month of the follow-up
    it was filled in for by hand.
    """

    id: str
    case_id: str
    period: Text80
    seen_on: date
    rank: int | None = None
    annual_hours: Decimal | None = None
    annual_cents: Large | None = None
    moment: Small | None = None


# What changed since.


@dataclass(frozen=True, slots=True)
class After:
    """Hours and euros per year at a moment of the follow-up, and how they differ from before."""

    months: int
    due_on: date
    hours: Decimal | None
    cents: int | None
    hours_less: Decimal | None
    cents_less: int | None

    @property
    def known(self) -> bool:
        """Whether there are figures of this moment."""
        return self.hours is not None or self.cents is not None


def phase_after(after: Sequence[After], day: date, *, begun: bool) -> tuple[Phase, int | None]:
    """Return the phase of a case with an outcome, and the moment that comes next.

    It is a plan until its first moment is due or has figures, unless the follow-up has `begun`;
    and done once the last has them.
    """
    ahead = next((one for one in after if not one.known), None)
    if ahead is None:
        return (Phase.DONE if after else Phase.PLAN), None
    begun = begun or ahead is not after[0] or ahead.due_on <= day
    return (Phase.FOLLOW_UP, ahead.months) if begun else (Phase.PLAN, None)


def afterwards(
    chosen: Chosen, standings: Iterable[Standing], since: date, months: Collection[int]
) -> tuple[After, ...]:
    """Return what was found at each moment: what was filled in for it, else the list nearest to it.

    A list counts for the last moment that it is not before; of two the later.
    """
    found = sorted(standings, key=lambda one: one.seen_on)
    moments = sorted(months)
    answers = []
    for at, month in enumerate(moments):
        due = add_months(since, month)
        ends = add_months(since, moments[at + 1]) if at + 1 < len(moments) else date.max
        of_hand = [one for one in found if one.moment == month]
        of_list = [one for one in found if one.moment is None and due <= one.seen_on < ends]
        of_both = (*of_list, *of_hand)
        hours = of_both[-1].annual_hours if of_both else None
        cents = of_both[-1].annual_cents if of_both else None
        answers.append(
            After(
                month,
                due,
                hours,
                cents,
                _less(chosen.annual_hours, hours),
                _less(chosen.annual_cents, cents),
            )
        )
    return tuple(answers)


N = TypeVar("N", int, Decimal)


def _less(before: N | None, after: N | None) -> N | None:
    return None if before is None or after is None else before - after


def grounds_counted(chosen: Iterable[Chosen], terms: Selection) -> Mapping[str, int]:
    """Return how many left in the pre-scan at each ground, by its words, the most first."""
    found = Counter(one.why for one in chosen if one.verdict is Verdict.NO)
    labels = {one.code: one.label for one in terms.grounds}
    return {labels.get(code, code): count for code, count in found.most_common()}
