"""Lists that LibreOffice wrote are read like the workbooks they were made of.

These tests skip where LibreOffice is absent, but never in CI, which installs it.
"""

from datetime import date
from pathlib import Path

import pytest

from casustafel.assets import asset
from casustafel.excel import guard
from casustafel.excel.case_list import CaseList, read_case_list
from casustafel.excel.columns import columns_for
from casustafel.excel.returned import annotate
from office import ABSENT, FORMATS, Office

TODAY = date(2026, 11, 22)
SHEETS = {"cpv": "Aanvragen CPV", "zbo": "ZBO-aanvragen", "doorbraak": "Zorgregels"}

pytestmark = pytest.mark.skipif(ABSENT, reason="LibreOffice is not installed")


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
    name: str, kind: str, office: Office
) -> None:
    example = asset("resources", "examples", f"{name}.xlsx")
    path = office.example(name, kind)
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
    tmp_path: Path, office: Office
) -> None:
    example = asset("resources", "examples", "cpv.xlsx")
    read = _read(example, "cpv")
    findings = [*read.findings, *(finding for row in read.rows for finding in row.findings)]
    returned = tmp_path / "terug.xlsx"
    returned.write_bytes(annotate(example, read.sheet, read.header_row, read.columns, findings, []))
    office.convert([returned], "ods", tmp_path)
    again = _read(tmp_path / "terug.ods", "cpv")
    assert again.sheet == read.sheet
    assert [row.values for row in again.rows] == [row.values for row in read.rows]
