"""Rows that are no cases are skipped and said; names, alternatives and "unknown" are kept apart."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from written_lists import bsns, codes, read, workbook

HEADER = ["Achternaam", "BSN", "Geboortedatum", "Aanbieder"]
ONE, TWO = (
    [name, bsn, date(2015, 4, 3), "Rivierzorg"] for name, bsn in zip("RS", bsns(2), strict=True)
)


def test_that_groups_sums_and_notes_are_no_refused_cases(tmp_path: Path) -> None:
    """L10, case 15."""
    rows: list[list[Any]] = [
        ["Locatie Noord"], ONE, ["Subtotaal", None, "=COUNT(C3:C3)"], ["Locatie Zuid"], TWO,
        ["Totaal", "=COUNTA(B3:B6)"], ["Gemiddelde", None, None, 4], [],
        ["* Gegevens per 1 november"],
    ]  # fmt: skip
    given = read(workbook(tmp_path / "l.xlsx", HEADER, *rows))
    assert [row.row for row in given.rows] == [3, 6]
    assert not any(row.refused for row in given.rows)
    (said,) = [one for one in given.findings if one.code == "rows-no-case"]
    assert (said.severity, said.values) == ("notice", {"count": 3, "rows": "2, 5, 10"})


def test_that_one_text_elsewhere_than_in_front_is_a_case_of_nobody(tmp_path: Path) -> None:
    """L10: what somebody asks is never skipped."""
    given = read(workbook(tmp_path / "l.xlsx", HEADER, ONE, [None, None, None, "Rivierzorg"]))
    assert [row.refused for row in given.rows] == [False, True]


def test_that_a_row_that_shares_a_merged_cell_is_no_note(tmp_path: Path) -> None:
    """L10, L12b: its other cells stand in the row above."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Aanbieder", "BSN", "Achternaam"], ["Rivierzorg", ONE[1], "Roos"], ["De Boog"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "l.xlsx")
    assert [row.values["bsn"] for row in read(tmp_path / "l.xlsx").rows] == [ONE[1], ONE[1]]


@pytest.mark.parametrize("word", ["?", "nog onbekend", "-", "n.v.t."])
def test_that_unknown_is_no_organisation(tmp_path: Path, word: str) -> None:
    """L16: "?" became a provider, and a school."""
    header = [*HEADER[:3], "Aanbieder", "School", "Verwijzer"]
    given = read(workbook(tmp_path / "l.xlsx", header, [*ONE[:3], word, word, word]), "zbo")
    assert not {"provider", "school", "referrer_name"} & given.rows[0].values.keys()


@pytest.mark.parametrize(
    ("written", "prefix", "surname"),
    [
        ("ten Have", "ten", "Have"),
        ("v.d. Berg", "v.d.", "Berg"),
        ("v. d. Berg", "v. d.", "Berg"),
        ("v/d Berg", "v/d", "Berg"),
        ("van't Hof", "van 't", "Hof"),
        ("Have, ten", "ten", "Have"),
    ],
)
def test_that_a_prefix_is_split_off_however_it_is_spelled(
    tmp_path: Path, written: str, prefix: str, surname: str
) -> None:
    """L16."""
    (row,) = read(workbook(tmp_path / "l.xlsx", HEADER, [written, *ONE[1:]])).rows
    assert (row.values["prefix"], row.values["surname"]) == (prefix, surname)
    assert "initials" not in row.values


@pytest.mark.parametrize(
    ("header", "written", "parts"),
    [
        ("Naam", "Lotte ten Have", ("Lotte", "ten", "Have")),
        ("Naam cliënt", "Lotte Marie van 't Hof", ("Lotte Marie", "van 't", "Hof")),
        ("Naam", "ten Have", (None, "ten", "Have")),
        ("Naam", "Lotte Have", (None, None, "Lotte Have")),
        ("Naam", "Anna De Vries", (None, None, "Anna De Vries")),
        ("Naam", "Roos-van der Berg", (None, None, "Roos-van der Berg")),
        ("Achternaam", "Jansen van Dijk", (None, None, "Jansen van Dijk")),
    ],
)
def test_that_a_whole_name_in_one_cell_is_split_at_its_prefix(
    tmp_path: Path, header: str, written: str, parts: tuple[str | None, ...]
) -> None:
    """L16: where the column holds whole names; a surname of two names stays one."""
    given = read(workbook(tmp_path / "l.xlsx", [header, *HEADER[1:]], [written, *ONE[1:]]))
    (row,) = given.rows
    assert tuple(map(row.values.get, ("given_names", "prefix", "surname"))) == parts
    assert ("name-split" in codes(given)) is (parts[0] is not None)


def test_that_a_name_beside_a_column_of_given_names_is_a_surname(tmp_path: Path) -> None:
    """L16: "Jansen van Dijk" loses nothing to a given name of its own."""
    header = ["Naam", "BSN", "Geboortedatum", "Voornaam"]
    row = ["Jansen van Dijk", *ONE[1:3], "Piet"]
    (read_row,) = read(workbook(tmp_path / "l.xlsx", header, row)).rows
    assert (read_row.values["surname"], read_row.values["given_names"]) == (row[0], "Piet")


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        *(("OIDOS", "BJG", "bjg"), ("stichting Oidos", "BJG", "bjg"), ("SBVN", "BTV", "btv")),
        *(("B.T.V.", "BTV", "btv"), ("JBG", "Jeugdbescherming Gelderland", "gi")),
        *(("WSS", "William Schrikker Stichting", "gi"), ("JVV", "Jeugd Veilig Verder", "gi")),
        ("Leger des Heils", "Leger des Heils", "gi"),
    ],
)
def test_that_referrers_are_known_by_their_other_names(
    tmp_path: Path, written: str, name: str, kind: str
) -> None:
    """L19: the local teams, and the bodies that a judge orders help through."""
    header = [*HEADER, "Verwijzer naam"]
    (row,) = read(workbook(tmp_path / "l.xlsx", header, [*ONE, written])).rows
    assert (row.values["referrer_name"], row.values["referrer_type"]) == (name, kind)


def test_that_what_stands_before_a_colon_is_the_alternative(tmp_path: Path) -> None:
    """L16."""
    cell = "Rivierzorg: wachttijd 20 weken; Basishulp; Oma: te ver: 30 km"
    header = [*HEADER, "Alternatieven"]
    (row,) = read(workbook(tmp_path / "l.xlsx", header, [*ONE, cell])).rows
    assert row.values["answer.alternatives"] == [
        {"kind": "Rivierzorg", "why_not": "wachttijd 20 weken"},
        {"kind": "Basishulp"},
        {"kind": "Oma", "why_not": "te ver: 30 km"},
    ]
    assert not codes(read(workbook(tmp_path / "m.xlsx", header, [*ONE, "Oma"]))) - {
        "bsn-test-number"
    }
