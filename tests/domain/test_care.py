"""What lines of care say over time: gaps, overlaps, and where a day lies (D10)."""

from datetime import date

from casustafel.domain.care import Span, by_law, course
from casustafel.domain.cases import CareLine

TODAY = date(2026, 11, 26)


def care(starts: date | None, ends: date | None = None, law: str = "jeugd") -> CareLine:
    return CareLine(
        id=f"{law}{starts}", client_id="c", import_id="i", law=law, starts_on=starts, ends_on=ends
    )


def test_that_overlaps_and_gaps_are_stretches_of_their_own() -> None:
    """D10: two at once in 2024, none in the spring of 2025, and again since then."""
    found = course(
        [
            care(date(2024, 1, 1), date(2024, 12, 31)),
            care(date(2024, 7, 1), date(2025, 2, 28)),
            care(date(2025, 6, 1)),
        ],
        TODAY,
    )
    assert found is not None
    assert found.spans == (
        Span(date(2024, 1, 1), date(2024, 6, 30), 1),
        Span(date(2024, 7, 1), date(2024, 12, 31), 2),
        Span(date(2025, 1, 1), date(2025, 2, 28), 1),
        Span(date(2025, 3, 1), date(2025, 5, 31), 0),
        Span(date(2025, 6, 1), found.ends, 1),
    )
    assert found.most == 2
    assert [one.starts for one in found.gaps] == [date(2025, 3, 1)]
    assert found.ends > TODAY
    assert 0 < found.at(TODAY) < 1


def test_that_care_of_which_no_begin_is_known_has_no_course() -> None:
    """D10: nothing is drawn of what is not known."""
    assert course([care(None, TODAY)], TODAY) is None


def test_that_what_is_to_come_after_the_last_line_is_no_gap() -> None:
    """D10: help that ended is followed by nothing, which is no fault of anybody."""
    found = course([care(date(2025, 1, 1), date(2025, 12, 31))], TODAY)
    assert found is not None
    assert found.gaps == ()


def test_that_lines_stand_apart_per_law() -> None:
    """D1: nothing is summed over laws."""
    lines = [care(TODAY, law="wmo"), care(TODAY), care(None, law="wmo")]
    assert {law: len(some) for law, some in by_law(lines).items()} == {"jeugd": 1, "wmo": 2}
