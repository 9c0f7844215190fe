"""A framework as a file, so that municipalities can share it; read strictly."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from casustafel.domain.errors import RuleError
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
    """Return the framework in what JSON can say."""
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
        "note": item.note,
    }
    return plain | {name: value for name, value in extra.items() if value}


def _plain_condition(condition: Condition) -> dict[str, list[str]]:
    parts = {
        "laws": sorted(condition.laws),
        "care_forms": sorted(condition.care_forms),
        "not_referrers": sorted(condition.not_referrers),
    }
    return {name: value for name, value in parts.items() if value}


def from_plain(plain: Mapping[str, Any]) -> Framework:
    """Read a framework and check it whole. Raises RuleError."""
    try:
        framework = Framework(
            committee=str(plain["committee"]),
            title=str(plain["title"]),
            version=int(plain["version"]),
            state=FrameworkState(plain["state"]),
            label=str(plain.get("label", "")),
            valid_from=_date_or_none(plain.get("valid_from")),
            sections=tuple(_section(section) for section in plain["sections"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError("framework-part-wrong", part=str(error)[:80]) from error
    _check(framework)
    return framework


def _date_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _condition(plain: Mapping[str, Any] | None) -> Condition:
    return Condition(**{name: frozenset(value) for name, value in (plain or {}).items()})


def _options(plain: object) -> tuple[Option, ...]:
    return tuple(Option(code=code, label=label) for code, label in plain or ())  # type: ignore[attr-defined]


def _section(plain: Mapping[str, Any]) -> Section:
    return Section(
        code=plain["code"],
        title=plain["title"],
        stage=Stage(plain["stage"]),
        help=plain.get("help", ""),
        folded=plain.get("folded", False),
        condition=_condition(plain.get("applies")),
        items=tuple(_item(item) for item in plain["items"]),
    )


def _item(plain: Mapping[str, Any]) -> Item:
    return Item(
        code=plain["code"],
        text=plain["text"],
        kind=ItemKind(plain["kind"]),
        required=Required(plain.get("required", "no")),
        help=plain.get("help", ""),
        unit=plain.get("unit", ""),
        options=_options(plain.get("options")),
        columns=tuple(
            ItemColumn(
                code=column["code"],
                label=column["label"],
                kind=ItemKind(column.get("kind", "text")),
                options=_options(column.get("options")),
            )
            for column in plain.get("columns", ())
        ),
        condition=_condition(plain.get("applies")),
        note=plain.get("note", False),
    )


def _check(framework: Framework) -> None:
    codes = [item.code for item in framework.items()]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise RuleError("framework-code-twice", item=twice)
    for item in framework.items():
        if not item.text.strip():
            raise RuleError("framework-item-empty", item=item.code)
        if item.kind in (ItemKind.CHOICE, ItemKind.MULTI) and len(item.options) < 2:
            raise RuleError("framework-needs-options", item=item.code)
        if item.kind is ItemKind.TABLE and not item.columns:
            raise RuleError("framework-needs-columns", item=item.code)
    if not framework.criteria():
        raise RuleError("framework-needs-criteria")
