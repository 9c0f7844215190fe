"""Lists in every shape: titles, two-line headers, blanks, totals, hidden parts, several tables."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from written_lists import ANNA, bsns, codes, everything, read, workbook

from casustafel.domain.errors import CasustafelError, FileError
from casustafel.domain.wording import word_error
from casustafel.excel.case_list import KnownColumns, PastedText

HEADER = ["BSN", "Achternaam", "Geboortedatum", "Postcode"]
ONE, TWO, THREE = bsns(3)


def person(bsn: Any = ANNA, name: str = "Roos") -> list[Any]:
    return [bsn, name, date(2015, 4, 3), "6511AB"]


def test_that_rows_are_numbered_as_excel_shows_them(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "l.xlsx",
        ["Aanvragen najaar"], [], ["Peildatum: 1 november", None, "Versie 2"], [],
        HEADER, person(ONE), [], person(TWO), ["Totaal", None, None, 2],
    )  # fmt: skip
    given = read(path)
    assert given.header_row == 5
    assert [row.row for row in given.rows] == [6, 8]
    assert {(one.row, one.reason) for one in given.skipped} >= {(7, "blank"), (9, "total")}


def test_that_a_list_may_start_below_and_right_of_the_corner(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, values in enumerate([HEADER, person(ONE), person(TWO)], start=7):
        for column, value in enumerate(values, start=4):
            sheet.cell(row, column, value)
    book.save(tmp_path / "l.xlsx")
    given = read(tmp_path / "l.xlsx")
    assert given.header_row == 7
    assert [row.row for row in given.rows] == [8, 9]
    assert {c.field for c in given.columns if c.field} == {
        "bsn", "surname", "birth_date", "postcode",
    }  # fmt: skip


@pytest.mark.parametrize("word", ["Totaal", "totaal aantal", "Subtotaal", "SUBTOTAAL BJG"])
def test_that_sums_are_no_cases(tmp_path: Path, word: str) -> None:
    given = read(workbook(tmp_path / "l.xlsx", HEADER, person(), [None, word, None, 3]))
    assert len(given.rows) == 1
    assert [(one.row, one.reason) for one in given.skipped] == [(3, "total")]


def test_that_a_person_whose_provider_begins_with_totaal_is_a_case(tmp_path: Path) -> None:
    header = ["Aanbieder", *HEADER]
    given = read(workbook(tmp_path / "l.xlsx", header, ["Totaal Thuis", *person()]))
    assert len(given.rows) == 1


def test_that_a_header_of_two_lines_is_put_together(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "l.xlsx",
        ["BSN", "Achternaam", "Datum", "Postcode", "Datum"],
        [None, None, "aanvraag", None, "CPV"],
        [ANNA, "Roos", date(2026, 10, 1), "6511AB", date(2026, 11, 2)],
    )
    given = read(path)
    (row,) = given.rows
    assert row.row == 3
    assert row.values["received"] == date(2026, 10, 1)
    assert row.values["table_date"] == date(2026, 11, 2)


def test_that_a_band_above_the_header_does_not_hide_it(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "l.xlsx",
        ["Cliënt", None, None, None, "Verwijzer", None],
        [*HEADER, "type", "naam"],
        [*person(), "BJG", "Buurtteams Jeugd en Gezin"],
    )
    (row,) = read(path).rows
    assert row.values["bsn"] == ANNA
    assert row.values["referrer_type"] == "bjg"
    assert row.values["referrer_name"] == "Buurtteams Jeugd en Gezin"


def test_that_headers_are_known_by_synonym_and_by_likeness(tmp_path: Path) -> None:
    header = ["Burgerservicenummer", "Achternaam", "Geb.datum", "Postkode", "Kleur"]
    given = read(workbook(tmp_path / "l.xlsx", header, [*person(), "rood"]))
    how = {column.header: (column.field, column.how) for column in given.columns}
    assert how["Burgerservicenummer"] == ("bsn", "synonym")
    assert how["Achternaam"] == ("surname", "name")
    assert how["Geb.datum"][0] == "birth_date"
    assert how["Postkode"] == ("postcode", "likeness")
    assert how["Kleur"][0] is None


def test_that_the_user_may_say_what_a_column_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", [*HEADER, "Kleur"], [*person(), "Let op de hond"])
    index = next(c.index for c in read(path).columns if c.header == "Kleur")
    given = read(path, mapping={index: "remark"})
    assert given.rows[0].values["remark"] == "Let op de hond"
    assert next(c.how for c in given.columns if c.header == "Kleur") == "user"


def test_that_a_sheet_without_header_is_refused_in_words(tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", ["een", "twee"], [1, 2])
    with pytest.raises(CasustafelError) as caught:
        read(path)
    assert caught.value.exit_code == 4
    assert word_error(caught.value, "nl").do


def test_that_a_list_without_known_names_is_read_from_the_row_that_somebody_chose(
    tmp_path: Path,
) -> None:
    path = workbook(
        tmp_path / "l.xlsx", ["Lijst"], ["Cijfers", "Wie", ""], [ANNA, "Roos", "6511AB"]
    )
    given = read(path, header_row=2)
    assert [column.header for column in given.columns] == ["Cijfers", "Wie", ""]
    assert [column.field for column in given.columns] == [None, None, None]
    assert [row.row for row in given.rows] == [3]
    mapped = read(path, header_row=2, mapping={0: "bsn", 1: "surname", 2: "postcode"})
    assert mapped.rows[0].values == {"bsn": ANNA, "surname": "Roos", "postcode": "6511AB"}
    assert [column.header for column in mapped.columns] == ["Cijfers", "Wie", "C"]
    kept = KnownColumns({0: "bsn", 1: "surname", 2: ""}, {})
    again = read(path, known_headers={given.header_fingerprint: kept})
    assert again.header_row == 2
    assert again.rows[0].values == {"bsn": ANNA, "surname": "Roos"}


def test_that_a_list_without_any_header_is_read_by_the_letters_of_its_columns(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path / "l.xlsx", [ONE, "Roos"], [TWO, "Vos"])
    given = read(path, header_row=0, mapping={0: "bsn", 1: "surname"})
    assert [row.row for row in given.rows] == [1, 2]
    assert [column.header for column in given.columns] == ["A", "B"]
    with pytest.raises(CasustafelError):
        read(path, header_row=9)


def test_that_the_sheet_with_the_list_is_found_and_hidden_ones_are_said(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Uitleg"
    first.append(["Lees dit eerst"])
    listed = book.create_sheet("Lijst")
    listed.append(HEADER)
    listed.append(person())
    hidden = book.create_sheet("Oud")
    hidden.append(HEADER)
    hidden.append(person(TWO))
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "l.xlsx")
    given = read(tmp_path / "l.xlsx")
    assert given.sheet == "Lijst"
    assert "sheets-hidden" in codes(given)
    assert read(tmp_path / "l.xlsx", sheet="Oud").rows[0].values["bsn"] == TWO


def test_that_hidden_rows_come_in_and_are_said(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, person(ONE), person(TWO), person(THREE)):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "l.xlsx")
    given = read(tmp_path / "l.xlsx")
    assert len(given.rows) == 3
    assert "rows-hidden" in codes(given)


def test_that_an_error_cell_is_said_even_where_no_column_is_known(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "l.xlsx", [*HEADER, "Opmerking", "Kleur"], [*person(), "#N/A", "#REF!"]
    )
    given = read(path)
    places = {(one.row, one.column) for one in everything(given) if one.code == "cell-error"}
    assert places == {(2, "Opmerking"), (2, "Kleur")}
    assert not given.rows[0].refused


def test_that_an_error_where_the_bsn_belongs_refuses_the_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", HEADER, person("#VALUE!"), person())
    assert [row.refused for row in read(path).rows] == [True, False]


def test_that_a_row_of_errors_only_is_not_taken_for_a_blank_one(tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", HEADER, person(), ["#N/A", "#N/A", None, None])
    given = read(path)
    assert [row.row for row in given.rows] == [2, 3]
    assert given.rows[1].refused


def test_that_a_formula_without_result_is_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", [*HEADER, "Volume"], [*person(), "=1+1"])
    assert "formula-without-value" in codes(read(path))


def test_that_a_header_that_is_repeated_on_each_page_is_no_case(tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", HEADER, person(ONE), HEADER, person(TWO))
    given = read(path)
    assert [row.row for row in given.rows if not row.refused] == [2, 4]
    assert len(given.rows) == 2


def test_that_a_second_table_below_is_said(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "l.xlsx",
        HEADER, person(ONE), [],
        ["Aanbieder", "AGB", "Jaar", "Hoogte"], ["Zorggroep Waal", "03512345", 2026, 1000],
    )  # fmt: skip
    given = read(path)
    assert "second-table" in codes(given)
    assert [row.row for row in given.rows if not row.refused] == [2]


def test_that_the_fingerprint_of_a_header_does_not_hang_on_the_rows(tmp_path: Path) -> None:
    one = read(workbook(tmp_path / "a.xlsx", HEADER, person(ONE)))
    two = read(workbook(tmp_path / "b.xlsx", ["Titel"], HEADER, person(TWO), person(THREE)))
    other = read(workbook(tmp_path / "c.xlsx", [*HEADER, "Wijk"], [*person(ONE), "Oost"]))
    assert one.header_fingerprint == two.header_fingerprint != other.header_fingerprint
    assert one.file_sha256 != two.file_sha256


def test_that_a_reader_can_be_stopped(tmp_path: Path) -> None:
    class StoppedError(Exception):
        """The user pressed stop."""

    def stop(done: int, whole: int) -> None:
        raise StoppedError

    rows = [person(ONE)] * 3000
    with pytest.raises(StoppedError):
        read(workbook(tmp_path / "l.xlsx", HEADER, *rows), progress=stop)


def test_that_a_block_pasted_from_excel_is_a_list() -> None:
    text = f"BSN\tAchternaam\tGeboortedatum\tVolume\r\n{ANNA}\tRoos\t3-4-2015\t12,5\r\n"
    (row,) = read(PastedText(text)).rows
    assert row.row == 2
    assert row.values["bsn"] == ANNA


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_that_text_lists_are_read_in_every_encoding(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = [
        ["BSN", "Achternaam", "Geboortedatum", "Hulpvraag"],
        [ANNA, "Aydé", "23-04-2015", '"Eerst dit,\nen dan; ""dat"" voor \u20ac 5"'],
    ]
    text = "\r\n".join(separator.join(line) for line in lines) + "\r\n"
    path = tmp_path / "lijst.csv"
    path.write_bytes(text.encode(encoding))
    (row,) = read(path).rows
    assert row.values["surname"] == "Aydé"
    assert "\u20ac 5" in str(row.values["answer.help_question"])
    assert '"dat"' in str(row.values["answer.help_question"])


@pytest.mark.parametrize("error", ["#N/B", "#VERW!", "#WAARDE!", "#REF!", "#DEEL/0!"])
def test_that_errors_in_text_lists_are_said(tmp_path: Path, error: str) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(f"BSN;Achternaam;Postcode;Volume\n{ANNA};Roos;6511AB;{error}\n")
    given = read(path)
    assert "cell-error" in codes(given)
    assert not given.rows[0].refused


def test_that_a_text_list_may_say_its_own_separator(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        f"sep=|\nBSN|Achternaam|Postcode|Hulpvraag\n{ANNA}|Roos|6511AB|Een; twee, drie\n"
    )
    given = read(path)
    assert given.header_row == 1
    assert given.rows[0].row == 2
    assert given.rows[0].values["answer.help_question"] == "Een; twee, drie"


def test_that_a_text_list_without_rows_is_a_list_of_none(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("BSN;Achternaam;Postcode\n")
    assert read(path).rows == []


def test_that_utf_16_without_a_mark_is_known(tmp_path: Path) -> None:
    path = tmp_path / "lijst.txt"
    text = f"BSN\tAchternaam\tPostcode\r\n{ANNA}\tAydé\t6511AB\r\n"
    path.write_bytes(text.encode("utf-16-le"))
    assert read(path).rows[0].values["surname"] == "Aydé"


def test_that_an_unknown_sheet_is_named_with_those_there_are(tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", HEADER, person())
    with pytest.raises(CasustafelError) as caught:
        read(path, sheet="Blad9")
    assert "Sheet" in str(word_error(caught.value, "nl"))


def test_that_a_column_that_stands_there_twice_is_read_once_and_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", [*HEADER, "Volume", "Volume"], [*person(), 4, 9])
    given = read(path)
    assert given.rows[0].values["volume"] == 4
    assert "column-twice" in codes(given)


def test_that_a_list_on_another_sheet_is_said(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    for sheet in (first, book.create_sheet("2025")):
        sheet.append(HEADER)
        sheet.append(person())
    book.save(tmp_path / "l.xlsx")
    (said,) = [one for one in read(tmp_path / "l.xlsx").findings if one.code == "sheets-other"]
    assert said.values["sheets"] == "2025"


def test_that_minutes_in_the_cell_count_beside_a_column_that_says_hours(tmp_path: Path) -> None:
    header = [*HEADER, "Volume", "Eenheid", "Frequentie"]
    path = workbook(tmp_path / "l.xlsx", header, [*person(), "90 minuten", "uur", "per week"])
    given = read(path)
    assert given.rows[0].values["hours_per_week"] == Decimal("1.5")
    assert "unit-conflict" in codes(given)


def test_that_a_brin_and_the_column_of_its_location_go_together(tmp_path: Path) -> None:
    header = [*HEADER, "School", "BRIN", "Vestiging"]
    path = workbook(tmp_path / "l.xlsx", header, [*person(), "De Zevensprong", "99AB", 0])
    assert read(path, "zbo").rows[0].values["brin"] == "99AB00"


def test_that_a_quotation_mark_that_never_closes_swallows_no_rows_unseen(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    sound = "BSN;Achternaam;Aanbieder\n999900006;Zilverroos;Rivierzorg\n"
    path.write_text(
        sound + '999900018;"Zilverroos;Rivierzorg\n' + "999900031;Adelaar;Bergzorg\n" * 3
    )

    with pytest.raises(FileError, match="file-quote-open") as caught:
        read(path)

    assert caught.value.values == {"file": "lijst.csv", "row": 3}


def test_that_lines_within_the_last_cell_are_no_open_quotation(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text('BSN;Achternaam;Aanbieder\n999900006;Zilverroos;"Rivierzorg\nNoord"')

    assert len(read(path).rows) == 1
