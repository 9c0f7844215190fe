"""Numbers that hide something, and cells of one row that contradict each other, are said."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from written_lists import ANNA, TODAY, codes, everything, read, workbook


def row_of(tmp_path: Path, table: str = "cpv", **cells: Any) -> tuple[Any, Any]:
    path = workbook(tmp_path / "l.xlsx", ["BSN", "Naam", *cells], [ANNA, "Roos", *cells.values()])
    given = read(path, table)
    return given, given.rows[0]


@pytest.mark.parametrize("written", ["ca. 4", "4 (was 6 uur)", "max 4", "4 kinderen"])
def test_that_a_number_beside_words_is_never_taken_in_silence(tmp_path: Path, written: str) -> None:
    given, _ = row_of(tmp_path, Volume=written)
    assert codes(given) & {"number-with-words", "number-several"}


@pytest.mark.parametrize("written", ["4 uur", "4 uur per week", "4 u p/w", "€ 4", "4,-", "4 x"])
def test_that_words_that_change_nothing_need_no_warning(tmp_path: Path, written: str) -> None:
    given, row = row_of(tmp_path, Volume=written)
    assert row.values["volume"] == Decimal(4)
    assert "number-with-words" not in codes(given)


@pytest.mark.parametrize("header", ["Volume", "Uren p/w", "Openstelling weken"])
@pytest.mark.parametrize("written", [-3, "-3"])
def test_that_a_count_below_zero_is_refused(tmp_path: Path, header: str, written: Any) -> None:
    given, row = row_of(tmp_path, **{header: written})
    assert row.refused
    assert "number-negative" in codes(given)


def test_that_an_amount_may_be_a_correction_below_zero(tmp_path: Path) -> None:
    _, row = row_of(tmp_path, "doorbraak", **{"Gedeclareerd bedrag": "€ -12,50"})
    assert row.values["declared_cents"] == -1250


@pytest.mark.parametrize(
    ("hours", "volume", "unit", "said"),
    [
        (18, 18, "uur", False),
        ("18,25", 18, "uur", False),
        (18, 20, "uur", True),
        (12, 720, "minuten", False),
        (3, 3, "dagdelen", True),
        (3, 3, "stuks", False),
    ],
)
def test_that_hours_that_contradict_the_volume_are_said(
    tmp_path: Path, hours: Any, volume: Any, unit: str, said: bool
) -> None:
    cells = {"Uren p/w": hours, "Volume": volume, "Eenheid": unit, "Frequentie": "per week"}
    given, row = row_of(tmp_path, **cells)
    assert ("hours-differ" in codes(given)) is said
    assert row.values["hours_per_week"] == Decimal(str(hours).replace(",", "."))
    assert not row.refused


@pytest.mark.parametrize(("days", "said"), [(0, False), (1, True)])
def test_that_a_request_that_lies_ahead_is_said(tmp_path: Path, days: int, said: bool) -> None:
    given, row = row_of(tmp_path, **{"Datum aanvraag": TODAY + timedelta(days=days)})
    assert ("received-in-future" in codes(given)) is said
    assert not row.refused


@pytest.mark.parametrize(
    ("law", "born", "said"),
    [
        ("Jeugdwet", date(2002, 11, 23), False),
        ("Jeugdwet", date(2002, 11, 22), True),
        ("Wmo", date(2012, 11, 23), False),
        ("Wmo", date(1905, 1, 1), True),
        ("", date(2020, 1, 1), False),
        ("", date(1916, 1, 1), False),
        ("", date(1915, 1, 1), True),
    ],
)
def test_that_an_unlikely_age_is_said_and_taken(
    tmp_path: Path, law: str, born: date, said: bool
) -> None:
    given, row = row_of(tmp_path, Wet=law, Geboortedatum=born)
    assert ("age-unlikely" in codes(given)) is said, everything(given)
    assert row.values["birth_date"] == born
