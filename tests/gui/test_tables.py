"""The base of all tables: Qt's own model tester, pages on demand, what is kept and painted."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from window_fakes import CaseModel, Row, rows

from casustafel.gui.settings import Settings
from casustafel.gui.tables import RowRole, SortRole, TableView
from casustafel.gui.tables.model import PAGE

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def model() -> CaseModel:
    return CaseModel()


@pytest.fixture
def view(model: CaseModel, settings: Settings, qtbot: QtBot) -> TableView:
    made = TableView(model, "Wachtrij", settings, "test")
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def test_that_the_model_satisfies_qts_own_tester(model: CaseModel) -> None:
    QAbstractItemModelTester(model, FATAL)

    model.set_rows(rows(5))
    model.set_rows(rows(3), total=250)
    model.put_rows(100, rows(100, start=101), model.generation)
    model.update_row(Row(2, "Klaar", 6))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_rows([])

    assert model.rowCount() == 0
    assert model.rowCount(QModelIndex()) == 0


def test_that_cells_are_ready_strings_and_the_row_itself_is_at_hand(model: CaseModel) -> None:
    model.set_rows([Row(7, "Klaar", 4)])

    complete = model.index(0, 6)
    assert complete.data() == "4/6"
    assert complete.data(Qt.ItemDataRole.AccessibleTextRole) == "4 van 6"
    assert complete.data(RowRole) == Row(7, "Klaar", 4)
    assert complete.data(SortRole) == "4/6"
    assert complete.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Casus"


def test_that_rows_out_of_sight_are_asked_for_when_they_come_into_sight(
    model: CaseModel, view: TableView, qtbot: QtBot
) -> None:
    model.set_rows(rows(PAGE), total=100_000)
    assert model.total == 100_000

    with qtbot.waitSignal(model.rows_wanted) as asked:
        view.scrollTo(model.index(50_050, 0))
        view.viewport().grab()

    assert asked.args == [50_000, PAGE, model.generation]
    assert model.index(50_050, 0).data() == "…"
    model.put_rows(50_000, rows(PAGE, start=1), model.generation)
    assert model.index(50_050, 0).data() == "CPV-2026-0051"


def test_that_a_page_of_an_older_list_is_left_aside(model: CaseModel) -> None:
    model.set_rows(rows(1), total=300)
    older = model.generation
    model.set_rows(rows(1), total=300)

    model.put_rows(100, rows(100), older)

    assert model.row_at(100) is None


def test_that_while_dragging_only_the_last_pages_are_asked_for(
    model: CaseModel, qtbot: QtBot
) -> None:
    model.set_rows(rows(1), total=100_000)
    asked: list[int] = []
    model.rows_wanted.connect(lambda offset, _count, _generation: asked.append(offset))

    with qtbot.waitSignals([model.rows_wanted] * 3):
        for page in range(10, 60):
            model.cell(page * PAGE, 0)

    assert asked == [5700, 5800, 5900]


def test_that_a_new_reading_keeps_cursor_and_selection(model: CaseModel, view: TableView) -> None:
    model.set_rows(rows(10))
    view.selectRow(4)
    view.selectionModel().select(
        model.index(6, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )

    model.set_rows(rows(10, start=3))

    assert [row.number for row in view.selected_rows()] == [5, 7]
    current = view.current_row()
    assert current is not None
    assert current.number == 5


def test_that_enter_and_a_double_click_open_a_row(
    model: CaseModel, view: TableView, qtbot: QtBot
) -> None:
    model.set_rows(rows(3))
    view.selectRow(1)

    with qtbot.waitSignal(view.row_opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args[0].number == 2

    place = view.visualRect(model.index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(view.row_opened) as opened:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args[0].number == 3


def test_that_copying_takes_the_rows_as_they_are_shown(
    model: CaseModel, view: TableView, qtbot: QtBot
) -> None:
    model.set_rows(rows(3))
    view.selectRow(0)

    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    line = QGuiApplication.clipboard().text()
    assert line.startswith("CPV-2026-0001\tJ.M. (1)\t")
    assert line.count("\n") == 0


def test_that_a_click_on_a_heading_sorts_what_is_here_and_asks_for_what_is_not(
    model: CaseModel, view: TableView, qtbot: QtBot
) -> None:
    model.set_rows(rows(3))
    view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    first = model.row_at(0)
    assert first is not None
    assert first.number == 3

    model.sorted_outside = True
    with qtbot.waitSignal(model.sort_wanted) as asked:
        view.horizontalHeader().setSortIndicator(5, Qt.SortOrder.AscendingOrder)
    assert asked.args == ["wait", True]


def test_that_columns_set_by_hand_are_remembered(
    model: CaseModel, view: TableView, settings: Settings, qtbot: QtBot
) -> None:
    view._show_column(3, shown=False)
    view.horizontalHeader().moveSection(1, 2)
    view._keep_columns()

    again = TableView(CaseModel(), "Wachtrij", settings, "test")
    qtbot.addWidget(again)

    assert again.isColumnHidden(3)
    assert again.horizontalHeader().visualIndex(1) == 2


def test_that_every_kind_of_cell_is_painted_in_both_states(
    model: CaseModel, view: TableView
) -> None:
    model.set_rows(rows(4))
    plain = view.viewport().grab().toImage()

    view.selectAll()

    assert view.viewport().grab().toImage() != plain


def test_that_the_tab_key_leaves_the_table(model: CaseModel, view: TableView) -> None:
    model.set_rows(rows(4))
    view.selectRow(0)
    view.focusNextPrevChild(True)

    assert view.currentIndex().row() == 0


def test_that_rows_selected_unseen_are_counted_not_forgotten(
    model: CaseModel, view: TableView
) -> None:
    model.set_rows(rows(100), total=1000)

    view.selectAll()

    assert len(view.selected_rows()) == 100
    assert view.selected_unread() == 900


def test_that_the_cursor_is_put_on_one_row_also_while_ctrl_is_held(
    model: CaseModel, view: TableView, qtbot: QtBot
) -> None:
    model.set_rows(rows(3))
    view.selectRow(1)
    qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert view.select_key(model.key(rows(3)[0]))
    assert view.selected_rows() == [rows(3)[0]]
    assert view.current_row() == rows(3)[0]
