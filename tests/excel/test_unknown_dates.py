"""Dates of which lists know only a part, or nothing: they cost no case and are never made up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from written_lists import ANNA, codes, read, workbook


def row_of(tmp_path: Path, header: str, value: Any) -> tuple[Any, Any]:
    given = read(workbook(tmp_path / "l.xlsx", ["BSN", "Naam", header], [ANNA, "Roos", value]))
    return given, given.rows[0]


@pytest.mark.parametrize(
    "written", ["00-00-2010", "00-05-2010", "2010", 2010, "05-2010", "2010-00-00", "00-00-0000"]
)
def test_that_a_birth_date_known_in_part_is_said_and_keeps_the_case(
    tmp_path: Path, written: Any
) -> None:
    given, row = row_of(tmp_path, "Geboortedatum", written)
    assert not row.refused
    assert "birth_date" not in row.values
    assert "birth-partial" in codes(given)


@pytest.mark.parametrize("written", ["31-02-2011", "00-13-2010", "1823", "2031"])
def test_that_a_birth_date_that_cannot_be_is_refused(tmp_path: Path, written: str) -> None:
    given, row = row_of(tmp_path, "Geboortedatum", written)
    assert row.refused
    assert "date-invalid" in codes(given)


@pytest.mark.parametrize("written", ["2010", "00-05-2010", 2010])
def test_that_other_dates_are_whole_or_refused(tmp_path: Path, written: Any) -> None:
    assert row_of(tmp_path, "Datum aanvraag", written)[1].refused


@pytest.mark.parametrize(
    "written",
    [
        "31-12-9999",
        date(9999, 12, 31),
        "31-12-2999",
        "31122099",
        "2099-12-31",
        "Onbepaalde tijd",
        "heden",
    ],
)
def test_that_an_open_end_is_no_end(tmp_path: Path, written: Any) -> None:
    given, row = row_of(tmp_path, "Einddatum", written)
    assert not row.refused
    assert "ends_on" not in row.values
    assert "date-open-end" in codes(given)


@pytest.mark.parametrize("written", [date(3026, 3, 12), "12-03-3026", "onbepaald"])
def test_that_only_an_end_may_be_open(tmp_path: Path, written: Any) -> None:
    given, row = row_of(tmp_path, "Datum aanvraag", written)
    assert row.refused
    assert "date-invalid" in codes(given)


def test_that_the_date_zero_of_a_link_to_a_blank_cell_is_blank_and_said(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["BSN", "Naam", "Datum aanvraag"])
    sheet.append([ANNA, "Roos", 0])
    sheet["C2"].number_format = "dd-mm-yyyy"
    book.save(tmp_path / "l.xlsx")
    given = read(tmp_path / "l.xlsx")
    assert not given.rows[0].refused
    assert "received" not in given.rows[0].values
    assert "date-zero" in codes(given)
