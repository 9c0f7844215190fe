"""A framework as a file, read strictly; whether it is sound, and whether it fits its table.

A table counts its points over items of its framework. An item that a newer version leaves out,
or asks of some cases only, would leave a point that no case can ever meet.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, product
from typing import Any

from casustafel.domain.committees import Committee
from casustafel.domain.completeness import CASE_FIELD
from casustafel.domain.errors import RuleError
from casustafel.domain.frameworks import (
    Condition,
    Facts,
    Framework,
    Item,
    ItemColumn,
    ItemKind,
    Option,
    Section,
    Stage,
)
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.plain import Shape, UnfitError, from_json
from casustafel.domain.routing_facts import Trigger

_FORMAT = "casustafel-framework/1"
_SHAPE = Shape(
    names={"condition": "applies", "for_outcomes": "outcome"},
    sparse={Item, Condition},
    pairs={Option},
    said=True,
)


def dump(framework: Framework) -> str:
    """Return the framework as a file that another municipality can load."""
    return json.dumps(to_plain(framework), ensure_ascii=False, indent=2) + "\n"


def load(text: str) -> Framework:
    """Read what `dump` wrote. Raises RuleError that says what is wrong in it."""
    try:
        plain = from_json(text)
    except ValueError as error:
        raise RuleError("framework-no-json") from error
    return from_plain(plain)


def to_plain(framework: Framework) -> dict[str, Any]:
    """Return the framework in what JSON can say.

    Raises RuleError for one that `from_plain` would refuse: what is kept can be read again.
    """
    check_framework(framework)
    plain = _SHAPE.plain(framework)
    _read(plain)
    return {"format": _FORMAT, **plain}


def from_plain(plain: Any) -> Framework:
    """Read a framework and check it whole. Raises RuleError."""
    if not isinstance(plain, dict) or plain.get("format") != _FORMAT:
        raise RuleError("framework-other-format")
    rest = {name: value for name, value in plain.items() if name != "format"}
    framework = _read(rest)
    check_framework(framework)
    return framework


def _read(plain: object) -> Framework:
    plain = _without_agenda(plain)
    try:
        return _SHAPE.typed(plain, Framework)
    except UnfitError as error:
        raise RuleError("framework-part-wrong", part=error.where) from error


def _without_agenda(plain: object) -> object:
    """Leave out what a file of before said of the agenda: the points of the table say it."""
    if isinstance(plain, dict):
        return {
            name: "no" if (name, one) == ("required", "agenda") else _without_agenda(one)
            for name, one in plain.items()
        }
    return [_without_agenda(one) for one in plain] if isinstance(plain, list) else plain


_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_LAWS = frozenset({"jeugd", "wmo"})
#: The norms of VDB are met by no other form of care; and the law of each form that has one.
_OF_VDB = {Trigger.T3, Trigger.T4}
_LAW_OF = {form.value: form.law.value for form in CareForm if form.law is not None}
_CHOICES = (ItemKind.CHOICE, ItemKind.MULTI)
_IN_COLUMNS = (ItemKind.TEXT, ItemKind.NUMBER, ItemKind.DATE, ItemKind.YES_NO, ItemKind.CHOICE)


def check_framework(framework: Framework) -> None:
    """Check a framework whole, before it is kept and after it is read. Raises RuleError.

    Codes are lower case, differ, and stay the same through the versions: answers hang on them.
    """
    if framework.version < 1:
        raise RuleError("framework-part-wrong", part="version")
    _differ(section.code for section in framework.sections)
    _differ(item.code for item in framework.items())
    for section in framework.sections:
        if not section.title.strip():
            raise RuleError("framework-item-empty", item=section.code)
        _check_condition(section.condition, section.code)
        for item in section.items:
            _check_item(item)
            _check_outcomes(item, section)
    if not framework.criteria():
        raise RuleError("framework-needs-criteria")


def _differ(codes: Iterable[str]) -> None:
    for code, count in Counter(codes).items():
        if not _CODE.fullmatch(code):
            raise RuleError("framework-code-wrong", item=code)
        if count > 1:
            raise RuleError("framework-code-twice", item=code)


def _check_item(item: Item) -> None:
    if not item.text.strip():
        raise RuleError("framework-item-empty", item=item.code)
    _check_options(item.kind, item.options, item.code)
    if (item.kind is ItemKind.TABLE) != bool(item.columns):
        raise RuleError("framework-needs-columns", item=item.code)
    if item.unit and item.kind is not ItemKind.NUMBER:
        raise RuleError("framework-unit-unfit", item=item.code)
    _differ(column.code for column in item.columns)
    for column in item.columns:
        _check_column(column, item.code)
    _check_condition(item.condition, item.code)


def _check_outcomes(item: Item, section: Section) -> None:
    """Only what the table weighs can block its outcome, and holding over always can be said."""
    if item.for_outcomes and section.stage is Stage.REQUEST:
        raise RuleError("framework-request-blocks", item=item.code)
    if OutcomeKind.HELD_OVER in item.for_outcomes:
        raise RuleError("framework-blocks-holding-over", item=item.code)


def _check_column(column: ItemColumn, item: str) -> None:
    if not column.label.strip():
        raise RuleError("framework-item-empty", item=f"{item}.{column.code}")
    if column.kind not in _IN_COLUMNS:
        raise RuleError("framework-part-wrong", part=f"{item}.{column.code}.kind")
    _check_options(column.kind, column.options, f"{item}.{column.code}")


def _check_options(kind: ItemKind, options: tuple[Option, ...], item: str) -> None:
    if (kind in _CHOICES) != (len(options) >= 2) or (kind not in _CHOICES and options):
        raise RuleError("framework-needs-options", item=item)
    for said in ("code", "label"):
        counted = Counter(str(getattr(option, said)).casefold() for option in options)
        twice = next((text for text, count in counted.items() if count > 1), None)
        if twice is not None:
            raise RuleError("framework-code-twice", item=f"{item}.{twice}")


def _check_condition(condition: Condition, code: str) -> None:
    triggers = condition.triggers | condition.unless_only
    for given, known in ((condition.laws, _LAWS), (triggers, frozenset(Trigger))):
        unknown = sorted(given - known)
        if unknown:
            raise RuleError("framework-part-wrong", part=f"{code}.applies.{unknown[0]}")


def check_fit(committee: Committee, framework: Framework) -> None:
    """Check a table with a version of its framework before either is taken into use.

    Raises RuleError: the framework is of another table, a point needs an item that the request
    does not ask of every case that the point is asked of, or an item is asked for a form of care
    that the table does not take, or for a kind of outcome that it never has.
    """
    if framework.committee != committee.code:
        raise RuleError("framework-of-other-table", table=framework.committee)
    _check_points(committee, framework)
    taken = set(committee.care_forms)
    for section in framework.sections:
        for condition in (section.condition, *(item.condition for item in section.items)):
            unknown = sorted(condition.care_forms - taken)
            if unknown:
                raise RuleError(
                    "framework-care-form-unknown", section=section.title, care_form=unknown[0]
                )
    said = {one.kind for one in committee.outcomes}
    for item in framework.items():
        never = sorted(item.for_outcomes - said)
        if never:
            raise RuleError("framework-outcome-unknown", item=item.text, outcome=never[0])


def _check_points(committee: Committee, framework: Framework) -> None:
    """Refuse a point that some kind of request could never meet: it needs what is not asked."""
    asked = {
        item.code: (section.condition, item.condition)
        for section in framework.sections
        if section.stage is Stage.REQUEST
        for item in section.items
    }
    conditions = [point.condition for point in committee.points]
    conditions += [one for pair in asked.values() for one in pair]
    kinds = list(_kinds_of_request(committee, conditions))
    for point in committee.points:
        for facts in filter(point.condition.holds, kinds):
            needed = ((*point.needs, *point.combined), point.instead)
            lacks = [_not_asked(needs, asked, facts) for needs in needed]
            if lacks[0] and (lacks[1] or not point.instead):
                raise RuleError("point-need-unknown", point=point.label, need=lacks[0][0])


def _not_asked(
    needs: Iterable[str], asked: Mapping[str, tuple[Condition, Condition]], facts: Facts
) -> list[str]:
    return [
        need
        for need in needs
        if not need.startswith(CASE_FIELD)
        and not (need in asked and all(one.holds(facts) for one in asked[need]))
    ]


def _kinds_of_request(committee: Committee, conditions: Iterable[Condition]) -> Iterator[Facts]:
    """Yield a request of each kind that conditions tell apart."""
    told = list(conditions)
    triggers = sorted({code for one in told for code in one.triggers | one.unless_only})
    referrers = {code for one in told for code in one.not_referrers}
    some = chain.from_iterable(combinations(triggers, n) for n in range(len(triggers) + 1))
    for law, form, of, met in product(
        committee.laws, committee.care_forms, (None, *sorted(referrers)), map(frozenset, some)
    ):
        if _LAW_OF.get(form, law) == law and (form == CareForm.VDB or not met & _OF_VDB):
            yield Facts(law=law, care_form=form, referrer_type=of, triggers=met)
