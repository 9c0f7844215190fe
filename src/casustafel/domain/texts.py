"""Texts that come in, as they are kept (docs/decisions/texts-at-the-border.md).

Whatever comes in through a use case passes `cleaned`, so that no page, list or command can forget
it; what it writes is held to the sizes of its fields (`sizes.check`).
"""

import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from casustafel.domain.sizes import AsTyped

T = TypeVar("T")

#: So many accents can stand on one sign (UAX 15, Stream-Safe Text): without a bound, putting them
#: in order takes seconds.
_MARKS = 30
#: How many values at once are looked into: what is longer comes from the program itself.
_MANY = 5_000


class _Kept(dict[int, str]):
    """What each sign becomes: control signs and half surrogates go, ends of lines become one."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign in "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
            kept = "\n"
        elif sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cs"):
            kept = ""
        else:
            kept = "" if code & 0xFFFE == 0xFFFE else sign
        self[code] = kept
        return kept


_KEPT = _Kept()


class Text(NamedTuple):
    """A text as it is kept, and whether signs were left out that nobody can see."""

    kept: str
    dropped: bool


def clean(text: str) -> Text:
    """Return a text as it is kept: accents on their letters (NFC), no control signs or halves.

    A tab and a new line are kept; other ends of lines become a new line.
    """
    if text.isascii() and text.isprintable():
        return Text(text, dropped=False)
    lines = text.replace("\r\n", "\n")
    kept = lines.translate(_KEPT)
    safe = kept if kept.isascii() else unicodedata.normalize("NFC", _few_marks(kept))
    return Text(
        text if safe == text else safe,
        dropped=len(kept) < len(lines) or len(safe) + _MARKS < len(kept),
    )


def _few_marks(text: str) -> str:
    signs, run = [], 0
    for sign in text:
        run = run + 1 if unicodedata.combining(sign) else 0
        if run <= _MARKS:
            signs.append(sign)
    return "".join(signs)


def cleaned(value: T) -> T:
    """Return what came in with each text in it clean; the very same value where nothing changes.

    Looks into frozen dataclasses of the domain, of use cases and of what is asked of the store, and
    into lists and tables of moderate length.
    """
    kind = type(value)
    if kind is str:
        return clean(value).kept  # type: ignore[arg-type,return-value]
    if kind in (tuple, list, frozenset, set):
        return _all(value) if len(value) <= _MANY else value  # type: ignore[arg-type]
    if kind is dict:
        return _all_of(value) if len(value) <= _MANY else value  # type: ignore[arg-type]
    if is_dataclass(value) and _looked_into(kind):  # type: ignore[arg-type]
        changed = {
            each.name: new
            for each in fields(value)
            if (new := cleaned(old := getattr(value, each.name))) is not old
        }
        return replace(value, **changed) if changed else value  # type: ignore[type-var]
    return value


def _all(values: Any) -> Any:
    new = [cleaned(one) for one in values]
    same = all(one is old for one, old in zip(new, values, strict=True))
    return values if same else type(values)(new)


def _all_of(values: dict[Any, Any]) -> Any:
    new = {cleaned(key): cleaned(one) for key, one in values.items()}
    return values if new == values else new


@cache
def _looked_into(kind: Any) -> bool:
    frozen: bool = kind.__dataclass_params__.frozen
    ours = ("casustafel.domain.", "casustafel.services.", "casustafel.storage.queries.")
    return frozen and kind.__module__.startswith(ours)


def as_typed(body: Callable[..., object]) -> frozenset[str]:
    """Return the parameters that are taken sign by sign, such as a passphrase."""
    found = getattr(body, "__annotations__", {})
    return frozenset(name for name, kind in found.items() if AsTyped in get_args(kind))
