"""A workbook damaged anywhere inside is read or refused in words; nothing else comes out."""

import io
import random
import zipfile
from datetime import date
from pathlib import Path

import hostile
from openpyxl import load_workbook

from casustafel.assets import asset
from casustafel.domain.errors import FileError
from casustafel.excel.case_list import read_case_list
from casustafel.excel.columns import CPV
from casustafel.excel.templates import template

TODAY = date(2026, 11, 22)
_SPOILERS = (0, 255, ord("9"), ord("<"), ord('"'))


def test_that_damaged_xml_within_a_sound_zip_is_read_or_refused_in_words(tmp_path: Path) -> None:
    parts = hostile.parts_of(asset("resources", "examples", "cpv.xlsx").read_bytes())
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    draw = random.Random(20261122)
    file = tmp_path / "lijst.xlsx"
    outcomes: set[str] = set()
    for _ in range(60):
        name = draw.choice(names)
        damaged = bytearray(parts[name])
        for _ in range(draw.randint(1, 4)):
            damaged[draw.randrange(len(damaged))] = draw.choice(_SPOILERS)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
            for other, data in (parts | {name: bytes(damaged)}).items():
                target.writestr(other, data)
        try:
            read_case_list(file, CPV, today=TODAY)
            outcomes.add("read")
        except FileError as error:
            outcomes.add(error.code)
    assert {"read", "file-cut-off"} <= outcomes


def test_that_a_filled_template_is_read_as_it_was_filled(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(template(CPV)))
    page = book.worksheets[0]
    filled = {
        "BSN": "999900006",
        "Achternaam": "Zilverroos",
        "Geboortedatum": date(2015, 3, 9),
        "Datum aanvraag": date(2026, 11, 2),
        "Wet": "Jeugdwet",
        "Zorgvorm": "Begeleiding jeugd",
        "AGB": "06999922",
        "Aanbieder": "Rivierzorg",
        "Uren p/w": 3.5,
        "Spoed": "nee",
    }
    for cell in page[1]:
        if cell.value in filled:
            page.cell(2, cell.column, filled[cell.value])
    file = tmp_path / "ingevuld.xlsx"
    book.save(file)
    read = read_case_list(file, CPV, today=TODAY)
    assert read.header_row == 1
    assert all(column.how == "name" for column in read.columns)
    (row,) = read.rows
    assert not [one for one in row.findings if one.severity != "notice"]
    assert row.values["bsn"] == "999900006"
    assert row.values["agb"] == "06999922"
    assert row.values["birth_date"] == date(2015, 3, 9)
    assert row.values["urgent"] is False
