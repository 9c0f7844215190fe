"""No text, number or day that comes in through a use case ends as a fault (S15a, S15c, C18).

Each use case is called with the place of `test_rights.sample` and with hostile values for all else
that it takes; it does what it says, or refuses in words. Everything is rolled back.
"""

import dataclasses
import enum
import inspect
import types
import typing
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_rights import Sample, sample  # noqa: F401

from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import CasustafelError, RuleError
from casustafel.domain.outcomes import Outcome
from casustafel.domain.sizes import check, sizes_of
from casustafel.domain.texts import clean, cleaned
from casustafel.domain.wording import word_error
from casustafel.services.use_case import DECLARED, Declared
from casustafel.storage.folding import fold

HOSTILE = {
    "empty": "",
    "nul": "a\x00b",
    "half a surrogate": "\ud800",
    "right to left": "\u202eNASOOR\u200f",
    "accents": "e" + "\u0316\u0301" * 50_000,
    "long": "x" * 100_000,
    "search signs": "100%_\\\"'*-:^()[]{} NEAR OR",
    "markup": "<img src='file:///etc/passwd'>&amp;{0}{field}%s",
    "lines": "a\r\nb\u2028c\x0bd\x85",
    "digits": "9" * 5_000,
    "outside": "\U0001f600\uffff\ufdd0",
}
#: Names of the program's own fields, which nobody types.
FIELDS = {
    ("case.cases.edit", "changes"): {"remark": "a\x00", "referrer_name": "é" * 5_000},
    ("case.case_form.edit_field", "name"): "remark",
    ("case.case_form.edit_client_field", "name"): "surname",
}
_NO_DATA = {"KeyRing", "CaseList", "Actor"}
NUMBERS, DAYS = (-1, 0, 10**12), (date.min, date.max)


class CannotMakeError(Exception):
    """A value that is a file, a window's callable, or something else that is no data."""


def made(kind: Any, text: str, at: int) -> Any:
    """Return a value of a type with this text, and hostile numbers and days, in all its parts."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return made(inner[0], text, at)
    if origin in (typing.Union, types.UnionType):
        return made(inner[0], text, at)
    if origin is typing.Literal:
        return inner[0]
    if origin is tuple and Ellipsis not in inner:
        return tuple(made(each, text, at + place) for place, each in enumerate(inner))
    if origin in (tuple, list, frozenset):
        return origin([made(inner[0], text, at)])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {text: made(inner[1], text, at)}
    if origin is not None and issubclass(origin, Iterable):
        return [made(inner[0], text, at)]
    if kind in (str, object, Any):
        return text
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return next(iter(kind))
    fixed: dict[Any, Any] = {
        bool: True,
        int: NUMBERS[at % len(NUMBERS)],
        float: float("inf"),
        Decimal: Decimal("1e400"),
        date: DAYS[at % len(DAYS)],
        time: time(23, 59),
        types.NoneType: None,
    }
    if kind in fixed:
        return fixed[kind]
    if dataclasses.is_dataclass(kind) and kind.__name__ not in _NO_DATA:
        hints = typing.get_type_hints(kind, include_extras=True)
        given = {
            each.name: made(hints[each.name], text, at + place)
            for place, each in enumerate(dataclasses.fields(kind))
        }
        return kind(**given)
    raise CannotMakeError(kind)


def arguments(declared: Declared, text: str, at: int) -> dict[str, Any]:
    hints = typing.get_type_hints(declared.body, include_extras=True)
    given = list(inspect.signature(declared.body).parameters.values())[1 + bool(declared.finder) :]
    return {
        one.name: FIELDS.get((declared.name, one.name)) or made(hints[one.name], text, at)
        for one in given
        if one.kind is not one.VAR_POSITIONAL
    }


def call(sample: Sample, name: str, text: str, at: int) -> None:  # noqa: F811
    declared = DECLARED[name]
    with sample.table.workspace.writing() as uow:
        uow.keep_nothing()
        try:
            given = arguments(declared, text, at)
            key = (sample.keys[declared.finder],) if declared.finder else ()
            run = declared.read if declared.reads else declared.write
            run(uow, key, given)  # type: ignore[arg-type]
        except CasustafelError as refused:
            for language in ("nl", "en"):
                assert word_error(refused, language).what  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", HOSTILE)
def test_that_no_text_ends_as_a_fault_of_the_program(sample: Sample, kind: str) -> None:  # noqa: F811
    tried, faults = 0, {}
    for at, name in enumerate(sorted(DECLARED)):
        try:
            call(sample, name, HOSTILE[kind], at)
            tried += 1
        except CannotMakeError:
            continue
        except Exception as fault:  # noqa: BLE001
            faults[name] = f"{type(fault).__name__}: {str(fault)[:150]}"
    assert not faults, "\n".join(f"{k}: {v}" for k, v in faults.items())
    assert tried > 100


@given(st.text(st.characters(exclude_categories=())))
def test_that_a_clean_text_can_be_kept_and_stays_as_it_is(text: str) -> None:
    kept = clean(text).kept
    assert clean(kept) == (kept, False)
    assert (kept.encode() and unicodedata.is_normalized("NFC", kept)) or not kept
    assert not any(unicodedata.category(one) in ("Cc", "Cs") for one in kept if one not in "\n\t")
    fold(kept)


def test_that_what_is_left_out_is_told_and_what_is_put_together_is_not() -> None:
    assert clean("e\u0301\r\n") == ("é\n", False)
    assert clean("a\x00\ud800") == ("a", True)
    assert clean("\u202bשלום") == ("\u202bשלום", False)


def test_that_a_value_is_cleaned_in_all_its_parts_and_kept_itself_when_it_is_clean() -> None:
    client = Client(id="1", surname="De\x00 Bo\u0308er")
    assert cleaned(client) == Client(id="1", surname="De Böer")
    assert cleaned({"a": ["b\x00"]}) == {"a": ["b"]}
    sound = Client(id="1", surname="Böer")
    assert cleaned(sound) is sound


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        (Client, {"surname": "x" * 201}, "text-too-long-for-field"),
        (Case, {"points_met": 21}, "number-out-of-range"),
        (Case, {"rank": 2**31}, "number-out-of-range"),
        (Case, {"volume": Decimal("NaN")}, "number-out-of-range"),
        (Client, {"birth_date": date(1066, 10, 14)}, "day-out-of-range"),
        (Outcome, {"motivation": "x" * 20_001}, "text-too-long-for-field"),
    ],
)
def test_that_what_a_field_cannot_hold_is_refused_by_its_name(
    kind: type, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(RuleError) as refused:
        check(sizes_of(kind), values)
    assert (refused.value.code, refused.value.values["field"]) == (code, next(iter(values)))
