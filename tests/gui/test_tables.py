"""The base of all tables: Qt's own model tester, pages on demand, what is kept and painted."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from window_fakes import COLUMNS, CaseModel, Row, rows

from casustafel.domain.cases import CareLine
from casustafel.gui.pages.room.care_stack import CareStackModel
from casustafel.gui.settings import Settings
from casustafel.gui.tables import Column, RowRole, RowTableModel, SortRole, TableView
from casustafel.gui.tables.delegate import CellDelegate
from casustafel.gui.tables.model import PAGE, Value, copied, words

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
    assert complete.data(SortRole) == 4
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
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args[0].number == 3


def test_that_copying_takes_headings_and_true_values(
    model: CaseModel, view: TableView, qtbot: QtBot
) -> None:
    """H34: what is pasted sorts and counts."""
    model.set_rows(rows(3))
    view.selectRow(0)

    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    heading, line = QGuiApplication.clipboard().text().split("\n")
    assert heading.startswith("Casus\tCliënt\tAanleiding\t")
    # Days as a number, completeness as what it counts: 3/6 would be a day in a spreadsheet.
    assert line == (
        "CPV-2026-0001\tJ.M. (1)\tToeleidingsstop\tBegeleiding jeugd\tZorggroep Waal\t1\t2\tKlaar"
    )


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
    view._show_column(3, False)
    view.horizontalHeader().moveSection(1, 2)

    again = TableView(CaseModel(), "Wachtrij", settings, "test")
    qtbot.addWidget(again)

    assert again.isColumnHidden(3)
    assert again.horizontalHeader().visualIndex(1) == 2


def test_that_order_choice_and_sorting_outlive_a_column_that_comes_and_one_that_goes(
    model: CaseModel, view: TableView, settings: Settings, qtbot: QtBot
) -> None:
    """H33: what somebody arranged by hand is there the next time."""
    header = view.horizontalHeader()
    header.moveSection(header.visualIndex(model.at("status")), 1)
    view._show_column(model.at("care"), False)
    header.setSortIndicator(model.at("wait"), Qt.SortOrder.DescendingOrder)

    new: Column[Row] = Column("new", "Nieuw", 60, lambda row: row.number)
    changed = CaseModel(columns=[COLUMNS[0], new, *COLUMNS[2:]])
    again = TableView(changed, "Wachtrij", settings, "test")
    qtbot.addWidget(again)
    changed.set_rows(rows(12))

    shown = [column.key for column in again.shown_columns()]
    assert shown == [
        *("case_number", "status", "reason", "provider", "wait", "complete"),
        "new",  # what came stands at the end
    ]
    assert again.isColumnHidden(changed.at("care"))
    waits = [row.number % 9 for at in range(12) if (row := changed.row_at(at)) is not None]
    assert waits == sorted(waits, reverse=True)
    assert again.horizontalHeader().sortIndicatorSection() == changed.at("wait")


def test_that_a_remembered_header_that_makes_no_sense_is_left_aside(
    settings: Settings, qtbot: QtBot
) -> None:
    for kept in ("{", "[]", '{"order": 3, "hidden": ["case_number"], "widths": {"wait": -1}}'):
        settings.keep("columns/test", kept)
        view = TableView(CaseModel(), "Wachtrij", settings, "test")
        qtbot.addWidget(view)
        assert len(view.shown_columns()) == len(COLUMNS)


def test_that_the_order_stays_when_other_rows_come(model: CaseModel, view: TableView) -> None:
    model.set_rows(rows(9))
    view.horizontalHeader().setSortIndicator(model.at("wait"), Qt.SortOrder.DescendingOrder)

    model.set_rows(rows(9, start=20))

    waits = [row.number % 9 for at in range(9) if (row := model.row_at(at)) is not None]
    assert waits == sorted(waits, reverse=True)


def test_that_a_menu_of_columns_is_gone_once_it_closed(view: TableView, qtbot: QtBot) -> None:
    for _ in range(5):
        view._offer_columns(QPoint(5, 5))
        for menu in view.findChildren(QMenu):
            menu.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert view.findChildren(QMenu) == []


VALUES: tuple[tuple[Value, str, str], ...] = (
    ("Zorg & Co", "Zorg & Co", "Zorg & Co"),
    ("=1+1", "=1+1", "'=1+1"),
    ("regel\nen\ttab", "regel\nen\ttab", "regel en tab"),
    (1250, "1.250", "1250"),
    (-3, "-3", "-3"),
    (Decimal("12500.50"), "12500,50", "12500,50"),
    (date(2026, 11, 26), "26-11-2026", "26-11-2026"),
    (datetime(2026, 11, 26, 23, 30, tzinfo=UTC), "27-11-2026 00:30", "27-11-2026 00:30"),
    (time(9, 5), "09:05", "09:05"),
    (None, "", ""),
)


@pytest.mark.parametrize(("value", "shown", "pasted"), VALUES, ids=str)
def test_that_a_true_value_gives_its_text_and_what_is_copied(
    value: Value, shown: str, pasted: str
) -> None:
    assert words(value) == shown
    assert copied(value) == pasted


ORDERS: tuple[tuple[tuple[Value, ...], tuple[Value, ...]], ...] = (
    (("Zorg", "Ömer", "Élan", "aan"), ("aan", "Élan", "Ömer", "Zorg")),
    (("team 10", "team 2", "Team 1"), ("Team 1", "team 2", "team 10")),
    ((12500, 88, 250000), (88, 12500, 250000)),
    ((date(2026, 12, 1), None, date(2026, 2, 28)), (date(2026, 2, 28), date(2026, 12, 1), None)),
    (("b", "", None, "a"), ("a", "b", "", None)),
)


@pytest.mark.parametrize(("given", "wanted"), ORDERS, ids=str)
def test_that_a_column_sorts_by_its_true_value_with_nothing_last_both_ways(
    given: tuple[Value, ...], wanted: tuple[Value, ...]
) -> None:
    column: Column[int] = Column("value", "Waarde", 80, lambda at: given[at])
    model: RowTableModel[int] = RowTableModel([column], str)
    model.set_rows(range(len(given)))

    def values() -> tuple[Value, ...]:
        found = (model.row_at(at) for at in range(model.total))
        return tuple(given[at] for at in found if at is not None)

    model.sort(0)
    assert values() == wanted
    model.sort(0, Qt.SortOrder.DescendingOrder)
    known = [one for one in wanted if one]
    assert values()[: len(known)] == tuple(known[::-1])
    assert not any(values()[len(known) :])


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


def test_that_money_hours_and_days_of_the_care_stack_sort_as_such(qtbot: QtBot) -> None:
    """H31: € 12.500, € 250.000, € 88 was the order of their texts."""
    model = CareStackModel()
    days = (date(2026, 2, 28), date(2025, 12, 1), date(2026, 1, 15))
    lines = [
        CareLine(
            id=str(at),
            client_id="c",
            import_id="i",
            law="jeugd",
            starts_on=days[at],
            annual_cents=cents,
            annual_hours=Decimal(hours),
        )
        for at, (cents, hours) in enumerate(((1250000, 300), (25000000, 1250), (8800, 9)))
    ]
    model.set_lines(lines, {})
    for key, wanted in (("cost", "201"), ("hours", "201"), ("period", "120")):
        model.sort(model.at(key))
        found = (model.row_at(at) for at in range(3))
        assert "".join(line.id for line in found if line is not None) == wanted


def test_that_long_names_of_files_are_told_apart_by_their_end(qtbot: QtBot) -> None:
    """H46: v1 and v2 of one list do not look alike."""
    delegate = CellDelegate(CaseModel())
    shown = {
        delegate._fit(f"Lijst_van_de_toeleiding_november_v{n}.xlsx", 150, bold=True, middle=True)
        for n in (1, 2)
    }
    assert len(shown) == 2
    assert all("…" in one and one.startswith("Lijst") for one in shown)


@pytest.mark.parametrize(("key", "at"), [(Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 0)])
def test_that_ctrl_with_an_end_chooses_the_row_where_the_cursor_goes(
    model: CaseModel, view: TableView, qtbot: QtBot, key: Qt.Key, at: int
) -> None:
    """Seen by hand: what was selected stayed behind, out of sight, and Enter opened that."""
    model.set_rows(rows(3))
    view.selectRow(1)
    qtbot.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_rows() == [rows(3)[at]] == [view.current_row()]
