"""Text is made fit for paper without losing what can be shown."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casustafel.pdf import blocks
from casustafel.pdf.fonts import REGULAR, drawable
from casustafel.pdf.styles import clean, one_line, paragraphs, unwritable


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("<&> &amp;", "<&> &amp;"),
        ("e\u0301", "é"),
        ("Ş Ł € é ij", "Ş Ł € é ij"),
        ("a\u00adb\u200bc\u202ed", "abcd"),
        ("a\x00b\x1bc", "abc"),
        ("een\ttab", "een tab"),
        ("twee\r\nregels\u2028drie", "twee\nregels\ndrie"),
        ("漢", "\ufffd"),
        ("\ud800", "\ufffd"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_that_text_is_cleaned(given_text: str, shown: str) -> None:
    assert clean(given_text) == shown


def test_that_lines_become_paragraphs_and_spaces_one_space() -> None:
    assert paragraphs("  een   twee \n\n \ndrie") == ["een twee", "drie"]
    assert one_line(" een\n twee ") == "een twee"


@given(st.text(st.characters()))
def test_that_any_text_becomes_drawable_and_stays_so(text: str) -> None:
    shown = clean(text)
    assert all(ord(sign) in drawable() or sign in "\n\xa0" for sign in shown)
    assert clean(shown) == shown


def test_that_a_pasted_text_without_spaces_takes_no_longer_per_sign_when_it_is_long() -> None:
    """T23: it grew with the square; a million signs took more than 200 s."""
    looked_at: list[int] = []

    class Counting(str):
        """Counts how many signs are looked at."""

        def __getitem__(self, at: Any) -> str:
            looked_at.append(1 if isinstance(at, int) else len(range(*at.indices(len(self)))))
            return str.__getitem__(self, at)

    def cost(signs: int) -> int:
        looked_at.clear()
        word, start = Counting("abcdefghij" * (signs // 10)), 0
        while (end := blocks._fitting(word, REGULAR, 50, start)) < len(word):
            start = end
        return sum(looked_at)

    assert cost(40_000) < 5 * cost(10_000)


def test_that_signs_that_the_fonts_lack_are_named() -> None:
    """T22: they became question marks in adopted minutes, without a word."""
    assert unwritable("Cafe\u0301 Ω ≥ €: 漢字漢") == "漢字"
    assert unwritable("Gewone tekst") == ""
