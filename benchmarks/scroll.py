"""Scroll a table of 10,000 rows: ours against Qt's own C++ item model, in the same run.

Both views have the same size, columns and style sheet; each frame scrolls by three rows and is
painted offscreen. The middle of the frames is taken, and the times of several rounds in turns.
"""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROWS, COLUMNS, FRAMES, ROUNDS = 10_000, 9, 120, 3
STEP = 96
GOAL = 1.3
_STATES = (("Klaar", "good"), ("Te toetsen", "warn"), ("Aanvulling", "bad"), ("Nieuw", "info"))


def _texts(at: int) -> list[str]:
    number = f"CPV-2026-{at:04}"
    rest = ["Toeleidingsstop", "Begeleiding jeugd", "Zorggroep Waal", "BJG Noord"]
    return [number, f"J.M. ({at % 17})", *rest, f"{at % 9} d", f"{at % 7}/6", _STATES[at % 4][0]]


def _native() -> Any:
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    view = QTableView()
    model = QStandardItemModel(ROWS, COLUMNS, view)
    for at in range(ROWS):
        for column, text in enumerate(_texts(at)):
            model.setItem(at, column, QStandardItem(text))
    view.setModel(model)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setDefaultSectionSize(32)
    view.verticalHeader().hide()
    return view


def _text(texts: Sequence[Sequence[str]], at: int, row: int) -> str:
    return texts[row][at]


def _ours() -> Any:
    from casustafel.gui.tables import Cell, Column, RowTableModel, TableView
    from casustafel.gui.theme import Tone

    texts = [_texts(at) for at in range(ROWS)]
    shows: dict[int, Callable[[int], Cell]] = {
        0: lambda row: Cell(texts[row][0], bold=True),
        7: lambda row: Cell(texts[row][7], fraction=row % 7 / 6),
        8: lambda row: Cell(texts[row][8], Tone(_STATES[row % 4][1])),
    }
    columns: list[Column[int]] = [
        Column(f"c{at}", f"Kolom {at}", 110, partial(_text, texts, at), show=shows.get(at))
        for at in range(COLUMNS)
    ]
    model: RowTableModel[int] = RowTableModel(columns, str)
    view = TableView(model, "Wachtrij")
    model.setParent(view)
    model.set_rows(list(range(ROWS)))
    return view


def _frames(view: Any) -> list[float]:
    from PySide6.QtWidgets import QApplication

    bar = view.verticalScrollBar()
    took = []
    for frame in range(FRAMES):
        began = time.perf_counter()
        bar.setValue(frame * STEP)
        view.viewport().repaint()
        QApplication.processEvents()
        took.append(time.perf_counter() - began)
    bar.setValue(0)
    return took


def measure() -> list[tuple[str, str, float, float, float]]:
    """Return step, limit description, seconds of the limit, seconds of ours, and the goal."""
    from PySide6.QtWidgets import QApplication

    from casustafel.gui.theme import Mode, install

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install(app, Mode.LIGHT)
    views = [_native(), _ours()]
    times: list[list[float]] = [[], []]
    for view in views:
        view.resize(1100, 700)
        view.show()
    QApplication.processEvents()
    for _round in range(ROUNDS):
        for view, into in zip(views, times, strict=True):
            into.extend(_frames(view))
    native, ours = (statistics.median(each) for each in times)
    for view in views:
        view.close()
    return [("scroll, one frame", "Qt's own C++ item model", native, ours, GOAL)]


if __name__ == "__main__":
    for step, limit, limit_seconds, our_seconds, goal in measure():
        print(
            f"{step}: {our_seconds * 1000:.1f} ms, {limit}: {limit_seconds * 1000:.1f} ms, "
            f"ratio {our_seconds / limit_seconds:.2f} (goal {goal})"
        )
