"""An Excel list of 25 columns from file to confirmed cases, against reading and writing it bare.

The limit is calamine reading the sheet to lists and a plain executemany of the same rows into the
encrypted file. Ours reads, cleans, checks, finds duplicates, routes, judges completeness, indexes
for search, logs and commits.
"""

import gc
import re
import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from casustafel import bootstrap
from casustafel.services import importing
from casustafel.storage.engine import connect
from casustafel.storage.keys import Cost

_NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
_HEADERS = (
    "Kenmerk", "Datum aanvraag", "BSN", "Achternaam", "Voorletters", "Geboortedatum", "Postcode",
    "Wijk", "Wet", "Verwijzer type", "Verwijzer naam", "Aanbieder", "AGB", "Productcategorie",
    "Productcode", "Toewijzingnr", "Ingangsdatum", "Einddatum", "Volume", "Eenheid", "Frequentie",
    "Trigger", "Soort aanvraag", "Spoed", "Opmerking",
)  # fmt: skip
_PROVIDERS = ("Zorggroep Waal", "Rivierzorg", "Steunpunt Oost", "De Zonnehof", "Klein Begin")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)

#: A smaller list fits in what the program itself once took, so that its peak says nothing.
_LARGE = 100_000

Row = tuple[str, str, float, float, float]


def _bsn(number: int) -> str:
    """Return invented digits that pass the elfproef (only ever kept in a throw-away file)."""
    while True:
        eight = f"{number:08d}"
        rest = sum(w * int(d) for w, d in zip(_WEIGHTS, eight, strict=True)) % 11
        if rest < 10:
            return eight + str(rest)
        number += 50_000_000


def write_list(path: Path, count: int) -> None:
    """Write a list of `count` rows: real dates and numbers, text where lists have text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Aanvragen")
    sheet.append(_HEADERS)
    for at in range(count):
        start = date(2026, 1, 1) + timedelta(days=at % 300)
        sheet.append(
            (
                f"BJG-2026-{at:06d}", date(2026, 9, 1) + timedelta(days=at % 80),
                _bsn(10_000_000 + at), f"Voorbeeld{at % 5000}", "M.", date(2010, 1, 1),
                f"{6500 + at % 90} AB", "Oost", "Jeugdwet", "BJG", "BJG Noord",
                _PROVIDERS[at % 5], f"0699991{at % 5}", "45", "45A48", 410_000_000 + at,
                start, start + timedelta(days=180), 4 + at % 6, "uur", "per week",
                "T1", "nieuw", "nee", "",
            )
        )  # fmt: skip
    book.save(path)


def _bare(path: Path, folder: Path) -> float:
    gc.collect()
    start = time.perf_counter()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    connection = connect(folder / "kaal.db", bytes(32))
    connection.execute(f"CREATE TABLE bare ({', '.join(f'c{n}' for n in range(len(_HEADERS)))})")
    connection.execute("BEGIN IMMEDIATE")
    marks = ", ".join("?" * len(_HEADERS))
    plain = [[str(cell) for cell in row] for row in rows]
    connection.executemany(f"INSERT INTO bare VALUES ({marks})", plain)
    connection.execute("COMMIT")
    taken = time.perf_counter() - start
    connection.close()
    (folder / "kaal.db").unlink()
    return taken


def _ours(path: Path, folder: Path) -> float:
    made = bootstrap.create_workspace(
        str(folder / "ons.db"), "vier paarse fietsen", "Meter", clock=lambda: _NOW,
        cost=Cost(memory_kib=8, iterations=1),
    )  # fmt: skip
    with made.workspace as workspace:
        gc.collect()
        start = time.perf_counter()
        given = importing.read_list(path, "cpv", today=_NOW.date())
        with workspace.writing() as uow:
            answer = importing.run(uow, "cpv", given)
        taken = time.perf_counter() - start
        assert answer.rows["new"] == answer.rows["read"], answer.rows
    for file in folder.glob("ons*"):
        if file.is_file():
            file.unlink()
    return taken


def _peak(work: str, path: Path) -> float:
    """Return what a process of its own takes at most for this work on a list, in 1,000 MiB."""
    code = f"import importing; importing.{work}({str(path)!r})"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        check=True, capture_output=True, text=True, cwd=Path(__file__).parent,
    )  # fmt: skip
    return float(answer.stdout.split()[-1]) / 1000


def _high_water() -> int:
    """Return the most memory this process ever took, in KiB.

    Linux tells it since the program was loaded; `ru_maxrss` would still hold the parent's.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text("ascii"))
        if found:
            return int(found[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _tell_peak(before: int) -> None:
    print((_high_water() - before) / 1024)


def peak_of_list(path: str) -> None:
    """Print what calamine's list takes beyond the program itself."""
    before = _high_water()
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows
    _tell_peak(before)


def peak_of_import(path: str) -> None:
    """Print what our import of a list takes beyond the program itself."""
    before = _high_water()
    with TemporaryDirectory(prefix="casustafel-bench-") as name:
        _ours(Path(path), Path(name))
    _tell_peak(before)


def measure(sizes: tuple[int, ...] = (10_000, 100_000)) -> list[Row]:
    """Measure lists of these sizes; each side runs several times and its best one counts."""
    gc.disable()  # as the command line and the window do; both sides without
    rows: list[Row] = []
    memory: list[Row] = []
    with TemporaryDirectory(prefix="casustafel-bench-") as name:
        folder = Path(name)
        for count in sizes:
            path = folder / f"lijst-{count}.xlsx"
            write_list(path, count)
            repeats = 5 if count <= 10_000 else 2
            bare = min(_bare(path, folder) for _ in range(repeats))
            ours = min(_ours(path, folder) for _ in range(repeats))
            step = f"import of {count:,} rows x 25 columns"
            rows.append((step, "calamine to lists + raw executemany, encrypted", bare, ours, 3.0))
            if count >= _LARGE:
                step = f"peak memory of an import of {count:,} rows [MiB]"
                bare, ours = _peak("peak_of_list", path), _peak("peak_of_import", path)
                memory.append((step, "calamine's list of lists", bare, ours, 2.0))
    if len(rows) > 1:
        small, large = rows[0], rows[1]
        step = f"time of {sizes[1]:,} rows against {sizes[0]:,}"
        rows.append((step, "ours at the smaller size", small[3], large[3], 12.0))
    gc.enable()
    return rows + memory


if __name__ == "__main__":
    given = tuple(int(size) for size in sys.argv[1:]) or (10_000, 100_000)
    for row in measure(given):
        print(row, round(row[3] / row[2], 2))
