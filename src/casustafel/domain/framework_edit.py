"""Changing a concept of a framework piece by piece: each step returns another framework.

Codes stay what they are when a question is worded anew: answers hang on them.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.frameworks import Framework, Item, ItemColumn, ItemKind, Option, Section


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=_Coded)

_LONGEST_CODE = 40
_COLUMN_KINDS = {
    "tekst": ItemKind.TEXT,
    "getal": ItemKind.NUMBER,
    "datum": ItemKind.DATE,
    "ja/nee": ItemKind.YES_NO,
    "keuze": ItemKind.CHOICE,
}


def code_for(text: str, taken: Collection[str]) -> str:
    """Return a code for a new part, from its text and unlike those that are taken."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_CODE].strip("_")
    base = base if base[:1].isalpha() else f"v_{base}".strip("_")
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}_{number}"
    return code


def item_codes(framework: Framework) -> set[str]:
    """Return the codes of all items."""
    return {item.code for item in framework.items()}


def section_of(framework: Framework, item: str) -> Section:
    """Return the section of an item. Raises UsageError."""
    for section in framework.sections:
        if any(one.code == item for one in section.items):
            return section
    raise UsageError("framework-item-unknown", item=item)


def put_section(framework: Framework, section: Section, after: str = "") -> Framework:
    """Change the section with this code, or add it after another (empty: at the end)."""
    return replace(framework, sections=_put(framework.sections, section, after))


def remove_section(framework: Framework, code: str) -> Framework:
    """Take a section away with its items."""
    return replace(framework, sections=tuple(one for one in framework.sections if one.code != code))


def move_section(framework: Framework, code: str, by: int) -> Framework:
    """Move a section up (-1) or down (1); at the edge nothing happens."""
    return replace(framework, sections=_moved(framework.sections, code, by))


def put_item(framework: Framework, section: str, item: Item, after: str = "") -> Framework:
    """Change the item with this code, or add it to a section after another (empty: at the end)."""
    return _in_section(framework, section, lambda items: _put(items, item, after))


def remove_item(framework: Framework, code: str) -> Framework:
    """Take an item away."""
    section = section_of(framework, code)
    return _in_section(
        framework, section.code, lambda items: tuple(one for one in items if one.code != code)
    )


def move_item(framework: Framework, code: str, by: int) -> Framework:
    """Move an item up (-1) or down (1); past the edge of its section into the next one."""
    section = section_of(framework, code)
    places = [one.code for one in section.items]
    if 0 <= places.index(code) + by < len(places):
        return _in_section(framework, section.code, lambda items: _moved(items, code, by))
    sections = [one.code for one in framework.sections]
    to = sections.index(section.code) + by
    if not 0 <= to < len(sections):
        return framework
    item = framework.item(code)
    without = remove_item(framework, code)

    def take(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return (item, *items) if by > 0 else (*items, item)

    return _in_section(without, sections[to], take)


def _in_section(
    framework: Framework, code: str, do: Callable[[tuple[Item, ...]], tuple[Item, ...]]
) -> Framework:
    return replace(
        framework,
        sections=tuple(
            replace(one, items=do(one.items)) if one.code == code else one
            for one in framework.sections
        ),
    )


def _put(parts: tuple[T, ...], part: T, after: str) -> tuple[T, ...]:
    codes = [one.code for one in parts]
    if part.code in codes:
        return tuple(part if one.code == part.code else one for one in parts)
    at = codes.index(after) + 1 if after in codes else len(parts)
    return (*parts[:at], part, *parts[at:])


def _moved(parts: tuple[T, ...], code: str, by: int) -> tuple[T, ...]:
    codes = [one.code for one in parts]
    at = codes.index(code)
    to = at + by
    if not 0 <= to < len(parts):
        return parts
    rest = [*parts[:at], *parts[at + 1 :]]
    rest.insert(to, parts[at])
    return tuple(rest)


def options_from(lines: Iterable[str], before: Collection[Option] = ()) -> tuple[Option, ...]:
    """Return choices from a line each. A choice that keeps its words keeps its code."""
    known = {option.label.casefold(): option.code for option in before}
    taken = set(known.values())
    made: list[Option] = []
    for line in lines:
        label = line.strip()
        if not label:
            continue
        code = known.get(label.casefold()) or code_for(label, taken)
        taken.add(code)
        made.append(Option(code=code, label=label))
    return tuple(made)


def columns_from(
    lines: Iterable[str], before: Collection[ItemColumn] = ()
) -> tuple[ItemColumn, ...]:
    """Return the columns of a table from a line each: "Wie", "Uren | getal", "Wet | keuze: a, b".

    Kinds: tekst (when none is said), getal, datum, ja/nee, keuze. Raises RuleError.
    """
    known = {column.label.casefold(): column for column in before}
    taken = {column.code for column in before}
    made: list[ItemColumn] = []
    for line in lines:
        label, _, said = (part.strip() for part in line.partition("|"))
        if not label:
            continue
        name, _, choices = (part.strip() for part in said.partition(":"))
        kind = _COLUMN_KINDS.get(name.casefold() or "tekst")
        if kind is None:
            raise RuleError("framework-column-unclear", line=line.strip())
        old = known.get(label.casefold())
        code = old.code if old else code_for(label, taken)
        taken.add(code)
        options = options_from(choices.split(","), old.options if old else ())
        made.append(ItemColumn(code=code, label=label, kind=kind, options=options))
    return tuple(made)


def column_line(column: ItemColumn) -> str:
    """Return a column as a line that `columns_from` reads."""
    name = next(word for word, kind in _COLUMN_KINDS.items() if kind is column.kind)
    if column.kind is ItemKind.TEXT:
        return column.label
    choices = ", ".join(option.label for option in column.options)
    return f"{column.label} | {name}: {choices}" if choices else f"{column.label} | {name}"
