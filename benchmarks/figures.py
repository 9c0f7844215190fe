"""All figures of a table over ten years and 100,000 cases, against plain SQL of the same counts.

The limit is every statement that counts, run by the driver alone and fetched; a report that is made
counts, hides and writes a PDF.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from casustafel.domain.insight.hiding import publishable
from casustafel.domain.insight.indicators import shipped
from casustafel.domain.insight.paper import Published, report
from casustafel.pdf.paper import render
from casustafel.services.insight import figures
from generated_years import years
from workspaces import new_table

Row = tuple[str, str, float, float, float]
_CASES, _ROUNDS = 100_000, 3
_FIRST, _LAST, _DAYS = date(2017, 1, 1), date(2026, 12, 31), 3_600
_SECONDS = 5.0


def _median(task: Callable[[], object]) -> float:
    took = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        task()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def measure() -> list[Row]:
    """Measure counting everything, and making the report of it."""
    with TemporaryDirectory(prefix="casustafel-bench-") as folder, new_table(Path(folder)) as table:
        workspace = table.workspace
        years(workspace, 1, _CASES, _FIRST, _DAYS)
        asked: list[tuple[str, Any]] = []

        def counted() -> Any:
            with workspace.reading() as reader:
                return figures.section(reader, "cpv", _FIRST, _LAST)

        with workspace.reading() as reader:

            def seen(_to: Any, _at: Any, text: str, given: Any, *_rest: Any) -> None:
                asked.append((text, given))

            event.listen(reader.connection, "before_cursor_execute", seen)
            figures.section(reader, "cpv", _FIRST, _LAST)

        def bare() -> None:
            with workspace.reading() as reader:
                driver: Any = reader.connection.connection.driver_connection
                for text, given in asked:
                    driver.execute(text, given).fetchall()

        def made() -> None:
            shown = publishable(counted(), shipped(), 10)
            render(report([Published(shown, frozen=True)], "Gemeente Voorbeeld"))

        counted()
        limit, ours, whole = _median(bare), _median(counted), _median(made)
    return [
        ("figures of 10 years, 100,000 cases", "the same counts in plain SQL", limit, ours, 1.5),
        ("a council report of that, as PDF", "5 seconds", _SECONDS, whole, 1.0),
    ]


if __name__ == "__main__":
    for step, _, limit, ours, goal in measure():
        print(f"{step}: {ours * 1000:.0f} ms, limit {limit * 1000:.0f} ms, goal {goal}")
