"""A long list costs no more memory than twice the bare list of its cells (speed.md)."""

import subprocess
import sys
from pathlib import Path

import pytest
from written_lists import bsns

pytest.importorskip("resource", reason="peak memory is measured on Unix")

_PEAK = """
import resource, sys
{work}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // 1024 if sys.platform == "darwin" else peak)
"""
_IMPORTS = """
from datetime import date
from pathlib import Path
from python_calamine import CalamineWorkbook
from casustafel.excel.case_list import read_case_list
from casustafel.excel.columns import CPV
path = Path(sys.argv[1])
"""
_CELLS = "cells = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()"
_READ = "given = read_case_list(path, CPV, today=date(2026, 11, 22))\nassert len(given.rows) > 999"


def _peak(work: str, path: Path) -> int:
    """Return the largest memory of a process of its own, in kilobytes."""
    script = _PEAK.format(work=_IMPORTS + work)
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=True, capture_output=True, timeout=300
    )
    return int(done.stdout)


def _long_list(path: Path, rows: int) -> Path:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lijst")
    header = ["BSN", "Achternaam", "Postcode", "Toewijzingnr", "Aanbieder", "Opmerking"]
    sheet.append(header + [f"Vrij {number}" for number in range(19)])
    known = bsns(1_000)
    for number in range(rows):
        person = [known[number % 1_000], f"Verzonnen{number}", "6511AB"]
        rest = [number, "Zorggroep Waal", f"Tekst van rij {number}"]
        sheet.append(person + rest + [number + place for place in range(19)])
    book.save(path)
    return path


@pytest.mark.parametrize("rows", [20_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_that_reading_takes_at_most_twice_the_memory_of_the_cells(
    rows: int, tmp_path: Path
) -> None:
    path = _long_list(tmp_path / "lang.xlsx", rows)
    bare = _peak("", path)
    cells, ours = _peak(_CELLS, path) - bare, _peak(_READ, path) - bare
    assert ours <= 2.0 * cells, f"{ours} kB against {cells} kB"
