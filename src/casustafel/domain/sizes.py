"""How long a text and how large a number of a stored value may be, said where its field is.

A field says it in its type: `name: Text120`. The tables of the database are made of that
(`storage.schema`), and what is written is held to it (`check`). To a reader and to the type
checker `Text120` is just `str`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from casustafel.domain.errors import FieldName, RuleError


@dataclass(frozen=True, slots=True)
class UpTo:
    """The most characters of a text, or the largest number."""

    most: int

    @property
    def least(self) -> int:
        """The least number."""
        return -self.most

    def holds(self, value: str | int) -> bool:
        """Say whether a text is short enough, or a number within bounds."""
        return self.least <= (len(value) if isinstance(value, str) else value) <= self.most


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the largest number, which the database guards too."""

    least: int
    most: int

    def holds(self, value: int) -> bool:
        """Say whether a number is within bounds."""
        return self.least <= value <= self.most


class AsTyped:
    """Marks a text that is taken sign by sign, as a passphrase is."""


Secret = Annotated[str, AsTyped]
#: A text that the program makes itself, however long.
Whole = Annotated[str, UpTo(2_147_483_647)]
Text10 = Annotated[str, UpTo(10)]
Text20 = Annotated[str, UpTo(20)]
Text40 = Annotated[str, UpTo(40)]
Text60 = Annotated[str, UpTo(60)]
Text80 = Annotated[str, UpTo(80)]
Text120 = Annotated[str, UpTo(120)]
Text200 = Annotated[str, UpTo(200)]
#: A SHA-256 in hex.
Hash = Annotated[str, UpTo(64)]
#: A small count; one without a size is at most 2,147,483,647.
Small = Annotated[int, UpTo(32_767)]
#: Euro cents and what others count.
Large = Annotated[int, UpTo(9_223_372_036_854_775_807)]
#: How many of something a table works with: days, minutes, weeks, members.
Count = Annotated[int, Between(1, 10_000)]
CountOrNone = Annotated[int, Between(0, 100_000)]

#: The size of a text or number that says none: some ten pages, or a column of the database.
USUAL: Mapping[type, UpTo] = {str: UpTo(20_000), int: UpTo(2_147_483_647)}
#: The days that can mean something: the oldest client, and long after the last file is destroyed.
FIRST_DAY, LAST_DAY = date(1850, 1, 1), date(2199, 12, 31)
_DIGITS = 20


@cache
def hints_of(kind: type) -> Mapping[str, Any]:
    """Return the types of the fields of a dataclass, with their sizes."""
    return get_type_hints(kind, include_extras=True)


Sizes = Mapping[str, UpTo | Between]
"""How long texts and how large numbers may be, by the name of their field."""


_KNOWN: dict[type, Sizes] = {}


def sizes_of(kind: type) -> Sizes:
    """Return the sizes of the fields of a stored type, the usual one where nothing is said."""
    if kind not in _KNOWN:
        said = {name: _part(hint) for name, hint in hints_of(kind).items()}
        usual = {name: USUAL[hint] for name, hint in said.items() if hint in USUAL}
        _KNOWN[kind] = usual | _said(said)
    return _KNOWN[kind]


def sizes_in(body: Callable[..., object]) -> Sizes:
    """Return the sizes of what a function takes, where they are said."""
    return _said(getattr(body, "__annotations__", {}))


def _part(hint: Any) -> Any:
    optional = get_origin(hint) in (Union, UnionType)
    return next(one for one in get_args(hint) if one is not NoneType) if optional else hint


def _said(hints: Mapping[str, Any]) -> dict[str, UpTo | Between]:
    last = {name: get_args(_part(hint))[-1:] for name, hint in hints.items()}
    return {
        name: one[0] for name, one in last.items() if one and isinstance(one[0], UpTo | Between)
    }


def check(sizes: Sizes, values: Mapping[str, Any]) -> None:
    """Raise RuleError for the first value that its field cannot hold.

    Codes: text-too-long-for-field, number-out-of-range, day-out-of-range; each names the field.
    """
    for name, value in values.items():
        field, size = FieldName(name), sizes.get(name)
        match value:
            case bool() | datetime():
                pass
            case str() if size and len(value) > size.most:
                length, most = len(value), size.most
                raise RuleError("text-too-long-for-field", field=field, length=length, most=most)
            case int() if size and not size.holds(value):
                raise RuleError(
                    "number-out-of-range", field=field, least=size.least, most=size.most
                )
            case Decimal() if not (value.is_finite() and len(str(value)) <= _DIGITS):
                raise RuleError("number-out-of-range", field=field, least=0, most=10**9)
            case date() if not FIRST_DAY <= value <= LAST_DAY:
                raise RuleError("day-out-of-range", field=field, first=FIRST_DAY, last=LAST_DAY)
