"""A table of the commission kind as a file: read strictly, checked whole, written back."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from casustafel.domain.cases import Case
from casustafel.domain.committees import (
    AdjustmentReason,
    Committee,
    CompletenessPoint,
    DoorbraakTerms,
    OutcomeChoice,
    Reason,
    Seat,
    Terms,
)
from casustafel.domain.definition_part import Part
from casustafel.domain.errors import RuleError
from casustafel.domain.outcomes import OutcomeKind

_FORMAT = "casustafel-committee/1"
_PREFIX = re.compile(r"[A-Z]{2,5}")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_LAWS = frozenset({"jeugd", "wmo"})
_MOST_OUTCOMES = 9
_TERMS = tuple(field.name for field in fields(Terms))
#: What can only be said of help that somebody asks for.
_ASKED_FOR = frozenset(
    {OutcomeKind.GRANTED, OutcomeKind.GRANTED_ADJUSTED, OutcomeKind.REFUSED, OutcomeKind.ELSEWHERE}
)
#: Whether a kind changes what was asked or what runs; of the others the table says so itself.
_ADJUSTMENT_OF = {
    OutcomeKind.GRANTED: False,
    OutcomeKind.GRANTED_ADJUSTED: True,
    OutcomeKind.REFUSED: False,
    OutcomeKind.HELD_OVER: False,
    OutcomeKind.UNCHANGED: False,
}
_CASE_FIELDS = frozenset(f"case.{field.name}" for field in fields(Case))


def parse(plain: Mapping[str, Any]) -> Committee:
    """Read a committee from its file and check it whole. Raises RuleError.

    The form is that of `resources/committees`: the fields of `Committee` by name.
    """
    part = Part(plain, "committee-part-wrong")
    if part.text("format") != _FORMAT:
        raise RuleError("committee-other-format")
    committee = Committee(
        code=part.text("code"),
        name=part.text("name"),
        short_name=part.text("short_name"),
        prefix=part.text("prefix"),
        noun=part.text("noun"),
        position=part.number("position"),
        laws=part.texts("laws"),
        care_forms=part.texts("care_forms"),
        seats=tuple(_seat(one) for one in part.parts("seats")),
        outcomes=tuple(_outcome(one) for one in part.parts("outcomes")),
        reasons=tuple(_reason(one) for one in part.parts("reasons")),
        adjustment_reasons=tuple(_adjustment(one) for one in part.parts("adjustments")),
        points=tuple(_point(one) for one in part.parts("points")),
        queue_columns=part.texts("queue_columns"),
        terms=_terms(part.part("terms")),
        minimum_members=part.number("minimum_members", 3, least=1),
        proposes_recusal=part.flag("proposes_recusal", True),
        valid_until=part.day("valid_until"),
        doorbraak=_doorbraak(part.part("doorbraak")),
    )
    part.done()
    check_committee(committee)
    return committee


def _seat(part: Part) -> Seat:
    seat = Seat(
        code=part.text("code"),
        label=part.text("label"),
        required=part.flag("required"),
        independent=part.flag("independent"),
        counts=part.flag("counts", True),
        laws=frozenset(part.texts("laws")),
        care_forms=frozenset(part.texts("care_forms")),
        valid_from=part.day("valid_from"),
    )
    part.done()
    return seat


def _outcome(part: Part) -> OutcomeChoice:
    kind = part.choice("kind", OutcomeKind)
    choice = OutcomeChoice(
        code=part.text("code"),
        label=part.text("label"),
        verb=part.text("verb"),
        kind=kind,
        needs_motivation=part.flag("needs_motivation", True),
        needs_validity=part.flag("needs_validity"),
        needs_contributions=part.flag("needs_contributions"),
        needs_adjustment=part.flag("needs_adjustment", kind is OutcomeKind.GRANTED_ADJUSTED),
        follow_up=part.flag("follow_up"),
    )
    part.done()
    return choice


def _reason(part: Part) -> Reason:
    reason = Reason(
        code=part.text("code"),
        label=part.text("label"),
        kinds=part.choices("kinds", OutcomeKind),
        default_for_grant=part.flag("default_for_grant"),
        national=part.text("national", ""),
    )
    part.done()
    return reason


def _adjustment(part: Part) -> AdjustmentReason:
    reason = AdjustmentReason(code=part.text("code"), label=part.text("label"))
    part.done()
    return reason


def _point(part: Part) -> CompletenessPoint:
    point = CompletenessPoint(
        code=part.text("code"),
        label=part.text("label"),
        needs=part.texts("needs"),
        not_referrers=frozenset(part.texts("not_referrers")),
        ask=part.text("ask", ""),
    )
    part.done()
    return point


def _terms(part: Part | None) -> Terms:
    if part is None:
        return Terms()
    usual = Terms()
    terms = Terms(**{name: part.number(name, getattr(usual, name), least=1) for name in _TERMS})
    part.done()
    return terms


def _doorbraak(part: Part | None) -> DoorbraakTerms | None:
    if part is None:
        return None
    terms = DoorbraakTerms(
        top_youth=part.number("top_youth", 50),
        top_wmo=part.number("top_wmo", 25),
        rank_by=part.text("rank_by", "hours"),
        residential_categories=part.texts("residential_categories"),
        phases=part.flag("phases", True),
    )
    if terms.rank_by not in ("hours", "euros"):
        raise part.wrong("rank_by")
    part.done()
    return terms


def check_committee(committee: Committee) -> None:
    """Check a committee whole, before it is kept and after it is read. Raises RuleError."""
    if not _PREFIX.fullmatch(committee.prefix):
        raise RuleError("committee-prefix-wrong", prefix=committee.prefix)
    if not _CODE.fullmatch(committee.code):
        raise RuleError("committee-part-wrong", part="code")
    if not committee.laws or not set(committee.laws) <= _LAWS:
        raise RuleError("committee-part-wrong", part="laws")
    for parts in (
        committee.seats,
        committee.outcomes,
        committee.reasons,
        committee.adjustment_reasons,
        committee.points,
    ):
        _differ([one.code for one in parts])
    if not committee.outcomes or not committee.reasons:
        raise RuleError("committee-needs-outcomes", name=committee.name)
    if len(committee.outcomes) > _MOST_OUTCOMES:
        raise RuleError("committee-too-many-outcomes", name=committee.name, most=_MOST_OUTCOMES)
    for choice in committee.outcomes:
        _check_kind(committee, choice)
    if sum(reason.default_for_grant for reason in committee.reasons) > 1:
        raise RuleError("committee-two-defaults", name=committee.name)
    for point in committee.points:
        unknown = [n for n in point.needs if n.startswith("case.") and n not in _CASE_FIELDS]
        if unknown or not point.needs:
            raise RuleError("point-need-unknown", point=point.label, need="".join(unknown[:1]))


def _check_kind(committee: Committee, choice: OutcomeChoice) -> None:
    """Refuse a kind that a table cannot have, and adjustments that do not go with the kind.

    Before the Doorbraakteam lies help that runs: nobody asks for it, so nothing is granted,
    refused or sent elsewhere ([002] 2.D1).
    """
    if committee.doorbraak is not None and choice.kind in _ASKED_FOR:
        raise RuleError("committee-kind-unfit", outcome=choice.label, kind=choice.kind)
    asked = _ADJUSTMENT_OF.get(choice.kind)
    if asked is not None and choice.needs_adjustment is not asked:
        raise RuleError("committee-adjustment-unfit", outcome=choice.label)


def _differ(codes: list[str]) -> None:
    for code, count in Counter(codes).items():
        if not _CODE.fullmatch(code):
            raise RuleError("committee-part-wrong", part=code)
        if count > 1:
            raise RuleError("committee-code-twice", item=code)


def dump(committee: Committee) -> dict[str, Any]:
    """Return the committee in the form that `parse` reads.

    Raises RuleError for one that `parse` would refuse: what is kept can be read again.
    """
    check_committee(committee)
    plain: dict[str, Any] = _plain(committee)
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
