"""One list of 40 rows, written by ten writers, gives the same rows from each (issue 2.3)."""

from pathlib import Path
from typing import Any

import pytest
from written_lists import read

from casustafel.excel.case_list import CleanRow

WRITERS = Path(__file__).parents[1] / "data" / "writers"
LISTS = sorted(path.name for path in WRITERS.glob("*.[xo]*"))


def rows_of(name: str) -> list[CleanRow]:
    return read(WRITERS / name).rows


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    return [row.values for row in rows_of("openpyxl.xlsx")]


def test_that_ten_writers_wrote_the_list() -> None:
    assert len(LISTS) == 10


@pytest.mark.parametrize("name", LISTS)
def test_that_the_list_of_each_writer_gives_the_same_rows(
    name: str, expected: list[dict[str, Any]]
) -> None:
    rows = rows_of(name)
    assert len(rows) == 40
    assert not any(row.refused for row in rows)
    assert [row.values for row in rows] == expected


def test_that_the_rows_are_those_that_were_written(expected: list[dict[str, Any]]) -> None:
    first = expected[3]
    assert (first["sender_reference"], first["surname"]) == ("W-003", "Wałęsa")
    assert (first["birth_date"].isoformat(), first["starts_on"].isoformat()) == (
        "2012-07-02",
        "2026-12-01",
    )
    assert first["agb"] == "03510013"
    assert expected[3]["remark"] == "twee\nregels"
    assert "starts_on" not in expected[5]
    assert [row["allocation_number"] for row in expected] == list(range(410_000_000, 410_000_040))
