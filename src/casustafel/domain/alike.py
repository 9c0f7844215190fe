"""Values that share fields, and those that share a key."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def shared(kind: type, value: Any) -> dict[str, Any]:
    """Return the fields of a value that a type has too, by name."""
    names = {one.name for one in fields(value)}
    return {one.name: getattr(value, one.name) for one in fields(kind) if one.name in names}


def alike(kind: type[T], value: Any, /, **other: Any) -> T:
    """Return a value of a type with the fields of another, but for those that are given."""
    return kind(**{**shared(kind, value), **other})


def grouped(values: Iterable[T], key: Callable[[T], K]) -> defaultdict[K, list[T]]:
    """Return values by what they share, each group in their order; none where nothing shares it."""
    found: defaultdict[K, list[T]] = defaultdict(list)
    for value in values:
        found[key(value)].append(value)
    return found
