"""Answers on the items of a framework: whether they fit, what they say, and what is missing."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from casustafel.domain.case_routing import referrer_of, route_from_text
from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError
from casustafel.domain.frameworks import (
    SCALE,
    Facts,
    Framework,
    Item,
    ItemColumn,
    ItemKind,
    Option,
    Required,
)
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.routing_facts import Trigger

_NOT_APPLICABLE = re.compile(
    r"\s*(?:n\.?\s?v\.?\s?t\b\.?|niet van toepassing\b)[\s.,:;–-]*", re.IGNORECASE
)
_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?")
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_YES_NO = {"ja": True, "j": True, "nee": False, "n": False}
_SCALE = {word.replace(".", ""): word for word in SCALE}


def not_applicable(value: object) -> str | None:
    """Return the reason of an answer "n.v.t. …": empty when none is given.

    None when the answer says something else. Every required item takes "n.v.t." with a reason,
    so that nobody fills in what a case does not need (AP z2016-11841, domain.md §3).
    """
    if not isinstance(value, str) or value.lstrip()[:1] not in ("n", "N"):
        return None
    found = _NOT_APPLICABLE.match(value)
    return value[found.end() :].strip() if found else None


def filled(value: object) -> bool:
    """Say whether an answer says anything; n.v.t. with a reason does, n.v.t. or a dash does not.

    A list says something when one of its rows does, a row when one of its cells does.
    """
    if value is None:
        return False
    if isinstance(value, str):
        reason = not_applicable(value)
        return any(map(str.isalnum, value if reason is None else reason))
    if isinstance(value, list | tuple | dict):
        return any(map(filled, value.values() if isinstance(value, dict) else value))
    return True


def check_answer(item: Item, value: object) -> object:
    """Return the value as it is kept; raise RuleError('answer-unfit') when it does not fit.

    Kept values are JSON: text, yes/no as bool, numbers as text with a point, dates as
    yyyy-mm-dd, choices as their code, several choices as a list, tables as a list of objects.
    None and blank text mean: not answered. What people write in a form is understood too: "Ja",
    a choice by its label, 1-2-2026, 3,5. Any item takes the text "n.v.t." with a reason, so a
    reader of tables and lists must expect text; without one it raises
    RuleError('answer-needs-reason').
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    checked = _checked(item, value)
    if checked is not None:
        return checked
    reason = not_applicable(value)
    if reason is None:
        raise RuleError("answer-unfit", item=item.text, value=str(value)[:40])
    if not filled(value):
        raise RuleError("answer-needs-reason", item=item.text)
    return f"n.v.t.: {reason}"


def _checked(asked: Item | ItemColumn, value: object) -> object:
    match asked.kind:
        case ItemKind.TEXT:
            return value if isinstance(value, str) else None
        case ItemKind.SCALE:
            return _SCALE.get(str(value).strip().casefold().replace(".", ""))
        case ItemKind.YES_NO:
            return value if isinstance(value, bool) else _YES_NO.get(str(value).strip().casefold())
        case ItemKind.NUMBER:
            return _number(value)
        case ItemKind.CHOICE:
            return _choice(asked.options, value)
        case ItemKind.MULTI:
            return _choices(asked.options, value)
        case ItemKind.DATE:
            return _day(value)
        case ItemKind.TABLE:
            return _rows(asked, value) if isinstance(asked, Item) else None


def _choice(options: tuple[Option, ...], value: object) -> str | None:
    if not isinstance(value, str):
        return None
    said = value.strip().casefold()
    for option in options:
        if said in (option.code.casefold(), option.label.casefold()):
            return option.code
    return None


def _choices(options: tuple[Option, ...], value: object) -> list[str] | None:
    if isinstance(value, str):
        value = [one for one in value.split(";") if one.strip()]
    if not isinstance(value, list | tuple):
        return None
    chosen = [_choice(options, one) for one in value]
    known = [code for code in chosen if code is not None]
    return list(dict.fromkeys(known)) if len(known) == len(chosen) else None


def _number(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    text = str(value).strip()
    # No exponent: a few characters must not stand for a number of a million digits.
    return text.replace(",", ".") if _NUMBER.fullmatch(text) else None


def _day(value: object) -> str | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return None
    text = value.strip()
    dutch = _DUTCH_DAY.fullmatch(text)
    try:
        if dutch:
            day, month, year = map(int, dutch.groups())
            return date(year, month, day).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _rows(item: Item, value: object) -> list[dict[str, object]] | None:
    if not isinstance(value, list | tuple):
        return None
    columns = {column.code: column for column in item.columns}
    rows = []
    for row in value:
        if not isinstance(row, Mapping) or not set(row) <= set(columns):
            return None
        kept: dict[str, object] = {}
        for code, cell in row.items():
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            kept[code] = _checked(columns[code], cell)
            if kept[code] is None:
                return None
        if kept:
            rows.append(kept)
    return rows


def shown_answer(item: Item, value: object) -> str:
    """Return an answer as people read it, in Dutch.

    An answer that was kept with another version of the item is shown as it stands.
    """
    if value is None:
        return ""
    if item.kind is ItemKind.TABLE and isinstance(value, list | tuple):
        return "; ".join(_shown_row(item, row) for row in value)
    return _shown(item, value)


def _shown(asked: Item | ItemColumn, value: object) -> str:
    labels = {option.code: option.label for option in asked.options}
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list | tuple):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    text = str(value)
    match asked.kind:
        case ItemKind.CHOICE:
            return labels.get(text, text)
        case ItemKind.NUMBER if _NUMBER.fullmatch(text):
            unit = asked.unit if isinstance(asked, Item) else ""
            return f"{text.replace('.', ',')} {unit}".strip()
        case ItemKind.DATE:
            year, dash, rest = text.partition("-")
            month, _, day = rest.partition("-")
            return f"{day}-{month}-{year}" if dash and _day(text) == text else text
        case _:
            return text


def _shown_row(item: Item, row: object) -> str:
    if not isinstance(row, Mapping):
        return str(row)
    columns = {column.code: column for column in item.columns}
    order = [*columns, *(code for code in row if code not in columns)]
    return " · ".join(
        _shown_cell(columns[code], row[code]) if code in columns else str(row[code])
        for code in order
        if row.get(code) is not None
    )


def _shown_cell(column: ItemColumn, value: object) -> str:
    """Return a cell of a table; a number says what it counts, since no head stands above it."""
    shown = _shown(column, value)
    return f"{column.label.lower()} {shown}" if column.kind is ItemKind.NUMBER else shown


class Said(Protocol):
    """What the table said on one item, such as a `CommitteeAnswer`."""

    @property
    def value(self) -> object:
        """The answer in the form of `check_answer`."""

    @property
    def note(self) -> str:
        """What was written beside it."""


def answered(said: Said | None) -> bool:
    """Say whether an item is answered: "n.v.t." counts with a reason, and only so.

    The reason stands in the answer itself or in the note beside it (domain.md §9, Forms).
    """
    if said is None:
        return False
    return filled(said.value) or (not_applicable(said.value) is not None and filled(said.note))


def unanswered_for(
    framework: Framework, facts: Facts, kind: OutcomeKind, answers: Mapping[str, Said]
) -> tuple[Item, ...]:
    """Return the items without which an outcome of this kind cannot be recorded on a case.

    `answers` are those of the table by code of the item. Only items that apply to the case
    count, and none that its referrer never has to fill.
    """
    return tuple(
        item
        for item in _applying(framework, facts)
        if item.blocks(kind, facts) and not answered(answers.get(item.code))
    )


def unanswered_at_closing(
    framework: Framework, facts: Facts, request: Mapping[str, object], answers: Mapping[str, Said]
) -> tuple[Item, ...]:
    """Return the items that are named when the meeting closes; they never block.

    `request` is what the case says by code of the item, `answers` what the table said.
    """
    return tuple(
        item
        for item in _applying(framework, facts)
        if item.required_of(facts) is Required.CLOSE
        and not filled(request.get(item.code))
        and not answered(answers.get(item.code))
    )


def _applying(framework: Framework, facts: Facts) -> Iterator[Item]:
    for section in framework.sections_for(facts):
        yield from section.items


def facts_of(case: Case) -> Facts:
    """Return the facts of a case: its law, form of care, kind of referrer and triggers."""
    return facts_from(
        case.law, case.care_form, case.referrer_type, case.route_reasons, case.list_trigger
    )


def facts_from(
    law: str,
    care_form: str,
    referrer_type: str | None,
    route_reasons: str | None,
    list_trigger: str | None,
) -> Facts:
    """Return the facts of a case from its fields.

    The triggers are those of its route; while it has none, the one its list gave.
    """
    if route_reasons:
        triggers = frozenset(map(str, route_from_text(route_reasons).triggers))
    else:
        triggers = frozenset({list_trigger or ""} & set(Trigger))
    referrer = referrer_of(referrer_type)
    return Facts(
        law=law,
        care_form=care_form,
        referrer_type=referrer.value if referrer else None,
        triggers=triggers,
    )
