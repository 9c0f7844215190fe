"""Lists that LibreOffice wrote are read like the workbooks they were made of.

These tests skip where LibreOffice is absent, but never in CI, which installs it.
"""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from casustafel.assets import asset
from casustafel.excel import guard
from casustafel.excel.case_list import CaseList, read_case_list
from casustafel.excel.columns import columns_for
from casustafel.excel.returned import annotate

OFFICE = shutil.which("soffice")
TODAY = date(2026, 11, 22)
SHEETS = {"cpv": "Aanvragen CPV", "zbo": "ZBO-aanvragen", "doorbraak": "Zorgregels"}
# As Dutch Excel writes: semicolon, quotes where needed, Windows-1252, cells as shown.
CSV = "csv:Text - txt - csv (StarCalc):59,34,ANSI,1,,1043,false,true"
CSV_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1043,false,true"
FORMATS = {
    "xls": "xls",
    "ods": "ods",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "csv": CSV,
    "csv-utf8": CSV_UTF8,
}

pytestmark = pytest.mark.skipif(
    OFFICE is None and not os.environ.get("CI"), reason="LibreOffice is not installed"
)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def _converted(source: Path, to: str, folder: Path, profile: Path) -> Path:
    assert OFFICE is not None
    subprocess.run(
        [
            *(OFFICE, "--headless", f"-env:UserInstallation={profile.as_uri()}"),
            *("--convert-to", to, "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{source.stem}.{to.split(':')[0]}"


def _read(path: Path, name: str) -> CaseList:
    return read_case_list(path, columns_for(name), today=TODAY)


def _severe(read: CaseList) -> list[tuple[int, str, str]]:
    """Errors and warnings by row, without those on what a format itself cannot hold."""
    return sorted(
        (finding.row, finding.field, finding.code)
        for row in read.rows
        for finding in row.findings
        if finding.severity != "notice"
    )


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", SHEETS)
def test_that_a_list_in_another_format_gives_the_same_rows(
    name: str, kind: str, tmp_path: Path, profile: Path
) -> None:
    example = asset("resources", "examples", f"{name}.xlsx")
    path = _converted(example, FORMATS[kind], tmp_path, profile)
    guard.check(path)
    before, after = _read(example, name), _read(path, name)
    assert after.header_row == before.header_row
    assert [row.row for row in after.rows] == [row.row for row in before.rows]
    assert sum(row.refused for row in after.rows) == sum(row.refused for row in before.rows)
    assert len(after.skipped) == len(before.skipped)
    if kind in ("xls", "ods", "xlsx"):
        assert after.sheet == SHEETS[name]
        assert _severe(after) == _severe(before)
    for one, other in zip(before.rows, after.rows, strict=True):
        for key in ("bsn", "surname", "birth_date", "received", "starts_on", "provider", "agb"):
            assert other.values.get(key) == one.values.get(key), (one.row, key)


def test_that_a_returned_workbook_survives_libreoffice_and_is_read_again(
    tmp_path: Path, profile: Path
) -> None:
    example = asset("resources", "examples", "cpv.xlsx")
    read = _read(example, "cpv")
    findings = [*read.findings, *(finding for row in read.rows for finding in row.findings)]
    returned = tmp_path / "terug.xlsx"
    returned.write_bytes(annotate(example, read.sheet, read.header_row, read.columns, findings, []))
    again = _read(_converted(returned, "ods", tmp_path, profile), "cpv")
    assert again.sheet == read.sheet
    assert [row.values for row in again.rows] == [row.values for row in read.rows]
