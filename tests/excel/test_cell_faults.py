"""Error cells and formulas without a result are found in the file itself."""

import io
from pathlib import Path

import hostile
import pytest
from openpyxl import Workbook

from casustafel.assets import asset
from casustafel.excel import cell_faults, text_lists

WITHOUT_VALUE = cell_faults.WITHOUT_VALUE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lijst"


def _scan(file: Path, book: bytes, sheet: str = "Sheet") -> dict[tuple[int, int], str]:
    file.write_bytes(book)
    return cell_faults.scan(file, sheet).faults


@pytest.mark.parametrize(
    ("name", "sheet", "fault"),
    [
        ("cpv", "Aanvragen CPV", {(31, 47): "#N/B"}),
        ("zbo", "ZBO-aanvragen", {(21, 42): "#WAARDE!"}),
        ("doorbraak", "Zorgregels", {(63, 33): "#VERW!"}),
    ],
)
def test_that_the_error_cell_of_each_example_is_found_where_excel_shows_it(
    name: str, sheet: str, fault: dict[tuple[int, int], str]
) -> None:
    path = asset("resources", "examples", f"{name}.xlsx")
    assert cell_faults.scan(path, sheet).faults == fault


def test_that_a_sound_sheet_and_an_unknown_sheet_have_no_faults(file: Path) -> None:
    assert _scan(file, hostile.plain_book()) == {}
    assert _scan(file, hostile.plain_book(), "Weg") == {}


def test_that_a_formula_without_a_result_is_told_from_one_with(file: Path) -> None:
    rows = (
        b'<row r="3"><c r="A3"><f>1+1</f><v>2</v></c>'
        b'<c r="B3"><f>1+1</f></c>'
        b'<c r="C3"><f>1+1</f><v></v></c>'
        b'<c r="D3" t="str"><f>IF(A3=1,"x","")</f><v></v></c>'
        b'<c r="E3"><f t="shared" si="0"/></c>'
        b'<c r="AA3" t="e"><f>NA()</f><v>#N/A</v></c></row>'
    )
    assert _scan(file, hostile.with_sheet(rows)) == {
        (3, 2): WITHOUT_VALUE,
        (3, 3): WITHOUT_VALUE,
        (3, 5): WITHOUT_VALUE,
        (3, 27): "#N/B",
    }


def test_that_cells_without_a_place_or_with_a_prefix_are_counted(file: Path) -> None:
    bare = b'<row><c><v>1</v></c></row><row><c/><c t="e"><v>#REF!</v></c></row>'
    assert _scan(file, hostile.with_sheet(bare)) == {(2, 2): "#VERW!"}
    prefixed = b'<x:row r="5"><x:c r="B5" t="e"><x:v>#DIV/0!</x:v></x:c></x:row>'
    assert _scan(file, hostile.with_sheet(prefixed)) == {(5, 2): "#DEEL/0!"}


def test_that_a_fault_far_down_a_long_sheet_is_found(file: Path) -> None:
    book = Workbook()
    for row in range(12_000):
        book.active.append([row, "Rivierzorg", "begeleiding", "uur"])
    book.active["C9731"] = "#NAME?"
    book.active["D11999"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    assert _scan(file, out.getvalue()) == {(9731, 3): "#NAAM?", (11999, 4): WITHOUT_VALUE}


def test_that_a_sheet_is_found_by_its_name_among_others(file: Path) -> None:
    book = Workbook()
    book.active.title = "Eerste & laatste"
    book.create_sheet("Tweede")["B2"] = "#N/A"
    out = io.BytesIO()
    book.save(out)
    assert _scan(file, out.getvalue(), "Eerste & laatste") == {}
    assert _scan(file, out.getvalue(), "Tweede") == {(2, 2): "#N/B"}


def test_that_faults_of_an_opendocument_sheet_are_found_past_repeats(file: Path) -> None:
    content = (
        b'<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        b'<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        b'<table:table-cell table:formula="of:=NA()" office:value-type="string" '
        b'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
        b'<table:table-cell table:formula="of:=1+1"/></table:table-row>'
    )
    expected = {(4, 3): "#N/B", (4, 4): WITHOUT_VALUE}
    assert _scan(file, hostile.ods(content), "Blad1") == expected
    assert _scan(file, hostile.ods(content), "Blad2") == {}


def test_that_error_cells_of_an_old_workbook_are_found(file: Path) -> None:
    begin = (0x0809, bytes(16))
    name = b"Blad1"
    cell = (0x0205, b"\x03\x00\x01\x00\x00\x00\x17\x01")
    truth = (0x0205, b"\x04\x00\x01\x00\x00\x00\x01\x00")
    formula = (0x0006, b"\x05\x00\x02\x00\x00\x00\x02\x00\x2a\x00\x00\x00\xff\xff" + bytes(8))
    for wide in (False, True):
        text = name.decode().encode("utf-16-le") if wide else name
        head = bytes([len(name), wide]) + text
        start = 4 + 16 + 4 + 6 + len(head) + 4
        sheet = (0x0085, start.to_bytes(4, "little") + b"\0\0" + head)
        book = hostile.biff(
            begin, sheet, (0x000A, b""), begin, begin, (0x000A, b""), cell, truth, formula
        )
        found = _scan(file, hostile.compound({"Workbook": book + b"\x0a\0\0\0"}), "Blad1")
        assert found == {(4, 2): "#VERW!", (6, 3): "#N/B"}


def test_that_error_cells_of_a_binary_workbook_are_found(file: Path) -> None:
    def wide(text: str) -> bytes:
        return len(text).to_bytes(4, "little") + text.encode("utf-16-le")

    bundle = bytes(8) + wide("rId1") + wide("Blad1")
    workbook = b"\x9c\x01" + bytes([len(bundle)]) + bundle
    row = b"\x00\x04" + (6).to_bytes(4, "little")
    error = b"\x03\x09" + (2).to_bytes(4, "little") + bytes(4) + b"\x07"
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    parts = {
        "xl/workbook.bin": workbook,
        "xl/_rels/workbook.bin.rels": rels,
        "xl/worksheets/sheet1.bin": b"\x81\x01\x00" + row + error,
    }
    assert _scan(file, hostile.with_parts(parts), "Blad1") == {(7, 3): "#DEEL/0!"}


def test_that_a_list_in_text_shows_its_errors_as_text_and_they_are_taken_out(file: Path) -> None:
    assert _scan(file, b"BSN;Naam\n1;#N/B\n") == {}
    rows, faults = text_lists.of_text("BSN;Naam\n1;#N/B\n#REF!;#1 in de rij\n", "lijst")
    assert faults == {(2, 2): "#N/B", (3, 1): "#VERW!"}
    assert rows[1:] == [["1", ""], ["", "#1 in de rij"]]
