"""Reading, cleaning and checking a case list of 25 columns, against calamine's lists of cells.

The whole import has 3.0 x (calamine to lists + raw executemany); `benchmarks/importing.py` measures
that. Reading may take most of its own share: what is beyond calamine here is guarding against
hostile files, looking for error cells, the hash of the file, cleaning and checking. The last row
holds the time of ten times as many rows against the time of the first.
"""

import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from casustafel.excel.case_list import read_case_list
from casustafel.excel.columns import CPV

HEADER = (
    *("Kenmerk", "Datum aanvraag", "BSN", "Achternaam", "Voorletters", "Geboortedatum"),
    *("Postcode", "Wijk", "Wet", "Verwijzer type", "Verwijzer naam", "Aanbieder", "AGB"),
    *("Productcategorie", "Productcode", "Toewijzingnr", "Ingangsdatum", "Einddatum"),
    *("Volume", "Eenheid", "Frequentie", "Uren p/w", "Trigger", "Spoed", "Opmerking"),
)
ROWS = 10_000
TODAY = date(2026, 11, 22)

_FIRST_TEST_BSN = 999_900_006
#: Every eleventh number passes the elfproef or none does, so the range is walked for them.
_CLIENTS = 8_000
_GOAL = 3.0
_GOAL_OF_TEN_TIMES = 12.0
_PROVIDERS = ("Zorggroep Waal", "Rivierzorg", "Steunpunt Oost", "De Zonnehof", "Klein Begin")

Row = tuple[str, str, float, float, float]


def _bsns() -> list[str]:
    found: list[str] = []
    number = _FIRST_TEST_BSN
    while len(found) < _CLIENTS:
        digits = [int(digit) for digit in str(number)]
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0:
            found.append(str(number))
        number += 1
    return found


def write_list(path: Path, rows: int) -> Path:
    """Write a list of so many invented requests, the same at every run."""
    draw, bsns = random.Random(481), _bsns()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Aanvragen")
    sheet.append(HEADER)
    for number in range(rows):
        sheet.append(_row(number, draw, bsns))
    book.save(path)
    return path


def _row(number: int, draw: random.Random, bsns: list[str]) -> list[Any]:
    received = date(2026, 1, 1) + timedelta(days=draw.randrange(300))
    hours = draw.choice((3.5, 4.0, 6.0, 12.0))
    provider = draw.randrange(len(_PROVIDERS))
    return [
        *(f"BJG-2026-{number}", received, bsns[number % _CLIENTS], f"Verzonnen{number % 5_000}"),
        *("J.M.", date(2008, 1, 1) + timedelta(days=draw.randrange(4_000)), "6511AB", "Oost"),
        *("Jeugdwet", "BJG", "Buurtteams Jeugd en Gezin", _PROVIDERS[provider]),
        *(f"0351234{provider}", "45", "45A48", 410_000_000 + number, received),
        *(received + timedelta(days=364), hours, "uur", "per week", hours, "T1", "nee"),
        f"Opmerking {number}",
    ]


def _best(work: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def _cells(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def measure() -> list[Row]:
    """Return step, what the limit is, limit and own time in seconds, and the goal as a ratio."""
    with tempfile.TemporaryDirectory() as folder:
        short = write_list(Path(folder) / "short.xlsx", ROWS)
        long = write_list(Path(folder) / "long.xlsx", 10 * ROWS)
        limit, long_limit = _best(lambda: _cells(short), 5), _best(lambda: _cells(long), 1)
        ours = _best(lambda: read_case_list(short, CPV, today=TODAY), 5)
        long_ours = _best(lambda: read_case_list(long, CPV, today=TODAY), 1)
    cells = "calamine to lists of cells"
    return [
        (f"Read and check {ROWS:,} rows", cells, limit, ours, _GOAL),
        (f"Read and check {10 * ROWS:,} rows", cells, long_limit, long_ours, _GOAL),
        ("Ten times the rows", f"{ROWS:,} rows", ours, long_ours, _GOAL_OF_TEN_TIMES),
    ]
