"""Frozen dataclasses as what JSON can say, and back: one writer and one reader for all of them.

A field is written under its own name and read by its type, strictly: every value of its kind and
within its size (`sizes`), nothing unknown. A field that is not there has its default.

Canonical (`to_canonical`) is: UTF-8, keys sorted, no spaces, ISO dates, text as it was given, every
field written also when empty. Two equal values give the same bytes, on every machine; what has been
adopted can so be proven years later with any SHA-256 tool.
"""

import json
import types
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from casustafel.domain.errors import FileError
from casustafel.domain.sizes import USUAL, hints_of
from casustafel.domain.texts import clean

T = TypeVar("T")


class UnfitError(ValueError):
    """What JSON says is no such value; `where` is the place in it, such as ``seats[2].laws``."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How values are written where that differs from field by field.

    `names`: fields that are called otherwise. `sparse`: types that leave out what is empty.
    `pairs`: types written as a list of their values. `said`: people write it, so texts and numbers
    are held to their sizes, a text without a default must say something, and null or an empty day
    stands for the default.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    sparse: Collection[type] = ()
    pairs: Collection[type] = ()
    said: bool = False

    def plain(self, value: Any) -> Any:
        """Return a value in what JSON can say."""
        if is_dataclass(value):
            both = {each.name: self.plain(getattr(value, each.name)) for each in fields(value)}
            if type(value) in self.pairs:
                return list(both.values())
            empty = {each.name for each in fields(value) if _has_default(each)}
            return {
                self.names.get(name, name): one
                for name, one in both.items()
                if one or name not in empty or type(value) not in self.sparse
            }
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, date | time):
            return value.isoformat()
        if isinstance(value, frozenset):
            return sorted(self.plain(one) for one in value)
        return [self.plain(one) for one in value] if isinstance(value, tuple) else value

    def typed(self, value: Any, kind: type[T]) -> T:
        """Return what `plain` wrote as its type. Raises UnfitError."""
        read: T = self._read(value, kind, "")
        return read

    def _read(self, value: Any, kind: Any, where: str, *, needed: bool = False) -> Any:
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            inner = next(one for one in get_args(kind) if one is not types.NoneType)
            nothing = value is None or (value == "" and inner is date)
            return None if nothing else self._read(value, inner, where, needed=needed)
        if origin in (tuple, frozenset):
            if not isinstance(value, list | tuple):
                raise UnfitError(where)
            inner = get_args(kind)[0]
            return origin(
                [
                    self._read(
                        one, inner, f"{where}[{at}]" if is_dataclass(inner) else where, needed=True
                    )
                    for at, one in enumerate(value, 1)
                ]
            )
        if is_dataclass(kind):
            return self._object(value, kind, where)
        inner, size = get_args(kind) if origin is Annotated else (kind, USUAL.get(kind))
        read = _single(value, inner, where)
        if self.said and type(read) is str:
            read = clean(read).kept
        silent = needed and isinstance(read, str) and not read.strip()
        if self.said and (silent or (size is not None and not size.holds(read))):
            raise UnfitError(where)
        return read

    def _object(self, value: Any, kind: Any, where: str) -> Any:
        if kind in self.pairs and isinstance(value, list | tuple):
            if len(value) != len(fields(kind)):
                raise UnfitError(where)
            value = dict(zip((each.name for each in fields(kind)), value, strict=True))
        if not isinstance(value, Mapping):
            raise UnfitError(where or "{}")
        rest = dict(value)
        given: dict[str, Any] = {}
        for each, hint in _hinted(kind):
            name = self.names.get(each.name, each.name)
            place = f"{where}.{name}" if where else name
            default = _has_default(each)
            one = rest.pop(name, MISSING)
            if default and (one is MISSING or (one is None and self.said and is_dataclass(hint))):
                continue
            one = None if one is MISSING else one
            given[each.name] = self._read(one, hint, place, needed=not default)
        for name in sorted(map(str, rest)):
            raise UnfitError(f"{where}.{name}" if where else name)
        return kind(**given)


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def _hinted(kind: type) -> Iterator[tuple[Field[Any], Any]]:
    hints = hints_of(kind)
    yield from ((each, hints[each.name]) for each in fields(kind))


def _single(value: Any, kind: Any, where: str) -> Any:
    """Return one value of a type that has no parts."""
    if kind is Any or kind is object:
        return value
    try:
        if issubclass(kind, Enum):
            return kind(value)
        if kind in (date, time, datetime):
            return kind.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise UnfitError(where) from error
    # JSON's true is an int to Python, but no number to people.
    if type(value) is not kind:
        raise UnfitError(where)
    return value


#: Field by field, as the program writes for itself.
AS_IT_IS = Shape()


def _no_number(word: str) -> None:
    raise ValueError(word)


def from_json(text: str | bytes) -> Any:
    """Return what JSON says. Raises ValueError for what is none, NaN or infinity, or too deep."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("too deep") from error


Content = TypeVar("Content")


def to_canonical(content: object, format_name: str) -> bytes:
    """Return `content` (a dataclass of plain values) as canonical JSON that names its format."""
    document = {"format": format_name, "content": AS_IT_IS.plain(content)}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Half a surrogate pair is no text and has no UTF-8; it is written as U+FFFD.
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", "replace").encode()


def from_canonical(data: bytes, kind: type[Content], formats: Collection[str]) -> Content:
    """Read what `to_canonical` wrote in one of these formats.

    A field that is not there has its default: it came later than the document. Raises FileError
    with code `content-damaged` when the bytes are not such a document.
    """
    try:
        document = from_json(data.decode("utf-8"))
        if document["format"] not in formats:
            raise FileError("content-damaged")
        return AS_IT_IS.typed(document["content"], kind)
    except (ValueError, TypeError, KeyError) as error:
        raise FileError("content-damaged") from error
