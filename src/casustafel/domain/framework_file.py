"""A framework as a file, so that municipalities can share it; read strictly."""

import json
from collections.abc import Mapping
from typing import Any

from casustafel.domain.definition_part import Part
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_check import check_framework
from casustafel.domain.frameworks import (
    Condition,
    Framework,
    FrameworkState,
    Item,
    ItemColumn,
    ItemKind,
    Option,
    Required,
    Section,
    Stage,
)
from casustafel.domain.outcomes import OutcomeKind

_FORMAT = "casustafel-framework/1"


def dump(framework: Framework) -> str:
    """Return the framework as a file that another municipality can load."""
    return json.dumps(to_plain(framework), ensure_ascii=False, indent=2) + "\n"


def load(text: str) -> Framework:
    """Read what `dump` wrote. Raises RuleError that says what is wrong in it."""
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise RuleError("framework-no-json") from error
    if not isinstance(plain, dict) or plain.get("format") != _FORMAT:
        raise RuleError("framework-other-format")
    return from_plain(plain)


def to_plain(framework: Framework) -> dict[str, Any]:
    """Return the framework in what JSON can say.

    Raises RuleError for one that `from_plain` would refuse: what is kept can be read again.
    """
    check_framework(framework)
    return {
        "format": _FORMAT,
        "committee": framework.committee,
        "title": framework.title,
        "version": framework.version,
        "state": framework.state.value,
        "label": framework.label,
        "valid_from": framework.valid_from.isoformat() if framework.valid_from else None,
        "sections": [_plain_section(section) for section in framework.sections],
    }


def _plain_section(section: Section) -> dict[str, Any]:
    return {
        "code": section.code,
        "title": section.title,
        "stage": section.stage.value,
        "help": section.help,
        "folded": section.folded,
        "applies": _plain_condition(section.condition),
        "items": [_plain_item(item) for item in section.items],
    }


def _plain_item(item: Item) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "code": item.code,
        "text": item.text,
        "kind": item.kind.value,
        "required": item.required.value,
    }
    extra: dict[str, Any] = {
        "help": item.help,
        "unit": item.unit,
        "options": [[option.code, option.label] for option in item.options],
        "columns": [
            {
                "code": column.code,
                "label": column.label,
                "kind": column.kind.value,
                "options": [[option.code, option.label] for option in column.options],
            }
            for column in item.columns
        ],
        "applies": _plain_condition(item.condition),
        "optional_for": sorted(item.optional_for),
        "outcome": sorted(kind.value for kind in item.for_outcomes),
        "note": item.note,
    }
    return plain | {name: value for name, value in extra.items() if value}


def _plain_condition(condition: Condition) -> dict[str, list[str]]:
    parts = {
        "laws": sorted(condition.laws),
        "care_forms": sorted(condition.care_forms),
        "triggers": sorted(condition.triggers),
        "not_referrers": sorted(condition.not_referrers),
    }
    return {name: value for name, value in parts.items() if value}


def from_plain(plain: Mapping[str, Any]) -> Framework:
    """Read a framework and check it whole. Raises RuleError."""
    part = Part(plain, "framework-part-wrong")
    if part.text("format") != _FORMAT:
        raise RuleError("framework-other-format")
    framework = Framework(
        committee=part.text("committee"),
        title=part.text("title"),
        version=part.number("version", least=1),
        state=part.choice("state", FrameworkState),
        label=part.text("label", ""),
        valid_from=part.day("valid_from"),
        sections=tuple(_section(section) for section in part.parts("sections")),
    )
    part.done()
    check_framework(framework)
    return framework


def _condition(part: Part | None) -> Condition:
    if part is None:
        return Condition()
    condition = Condition(
        laws=frozenset(part.texts("laws")),
        care_forms=frozenset(part.texts("care_forms")),
        triggers=frozenset(part.texts("triggers")),
        not_referrers=frozenset(part.texts("not_referrers")),
    )
    part.done()
    return condition


def _options(part: Part) -> tuple[Option, ...]:
    return tuple(Option(code=code, label=label) for code, label in part.pairs("options"))


def _section(part: Part) -> Section:
    section = Section(
        code=part.text("code"),
        title=part.text("title"),
        stage=part.choice("stage", Stage),
        help=part.text("help", ""),
        folded=part.flag("folded"),
        condition=_condition(part.part("applies")),
        items=tuple(_item(item) for item in part.parts("items")),
    )
    part.done()
    return section


def _item(part: Part) -> Item:
    item = Item(
        code=part.text("code"),
        text=part.text("text"),
        kind=part.choice("kind", ItemKind),
        required=part.choice("required", Required, Required.NO),
        help=part.text("help", ""),
        unit=part.text("unit", ""),
        options=_options(part),
        columns=tuple(_column(column) for column in part.parts("columns")),
        condition=_condition(part.part("applies")),
        optional_for=frozenset(part.texts("optional_for")),
        for_outcomes=part.choices("outcome", OutcomeKind),
        note=part.flag("note"),
    )
    part.done()
    return item


def _column(part: Part) -> ItemColumn:
    column = ItemColumn(
        code=part.text("code"),
        label=part.text("label"),
        kind=part.choice("kind", ItemKind, ItemKind.TEXT),
        options=_options(part),
    )
    part.done()
    return column
