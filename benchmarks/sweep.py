"""Real spreadsheets through the reader: `python -m benchmarks.sweep FOLDER`.

FOLDER holds a folder of spreadsheets per project. Each file is read as a case list in a process of
its own, as `casustafel import --dry-run` reads it, and what comes of it is counted by its exit code
and by its reason. Each is tried with calamine and openpyxl too: what both read to the last cell and
is refused as unsound was refused wrongly. The same bytes count once. Ends with 1 where a file ends
in an error of ours, or where more than one in a hundred of the files that both read is refused.
"""

import hashlib
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from casustafel.domain.errors import CasustafelError
from casustafel.services import importing

ENDINGS = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"))
#: Reasons that call a file unsound; the others say that it is sound and no list, or locked.
UNSOUND = frozenset(
    (
        *("file-hostile", "file-cut-off", "file-too-wide", "sheet-too-wide", "file-too-large"),
        *("file-cell-too-large", "file-no-spreadsheet", "file-other-form"),
    )
)
BOTH = "calamine openpyxl"
_LONGEST = 60
"""Seconds that one file may take."""
_MOST_MEMORY = 6 * 2**30
_SHARE = 0.01


def _imported(path: Path) -> str:
    try:
        given = importing.read_list(path, "cpv", today=date(2026, 11, 26))
    except CasustafelError as error:
        return f"{error.exit_code} {error.code}"
    return "3 rows-refused" if any(row.refused for row in given.rows) else "0 read"


def _read_by_others(path: Path) -> str:
    """Say who reads all cells of a file: calamine, openpyxl, both or neither."""
    from openpyxl import load_workbook
    from python_calamine import CalamineWorkbook

    readers = []
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
        readers.append("calamine")
    except BaseException:  # noqa: BLE001 - its panics are no Exception
        readers.append("-")
    try:
        with path.open("rb") as stream:
            for sheet in load_workbook(stream, read_only=True).worksheets:
                for _ in sheet.iter_rows(values_only=True):
                    continue
        readers.append("openpyxl")
    except Exception:  # noqa: BLE001 - whatever it says, it does not read this file
        readers.append("-")
    return " ".join(readers)


def _child(work: Callable[[Path], str], path: Path, answer: "multiprocessing.Queue[str]") -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        answer.put(work(path))
    except BaseException as error:  # noqa: BLE001 - counted as our own
        answer.put(f"1 {type(error).__name__}: {error}"[:200])


def _apart(work: Callable[[Path], str], path: Path) -> tuple[str, float]:
    """Return what comes of a file in a process of its own, and how long that took."""
    fork = multiprocessing.get_context("fork")
    answer = fork.Queue()
    process = fork.Process(target=_child, args=(work, path, answer))
    start = time.perf_counter()
    process.start()
    try:
        said = answer.get(timeout=_LONGEST)
    except Exception:  # noqa: BLE001 - nothing came: it hangs or it died
        said = "1 no answer"
        process.kill()
    process.join()
    return said, time.perf_counter() - start


def _files(folder: Path) -> list[Path]:
    """Return the spreadsheets in a folder, each content once."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in ENDINGS and path.is_file():
            found.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), path)
    return list(found.values())


def sweep(folder: Path) -> int:
    """Print the counts per project, and what was refused although others read it."""
    files = _files(folder)
    exits: dict[str, Counter[str]] = {}
    reasons: Counter[str] = Counter()
    readers: Counter[str] = Counter()
    slowest, wrong, ours = 0.0, [], []

    def tried(path: Path) -> tuple[str, float, str]:
        return *_apart(_imported, path), _apart(_read_by_others, path)[0]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, (said, taken, others) in zip(files, pool.map(tried, files), strict=True):
            name, (code, _, reason) = path.relative_to(folder), said.partition(" ")
            exits.setdefault(name.parts[0], Counter())[code] += 1
            reasons[said] += 1
            readers[others] += 1
            slowest = max(slowest, taken)
            if code == "1":
                ours.append(f"{name}: {said}")
            if reason in UNSOUND:
                print(f"  {name}: {reason}; read by {others}", flush=True)
                wrong += [f"{name}: {said}"] if others == BOTH else []
    for project, counts in exits.items():
        print(f"{project}: {counts.total()} files, {dict(sorted(counts.items()))}")
    for reason, count in (reasons + readers).most_common():
        print(f"{count:6} {reason}")
    both = readers[BOTH]
    share = len(wrong) / max(1, both)
    print(f"{len(files)} files, slowest {slowest:.1f} s; both read {both}; of these refused:")
    print("\n".join(f"  {one}" for one in wrong + ours))
    print(f"{share:.2%} of what both read refused as unsound; {len(ours)} errors of ours")
    return 1 if ours or share > _SHARE else 0


if __name__ == "__main__":
    sys.exit(sweep(Path(sys.argv[1])))
