"""Definition files: whatever stands in one, it is read or refused in words (S15b)."""

import copy
from typing import Any

import pytest
from definitions import committee_plain, framework_plain
from hypothesis import given, settings
from hypothesis import strategies as st

from casustafel.domain import committee_file, framework_file
from casustafel.domain.errors import RuleError
from casustafel.domain.plain import from_json
from casustafel.domain.wording import word_error

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ODD = st.sampled_from(
    ["\x00", "\ud800", "\u202e", "é" * 100_000, 10**400, -(10**30), float("inf"), float("nan"), ""]
)
VALUES = ODD | st.recursive(
    SCALARS, lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(), one, max_size=3)
)


def places(plain: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to each value in what JSON said."""
    inside = plain.items() if isinstance(plain, dict) else enumerate(plain)
    found = []
    for key, value in inside:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places(value, (*path, key))
    return found


COMMITTEE, FRAMEWORK = committee_plain("zbo"), framework_plain("zbo")


def put(plain: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return a copy with another value at a place."""
    made = copy.deepcopy(plain)
    at = made
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return made


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(places(COMMITTEE)), VALUES)
def test_that_any_value_in_the_file_of_a_table_is_read_or_refused_in_words(
    path: tuple[Any, ...], value: Any
) -> None:
    try:
        committee = committee_file.parse(put(COMMITTEE, path, value))
    except RuleError as refused:
        assert word_error(refused, "nl").what
        return
    assert committee_file.parse(committee_file.dump(committee)) == committee


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(places(FRAMEWORK)), VALUES)
def test_that_any_value_in_the_file_of_a_framework_is_read_or_refused_in_words(
    path: tuple[Any, ...], value: Any
) -> None:
    try:
        framework = framework_file.from_plain(put(FRAMEWORK, path, value))
    except RuleError as refused:
        assert word_error(refused, "nl").what
        return
    assert framework_file.load(framework_file.dump(framework)) == framework


@pytest.mark.parametrize(
    "text",
    ["NaN", "[Infinity]", '{"version": -Infinity}', "[" * 200_000, "1" * 5_000, "\x00", "{}]"],
    ids=["nan", "infinity", "minus", "deep", "long number", "nul", "more"],
)
def test_that_json_that_is_none_or_has_no_bounds_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text)
    with pytest.raises(RuleError):
        framework_file.load(text)


def test_that_a_number_beyond_all_reason_is_refused_with_its_place() -> None:
    with pytest.raises(RuleError) as refused:
        committee_file.parse(put(COMMITTEE, ("position",), 10**400))
    assert refused.value.values["part"] == "position"
