"""Numbers of people, organisations and places: what is one, and what is mended.

BSNs come from the test range, but for 012345672: no test number begins with the zero that lists
lose.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casustafel.domain import identifiers


@pytest.mark.parametrize("bsn", ["999900018", "999999990", "012345672"])
def test_that_a_number_whose_weighted_sum_divides_by_eleven_is_a_bsn(bsn: str) -> None:
    assert identifiers.passes_elfproef(bsn)


@pytest.mark.parametrize(
    "text",
    ["000000000", "123456789", "99990001", "9999000180", "99990001a", "", "９９９９０００１８"],
)
def test_that_anything_else_is_none(text: str) -> None:
    assert not identifiers.passes_elfproef(text)


@given(st.integers(1, 999_999_999))
def test_that_the_proof_is_the_weighted_sum_of_the_digits(number: int) -> None:
    text = f"{number:09d}"
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, text, strict=True))
    assert identifiers.passes_elfproef(text) is (total % 11 == 0)


def test_that_one_wrong_digit_is_always_seen() -> None:
    for place in range(9):
        for digit in "0123456789":
            other = "999900018"[:place] + digit + "999900018"[place + 1 :]
            assert identifiers.passes_elfproef(other) is (other == "999900018")


@pytest.mark.parametrize(
    ("bsn", "is_test"),
    [("999900005", False), ("999900006", True), ("999999990", True), ("999999991", False)],
)
def test_that_the_test_range_has_its_borders(bsn: str, is_test: bool) -> None:
    assert identifiers.is_test_bsn(bsn) is is_test


def test_that_a_bsn_is_shown_by_its_last_four_digits() -> None:
    assert identifiers.masked_bsn("999900018") == "•••••0018"
    assert identifiers.masked_bsn(None) == ""


@pytest.mark.parametrize(
    ("text", "length", "answer"),
    [
        ("999900018", 9, ("999900018", False)),
        ("12345672", 9, ("012345672", True)),
        ("9999.00.018", 9, ("999900018", False)),
        ("1234567", 9, (None, False)),
        ("3512345", 8, ("03512345", True)),
        ("", 8, (None, False)),
    ],
)
def test_that_one_lost_zero_is_mended_and_no_more(
    text: str, length: int, answer: tuple[str | None, bool]
) -> None:
    assert identifiers.padded(text, length) == answer


@pytest.mark.parametrize(
    ("text", "postcode"),
    [("6511 ab", "6511AB"), ("6511AB", "6511AB"), ("0511 AB", None), ("6511", None), ("AB", None)],
)
def test_that_a_postcode_has_four_digits_and_two_letters(text: str, postcode: str | None) -> None:
    assert identifiers.postcode(text) == postcode


@pytest.mark.parametrize(
    ("text", "brin"),
    [("99ab", "99AB"), ("99 AB 00", "99AB00"), ("99AB0", None), ("AB99", None), ("", None)],
)
def test_that_a_brin_may_carry_its_location(text: str, brin: str | None) -> None:
    assert identifiers.brin(text) == brin
