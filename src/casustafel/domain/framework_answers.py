"""Answers on the items of a framework: whether they fit, what they say, and what is missing."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from casustafel.domain.errors import RuleError
from casustafel.domain.frameworks import SCALE, Facts, Framework, Item, ItemKind, Required

_NOT_APPLICABLE = "n.v.t."


def filled(value: object) -> bool:
    """Say whether an answer says anything; n.v.t. with a reason does, n.v.t. alone does not."""
    if value is None:
        return False
    if isinstance(value, str):
        text = value.strip()
        return bool(text) and text.casefold().rstrip(" .:-") != _NOT_APPLICABLE.rstrip(".")
    if isinstance(value, list | tuple | dict):
        return len(value) > 0
    return True


def check_answer(item: Item, value: object) -> object:
    """Return the value as it is kept. Raises RuleError('answer-unfit') when it does not fit.

    Kept values are JSON: text, yes/no as bool, numbers as text with a point, dates as
    yyyy-mm-dd, several choices as a list, tables as a list of objects. None and empty text
    mean: not answered.
    """
    if value is None or value == "":
        return None
    checked = _checked(item.kind, value, [option.code for option in item.options], item)
    if checked is None:
        raise RuleError("answer-unfit", item=item.text, value=str(value)[:40])
    return checked


def _checked(
    kind: ItemKind, value: object, options: Collection[str], item: Item | None = None
) -> object:
    match kind:
        case ItemKind.TEXT:
            return value if isinstance(value, str) else None
        case ItemKind.SCALE:
            return value if value in SCALE else None
        case ItemKind.YES_NO:
            return value if isinstance(value, bool) else None
        case ItemKind.NUMBER:
            return _number(value)
        case ItemKind.CHOICE:
            return value if value in options else None
        case ItemKind.MULTI:
            if not isinstance(value, list | tuple) or not all(one in options for one in value):
                return None
            return list(value)
        case ItemKind.DATE:
            return _day(value)
        case ItemKind.TABLE:
            return _rows(item, value)


def _number(value: object) -> str | None:
    try:
        number = Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
    return str(number) if number.is_finite() and not isinstance(value, bool) else None


def _day(value: object) -> str | None:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return None


def _rows(item: Item | None, value: object) -> list[dict[str, object]] | None:
    if item is None or not isinstance(value, list | tuple):
        return None
    columns = {column.code: column for column in item.columns}
    rows = []
    for row in value:
        if not isinstance(row, Mapping) or not set(row) <= set(columns):
            return None
        kept: dict[str, object] = {}
        for code, cell in row.items():
            if cell is None or cell == "":
                continue
            column = columns[code]
            kept[code] = _checked(column.kind, cell, [option.code for option in column.options])
            if kept[code] is None:
                return None
        if kept:
            rows.append(kept)
    return rows


def shown_answer(item: Item, value: object) -> str:
    """Return an answer as people read it, in Dutch."""
    if value is None:
        return ""
    labels = {option.code: option.label for option in item.options}
    match item.kind:
        case ItemKind.YES_NO:
            return "ja" if value else "nee"
        case ItemKind.CHOICE:
            return labels.get(str(value), str(value))
        case ItemKind.MULTI if isinstance(value, list):
            return ", ".join(labels.get(str(one), str(one)) for one in value)
        case ItemKind.NUMBER:
            return f"{str(value).replace('.', ',')} {item.unit}".strip()
        case ItemKind.DATE:
            return f"{date.fromisoformat(str(value)):%d-%m-%Y}"
        case ItemKind.TABLE if isinstance(value, list):
            return "; ".join(_shown_row(item, row) for row in value)
    return str(value)


def _shown_row(item: Item, row: Mapping[str, object]) -> str:
    parts = []
    for column in item.columns:
        cell = row.get(column.code)
        if cell is None:
            continue
        as_item = Item(code=column.code, text="", kind=column.kind, options=column.options)
        parts.append(shown_answer(as_item, cell))
    return " · ".join(parts)


def missing(
    framework: Framework, answers: Mapping[str, object], facts: Facts, level: Required
) -> tuple[Item, ...]:
    """Return the items of a case that must be answered at this level and are not."""
    levels = (Required.AGENDA,) if level is Required.AGENDA else (Required.AGENDA, Required.CLOSE)
    return tuple(
        item
        for section in framework.sections_for(facts)
        for item in section.items
        if item.required in levels and not filled(answers.get(item.code))
    )
