"""What a newer example of a table would change, and the table with it taken over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casustafel.domain.committees import Committee
from casustafel.domain.framework_changes import ChangeKind

#: What a table has of an example, by the field of `Committee`; its names and terms are its own.
PARTS = ("points", "outcomes", "reasons", "adjustment_reasons", "seats")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """One part that is added, removed or changed; `part` is one of PARTS."""

    part: str
    kind: ChangeKind
    label: str


def renewed(table: Committee, example: Committee) -> Committee:
    """Return a table with its example taken over.

    The points are those of the example. Of all else what the table has of its own stays, behind
    what the example says: outcomes that were recorded keep their words.
    """
    parts: dict[str, Any] = {
        name: _both(getattr(table, name), getattr(example, name)) for name in PARTS[1:]
    }
    return replace(table, **parts, points=example.points, example=example.example)


def _both(own: Sequence[Any], of_example: Sequence[Any]) -> tuple[Any, ...]:
    known = {one.code for one in of_example}
    return (*of_example, *(one for one in own if one.code not in known))


def table_differences(old: Committee, new: Committee) -> Iterator[TableChange]:
    """Yield what differs between two versions of a table, in the order of the new one."""
    for name in PARTS:
        before = {one.code: one for one in getattr(old, name)}
        for one in getattr(new, name):
            was = before.pop(one.code, None)
            if was != one:
                kind = ChangeKind.CHANGED if was else ChangeKind.ADDED
                yield TableChange(part=name, kind=kind, label=one.label)
        for one in before.values():
            yield TableChange(part=name, kind=ChangeKind.REMOVED, label=one.label)
