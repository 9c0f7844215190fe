"""What makes room in a narrow window: rows that wrap, columns that become rows."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.columns import Columns, FoldingSplitter
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.layout import WrappingRow
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.scrolling import ScrollingColumn, ScrollingSide
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.style import label


def _block(width: int, height: int = 30) -> QWidget:
    made = QWidget()
    made.setFixedSize(width, height)
    return made


def _shown(row: WrappingRow) -> None:
    """Show what was added, as Qt does once the window is up."""
    for child in row.parentWidget().children():
        if isinstance(child, QWidget) and child.testAttribute(Qt.WidgetAttribute.WA_WState_Hidden):
            child.show()


def _laid_out(row: WrappingRow, width: int) -> None:
    _shown(row)
    row.setGeometry(QRect(0, 0, width, row.heightForWidth(width)))


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[WrappingRow]:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = WrappingRow(holder)
    row.setSpacing(10)
    yield row
    holder.close()


def test_that_a_row_is_one_line_while_all_fits(row: WrappingRow) -> None:
    for width in (100, 80, 60):
        row.addWidget(_block(width))
    _shown(row)

    assert row.heightForWidth(260) == 30
    assert row.heightForWidth(259) == 70
    assert row.heightForWidth(100) == 110
    assert row.minimumSize().width() == 100


def test_that_what_gives_way_gets_the_room_that_is_left(row: WrappingRow) -> None:
    way = ElidedLabel()
    last = _block(80)
    row.addWidget(_block(100))
    row.addWidget(way, 1)
    row.addWidget(last)

    _laid_out(row, 400)

    assert way.geometry() == QRect(110, 0, 200, 30)
    assert last.x() == 320


def test_that_a_group_goes_to_the_next_line_as_a_whole(row: WrappingRow) -> None:
    group = WrappingRow()
    group.setSpacing(10)
    first, second = _block(80), _block(80)
    row.addWidget(_block(100))
    row.addLayout(group)
    group.addWidget(first)
    group.addWidget(second)

    _laid_out(row, 279)

    assert (first.x(), first.y()) == (0, 40)
    assert (second.x(), second.y()) == (90, 40)
    assert row.heightForWidth(169) == 110


def test_that_a_stretch_pushes_to_the_right_of_the_same_line(row: WrappingRow) -> None:
    button = _block(50)
    row.addWidget(_block(100))
    row.addStretch(1)
    row.addWidget(button)

    _laid_out(row, 300)
    assert button.x() == 250

    _laid_out(row, 120)
    assert (button.x(), button.y()) == (0, 40)


def test_that_a_hidden_control_takes_no_room(row: WrappingRow) -> None:
    hidden = _block(100)
    row.addWidget(_block(100))
    row.addWidget(hidden)
    _shown(row)
    hidden.hide()

    assert row.sizeHint().width() == 100
    assert row.heightForWidth(100) == 30


def test_that_columns_stand_below_each_other_when_they_do_not_fit(qtbot: QtBot) -> None:
    columns = Columns()
    qtbot.addWidget(columns)
    main, side = QPushButton("links"), QLabel("rechts")
    columns.add(main, needs=300)
    columns.add(side, width=200)
    columns.resize(600, 200)
    columns.show()

    assert not columns.stacked
    assert side.width() == 200
    assert main.width() == 600 - 200 - columns.layout().spacing()

    columns.resize(420, 400)
    qtbot.waitUntil(lambda: columns.stacked and side.width() == columns.width())
    assert side.y() > main.y()
    assert columns.minimumSizeHint().width() < 300

    columns.resize(600, 200)
    qtbot.waitUntil(lambda: not columns.stacked and side.width() == 200)


def test_that_a_hidden_column_does_not_push_the_other_down(qtbot: QtBot) -> None:
    columns = Columns()
    qtbot.addWidget(columns)
    side = QLabel("rechts")
    columns.add(QPushButton("links"), needs=300)
    columns.add(side, width=200)
    side.hide()
    columns.resize(420, 200)
    columns.show()

    assert not columns.stacked


def test_that_a_scrolling_column_shows_all_of_itself_below_another(qtbot: QtBot) -> None:
    columns = Columns()
    qtbot.addWidget(columns)
    content = QWidget()
    content.setMinimumSize(200, 900)
    area = ScrollingColumn(content)
    columns.add(QPushButton("links"), needs=300)
    columns.add(area, needs=300)
    columns.resize(900, 300)
    columns.show()
    assert columns.minimumSizeHint().height() < 900

    columns.resize(400, 300)

    qtbot.waitUntil(lambda: columns.stacked)
    assert columns.minimumSizeHint().height() >= 900


def test_that_a_splitter_folds_and_unfolds_with_the_window(qtbot: QtBot) -> None:
    splitter = FoldingSplitter()
    qtbot.addWidget(splitter)
    splitter.add(QPushButton("links"), 300)
    splitter.add(QPushButton("rechts"), 300)
    splitter.resize(700, 300)
    splitter.show()
    assert not splitter.stacked

    splitter.resize(500, 300)
    assert splitter.stacked
    assert splitter.minimumSizeHint().width() < 300

    splitter.resize(700, 300)
    assert not splitter.stacked


def test_that_a_field_shrinks_to_its_minimum_before_the_row_goes_on(row: WrappingRow) -> None:
    field = SearchBox("Zoek", "Ctrl+F")
    field.set_widths(100, 180)
    row.addWidget(field)
    row.addWidget(_block(100))

    _laid_out(row, 400)
    assert field.width() == 180

    _laid_out(row, 250)
    assert field.width() == 140
    assert row.heightForWidth(210) < 60 < row.heightForWidth(209)


def test_that_only_the_contents_of_a_side_scroll_and_all_parts_end_at_one_line(
    qtbot: QtBot,
) -> None:
    side = ScrollingSide()
    qtbot.addWidget(side)
    pill = StatusPill("spoed", Tone.BAD, side)
    side.add_head("Uitkomst", pill)
    for at in range(40):
        side.inside.addWidget(label(f"regel {at}"))
    side.add_contents()
    steady = label("blijft staan")
    side.add_steady(steady)
    last = button("Vastleggen")
    foot = side.add_foot()
    foot.addStretch(1)
    foot.addWidget(last)
    side.resize(400, 300)
    side.show()

    area = side.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert [part.visibleRegion().isEmpty() for part in (pill, steady, last)] == [False] * 3
    assert not area.isAncestorOf(steady)
    ends = {part.mapTo(side, part.rect().topRight()).x() for part in (pill, steady, last)}
    assert len(ends) == 1
    area.verticalScrollBar().setValue(50)
    side.to_top()
    assert area.verticalScrollBar().value() == 0
