"""Case lists written for one test each: a header, rows, and what came of reading them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from casustafel.excel.case_list import CaseList, read_case_list
from casustafel.excel.columns import columns_for

TODAY = date(2026, 11, 22)
ANNA = "999900018"
"""A test BSN that passes the elfproef."""


def bsns(count: int) -> list[str]:
    """Return the first test BSNs that pass the elfproef."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    found: list[str] = []
    number = 999900006
    while len(found) < count:
        text = str(number)
        if sum(w * int(d) for w, d in zip(weights, text, strict=True)) % 11 == 0:
            found.append(text)
        number += 1
    return found


def workbook(path: Path, *rows: Sequence[Any]) -> Path:
    """Write rows of cells to an xlsx file as they are."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def read(source: Any, table: str = "cpv", **options: Any) -> CaseList:
    """Read a list as of a fixed day."""
    return read_case_list(source, columns_for(table), today=TODAY, **options)


def codes(given: CaseList) -> set[str]:
    """Return the codes of everything that was found."""
    return {one.code for one in everything(given)}


def everything(given: CaseList) -> list[Any]:
    """Return the findings of the list and of its rows."""
    return [*given.findings, *(one for row in given.rows for one in row.findings)]
