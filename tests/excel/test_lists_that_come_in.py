"""Lists that Excel opens come in, and nothing in them is lost or changed without a word."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import hostile
import pytest
from hostile import MAIN
from openpyxl import Workbook
from written_lists import ANNA, bsns, codes, everything, read, workbook

from casustafel.domain.errors import FileError
from casustafel.excel.case_list import PastedText, list_sheets
from casustafel.excel.remarks import remark
from casustafel.excel.sheets import sources

HEADER = ["BSN", "Achternaam", "Geboortedatum", "Aanbieder"]
ONE, TWO, THREE, FOUR = bsns(4)
PEOPLE = [[one, "Roos", date(2015, 4, 3), "Rivierzorg"] for one in (ONE, TWO, THREE)]


def rewritten(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """Return the list with each part changed: its name and its bytes."""
    workbook(path, HEADER, *PEOPLE)
    held = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return path


def csv(tmp_path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "lijst.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def cell(header: str, written: str) -> tuple[Any, set[str]]:
    """Return the row of a pasted cell, and the codes of what was found in it."""
    text = f"BSN\tAchternaam\tPostcode\t{header}\n{ANNA}\tRoos\t6511AB\t{written}\n"
    (row,) = read(PastedText(text)).rows
    return row, {one.code for one in row.findings}


def ods_row(*cells: str, spans: int = 1, covered: bytes = b"") -> bytes:
    """Return a row of an OpenDocument sheet."""
    opened = '<table:table-cell office:value-type="string"'
    said = [f"{opened}><text:p>{one}</text:p></table:table-cell>" for one in cells]
    said[-1] = said[-1].replace(opened, f'{opened} table:number-rows-spanned="{spans}"')
    return b"<table:table-row>" + "".join(said).encode() + covered + b"</table:table-row>"


OF_OTHERS: dict[str, dict[str, bytes]] = {
    "persons": {"xl/persons/person.xml": b'<?xml version="1.0"?>\n<personList xmlns="p"/>'},
    "properties": {"customXml/item1.xml": b"<?xml version='1.0'?><itemProps/>"},
    "query": {
        "customXml/item1.xml": "<?xml version='1.0' encoding='utf-16'?><q/>".encode("utf-16")
    },
    "nothing": {"Configurations2/accelerator/current.xml": b""},
    "picture": {"xl/media/image1.svg": b"<!DOCTYPE svg><svg/>"},
    "control": {"xl/ctrlProps/ctrlProp1.xml": b'<?xml version="1.0"?><formControlPr/>'},
    "no strings": {"xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="{MAIN}"/>'.encode()},
    "no relations": {"xl/worksheets/_rels/sheet1.xml.rels": b""},
}


@pytest.mark.parametrize("parts", OF_OTHERS.values(), ids=OF_OTHERS.keys())
def test_that_parts_that_hold_no_cells_never_stop_a_list(
    tmp_path: Path, parts: dict[str, bytes]
) -> None:
    """L1, L2; cases 01, 02, 03: each read whole, with nothing told of its parts."""
    book = workbook(tmp_path / "l.xlsx", HEADER, *PEOPLE).read_bytes()
    if "xl/sharedStrings.xml" in parts:  # its texts stand in the cells
        cells = "".join(
            f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in ("BSN", "Achternaam", "AGB")
        )
        book = hostile.with_sheet(f"<row>{cells}</row>".encode())
    (tmp_path / "m.xlsx").write_bytes(hostile.with_parts(parts, book))
    given = read(tmp_path / "m.xlsx")
    assert len(given.rows) == (0 if "xl/sharedStrings.xml" in parts else 3)
    assert not any(one.code.startswith("sheets") for one in given.findings)


def test_that_an_empty_part_of_an_opendocument_sheet_is_no_damage(tmp_path: Path) -> None:
    """L2, case 19: OpenOffice and older LibreOffice leave one."""
    path = tmp_path / "l.ods"
    path.write_bytes(hostile.ods(ods_row(*HEADER) + ods_row(ONE, "Roos", "3-4-2015", "R")))
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("Configurations2/accelerator/current.xml", b"")
    assert len(read(path).rows) == 1


def test_that_a_workbook_under_another_name_is_read(tmp_path: Path) -> None:
    """L4b: it is found by the relations."""

    def renamed(name: str, data: bytes) -> tuple[str, bytes]:
        return name.replace("xl/workbook", "xl/boek").replace(
            "_rels/workbook", "_rels/boek"
        ), data.replace(b"xl/workbook.xml", b"xl/boek.xml")

    assert len(read(rewritten(tmp_path / "l.xlsx", renamed)).rows) == 3


def test_that_a_sheet_that_begins_at_row_0_is_read(tmp_path: Path) -> None:
    """L4c, case 14."""
    path = rewritten(
        tmp_path / "l.xlsx", lambda name, data: (name, data.replace(b'ref="A1:', b'ref="A0:'))
    )
    assert len(read(path).rows) == 3


def test_that_a_workbook_in_sixteen_bits_is_read(tmp_path: Path) -> None:
    """L2."""

    def wide(name: str, data: bytes) -> tuple[str, bytes]:
        text = data.decode()
        plain = text if text.startswith("<?xml") else "<?xml version='1.0'?>" + text
        return name, plain.replace("UTF-8", "UTF-16").encode("utf-16") if "xl/" in name else data

    assert len(read(rewritten(tmp_path / "l.xlsx", wide)).rows) == 3


def test_that_an_error_cell_is_found_whatever_the_spelling_of_the_parts_name(
    tmp_path: Path,
) -> None:
    """L12e, case 10."""

    def shouted(name: str, data: bytes) -> tuple[str, bytes]:
        if not name.startswith("xl/worksheets"):
            return name, data
        error = b'<c r="D3" t="e"><v>#N/A</v></c>'
        return name.replace("sheet1", "Sheet1"), data.replace(
            data[data.index(b'<c r="D3"') : data.index(b"</row>", data.index(b'<c r="D3"'))], error
        )

    given = read(rewritten(tmp_path / "l.xlsx", shouted))
    assert [(one.row, one.column) for one in everything(given) if one.code == "cell-error"] == [
        (3, "Aanbieder")
    ]


def test_that_hidden_rows_and_the_date_system_are_seen_in_single_quotes(tmp_path: Path) -> None:
    """L15, case 18."""

    def quoted(name: str, data: bytes) -> tuple[str, bytes]:
        data = data.replace(b'<row r="3"', b"<row hidden = '1' r=\"3\"")
        return name, re.sub(rb"<workbookPr\b", b"<workbookPr date1904='1'", data)

    path = rewritten(tmp_path / "l.xlsx", quoted)
    assert "rows-hidden" in codes(read(path))
    assert next(sources(path, None)).is_1904


def test_that_another_sheet_never_stops_the_list(tmp_path: Path) -> None:
    """L3, case 04: a hidden sheet of an add-in, and a visible one, with a value in the corner."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *PEOPLE):
        sheet.append(row)
    for name, state in (("Solver", "veryHidden"), ("Bijlage", "visible")):
        other = book.create_sheet(name)
        other["A1"], other["XFD1048576"] = 1, 1
        other.sheet_state = state
    book.create_chartsheet("Grafiek")
    path = tmp_path / "l.xlsx"
    book.save(path)
    given = read(path)
    assert len(given.rows) == 3
    assert [one.values["sheets"] for one in given.findings if one.code == "sheets-unread"] == [
        "Bijlage"
    ]
    assert [one.name for one in list_sheets(path) if one.rows] == ["Sheet"]
    with pytest.raises(FileError) as caught:
        read(path, sheet="Bijlage")
    assert caught.value.values["sheet"] == "Bijlage"


def _ods_with_a_far_sheet(path: Path) -> None:
    """The far sheet comes first; nothing of it is to be laid out."""
    far = ods_row("x").replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="900000">'
    )
    far = far.replace(
        b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="9000" '
    )
    given = hostile.ods(ods_row(*HEADER) + ods_row(ONE, "Roos", "3-4-2015", "R"))
    content = hostile.parts_of(given)["content.xml"]
    extra = b'<table:table table:name="Invoegtoepassing">' + far + b"</table:table>"
    content = content.replace(b"<table:table ", extra + b"<table:table ", 1)
    path.write_bytes(hostile.with_parts({"content.xml": content}, given))


def _xls_with_a_far_sheet(path: Path) -> None:
    def text(row: int, column: int, words: str) -> tuple[int, bytes]:
        data = struct.pack("<HHHHB", row, column, 0, len(words), 0) + words.encode("latin-1")
        return 0x0204, data

    begin, end = (0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)), (0x000A, b"")
    rows = (HEADER, [ONE, "Roos", "3-4-2015", "R"])
    cells = [text(at, to, str(one)) for at, row in enumerate(rows) for to, one in enumerate(row)]
    corners = [(0x0203, struct.pack("<HHHd", *at, 0, 1.0)) for at in ((0, 0), (65_535, 255))]
    whole = ("Ver", [begin, *corners, end]), ("Blad1", [begin, *cells, end])
    head = 4 + 16 + sum(4 + 8 + len(name) for name, _ in whole) + 4
    places = [head, head + len(hostile.biff(*whole[0][1]))]
    named = [
        (0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name.encode())
        for at, (name, _) in zip(places, whole, strict=True)
    ]
    book = hostile.biff(begin, *named, end, *whole[0][1], *whole[1][1])
    path.write_bytes(hostile.compound({"Workbook": book}))


@pytest.mark.parametrize(
    ("ending", "make", "far"),
    [("ods", _ods_with_a_far_sheet, "Invoegtoepassing"), ("xls", _xls_with_a_far_sheet, "Ver")],
)
def test_that_a_far_sheet_of_a_format_that_is_laid_out_at_once_does_not_stop_the_list(
    tmp_path: Path, ending: str, make: Callable[[Path], None], far: str
) -> None:
    """L3b: in ods and xls the reader lays out all sheets, so nothing of the far one reaches it."""
    path = tmp_path / f"l.{ending}"
    make(path)
    given = read(path)
    assert [row.values["surname"] for row in given.rows] == ["Roos"]
    assert [one.values["sheets"] for one in given.findings if one.code == "sheets-unread"] == [far]
    with pytest.raises(FileError) as caught:
        read(path, sheet=far)
    assert (caught.value.code, caught.value.values["sheet"]) == ("sheet-too-wide", far)
    assert [one.name for one in list_sheets(path) if one.rows] != []


def test_that_a_merged_cell_gives_its_value_to_each_of_its_rows(tmp_path: Path) -> None:
    """L12b."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *PEOPLE, [FOUR, "Vos", date(2014, 1, 2), "Bergzorg"]):
        sheet.append(row)
    sheet.merge_cells("D2:D4")
    book.save(tmp_path / "l.xlsx")
    given = read(tmp_path / "l.xlsx")
    assert [row.values["provider"] for row in given.rows] == ["Rivierzorg"] * 3 + ["Bergzorg"]


def test_that_a_merged_cell_makes_no_case_of_a_blank_row(tmp_path: Path) -> None:
    """L12b."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, PEOPLE[0]):
        sheet.append(row)
    sheet.merge_cells("D2:D9")
    sheet["E20"] = "noot"
    book.save(tmp_path / "l.xlsx")
    assert [row.row for row in read(tmp_path / "l.xlsx").rows if row.row < 20] == [2]


def test_that_merged_cells_of_an_opendocument_sheet_are_seen(tmp_path: Path) -> None:
    """L12b."""

    content = ods_row(*HEADER) + ods_row(ONE, "Roos", "03-04-2015", "Rivierzorg", spans=2)
    content += ods_row(TWO, "Vos", "03-04-2015", covered=b"<table:covered-table-cell/>")
    path = tmp_path / "l.ods"
    path.write_bytes(hostile.ods(content))
    assert [one.values.get("provider") for one in read(path).rows] == ["Rivierzorg"] * 2


@pytest.mark.parametrize("closes", [1, 2])
def test_that_a_quotation_mark_that_closes_some_rows_later_is_an_error_of_its_row(
    tmp_path: Path, closes: int
) -> None:
    """L12a, case 08."""
    lines = [f"{one};Roos;03-04-2015;Rivierzorg;" for one in (ONE, TWO, THREE, FOUR)]
    lines[0] += '"half dicht'
    lines[closes] += 'dicht"'
    given = read(csv(tmp_path, ";".join([*HEADER, "Opmerking"]), *lines))
    assert [one.row for one in everything(given) if one.code == "quote-closes-later"] == [2]
    assert given.rows[0].refused


def test_that_a_remark_of_several_lines_is_no_swallowed_row(tmp_path: Path) -> None:
    """L12a."""
    remark = '"Eerst dit; en dat,\nen dan; weer\niets"'
    path = csv(tmp_path, ";".join([*HEADER, "Opmerking"]), f"{ONE};Roos;03-04-2015;R;{remark}")
    given = read(path)
    assert "quote-closes-later" not in codes(given)
    assert given.rows[0].values["remark"].count("\n") == 2


def test_that_quotes_that_php_escapes_cut_no_remark(tmp_path: Path) -> None:
    r"""L12d, case 09: `\"` within a cell; a path that ends so is left alone."""
    head = ";".join([*HEADER, "Opmerking"])
    said = r'"hij zei \"nee; nooit\" en ging"'
    given = read(csv(tmp_path, head, f"{ONE};Roos;03-04-2015;R;{said}", f"{TWO};Vos;3-4-2015;R;x"))
    assert given.rows[0].values["remark"] == 'hij zei "nee; nooit" en ging'
    path = csv(tmp_path, head, f'{ONE};Roos;03-04-2015;R;"map C:\\oud\\"', f"{TWO};Vos;3-4-2015;R;")
    assert [row.values.get("remark") for row in read(path).rows] == ["map C:\\oud\\", None]


def test_that_a_row_with_more_cells_than_the_header_is_told(tmp_path: Path) -> None:
    """L12c."""
    sound = f"{ONE};Roos;03-04-2015;Rivierzorg;;"
    path = csv(tmp_path, ";".join(HEADER), sound, f"{TWO};Vos;03-04-2015;een; twee;Bergzorg")
    assert [one.row for one in everything(read(path)) if one.code == "row-too-long"] == [3]


def test_that_a_column_without_a_heading_is_told(tmp_path: Path) -> None:
    """L12c."""
    path = workbook(tmp_path / "l.xlsx", HEADER, [*PEOPLE[0], "met spoed"], PEOPLE[1])
    (said,) = [one for one in read(path).findings if one.code == "column-unnamed"]
    assert said.values["column"] == "E"


def test_that_excels_way_to_keep_text_is_read(tmp_path: Path) -> None:
    """L12f."""
    path = csv(tmp_path, "BSN;Achternaam;Postcode", f'="{ONE}";Roos;="6511 AB"')
    (row,) = read(path).rows
    assert row.values == {"bsn": ONE, "surname": "Roos", "postcode": "6511AB"}


def test_that_a_list_with_control_signs_is_read_and_told(tmp_path: Path) -> None:
    """L4d (called L19 in the issue)."""
    path = csv(tmp_path, ";".join(HEADER), f"{ONE};Ro\x06o\x07s;03-04-2015;Rivierzorg\x1a")
    given = read(path)
    assert given.rows[0].values["surname"] == "Roos"
    assert [one.column for one in everything(given) if one.code == "control-signs"] == [
        "Achternaam"
    ]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        *(("Y\u0131lmaz", "cp1254"), ("\u015eahin", "cp1254"), ("Wa\u0142\u0119sa", "cp1250")),
        *(("Ko\u0142odziej", "cp1250"), ("\u0141ukasz", "cp1250"), ("Dani\u00ebl", "mac_roman")),
        *(("Zo\u00eb", "mac_roman"), ("Andr\u00e9", "mac_roman"), ("Ren\u00e9e", "cp850")),
    ],
)
def test_that_letters_of_another_code_page_are_told(
    tmp_path: Path, name: str, encoding: str
) -> None:
    """L14, case 17."""
    given = read(csv(tmp_path, ";".join(HEADER), f"{ONE};{name};03-04-2015;R", encoding=encoding))
    remark(given, "cpv")
    assert "letters-misread" in codes(given)


@pytest.mark.parametrize(
    "name", ["Aydé", "Zoë", "Van 't Hof – Klaassen", "Œdipe", "S\u0161", "Muñoz", "Ægir", "Jørgen"]
)
def test_that_letters_of_our_own_code_page_are_right(tmp_path: Path, name: str) -> None:
    """L14."""
    given = read(csv(tmp_path, ";".join(HEADER), f"{ONE};{name};03-04-2015;R", encoding="cp1252"))
    assert "letters-misread" not in codes(given)


@pytest.mark.parametrize(
    ("written", "day", "told"),
    [
        ("2015-03-12T23:00:00.000Z", 13, False),
        ("2015-07-12T22:00:00Z", 13, False),
        ("2015-03-13T00:00:00+01:00", 13, False),
        ("2015-03-13 00:00:00", 13, False),
        ("2015-03-12T23:00:00", 12, True),
        ("13-03-2015 13:45", 13, True),
        ("2015-03-12T23:59:45", 13, True),
    ],
)
def test_that_a_time_near_midnight_moves_no_birth_date_unseen(
    written: str, day: int, told: bool
) -> None:
    """L6, case 07: midnight told in UTC is the day after; any other time is told."""
    row, said = cell("Geboortedatum", written)
    assert row.values["birth_date"].day == day
    assert ("date-with-time" in said) is told


def test_that_a_date_cell_with_a_time_is_told_but_for_a_receipt(tmp_path: Path) -> None:
    """L6."""
    late = datetime(2015, 3, 12, 23, 0)  # noqa: DTZ001 - cells have no zone
    head = ["BSN", "Achternaam", "Geboortedatum", "Datum aanvraag"]
    (row,) = read(workbook(tmp_path / "l.xlsx", head, [ANNA, "Roos", late, late])).rows
    assert [one.field for one in row.findings if one.code == "date-with-time"] == ["birth_date"]


@pytest.mark.parametrize(
    "written",
    [
        *("13\u201303\u20132015", "13\u201103\u20112015", "13\u221203\u22122015", "13e maart 2015"),
        *("March 13, 2015", "mrt 13 2015", "13-03-2015T00:00", "'13-03-2015", "13.03.'15"),
        *("vrijdag 13 maart 2015", "13 mrt. '15", "Mar 13th, 2015"),
    ],
)
def test_that_a_date_is_read_in_every_spelling(written: str) -> None:
    """L13, case 16."""
    row, _ = cell("Geboortedatum", written)
    assert row.values["birth_date"] == date(2015, 3, 13)


def test_that_a_date_without_a_year_is_told_until_its_year_is_given() -> None:
    """L9: it exists, and only lacks its year."""
    row, said = cell("Ingangsdatum", "24-11")
    assert not row.refused
    assert said == {"date-without-year"}
    text = f"BSN\tAchternaam\tPostcode\tIngangsdatum\n{ANNA}\tRoos\t6511AB\t24 nov.\n"
    (row,) = read(PastedText(text), date_years={"starts_on": 2026}).rows
    assert row.values["starts_on"] == date(2026, 11, 24)
    assert "date-invalid" in cell("Ingangsdatum", "31-11")[1]


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("Einddatum", "einde schooljaar"),
        ("Ingangsdatum", "z.s.m."),
        ("Uren p/w", "nader te bepalen"),
        ("Uren p/w", "n.t.b."),
        ("AGB", "volgt"),
        ("Toewijzingnr", "volgt nog"),
    ],
)
def test_that_words_for_a_value_that_comes_later_refuse_no_row(header: str, written: str) -> None:
    """L9."""
    row, said = cell(header, written)
    assert not row.refused
    assert "value-in-words" in said


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("volgt", "nog_niet_toegekend"),
        ("asielzoeker, geen bsn", "asielzoeker"),
        ("Asielzoeker", "asielzoeker"),
        ("nog geen BSN", "nog_niet_toegekend"),
    ],
)
def test_that_words_for_no_bsn_yet_are_the_reason_why(written: str, reason: str) -> None:
    """L9."""
    text = f"BSN\tAchternaam\tGeboortedatum\n{written}\tRoos\t03-04-2015\n"
    (row,) = read(PastedText(text)).rows
    assert row.values["no_bsn_reason"] == reason
    assert not row.refused


@pytest.mark.parametrize(
    ("written", "hours"), [("4.000", "4"), ("12.000", "12"), ("7.500", "7.5"), ("1.000", "1")]
)
def test_that_hours_with_three_decimals_are_read_so(written: str, hours: str) -> None:
    """L11, case 12."""
    row, said = cell("Uren p/w", written)
    assert row.values["hours_per_week"] == Decimal(hours)
    assert "number-computed" in said


@pytest.mark.parametrize(
    ("header", "written", "read_as"),
    [
        ("Volume", ["4.000", "12.000", "7.500", "4.000"], ["4", "12", "7.5", "4"]),
        ("Volume", ["4.000", "12.000 uur", "7.500", ""], ["4", "12", "7.5", None]),
        ("Volume", ["4.000", "12.000", "750"], ["4000", "12000", "750"]),
        ("Volume", ["4.000", "12.000"], ["4000", "12000"]),
        ("Jaaruren", ["1.250", "2.080", "1.040"], ["1250", "2080", "1040"]),
        ("Jaaruren", ["182.000", "2.080", "10.400"], ["182", "2.08", "10.4"]),
    ],
)
def test_that_three_decimals_are_judged_by_the_whole_column(
    tmp_path: Path, header: str, written: list[str], read_as: list[str | None]
) -> None:
    """L11: databases write all numbers so; thousands alone are rare, and are told on each row."""
    lines = [f"{one};Roos;{text}" for one, text in zip(bsns(9), written, strict=False)]
    given = read(csv(tmp_path, f"BSN;Achternaam;{header}", *lines), "doorbraak")
    key = "volume" if header == "Volume" else "annual_hours"
    found = [row.values.get(key) for row in given.rows]
    assert found == [None if one is None else Decimal(one) for one in read_as]
    turned = read_as[0] in ("4", "182")
    assert ("number-decimals-found" in codes(given)) is turned
    assert ("number-thousands" in codes(given)) is not turned


def test_that_more_hours_than_a_week_has_and_thousands_are_told() -> None:
    """L11."""
    assert "hours-over-week" in cell("Uren p/w", "169")[1]
    assert "hours-over-week" not in cell("Uren p/w", "168")[1]
    row, said = cell("Volume", "4.000")
    assert row.values["volume"] == 4000
    assert "number-thousands" in said
    assert cell("Volume", "0.250")[0].values["volume"] == Decimal("0.25")
    text = "BSN\tAchternaam\tPostcode\tVolume\tEenheid\tFrequentie\n"
    text += f"{ANNA}\tR\t6511AB\t200\tuur\tper week\n"
    assert "hours-over-week" in codes(read(PastedText(text)))


@pytest.mark.parametrize(
    ("bsn", "agb"),
    [("12345672.0", "3510001.0"), ("12345672", "3510001"), ("12.345.672", "3.510.001")],
)
def test_that_a_float_of_a_script_is_a_number_that_lost_its_zero(bsn: str, agb: str) -> None:
    """L5, case 05: never the nine digits with its decimal."""
    text = f"BSN\tAchternaam\tGeboortedatum\tAGB\n{bsn}\tRoos\t03-04-2015\t{agb}\n"
    (row,) = read(PastedText(text)).rows
    assert (row.values["bsn"], row.values["agb"]) == ("012345672", "03510001")
    assert {one.code for one in row.findings} >= {"bsn-zero-mended", "agb-zero-mended"}


@pytest.mark.parametrize("cell_value", [date(2015, 3, 12), datetime(2015, 3, 12), True, 12345672.5])  # noqa: DTZ001
def test_that_a_date_in_the_column_of_the_bsn_is_no_bsn(tmp_path: Path, cell_value: Any) -> None:
    """L5: two children with one birth date became one client."""
    path = workbook(tmp_path / "l.xlsx", HEADER, [cell_value, "Roos", date(2015, 3, 12), "R"])
    (row,) = read(path).rows
    assert "bsn" not in row.values
    assert "bsn-form" in codes(read(path))


@pytest.mark.parametrize("header", ["Geboortedatum", "Ontvangen op", "Uren per week"])
def test_that_what_a_narrow_column_of_excel_shows_is_told_as_such(header: str) -> None:
    """W14: Excel copies what it shows, and shows ######## where the column is too narrow."""
    row, codes_found = cell(header, "########")
    assert "cell-too-narrow" in codes_found
    assert row.refused
