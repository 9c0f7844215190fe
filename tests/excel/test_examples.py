"""The example lists that ship with the program, read back by calamine."""

import importlib
import sys
from collections import Counter
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from casustafel.assets import asset

HEADER_ROW = 4
NAMES = ("cpv", "zbo", "doorbraak")
SUMMING = {"Totaal", "Subtotaal"}


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(asset("resources", "examples")))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return importlib.import_module("make_examples")


def _grid(data: Any) -> list[list[Any]]:
    book = CalamineWorkbook.from_object(data)
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def _rows(name: str) -> list[dict[str, Any]]:
    grid = _grid(str(asset("resources", "examples", f"{name}.xlsx")))
    header = grid[HEADER_ROW - 1]
    body = [row for row in grid[HEADER_ROW:] if any(row) and row[0] not in SUMMING]
    return [dict(zip(header, row, strict=True)) for row in body]


@pytest.mark.parametrize("name", NAMES)
def test_that_making_a_list_again_gives_the_same_file(
    make: ModuleType, name: str, tmp_path: Any
) -> None:
    make.main(tmp_path)
    assert _grid(str(tmp_path / f"{name}.xlsx")) == _grid(
        str(asset("resources", "examples", f"{name}.xlsx"))
    )
    assert make.workbook(name) == make.workbook(name)


@pytest.mark.parametrize(("name", "count"), [("cpv", 40), ("zbo", 30), ("doorbraak", 120)])
def test_that_each_list_holds_its_rows_under_title_rows_with_a_total_below(
    name: str, count: int
) -> None:
    grid = _grid(str(asset("resources", "examples", f"{name}.xlsx")))
    assert len(_rows(name)) == count
    assert [sum(cell != "" for cell in row) for row in grid[:3]] == [1, 1, 0]
    assert grid[-1][0] == "Totaal"
    assert any(not any(row) for row in grid[HEADER_ROW:])


@pytest.mark.parametrize("name", NAMES)
def test_that_every_bsn_lies_in_the_test_range_and_one_fails_the_proof(
    make: ModuleType, name: str
) -> None:
    people = importlib.import_module("example_people")
    numbers = [int(row["BSN"]) for row in _rows(name)]
    assert all(people.TEST_BSN_FIRST <= n <= people.TEST_BSN_LAST for n in numbers)
    assert sum(not people.passes_the_proof(n) for n in numbers) == 1


@pytest.mark.parametrize("name", NAMES)
def test_that_each_list_carries_its_share_of_dirt(make: ModuleType, name: str) -> None:
    kinds = {dirt.what for dirt in make.DIRT[name]}
    common = {"lost zero", "date as text", "decimal comma", "no-break space", "error cell"}
    assert common | {"fails the elfproef", "no such date"} <= kinds
    rows, clean = _rows(name), make.ROWS[name]()
    for dirt in make.DIRT[name]:
        soiled = dirt.soil(clean[dirt.row].get(dirt.column))
        expected = "" if soiled is None or str(soiled).startswith("#") else soiled
        assert rows[dirt.row][dirt.column] == expected, dirt.what


@pytest.mark.parametrize("name", NAMES)
def test_that_one_row_of_each_list_repeats_an_earlier_one(make: ModuleType, name: str) -> None:
    rows = [tuple(map(str, row.values())) for row in _rows(name)]
    copy, original = make.REPEATED[name]
    assert rows[copy] == rows[original]
    assert sorted(Counter(rows).values())[-2:] == [1, 2]


def test_that_at_least_thirty_cpv_requests_are_complete_enough_for_an_agenda() -> None:
    texts = ("Hulpvraag", "Doelen", "Waarom deze aanbieder", "Alternatieven", "Basishulp")
    needed = (*texts, "Onderbouwing omvang", "Overdracht", "Aanbieder", "Einddatum")
    rows = _rows("cpv")
    assert sum(all(row[column] != "" for column in needed) for row in rows) >= 33


def test_that_requests_were_received_between_september_and_20_november_2026() -> None:
    for name in ("cpv", "zbo"):
        days = [row["Datum aanvraag"] for row in _rows(name)]
        days = [day for day in days if isinstance(day, date)]
        assert len(days) == len(_rows(name)) - 1
        assert min(days) >= date(2026, 9, 1)
        assert max(days) <= date(2026, 11, 20)


def test_that_the_care_lines_belong_to_45_clients_in_38_households(make: ModuleType) -> None:
    lines = make.doorbraak()
    assert len({line["BSN"] for line in lines}) == 45
    assert len({line["Huishoud-id"] for line in lines}) == 38
    laws = Counter(line["Wet"] for line in lines)
    assert laws["Jeugdwet"] > laws["Wmo"] >= 25
    second_route = {
        line["BSN"]
        for line in lines
        if line["Regelingen"] >= 5 and line["Geldzorgen"] == "ja" and line["Aantal wetten"] >= 2
    }
    assert second_route


def test_that_three_clients_of_the_doorbraak_list_also_have_a_cpv_request(make: ModuleType) -> None:
    assert len({row["BSN"] for row in make.cpv()} & {row["BSN"] for row in make.doorbraak()}) == 3


def test_that_children_have_help_of_the_jeugdwet_and_adults_of_the_wmo(make: ModuleType) -> None:
    for row in make.ROWS["doorbraak"]():
        years = (make.COUNTED_ON - row["Geboortedatum"]).days // 365
        assert (row["Wet"] == "Wmo") == (years >= 18), row
        assert (row["Zorgvorm"] == "Wmo-begeleiding") <= (row["Wet"] == "Wmo")
