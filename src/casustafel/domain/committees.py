"""Tables of the commission kind as data: what each may say, who sits there, what it asks.

CPV, ZBO-commissie and Doorbraakteam ship in `resources/committees`; a municipality may add one
of its own without code (domain.md §2).
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.outcomes import OutcomeKind

_FORMAT = "casustafel-committee/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A discipline at the table.

    A required one must be present for the cases it applies to: `laws` and `care_forms` name
    those (empty: all), `valid_from` the first day on which it is asked.
    """

    code: str
    label: str
    required: bool = False
    independent: bool = False
    laws: frozenset[str] = frozenset()
    care_forms: frozenset[str] = frozenset()
    valid_from: date | None = None

    def asked_for(self, law: str, care_form: str, on: date) -> bool:
        """Say whether the table needs this discipline for a case on a day."""
        return (
            self.required
            and (not self.laws or law in self.laws)
            and (not self.care_forms or care_form in self.care_forms)
            and (self.valid_from is None or self.valid_from <= on)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChoice:
    """One thing the table may say; `verb` stands on the button, `label` on paper."""

    code: str
    label: str
    verb: str
    kind: OutcomeKind
    needs_motivation: bool = True
    needs_validity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A coded argument. `kinds` says with which kinds of outcome it is offered first.

    `national` maps it to a code of iJw WJ759 where there is one.
    """

    code: str
    label: str
    kinds: frozenset[OutcomeKind] = frozenset()
    default_for_grant: bool = False
    national: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentReason:
    """A coded why of an adjustment (domain.md §8: adjustments have codes too)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessPoint:
    """One of the points that must be there before a case may be listed.

    `needs` names items of the framework or fields of the case (as ``case.provider_id``); each
    must be filled. Where `not_referrers` holds the case's referrer, the point is met by itself:
    a huisarts never has to fill product or volume ([001]).
    """

    code: str
    label: str
    needs: tuple[str, ...]
    not_referrers: frozenset[str] = frozenset()
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Numbers a table works with: days, minutes and weeks."""

    held_over_days: int = 14
    minutes_per_item: int = 8
    validity_weeks: int = 26
    written_answer_workdays: int = 5
    pause_after_minutes: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorbraakTerms:
    """How a longlist becomes a frozen list ([002] 2.D1); only for a table that has one."""

    top_youth: int = 50
    top_wmo: int = 25
    rank_by: str = "hours"
    residential_categories: tuple[str, ...] = ()
    phases: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """One table.

    `code` is what the command line calls it; `prefix` begins its case numbers; `noun` is how
    texts speak of it ("de commissie", "het team"). `minimum_members` counts members after
    recusals. `proposes_recusal` is False where everybody involved sits at the table (ZBO,
    Doorbraak: domain.md §8). `valid_until` ends a temporary table.
    """

    code: str
    name: str
    short_name: str
    prefix: str
    noun: str
    position: int
    laws: tuple[str, ...]
    care_forms: tuple[str, ...]
    seats: tuple[Seat, ...]
    outcomes: tuple[OutcomeChoice, ...]
    reasons: tuple[Reason, ...]
    adjustment_reasons: tuple[AdjustmentReason, ...]
    points: tuple[CompletenessPoint, ...]
    queue_columns: tuple[str, ...]
    terms: Terms = Terms()
    minimum_members: int = 3
    proposes_recusal: bool = True
    valid_until: date | None = None
    doorbraak: DoorbraakTerms | None = None

    def outcome(self, code: str) -> OutcomeChoice:
        """Return an outcome by its code. Raises UsageError."""
        for choice in self.outcomes:
            if choice.code == code:
                return choice
        raise UsageError("outcome-unknown", choice=code)

    def seat_label(self, discipline: str) -> str:
        """Return how people call a discipline; the code itself for one the table lacks."""
        return next((seat.label for seat in self.seats if seat.code == discipline), discipline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """Whether enough of the table is there for one case."""

    enough: bool
    present: int
    needed: int
    missing: tuple[str, ...]
    missing_labels: tuple[str, ...]


def quorum(
    committee: Committee, *, law: str, care_form: str, on: date, present: Collection[str]
) -> Quorum:
    """Work out the quorum for one case from the disciplines that take part in it.

    `present` holds one code per member, after recusals. Enough means: the minimum number of
    members, and every discipline the case asks for (VDB from 1-1-2026: [002] §1.5).
    """
    there = Counter(present)
    absent = [
        seat
        for seat in committee.seats
        if seat.asked_for(law, care_form, on) and not there[seat.code]
    ]
    return Quorum(
        enough=not absent and len(present) >= committee.minimum_members,
        present=len(present),
        needed=committee.minimum_members,
        missing=tuple(seat.code for seat in absent),
        missing_labels=tuple(seat.label for seat in absent)
        or (("voldoende leden",) if len(present) < committee.minimum_members else ()),
    )


def parse(plain: Mapping[str, Any]) -> Committee:
    """Read a committee from its file and check it whole. Raises RuleError.

    The form is that of `resources/committees`: the fields of `Committee` by name.
    """
    if plain.get("format") != _FORMAT:
        raise RuleError("committee-other-format")
    try:
        committee = Committee(
            **{
                name: plain[name]
                for name in ("code", "name", "short_name", "prefix", "noun", "position")
            },
            laws=tuple(plain["laws"]),
            care_forms=tuple(plain["care_forms"]),
            seats=tuple(_seat(one) for one in plain["seats"]),
            outcomes=tuple(_outcome(one) for one in plain["outcomes"]),
            reasons=tuple(_reason(one) for one in plain["reasons"]),
            adjustment_reasons=tuple(AdjustmentReason(**one) for one in plain["adjustments"]),
            points=tuple(_point(one) for one in plain["points"]),
            queue_columns=tuple(plain["queue_columns"]),
            terms=Terms(**plain.get("terms", {})),
            minimum_members=plain.get("minimum_members", 3),
            proposes_recusal=plain.get("proposes_recusal", True),
            valid_until=_day(plain.get("valid_until")),
            doorbraak=_doorbraak(plain.get("doorbraak")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError("committee-part-wrong", part=str(error)[:80]) from error
    _check(committee)
    return committee


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _seat(plain: Mapping[str, Any]) -> Seat:
    sets = {name: frozenset(plain.get(name, ())) for name in ("laws", "care_forms")}
    return Seat(**{**plain, **sets, "valid_from": _day(plain.get("valid_from"))})


def _outcome(plain: Mapping[str, Any]) -> OutcomeChoice:
    return OutcomeChoice(**{**plain, "kind": OutcomeKind(plain["kind"])})


def _reason(plain: Mapping[str, Any]) -> Reason:
    kinds = frozenset(OutcomeKind(kind) for kind in plain.get("kinds", ()))
    return Reason(**{**plain, "kinds": kinds})


def _point(plain: Mapping[str, Any]) -> CompletenessPoint:
    return CompletenessPoint(
        **{
            **plain,
            "needs": tuple(plain["needs"]),
            "not_referrers": frozenset(plain.get("not_referrers", ())),
        }
    )


def _doorbraak(plain: Mapping[str, Any] | None) -> DoorbraakTerms | None:
    if plain is None:
        return None
    categories = tuple(plain.get("residential_categories", ()))
    return DoorbraakTerms(**{**plain, "residential_categories": categories})


def _check(committee: Committee) -> None:
    if not committee.prefix.isalpha() or not committee.prefix.isupper():
        raise RuleError("committee-prefix-wrong", prefix=committee.prefix)
    for part in (committee.seats, committee.outcomes, committee.reasons, committee.points):
        codes = Counter(one.code for one in part)
        twice = next((code for code, count in codes.items() if count > 1), None)
        if twice is not None:
            raise RuleError("committee-code-twice", item=twice)
    if not committee.outcomes:
        raise RuleError("committee-needs-outcomes", name=committee.name)


def dump(committee: Committee) -> dict[str, Any]:
    """Return the committee in the form that `parse` reads."""
    plain = _plain(committee)
    plain["adjustments"] = plain.pop("adjustment_reasons")
    return {"format": _FORMAT, **plain}


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(_plain(one) for one in value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, OutcomeKind) else value
