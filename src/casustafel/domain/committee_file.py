"""A table of the commission kind as a file: read strictly, checked whole, written back."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from casustafel.assets import asset
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee, CompletenessPoint, OutcomeChoice
from casustafel.domain.errors import RuleError
from casustafel.domain.frameworks import Condition
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.plain import Shape, UnfitError, from_json
from casustafel.domain.selection import Selection

_FORMAT = "casustafel-committee/1"
_PREFIX = re.compile(r"[A-Z]{2,5}")
#: What the command line means by something else, and names that Windows keeps for itself.
_TAKEN = re.compile(r"all|normen|instroom|cijfers|con|prn|aux|nul|(com|lpt)\d", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_LAWS = frozenset({"jeugd", "wmo"})
_MOST_OUTCOMES = 9
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


_SHAPE = Shape(
    names={"adjustment_reasons": "adjustments", "condition": "applies"},
    sparse={Condition, CompletenessPoint},
    said=True,
)


def parse(plain: Any) -> Committee:
    """Read a committee from its file and check it whole. Raises RuleError.

    The form is that of `resources/committees`: the fields of `Committee` by name.
    """
    if not isinstance(plain, Mapping):
        raise RuleError("committee-part-wrong", part="{}")
    if plain.get("format") != _FORMAT:
        raise RuleError("committee-other-format")
    rest = {name: value for name, value in plain.items() if name != "format"}
    if isinstance(rest.get("outcomes"), list):
        rest["outcomes"] = [_with_adjustment(one) for one in rest["outcomes"]]
    if "doorbraak" in rest:
        rest["selection"] = _of_before(rest.pop("doorbraak"))
    if isinstance(rest.get("points"), list):
        rest["points"] = [_with_condition(one) for one in rest["points"]]
    committee = _read(rest)
    check_committee(committee)
    return committee


def _read(plain: object) -> Committee:
    try:
        return _SHAPE.typed(plain, Committee)
    except UnfitError as error:
        raise RuleError("committee-part-wrong", part=error.where) from error


def _of_before(terms: Any) -> Any:
    """Read how a list was made in a file of before it said which products count under which law."""
    if not isinstance(terms, Mapping):
        return terms
    shipped = from_json(asset("resources", "committees", "doorbraak.json").read_text("utf-8"))
    selection = shipped["selection"]
    tops = {"jeugd": terms.get("top_youth", 50), "wmo": terms.get("top_wmo", 25)}
    return selection | {
        "measure": terms.get("rank_by", "hours"),
        "residential": terms.get("residential_categories", []),
        "parts": [part | {"top": tops[part["law"]]} for part in selection["parts"]],
    }


def _with_adjustment(outcome: Any) -> Any:
    if not isinstance(outcome, Mapping):
        return outcome
    usual = outcome.get("kind") == OutcomeKind.GRANTED_ADJUSTED
    return {"needs_adjustment": usual, **outcome}


def _with_condition(point: Any) -> Any:
    """Read a point of a file of before points had conditions: it named referrers only."""
    if not isinstance(point, Mapping) or "not_referrers" not in point:
        return point
    spared = point["not_referrers"]
    return {name: one for name, one in point.items() if name != "not_referrers"} | (
        {"applies": {"not_referrers": spared}} if spared else {}
    )


def check_committee(committee: Committee) -> None:
    """Check a committee whole, before it is kept and after it is read. Raises RuleError."""
    if committee.selection is not None:
        _check_selection(committee, committee.selection)
    if not _PREFIX.fullmatch(committee.prefix):
        raise RuleError("committee-prefix-wrong", prefix=committee.prefix)
    if not _CODE.fullmatch(committee.code) or _TAKEN.fullmatch(committee.code):
        raise RuleError("committee-part-wrong", part="code")
    if not committee.laws or not set(committee.laws) <= _LAWS:
        raise RuleError("committee-part-wrong", part="laws")
    for parts in (
        *(committee.seats, committee.outcomes, committee.reasons, committee.adjustment_reasons),
        *(committee.points, committee.involved, committee.themes),
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
        unknown = [n for n in point.asks if n.startswith("case.") and n not in _CASE_FIELDS]
        if unknown or not point.needs:
            raise RuleError("point-need-unknown", point=point.label, need="".join(unknown[:1]))


def _check_selection(committee: Committee, terms: Selection) -> None:
    laws = [one.law for one in terms.parts]
    if not laws or len(set(laws)) < len(laws) or not set(laws) <= set(committee.laws):
        raise RuleError("committee-part-wrong", part="selection.parts")
    _differ([one.code for one in terms.grounds])


def _check_kind(committee: Committee, choice: OutcomeChoice) -> None:
    """Refuse a kind that a table cannot have, and adjustments that do not go with the kind.

    Before the Doorbraakteam lies help that runs: nobody asks for it, so nothing is granted,
    refused or sent elsewhere ([002] 2.D1).
    """
    if committee.selection is not None and choice.kind in _ASKED_FOR:
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
    plain = _SHAPE.plain(committee)
    _read(plain)
    return {"format": _FORMAT, **plain}
