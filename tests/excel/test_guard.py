"""Files that are no list, are broken, or are meant to harm are refused in words."""

import errno
import os
import random
import struct
import tracemalloc
import zipfile
from pathlib import Path

import hostile
import pytest

import binary_workbook
from casustafel import windows
from casustafel.assets import asset
from casustafel.domain.errors import FileError
from casustafel.domain.wording import word_error
from casustafel.excel import guard, limits
from casustafel.excel.zip_parts import ZipParts

CODES = (
    "file-empty",
    "file-cut-off",
    "file-password",
    "file-no-spreadsheet",
    "file-too-large",
    "file-cell-too-large",
    "file-too-wide",
    "file-hostile",
    "file-other-form",
    "file-is-device",
    "sheet-too-wide",
)


def refusal(path: Path, data: bytes | None = None) -> str:
    """Return the code with which a file is refused, after proving that it has words."""
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(FileError) as caught:
        opened(path)
    assert word_error(caught.value, "nl").what
    assert path.name in word_error(caught.value, "en").what
    return caught.value.code


def opened(path: Path) -> None:
    """Look at a file as the reader does: at all of it, then at the sheet it opens."""
    for error in guard.check(path).values():
        raise error
    if zipfile.is_zipfile(path):
        with ZipParts(path) as parts:
            guard.check_sheet(parts, "Sheet")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lijst.xlsx"


@pytest.mark.parametrize("name", ["cpv", "zbo", "doorbraak"])
def test_that_the_example_lists_pass(name: str) -> None:
    assert guard.check(asset("resources", "examples", f"{name}.xlsx")) == {}


def test_that_an_empty_file_is_refused(file: Path) -> None:
    assert refusal(file, b"") == "file-empty"


def test_that_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path / "weg.xlsx") == "file-missing"
    assert refusal(tmp_path) == "file-is-folder"


@pytest.mark.parametrize(
    ("number", "programs", "expected"),
    [
        (32, ("Microsoft Excel",), "file-in-use-by"),
        (32, (), "file-in-use"),
        (5, (), "file-no-access"),
    ],
)
def test_that_a_list_that_another_program_holds_is_said_to_be_open_there(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    programs: tuple[str, ...],
    expected: str,
) -> None:
    """W3: Windows gives C errno 13 for it, as for a lack of rights."""

    def refused(path: Path) -> dict[str, FileError]:
        raise PermissionError(errno.EACCES, "from Windows", str(path))

    monkeypatch.setattr(guard, "_check", refused)
    monkeypatch.setattr(windows, "refusal", lambda _path: number)
    monkeypatch.setattr(windows, "holders", lambda _path: programs)
    assert refusal(file) == expected


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95, 0.999])
def test_that_a_workbook_cut_off_anywhere_is_refused(file: Path, share: float) -> None:
    book = hostile.plain_book()
    assert refusal(file, book[: int(len(book) * share)]) == "file-cut-off"


def test_that_a_flipped_bit_in_the_data_of_a_sheet_is_noticed(file: Path) -> None:
    book = bytearray(hostile.plain_book())
    file.write_bytes(book)
    with zipfile.ZipFile(file) as source:
        at = source.getinfo(hostile.SHEET).header_offset + 30 + len(hostile.SHEET) + 40
    book[at] ^= 0x10
    assert refusal(file, bytes(book)) == "file-cut-off"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"{\\rtf1\\ansi BSN}",
        b"BSN;Naam\n" + b"9\x00\x01\x02" * 9,
        bytes(range(256)) * 20,
        b"PK\x05\x06" + bytes(18),
    ],
)
def test_that_what_is_no_spreadsheet_is_known_by_its_content(file: Path, data: bytes) -> None:
    assert refusal(file, data) == "file-no-spreadsheet"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><table><tr><td>BSN</td></tr></table></html>",
        "<html><table><tr><td>BSN</td></tr></table></html>".encode("utf-16"),
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        b"MIME-Version: 1.0\nX-Document-Type: Workbook\n",
        b"ID;PWXL;N;E\nP;PGeneral\n",
        bytes.fromhex("0904 0600 0000 1000 e508 0000"),
    ],
)
def test_that_what_only_excel_opens_is_refused_with_the_step_that_helps(
    file: Path, data: bytes
) -> None:
    """L4, case 13: a table in HTML or XML, or of the first Excels, under the name of a list."""
    assert refusal(file, data) == "file-other-form"
    assert "xlsx" in word_error(FileError("file-other-form", file="lijst.xls"), "nl").do


def test_that_a_zip_without_a_workbook_is_no_spreadsheet(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as target:
        target.writestr("word/document.xml", "<document/>")
    assert refusal(file) == "file-no-spreadsheet"


@pytest.mark.parametrize(
    "text",
    [
        "BSN;Achternaam\r\n999900006;Zilverroos\r\n".encode("cp1252"),
        "\ufeffBSN;Achternaam\n999900006;Café\n".encode(),
        "BSN\tAchternaam\n999900006\tZilverroos\n".encode("utf-16"),
        "BSN\tAchternaam\n999900006\tZilverroos\n".encode("utf-16-le"),
        b'Naam,Hulpvraag\nA,"' + b"ja, " * 500 + b'"\n',
    ],
)
def test_that_lists_in_text_pass_in_every_common_encoding(file: Path, text: bytes) -> None:
    file.write_bytes(text)
    assert opened(file) is None


def test_that_a_line_with_too_many_columns_or_too_much_text_is_refused(file: Path) -> None:
    assert refusal(file, b"BSN;Naam\n" + b"1;" * 5000 + b"\n") == "file-too-wide"
    assert refusal(file, b"BSN;Naam\n1;" + b"x" * 2 * 2**20) == "file-cell-too-large"


def test_that_a_zip_bomb_is_refused_before_unpacking_in_little_memory(file: Path) -> None:
    piece = b'<row r="1"><c r="A1"><v>1</v></c></row>' + b" " * 4096
    book = hostile.with_sheet(piece * 2048)
    assert len(book) < 100_000
    tracemalloc.start()
    declared = limits.MAX_UNPACKED_BYTES + 1
    assert refusal(file, hostile.lying_about_size(book, hostile.SHEET, declared)) == (
        "file-too-large"
    )
    assert tracemalloc.get_traced_memory()[1] < 2 * 2**20
    tracemalloc.stop()


def test_that_a_bomb_whose_directory_lies_is_found_while_unpacking(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 8 * 2**20)
    piece = b'<row r="1"><c r="A1"><v>1</v></c></row>' + b" " * 4096
    book = hostile.with_sheet(piece * 4096)
    file.write_bytes(hostile.lying_about_size(book, hostile.SHEET, 900))
    del book
    tracemalloc.start()
    assert refusal(file) == "file-too-large"
    assert tracemalloc.get_traced_memory()[1] < 6 * 2**20
    tracemalloc.stop()


def test_that_a_small_lie_about_a_size_is_damage(file: Path) -> None:
    book = hostile.lying_about_size(hostile.plain_book(), hostile.SHEET, 100)
    assert refusal(file, book) == "file-cut-off"


def test_that_two_parts_of_one_name_are_refused(file: Path) -> None:
    file.write_bytes(hostile.plain_book())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(file, "a") as target:
        target.writestr(hostile.SHEET, "<worksheet/>")
    assert refusal(file) == "file-hostile"


def test_that_one_enormous_text_is_refused_in_little_memory(file: Path) -> None:
    cell = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"x" * 50 * 2**20 + b"</t></is></c></row>"
    )
    file.write_bytes(hostile.with_sheet(cell))
    del cell
    tracemalloc.start()
    assert refusal(file) == "file-cell-too-large"
    assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    tracemalloc.stop()


def test_that_one_text_of_very_many_short_runs_is_refused(file: Path) -> None:
    runs = b"<r><t>zorg</t></r>" * 400_000
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is>' + runs + b"</is></c></row>"
    assert refusal(file, hostile.with_sheet(cell)) == "file-cell-too-large"


FAR = {
    "two cells far apart": b'<row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "a row of many cells without places": b"<row>" + b"<c><v>1</v></c>" * 20_000 + b"</row>",
    "places in another order of attributes": b'<row r="1"><c r="A1"><v>1</v></c>'
    b'<c t="n" r="XFD1"><v>1</v></c></row>',
    "a prefix before each tag": b'<row r="1"><c r="A1"><v>1</v></c>'
    b'<x:c xmlns:x="m" r="ZZZ9"><v>1</v></x:c></row>',
    "a cell that says another row than its row": b'<row r="1"><c r="A1"><v>1</v></c>'
    b'<c r="Z9999999"><v>1</v></c></row>',
    "a bracket within an attribute": b'<row r="1"><c s="&gt;\'>" r="XFD1048576"><v>1</v></c>'
    b'<c r="A1"><v>1</v></c></row>',
}


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR.keys())
def test_that_values_far_outside_the_list_are_refused(file: Path, rows: bytes) -> None:
    assert refusal(file, hostile.with_sheet(rows)) == "sheet-too-wide"


def test_that_a_refusal_names_the_sheet_and_the_cell_that_is_too_far(file: Path) -> None:
    """L3: of any format; of a sheet that is not the list's, that is what can be mended."""
    file.write_bytes(hostile.with_sheet(FAR["two cells far apart"]))
    with pytest.raises(FileError) as caught:
        opened(file)
    told = word_error(caught.value, "nl").what
    assert "Blad Sheet in" in told
    assert "cel XFD1048576" in told


def test_that_mere_colour_far_outside_the_list_is_allowed(file: Path) -> None:
    rows = (
        b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row>'
        b'<row r="1048576"><c r="A1048576" s="2"></c></row>'
    )
    file.write_bytes(hostile.with_sheet(rows))
    assert opened(file) is None


def test_that_a_wide_but_honest_list_passes(file: Path) -> None:
    cells = b"".join(b'<c r="%s7"><v>1</v></c>' % name for name in (b"A", b"BA", b"CZ", b"ZZ"))
    file.write_bytes(hostile.with_sheet(b'<row r="7">' + cells + b"</row>"))
    assert opened(file) is None


ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "prolog",
    [
        b'<?xml version="1.0"?>' + ENTITY,
        ENTITY,
        b'<?xml version="1.0"?><!-- een -->\n<!-- twee -->' + ENTITY,
        b"<!--" + b"-" * 70_000 + b"-->" + ENTITY,
    ],
)
@pytest.mark.parametrize("part", [hostile.SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_that_xml_with_a_document_type_is_refused(file: Path, prolog: bytes, part: str) -> None:
    xml = prolog + f'<worksheet xmlns="{hostile.MAIN}">&b;</worksheet>'.encode()
    assert refusal(file, hostile.with_parts({part: xml})) == "file-hostile"


def test_that_xml_in_sixteen_bits_cannot_hide_a_document_type(file: Path) -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []><worksheet/>'.encode("utf-16")
    assert refusal(file, hostile.with_parts({hostile.SHEET: xml})) == "file-hostile"


def test_that_repeats_in_an_opendocument_sheet_are_counted(file: Path) -> None:
    value = b'<table:table-cell office:value-type="float" office:value="1"%s/>'
    filler = (
        b'<table:table-row table:number-rows-repeated="1048555">'
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    row = b"<table:table-row%s>" + value + b"</table:table-row>"
    file.write_bytes(hostile.ods(row % (b"", b"") + filler))
    assert opened(file) is None
    wide = row % (b"", b' table:number-columns-repeated="16000"')
    assert refusal(file, hostile.ods(wide)) == "sheet-too-wide"
    both = row % (b' table:number-rows-repeated="900000"', b' table:number-columns-repeated="900"')
    assert refusal(file, hostile.ods(both)) == "sheet-too-wide"
    assert refusal(file, hostile.ods(filler + row % (b"", b"") + both)) == "sheet-too-wide"


def test_that_an_encrypted_opendocument_sheet_asks_for_its_password(file: Path) -> None:
    manifest = b'<manifest><manifest:encryption-data manifest:checksum="x"/></manifest>'
    assert refusal(file, hostile.ods(b"", manifest)) == "file-password"


def test_that_every_code_has_words_in_both_languages() -> None:
    for code in CODES:
        error = FileError(code, file="lijst.xlsx", limit=1, part="xl/a.xml", sheet="B", cell="A1")
        for language in ("nl", "en"):
            message = word_error(error, language)
            assert "lijst.xlsx" in message.what
            assert message.do.endswith(".")


def test_that_a_damaged_workbook_is_answered_or_refused_but_never_crashes(file: Path) -> None:
    book = asset("resources", "examples", "zbo.xlsx").read_bytes()
    draw = random.Random(20261120)
    for _ in range(150):
        damaged = bytearray(book)
        for _ in range(draw.randint(1, 8)):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        file.write_bytes(damaged)
        try:
            guard.check(file)
        except FileError as error:
            assert error.code in CODES


def test_that_an_old_workbook_passes_and_one_with_a_password_does_not(file: Path) -> None:
    begin, end = (0x0809, bytes(16)), (0x0085, bytes(8))
    file.write_bytes(hostile.compound({"Workbook": hostile.biff(begin, end)}))
    assert opened(file) is None
    locked = hostile.biff(begin, (0x002F, bytes(54)), end)
    assert refusal(file, hostile.compound({"Workbook": locked})) == "file-password"


def test_that_a_new_workbook_wrapped_with_a_password_is_known(file: Path) -> None:
    wrapped = {"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(9000)}
    assert refusal(file, hostile.compound(wrapped)) == "file-password"


def test_that_a_compound_file_without_a_workbook_is_no_spreadsheet(file: Path) -> None:
    assert refusal(file, hostile.compound({"WordDocument": b"brief"})) == "file-no-spreadsheet"


def test_that_a_chain_of_sectors_in_a_circle_is_damage(file: Path) -> None:
    book = hostile.biff((0x0809, bytes(16)))
    assert refusal(file, hostile.compound({"Workbook": book}, circle=True)) == "file-cut-off"


def test_that_a_cut_off_compound_file_is_damage(file: Path) -> None:
    book = hostile.compound({"Workbook": hostile.biff((0x0809, bytes(16)))})
    for length in (8, 300, 700, 1200, 3000):
        assert refusal(file, book[:length]) == "file-cut-off"


def test_that_an_old_workbook_that_claims_impossible_sizes_is_damage(file: Path) -> None:
    def refused(*records: tuple[int, bytes]) -> str:
        book = hostile.biff((0x0809, bytes(16)), *records)
        return refusal(file, hostile.compound({"Workbook": book}))

    dimensions = struct.pack("<IIHHH", 0, 4_000_000_000, 0, 9, 0)
    assert refused((0x0200, dimensions)) == "file-cut-off"
    assert refused((0x0203, struct.pack("<HHHd", 0, 60_000, 0, 1.0))) == "file-cut-off"
    assert refused((0x00FC, struct.pack("<II", 9, 2_000_000_000))) == "file-cut-off"
    far = [(0x0203, struct.pack("<HHHd", row, column, 0, 1.0)) for row, column in FAR_CORNERS]
    assert refused(*far) == "sheet-too-wide"


FAR_CORNERS = ((0, 0), (65_535, 255))


def test_that_a_part_under_another_name_than_the_directory_says_is_damage(file: Path) -> None:
    book = hostile.plain_book().replace(b"xl/styles.xml", b"xl/stylos.xml", 1)
    assert refusal(file, book) == "file-cut-off"


def test_that_a_binary_sheet_is_measured_too(file: Path) -> None:
    binary_workbook.write(file, "Sheet", [["BSN"] * 25])
    assert opened(file) is None
    binary_workbook.write(file, "Sheet", [["BSN"] * (limits.MAX_COLUMNS + 1)])
    assert refusal(file) == "sheet-too-wide"


def test_that_only_parts_that_a_reader_opens_are_judged(file: Path) -> None:
    """L1, L2: one element, no bytes, 16 bits, a document type in a picture, another writer."""
    sound = {
        "xl/persons/person.xml": b'<?xml version="1.0"?><personList/>',
        "docProps/item1.xml": b"",
        "customXml/item1.xml": "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"),
        "xl/media/image1.svg": b"<!DOCTYPE svg><svg/>",
        "xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="{hostile.MAIN}"/>'.encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": b"",
        "[Content_Types].xml.bak": b"\0\1\2",
    }
    file.write_bytes(hostile.with_parts(sound))
    assert opened(file) is None


def test_that_a_refusal_names_the_part(file: Path) -> None:
    """L2."""
    file.write_bytes(hostile.with_parts({hostile.SHEET: ENTITY + b"<worksheet/>"}))
    with pytest.raises(FileError) as caught:
        opened(file)
    assert caught.value.values["part"] == hostile.SHEET
    assert hostile.SHEET in word_error(caught.value, "nl").what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_that_a_pipe_and_a_device_end_in_words(tmp_path: Path) -> None:
    """S15e: no reader may wait for bytes that never come."""
    pipe = tmp_path / "lijst.csv"
    os.mkfifo(pipe)
    assert refusal(pipe) == "file-is-device"
    assert refusal(Path("/dev/zero")) == "file-is-device"


def test_that_blank_cells_that_open_and_close_far_down_are_blank(file: Path) -> None:
    """L1, case 20: wherever the part is cut into pieces."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d" s="1"></c></row>' % (row, row) for row in range(1, 1_048_577, 13)
    )
    value = b'<row r="1"><c r="Q1"><v>1</v></c></row>'
    file.write_bytes(hostile.with_sheet(value + rows))
    assert opened(file) is None
