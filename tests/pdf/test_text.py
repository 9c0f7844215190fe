"""Text is made fit for paper without losing what can be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casustafel.pdf.fonts import drawable
from casustafel.pdf.styles import clean, one_line, paragraphs


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
