"""Frozen dataclasses as canonical JSON, and back.

Canonical: UTF-8, keys sorted, no spaces, ISO dates, text as it was given, every field written
also when empty. Two equal values give the same bytes, on every machine; what has been adopted
can so be proven years later with any SHA-256 tool.
"""

import json
import types
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from casustafel.domain.errors import FileError

Content = TypeVar("Content")


def to_canonical(content: object, format_name: str) -> bytes:
    """Return `content` (a dataclass of plain values) as canonical JSON that names its format."""
    document = {"format": format_name, "content": _plain(content)}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Half a surrogate pair is no text and has no UTF-8; it is written as U+FFFD.
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", "replace").encode()


def from_canonical(data: bytes, kind: type[Content], formats: Collection[str]) -> Content:
    """Read what `to_canonical` wrote in one of these formats.

    A field that is not there has its default: it came later than the document. Raises FileError
    with code `content-damaged` when the bytes are not such a document.
    """
    try:
        document = json.loads(data.decode("utf-8"))
        if document["format"] not in formats:
            raise FileError("content-damaged")
        value: Content = _typed(document["content"], kind)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise FileError("content-damaged") from error
    return value


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(element) for element in value]
    return value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _typed(value: Any, kind: Any) -> Any:
    """Return `value` from JSON as `kind`; ValueError or TypeError when it does not fit."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        return None if value is None else _typed(value, options[0])
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError(kind)
        return tuple(_typed(element, get_args(kind)[0]) for element in value)
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        if not isinstance(value, dict) or value.keys() - hints.keys():
            raise TypeError(kind)
        return kind(**{name: _typed(value[name], hints[name]) for name in value})  # type: ignore[operator]
    if kind in (date, time):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(kind)
    return value
