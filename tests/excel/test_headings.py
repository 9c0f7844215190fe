"""Headings as senders write them propose a field; nobody else's number and no counter does."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from written_lists import bsns, codes, everything, read, workbook

from casustafel.excel.remarks import remark

HEADER = ["BSN", "Achternaam", "Geboortedatum"]
PEOPLE: list[list[Any]] = [
    [bsn, name, date(2015, 4, day)]
    for day, (bsn, name) in enumerate(zip(bsns(4), ("Roos", "Sam", "Noa", "Bo"), strict=True), 1)
]


def fields(tmp_path: Path, header: str, *cells: Any, table: str = "cpv") -> str | None:
    """Return the field that a column with this heading and these cells is read as."""
    path = workbook(
        tmp_path / "l.xlsx",
        [*HEADER, header],
        *([*row, cell] for row, cell in zip(PEOPLE, cells or [None], strict=False)),
    )
    return read(path, table).columns[-1].field


DAYS = ("01-07-2026", date(2026, 7, 1), "1 juli 2026")
WORDS = ("Rust thuis", "Naar school", "Slapen")
HEADINGS = [
    ("cpv", "Begindatum zorg", DAYS, "starts_on"),
    ("cpv", "Einddatum zorg", DAYS, "ends_on"),
    ("cpv", "Aantal uren per week", (4, 12, 7.5), "hours_per_week"),
    ("cpv", "Datum verzoek", DAYS, "received"),
    ("cpv", "Hulpvraag / situatie", WORDS, "answer.help_question"),
    ("cpv", "Alternatieven onderzocht", WORDS, "answer.alternatives"),
    ("cpv", "Bespreken met spoed?", ("ja", "nee", "nee"), "urgent"),
    ("cpv", "Toew.nr", (1001, 1002, 1003), "allocation_number"),
    ("cpv", "AGB-code (8 cijfers)", ("03510001", "03510002", "03510003"), "agb"),
    ("cpv", "Aanbieder [hoofdaannemer]", WORDS, "provider"),
    ("cpv", "Ingangsdatum - zoals in de toewijzing", DAYS, "starts_on"),
    ("cpv", "Postcode\n(zonder spatie)", ("6511AB", "6512 CD", "6513EF"), "postcode"),
    ("cpv", "Geplande omvang (uur/week)", (4, 5, 6), "hours_per_week"),
    ("zbo", "BRIN nr", ("02QZ00", "03AB", "04CD01"), "brin"),
    ("zbo", "Groep/klas", (3, "4b", 5), "group"),
    ("zbo", "Uren ZBO p.w.", (4, 5, 6), "zbo_hours"),
    ("zbo", "T/m", DAYS, "ends_on"),
    ("zbo", "Aanvraag ZBO d.d.", DAYS, "received"),
]


@pytest.mark.parametrize(("table", "header", "cells", "field"), HEADINGS)
def test_that_a_heading_with_a_remark_or_among_words_proposes_its_field(
    tmp_path: Path, table: str, header: str, cells: tuple[Any, ...], field: str
) -> None:
    """L7, case 11."""
    assert fields(tmp_path, header, *cells, table=table) == field


def test_that_what_was_proposed_is_said(tmp_path: Path) -> None:
    """L7: "lijkt op"."""
    header = ["BSN", "Achternaam leerling", "Geboortedatum (dd-mm-jjjj)", "Postcode"]
    given = read(workbook(tmp_path / "l.xlsx", header, *PEOPLE))
    assert [column.how for column in given.columns] == ["name", "likeness", "likeness", "name"]
    assert [one.column for one in given.findings if one.code == "column-likely"] == header[1:3]
    assert given.rows[0].values["birth_date"] == date(2015, 4, 1)


def test_that_a_header_of_which_each_name_has_a_remark_is_found(tmp_path: Path) -> None:
    """L7."""
    header = ["BSN (9 cijfers)", "Achternaam (kind)", "Geboortedatum (dd-mm-jjjj)"]
    given = read(workbook(tmp_path / "l.xlsx", ["Lijst"], header, *PEOPLE))
    assert given.header_row == 2
    assert {"bsn", "surname", "birth_date"} <= {column.field for column in given.columns}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Naam moeder", WORDS),
        ("Postcode school", ("6511AB", "6512CD", "6513EF")),
        ("Huisnummer ouders", (1, 5, 9)),
        ("Datum brief", DAYS),
        ("Leeftijd cliënt", (8, 9, 10)),
        ("Postcode (nog na te vragen)", ("ja", "nee", "ja")),
        ("Begindatum zorg", WORDS),
    ],
)
def test_that_a_column_of_somebody_else_or_of_another_kind_is_not_proposed(
    tmp_path: Path, header: str, cells: tuple[Any, ...]
) -> None:
    """L5, L7: what stands in the cells and who it is about decide too."""
    assert fields(tmp_path, header, *cells) is None


def test_that_the_cells_tell_a_column_whose_heading_says_nothing(tmp_path: Path) -> None:
    """L7."""
    header = ["Achternaam", "Geboortedatum", "Aanbieder", "Identificatie", "Gebied", "Welke hulp"]
    rows = [[name, day, "Rivierzorg", bsn, "6511 AB", "Jeugd-ggz"] for bsn, name, day in PEOPLE[:3]]
    given = read(workbook(tmp_path / "l.xlsx", header, *rows))
    assert [column.field for column in given.columns][3:] == ["bsn", "postcode", "care_form"]
    assert [column.how for column in given.columns][3:] == ["likeness"] * 3


def test_that_the_bsn_of_a_parent_is_nobodys_bsn(tmp_path: Path) -> None:
    """L5, L7: a number of somebody else never becomes the one of the child."""
    header = ["Achternaam", "Geboortedatum", "Aanbieder", "BSN moeder", "Nummer van de ouder"]
    rows = [[name, day, "Rivierzorg", bsn, bsn] for bsn, name, day in PEOPLE]
    given = read(workbook(tmp_path / "l.xlsx", header, *rows))
    assert all("bsn" not in row.values for row in given.rows)


@pytest.mark.parametrize(
    ("header", "house"),
    [
        (["Nr.", "Groep", *HEADER], False),
        (["Nr.", "Postcode", *HEADER], False),
        ([*HEADER, "Postcode", "Nr."], True),
    ],
)
def test_that_a_row_number_is_no_house_number(
    tmp_path: Path, header: list[str], house: bool
) -> None:
    """L8: beside an address "Nr." is one, unless it counts 1, 2, 3."""
    numbers = (9, 9, 12, 7) if house else (1, 2, 3, 4)
    rows: list[list[Any]] = [
        [*person, "6511AB", number] if house else [number, "6511AB", *person]
        for number, person in zip(numbers, PEOPLE, strict=True)
    ]
    given = read(workbook(tmp_path / "l.xlsx", header, *rows))
    assert any("house_number" in row.values for row in given.rows) is house
    assert "column-twice" not in codes(given)


def test_that_a_column_that_was_left_out_does_not_stand_there_twice(tmp_path: Path) -> None:
    """L8."""
    header = [*HEADER, "Huisnummer"]
    path = workbook(tmp_path / "l.xlsx", header, *([*row, 7] for row in PEOPLE))
    given = read(path, mapping={0: "bsn", 1: "surname", 2: "birth_date", 3: ""})
    assert "column-twice" not in codes(given)


def test_that_each_wanted_field_without_a_column_is_said(tmp_path: Path) -> None:
    """L7: fifteen pupils came in without a surname and nobody was told."""
    given = read(workbook(tmp_path / "l.xlsx", ["BSN", "Aanbieder", "AGB"], [bsns(1)[0], "R", ""]))
    remark(given, "cpv")
    (said,) = [one for one in given.findings if one.code == "columns-missing"]
    assert said.severity == "warning"
    assert said.values["fields"] == "Achternaam, Geboortedatum"
    (later,) = [one for one in given.findings if one.code == "columns-later"]
    assert later.severity == "notice"
    assert later.values["fields"] == "Datum aanvraag, Hulpvraag, Zorgvorm"


def test_that_a_column_shows_what_is_doubtful_in_it_first(tmp_path: Path) -> None:
    """L7: the first three values of a column say little about the two hundredth."""
    rows = [[bsns(80)[at], f"Roos{at}", date(2015, 4, 3)] for at in range(80)]
    rows[70][2] = "eind maart"
    given = read(workbook(tmp_path / "l.xlsx", HEADER, *rows))
    assert given.columns[2].examples[0] == "eind maart"
    assert given.columns[2].examples == ("eind maart", "2015-04-03")
    assert everything(given)
