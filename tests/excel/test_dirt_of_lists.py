"""What the dirt of real lists (domain.md §4) becomes, cell by cell, through the whole reader."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from written_lists import ANNA, codes, everything, read, workbook

from casustafel.assets import asset
from casustafel.excel.columns import CPV, ZBO
from casustafel.excel.text import clean_text

HEADER = ["BSN", "Achternaam", "Geboortedatum"]
HALF_PAST_ONE = datetime(2026, 2, 1, 13, 30)  # noqa: DTZ001 - cells have no zone


def cell(tmp_path: Path, header: str, value: Any, table: str = "cpv") -> tuple[Any, Any]:
    """Return the list and the row of one cell under a header, beside a person who is complete."""
    path = workbook(
        tmp_path / "lijst.xlsx", [*HEADER, header], [ANNA, "Zilverroos", date(2015, 4, 3), value]
    )
    given = read(path, table)
    assert len(given.rows) == 1
    return given, given.rows[0]


@pytest.mark.parametrize(
    ("header", "written", "field", "value"),
    [
        ("Volume", "12,5", "volume", Decimal("12.5")),
        ("Volume", " 12,5\u00a0uur", "volume", Decimal("12.5")),
        ("Volume", 18.000000000000004, "volume", Decimal(18)),
        ("Volume", "2x 3 uur", "volume", Decimal(6)),
        ("Volume", "1.234,50", "volume", Decimal("1234.5")),
        ("Uren p/w", 18.1, "hours_per_week", Decimal("18.1")),
        ("Uren p/w", "18,0", "hours_per_week", Decimal(18)),
        ("Eenheid", "uur", "unit", "04"),
        ("Eenheid", 4, "unit", "04"),
        ("Eenheid", "dagdelen", "unit", "16"),
        ("Eenheid", "minuten", "unit", "01"),
        ("Frequentie", "per week", "frequency", "2"),
        ("Frequentie", 2.0, "frequency", "2"),
        ("Frequentie", "per maand", "frequency", "4"),
        ("Productcategorie", 2, "product_category", "02"),
        ("Productcategorie", "45", "product_category", "45"),
        ("Productcode", 4.5e13, "product_code", "45E12"),
        ("Productcode", "4,5E+13", "product_code", "45E12"),
        ("Productcode", "45A48 ", "product_code", "45A48"),
        ("AGB", 3512345, "agb", "03512345"),
        ("AGB", "03512345", "agb", "03512345"),
        ("Postcode", "6511 ab", "postcode", "6511AB"),
        ("Wet", "Jeugdwet", "law", "jeugd"),
        ("Wet", "WMO 2015", "law", "wmo"),
        ("Verwijzer type", "BJJG", "referrer_type", "bjg"),
        ("Verwijzer type", "Huisarts", "referrer_type", "huisarts"),
        ("Verwijzer type", "Gecertificeerde instelling", "referrer_type", "gi"),
        ("Zorgvorm", "Voorschoolse dagbehandeling", "care_form", "vdb"),
        ("Soort aanvraag", "Verlenging", "request_kind", "verlenging"),
        ("Spoed", "x", "urgent", True),
        ("Spoed", "N", "urgent", False),
        ("Spoed", 1, "urgent", True),
        ("Toewijzingnr", 410200300.0, "allocation_number", 410200300),
        ("Toewijzingnr", "410200300", "allocation_number", 410200300),
        ("Datum aanvraag", "1-2-26", "received", date(2026, 2, 1)),
        ("Datum aanvraag", "1 feb. 2026", "received", date(2026, 2, 1)),
        ("Datum aanvraag", "zo 1 februari 2026", "received", date(2026, 2, 1)),
        ("Datum aanvraag", "1 maart '26", "received", date(2026, 3, 1)),
        ("Datum aanvraag", "2026-02-01", "received", date(2026, 2, 1)),
        ("Datum aanvraag", "2026-02-01T00:00:00", "received", date(2026, 2, 1)),
        ("Datum aanvraag", "01022026", "received", date(2026, 2, 1)),
        ("Datum aanvraag", "25/02/2026", "received", date(2026, 2, 25)),
        ("Datum aanvraag", HALF_PAST_ONE, "received", date(2026, 2, 1)),
        ("Datum aanvraag", 46054, "received", date(2026, 2, 1)),
    ],
)
def test_that_a_habit_of_writing_is_understood(
    tmp_path: Path, header: str, written: Any, field: str, value: Any
) -> None:
    given, row = cell(tmp_path, header, written)
    assert not row.refused, everything(given)
    assert row.values[field] == value
    assert type(row.values[field]) is type(value)


@pytest.mark.parametrize(
    ("header", "written", "field", "value"),
    [
        ("Jaarbedrag (€)", "€ 1.234,50", "annual_cents", 123450),
        ("Jaarbedrag (€)", 1234.5, "annual_cents", 123450),
        ("Jaarbedrag (€)", "1.234,-", "annual_cents", 123400),
        ("Jaarbedrag (€)", "1234", "annual_cents", 123400),
        ("Jaaruren", "1.040,5", "annual_hours", Decimal("1040.5")),
        ("Verblijf j/n", "J", "residential", True),
        ("Regelingen", "5", "schemes", 5),
        ("Geldzorgen", "nee", "money_worries", False),
        ("Rang", 3.0, "rank", 3),
        ("Gedeclareerd bedrag", "€ 0,05", "declared_cents", 5),
    ],
)
def test_that_amounts_and_counts_of_care_lines_are_understood(
    tmp_path: Path, header: str, written: Any, field: str, value: Any
) -> None:
    _, row = cell(tmp_path, header, written, "doorbraak")
    assert row.values[field] == value
    assert type(row.values[field]) is type(value)


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("Datum aanvraag", "31-02-2026"),
        ("Ingangsdatum", "2026-13-01"),
        ("Uren p/w", "tachtig"),
        ("BSN", "999900014"),
        ("BSN", "000000000"),
        ("BSN", "12345"),
    ],
)
def test_that_what_cannot_be_meant_refuses_its_row_with_the_place(
    tmp_path: Path, header: str, written: str
) -> None:
    names = HEADER if header in HEADER else [*HEADER, header]
    cells = [written if name == header else value for name, value in zip(
        names, [ANNA, "Zilverroos", date(2015, 4, 3), written], strict=False
    )]  # fmt: skip
    given = read(workbook(tmp_path / "lijst.xlsx", names, cells))
    (row,) = given.rows
    assert row.refused
    errors = [one for one in row.findings if one.severity == "error"]
    assert errors
    assert (errors[0].row, errors[0].column) == (2, header)


@pytest.mark.parametrize("header", ["Volume", "Uren p/w", "Einddatum", "Toewijzingnr", "AGB"])
@pytest.mark.parametrize("written", ["n.v.t.", "-", "onbekend", "nvt", "?"])
def test_that_a_cell_that_says_nothing_is_blank_and_refuses_no_row(
    tmp_path: Path, header: str, written: str
) -> None:
    given, row = cell(tmp_path, header, written)
    assert not row.refused, everything(given)
    assert set(row.values) <= {"bsn", "surname", "birth_date"}


def test_that_a_lost_zero_of_a_bsn_is_mended_and_said(tmp_path: Path) -> None:
    # 012345672 passes the elfproef; a demonstration number, given to nobody.
    path = workbook(tmp_path / "l.xlsx", [*HEADER, "Postcode"], [12345672.0, "Roos", None, None])
    (row,) = read(path).rows
    assert row.values["bsn"] == "012345672"
    assert {one.severity for one in row.findings if one.field == "bsn"} == {"warning"}


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("Jansen, P. van", {"surname": "Jansen", "prefix": "van", "initials": "P."}),
        ("Berg, J.M. van den", {"surname": "Berg", "prefix": "van den", "initials": "J.M."}),
        ("van der Linden", {"surname": "Linden", "prefix": "van der"}),
        ("Zilverroos", {"surname": "Zilverroos"}),
        ("P. Jansen-de Wit", {"surname": "Jansen-de Wit", "initials": "P."}),
        ("'t Hart", {"surname": "Hart", "prefix": "'t"}),
        ("Aydın, Şule", {"surname": "Aydın", "given_names": "Şule"}),
    ],
)
def test_that_a_name_is_taken_apart(tmp_path: Path, written: str, fields: dict[str, str]) -> None:
    path = workbook(tmp_path / "l.xlsx", ["BSN", "Naam", "Postcode"], [ANNA, written, "6511AB"])
    (row,) = read(path).rows
    names = ("surname", "prefix", "initials", "given_names")
    assert {name: row.values[name] for name in names if row.values.get(name)} == fields


def test_that_initials_of_their_own_column_win_from_those_in_the_name(tmp_path: Path) -> None:
    header = ["BSN", "Achternaam", "Voorletters"]
    path = workbook(tmp_path / "l.xlsx", header, [ANNA, "Jansen, P. van", "Q.R."])
    (row,) = read(path).rows
    assert row.values["initials"] == "Q.R."


def test_that_a_birth_year_of_two_digits_is_never_in_the_future(tmp_path: Path) -> None:
    header = ["BSN", "Achternaam", "Geboortedatum", "Wet"]
    path = workbook(tmp_path / "l.xlsx", header, [ANNA, "Roos", "13-4-30", "Wmo"])
    (row,) = read(path).rows
    assert row.values["birth_date"] == date(1930, 4, 13)
    assert not row.refused


def test_that_the_century_of_an_end_date_may_lie_ahead(tmp_path: Path) -> None:
    _, row = cell(tmp_path, "Einddatum", "13-4-30")
    assert row.values["ends_on"] == date(2030, 4, 13)


def test_that_texts_keep_their_lines_although_spaces_are_put_right(tmp_path: Path) -> None:
    goals = "Gaat  alleen naar school\nSlaapt\u00a0door; Eet mee"
    _, row = cell(tmp_path, "Doelen", goals)
    assert row.values["answer.goals"] == [
        {"goal": "Gaat alleen naar school"},
        {"goal": "Slaapt door"},
        {"goal": "Eet mee"},
    ]


def test_that_hours_are_computed_and_the_assumption_is_said(tmp_path: Path) -> None:
    header = [*HEADER, "Volume", "Eenheid", "Frequentie"]
    person = [ANNA, "Roos", date(2015, 4, 3)]
    path = workbook(tmp_path / "l.xlsx", header, [*person, 2, "uur", "per dag"])
    given = read(path)
    assert given.rows[0].values["hours_per_week"] == 14
    assert "hours-seven-days" in codes(given)


def test_that_hours_that_the_list_gives_are_kept(tmp_path: Path) -> None:
    header = [*HEADER, "Volume", "Eenheid", "Frequentie", "Uren p/w"]
    person = [ANNA, "Roos", date(2015, 4, 3)]
    (row,) = read(workbook(tmp_path / "l.xlsx", header, [*person, 2, "uur", "per dag", 9])).rows
    assert row.values["hours_per_week"] == 9


def test_that_a_start_after_the_end_refuses_the_row(tmp_path: Path) -> None:
    header = [*HEADER, "Ingangsdatum", "Einddatum"]
    person = [ANNA, "Roos", date(2015, 4, 3)]
    path = workbook(tmp_path / "l.xlsx", header, [*person, date(2026, 5, 1), date(2026, 4, 1)])
    assert read(path).rows[0].refused


def test_that_an_age_past_youth_is_a_warning_only(tmp_path: Path) -> None:
    header = [*HEADER, "Wet", "Datum aanvraag"]
    row = [ANNA, "Roos", date(1980, 4, 3), "Jeugdwet", date(2026, 10, 1)]
    (read_row,) = read(workbook(tmp_path / "l.xlsx", header, row)).rows
    assert not read_row.refused
    assert "warning" in {one.severity for one in read_row.findings}


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        ((None, None, None, None), True),
        ((None, "Roos", None, None), True),
        (("asielzoeker", "Roos", date(2015, 4, 3), "6511AB"), False),
        (("nog niet toegekend", "Roos", None, None), True),
        ((ANNA, None, None, None), False),
    ],
)
def test_that_somebody_must_be_identified(
    tmp_path: Path, cells: tuple[Any, ...], refused: bool
) -> None:
    path = workbook(
        tmp_path / "l.xlsx", [*HEADER, "Postcode", "Hulpvraag"], [*cells, "Wil graag hulp."]
    )
    assert read(path).rows[0].refused is refused


def test_that_no_finding_holds_what_points_to_a_person(tmp_path: Path) -> None:
    header = [*HEADER, "Postcode"]
    path = workbook(tmp_path / "l.xlsx", header, ["999900014", "Roos", "31-02-2015", "99 ZZZ"])
    said = " ".join(str(dict(one.values)) for one in everything(read(path)))
    assert "999900014" not in said
    assert "Roos" not in said


@pytest.mark.parametrize(
    ("header", "written", "field", "value"),
    [
        ("Kenmerk", 202611000123, "sender_reference", "202611000123"),
        ("Kenmerk", 4.5e13, "sender_reference", "45000000000000"),
        ("Zaaknummer", 202611000123456.0, "dossier_number", "202611000123456"),
        ("Kenmerk", "0012", "sender_reference", "0012"),
        ("Productcode", 45012, "product_code", "45012"),
        ("Productcode", 1234567, "product_code", "1234567"),
    ],
)
def test_that_no_digit_of_a_long_code_changes(
    tmp_path: Path, header: str, written: Any, field: str, value: str
) -> None:
    given, row = cell(tmp_path, header, written)
    assert row.values[field] == value
    assert "code-from-float" not in codes(given)


def test_that_a_code_that_lost_digits_is_said_and_kept_as_written(tmp_path: Path) -> None:
    given, row = cell(tmp_path, "Kenmerk", "2,02611E+11")
    assert row.values["sender_reference"] == "2,02611E+11"
    assert "code-digits-lost" in codes(given)


@pytest.mark.parametrize("written", ["12a", "1234567890", "-5", 1.5, "12/13"])
def test_that_an_allocation_number_is_taken_whole_or_refused(tmp_path: Path, written: Any) -> None:
    given, row = cell(tmp_path, "Toewijzingnr", written)
    assert row.refused
    assert "allocation_number" not in row.values
    assert "number-invalid" in codes(given)


@pytest.mark.parametrize(
    ("header", "written", "field", "value"),
    [
        ("Geïnformeerd op", date(2026, 10, 2), "answer.informed", date(2026, 10, 2)),
        ("Hoe geïnformeerd", "Telefonisch", "answer.informed_how", "telefonisch"),
        ("Grondslag", "Jeugdwet 7.4.0", "answer.ground", "jw740"),
        ("Grondslag", "Wmo 5.1.1", "answer.ground", "wmo511"),
        ("Grondslag", "Toestemming", "answer.ground", "toestemming"),
    ],
)
def test_that_a_list_brings_when_and_on_what_ground_the_resident_was_told(
    tmp_path: Path, header: str, written: Any, field: str, value: Any
) -> None:
    _, row = cell(tmp_path, header, written)
    assert row.values[field] == value


def test_that_the_columns_of_answers_fit_the_frameworks_that_ship() -> None:
    # A workspace may hold the example of before still, which knew consent as a ground.
    before = Path(__file__).parents[1] / "data" / "frameworks"
    shipped = "".join(
        path.read_text("utf-8")
        for table in ("cpv", "zbo")
        for path in (asset("resources", "frameworks", f"{table}.json"), before / f"{table}-2.json")
    )
    for field in (*CPV.fields, *ZBO.fields):
        if field.key.startswith("answer."):
            assert f'"code": "{field.key.removeprefix("answer.")}"' in shipped, field.key
        if field.key in ("answer.ground", "answer.informed_how", "answer.primary_goal"):
            assert all(f'"{code}"' in shipped for code in (field.choices or {}).values())


def test_that_a_name_broken_over_two_lines_of_its_cell_is_one_name(tmp_path: Path) -> None:
    _, row = cell(tmp_path, "Aanbieder", "Zorggroep\nWaal ")
    assert row.values["provider"] == "Zorggroep Waal"
    _, row = cell(tmp_path, "Opmerking", "eerst\ndan")
    assert row.values["remark"] == "eerst\ndan"


def test_that_signs_that_turn_the_direction_of_writing_are_left_out() -> None:
    assert clean_text("\u202eRoos\u2069 van\u200e") == "Roos van"
