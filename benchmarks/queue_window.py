"""The queue in the window at 100,000 cases: from the key or click until the answer is painted.

The limit is the time that a bare table view with Qt's own item model needs to take 100 rows and
paint them, in the same run and size. Goal (speed.md): 50 ms or three times that, whichever is
more; a letter in the search field may take twice the raw FTS query, of the first page and of the
count, plus that painting. At 10,000 cases a letter is held against paged SQL in the least model.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from many_cases import workspace_of

_REPEATS = 9
_AT_ONCE = 0.050
_TIMES = 3.0
_COLUMNS = 9
#: Typed letter by letter; it occurs in a fifth of the cases.
_WORD = "zorggroep waal"

Row = tuple[str, str, float, float, float]


def until(app: Any, reached: Callable[[], bool]) -> None:
    """Let the window live as its own event loop does: it sleeps while the readers work."""
    from PySide6.QtCore import QEventLoop

    flags = QEventLoop.ProcessEventsFlag
    limit = time.perf_counter() + 60
    while not reached():
        app.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
        if time.perf_counter() > limit:
            raise TimeoutError


def _median(task: Callable[[], object], rest: Callable[[], None] = lambda: None) -> float:
    task()
    took = []
    for _ in range(_REPEATS):
        rest()
        began = time.perf_counter()
        task()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def bare_view(app: Any, width: int, height: int) -> float:
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    view = QTableView()
    view.resize(width, height)
    view.show()

    def fill() -> None:
        model = QStandardItemModel(100, _COLUMNS, view)
        for at in range(100):
            for column in range(_COLUMNS):
                model.setItem(at, column, QStandardItem(f"CPV-2026-{at:04}"))
        view.setModel(model)
        view.viewport().repaint()
        app.processEvents()

    took = _median(fill)
    view.close()
    return took


def _raw(workspace: Any) -> Callable[[], tuple[list[Any], int]]:
    """Return what reads the first page and the count of a common word with the plain driver."""
    match = f"MATCH '\"{_WORD.split()[0]}\"'"
    page = (
        "SELECT id, number, client_sort, care_form, provider_sort, referrer_name, received,"
        " points_met, status FROM case_record WHERE committee = 'cpv' AND row_key IN"
        f" (SELECT rowid FROM case_search WHERE case_search {match}) ORDER BY received LIMIT 100"
    )
    count = (
        "SELECT count(*) FROM case_search s CROSS JOIN case_record c ON c.row_key = s.rowid"
        f" WHERE case_search {match} AND committee = 'cpv'"
    )

    def read() -> tuple[list[Any], int]:
        with workspace.storage.engines.reader.connect() as connection:
            rows = connection.exec_driver_sql(page).fetchall()
            return rows, connection.exec_driver_sql(count).fetchone()[0]

    return read


def _paged(app: Any, read: Callable[[], tuple[list[Any], int]], width: int, height: int) -> float:
    """Return what the least model in Python takes to read such a page, reset and be painted."""
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QTableView

    class Least(QAbstractTableModel):
        rows: list[Any]
        total = 0

        def rowCount(self, _parent: Any = None) -> int:
            return self.total

        def columnCount(self, _parent: Any = None) -> int:
            return _COLUMNS

        def data(self, index: Any, role: int = 0) -> Any:
            if role != Qt.ItemDataRole.DisplayRole or index.row() >= len(self.rows):
                return None
            return self.rows[index.row()][index.column()]

    model, view = Least(), QTableView()
    model.rows = []
    view.setModel(model)
    view.resize(width, height)
    view.show()

    def key() -> None:
        rows, total = read()
        model.beginResetModel()
        model.rows, model.total = rows, total
        model.endResetModel()
        view.viewport().repaint()
        app.processEvents()

    took = _median(key)
    view.close()
    return took


def _settled(app: Any, page: Any, former: int) -> None:
    """Wait for the next list, and paint it."""
    until(app, lambda: page.model.generation > former)
    page.table.viewport().repaint()


def _steps(app: Any, frame: Any, work: Any) -> list[tuple[str, float]]:
    def opens() -> None:
        former = page.model.generation
        page.mark_stale()
        _settled(app, page, former)

    def chip() -> None:
        former = page.model.generation
        page.chips.choose("ready" if page.chips.key != "ready" else "submitted")
        _settled(app, page, former)

    def sort() -> None:
        nonlocal ascending
        ascending = not ascending
        former = page.model.generation
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        page.model.sort(1, order)
        _settled(app, page, former)

    def key() -> None:
        nonlocal typed
        former = page.model.generation
        typed = _WORD[: len(typed) + 1] if len(typed) < len(_WORD) else _WORD[:3]
        page.search.blockSignals(True)
        page.search.setText(typed)
        page.search.blockSignals(False)
        page.search.text_settled.emit(typed)
        _settled(app, page, former)

    def rest() -> None:
        """Let the case beside the list be read, shown and painted before the next step begins."""
        app.processEvents()
        if page._look.isActive() or not work.idle:
            until(app, lambda: bool(work.idle) and not page._look.isActive())
        for _round in range(4):  # each answer may ask for a layout, and that for a painting
            app.processEvents()

    from PySide6.QtCore import Qt

    frame.open("queue")
    page = frame.page
    until(app, lambda: page.table is not None and page.model.total > 0 and work.idle)
    ascending, typed = False, ""
    found = [("open the queue", _median(opens, rest)), ("a filter chip", _median(chip, rest))]
    page.chips.choose("")
    until(app, lambda: bool(work.idle))
    found.append(("sort by client", _median(sort, rest)))
    found.append(("a letter in the search field", _median(key, rest)))
    return found


def measure() -> list[Row]:
    """Measure the queue from key to painting at 100,000 cases, and filtering at 10,000."""
    steps, bare, raw, _paged_sql = _measured(100_000)
    limit = max(_AT_ONCE, _TIMES * bare)
    words = f"50 ms or 3 x a bare table view of 100 rows ({bare * 1000:.1f} ms)"
    rows = [(f"{step}, painted, 100,000 cases", words, limit, took, 1.0) for step, took in steps]
    step, _words, _limit, took, _goal = rows.pop()
    fts = "the raw FTS query of page and count, and painting"
    rows.append((step, fts, raw + bare, took, 2.0))
    steps, _bare, _raw_sql, paged = _measured(10_000)
    step = "a letter in the search field, painted, 10,000 cases"
    words = "paged SQL with the least model in Python, painted"
    return [*rows, (step, words, paged, steps[-1][1], 1.5)]


def _measured(cases: int) -> tuple[list[tuple[str, float]], float, float, float]:
    """Return the steps, and what a bare view, the raw query and paged SQL take here."""
    from casustafel.gui.app import make_application
    from casustafel.gui.assembly import make_frame
    from casustafel.gui.settings import Settings
    from casustafel.gui.theme import Mode, install
    from casustafel.gui.work import Work

    app = make_application()
    install(app, Mode.LIGHT)
    with workspace_of(cases) as workspace, tempfile.TemporaryDirectory() as folder:
        work = Work(workspace)
        settings = Settings(Path(folder) / "window.ini")
        settings.keep("committee", "cpv")
        frame = make_frame(workspace, work, settings)
        frame.resize(1366, 768)
        frame.show()
        frame.start("about")
        until(app, lambda: frame.page is not None and work.idle)
        steps = _steps(app, frame, work)
        size = (frame.page.table.width(), frame.page.table.height())
        read = _raw(workspace)
        limits = bare_view(app, *size), _median(read), _paged(app, read, *size)
        work.close()
        frame.close()
    return steps, *limits


if __name__ == "__main__":
    for row in measure():
        print(row)
