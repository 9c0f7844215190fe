"""A list comes in the same from every format, as `import --json` counts it."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from program import Program

import binary_workbook
from casustafel.assets import asset
from office import ABSENT, Office

EXAMPLE = asset("resources", "examples", "cpv.xlsx")
COUNTS = {
    "read": 40,
    "new": 37,
    "updated": 0,
    "unchanged": 0,
    "duplicate": 1,
    "refused": 2,
    "skipped": 5,
}


def _grid() -> list[list[str]]:
    """The cells of the example as a person would type them in a text list."""

    def typed(value: object) -> str:
        if hasattr(value, "strftime"):
            return f"{value:%d-%m-%Y}"
        return "" if value is None else str(value).replace(".", ",").replace("\n", " ")

    rows = load_workbook(EXAMPLE).worksheets[0].iter_rows(values_only=True)
    return [[typed(cell) for cell in row] for row in rows]


def _text(path: Path, delimiter: str, encoding: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(_grid())
    return path


def _xlsm(path: Path) -> Path:
    load_workbook(EXAMPLE).save(path)
    return path


def _xlsb(path: Path) -> Path:
    return binary_workbook.write(path, "Aanvragen CPV", _grid())


WRITTEN: dict[str, Callable[[Path], Path]] = {
    "lijst.xlsx": lambda path: Path(shutil.copy(EXAMPLE, path)),
    "lijst.xlsm": _xlsm,
    "lijst.xlsb": _xlsb,
    "lijst.csv": lambda path: _text(path, ";", "cp1252"),
    "bom.csv": lambda path: _text(path, ",", "utf-8-sig"),
    "lijst.tsv": lambda path: _text(path, "\t", "utf-8"),
    "zestien.tsv": lambda path: _text(path, "\t", "utf-16"),
}
#: What is asked of LibreOffice, by the name that the list gets.
BY_OFFICE = {"lijst.xls": "xls", "lijst.ods": "ods", "kantoor.xlsx": "xlsx", "kantoor.csv": "csv"}


@pytest.mark.parametrize("name", WRITTEN)
def test_that_every_format_gives_the_same_counts(
    program: Program, tmp_path: Path, name: str
) -> None:
    assert _counts(program, WRITTEN[name](tmp_path / name)) == COUNTS


@pytest.mark.skipif(ABSENT, reason="no LibreOffice here")
@pytest.mark.parametrize("name", BY_OFFICE)
def test_that_what_libreoffice_writes_gives_the_same_counts(
    program: Program, office: Office, tmp_path: Path, name: str
) -> None:
    path = Path(shutil.copy(office.example("cpv", BY_OFFICE[name]), tmp_path / name))
    assert _counts(program, path) == COUNTS


def _counts(program: Program, path: Path) -> object:
    """Return the counts of rows of a list that came in whole."""
    ended = program.run("import", path, "--table", "cpv", "--json")
    assert ended.code == 3, ended.err
    answer = ended.json
    assert (answer["file"], answer["header_row"]) == (path.name, 4)
    assert answer["columns"]["BSN"] == "bsn"
    assert len(program.run("queue", "--table", "cpv", "--json").json) == COUNTS["new"]
    return answer["rows"]
