"""What a new version of a framework changes, and what it would do to cases that are there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from casustafel.domain.committees import Committee
from casustafel.domain.completeness import asked_for_agenda
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import check_answer, filled
from casustafel.domain.frameworks import (
    Condition,
    Facts,
    Framework,
    Item,
    Option,
    Required,
    Section,
)


class ChangeKind(StrEnum):
    """Toegevoegd, Vervallen, Gewijzigd."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """One thing that became another. `field` and codes in the values are worded on screen.

    `old` and `new` are texts; several values stand behind each other with commas.
    """

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One section (`item` is None) or item that was added, removed or changed.

    `text` is its title or question, of the new version where it has one.
    """

    kind: ChangeKind
    section: str
    item: str | None
    text: str
    fields: tuple[PartChange, ...] = ()


def differences(old: Framework, new: Framework) -> tuple[Change, ...]:
    """Return what differs between two versions of a framework, in the order of the new one.

    Sections and items are the same when their code is: a question that is worded anew has
    changed, one with a new code is another. What was removed comes last.
    """
    sections = {section.code: section for section in old.sections}
    items = {item.code: (section, item) for section in old.sections for item in section.items}
    found: list[Change] = []
    for section in new.sections:
        found += _section_changes(sections.pop(section.code, None), section)
        for item in section.items:
            found += _item_changes(items.pop(item.code, None), section, item)
    for section in sections.values():
        found.append(_change(ChangeKind.REMOVED, section))
    for section, item in items.values():
        found.append(_change(ChangeKind.REMOVED, section, item))
    return tuple(found)


def _change(
    kind: ChangeKind, section: Section, item: Item | None = None, *fields: PartChange
) -> Change:
    return Change(
        kind=kind,
        section=section.title,
        item=item.code if item else None,
        text=item.text if item else section.title,
        fields=fields,
    )


def _section_changes(old: Section | None, new: Section) -> Iterable[Change]:
    if old is None:
        yield _change(ChangeKind.ADDED, new)
        return
    names = ("title", "stage", "help", "folded", "condition")
    fields = _fields({name: (getattr(old, name), getattr(new, name)) for name in names})
    both = {item.code for item in old.items} & {item.code for item in new.items}
    before, after = ([one for one in s.items if one.code in both] for s in (old, new))
    if [item.code for item in before] != [item.code for item in after]:
        # A question per line: their texts have commas of their own.
        lines = ("\n".join(one.text for one in asked) for asked in (before, after))
        fields += _fields({"order": (next(lines), next(lines))})
    if fields:
        yield _change(ChangeKind.CHANGED, new, None, *fields)


def _item_changes(old: tuple[Section, Item] | None, section: Section, new: Item) -> list[Change]:
    if old is None:
        return [_change(ChangeKind.ADDED, section, new)]
    was_in, item = old
    names = (
        *("text", "kind", "required", "help", "unit", "options", "columns"),
        *("condition", "optional_for", "for_outcomes", "note"),
    )
    pairs = {name: (getattr(item, name), getattr(new, name)) for name in names}
    if was_in.code != section.code:
        pairs["section"] = (was_in.title, section.title)
    fields = _fields(pairs)
    return [_change(ChangeKind.CHANGED, section, new, *fields)] if fields else []


def _fields(pairs: Mapping[str, tuple[object, object]]) -> tuple[PartChange, ...]:
    return tuple(
        PartChange(field=name, old=_said(old), new=_said(new))
        for name, (old, new) in pairs.items()
        if old != new
    )


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Condition):
        parts = (value.laws, value.care_forms, value.triggers)
        alone = (f"niet bij {trigger} alleen" for trigger in sorted(value.unless_only))
        never = (f"niet {referrer}" for referrer in sorted(value.not_referrers))
        return ", ".join([*(code for part in parts for code in sorted(part)), *alone, *never])
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    if isinstance(value, tuple):
        return ", ".join(one if isinstance(one, str) else _label(one) for one in value)
    return str(value)


def _label(value: object) -> str:
    # Of columns the kind and the options count too: they decide which answers fit.
    label = str(getattr(value, "label", value))
    if isinstance(value, Option):
        return label
    options = "/".join(option.label for option in getattr(value, "options", ()))
    return f"{label} ({options or getattr(value, 'kind', '')})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a new version would do to one case.

    `carried`: answers that still fit, by item. `unfit`: items whose answer no longer fits.
    `dropped`: answers by codes that the new version does not ask. `missing`: what must be
    answered before the agenda and is not; `missing_at_close`: before closing, beyond that.
    `before_outcome`: what the table must answer before one outcome of it or more.
    """

    carried: Mapping[str, object]
    unfit: tuple[Item, ...]
    dropped: tuple[str, ...]
    missing: tuple[Item, ...]
    missing_at_close: tuple[Item, ...]
    before_outcome: tuple[Item, ...]


def try_on(
    committee: Committee, framework: Framework, answers: Mapping[str, object], facts: Facts
) -> Trial:
    """Try a version on the answers of a case that was made with another; nothing is changed."""
    items = {item.code: item for section in framework.sections_for(facts) for item in section.items}
    carried: dict[str, object] = {}
    unfit: list[Item] = []
    for code, value in answers.items():
        if code not in items or not filled(value):
            continue
        try:
            carried[code] = check_answer(items[code], value)
        except RuleError:
            unfit.append(items[code])
    asked = asked_for_agenda(committee, facts, carried)
    before = tuple(items[code] for code in asked if code in items and code not in carried)
    return Trial(
        carried=carried,
        unfit=tuple(unfit),
        dropped=tuple(code for code in answers if code not in items and filled(answers[code])),
        missing=before,
        missing_at_close=tuple(
            item
            for item in items.values()
            if item.required_of(facts) is Required.CLOSE and item.code not in carried
        ),
        before_outcome=tuple(
            item
            for item in items.values()
            if any(item.blocks(kind, facts) for kind in item.for_outcomes)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialTotals:
    """What a new version would do to many cases; the counters count cases by item code."""

    cases: int
    untouched: int
    missing: Counter[str] = field(default_factory=Counter)
    unfit: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)


def totals(trials: Iterable[Trial]) -> TrialTotals:
    """Add trials up; a case is untouched when nothing is missing, unfit or dropped."""
    seen = list(trials)
    return TrialTotals(
        cases=len(seen),
        untouched=sum(not (one.missing or one.unfit or one.dropped) for one in seen),
        missing=Counter(item.code for one in seen for item in one.missing),
        unfit=Counter(item.code for one in seen for item in one.unfit),
        dropped=Counter(code for one in seen for code in one.dropped),
    )
