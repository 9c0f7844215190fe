"""Values that share fields: one is made of another by the names that both have."""

from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def shared(kind: type, value: Any) -> dict[str, Any]:
    """Return the fields of a value that a type has too, by name."""
    names = {one.name for one in fields(value)}
    return {one.name: getattr(value, one.name) for one in fields(kind) if one.name in names}


def alike(kind: type[T], value: Any, /, **other: Any) -> T:
    """Return a value of a type with the fields of another, but for those that are given."""
    return kind(**{**shared(kind, value), **other})
