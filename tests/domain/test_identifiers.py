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
        ("9999 00 018", 9, ("999900018", False)),
        ("\u200e'9999\u00a000\u2009018\t", 9, ("999900018", False)),
        ("9999\u201300\u2013018", 9, ("999900018", False)),
        ("999900018.0", 9, ("999900018", False)),
        ("12345672.0", 9, ("012345672", True)),
        ("12.345.672", 9, ("012345672", True)),
        ("3510001.0", 8, ("03510001", True)),
        ("06-290102", 8, ("06290102", False)),
        ("1234567", 9, (None, False)),
        ("3512345", 8, ("03512345", True)),
        ("", 8, (None, False)),
    ],
)
def test_that_one_lost_zero_is_mended_and_no_more(
    text: str, length: int, answer: tuple[str | None, bool]
) -> None:
    assert identifiers.padded(text, length) == answer


@pytest.mark.parametrize("length", [8, 9])
@pytest.mark.parametrize(
    "text",
    [
        *("KvK 12345672", "V-nummer 999900018", "zie dossier 12345672", "1,1E+08", "999900018a"),
        *("12-03-2015", "2015-03-12", "12.03.2015", "3 5 2015 0:00", "1234567.05", "12345672.5"),
        *("-12345672", "12,0 345672", "９９９９０００１８"),
    ],
)
def test_that_digits_of_something_else_are_no_number_of_anybody(text: str, length: int) -> None:
    """L5, case 06."""
    assert identifiers.padded(text, length) == (None, False)


def test_that_a_birth_date_in_the_wrong_column_is_not_completed_to_a_bsn() -> None:
    """L5."""
    assert identifiers.padded("12032015", 9) == (None, False)
    assert identifiers.padded("20150312", 9) == (None, False)


@given(st.text(st.sampled_from("0123456789.,-' – aE+/"), max_size=16), st.integers(7, 9))
def test_that_a_number_keeps_exactly_the_digits_that_were_written(text: str, length: int) -> None:
    """L5: but for a spreadsheet's ".0" and one zero that it lost, and that is told."""
    found, mended = identifiers.padded(text, length)
    if found is None:
        return
    written = "".join(sign for sign in text if sign.isdigit())
    assert not any(sign.isalpha() or sign in "+/" for sign in text)
    kept = found[1:] if mended else found
    assert written.startswith(kept)
    assert not written[len(kept) :].strip("0")
    assert len(found) == length
    assert not mended or found[0] == "0"


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("6511-ab", "6511AB"),
        ("NL-6511 AB", "6511AB"),
        ("6511 ab", "6511AB"),
        ("6511AB", "6511AB"),
        ("0511 AB", None),
        ("6511", None),
        ("AB", None),
    ],
)
def test_that_a_postcode_has_four_digits_and_two_letters(text: str, postcode: str | None) -> None:
    assert identifiers.postcode(text) == postcode


@pytest.mark.parametrize(
    ("text", "brin"),
    [("99ab", "99AB"), ("99 AB 00", "99AB00"), ("99AB0", None), ("AB99", None), ("", None)],
)
def test_that_a_brin_may_carry_its_location(text: str, brin: str | None) -> None:
    assert identifiers.brin(text) == brin
